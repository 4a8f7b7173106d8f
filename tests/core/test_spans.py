"""Spans and anchors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.core.spans import Anchor, Span, trimmed

texts = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=200)


@st.composite
def spans_in_text(draw):
    text = draw(texts.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(start, end), text


@given(spans_in_text())
def test_anchor_locates_its_own_span_in_the_same_text(case):
    span, text = case
    assert Anchor.at(span, text).locate(text) == span


@given(spans_in_text(), texts)
def test_anchor_finds_the_same_words_after_an_insertion(case, inserted):
    span, text = case
    found = Anchor.at(span, text).locate(inserted + text)
    assert found is not None
    assert found.of(inserted + text) == span.of(text)


def test_anchor_prefers_the_occurrence_with_the_same_surroundings():
    text = "Il y a 12 morts à Lille. Il y a 12 morts à Nice."
    second = text.index("12 morts à Nice")
    anchor = Anchor.at(Span(second, second + 8), text)
    assert anchor.locate("Mise à jour. " + text) == Span(second + 13, second + 21)


def test_anchor_says_nothing_when_the_words_are_gone():
    assert Anchor.at(Span(0, 5), "douze morts").locate("treize morts") is None


@given(spans_in_text(), spans_in_text())
def test_cover_holds_both_and_overlap_is_symmetric(one, other):
    left, right = one[0], other[0]
    cover = left.cover(right)
    assert cover.contains(left)
    assert cover.contains(right)
    assert left.overlaps(right) == right.overlaps(left)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_span_refuses_what_is_not_a_run(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_trimmed_drops_white_space_and_marks_at_both_ends():
    text = "  « onze morts », "
    assert trimmed(Span(0, len(text)), text, "«», ").of(text) == "onze morts"
