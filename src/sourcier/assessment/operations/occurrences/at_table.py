"""Members counted without the word: "depuis l’entrée de Stockholm, ils sont trente-deux autour de la table"."""

from __future__ import annotations

from sourcier.assessment.operations.belonging.predicates import is_part_of_more
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject

TABLE = "table"
JOINED = 6
"""Words between a state and the verb by which it came in."""


def is_all_said(scope: Scope, body: Subject) -> bool:
    """Say whether a body's name qualifies nothing that follows it, its table apart."""
    if body.mention is None:
        return False
    end = scope.at(body.mention.span) + sum(body.mention.span.contains(word.span) for word in scope.words)
    after = scope.words[end].folded if end < len(scope.words) else ""
    return after == TABLE or not is_part_of_more(scope, end)


def has_joined(scope: Scope, state: Subject) -> bool:
    """Say whether a state is only named as the last to come in: "depuis l’entrée de Stockholm, ils sont …"."""
    if state.mention is None:
        return False
    at = scope.at(state.mention.span)
    return any(abs(at - start) <= JOINED for start, _ in scope.cues.get("entered", ()))
