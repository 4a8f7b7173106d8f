"""Counts of those whom another sentence names, or of others beside them: "140 autres États", "3.6 million of them"."""

from __future__ import annotations

from dataclasses import replace

from sourcier.assessment.scope import Scope
from sourcier.core.language import Quantity

OTHERS = frozenset({"autre", "autres", "other", "others"})
THEM = frozenset({"them", "these", "those", "which", "whom", "entre", "eux", "elles", "lesquels", "lesquelles"})


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


def counts_them(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a figure counts what only another sentence names: "3.6 million of them"."""
    after = [word.folded for word in scope.words if word.span.start >= quantity.span.end][:2]
    return len(after) == 2 and after[0] in {"of", "d", "d'", "parmi"} and after[1] in THEM
