from __future__ import annotations

from pathlib import Path

import pytest

from sourcier.assessment.quoting.cuts import cut_of, shown
from sourcier.assessment.quoting.differences import compare, items_of
from sourcier.assessment.quoting.places import place_of
from sourcier.assessment.quoting.quoted import Quoting
from sourcier.assessment.quoting.words import Kind, source_words
from sourcier.core.spans import Span

LINES = (Path(__file__).parent / "cuts.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if line and not line.startswith("#")][1:]


def _cut(lang, quoted, source, beside="", *, is_whole=False):
    items = items_of(quoted, Span(0, len(quoted)), lang)
    found = compare(quoted, items, source, Span(0, len(source)), lang)
    assert found is not None
    behind = tuple(word.key for word in source_words(beside, Span(0, len(beside)), lang))
    quoting = Quoting(
        keys=tuple(item.key for item in items if item.kind is Kind.WORD),
        beside=behind,
        ahead=(),
        is_whole=is_whole,
        asks=False,
        after=behind,
    )
    left = cut_of(place_of(source, found.found, lang), quoting, found.omissions, lang)
    return "" if left is None else shown(left.span, source)


@pytest.mark.parametrize(("lang", "quoted", "source", "beside", "cut"), CASES)
def test_cut(lang, quoted, source, beside, cut):
    assert _cut(lang, quoted, source, beside) == cut


def test_a_sentence_shown_as_whole_must_be_whole():
    source = "Nous avons besoin d'une loi de programmation."
    assert _cut("fr", "Nous avons besoin d'une loi.", source, is_whole=True) == "de programmation"
    assert not _cut("fr", "Nous avons besoin d'une loi", source)


def test_words_left_out_are_shown_in_part_when_many():
    text = "mais " + "il pleut encore " * 40
    assert shown(Span(0, len(text)), text).endswith(" …")
    assert len(shown(Span(0, len(text)), text)) < 250
