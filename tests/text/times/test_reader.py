"""Words, numbers and figures as times read them."""

import time
from datetime import date
from decimal import Decimal

import pytest
import spacy

from sourcier.text.times import find_times
from sourcier.text.times.dates import ACTS
from sourcier.text.times.reader import Reader
from sourcier.text.times.words import scan


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("fr", "dix-huit mois", 18),
        ("fr", "soixante-dix ans", 70),
        ("fr", "quatre-vingt-douze ans", 92),
        ("fr", "vingt et un jours", 21),
        ("fr", "une dizaine d'années", 10),
        ("fr", "2,5 ans", Decimal("2.5")),
        ("fr", "un demi-siècle", Decimal("0.5")),
        ("en", "twenty-five years", 25),
        ("en", "a dozen years", 12),
    ],
)
def test_numbers_are_read_in_words_and_figures(parsed, lang, text, value):
    found = Reader(parsed(text, lang), lang, None, ACTS).number_at(0)
    assert found is not None
    assert found[1] == value


@pytest.mark.parametrize("sign", ["²", "①", "³", "⁸", "½"])
def test_a_sign_that_only_looks_like_a_figure_is_no_number(parsed, sign):
    reader = Reader(parsed(f"{sign} ans", "fr"), "fr", None, ACTS)
    assert reader.number_at(0) is None


def test_figures_of_another_script_are_read(parsed):
    assert Reader(parsed("٣ ans", "fr"), "fr", None, ACTS).number_at(0) == (1, Decimal(3))


@pytest.mark.parametrize("text", ["€2014", "2014,5 km", "A2014", "2014 000", "3014"])
def test_a_figure_among_figures_is_no_year(parsed, text):
    reader = Reader(parsed(text, "fr"), "fr", None, ACTS)
    assert not any(reader.is_year(at) for at in range(len(reader.words.keys)))


@pytest.mark.parametrize(("lang", "text"), [("fr", "2022 soldats sont morts"), ("en", "They killed 2022 soldiers.")])
def test_a_figure_that_counts_a_plural_is_no_year(parsed, lang, text):
    reader = Reader(parsed(text, lang), lang, None, ACTS)
    assert not any(reader.is_year(at) for at in range(len(reader.words.keys)))


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_both_apostrophes_make_the_same_words(apostrophe):
    text = f"aujourd{apostrophe}hui d{apostrophe}ici l{apostrophe}an"
    assert scan(text).keys == ("aujourd'hui", "d'", "ici", "l'", "an")


def test_words_keep_their_offsets():
    text = "Le  14 mai\u00a02023"
    words = scan(text)
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == ["Le", "14", "mai", "2023"]


@pytest.mark.parametrize("words", ["deux cent ", "vingt et un, ", "un demi "])
def test_a_row_of_number_words_is_read_once_not_from_every_word_to_its_end(words):
    doc = spacy.blank("fr")(words * 3000)
    start = time.process_time()
    find_times(doc, "fr", date(2024, 3, 1))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("lang", "text", "end", "value"),
    [
        ("fr", "deux cent deux cent", 3, 202),
        ("fr", "neuf cent quatre-vingt-dix-neuf ans", 9, 999),
        ("en", "nineteen hundred years", 2, 1900),
    ],
)
def test_a_hundred_counts_no_hundreds(parsed, lang, text, end, value):
    found = Reader(parsed(text, lang), lang, None, ACTS).number_at(0)
    assert found == (end, value)
