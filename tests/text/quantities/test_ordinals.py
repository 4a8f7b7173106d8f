"""French ordinals, in words and in figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.text.quantities.atoms import cut
from sourcier.text.quantities.lexicon import lexicon
from sourcier.text.quantities.ordinals import read_ordinal
from text.quantities.spelling import french, french_hyphenated

FRENCH = lexicon("fr")


def ordinal(words):
    """Give a spelled cardinal the ending of an ordinal."""
    words = words.removesuffix("s") if words.endswith(("cents", "vingts", "millions", "milliards")) else words
    if words.endswith("cinq"):
        return f"{words}uième"
    if words.endswith("neuf"):
        return f"{words[:-1]}vième"
    return f"{words.removesuffix('e')}ième"


@given(st.integers(2, 10**9), st.sampled_from([french, french_hyphenated]), st.booleans())
def test_ordinals_read_as_the_number_they_are_made_from(n, spell, has_accents):
    words = ordinal(spell(n))
    words = words if has_accents else words.replace("ième", "ieme")
    atoms = cut(words, "fr")
    assert read_ordinal(atoms, 0, FRENCH) == (n, len(atoms))


@pytest.mark.parametrize(
    ("text", "value"), [("1er", 1), ("1re", 1), ("2nde", 2), ("38e", 38), ("120ème", 120), ("9eme", 9)]
)
def test_figures_with_an_ending_are_ordinals(text, value):
    assert read_ordinal(cut(text, "fr"), 0, FRENCH) == (value, 1)


@pytest.mark.parametrize("text", ["vingt", "G20", "19h", "trois tiers", "siècle", "vingt et"])
def test_other_words_are_no_ordinals(text):
    assert read_ordinal(cut(text, "fr"), 0, FRENCH) is None
