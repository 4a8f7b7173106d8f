"""A figure that a national office counts otherwise than the table of all states: "10 % d’immigrés"."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import claimed_bounds
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import read_starts
from sourcier.assessment.operations.figures.series import Meant, meant_by
from sourcier.assessment.scope import Scope
from sourcier.core.findings import Caveat, Finding, Operation
from sourcier.core.language import Quantity

PEAKS = read_starts("figure_words", "peaks")
"""Beginnings of words for the highest of a year's months."""
HIGHEST = Decimal("1.5")
"""How many times a year's mean its highest month may be, as a rule."""
YEARS = 5
"""Years between two figures that may be meant for one another."""
NEARER = 2
"""How many times nearer the other count must be."""


def counted_otherwise(scope: Scope, desk: Desk, meant: Meant, quantity: Quantity, finding: Finding) -> list[Caveat]:
    """Return the doubt on a figure that the table refutes, and that may be counted in another way.

    Those born abroad are more than those whom a state calls immigrants: an estimate of the same state comes much
    nearer. A rate that "hit 11 %" did so in some month, and the table has the mean of the year.
    """
    known = finding.computation.low
    if finding.comparison.holds or known is None:
        return []
    is_peak = any(word.folded.startswith(PEAKS) for word in scope.words)
    is_above = known < claimed_bounds(quantity).figure * meant.factor <= known * HIGHEST
    if is_peak and is_above and meant.match.measure.is_change and not _is_of_another_year(meant, quantity, finding):
        return [Caveat.DEPENDS_ON_DEFINITION]
    whose, year = finding.reading.entities[0], int(finding.reading.period[:4])
    for other in meant_by(scope, desk, Operation.LOOKUP, quantity, shapes=("estimate",)):
        figure = claimed_bounds(quantity).figure * other.factor
        near = [
            abs(Decimal(row["low"] or "nan") - figure)
            for row in other.resource.rows()
            if row["subject"] == whose
            and row["measure"] == other.match.measure.measure
            and abs(int((row["as_of"] or "0")[:4]) - year) <= YEARS
        ]
        # Where it is that figure to its last digit, the two are set against one another elsewhere.
        is_it = bool(near) and min(near) <= quantity.half_width * other.factor
        if near and not is_it and NEARER * min(near) < abs(known - figure):
            return [Caveat.DEPENDS_ON_DEFINITION]
    return []


def _is_of_another_year(meant: Meant, quantity: Quantity, finding: Finding) -> bool:
    """Say whether a figure is the table's own of a year beside: then a year is wrong, and no month is meant."""
    bounds, whose = claimed_bounds(quantity).scaled(meant.factor), finding.reading.entities[0]
    year = int(finding.reading.period[:4])
    return any(
        (bounds.low or 0) <= Decimal(row["value"] or "nan") <= (bounds.high or 0)
        for row in meant.resource.rows()
        if row["entity"] == whose and abs(int((row["period"] or "0")[:4]) - year) == 1
    )
