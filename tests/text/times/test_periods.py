"""Arithmetic of the calendar."""

from datetime import date
from decimal import Decimal

import pytest

from sourcier.core.language import Grain
from sourcier.text.times import periods


@pytest.mark.parametrize(
    ("period", "part", "start", "end"),
    [
        (periods.year_of(2022), "end", date(2022, 10, 1), date(2023, 1, 1)),
        (periods.year_of(2022), "start", date(2022, 1, 1), date(2022, 4, 1)),
        (periods.month_of(2022, 12), "end", date(2022, 12, 21), date(2023, 1, 1)),
        (periods.month_of(2022, 3), "start", date(2022, 3, 1), date(2022, 3, 11)),
        (periods.month_of(2024, 2), "mid", date(2024, 2, 11), date(2024, 2, 21)),
        (periods.decade_of(1990), "end", date(1997, 1, 1), date(2000, 1, 1)),
        (periods.century_of(19), "half2", date(1851, 1, 1), date(1901, 1, 1)),
        (periods.week_of(date(2023, 7, 12)), "start", date(2023, 7, 10), date(2023, 7, 12)),
    ],
)
def test_part_of_a_period_follows_the_guide(period, part, start, end):
    assert periods.part_of(period, part)[:2] == (start, end)


def test_winter_belongs_to_the_year_in_which_it_starts():
    assert periods.season_of(2023, "winter") == (date(2023, 12, 21), date(2024, 3, 20), Grain.SEASON)


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected"),
    [
        (date(2023, 1, 31), 1, "month", date(2023, 2, 28)),
        (date(2024, 2, 29), -1, "year", date(2023, 2, 28)),
        (date(2023, 7, 12), -2, "week", date(2023, 6, 28)),
        (date(2023, 7, 12), -48, "hour", date(2023, 7, 10)),
        (date(2023, 7, 12), Decimal("1.5"), "year", date(2025, 1, 12)),
        (date(1, 1, 1), -1, "century", None),
        (date(9999, 12, 31), 1, "day", None),
    ],
)
def test_a_day_moves_by_units(day, count, unit, expected):
    assert periods.shifted(day, Decimal(count), unit) == expected


def test_the_thirtieth_of_february_is_no_day():
    assert periods.date_of(2023, 2, 30) is None
