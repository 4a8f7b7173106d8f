"""Whether a figure in a claim counts the members of a body, or states of something else."""

from __future__ import annotations

from sourcier.assessment.bare_counts import stands_alone
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging.vocabulary import has_word
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.units import noun_family
from sourcier.core.language import Quantity

MONEY = read_words("event_words", "money")
DEPARTURES = read_words("event_words", "departures")
WITHIN = frozenset({"dans", "in", "across", "from", "depuis", "chez", "through"})
"""Prepositions before countries in which something happens, as against those that a body counts."""


def _shares_money(scope: Scope) -> bool:
    """Say whether states are said to share a currency."""
    verbs = [at for at in range(len(scope.words)) if has_word(scope, "sharing", at, at + 1)]
    small = {"stop", "neutral", "entity"}
    return any(
        word.folded in MONEY and all(other.role in small for other in scope.words[at + 1 : place])
        for at in verbs
        for place, word in enumerate(scope.words[at + 1 : at + 5], at + 1)
    )


def counts_members(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a figure can be the number of a body's members."""
    words = " ".join(filter(None, (quantity.unit, quantity.of)))
    if any(end is not None and end % 1 for end in (quantity.low, quantity.high)):
        return False
    if quantity.per or noun_family(words, scope.lang) != "states":
        return False
    at = scope.at(quantity.span)
    near = {word.folded for word in scope.words[max(at - 8, 0) : at + 8]}
    plain = {"membre", "membres", "member", "members"} & near
    if _is_of_something_else(scope, quantity):
        return False
    if _is_kind(scope, quantity) or (not plain and has_word(scope, "gathering", 0, len(scope.words))):
        return False  # "compte six royaumes", "réunit dix pays pour un exercice" count some of its members
    return bool(plain) or scope.has("member") or stands_alone(quantity) or _shares_money(scope)


def is_counted_in(scope: Scope, state: Subject) -> bool:
    """Say whether a state is only said to be among those counted: "Timor oriental compris", "with X on board"."""
    if state.mention is None:
        return False
    at = scope.at(state.mention.span)
    end = at + sum(state.mention.span.contains(word.span) for word in scope.words)
    if has_word(scope, "but", at - 3, at):
        return False
    if any(word.folded in DEPARTURES for word in scope.words[max(at - 3, 0) : at]):
        return True  # "… depuis le départ du Royaume-Uni"
    return has_word(scope, "inclusive", at - 3, at) or has_word(scope, "inclusive", end, end + 1)


def _is_of_something_else(scope: Scope, quantity: Quantity) -> bool:
    """Say whether the counted are where something is ("in at least eight countries"), or make up something else.

    "A commission of five members" is no count of the body whose commission it is, unless that is what the body is said
    to be ("Nato, an alliance of 32 countries").
    """
    tokens = {word.token.i: word.token for word in scope.words}
    places = _counted_places(scope, quantity)
    noun = next((scope.words[at].token for at in reversed(places) if scope.words[at].token.pos_ == "NOUN"), None)
    if noun is None:
        return False
    case = {one.lower_ for one in noun.children if one.pos_ == "ADP"}
    above = noun.head if noun.head.pos_ == "ADP" else None  # in English the preposition is the head
    if above is not None:
        case.add(above.lower_)
    if case & WITHIN:
        return not any(word.folded in MONEY for word in scope.words)  # a currency has its own states: "a cours dans"
    whole = above.head if above is not None else noun.head
    is_part = noun.dep_ in {"nmod", "pobj", "compound"} and whole.i in tokens and whole.pos_ == "NOUN"
    is_one = any(one.morph.get("Definite", []) == ["Ind"] for one in whole.children)
    return is_part and is_one and whole.dep_ not in {"ROOT", "attr", "appos", "conj"}


def _is_kind(scope: Scope, quantity: Quantity) -> bool:
    """Say whether what is counted is a kind of state: only of a whole is it the count of all."""
    return any(has_word(scope, "kinds", at, at + 1) for at in _counted_places(scope, quantity))


def _counted_places(scope: Scope, quantity: Quantity) -> list[int]:
    return [at for at, word in enumerate(scope.words) if quantity.span.contains(word.span)]
