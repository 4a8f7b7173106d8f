"""Periods, intervals, and the day from which a row could be known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.factory import PackOf
from sourcier.evidence.packs import Packs, holds_on, known_on, open_packs, overlaps, period_bounds

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
ENDS = st.none() | DAYS


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2022", "2022-01-01", "2023-01-01"),
        ("2022-02", "2022-02-01", "2022-03-01"),
        ("2022-12", "2022-12-01", "2023-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
    ],
)
def test_period_bounds_exclude_the_end(period: str, start: str, end: str) -> None:
    assert period_bounds(period) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "period", ["", "22", "2022-13", "2022-02-30", "2022-Q1", "2022/23", " 2022", "2022-1", "20222"]
)
def test_period_that_is_none_is_refused(period: str) -> None:
    with pytest.raises(ValueError, match=r"not a year|month must|day is out|month"):
        period_bounds(period)


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    bounds = [period_bounds(day.isoformat()[:length]) for length in (10, 7, 4)]
    assert all(holds_on(*inside, day) for inside in bounds)
    starts, ends = zip(*bounds, strict=True)
    assert list(starts) == sorted(starts, reverse=True)
    assert list(ends) == sorted(ends)


@given(DAYS, st.integers(min_value=1, max_value=9999))
def test_interval_holds_on_its_first_day_and_not_on_its_end(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    assert holds_on(start, end, start)
    assert holds_on(start, end, end - timedelta(days=1))
    assert not holds_on(start, end, end)
    assert not holds_on(start, end, start - timedelta(days=1))
    assert holds_on(start, None, end)
    assert holds_on(None, end, start - timedelta(days=1))


@given(ENDS, ENDS, DAYS)
def test_overlap_with_one_day_is_holding_on_it(start: date | None, end: date | None, day: date) -> None:
    assert overlaps(start, end, day, day + timedelta(days=1)) == holds_on(start, end, day)


@given(DAYS, ENDS, DAYS, ENDS)
def test_overlap_is_mutual(start: date, end: date | None, first: date, last: date | None) -> None:
    assert overlaps(start, end, first, last) == overlaps(first, last, start, end)


@given(DAYS, DAYS, DAYS)
def test_consecutive_intervals_share_no_day(one: date, two: date, three: date) -> None:
    start, middle, end = sorted((one, two, three))
    assert not overlaps(start, middle, middle, end)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    folder: Path = tmp_path_factory.mktemp("packs")
    return open_packs(PackOf().write(folder))


@pytest.mark.parametrize(
    ("name", "row", "column", "known"),
    [
        ("wheat", 0, "", "2022-07-01"),
        ("wheat", 3, "", "2022-04-30"),
        ("wheat", 4, "", "2022-04-01"),
        ("members", 0, "", "1990-01-01"),
        ("members", 0, "end", "2020-01-31"),
        ("members", 1, "end", None),
        ("happenings", 0, "", "1999-03-01"),
        ("happenings", 0, "end", "1999-05-02"),
        ("ballots", 0, "", "2022-03-02"),
        ("ballots-positions", 0, "", None),
        ("losses", 0, "", "1999-06-01"),
    ],
)
def test_row_is_known_from_its_own_date(packs: Packs, name: str, row: int, column: str, known: str | None) -> None:
    table = packs.resource("isles", name)
    assert known_on(table, table.rows()[row], column) == (date.fromisoformat(known) if known else None)


@given(DAYS)
def test_nothing_is_known_before_its_period_is_over(packs: Packs, day: date) -> None:
    wheat = packs.resource("isles", "wheat")
    for length in (10, 7, 4):
        period = day.isoformat()[:length]
        known = known_on(wheat, {"period": period})
        assert known is not None
        assert known >= period_bounds(period)[1]
