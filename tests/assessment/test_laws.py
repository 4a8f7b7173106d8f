"""Laws that comparisons, computations, figures and units keep whatever the numbers are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sourcier.assessment.comparison import (
    APPROXIMATE,
    Bounds,
    claimed_bounds,
    compare_number,
    deny,
    is_borderline,
    off_by,
)
from sourcier.assessment.computations import compute
from sourcier.assessment.numbers import rounded, show
from sourcier.assessment.units import factor_to
from sourcier.core.findings import NumberComparison, Query
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span

D = Decimal
ZERO = D(0)
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=3)
POSITIVE = st.decimals(min_value=D("0.001"), max_value=10**9, allow_nan=False, places=3)
SMALL = st.decimals(min_value=0, max_value=1, places=3)
COMPARATORS = st.sampled_from(list(Comparator))
OPPOSITE = {
    Comparator.GT: Comparator.LE,
    Comparator.GE: Comparator.LT,
    Comparator.LT: Comparator.GE,
    Comparator.LE: Comparator.GT,
}
MIRRORED = {
    Comparator.GT: Comparator.LT,
    Comparator.GE: Comparator.LE,
    Comparator.LT: Comparator.GT,
    Comparator.LE: Comparator.GE,
}


def figure_of(figure: Decimal, comparator: Comparator, half: Decimal = ZERO, unit: str = "%") -> Quantity:
    low = None if comparator in {Comparator.LT, Comparator.LE} else figure
    high = None if comparator in {Comparator.GT, Comparator.GE} else figure
    return Quantity(Span(0, 1), "x", low, high, unit, comparator, half)


def compared(bounds: Bounds, value: Decimal, tolerance: Decimal = ZERO) -> NumberComparison:
    return compare_number(bounds, (value, value), tolerance=tolerance, unit="", lang="fr")


def rows(columns: str, *cells: tuple[object, ...]) -> Query:
    return Query("p", "r", "SELECT", (), tuple(columns.split(",")), tuple(tuple(map(str, row)) for row in cells))


def only(function: str, *queries: Query) -> Decimal:
    low, high = compute(function, queries).numbers
    assert low == high
    return low


@given(NUMBERS, SMALL, st.decimals(min_value=0, max_value=2, places=3))
def test_rounding_reaches_as_far_down_as_up(figure: Decimal, half: Decimal, away: Decimal) -> None:
    bounds = claimed_bounds(figure_of(figure, Comparator.EQ, half))
    assert compared(bounds, figure + away).holds is compared(bounds, figure - away).holds is (away <= half)


@given(NUMBERS, SMALL, SMALL)
def test_about_allows_at_least_what_the_bare_figure_does(figure: Decimal, half: Decimal, away: Decimal) -> None:
    assume(half <= abs(figure) * APPROXIMATE)
    bare, about = (claimed_bounds(figure_of(figure, one, half)) for one in (Comparator.EQ, Comparator.APPROX))
    for value in (figure - away, figure + away):
        assert compared(about, value).holds or not compared(bare, value).holds


@given(NUMBERS, NUMBERS, POSITIVE, SMALL, st.sampled_from(list(OPPOSITE)))
def test_what_passes_a_bound_passes_it_further_out(
    figure: Decimal, value: Decimal, more: Decimal, tolerance: Decimal, comparator: Comparator
) -> None:
    further = value + more if comparator in {Comparator.GT, Comparator.GE} else value - more
    assume((value > 0) is (further > 0))  # tolerance is a share of the value: it turns over with its sign
    bounds = claimed_bounds(figure_of(figure, comparator))
    near, far = compared(bounds, value), compared(bounds, further)
    assert far.holds or not near.holds


@given(NUMBERS, NUMBERS, st.sampled_from(list(OPPOSITE)))
def test_one_of_a_bound_and_its_opposite_holds(figure: Decimal, value: Decimal, comparator: Comparator) -> None:
    one = compared(claimed_bounds(figure_of(figure, comparator)), value)
    other = compared(claimed_bounds(figure_of(figure, OPPOSITE[comparator])), value)
    assert one.holds is not other.holds


@given(NUMBERS, NUMBERS, st.sampled_from(list(OPPOSITE)))
def test_swapping_the_sides_of_a_comparison_turns_it_over(
    figure: Decimal, value: Decimal, comparator: Comparator
) -> None:
    one = compared(claimed_bounds(figure_of(figure, comparator)), value)
    swapped = compared(claimed_bounds(figure_of(value, MIRRORED[comparator])), figure)
    assert one.holds is swapped.holds


@given(NUMBERS, NUMBERS, SMALL, COMPARATORS)
def test_denying_turns_a_verdict_over_and_changes_no_figure(
    figure: Decimal, value: Decimal, half: Decimal, comparator: Comparator
) -> None:
    plain = compared(claimed_bounds(figure_of(figure, comparator, half)), value)
    denied = deny(plain, "en")
    assert isinstance(denied, NumberComparison)
    assert denied.holds is not plain.holds
    assert (denied.observed_low, denied.claimed_low, denied.claimed_high) == (
        plain.observed_low,
        plain.claimed_low,
        plain.claimed_high,
    )


@given(NUMBERS, NUMBERS, SMALL, SMALL, COMPARATORS)
def test_what_lies_outside_fails_by_some_distance(
    figure: Decimal, value: Decimal, half: Decimal, tolerance: Decimal, comparator: Comparator
) -> None:
    found = compared(claimed_bounds(figure_of(figure, comparator, half)), value, tolerance)
    if not found.holds and value:
        assert off_by(found) or value == figure  # "more than 4" of exactly 4: no distance, and it fails
    if is_borderline(found):
        assert found.holds
        assert not compared(claimed_bounds(figure_of(figure, comparator, half)), value).holds


PAIR = st.tuples(NUMBERS, NUMBERS)


@given(PAIR)
def test_a_trend_read_backwards_changes_its_sign(pair: tuple[Decimal, Decimal]) -> None:
    first, last = pair
    forwards = rows("entity,period,value", ("ARD", "2015", first), ("ARD", "2020", last))
    backwards = rows("entity,period,value", ("ARD", "2015", last), ("ARD", "2020", first))
    assert only("step", forwards) == -only("step", backwards) == -only("drop", forwards)
    if first and last and first != last:
        assert only("change", forwards) == -only("fall", forwards)
        if first > 0 and last > 0:
            assert (only("change", forwards) > 0) is not (only("change", backwards) > 0)


@given(PAIR)
def test_the_order_in_which_rows_come_changes_no_trend(pair: tuple[Decimal, Decimal]) -> None:
    cells = [("ARD", "2015", pair[0]), ("ARD", "2020", pair[1])]
    assert only("step", rows("entity,period,value", *cells)) == only("step", rows("entity,period,value", *cells[::-1]))


@given(st.lists(POSITIVE, min_size=1, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_ranks_are_a_permutation_and_turn_over_with_the_order(values: list[Decimal], chance) -> None:
    given_order = list(values)
    chance.shuffle(given_order)

    def ranks(ordered: list[Decimal]) -> dict[Decimal, Decimal]:
        return {
            asked: only("rank", rows("entity,value,asked", *((f"S{v}", v, str(v == asked).lower()) for v in ordered)))
            for asked in given_order
        }

    down, up = ranks(sorted(values, reverse=True)), ranks(sorted(values))
    assert sorted(down.values()) == list(range(1, len(values) + 1))
    assert all(down[one] + up[one] == len(values) + 1 for one in values)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12))
def test_equals_share_the_best_rank(values: list[int]) -> None:
    ordered = sorted(values, reverse=True)
    for at, value in enumerate(ordered):
        cells = [(f"S{place}", each, str(place == at).lower()) for place, each in enumerate(ordered)]
        assert only("rank", rows("entity,value,asked", *cells)) == 1 + sum(other > value for other in ordered)


@given(st.lists(POSITIVE, min_size=1, max_size=8))
def test_the_shares_of_all_parts_sum_to_a_hundred(values: list[Decimal]) -> None:
    whole = rows("entity,value", *((f"S{at}", value) for at, value in enumerate(values)))
    shares = [only("share", rows("entity,value", (f"S{at}", value)), whole) for at, value in enumerate(values)]
    assert abs(sum(shares) - 100) < D("0.000001")
    assert only("share", whole, whole) == 100


@given(POSITIVE, POSITIVE)
def test_two_ways_to_set_figures_side_by_side_agree(one: Decimal, other: Decimal) -> None:
    ours, theirs = rows("entity,value", ("ARD", one)), rows("entity,value", ("BOR", other))
    assert only("difference", ours, theirs) == -only("difference", theirs, ours)
    assert abs(only("excess", ours, theirs) - (only("share", ours, theirs) - 100)) < D("0.001") * (1 + one / other)
    assert only("excess", ours, theirs) == -only("shortfall", ours, theirs)
    assert abs(only("ratio", ours, theirs) * only("ratio", theirs, ours) - 1) < D("0.00001")


@given(NUMBERS, POSITIVE)
def test_a_factor_and_its_inverse_give_the_bounds_back(figure: Decimal, half: Decimal) -> None:
    bounds = claimed_bounds(figure_of(figure, Comparator.EQ, half))
    for factor in (D(1000), D(-1), D("0.001")):
        assert bounds.scaled(factor).scaled(1 / factor) == bounds


MASSES = ("kg", "t", "kt", "Mt", "Gt")


@pytest.mark.parametrize("one", MASSES)
@pytest.mark.parametrize("other", MASSES)
@given(figure=POSITIVE)
def test_units_of_mass_convert_there_and_back(one: str, other: str, figure: Decimal) -> None:
    """A tonne's table is where both meet: from one unit to tonnes, and from tonnes to the other and back."""
    to_tonnes = {
        unit: factor_to(figure_of(figure, Comparator.EQ, unit=unit), "t", frozenset(), "fr") for unit in MASSES
    }
    ours, theirs = to_tonnes[one], to_tonnes[other]
    assert ours is not None
    assert theirs is not None
    there = figure * ours / theirs
    assert there * theirs / ours == figure
    assert (ours < theirs) is (MASSES.index(one) < MASSES.index(other))


@given(NUMBERS, st.integers(1, 8))
def test_rounding_again_changes_nothing_and_stays_within_half_a_digit(value: Decimal, digits: int) -> None:
    once = rounded(value, digits)
    assert rounded(once, digits) == once
    assert rounded(-value, digits) == -once
    if value:
        assert abs(once - value) <= D(1).scaleb(value.adjusted() - digits + 1) / 2


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_shown_digit_by_digit_in_both_languages(value: int) -> None:
    for lang in ("fr", "en"):
        shown = show(D(value), lang)  # type: ignore[arg-type]
        assert int("".join(char for char in shown if char.isdigit())) == abs(value)
        assert shown.startswith("−") is (value < 0)
