"""Times of a text, and whether two of them can be the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes.records import Moment
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.language import Grain, TimeInterval

FLOATING_DAY = date(2096, 6, 30)
"""Stands for an unknown day of publication: what it places keeps only its month and day. Later than any text."""
SLACK = timedelta(days=45)
"""What "vers", "around" allow on each side of a month or a day; a year is given half a year."""
_GRAINS = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 31, Grain.QUARTER: 92, Grain.SEASON: 93, Grain.YEAR: 366}
_DECADE = 3660
_YEAR = re.compile(r"\b\d{4}\b")
_PRESENT = ("aujourd", "actuellement", "maintenant", "a present", "today", "now", "currently", "at present")
_MONTHS = words_of("months")


def moments_of(times: Iterable[TimeInterval], published: date | None) -> Iterator[Moment]:
    """Yield the times of a text.

    Args:
        times: As read; where `published` is None they were placed by `FLOATING_DAY`.
        published: The day by which they were placed.
    """
    for one in times:
        folded = fold(one.text)
        names_year = _YEAR.search(one.text) is not None
        is_floating = published is None and one.relative and not names_year
        if is_floating and _MONTHS.isdisjoint(folded.replace(".", " ").split()):
            continue  # "yesterday" of an unknown day
        yield Moment(
            text=one.text,
            start=one.start,
            end=None if published is None and one.mod == "since" else one.end,
            grain=one.grain,
            mod=one.mod,
            is_floating=is_floating,
            is_present=folded.startswith(_PRESENT),
        )


def can_agree(claim: Moment, evidence: Moment) -> bool:
    """Say whether two times can be one, each taken as finely as it is given."""
    if claim.is_floating or evidence.is_floating:
        return _same_day_of_year(claim, evidence)
    if _opens(claim) and _opens(evidence):
        return _overlap(_edge(claim, at_start=True), _edge(evidence, at_start=True))
    if _closes(claim) and _closes(evidence):
        return _overlap(_edge(claim, at_start=False), _edge(evidence, at_start=False))
    return _overlap(_bounds(claim), _bounds(evidence))


def _opens(one: Moment) -> bool:
    return one.start is not None and one.mod == "since"


def _closes(one: Moment) -> bool:
    return one.end is not None and one.mod == "until"


def _bounds(one: Moment) -> tuple[date, date]:
    start, end = one.start or date.min, one.end or date.max
    if one.mod != "approx" or one.start is None or one.end is None:
        return start, end
    slack = SLACK if one.grain in {Grain.DAY, Grain.WEEK, Grain.MONTH} else timedelta(days=183)
    return max(start, date.min + slack) - slack, min(end, date.max - slack) + slack


def _edge(one: Moment, *, at_start: bool) -> tuple[date, date]:
    """Return the day, month or year in which an open time begins or ends."""
    length = timedelta(days=_GRAINS.get(one.grain, _DECADE))
    if at_start:
        start = one.start or date.min
        return start, min(start, date.max - length) + length
    end = one.end or date.max
    return max(end, date.min + length) - length, end


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same_day_of_year(claim: Moment, evidence: Moment) -> bool:
    if claim.start is None or evidence.start is None:
        return True
    fine = {Grain.DAY, Grain.MONTH}
    if claim.grain not in fine or evidence.grain not in fine:
        return True
    if claim.start.month != evidence.start.month:
        return False
    return Grain.MONTH in {claim.grain, evidence.grain} or claim.start.day == evidence.start.day
