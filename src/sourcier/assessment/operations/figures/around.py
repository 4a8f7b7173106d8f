"""The sentence around a claim, read with the same eyes: what a clause leaves unsaid stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcier.assessment.desk import Desk
from sourcier.assessment.scope import Scope, scope_of
from sourcier.assessment.subjects import Subject

JOINING = frozenset({",", "et", "and", "l", "le", "la", "les", "the"})
"""Words between the names of a list."""
RELATIVES = frozenset({"qui", "dont", "lequel", "laquelle", "who", "which", "that", "whose"})


def opens_as_relative(scope: Scope) -> bool:
    """Say whether a claim only completes the words before it: "… des cinq pays | qui émettent le plus"."""
    return bool(scope.words) and scope.words[0].folded in RELATIVES


def deals_out(scope: Scope, desk: Desk) -> bool:
    """Say whether a claim's sentence gives its figures in order to its names, with "respectivement"."""
    span = next((one.span for one in desk.draft.sentences if one.span.contains(scope.claim.span)), scope.claim.span)
    said = span.of(desk.draft.article.text).lower()
    return "respectivement" in said or "respectively" in said


def has_own_figures(scope: Scope, subjects: Sequence[Subject]) -> bool:
    """Say whether names have a figure each, and none is of all: "La Russie a 5 889 ogives, les États-Unis 5 244"."""
    places = [one.mention.span for one in subjects if one.mention is not None]
    return any(
        any(one.end <= figure.span.start for one in places) and any(one.start >= figure.span.end for one in places)
        for figure in scope.quantities
        if figure.unit not in {"%", "1", "pp"}
    )


def whole_of(scope: Scope, desk: Desk) -> Scope:
    """Return the scope of the sentence in which a claim stands; the claim's own where none is found."""
    span = next((one.span for one in desk.draft.sentences if one.span.contains(scope.claim.span)), None)
    return scope if span is None else scope_of(desk.draft, scope.claim, desk.tables, span=span)


def listed(scope: Scope, desk: Desk) -> Scope:
    """Return a claim with all names of the list whose end it opens with: "China, America | and India produced …".

    Its figure is that of all of them; read for the last alone it would be wrong.
    """
    named = next((at for at, word in enumerate(scope.words) if word.role == "entity"), None)
    if named is None or any(word.role not in {"stop", "neutral"} for word in scope.words[:named]):
        return scope
    whole = whole_of(scope, desk)
    start = next((at for at, word in enumerate(whole.words) if word.span == scope.words[named].span), 0)
    first = start
    while first and (whole.words[first - 1].role == "entity" or whole.words[first - 1].folded in JOINING):
        first -= 1
    if not any(word.role == "entity" for word in whole.words[first:start]):
        return scope
    opens, ends = whole.words[first].span.start, scope.words[named].span.start
    more = tuple(one for one in whole.mentions if opens <= one.span.start < ends)
    return replace(scope, mentions=(*more, *(one for one in scope.mentions if one not in more)))
