from __future__ import annotations

from pathlib import Path

import pytest

from sourcier.assessment.quoting.differences import compare, items_of
from sourcier.core.spans import Span

LINES = (Path(__file__).parent / "differences.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if line and not line.startswith("#")][1:]


@pytest.mark.parametrize(("lang", "quoted", "source", "edits"), CASES)
def test_differences(lang, quoted, source, edits):
    items = items_of(quoted, Span(0, len(quoted)), lang)
    found = compare(quoted, items, source, Span(0, len(source)), lang)
    assert found is not None
    told = [f"{edit.quoted}>{edit.original}" for edit in found.edits]
    assert told == [edit.strip() for edit in edits.split(" | ") if edit.strip()]


def test_found_words_are_those_of_the_source():
    quoted, source = "nous irons à pied", "Demain, nous irons, s'il pleut, à pied. Ou non."
    found = compare(quoted, items_of(quoted, Span(0, 17), "fr"), source, Span(0, len(source)), "fr")
    assert found is not None
    assert found.found.of(source) == "nous irons, s'il pleut, à pied"
    assert [one.span.of(source) for one in found.omissions] == ["s'il pleut"]


def test_nothing_in_common_is_no_comparison():
    assert compare("oui", items_of("oui", Span(0, 3), "fr"), "Non merci.", Span(0, 10), "fr") is None
