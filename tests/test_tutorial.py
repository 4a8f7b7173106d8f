"""Every command of the tutorial does what it says, in the order in which it is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SERVES = "sourcier desk"
"""Stays until it is stopped: tested in tests/desk."""
LACKING = "sourcier pack validate communes-draft"
"""Ends with 1: it names what is to be filled in."""


def commands(*steps: int) -> list[str]:
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## (\d)\. [^\n]*\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    lines = [line for step in steps for line in re.findall(r"^\$ (sourcier .*)$", parts[str(step)], re.MULTILINE)]
    return [line.split("  #")[0].strip() for line in lines if line != SERVES]


@pytest.fixture
def follow(sourcier_command, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("examples").symlink_to(ROOT / "examples", target_is_directory=True)

    def in_order(*steps: int) -> dict[str, str]:
        shown = {}
        for line in commands(*steps):
            outcome = sourcier_command(*shlex.split(line)[1:])
            assert outcome.code == (1 if line == LACKING else 0), f"{line}\n{outcome.err}"
            shown[line] = outcome.out
        return shown

    return in_order


def test_an_article_is_checked_kept_and_run_again(follow):
    shown = follow(2, 3)
    assert "identical" in shown["sourcier replay column.json"] or "identique" in shown["sourcier replay column.json"]
    assert Path("column.html").exists()
    assert Path("column.xlsx").exists()


def test_a_table_of_ones_own_is_described_filled_in_and_used(follow):
    shown = follow(4)
    assert "Orvel" in shown[LACKING]
    assert re.search(r"blanks: 16\b", shown[LACKING])  # "There are sixteen blanks"
    checked = " ".join(shown["sourcier check examples/communes/breve.md"].split())
    assert "✓ 1 confirmée, ✗ 1 contredite" in checked
    assert "communes 1.0.0, table logements-vacants" in checked


@pytest.mark.slow
def test_documents_are_added_and_used(follow):
    shown = follow(5)
    assert "Valbrune" in shown["sourcier check examples/tramway.md"]


@pytest.mark.slow
def test_a_collection_is_run_asked_and_shown(follow):
    shown = follow(7)
    assert "inflation" in shown['sourcier corpus search corpus "inflation"'].lower()
    assert Path("corpus.html").exists()
