from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.dossier.report.typography import (
    NNBSP,
    as_number,
    cleaned,
    figure,
    number,
    one_line,
    typeset,
    unbroken,
    with_inner_marks,
)


@pytest.mark.parametrize("unsafe", ["\x00", "\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\ud800"])
def test_cleaned_replaces_what_would_drive_a_terminal_or_turn_words_around(unsafe):
    assert cleaned(f"a{unsafe}b") == "a\ufffdb"


@given(st.text())
def test_cleaned_keeps_every_length_and_can_be_encoded(text):
    assert len(cleaned(text)) == len(text)
    cleaned(text).encode("utf-8")


@pytest.mark.parametrize("kept", ["é", "œ", "\n", "\t", "\u202f", "\u00a0", "👩\u200d🚀", "\u200f"])
def test_cleaned_keeps_letters_spaces_and_joiners(kept):
    assert cleaned(kept) == kept


@pytest.mark.parametrize(
    ("plain", "french"),
    [
        ("Vrai ?", f"Vrai{NNBSP}?"),
        ("deux : trois ; quatre !", f"deux{NNBSP}: trois{NNBSP}; quatre{NNBSP}!"),
        ("« ainsi »", f"«{NNBSP}ainsi{NNBSP}»"),
        ("l'an 400 000", f"l’an 400{NNBSP}000"),
        ("12 %", f"12{NNBSP}%"),
        ("? seul", "? seul"),
    ],
)
def test_typeset_sets_french_spaces(plain, french):
    assert typeset(plain, "fr") == french
    assert typeset(french, "fr") == french


def test_typeset_leaves_english_spaces_alone():
    assert typeset("it's 12 % : so", "en") == "it’s 12 % : so"


@given(st.text(alphabet="ab0123456789 ;:!?%«»'\n"))
def test_unbroken_changes_only_the_kind_of_spaces(text):
    shown = unbroken(text, "fr")
    assert len(shown) == len(text)
    assert shown.replace(NNBSP, " ") == text


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("14200", "14200"),
        ("-3.5", "-3.5"),
        (" 7 ", "7"),
        ("n/a", None),
        ("1e5", None),
        ("NaN", None),
        ("2022-03", None),
    ],
)
def test_as_number_reads_figures_and_nothing_else(raw, value):
    assert as_number(raw) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("value", "lang", "written"),
    [
        ("1234567.80", "fr", f"1{NNBSP}234{NNBSP}567,80"),
        ("1234567.80", "en", "1,234,567.80"),
        ("-12", "fr", "−12"),
        ("0.5", "fr", "0,5"),
    ],
)
def test_number_writes_the_digits_it_was_given(value, lang, written):
    assert number(Decimal(value), lang) == written


@pytest.mark.parametrize(
    ("raw", "written"),
    [("14200-14400", f"14{NNBSP}200 à 14{NNBSP}400"), ("5/5", "5"), ("yes", "yes"), ("a\x1bb", "a\ufffdb")],
)
def test_figure_reads_two_ends(raw, written):
    assert figure(raw, "fr", "à") == written


def test_one_line_keeps_no_break_spaces():
    assert one_line(f" a\n\n b{NNBSP}c ") == f"a b{NNBSP}c"


@pytest.mark.parametrize(
    ("lang", "words", "shown"),
    [
        ("fr", "Elle parle de « paix ».", "Elle parle de “paix”."),
        ("fr", "« Je pars", "Je pars"),
        ("fr", "il part », dit-elle", "il part, dit-elle"),
        ("fr", "“Je pars”", "Je pars"),
        ("fr", "« Un » et « deux »", "“Un” et “deux”"),
        ("fr", 'l\'"effort" et "rien', "l'“effort” et rien"),
        ("en", "the “deal” and “more", "the ‘deal’ and more"),
    ],
)
def test_excerpts_hold_inner_marks_in_pairs(lang, words, shown):
    assert with_inner_marks(words, lang) == shown
