"""How a claim tells of an event: as news, as one of its kind, as more than that it happened."""

from __future__ import annotations

from collections.abc import Collection

from sourcier.assessment.operations.occurrences.doing import SUBJECTS
from sourcier.assessment.scope import Scope
from sourcier.core.language import TimeInterval
from sourcier.text.tokens import Token


def is_more(scope: Scope, said: int, happening: Collection[int]) -> bool:
    """Say whether what an event is said to be is more than that it happened."""
    if scope.words[said].role in {"time", "neutral", "number"}:
        return False
    own = {scope.words[place].token.i for place in happening}
    said_of = [one for one in scope.words[said].token.children if one.pos_ == "ADJ"]
    return said not in happening or any(one.i not in own for one in said_of)


def is_cleft(scope: Scope, time: TimeInterval) -> bool:
    """Say whether a date is set before its clause: "c’est en 1989 que …", "it was in 1989 that …"."""
    start = scope.at(time.span)
    end = start + sum(time.span.contains(word.span) for word in scope.words)
    opening = {word.folded for word in scope.words[max(start - 3, 0) : start]}
    closes = end < len(scope.words) and scope.words[end].folded in {"que", "qu", "that"}
    return closes and bool(opening & {"est", "etait", "fut", "was", "is"}) and bool(opening & {"c", "ce", "it"})


def is_new(scope: Scope, place: int) -> bool:
    """Say whether an event is told as news: "un incendie ravageait …", "an explosion tore through …".

    As the subject of a verb with an indefinite article it happens then; "l’incendie … occupait les esprits" does not.
    """
    token = scope.words[place].token
    if token.pos_ != "NOUN" or token.dep_ not in SUBJECTS or token.head.pos_ != "VERB":
        return False
    return is_one_of(token)


def is_one_of(token: Token) -> bool:
    """Say whether a noun has an indefinite article: "a 3 June attack in London" is none that a reader would know."""
    return token.pos_ == "NOUN" and any(one.morph.get("Definite", []) == ["Ind"] for one in token.children)


def is_subject(scope: Scope, place: int) -> bool:
    """Say whether a word is the subject of its verb."""
    return scope.words[place].token.dep_ in SUBJECTS
