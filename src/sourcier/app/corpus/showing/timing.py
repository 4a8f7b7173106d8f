"""Times of two claims by what they are there for: a day, a span of so many months, a start, an end."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from sourcier.assessment.vetoes.moments import can_agree
from sourcier.assessment.vetoes.records import Moment
from sourcier.core.language import Grain

_OPEN = {"since": "since", "until": "until", "before": "until", "after": "since"}
_COARSE = frozenset({Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.YEAR})
"""Times of which a series has one figure each; two days are two events."""
_SEASONAL = frozenset({Grain.MONTH, Grain.SEASON})
"""Of those, what is held against the same of another year: an island has other inhabitants in summer."""
LONGER = 1.35
"""Of two spans of one length, the longer is at most so many times the shorter: months and quarters differ by days."""


def are_of_one_time(ones: tuple[Moment, ...], others: tuple[Moment, ...]) -> bool:
    """Say whether each time of either claim is one of the other's: for the same, from the same day, as long."""
    return len(ones) == len(others) and all(
        any(_are_one(each, moment) for moment in theirs)
        for ours, theirs in ((ones, others), (others, ones))
        for each in ours
    )


def are_of_one_series(ones: tuple[Moment, ...], others: tuple[Moment, ...]) -> bool:
    """Say whether two claims give one month, quarter or year each, as long as the other: two figures of one series."""
    if len(ones) != 1 or len(others) != 1 or {_role(*ones), _role(*others)} != {"at"}:
        return False
    (one,), (other,) = ones, others
    if not {one.grain, other.grain} <= _COARSE or not _are_as_long(one, other):
        return False
    return one.grain not in _SEASONAL or (one.start or date.min).month == (other.start or date.min).month


def are_of_two_months(ones: tuple[Moment, ...], others: tuple[Moment, ...]) -> bool:
    """Say whether two claims give one month each, and not the same: figures of a monthly series."""
    if len(ones) != 1 or len(others) != 1 or {_role(*ones), _role(*others)} != {"at"}:
        return False
    (one,), (other,) = ones, others
    are_dated = one.start is not None and other.start is not None and one.start != other.start
    return are_dated and {one.grain, other.grain} == {Grain.MONTH} and _are_as_long(one, other)


def _are_one(one: Moment, other: Moment) -> bool:
    role = _role(one)
    if role != _role(other) or not can_agree(one, other):
        return False
    return role != "at" or (
        one.grain is other.grain if one.is_floating or other.is_floating else _are_as_long(one, other)
    )


def _are_as_long(one: Moment, other: Moment) -> bool:
    ours, theirs = _length(one), _length(other)
    return ours is not None and theirs is not None and max(ours, theirs) <= LONGER * min(ours, theirs)


def _role(one: Moment) -> str:
    return _OPEN.get(one.mod, "at")


def _length(one: Moment) -> timedelta | None:
    return one.end - one.start if one.start is not None and one.end is not None else None


def may_be_of_one_time(ones: tuple[Moment, ...], others: tuple[Moment, ...], *, is_change: bool) -> bool:
    """Say whether no time of either claim forbids the other, where both give any.

    Args:
        ones: Of a claim.
        others: Of another.
        is_change: Their figures say by how much something changed: a year's change is no month's, and none since 1990.
    """
    if not ones or not others:
        return True
    if is_change:
        return are_of_one_time(ones, others)
    return all(
        each.is_present or any(can_agree(each, moment) for moment in theirs)
        for ours, theirs in ((ones, others), (others, ones))
        for each in ours
    )


def may_share_a_time(ones: tuple[Moment, ...], others: tuple[Moment, ...]) -> bool:
    """Say whether either claim gives no time, or one of its times can be one of the other's.

    A day without its year is held by day and month alone: from a later article, "le 6 avril" was read as the next.
    """
    if not ones or not others:
        return True
    ours, theirs = ([_of_any_year(moment) for moment in some] for some in (ones, others))
    return any(can_agree(each, moment) for each in ours for moment in theirs)


def _of_any_year(one: Moment) -> Moment:
    is_calendar = one.grain is Grain.DAY and re.search(r"\d", one.text) and not re.search(r"\d{4}", one.text)
    return replace(one, is_floating=True) if is_calendar else one


def are_full_days(moments: tuple[Moment, ...]) -> bool:
    """Say whether a claim gives a day with its year."""
    return any(one.grain is Grain.DAY and one.start is not None and not one.is_floating for one in moments)
