"""The columns of a corpus are a contract: pinned here, described in docs/corpus-tables.md, the same in every part."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from corpus.tables import stock
from sourcier.app.corpus.tables import TABLES, arrow_schema, open_corpus
from sourcier.app.corpus.tables.querying import ask
from sourcier.app.corpus.tables.reference import updated

PAGE = (Path(__file__).parents[3] / "docs" / "corpus-tables.md").read_text(encoding="utf-8")
PINNED = Path(__file__).with_name("columns.tsv")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return open_corpus(stock.corpus(tmp_path_factory.mktemp("corpus") / "c"))


def test_columns_are_those_that_readers_rely_on():
    """Whoever renames a column, or changes its type, changes columns.tsv, FORMAT and the page as well."""
    pinned = [tuple(line.split("\t")) for line in PINNED.read_text(encoding="utf-8").splitlines()[1:]]
    own = [
        (table.name, one.name, one.type, "null" if one.is_nullable else "")
        for table in TABLES.values()
        for one in table.columns
    ]
    assert own == pinned


def test_the_page_lists_the_columns():
    assert updated(PAGE) == PAGE, "python -m sourcier.app.corpus.tables.reference docs/corpus-tables.md"


def test_every_column_is_described():
    bare = [one.name for table in TABLES.values() for one in table.columns if len(one.description) < 4]
    assert bare == []
    assert all(set(table.key) <= set(table.names) for table in TABLES.values())


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL))
def test_queries_of_the_page_run(query, corpus):
    assert list(ask(corpus, query).rows())


@pytest.mark.parametrize("table", TABLES)
def test_files_have_the_columns(table, corpus):
    import pyarrow.parquet as pq

    for file in corpus.files(table):
        assert pq.read_schema(file).equals(arrow_schema(table))


@pytest.mark.parametrize("table", [table for table in TABLES.values() if table.key], ids=lambda table: table.name)
def test_no_two_rows_share_a_key(table, corpus):
    key = ", ".join(table.key)
    assert list(ask(corpus, f"SELECT {key} FROM {table.name} GROUP BY ALL HAVING count(*) > 1").rows()) == []


def test_duckdb_reads_the_folders_as_they_lie(corpus):
    import duckdb

    for table in TABLES:
        count = duckdb.sql(f"SELECT count(*) FROM '{corpus.folder}/{table}/*.parquet'").fetchall()[0][0]
        assert count == corpus.manifest.counts[table], table


DUCKDB = {"string": "VARCHAR", "int32": "INTEGER", "float64": "DOUBLE", "bool": "BOOLEAN", "date32": "DATE"}
POLARS = {"string": "String", "int32": "Int32", "float64": "Float64", "bool": "Boolean", "date32": "Date"}


def in_words(kind, names, as_list, as_struct, as_field):
    """Return a type of the contract as another program names it, without its quotes."""
    if kind.startswith("list<"):
        return as_list.format(in_words(kind[len("list<") : -1], names, as_list, as_struct, as_field))
    if kind.startswith("struct<"):
        fields = (field.split(": ") for field in kind[len("struct<") : -1].split(", "))
        return as_struct.format(", ".join(as_field.format(name, names[inner]) for name, inner in fields))
    return names[kind]


def bare(kind):
    return str(kind).replace('"', "").replace("'", "")


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_reads_the_types_of_the_contract(table, corpus):
    import duckdb

    found = duckdb.sql(f"DESCRIBE FROM '{corpus.folder}/{table}/*.parquet'").fetchall()
    own = [(one.name, in_words(one.type, DUCKDB, "{}[]", "STRUCT({})", "{} {}")) for one in TABLES[table].columns]
    assert [(row[0], bare(row[1])) for row in found] == own


@pytest.mark.parametrize("table", TABLES)
def test_polars_reads_the_types_of_the_contract(table, corpus):
    polars = pytest.importorskip("polars")
    found = polars.read_parquet_schema(corpus.files(table)[0])
    own = {
        one.name: in_words(one.type, POLARS, "List({})", "Struct({{{}}})", "{}: {}") for one in TABLES[table].columns
    }
    assert {name: bare(kind) for name, kind in found.items()} == own


@pytest.mark.parametrize("table", TABLES)
def test_pandas_reads_days_figures_and_texts_as_such(table, corpus):
    pandas = pytest.importorskip("pandas")
    kinds = {"string": str, "date32": date, "bool": bool, "int32": int, "float64": float}
    frame = pandas.read_parquet(corpus.folder / table)
    for one in TABLES[table].columns:
        kind = kinds.get(one.type)
        values = [] if kind is None else [value for value in frame[one.name].tolist() if not pandas.isna(value)]
        assert all(isinstance(value, kind) for value in values), one.name


def test_pandas_reads_the_folders_as_they_lie(corpus):
    pandas = pytest.importorskip("pandas")
    for table in TABLES:
        frame = pandas.read_parquet(corpus.folder / table)
        assert (list(frame.columns), len(frame)) == (list(TABLES[table].names), corpus.manifest.counts[table])


def test_polars_reads_the_folders_as_they_lie(corpus):
    polars = pytest.importorskip("polars")
    for table in TABLES:
        frame = polars.read_parquet(corpus.folder / table / "*.parquet")
        assert (frame.columns, frame.height) == (list(TABLES[table].names), corpus.manifest.counts[table])
