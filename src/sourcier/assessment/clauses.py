"""Clauses of a sentence that say nothing of what another measures: asides, what follows, who says or forgets it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sourcier.assessment.scope import Scope
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

RELATIVES = frozenset({"acl:relcl", "relcl"})
JOINED = frozenset({"conj", "parataxis"})
ADVERBIAL = frozenset({"advcl"})
GOVERNED = frozenset({"ccomp"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "expl:subj"})
VERBS = frozenset({"VERB", "AUX"})
PEOPLE = frozenset({":person", ":population", ":inhabitant", ":voter"})
"""What a share of people is of, and no measure's name by itself."""

BARE = frozenset({"stop", "neutral", "number", "unit"})
PERSONS = frozenset({":person"})
"""What is counted by a word that would count any people."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is read of a claim once for all measures."""

    asides: tuple[frozenset[int], ...]
    """Clauses that say nothing of what another measures, as places of words."""
    naming: tuple[int, ...]
    """Places of the words that may name a measure."""


def heard_of(scope: Scope) -> Heard:
    """Return what the words of a claim may say of any measure."""
    return Heard(tuple(asides_of(scope)), _naming(scope))


def _naming(scope: Scope) -> tuple[int, ...]:
    """Return the places of the words that may name what is measured: none of a time or a number.

    A fraction’s own noun does: "Un dollar de PIB mondial sur quatre" is told of the product.
    """
    parts = [one.span for one in scope.quantities if one.unit == "1"]
    inside = {at for at, word in enumerate(scope.words) if any(one.contains(word.span) for one in parts)}
    return tuple(
        at
        for at, word in enumerate(scope.words)
        if word.role not in {"time", "number"}
        or (at in inside and word.token.pos_ in {"NOUN", "PROPN"} and not word.features & PEOPLE)
    )


def asides_of(scope: Scope) -> list[frozenset[int]]:
    """Return the clauses, as places of words, that change nothing of a measure named outside of them.

    A relative set off by a comma from the name of a state ("l’Allemagne, qui a coiffé le Japon au poteau"), a clause
    with a subject of its own that is joined to another or goes with it ("…, et personne ne s’en émeut"), and the verb
    by which somebody says or forgets what the clause below it says ("on oublie que …"). One with a figure is none.
    """
    places = {word.token.i: at for at, word in enumerate(scope.words)}
    figures = {at for at, word in enumerate(scope.words) for one in scope.quantities if one.span.overlaps(word.span)}
    found = []
    for word in scope.words:
        token = word.token
        if token.pos_ not in VERBS:
            continue
        under = frozenset(places[one.i] for one in token.subtree if one.i in places)
        inside = _clause(token, scope, places, under)
        if inside and not inside & figures:
            found.append(inside)
    return found


def _clause(token: Token, scope: Scope, places: dict[int, int], under: frozenset[int]) -> frozenset[int]:
    """Return the words of the clause that a verb heads, or of the one above it, where they are an aside."""
    if token.dep_ in RELATIVES and token.head.i in places:
        head, first = places[token.head.i], min(under)
        is_set_off = first > 0 and scope.words[first - 1].folded == "," and scope.words[head].role == "entity"
        return under if is_set_off else frozenset()
    if token.dep_ in JOINED | ADVERBIAL:
        return under if any(one.dep_ in SUBJECTS for one in token.children) else frozenset()
    if token.dep_ in GOVERNED and token.head.i in places:
        above = frozenset(places[one.i] for one in token.head.subtree if one.i in places)
        return above - under
    return frozenset()


def is_bare_count(scope: Scope, whole: Scope) -> bool:
    """Say whether a claim is but a count, set after a sentence that says of what: "…, about two million people".

    Read by itself it would count a population; what it counts is what the sentence before it speaks of.
    """
    if len(scope.quantities) != 1 or len(whole.words) <= len(scope.words):
        return False
    inside = [word for word in scope.words if scope.quantities[0].span.contains(word.span)]
    is_of_people = any(word.features & PERSONS for word in inside)
    return is_of_people and all(word in inside or word.role in BARE for word in scope.words)


def unnamed_by(scope: Scope, span: Span) -> Scope:
    """Return a claim in which the words of a stretch name no measure, as those of a number do not."""
    words = tuple(replace(word, role="number") if span.contains(word.span) else word for word in scope.words)
    return replace(scope, words=words)
