"""How many times over something grew or shrank: "multiplié par six", "increased tenfold", "divisé par trois"."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.operations.figures.series import bounds_for
from sourcier.assessment.scope import Scope
from sourcier.core.language import Comparator

SMALLEST = Decimal("1.2")
NEAR = 3
"""Words between a factor and the verb that it goes with."""


def factor_claimed(scope: Scope) -> Bounds | None:
    """Return the factor of "multiplié par six", "increased tenfold", "divisé par trois"; None without one."""
    factors = [one for one in scope.quantities if one.unit == "1" and (one.low or one.high or 0) >= SMALLEST]
    if len(factors) != 1 or not scope.has("multiplied", "up", "down"):
        return None
    at = scope.at(factors[0].span)
    moved = {
        n for cue in ("multiplied", "up", "down") for low, high in scope.cues.get(cue, ()) for n in range(low, high)
    }
    if not any(-NEAR <= n - at <= NEAR for n in moved):
        return None
    bounds = bounds_for(scope, factors[0])
    if bounds.low == bounds.high and bounds.low is not None:
        half = Decimal("0.5") if bounds.figure == bounds.figure.to_integral_value() else Decimal("0.1")
        bounds = Bounds(bounds.figure - half, bounds.figure + half, bounds.comparator, bounds.figure)
    if any(word.folded.startswith("divis") for word in scope.words[max(at - NEAR, 0) : at + 2]):
        return _inverse(bounds)
    return None if scope.has("down") and not scope.has("multiplied", "up") else bounds


def _inverse(bounds: Bounds) -> Bounds:
    """Return the bounds of one over a figure: what is "divided by three" is a third of what it was."""
    turned = {Comparator.GT: Comparator.LT, Comparator.GE: Comparator.LE, Comparator.LT: Comparator.GT}
    low = None if bounds.high is None else 1 / bounds.high
    high = None if not bounds.low else 1 / bounds.low
    return Bounds(low, high, turned.get(bounds.comparator, bounds.comparator), 1 / bounds.figure)
