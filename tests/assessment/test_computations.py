"""Arithmetic on rows, by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sourcier.assessment.computations import NothingToCompute, Outcome, compute
from sourcier.core.findings import Query


def rows(columns: str, *cells: str, **parameters: str) -> Query:
    table = tuple(tuple(value or None for value in row.split(",")) for row in cells)
    return Query("p", "r", "SELECT", tuple(parameters.items()), tuple(columns.split(",")), table)


SERIES = rows("entity,period,value", "ARD,2015,10", "ARD,2020,8")


@pytest.mark.parametrize(
    ("function", "queries", "low"),
    [
        ("value", [rows("entity,period,value", "ARD,2015,10.4")], "10.4"),
        ("opposite", [rows("entity,period,value", "ARD,2015,-28.76")], "28.76"),
        ("total", [rows("entity,value", "ARD,2.5", "BOR,1")], "3.5"),
        ("total", [rows("tally,option,count", "t,no,5", "t,abstain,35", "t,absent,12")], "52"),
        ("count", [rows("subject,start", "ARD,1990", "BOR,1991")], "2"),
        ("count_all", [rows("subject", "ARD", "BOR"), rows("subject", "BOR", "CAL")], "3"),
        ("ratio", [rows("entity,value", "ARD,877"), rows("entity,value", "BOR,86.4")], "10.1504629630"),
        ("share", [rows("entity,value", "ARD,1", "BOR,1"), rows("entity,value", "world,8")], "25"),
        ("difference", [rows("entity,value", "ARD,3"), rows("entity,value", "BOR,5")], "-2"),
        ("excess", [rows("entity,value", "ARD,6"), rows("entity,value", "BOR,5")], "20.0"),
        ("shortfall", [rows("entity,value", "ARD,4"), rows("entity,value", "BOR,5")], "20.0"),
        ("year_of", [rows("entity,period,value", "ARD,1996,1")], "1996"),
        ("change", [SERIES], "-20.0"),
        ("fall", [SERIES], "20.0"),
        ("step", [SERIES], "-2"),
        ("drop", [SERIES], "2"),
        ("growth_factor", [SERIES], "0.8"),
        ("rank", [rows("entity,value,asked", "ARD,9,false", "BOR,7,true", "CAL,7,false")], "2"),
        ("lasted", [rows("start,end", "2000-01-01,2010-01-01", day="2020-01-01")], "10.00"),
        ("months_since", [rows("start,end", "2022-02-24,", day="2023-08-24")], "17.9"),
    ],
)
def test_compute_gives_one_number(function: str, queries: list[Query], low: str) -> None:
    outcome = compute(function, queries)
    assert outcome.low is not None
    assert outcome.low == Decimal(low)


def test_spread_keeps_both_ends() -> None:
    assert compute("spread", [rows("low,high", "14200,14400")]) == Outcome(Decimal(14200), Decimal(14400))


@pytest.mark.parametrize(
    ("precision", "end"),
    [("", date(1999, 5, 3)), ("month", date(1999, 6, 1)), ("year", date(2000, 1, 1))],
)
def test_started_widens_to_what_is_known(precision: str, end: date) -> None:
    outcome = compute("started", [rows("start,precision", f"1999-05-02,{precision}")])
    assert (outcome.start, outcome.end) == (date(1999, 5, 2), end)


def test_happened_includes_the_last_day() -> None:
    outcome = compute("happened", [rows("start,end", "2023-07-25,2023-07-27")])
    assert (outcome.start, outcome.end) == (date(2023, 7, 25), date(2023, 7, 28))


@pytest.mark.parametrize(
    ("function", "queries"),
    [
        ("value", [rows("entity,value")]),
        ("value", [rows("entity,value", "ARD,")]),
        ("change", [rows("entity,period,value", "ARD,2015,10")]),
        ("ratio", [rows("entity,value", "ARD,1"), rows("entity,value", "BOR,0")]),
        ("rank", [rows("entity,value,asked", "ARD,9,false")]),
        ("ended", [rows("start,end", "1990-01-01,")]),
    ],
)
def test_compute_refuses_rows_that_do_not_allow_it(function: str, queries: list[Query]) -> None:
    with pytest.raises(NothingToCompute):
        compute(function, queries)
