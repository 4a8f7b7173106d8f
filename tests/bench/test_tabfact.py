"""Statements about a small table: what is answered, by which operation, and where silence is right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tabfact
from tabfact_linking import Table

HARBOURS = Table(
    ["harbour", "province", "berths", "tonnes landed", "opened by"],
    [
        ["port clair", "arden", "12", "1,200", "rosa lindt"],
        ["grand mole", "arden", "7", "900", "jean valmont"],
        ["eastcliff", "bor", "7", "2,400", "mara dale"],
        ["saltwick", "bor north", "3", "-", "mara dale"],
    ],
    "harbours of the isles",
)


def answered(text: str) -> tuple[str, bool] | None:
    (quantities,) = tabfact.figures_of([text])
    return tabfact.answer(tabfact.Statement(text, HARBOURS, HARBOURS.link(text), quantities))


@pytest.mark.parametrize(
    ("text", "operation", "holds"),
    [
        ("port clair be in the province of arden", "lookup", True),
        ("rosa lindt open eastcliff", "lookup", False),
        ("eastcliff have 7 berth and port clair have 12 berth", "lookup", True),
        ("eastcliff have 7 berth and port clair have 7 berth", "lookup", False),
        ("there be 2 harbour open by mara dale", "count", True),
        ("there be 3 harbour open by mara dale", "count", False),
        ("there be 3 harbour with more than 5 berth", "count", True),
        ("port clair have more berth than eastcliff", "comparison", True),
        ("port clair have fewer berth than eastcliff", "comparison", False),
        ("port clair have 5 more berth than eastcliff", "comparison", True),
        ("port clair have 4 more berth than eastcliff", "comparison", False),
        ("eastcliff have the highest tonnes landed", "superlative", True),
        ("port clair have the highest tonnes landed", "superlative", False),
        ("the sum of the berth be 29", "total", True),
        ("the average berth be 9", "total", False),
        ("all harbour be open by mara dale", "universal", False),
        ("no harbour in arden be open by mara dale", "universal", True),
    ],
)
def test_one_operation_answers_what_it_is_certain_of(text: str, operation: str, holds: bool) -> None:
    assert answered(text) == (operation, holds)


@pytest.mark.parametrize(
    "text",
    [
        "port clair be a fine harbour of the province of arden",  # "fine" is in no cell
        "there be 1 harbour in bor",  # "bor north" may count, or not
        "port clair have more than eastcliff",  # of what?
        "mara dale have more berth than rosa lindt",  # two harbours opened by one of them
        "saltwick have the most",
        "the sum of the tonnes be many",
    ],
)
def test_silence_where_a_word_or_a_row_is_not_certain(text: str) -> None:
    assert answered(text) is None


def test_answers_are_written_for_the_scorer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = {"id": "t", "channel": "simple", "caption": "", "header": HARBOURS.header, "rows": HARBOURS.rows}
    (tmp_path / "tables.jsonl").write_text(json.dumps(table) + "\n", encoding="utf-8")
    lines = [
        {"id": "a", "table": "t", "statement": "port clair be in arden", "label": "supported"},
        {"id": "b", "table": "t", "statement": "rosa lindt open eastcliff", "label": "supported"},
        {"id": "c", "table": "t", "statement": "nobody know", "label": "refuted"},
    ]
    (tmp_path / "lines.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    given = ("--data", tmp_path / "lines.jsonl", "--tables", tmp_path / "tables.jsonl", "--out", tmp_path / "out.jsonl")
    tabfact.main([*map(str, given), "--json"])
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert written == [{"id": "a", "label": "supported"}, {"id": "b", "label": "refuted"}]
    found = json.loads(capsys.readouterr().out)["all"]
    assert found == {"n": 3, "covered": 2, "coverage": 0.6667, "accuracy": 0.5, "majority": 1.0}
