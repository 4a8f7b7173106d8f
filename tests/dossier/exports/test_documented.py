"""docs/exports.md names every format, column, table and field."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

import factory
from sourcier.core.revisions import Action, AddedEvidence, Revision
from sourcier.dossier.exports import EXPORTS, Labels
from sourcier.dossier.exports.columns import CLAIM_COLUMNS, FINDING_COLUMNS
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.exports.workbook import DECISION_COLUMNS, LEDGER_COLUMNS, RUN_COLUMNS

PAGE = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.split(f"## {title}", 1)[1].split("\n## ", 1)[0]


def named(text: str) -> list[str]:
    """Return the names in the first column of a section's table."""
    rows = re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([a-z_]+)`", row)]


def test_every_format_is_listed_with_its_ending():
    listed = dict(re.findall(r"^\| `([a-z-]+)` \|.*\| `(\.[a-z]+)` \|$", PAGE, re.MULTILINE))
    assert listed == {name: one.suffix for name, one in EXPORTS.items()}


@pytest.mark.parametrize(
    ("title", "columns"), [("Claims: `csv`", CLAIM_COLUMNS), ("Findings: `findings-csv`", FINDING_COLUMNS)]
)
def test_columns_are_documented_in_their_order(title, columns):
    assert named(section(title)) == list(columns)


@pytest.mark.parametrize("columns", [LEDGER_COLUMNS, DECISION_COLUMNS, RUN_COLUMNS])
def test_other_sheets_are_documented(columns):
    assert [name for name in columns if f"`{name}`" not in section("Workbook")] == []


def test_every_table_of_the_database_is_documented_with_its_columns():
    with sqlite3.connect(":memory:") as held:
        held.deserialize(EXPORTS["sqlite"].make(factory.wire(), (), Labels()))
        tables = [
            row[0] for row in held.execute("SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual')")
        ]
        for table in (one for one in tables if not one.startswith("sqlite_")):
            (row,) = re.findall(rf"^\| .*`{table}`.* \| (.*) \|$", section("Database"), re.MULTILINE)
            columns = [row[1] for row in held.execute(f"PRAGMA table_info('{table}')")]
            assert [name for name in columns if f"`{name}`" not in row] == [], table
    held.close()


@pytest.mark.parametrize("terms", [tuple(Action), Revision.__dataclass_fields__, AddedEvidence.__dataclass_fields__])
def test_decisions_are_documented(terms):
    assert [str(term) for term in terms if f"`{term}`" not in section("Decisions")] == []


def test_both_languages_have_the_same_words_and_a_name_for_every_action():
    french, english = export_words("fr").table, export_words("en").table
    assert french.keys() == english.keys()
    assert {f"action.{action}" for action in Action} <= french.keys()
    for key in french:
        assert set(re.findall(r"\{\w+\}", french[key])) | {"{names}"} == set(re.findall(r"\{\w+\}", english[key])) | {
            "{names}"
        }
