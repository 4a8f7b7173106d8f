"""Periods of tables: what a time names, and when a figure could be known; units that meet or do not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sourcier.assessment.periods import known_from, last_known_year, span_of_years, year_of
from sourcier.assessment.units import factor_to
from sourcier.core.language import Comparator, Grain, Quantity, TimeInterval
from sourcier.core.spans import Span


def time(text: str, start: str | None, end: str | None, grain: Grain = Grain.YEAR, mod: str = "at") -> TimeInterval:
    ends = (start and date.fromisoformat(start), end and date.fromisoformat(end))
    return TimeInterval(Span(0, len(text)), text, ends[0] or None, ends[1] or None, grain, mod)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "year"),
    [
        (time("en 2022", "2022-01-01", "2023-01-01"), 2022),
        (time("fin 2023", "2023-10-01", "2024-01-01", Grain.QUARTER), 2023),
        (time("en mars 2023", "2023-03-01", "2023-04-01", Grain.MONTH), None),
        (time("entre 2015 et 2023", "2015-01-01", "2024-01-01"), None),
        (time("avant 2014", None, "2014-01-01", mod="before"), None),
    ],
)
def test_year_of_names_one_calendar_year(when: TimeInterval, year: int | None) -> None:
    assert year_of(when) == year


@pytest.mark.parametrize(
    ("when", "span"),
    [
        (time("entre 2015 et 2023", "2015-01-01", "2024-01-01"), (2015, 2023)),
        (time("depuis 2010", "2010-01-01", "2025-08-19", mod="since"), (2010, None)),
        (time("en 2022", "2022-01-01", "2023-01-01"), None),
    ],
)
def test_span_of_years_keeps_open_ends(when: TimeInterval, span: tuple[int, int | None] | None) -> None:
    assert span_of_years(when) == span


@pytest.mark.parametrize(("today", "year"), [(date(2024, 6, 30), 2022), (date(2024, 7, 1), 2023)])
def test_annual_figures_are_out_on_the_first_of_july(today: date, year: int) -> None:
    assert last_known_year(today) == year
    assert known_from(str(year)) <= today < known_from(str(year + 1))


def figure(unit: str, low: str = "5", text: str = "x", of: str | None = None) -> Quantity:
    return Quantity(Span(0, 1), text, Decimal(low), Decimal(low), unit, Comparator.EQ, Decimal(0), of=of)


@pytest.mark.parametrize(
    ("quantity", "unit", "known", "factor"),
    [
        (figure("%"), "% of GDP", frozenset(), "1"),
        (figure("1", "0.25"), "%", frozenset(), "100"),
        (figure("pp"), "%", frozenset(), None),
        (figure("USD"), "USD", frozenset(), "1"),
        (figure("EUR"), "USD", frozenset(), None),
        (figure("Mt"), "t", frozenset(), "1000000"),
        (figure("personnes"), "persons", frozenset(), "1"),
        (figure("chars"), "persons", frozenset({":military"}), None),
        (figure("réfugiés"), "persons", frozenset({":refugee"}), "1"),
        (figure("1", "46000000", "46 millions"), "persons", frozenset(), "1"),
        (figure("1", "10", "dix fois"), "persons", frozenset(), None),
        (figure("a"), "years", frozenset(), "1"),
        (figure("%"), "SIPRI TIV", frozenset(), None),
    ],
)
def test_units_meet_or_do_not(quantity: Quantity, unit: str, known: frozenset[str], factor: str | None) -> None:
    assert factor_to(quantity, unit, known, "fr") == (factor and Decimal(factor))
