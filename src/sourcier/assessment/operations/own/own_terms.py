"""A sum that a sentence sets out: its terms, its result, and how far their roundings let the two lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from sourcier.assessment.comparison import Bounds, claimed_bounds
from sourcier.assessment.computations import NothingToCompute, compute
from sourcier.assessment.desk import Part
from sourcier.assessment.operations.own.figure_words import REACH, plain
from sourcier.assessment.operations.own.own_figures import figures
from sourcier.core.claims import Claim
from sourcier.core.language import Quantity


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of one sentence and what they should give."""

    function: str
    terms: tuple[tuple[Quantity, ...], ...]
    """One query each."""
    result: Quantity
    bounds: Bounds
    """What the result allows, widened by the rounding of the terms."""
    sign: str
    """Between the terms, for a reader."""
    unit: str


def with_result(
    function: str, one: Quantity, two: Quantity, result: Quantity, sign: str, unit: str, shown: Quantity | None = None
) -> Sum | None:
    """Return the sum of two plain figures; `shown`: the result as the article writes it, where it was rescaled."""
    if not all(plain(each) for each in (one, two)):
        return None
    return widened(Sum(function, ((one,), (two,)), shown or result, claimed_bounds(result), sign, unit))


def widened(found: Sum) -> Sum | None:
    """Return a sum whose result allows for the rounding of its terms: all that their ends may give."""
    ends = [_ends(one) for term in found.terms for one in term]
    flat = [one for term in found.terms for one in term]
    outcomes = []
    for corner in product(*ends) if len(ends) <= REACH else [tuple(e[0] for e in ends), tuple(e[1] for e in ends)]:
        moved = dict(zip(map(id, flat), corner, strict=True))
        terms = [
            figures([replace(one, low=moved[id(one)], high=moved[id(one)]) for one in term]) for term in found.terms
        ]
        try:
            outcomes.append(compute(found.function, terms).numbers[0])
        except NothingToCompute:
            return None
    own = compute(found.function, [figures(term) for term in found.terms]).numbers[0]
    low, high = min(outcomes), max(outcomes)
    bounds = found.bounds
    return replace(
        found,
        bounds=replace(
            bounds,
            low=None if bounds.low is None else bounds.low - (high - own),
            high=None if bounds.high is None else bounds.high + (own - low),
        ),
    )


def _ends(one: Quantity) -> tuple[Decimal, Decimal]:
    bounds = claimed_bounds(one)
    figure = one.low or Decimal(0)
    return (bounds.low if bounds.low is not None else figure, bounds.high if bounds.high is not None else figure)


def told_by(claims: Sequence[Claim], own: Sequence[Part]) -> Claim | None:
    """Return the claim that holds the last figure of a sum: the one that the others should give."""
    starts = [int(key) for cell in own[0].findings[0].cells for name, key in cell.key if name == "start"]
    return next((one for one in claims if starts and one.span.start <= max(starts) < one.span.end), None)
