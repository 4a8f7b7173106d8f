"""The bench's reading of every number, below the choice of what is a quantity."""

from __future__ import annotations

import pytest
import spacy

from recognizers_numbers import predicted_numbers

FRENCH = spacy.load("fr_core_news_md")


def shown(text, suite):
    return [
        (text[item["start"] : item["end"]], *item["resolution"].values())
        for item in predicted_numbers(FRENCH(text), "fr", suite)
    ]


@pytest.mark.parametrize(
    ("suite", "text", "expected"),
    [
        (
            "Number/NumberModel",
            "Il en reste un en 2019, -4,5 au pire",
            [("un", "1"), ("2019", "2019"), ("-4,5", "-4,5")],
        ),
        ("Number/NumberModel", "une corde de 12m", [("une", "1")]),
        ("Number/NumberModel", "deux sur sept", [("deux sur sept", "0,285714285714286")]),
        ("Number/OrdinalModel", "le 14e puis le trente-deuxième", [("14e", "14"), ("trente-deuxième", "32")]),
        ("Number/OrdinalModel", "l'avant-dernière ligne", [("l'avant-dernière", "end-1")]),
        ("Number/OrdinalModelSuppressExtendedTypes", "l'avant-dernière ligne", []),
        ("Number/PercentModel", "douze pour cent de 40", [("douze pour cent", "12%")]),
        ("NumberWithUnit/AgeModel", "neuf semaines d'âge", [("neuf semaines d'âge", "9", "Semaines")]),
        (
            "NumberWithUnit/CurrencyModel",
            "8 yens et 3,5 M$ CA",
            [("8 yens", "8", "Yen Japonais"), ("3,5 M$ CA", "3500000", "Dollar Canadien")],
        ),
        ("NumberWithUnit/CurrencyModel", "60 pence", [("60 pence", "60", "Pence")]),
        (
            "NumberWithUnit/DimensionModel",
            "90 km/h sur 2 hectomètres",
            [("90 km/h", "90", "Kilomètre par heure"), ("2 hectomètres", "2", "Hectomètre")],
        ),
        (
            "NumberWithUnit/TemperatureModel",
            "-7 degrés celsius en fahrenheit",
            [("-7 degrés celsius", "-7", "C"), ("fahrenheit", None, "F")],
        ),
    ],
)
def test_every_number_is_given_as_the_specification_has_it(suite, text, expected):
    assert shown(text, suite) == expected
