"""Whether an economy grew or shrank in a year: the sign of its growth in volume, never of its product in dollars."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.margins import doubt
from sourcier.assessment.measures import Match
from sourcier.assessment.naming import Measure
from sourcier.assessment.operations.figures.series import ONE, Meant, annual, settle
from sourcier.assessment.operations.figures.signs import sign_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.core.findings import Caveat, Finding, Query

GROWTH, PRODUCT, PEOPLE = ":growth", ":gdp", ":population"
LEAST, LEAST_YEARS, LEAST_PEOPLE = Decimal("0.025"), Decimal("0.004"), Decimal("0.001")
"""Moves from one year to the next, relative to the level, that say nothing; lifetimes and populations move slowly."""
STILL = Decimal("0.3")
"""Growth, in per cent, that a revision may well turn into a fall, and the reverse."""


def only_year(scope: Scope) -> int | None:
    """Return the whole year that is all of a claim's times: what moved "en 2023" is set against the year before."""
    time = scope.times[0] if len(scope.times) == 1 else None
    if time is None or time.mod != "at" or time.start is None or time.end is None:
        return None
    is_whole = (time.start.month, time.start.day) == (1, 1) and time.end == date(time.start.year + 1, 1, 1)
    return time.start.year if is_whole else None


def is_still(finding: Finding, query: Query, measure: Measure) -> bool:
    """Say whether a year's move is so small that other series, or a revision, may have it the other way."""
    values = [abs(Decimal(row["value"] or "0")) for row in rows_of(query)]
    is_people = measure.unit == "persons" and PEOPLE in frozenset().union(*measure.label, frozenset())
    least = LEAST_PEOPLE if is_people else LEAST_YEARS if measure.unit == "years" else LEAST
    return abs(finding.computation.low or Decimal(0)) <= least * max(values)


def is_growth(measure: Measure) -> bool:
    """Say whether a yearly series is the growth of a gross domestic product."""
    named = frozenset().union(*measure.label, frozenset())
    return measure.is_change and not measure.measure and {GROWTH, PRODUCT} <= named and " per " not in measure.unit


def grown(scope: Scope, desk: Desk, subject: Subject, year: str, bounds: Bounds) -> list[Part]:
    """Return the part on the sign of a year's growth.

    Args:
        scope: The claim.
        desk: The tables.
        subject: Whose economy.
        year: Which.
        bounds: Above nought for an economy said to grow, below it for one said to shrink.
    """
    for measure in desk.measures.all:
        if not is_growth(measure) or not annual(measure.resource):
            continue
        meant = Meant(Match(measure, 1.0, 0.0, (), ()))
        query = desk.tables.query(measure.resource, ONE, {"entity": subject.id, "period": year})
        finding = sign_of(scope, desk, meant, query, bounds)
        if finding is None:
            continue
        doubts = list(doubt(finding.comparison, measure, year, desk.today))
        if abs(finding.computation.low or Decimal(0)) <= STILL:
            doubts.append(Caveat.DEPENDS_ON_DEFINITION)
        return [settle([finding], [year], desk.today, doubts=doubts)]
    return []
