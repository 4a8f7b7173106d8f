"""Counts of others beside those named: "la Hongrie et 140 autres États", "as did 140 other states"."""

from __future__ import annotations

from dataclasses import replace

from sourcier.assessment.scope import Scope
from sourcier.core.language import Quantity

OTHERS = frozenset({"autre", "autres", "other", "others"})


def are_others(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a figure counts others than those the text has named: "140 autres pays", "140 others"."""
    at = scope.at(quantity.span)
    end = at + sum(quantity.span.contains(word.span) for word in scope.words)
    near = [word.folded for word in scope.words[at : end + 1]]
    before = [word.folded for word in scope.words[max(at - 1, 0) : at]]
    return not OTHERS.isdisjoint([*before, *near])


def counted_with(quantity: Quantity, named: int) -> Quantity:
    """Return a count of others with so many more, who are named."""
    low, high = quantity.low, quantity.high
    return replace(quantity, low=None if low is None else low + named, high=None if high is None else high + named)
