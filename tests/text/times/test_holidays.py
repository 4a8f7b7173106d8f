"""Holidays by their rules."""

from datetime import date

import pytest

from sourcier.text.times import find_times
from sourcier.text.times.holidays import easter, holiday_in


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, (4, 2)), (1999, (4, 4)), (2000, (4, 23)), (2008, (3, 23)), (2038, (4, 25)), (2025, (4, 20))],
)
def test_easter_falls_where_the_almanac_has_it(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("easter+50", date(2024, 5, 20)),
        ("easter-47", date(2024, 2, 13)),
        ("5 mon -1", date(2024, 5, 27)),
        ("1 mon 3", date(2024, 1, 15)),
        ("2-14", date(2024, 2, 14)),
    ],
)
def test_a_rule_gives_its_day(rule, day):
    assert holiday_in(2024, rule).start == day


@pytest.mark.parametrize(
    ("lang", "text", "start"),
    [
        ("fr", "La boutique a fermé à la Pentecôte.", date(2023, 5, 28)),
        ("fr", "Le jeudi de l'Ascension, le pont était fermé.", date(2024, 5, 9)),
        ("fr", "Depuis le jour de l'An, le bus est gratuit.", date(2024, 1, 1)),
        ("fr", "Il neigera à Noël 2025.", date(2025, 12, 25)),
        ("en", "The shop will close on Boxing Day.", date(2024, 12, 26)),
        ("en", "Sales fell on Easter Monday.", date(2024, 4, 1)),
        ("en", "They met on Thanksgiving 2021.", date(2021, 11, 25)),
    ],
)
def test_a_holiday_is_a_day(parsed, lang, text, start):
    (time,) = find_times(parsed(text, lang), lang, date(2024, 5, 15))
    assert time.start == start
