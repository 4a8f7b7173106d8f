"""Which period of a table a claim speaks of, and when a period's figure could first be known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from sourcier.assessment.lexicon import fold
from sourcier.assessment.scope import Scope
from sourcier.core.language import Grain, Quantity, TimeInterval
from sourcier.core.spans import Span

BY_YEAR = re.compile(r"[Bb]y (?:the )?(?:end of )?\d{4}|[Bb]y year-end \d{4}")
OUT_IN_MONTH = 7
"""An annual figure is taken to be out on the first of July of the next year."""
STALE_YEARS = 1
"""A present-tense figure may be compared with a table that ends at most so many years before."""
_YEAR_ENDS = ("fin ", "a la fin", "au 31 decembre", "31 decembre", "end of", "the end of", "late ", "at the end")


def known_from(period: str) -> date:
    """Return the first day on which a period's figure could be known.

    >>> known_from("2022"), known_from("2022-03"), known_from("2022-03-31")
    (datetime.date(2023, 7, 1), datetime.date(2022, 5, 1), datetime.date(2022, 3, 31))
    """
    if len(period) == 4:
        return date(int(period) + 1, OUT_IN_MONTH, 1)
    if len(period) == 7:
        year, month = int(period[:4]), int(period[5:7]) + 2
        return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return date.fromisoformat(period[:10])


def last_known_year(today: date) -> int:
    """Return the last year whose annual figures were out on a day."""
    return today.year - (1 if (today.month, today.day) >= (OUT_IN_MONTH, 1) else 2)


def year_of(time: TimeInterval) -> int | None:
    """Return the one calendar year that a time names, the end of a year included; None for any other time."""
    if time.mod == "until" and time.end is not None and BY_YEAR.fullmatch(time.text):
        return time.end.year - 1  # "by 2021, half of them were online": as it stood in that year
    if time.start is None or time.end is None or time.mod in {"before", "after", "until"}:
        return None
    last = time.end - timedelta(days=1)
    if time.start.year != last.year:
        return None
    if time.start == date(last.year, 1, 1) and time.end == date(last.year + 1, 1, 1):
        return last.year
    if fold(time.text).startswith(_YEAR_ENDS) and last.month == 12:
        return last.year
    return None


def span_of_years(time: TimeInterval) -> tuple[int, int | None] | None:
    """Return first and last year of a time that spans several; an open end is None."""
    if time.start is None:
        return None
    if time.mod == "since":
        return time.start.year, None
    if time.end is None or time.mod in {"before", "until", "after"}:
        return None
    last = time.end - timedelta(days=1)
    if last.year > time.start.year and time.grain in {Grain.YEAR, Grain.DECADE}:
        return time.start.year, last.year
    return None


def one_year(span: Span, year: int) -> TimeInterval:
    """Return a year as a time that some words of the article stand for."""
    return TimeInterval(span, str(year), date(year, 1, 1), date(year + 1, 1, 1), Grain.YEAR)


def years_named(scope: Scope) -> list[int]:
    """Return the single years that a claim names, in reading order."""
    return [year for time in scope.times if time.mod != "since" and (year := year_of(time)) is not None]


def time_for(scope: Scope, quantity: Quantity | None) -> TimeInterval | None:
    """Return the time that goes with a figure: the only one, or the nearest with no other figure in between."""
    times = [time for time in scope.times if time.start is not None or time.end is not None]
    if not times or quantity is None:
        return times[0] if len(times) == 1 else None
    if len(times) == 1:
        return times[0]

    def distance(time: TimeInterval) -> tuple[int, int]:
        low, high = sorted((time.span, quantity.span))
        between = sum(low.end <= other.span.start < high.start for other in scope.quantities if other != quantity)
        return between, high.start - low.end

    return min(times, key=distance)


def one_time(times: Sequence[TimeInterval]) -> TimeInterval | None:
    """Return the time that holds all times of a sentence; None where they are several."""
    dated = [one for one in times if one.start is not None and one.end is not None]
    if len(dated) != len(times):
        return times[0] if len(times) == 1 else None
    holds = [each for each in dated if all(_holds(each, other) for other in dated)]
    return holds[0] if holds else None


def _holds(wide: TimeInterval, other: TimeInterval) -> bool:
    if wide.start is None or wide.end is None or other.start is None or other.end is None:
        return False
    return wide.start <= other.start and other.end <= wide.end
