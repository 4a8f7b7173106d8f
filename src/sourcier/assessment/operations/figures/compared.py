"""What a claim says of one thing beside another: more, less, so many times, so much above or below."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.operations.figures.gaps import gap_of
from sourcier.assessment.operations.figures.series import bounds_for
from sourcier.assessment.scope import Scope
from sourcier.assessment.units import factor_to
from sourcier.core.language import Comparator, Quantity

ROUND = Decimal(5)
"""Points by which "a third less", "un quart de plus" may miss."""
HALF = Decimal("0.5")
PAR = Decimal("0.07")
"""How far two things may lie apart that are "au coude à coude", "neck and neck"."""
POINTS = frozenset({"pp", "point", "points"})


@dataclass(frozen=True, slots=True)
class Claimed:
    """A ratio or a difference asserted of the first thing over the second."""

    function: str
    bounds: Bounds
    is_turned: bool = False
    """The second is asserted to exceed the first."""
    size: Quantity | None = None
    """The figure that says by how much, where it is in the measure's own unit."""

    def sized(self, unit: str, known: frozenset[str], scope: Scope) -> Bounds | None:
        """Return the bounds in a table's unit; None where a size in another unit cannot be compared with it."""
        if self.size is None:
            return self.bounds
        if unit.startswith("%") or self.size.unit in POINTS:
            return self.bounds if unit.startswith("%") and self.size.unit in POINTS else None
        factor = factor_to(self.size, unit, known, scope.lang)
        return None if factor is None else self.bounds.scaled(factor)


def size_of(scope: Scope, size: Quantity) -> Bounds:
    """Return the bounds of a gap or a change in its own unit; whole points are rounded like anything else."""
    bounds = bounds_for(scope, size)
    if size.unit in POINTS and bounds.low is not None and bounds.low == bounds.high:
        return Bounds(bounds.low - HALF, bounds.low + HALF, bounds.comparator, bounds.figure)
    return bounds


def claimed(scope: Scope) -> Claimed | None:
    """Return the ratio or the difference that a claim asserts of its first entity over its second."""
    gaps = [(one, side) for one in scope.quantities if one.unit not in {"%", "1"} and (side := gap_of(scope, one))]
    if gaps:
        size, side = gaps[0]
        if len(scope.quantities) > 1:
            return None
        return Claimed("difference", size_of(scope, size), is_turned=side < 0, size=size)
    times = [quantity for quantity in scope.quantities if quantity.unit == "1"]
    part = next((one for one in scope.quantities if one.unit in {"%", "1"} and _is_gap(scope, one)), None)
    if part is not None:
        if len(scope.quantities) > 1:
            return None
        bounds = bounds_for(scope, part).scaled(Decimal(100) if part.unit == "1" else Decimal(1))
        if part.unit == "1" and bounds.low is not None and bounds.high is not None:
            bounds = Bounds(bounds.figure - ROUND, bounds.figure + ROUND, bounds.comparator, bounds.figure)
        return Claimed("shortfall" if _is_less(scope, part) else "excess", bounds)
    if times:
        bounds = bounds_for(scope, times[0])
        if times[0].comparator is Comparator.EQ and bounds.low == bounds.high:
            half = Decimal("0.5") if bounds.figure >= 2 else bounds.figure * Decimal("0.1")
            bounds = Bounds(bounds.figure - half, bounds.figure + half, Comparator.APPROX, bounds.figure)
        if bounds.figure > 1 and _is_less(scope, times[0]):
            return Claimed("ratio", bounds, is_turned=True)
        return Claimed("ratio", bounds)
    if scope.quantities:
        return None
    if scope.has("level"):
        is_far = bool({"loin", "far", "hardly", "guere"} & {word.folded for word in scope.words})
        one = Decimal(1)
        return None if is_far else Claimed("ratio", Bounds(one - PAR, one + PAR, Comparator.APPROX, one))
    is_told = any((word.token.pos_ == "VERB" and word.token.i) or word.folded.startswith("out") for word in scope.words)
    if not scope.has("than") and not is_told:
        return None
    if says_less(scope):
        return Claimed("difference", Bounds(None, Decimal(0), Comparator.LT, Decimal(0)))
    if scope.has("greater") or _comparative(scope):
        return Claimed("difference", Bounds(Decimal(0), None, Comparator.GT, Decimal(0)))
    return None


def _is_gap(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a percentage or a fraction is how far one lies above or below the other: "un tiers de moins"."""
    if quantity.unit == "1" and (quantity.low is None or quantity.low >= 1):
        return False
    after = scope.at(quantity.span) + sum(quantity.span.contains(word.span) for word in scope.words)
    near = [word.folded for word in scope.words[after : after + 5]]
    pairs = list(zip(near, near[1:], strict=False))
    return bool({("de", "plus"), ("de", "moins")} & set(pairs)) or bool(
        set(near[:1])
        & {
            "more",
            "less",
            "fewer",
            "higher",
            "lower",
            "larger",
            "smaller",
            "bigger",
            "superieur",
            "superieure",
            "inferieur",
            "inferieure",
        }
    )


def _is_less(scope: Scope, quantity: Quantity) -> bool:
    """Say whether "moins", "fewer" stands in or just after the words of a figure."""
    at = scope.at(quantity.span)
    end = at + sum(quantity.span.contains(word.span) for word in scope.words)
    return any(at <= start < end + 5 for start, _ in scope.cues.get("smaller", ()))


def _comparative(scope: Scope) -> bool:
    return scope.lang == "en" and scope.has("than") and any(word.token.tag_ in {"JJR", "RBR"} for word in scope.words)


def says_less(scope: Scope) -> bool:
    """Say whether a claim sets the first below the second; the "plus" of "plus bas" is no more of anything."""
    less = scope.cues.get("smaller", ())
    more = scope.cues.get("greater", ())
    return bool(less) and all(any(low <= start and end <= high for low, high in less) for start, end in more)
