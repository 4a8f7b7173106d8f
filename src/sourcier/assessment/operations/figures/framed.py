"""Figures that stand outside of their main clause: "Avec 1,2 enfant par femme, l’Italie …"."""

from __future__ import annotations

from dataclasses import replace

from sourcier.assessment.desk import Desk
from sourcier.assessment.scope import Scope

OPENING = frozenset({"avec", "with"})
NEAR = 3
"""Words within which the clause after the comma names whom it is about."""


def reframed(scope: Scope) -> Scope:
    """Return a claim that opens with its figure without the words of its main clause, whose subject is kept."""
    if len(scope.quantities) != 1 or not scope.words or scope.words[0].folded not in OPENING:
        return scope
    comma = next((at for at, word in enumerate(scope.words) if word.folded == ","), 0)
    starts = [scope.at(one.span) for one in scope.mentions]
    is_framed = 0 < scope.at(scope.quantities[0].span) < comma and len(starts) == 1
    if not is_framed or not comma < starts[0] <= comma + NEAR:
        return scope
    words = tuple(
        replace(word, features=frozenset(), role="stop") if at > comma and word.role in {"", "neutral"} else word
        for at, word in enumerate(scope.words)
    )
    cues = {
        name: kept for name, found in scope.cues.items() if (kept := tuple(one for one in found if one[0] <= comma))
    }
    return replace(scope, words=words, cues=cues)


def dated(scope: Scope, desk: Desk) -> Scope:
    """Return a claim that gives no time with the year of its sentence: "pas sorti du rouge en 2024 : … de 7 %"."""
    if scope.times:
        return scope
    span = next((one.span for one in desk.draft.sentences if one.span.contains(scope.claim.span)), None)
    around = [one for one in desk.draft.times if span is not None and span.contains(one.span)]
    between = desk.draft.article.text[around[-1].span.end : scope.claim.span.start].strip() if around else ""
    return replace(scope, times=(around[0],)) if len(around) == 1 and between == ":" else scope
