"""What a claim says of a change: which way, by how much, how many times over."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.figures.factors import factor_claimed
from sourcier.assessment.operations.figures.gaps import LEVELS
from sourcier.assessment.operations.figures.series import bounds_for
from sourcier.assessment.scope import Scope
from sourcier.core.language import Comparator, Quantity

FACTORS = {"doubled": 2, "tripled": 3, "quadrupled": 4}
OWN = "own"
"""Stands for the table's own unit: so many years, so many people more."""
ABOUT = Decimal("0.075")
"""How far a "doubling" may miss two: 1.85 to 2.15."""
COUNTED = Decimal(100)
"""From here on a figure without a unit is no factor."""
MULTIPLES = read_words("figure_words", "multiples")
ARTICLES = read_words("figure_words", "before_multiples")


def change_claimed(scope: Scope) -> tuple[str, Bounds, str] | None:
    """Return the computation, the bounds and the unit of the change that a claim asserts."""
    zero = Decimal(0)
    for cue, times in FACTORS.items():
        if is_moved(scope, cue):
            return "growth_factor", _factor_bounds(scope, cue, Decimal(times)), "times"
    if scope.has("halved"):
        return "growth_factor", _factor_bounds(scope, "halved", Decimal("0.5")), "times"
    times_over = factor_claimed(scope)
    if times_over is not None:
        return "growth_factor", times_over, "times"
    if scope.has("multiplied"):
        return None
    down = scope.has("down", "slower") and not (
        scope.has("up") and scope.has("down") and scope.cues["up"][0] > scope.cues["down"][0]
    )
    sizes = [quantity for quantity in scope.quantities if is_size(scope, quantity)]
    negated = negates_change(scope)
    if sizes and not negated:
        bounds = bounds_for(scope, sizes[0])
        if sizes[0].unit == "pp":
            return ("drop" if down else "step"), bounds, "pp"
        if sizes[0].unit == "%" or (sizes[0].unit == "1" and not _is_count(sizes[0])):
            factor = Decimal(100) if sizes[0].unit == "1" else Decimal(1)
            wide = _widened(bounds.scaled(factor), fraction=sizes[0].unit == "1")
            return ("fall" if down else "change"), wide, "%"
        return (("drop" if down else "step"), bounds, OWN) if len(scope.quantities) == 1 else None
    if scope.quantities or scope.has("stable"):
        return None
    if down != negated:
        return "step", Bounds(None, zero, Comparator.LT, zero), ""
    return "step", Bounds(zero, None, Comparator.GT, zero), ""


def _is_count(quantity: Quantity) -> bool:
    """Say whether a figure without a unit counts what the measure counts: "has fallen by three million"."""
    return (quantity.low or quantity.high or Decimal(0)) >= COUNTED


def _widened(bounds: Bounds, *, fraction: bool) -> Bounds:
    """Return wider bounds for "a third", "a quarter": words for fractions are round by nature."""
    if not fraction or bounds.low is None or bounds.high is None or bounds.low != bounds.high:
        return bounds
    return Bounds(bounds.low - 5, bounds.high + 5, bounds.comparator, bounds.figure)


def _factor_bounds(scope: Scope, cue: str, times: Decimal) -> Bounds:
    at = scope.cues[cue][0][0]
    words = scope.words[max(at - 3, 0) : scope.cues[cue][0][1]]
    before = {word.folded for word in words}
    if before & {"plus", "more", "moins", "less"}:
        # What fell by more than half is less than half of what it was.
        is_above = bool(before & {"plus", "more"}) == (times > 1)
        return Bounds(times, None, Comparator.GT, times) if is_above else Bounds(None, times, Comparator.LT, times)
    if before & {"presque", "quasi", "quasiment", "almost", "nearly", "near"}:
        return Bounds(times * Decimal("0.85"), times * Decimal("1.05"), Comparator.APPROX, times)
    slack = times * ABOUT if times > 1 else Decimal("0.05")
    return Bounds(times - slack, times + slack, Comparator.APPROX, times)


def is_steady(scope: Scope) -> bool:
    """Say whether a claim has something rise or fall year after year: no figure of one year bears that out."""
    return scope.has("yearly") and scope.has("up", "down")


def negates_change(scope: Scope) -> bool:
    """Say whether the only verb of change is negated: "n'a pas reculé"."""
    ranges = [*scope.cues.get("up", ()), *scope.cues.get("down", ())]
    if len(ranges) != 1:
        return False
    at = ranges[0][0]
    return bool({"pas", "jamais", "not", "n't", "never"} & {word.folded for word in scope.words[max(at - 3, 0) : at]})


def is_size(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a figure is the size of a change: "de 9 %", "by a third"."""
    at = scope.at(quantity.span)
    words = [word.folded for word in scope.words[max(at - 3, 0) : at]]
    if not words or set(words[-1:]) & LEVELS:
        return False
    moved = {end for cue in ("up", "down") for _, end in scope.cues.get(cue, ())}
    return bool({"de", "d", "by", "of"} & set(words)) or at in moved


def is_moved(scope: Scope, cue: str) -> bool:
    """Say whether something doubled; "le double de son PIB" is a size, not a change."""
    return any(
        not (scope.words[at].folded in MULTIPLES and at and scope.words[at - 1].folded in ARTICLES)
        for at, _ in scope.cues.get(cue, ())
    )
