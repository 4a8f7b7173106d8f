"""A query reads the tables of a corpus and nothing else; its rows leave as CSV, JSON lines or Parquet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from corpus.tables import stock
from dossier.exports import material
from sourcier.app.corpus.tables import TABLES, Writer, open_corpus
from sourcier.app.corpus.tables.errors import BadQuery
from sourcier.app.corpus.tables.outputs import write_csv, write_json, write_parquet
from sourcier.app.corpus.tables.querying import ask, whole

SECRET = "the editor's password"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "secret.csv").write_text(f"a,b\n{SECRET},2\n")
    return open_corpus(stock.corpus(folder / "c"))


def rows(corpus, query):
    return list(ask(corpus, query).rows())


def test_tables_are_joined(corpus):
    found = rows(
        corpus,
        "SELECT c.words, x.verdict FROM claims c JOIN assessments x ON x.article = c.article AND x.claim = c.id "
        "JOIN articles a ON a.id = c.article WHERE a.lang = 'en' ORDER BY c.start",
    )
    assert found[1] == ("It joined NATO in 1949", "supported")


@pytest.mark.parametrize(
    "query",
    [
        "FROM claims",
        "WITH few AS (FROM times) SELECT * FROM few",
        "SUMMARIZE claims",
        "DESCRIBE claims",
        "SHOW TABLES",
        "EXPLAIN FROM claims",
        "VALUES (1);",
    ],
)
def test_what_reads_is_run(corpus, query):
    assert rows(corpus, query)


@pytest.mark.parametrize(
    "query",
    [
        "FROM '{folder}/secret.csv'",
        "FROM read_csv('{folder}/secret.csv')",
        "FROM read_text('{folder}/secret.csv')",
        "FROM glob('{folder}/*')",
        "FROM read_parquet('{folder}/c/*/*.parquet')",
        "FROM 'https://example.org/a.parquet'",
        "SELECT getenv('HOME')",
        "SELECT * FROM corpus",
        "FROM duckdb_secrets()",
        "COPY claims TO '{folder}/out.csv'",
        "ATTACH '{folder}/out.db'",
        "CREATE TABLE mine AS FROM claims",
        "DELETE FROM claims",
        "DROP VIEW claims",
        "INSERT INTO claims FROM claims",
        "SET enable_external_access = true",
        "PRAGMA enable_external_access = true",
        "INSTALL httpfs",
        "LOAD httpfs",
        "EXPLAIN ANALYZE COPY claims TO '{folder}/out.csv'",
        "EXPLAIN ANALYZE COPY claims TO '{folder}/c/claims/part-000001.parquet' (USE_TMP_FILE false)",
        "EXPLAIN ANALYZE DROP VIEW claims",
        "EXPLAIN EXPLAIN ANALYZE DROP VIEW claims",
        "EXPORT DATABASE '{folder}/out'",
        "SELECT 1; SELECT 2",
        "SELECT 1; COPY claims TO '{folder}/out.csv'",
        "",
        "-- nothing",
        "SELEC 1",
        "FROM nowhere",
        "SELECT nothing FROM claims",
        "SELECT 'a'::INTEGER",
        "SELECT words::INTEGER FROM claims",
    ],
)
def test_what_does_not_read_the_tables_is_refused_in_one_line(corpus, query):
    folder = corpus.folder.parent
    with pytest.raises(BadQuery) as caught:
        rows(corpus, query.format(folder=folder))
    assert "\n" not in str(caught.value)
    assert SECRET not in str(caught.value)
    assert sorted(path.name for path in folder.iterdir()) == ["c", "secret.csv"]


def test_readers_see_the_parts_that_were_there_when_they_opened(tmp_path):
    folder = stock.corpus(tmp_path / "c")
    before = open_corpus(folder)
    with Writer(folder, stock.run()) as writer:
        writer.add(stock.rows(stock.column(), "later.md"))
        writer.commit()
    assert rows(before, "SELECT count(*) FROM inputs") == [(4,)]
    assert rows(open_corpus(folder), "SELECT count(*) FROM inputs") == [(5,)]


def test_a_stray_file_is_no_part(tmp_path):
    folder = stock.corpus(tmp_path / "c")
    raw = (folder / "claims" / "part-000001.parquet").read_bytes()
    (folder / "claims" / "part-000009.parquet").write_bytes(raw)
    corpus = open_corpus(folder)
    assert rows(corpus, "SELECT count(*) FROM claims") == [(corpus.manifest.counts["claims"],)]


def test_a_corpus_whose_path_has_quotes_and_blanks(tmp_path):
    folder = stock.corpus(tmp_path / "l'été *[1] $x")
    assert rows(open_corpus(folder), "SELECT count(*) FROM articles") == [(3,)]


def as_csv(answer):
    file = io.BytesIO()
    count = write_csv(answer, file)
    raw = file.getvalue()
    assert raw.startswith("\ufeff".encode())
    read = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert len(read) == count + 1
    return read


@pytest.mark.parametrize("words", material.HOSTILE)
def test_no_cell_is_a_formula(tmp_path, words):
    with Writer(tmp_path / "c", stock.run()) as writer:
        writer.add(stock.rows(material.hostile(words), words))
        writer.commit()
    for table in TABLES:
        for row in as_csv(whole(open_corpus(tmp_path / "c"), table)):
            for cell in row:
                assert not cell.lstrip(" '").startswith(("=", "+", "@", "＝", "\t", "\r")) or cell.startswith("'"), cell
                assert "\n" not in cell


def test_values_in_cells(corpus):
    (_, row) = as_csv(
        ask(
            corpus,
            "SELECT NULL, true, 1.50::DECIMAL(5,2), 0.1::DOUBLE, 'nan'::DOUBLE, DATE '2024-02-01', ['a', 'b'], {'k': 1}, -4, [{'k': '=1'}, {'k': NULL}], [[1], [2]]",
        )
    )
    assert row == [
        "",
        "yes",
        "1.50",
        "0.1",
        "",
        "2024-02-01",
        "a; b",
        '{"k": 1}',
        "-4",
        '[{"k": "=1"}, {"k": null}]',
        "[1]; [2]",
    ]


def test_the_record_for_programs_is_left_out_of_cells(corpus):
    heads = as_csv(whole(corpus, "articles"))[0]
    assert heads == [name for name in TABLES["articles"].names if name != "record"]


def test_json_lines(corpus):
    file = io.BytesIO()
    query = "SELECT title, published, byline, 1e300 * 1e300 AS big, sum(claims) AS claims, 0.25::DECIMAL(3,2) AS share FROM articles WHERE lang = 'fr' GROUP BY ALL ORDER BY title"
    assert write_json(ask(corpus, query), file) == 2
    second = json.loads(file.getvalue().splitlines()[1])
    assert second == {
        "title": "Nucléaire, dette, armée : la colonne des comptes",
        "published": "2023-09-14",
        "byline": ["Jeanne Ferrand"],
        "big": None,
        "claims": 9,
        "share": 0.25,
    }


@pytest.mark.parametrize("table", TABLES)
def test_parquet_is_the_table(corpus, table, tmp_path):
    import pyarrow.parquet as pq

    with (tmp_path / "out.parquet").open("wb") as file:
        count = write_parquet(whole(corpus, table), file)
    written = pq.read_table(tmp_path / "out.parquet")
    assert count == corpus.manifest.counts[table]
    assert written.equals(pq.read_table(corpus.folder / table))


def test_an_answer_does_not_wait_in_memory(corpus):
    """A gigabyte of rows is read a batch at a time."""
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = ask(corpus, "SELECT repeat('x', 1000) AS x FROM range(1000000)")
    assert sum(batch.num_rows for batch in answer.batches) == 1_000_000
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 300


def test_nothing_is_left_beside(corpus, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    rows(corpus, "SELECT words FROM claims ORDER BY words")
    assert list(Path().iterdir()) == []
