"""Anniversaries: "il y a trente ans jour pour jour", "thirty years ago this week" name a day or a week, not a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sourcier.assessment.lexicon import fold
from sourcier.core.language import Grain, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

AGO = ("il y a ", "voila ", "voici ")
DAYS = (("jour", "pour", "jour"), ("to", "the", "day"), ("day", "for", "day"))
NEAR = 3
"""Characters that may part "thirty years ago" from "this week": a comma and spaces."""


def with_anniversaries(
    times: Sequence[TimeInterval], tokens: Sequence[Token], folded: Sequence[str], published: date | None
) -> tuple[TimeInterval, ...]:
    """Return the times with each anniversary as the one day, week or month it names, so many years ago."""
    if published is None:
        return tuple(times)
    found, skipped = [], set()
    for one in times:
        if one in skipped:
            continue
        if not _is_years_ago(one, published):
            found.append(one)
            continue
        beside = next((other for other in times if other is not one and _is_beside(one, other, published)), None)
        if beside is not None:
            skipped.add(beside)
            found = [each for each in found if each is not beside]
            found.append(_moved(one, beside))
            continue
        end = _to_the_day(one, tokens, folded)
        found.append(one if end is None else _day(one, published, end))
    return tuple(found)


def _is_years_ago(time: TimeInterval, published: date) -> bool:
    text = fold(time.text)
    is_ago = text.endswith(" ago") or text.startswith(AGO)
    is_year = time.grain is Grain.YEAR and time.mod == "at"
    return is_ago and is_year and time.start is not None and time.start.year < published.year


def _is_beside(time: TimeInterval, other: TimeInterval, published: date) -> bool:
    """Say whether another time of at most a month, about the day of publication, stands next to it."""
    if other.start is None or other.end is None or not other.start <= published < other.end:
        return False
    gap = max(other.span.start - time.span.end, time.span.start - other.span.end)
    return 0 <= gap <= NEAR and other.end - other.start <= timedelta(days=31)


def _moved(time: TimeInterval, other: TimeInterval) -> TimeInterval:
    if time.start is None or other.start is None or other.end is None:
        return time
    start = _in_year(other.start, time.start.year)
    span = Span(min(time.span.start, other.span.start), max(time.span.end, other.span.end))
    return replace(time, start=start, end=start + (other.end - other.start), grain=other.grain, span=span)


def _day(time: TimeInterval, published: date, end: int) -> TimeInterval:
    start = _in_year(published, time.start.year if time.start else published.year)
    return replace(time, start=start, end=start + timedelta(days=1), grain=Grain.DAY, span=Span(time.span.start, end))


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _to_the_day(time: TimeInterval, tokens: Sequence[Token], folded: Sequence[str]) -> int | None:
    """Return where "jour pour jour" ends, right after or before a time; None where it does not stand."""
    after = [at for at, token in enumerate(tokens) if token.idx >= time.span.end]
    for start in after[:2]:
        if tuple(folded[start : start + 3]) in DAYS:
            last = tokens[start + 2]
            return last.idx + len(last)
    before = [at for at, token in enumerate(tokens) if token.idx < time.span.start]
    return time.span.end if tuple(folded[at] for at in before[-3:]) in DAYS else None
