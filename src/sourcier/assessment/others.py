"""Counts of those whom another sentence names, or of others beside them: "140 autres États", "3.6 million of them"."""

from __future__ import annotations

from dataclasses import replace

from sourcier.assessment.scope import Scope
from sourcier.core.language import Quantity

OTHERS = frozenset({"autre", "autres", "other", "others"})
THEM = frozenset({"them", "these", "those", "which", "whom", "entre", "eux", "elles", "lesquels", "lesquelles"})
PEOPLE = frozenset({":population", ":inhabitant"})


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
    """Say whether a figure counts what only another sentence names: "3.6 million of them", "en accueille un million".

    Where a noun stands before "en", that is what it takes up: "La population ? Le pays en compte …".
    """
    if _takes_up(scope, quantity):
        return True
    after = [word.folded for word in scope.words if word.span.start >= quantity.span.end][:2]
    return len(after) == 2 and after[0] in {"of", "d", "d'", "parmi"} and after[1] in THEM


def _takes_up(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a French "en" before the verb stands for what a figure without a noun counts."""
    at = scope.at(quantity.span)
    place = next((n for n in range(at - 1, -1, -1) if scope.words[n].folded == "en"), None)
    if scope.lang != "fr" or place is None or (quantity.unit != "1" and quantity.unit in quantity.text):
        return False
    is_clitic = scope.words[place + 1].token.pos_ in {"VERB", "AUX"} and place + 1 < at
    named = (word for word in scope.words[:place] if word.token.pos_ == "NOUN" and not word.role)
    return is_clitic and not any(word.features & PEOPLE for word in named)
