"""The tables of a report: the columns that readers rely on, and rows that are what the page shows."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.gathering import gather
from sourcier.app.corpus.showing.page import page
from sourcier.app.corpus.showing.sheets import SHEETS, write
from sourcier.app.corpus.tables.schema import schema_of

PINNED = Path(__file__).with_name("columns.tsv")


@pytest.fixture(scope="module")
def folder(shown, tmp_path_factory):
    made = tmp_path_factory.mktemp("sheets")
    write(shown, made)
    return made


def read(folder, table):
    """Return the rows of a table as records."""
    return pq.read_table(folder / f"{table}.parquet").to_pylist()


def test_columns_are_those_that_readers_rely_on():
    """Whoever renames a column, or changes its type, changes columns.tsv and docs/corpus-tables.md as well."""
    pinned = [tuple(line.split("\t")) for line in PINNED.read_text(encoding="utf-8").splitlines()[1:]]
    own = [
        (table.name, one.name, one.type, "null" if one.is_nullable else "")
        for table in SHEETS.values()
        for one in table.columns
    ]
    assert own == pinned


@pytest.mark.parametrize("name", SHEETS)
def test_files_have_the_columns_and_no_two_rows_a_key(name, folder):
    table, file = SHEETS[name], folder / f"{name}.parquet"
    assert pq.read_schema(file).equals(schema_of(table))
    keys = [tuple(row[of] for of in table.key) for row in read(folder, name)]
    assert len(set(keys)) == len(keys) or not table.key
    empty = [
        one.name
        for one in table.columns
        if not one.is_nullable and any(row[one.name] is None for row in read(folder, name))
    ]
    assert empty == []


@pytest.mark.parametrize("name", SHEETS)
def test_csv_and_parquet_hold_the_same_rows(name, folder):
    text = (folder / f"{name}.csv").read_text(encoding="utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == list(SHEETS[name].names)
    assert len(rows) == len(read(folder, name))


def test_groups_are_the_claims_of_the_corpus(folder, collection):
    with collection.connect() as database:
        claims = {row[:2]: row[2] for row in database.execute("SELECT article, id, words FROM claims").fetchall()}
    groups = read(folder, "groups")
    assert all(claims[row["article"], row["claim"]] == row["words"] for row in groups)
    by_matter = {row["matter"]: row for row in read(folder, "matters")}
    assert {row["matter"] for row in groups} == set(by_matter)
    for id_, matter in by_matter.items():
        of_it = [row for row in groups if row["matter"] == id_]
        assert len({row["article"] for row in of_it}) == matter["articles"]
        assert {row["day"] for row in of_it if row["is_first"]} <= {matter["first_day"]}


def test_matters_are_those_of_the_page(folder, shown):
    parts = [row["part"] for row in read(folder, "matters")]
    assert parts.count("figures") == len(shown.drifts)
    assert parts.count("series") == len(shown.series)
    assert sum(row["texts"] > 1 for row in read(folder, "matters")) == len(shown.repeated)


def test_bridge_has_its_figures_with_days_and_publishers(folder):
    matter = next(row for row in read(folder, "matters") if "pont de Valbrune coûtera 24" in row["words"])
    rows = [row for row in read(folder, "groups") if row["matter"] == matter["matter"]]
    assert sorted({(row["low"], row["unit"]) for row in rows}) == [
        (f"{millions}000000", "EUR") for millions in (24, 31)
    ]
    (first,) = [row for row in rows if row["is_first"]]
    assert (first["publisher"], str(first["published"]), first["figures"]) == (
        "Le Courrier de Valbrune",
        "2024-01-15",
        ["24 millions d’euros"],
    )


def test_copies_are_folded_under_another_article(folder, shown):
    copies = read(folder, "copies")
    assert sum(row["kind"] == "copy" for row in copies) == shown.copies
    assert sum(row["kind"] == "version" for row in copies) == shown.editions
    papers = {paper.id for paper in shown.papers}
    assert all(row["text"] in papers and row["text"] != row["article"] for row in copies)


def test_first_version_of_a_page_that_prints_the_text_of_another_is_a_copy_on_page_and_in_table(tmp_path, packs):
    wire = "Le bac de Lison a coulé. Odile Noël, maire de Lison, a rendu visite aux marins. Le port date de 1931."
    articles = [
        press.story(wire, "2024-03-01", "La Vigie", url="https://vigie.example/bac"),
        press.story(wire, "2024-03-02", url="https://phare.example/bac"),
        press.story(f"{wire} Karim Belloc s’est baigné.", "2024-03-03", url="https://phare.example/bac"),
    ]
    found = gather(press.corpus_of(tmp_path / "c", articles, packs))
    (tmp_path / "sheets").mkdir()
    write(found, tmp_path / "sheets")
    kinds = [row["kind"] for row in read(tmp_path / "sheets", "copies")]
    assert sorted(kinds) == ["copy", "version"]
    assert (found.copies, found.editions) == (1, 1)


def test_references_are_the_cells_that_the_claims_were_held_against(folder):
    decisive = {
        (row["resource"], row["entity"], row["period"], row["value"][:4])
        for row in read(folder, "references")
        if row["is_decisive"]
    }
    assert ("inflation-cpi", "FRA", "2022", "5.22") in decisive


def test_same_corpus_gives_the_same_bytes(collection, packs, shown, folder, tmp_path):
    again = gather(collection, packs=packs)
    write(again, tmp_path)
    assert page(again, "c", "fr") == page(shown, "c", "fr")
    files = sorted(file.name for file in folder.iterdir())
    assert sorted(file.name for file in tmp_path.iterdir()) == files
    assert [name for name in files if (folder / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_changed_verdicts_and_versions_have_rows(tmp_path, packs):
    url = "https://phare.example/lison"
    texts = ("L’incendie de Lison a brûlé 30 hectares.", "L’incendie de Lison a brûlé 45 hectares.")
    articles = [press.story(text, day, url=url) for text, day in zip(texts, ("2024-03-01", "2024-03-02"), strict=True)]
    corpus = press.corpus_of(tmp_path / "c", articles, packs)
    write(gather(corpus, before=corpus, packs=packs), tmp_path)
    (pair,) = read(tmp_path, "versions")
    (change,) = read(tmp_path, "version_changes")
    assert (pair["before"], pair["found_by"], pair["is_dated"]) == (articles[0].id, "address", True)
    assert (change["kind"], "30" in change["before_words"], "45" in change["after_words"]) == ("figure", True, True)
    assert read(tmp_path, "verdict_changes") == []
    about = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (about["articles"], about["undated"], about["before"]["packs"][0]["name"]) == (2, 0, "starter")
    assert {name: list(table["columns"]) for name, table in about["tables"].items()} == {
        name: list(table.names) for name, table in SHEETS.items()
    }


def test_tables_are_written_by_the_command(collection, sourcier_command, tmp_path):
    tables = tmp_path / "tables"
    done = sourcier_command("corpus", "report", collection.folder, "--tables", tables)
    assert done.code == 0, done.err
    assert {file.stem for file in tables.iterdir()} == {*SHEETS, "report"}
    assert max(map(len, done.out.splitlines()[:-1])) <= 80


def test_help_of_the_command_names_all_tables(sourcier_command):
    told = " ".join(sourcier_command("corpus", "report", "--help").out.replace("│", " ").split())
    named = re.search(r"The tables are ([\w, ]+), each as", told)[1]
    assert re.split(r", | and ", named) == list(SHEETS)


@pytest.mark.parametrize("given", [(), ("--tables", "corpus")])
def test_report_that_goes_nowhere_or_into_a_corpus_is_a_wrong_use(collection, sourcier_command, given):
    given = [collection.folder if one == "corpus" else one for one in given]
    done = sourcier_command("corpus", "report", collection.folder, *given)
    assert done.code == 2
    assert sorted(file.suffix for file in collection.folder.glob("*.csv")) == []
