"""Bounds of a claim's figure, and how they meet a table."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.assessment.comparison import (
    Bounds,
    claimed_bounds,
    compare_dates,
    compare_number,
    compare_presence,
    is_imprecise,
    off_by,
    show_interval,
)
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span

D = Decimal


def quantity(low: str | None, high: str | None, comparator: str, half: str = "0") -> Quantity:
    ends = (None if low is None else D(low), None if high is None else D(high))
    return Quantity(Span(0, 1), "x", *ends, "%", Comparator(comparator), D(half))


@pytest.mark.parametrize(
    ("figure", "slight", "low", "high"),
    [
        (quantity("7.1", "7.1", "eq", "0.05"), False, "7.05", "7.15"),
        (quantity("40000", "40000", "approx", "500"), False, "38000", "42000"),
        (quantity("6", "10", "approx"), False, "5.70", "10.50"),
        (quantity("70000", None, "gt"), False, "70000", None),
        (quantity("25", None, "gt"), True, "25", "27.00"),
        (quantity(None, "50", "lt"), False, None, "50"),
        (quantity(None, "50", "lt"), True, "46.00", "50"),
    ],
)
def test_claimed_bounds_follow_the_writer(figure: Quantity, slight: bool, low: str | None, high: str | None) -> None:
    bounds = claimed_bounds(figure, is_slight=slight)
    assert (bounds.low, bounds.high) == (low and D(low), high and D(high))


@pytest.mark.parametrize(
    ("bounds", "observed", "tolerance", "holds"),
    [
        (("5.15", "5.25", "eq"), ("5.2224", "5.2224"), "0.005", True),
        (("1.75", "1.85", "eq"), ("1.6065", "1.6065"), "0.05", False),
        (("14500", "15500", "eq"), ("14200", "14400"), "0.05", True),
        (("4", None, "gt"), ("4", "4"), "0", False),
        (("4", None, "ge"), ("4", "4"), "0", True),
        ((None, "4", "lt"), ("4", "4"), "0", False),
        ((None, "4", "le"), ("4", "4"), "0", True),
        (("-38", "-28", "eq"), ("128.7", "128.7"), "0", False),
    ],
)
def test_compare_number_holds_within_bounds(
    bounds: tuple[str | None, str | None, str], observed: tuple[str, str], tolerance: str, holds: bool
) -> None:
    low, high, comparator = bounds
    claimed = Bounds(low and D(low), high and D(high), Comparator(comparator), D(low or high or 0))  # type: ignore[arg-type]
    seen = (D(observed[0]), D(observed[1]))
    assert compare_number(claimed, seen, tolerance=D(tolerance), unit="%", lang="en").holds is holds


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=3)
SMALL = st.decimals(min_value=0, max_value=1, places=3)


@given(NUMBERS, SMALL, NUMBERS, SMALL, SMALL)
def test_widening_never_turns_supported_into_refuted(
    figure: Decimal, half: Decimal, value: Decimal, tolerance: Decimal, more: Decimal
) -> None:
    bounds = Bounds(figure - half, figure + half, Comparator.EQ, figure)
    wider = Bounds(figure - half - more, figure + half + more, Comparator.EQ, figure)
    first = compare_number(bounds, (value, value), tolerance=tolerance, unit="", lang="fr")
    for again in (
        compare_number(wider, (value, value), tolerance=tolerance, unit="", lang="fr"),
        compare_number(bounds, (value, value), tolerance=tolerance + more, unit="", lang="fr"),
        compare_number(bounds, (value - more, value + more), tolerance=tolerance, unit="", lang="fr"),
    ):
        assert again.holds or not first.holds


@given(NUMBERS, SMALL, st.sampled_from(["eq", "approx"]))
def test_a_figure_always_agrees_with_itself(figure: Decimal, half: Decimal, comparator: str) -> None:
    bounds = claimed_bounds(quantity(str(figure), str(figure), comparator, str(half)))
    assert compare_number(bounds, (figure, figure), tolerance=D(0), unit="", lang="en").holds


@given(NUMBERS, NUMBERS, st.sampled_from([D(1000), D("0.01"), D(-1)]))
def test_scaling_both_sides_changes_nothing(figure: Decimal, value: Decimal, factor: Decimal) -> None:
    bounds = Bounds(figure - 1, figure + 1, Comparator.EQ, figure)
    plain = compare_number(bounds, (value, value), tolerance=D("0.02"), unit="", lang="en")
    scaled = compare_number(
        bounds.scaled(factor), (value * factor, value * factor), tolerance=D("0.02"), unit="", lang="en"
    )
    assert plain.holds is scaled.holds


@pytest.mark.parametrize(
    ("figure", "value", "imprecise"),
    [("760", "671", True), ("7.5", "5.22", False), ("1.8", "1.6065", True), ("-2", "2", False)],
)
def test_imprecise_is_at_most_fifteen_per_cent_off(figure: str, value: str, imprecise: bool) -> None:
    bounds = Bounds(D(figure), D(figure), Comparator.EQ, D(figure))
    found = compare_number(bounds, (D(value), D(value)), tolerance=D(0), unit="", lang="en")
    assert is_imprecise(found, D(figure)) is imprecise


def test_off_by_is_relative_to_the_table() -> None:
    bounds = Bounds(D(110), D(120), Comparator.EQ, D(115))
    found = compare_number(bounds, (D(100), D(100)), tolerance=D(0), unit="", lang="en")
    assert off_by(found) == D("0.1")


@pytest.mark.parametrize(
    ("low", "high", "figure", "observed", "words"),
    [
        ("110", "120", "115", "100", "15% apart"),  # from what was said, not from the least that rounds to it
        ("0.45", "0.55", "0.5", "0.8858", "44% apart"),
        ("30", "40", "30", "50", "20% apart"),  # of two ends, from the nearer
        ("30", "40", "30", "25", "20% apart"),
        ("5", None, "5", "4", "25% apart"),
        ("9.5", "10.5", "10", "2", "5 times"),
    ],
)
def test_a_distance_is_of_the_figure_said(low: str, high: str | None, figure: str, observed: str, words: str) -> None:
    bounds = Bounds(D(low), None if high is None else D(high), Comparator.EQ, D(figure))
    found = compare_number(bounds, (D(observed), D(observed)), tolerance=D(0), unit="", lang="en")
    assert words in found.expression


@pytest.mark.parametrize(
    ("claimed", "observed", "holds"),
    [
        ((date(1953, 1, 1), date(1954, 1, 1)), (date(1953, 7, 27), date(1953, 7, 28)), True),
        ((date(2007, 1, 1), date(2008, 1, 1)), (date(2013, 7, 1), date(2013, 7, 2)), False),
        ((date(2013, 7, 2), None), (date(2013, 7, 1), date(2013, 7, 2)), False),
        ((None, date(2013, 7, 2)), (date(2013, 7, 1), date(2013, 7, 2)), True),
    ],
)
def test_dates_meet_or_do_not(claimed: tuple[date, date], observed: tuple[date, date], holds: bool) -> None:
    assert compare_dates(claimed, observed, lang="fr").holds is holds


@pytest.mark.parametrize(
    ("expected", "found", "holds"), [(True, 1, True), (True, 0, False), (False, 0, True), (False, 14, False)]
)
def test_presence_is_what_is_expected(expected: bool, found: int, holds: bool) -> None:
    assert compare_presence(expected=expected, found=found, lang="fr").holds is holds


@pytest.mark.parametrize(
    ("start", "end", "fr", "en"),
    [
        (date(2014, 1, 1), date(2015, 1, 1), "2014", "2014"),
        (date(2014, 9, 1), date(2014, 10, 1), "septembre 2014", "September 2014"),
        (date(2014, 9, 1), date(2014, 9, 2), "1er septembre 2014", "1 September 2014"),
        (date(2014, 9, 1), None, "depuis le 1er septembre 2014", "since 1 September 2014"),
    ],
)
def test_intervals_are_shown_as_a_reader_writes_them(start: date, end: date | None, fr: str, en: str) -> None:
    assert (show_interval(start, end, "fr"), show_interval(start, end, "en")) == (fr, en)


@pytest.mark.parametrize(
    ("figure", "value", "unit", "words"),
    [
        (
            "12",
            "68000000",
            "persons",
            "texte : 12 personnes ; table : 68 millions : ne concorde pas, l’un vaut plus de",
        ),
        (
            "1200000",
            "1300000",
            "persons",
            "texte : 1,2 million de personnes ; table : 1,3 million : ne concorde pas, écart",
        ),
        (
            "1000000",
            "68000000",
            "persons",
            "texte : 1 million de personnes ; table : 68 millions : ne concorde pas, l’un",
        ),
        ("40", "2.2", "%", "ne concorde pas, l’un vaut 18 fois l’autre"),
        ("3", "-1", "%", "ne concorde pas"),
    ],
)
def test_figures_are_told_in_a_scale_of_their_own_and_far_ones_in_times(figure, value, unit, words) -> None:
    bounds = Bounds(D(figure), D(figure), Comparator.EQ, D(figure))
    found = compare_number(bounds, (D(value), D(value)), tolerance=D(0), unit=unit, lang="fr")
    assert words in found.expression.replace("\u202f", " ").replace("\u00a0", " ")


def test_slack_is_shown_apart_from_the_words_of_the_text() -> None:
    month = (date(2019, 4, 1), date(2019, 5, 1))
    near = compare_dates(month, (date(2019, 3, 30), date(2019, 3, 31)), lang="fr", slack=timedelta(days=3))
    assert near.holds
    assert near.expression == "30 mars 2019 (table) concorde avec avril 2019, à 3 jours près (texte)"
    assert not compare_dates(month, (date(2019, 3, 30), date(2019, 3, 31)), lang="fr").holds
