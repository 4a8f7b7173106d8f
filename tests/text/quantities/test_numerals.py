"""Numbers in words and in figures, by themselves."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sourcier.text.quantities.atoms import cut
from sourcier.text.quantities.lexicon import lexicon
from sourcier.text.quantities.numerals import read_numeral
from text.quantities.spelling import english, french, french_hyphenated

WHOLE = st.one_of(st.integers(2, 999), st.integers(2, 10**6), st.integers(2, 10**9), st.integers(2, 10**12 - 1))
SEPARATORS = {
    "fr": ["", " ", "\u00a0", "\u202f", "\u2009", ".", "'", "’"],
    "en": ["", " ", "\u00a0", "\u202f", ",", "'"],
}


def read(text, lang):
    """Return the number that starts a text, and how many of its characters it takes."""
    atoms = cut(text, lang)
    numeral = read_numeral(atoms, 0, lexicon(lang))
    assert numeral is not None, text
    return numeral.value, atoms.ends[numeral.last - 1]


@given(WHOLE)
@example(80)
@example(71)
@example(1_000_000)
@example(80_000)
@example(200_001)
@example(999_999_999)
def test_french_words_read_as_spelled(n):
    words = french(n)
    assert read(words, "fr") == (n, len(words))


@given(WHOLE)
@example(2_000_000)
@example(21_021)
@example(81_080)
def test_french_words_with_hyphens_read_alike(n):
    words = french_hyphenated(n)
    assert read(words, "fr") == (n, len(words))


@given(WHOLE)
@example(101)
@example(1_000_001)
@example(120_000)
@example(100_100)
def test_english_words_read_as_spelled(n):
    words = english(n)
    assert read(words, "en") == (n, len(words))


@given(st.sampled_from(["fr", "en"]), WHOLE, st.data())
def test_figures_read_alike_with_any_separator(lang, n, data):
    separator = data.draw(st.sampled_from(SEPARATORS[lang]))
    figure = f"{n:,}".replace(",", separator)
    assert read(figure, lang) == (n, len(figure))


@given(st.sampled_from([("fr", ","), ("en", ".")]), st.integers(0, 10**6), st.integers(0, 99))
def test_decimals_keep_every_digit(lang_and_point, whole, cents):
    lang, point = lang_and_point
    assert read(f"{whole}{point}{cents:02}", lang)[0] == Decimal(whole) + Decimal(cents) / 100


@pytest.mark.parametrize(
    ("lang", "words", "value"),
    [
        ("fr", "septante-deux", "72"),
        ("fr", "nonante et un", "91"),
        ("fr", "huitante-cinq mille", "85000"),
        ("fr", "dix-sept cents", "1700"),
        ("fr", "mille milliards", "1e12"),
        ("fr", "cent mille milliards", "1e14"),
        ("fr", "sept virgule un", "7.1"),
        ("fr", "sept virgule zéro cinq", "7.05"),
        ("fr", "deux millions et demi", "2500000"),
        ("fr", "un quart de million", "250000"),
        ("fr", "1,2 million", "1200000"),
        ("fr", "3 millions 200 000", "3200000"),
        ("fr", "2 Mds", "2e9"),
        ("fr", "2/3", "0.6666666666666666666666666667"),
        ("fr", "2½", "2.5"),
        ("fr", "cinq et un quart", "5.25"),
        ("fr", "vingt et un cinquième", "20.2"),
        ("fr", "trois vingt-cinquièmes", "0.12"),
        ("fr", "un trente-deuxième", "0.03125"),
        ("fr", "deux milliards et demi million", "2000500000"),
        ("fr", ",75", "0.75"),
        ("fr", "5 cent", "500"),
        ("fr", "4,5 k", "4500"),
        ("fr", "10^6", "1e6"),
        ("fr", "10⁻³", "0.001"),
        ("fr", "2,5e3", "2500"),
        ("fr", "3.450,25", "3450.25"),
        ("en", "two and a quarter million", "2250000"),
        ("en", "three and two thirds", "3.666666666666666666666666667"),
        ("en", "sixfold", "6"),
        ("en", "nineteen hundred", "1900"),
        ("en", "a hundred and five", "105"),
        ("en", "two and a half million", "2500000"),
        ("en", "a million and a half", "1500000"),
        ("en", "three quarters of a billion", "750000000"),
        ("en", "two dozen", "24"),
        ("en", "seven point one", "7.1"),
        ("en", "3.5 trillion", "3.5e12"),
        ("en", "21 3/4", "21.75"),
        ("en", "1.12bn", "1.12e9"),
        ("en", "1 hundred", "100"),
    ],
)
def test_other_ways_of_writing_numbers(lang, words, value):
    assert read(words, lang) == (Decimal(value), len(words))


@pytest.mark.parametrize(
    "words",
    ["vingt-cinquième rang", "vingt et unième siècle", "deux huitièmes de finale", "un cinquième mandat", "centième"],
)
def test_ranks_and_rounds_are_no_numbers(words):
    assert read_numeral(cut(words, "fr"), 0, lexicon("fr")) is None


@pytest.mark.parametrize("figure", ["50 Cent", "12² ", "10.24.8", "7e"])
def test_what_raises_or_follows_a_figure_by_chance_leaves_it(figure):
    numeral = read_numeral(cut(figure, "fr"), 0, lexicon("fr"))
    assert numeral is None or numeral.last == 1


@pytest.mark.parametrize(
    ("lang", "text", "step"),
    [
        ("fr", "24", "1"),
        ("fr", "7,1", "0.1"),
        ("fr", "400 000", "1e5"),
        ("fr", "45 300", "1e2"),
        ("fr", "1,2 million", "1e5"),
        ("fr", "quinze milliards", "1e9"),
        ("fr", "quatre cent mille", "1e5"),
        ("en", "7.10", "0.01"),
        ("en", "£"[1:] + "61.4m people", "1e5"),
    ],
)
def test_step_is_the_last_digit_given(lang, text, step):
    numeral = read_numeral(cut(text, lang), 0, lexicon(lang))
    assert numeral is not None
    assert numeral.step == Decimal(step)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", "deux cent "), ("fr", "vingt et un, "), ("fr", "vingt et "), ("en", "two hundred and ")],
)
def test_a_row_of_number_words_is_not_read_to_its_end_from_every_word(lang, words):
    atoms = cut(words * 3000, lang)
    start = time.process_time()
    found = [read_numeral(atoms, at, lexicon(lang)) for at in range(len(atoms))]
    assert time.process_time() - start < 5
    assert any(found)
