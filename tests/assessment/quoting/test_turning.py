from __future__ import annotations

from pathlib import Path

import pytest

from sourcier.assessment.quoting.cuts import cut_of
from sourcier.assessment.quoting.differences import compare, items_of
from sourcier.assessment.quoting.places import place_of
from sourcier.assessment.quoting.quoted import Left, Quoting
from sourcier.assessment.quoting.words import Kind, source_words
from sourcier.core.spans import Span

LINES = (Path(__file__).parent / "turns.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if line and not line.startswith("#")][1:]


def _left(lang, quoted, source, ahead="", *, is_one_voice=True) -> Left | None:
    items = items_of(quoted, Span(0, len(quoted)), lang)
    found = compare(quoted, items, source, Span(0, len(source)), lang)
    assert found is not None
    before = tuple(word.key for word in source_words(ahead, Span(0, len(ahead)), lang))
    quoting = Quoting(
        keys=tuple(item.key for item in items if item.kind is Kind.WORD),
        beside=before,
        ahead=before,
        is_whole=False,
        asks=False,
    )
    return cut_of(place_of(source, found.found, lang), quoting, found.omissions, lang, is_one_voice=is_one_voice)


@pytest.mark.parametrize(("lang", "quoted", "source", "ahead", "turn"), CASES)
def test_turn(lang, quoted, source, ahead, turn):
    left = _left(lang, quoted, source, ahead)
    assert ("" if left is None else left.turn or "cut") == turn
