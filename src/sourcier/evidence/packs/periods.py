"""Periods and intervals of the tables, and the day from which a row could be known."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from sourcier.evidence.packs.descriptor import Resource

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
ANNUAL_RELEASE = (7, 1)
"""Month and day by which a year's figure is taken to be out, the year after: the World Bank, the ILO and SIPRI
publish between April and July."""
_DATES = {"relation": "start", "event": "start", "tally": "date", "estimate": "issued"}
"""The column that says when a row of each shape could first be known."""


def period_bounds(period: str) -> tuple[date, date]:
    """Return the first day of a period and the day after its last.

    Raises:
        ValueError: It is not a year, a month or a day.

    >>> period_bounds("2022-12")
    (datetime.date(2022, 12, 1), datetime.date(2023, 1, 1))
    """
    match = _PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(f"not a year, a month or a day: {period!r}")
    year, month, day = match.groups()
    if day:
        start = date.fromisoformat(period)
        return start, start + timedelta(days=1)
    if month:
        start = date(int(year), int(month), 1)
        return start, _next_month(start)
    return date(int(year), 1, 1), date(int(year) + 1, 1, 1)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def holds_on(start: date | None, end: date | None, day: date) -> bool:
    """Say whether an interval holds on a day. Its end is excluded; a missing end means that it still holds.

    >>> holds_on(date(1973, 1, 1), date(2020, 1, 31), date(2020, 1, 31))
    False
    """
    return (start is None or start <= day) and (end is None or day < end)


def overlaps(start: date | None, end: date | None, first: date | None, last: date | None) -> bool:
    """Say whether two intervals share a day. Both ends are excluded; None is open.

    >>> overlaps(date(2020, 1, 1), date(2021, 1, 1), date(2021, 1, 1), None)
    False
    """
    return (start is None or last is None or start < last) and (first is None or end is None or first < end)


def as_date(cell: str | None) -> date | None:
    """Return the date of a cell, or None for an empty one."""
    return date.fromisoformat(cell) if cell else None


def known_on(resource: Resource, row: Mapping[str, str | None], column: str = "") -> date | None:
    """Return the first day on which a row could be known, or None when the table does not say.

    A series gives no date of publication, so one is taken: a year's figure is out by 1 July of the next year, a
    month's by the end of the next month, a day's on the next day. Anything else is known from its own date.

    Args:
        resource: The table.
        row: The row's cells by column.
        column: For a relation or an event, the date meant when it is not the start: that it ended is known at its end.
    """
    if resource.role == "positions":
        return None
    if resource.shape != "series":
        return as_date(row.get(column or _DATES.get(resource.shape, "")))
    period = row.get("period")
    if not period:
        return None
    start, end = period_bounds(period)
    if len(period) == len("2022"):
        return date(start.year + 1, *ANNUAL_RELEASE)
    if len(period) == len("2022-03"):
        return date(end.year, end.month, monthrange(end.year, end.month)[1])
    return end
