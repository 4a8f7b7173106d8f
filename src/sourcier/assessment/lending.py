"""Whom a claim without a name may be about: not those whom only another clause of its sentence speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcier.assessment.antecedents import NATION, is_about
from sourcier.assessment.clauses import VERBS, unnamed_by
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import fold
from sourcier.assessment.owned import OWNERS
from sourcier.assessment.scope import Scope
from sourcier.assessment.yardsticks import not_lent
from sourcier.core.claims import Claim
from sourcier.core.language import Mention, Quantity
from sourcier.text.tokens import Token

CLAUSES = frozenset({"acl:relcl", "relcl", "advcl", "ccomp", "parataxis", "conj"})
MEANWHILE = frozenset({"quand", "tandis", "alors", "lorsque", "while", "whereas", "when"})
LINKED = 3
"""Words between a figure and the name that goes on behind it: a comma, "and", an article."""
OWNED_WITHIN = 3
"""Words from "ses", "its" to the figure that is theirs: "ses quelque 5,5 millions"."""


def lent_to(sentence: Scope, claim: Claim, claims: Sequence[Claim], desk: Desk) -> list[Mention]:
    """Return the names of a sentence that a claim with a figure and without a name of its own may be about."""
    apart = not_lent(sentence, claim, claims)
    owned = is_owned_by_somebody(sentence, claim)
    found = []
    for one in sentence.mentions:
        if one in apart or sentence.is_yardstick(one):
            continue
        is_behind = one.span.start >= claim.span.end
        if is_behind and (owned or _is_of_a_group(sentence, one)) and not is_about(sentence, desk, one):
            continue  # "Avec ses 5 millions d'habitants, elle tient tête à la Russie"
        if is_behind and not owned and _is_in_clause_behind(sentence, claim, one):
            continue
        found.append(one)
    return found


def _is_of_a_group(sentence: Scope, mention: Mention) -> bool:
    """Say whether an adjective of a state is said of some people or things, not of the state: "réfugiés ukrainiens"."""
    heads = [word.token.head for word in sentence.words if mention.span.contains(word.span)]
    return mention.is_adjective and not any(fold(head.lemma_) in NATION for head in heads)


def is_owned_by_somebody(sentence: Scope, claim: Claim) -> bool:
    """Say whether a claim's figure is said to be of him who is named or meant elsewhere: "avec ses 5 millions"."""
    places = [sentence.at(one.span) for one in claim.quantities]
    return any(
        word.folded in OWNERS and claim.span.contains(word.span)
        for at in places
        for word in sentence.words[max(at - OWNED_WITHIN, 0) : at]
    )


def _is_in_clause_behind(sentence: Scope, claim: Claim, mention: Mention) -> bool:
    """Say whether a name stands in a clause that follows a whole one: "…, ce qui fait rêver un Français"."""
    inside = [word.token for word in sentence.words if claim.span.contains(word.span)]
    if not any(_is_finite(token) for token in inside):
        return False
    head = next((word.token for word in sentence.words if mention.span.contains(word.span)), None)
    if head is None:
        return False
    at = next(n for n, word in enumerate(sentence.words) if word.token is head)
    before = [word.token.pos_ for word in sentence.words[max(at - 2, 0) : at]]
    if not mention.is_adjective and "ADP" not in before and {"CCONJ", "SCONJ", "PUNCT"} & set(before):
        return True  # ", et l'ONU en prévoit": a subject of its own, whatever the model makes of it
    above = head
    while above.head is not above:
        if above.pos_ in VERBS and above.dep_ in CLAUSES and above.idx >= claim.span.end:
            return True
        above = above.head
    return False


def _is_finite(token: Token) -> bool:
    return "Fin" in token.morph.get("VerbForm", []) or token.tag_ in {"VBZ", "VBP", "VBD"}


def is_joined_behind(scope: Scope, mention: Mention, quantity: Quantity) -> bool:
    """Say whether a name begins another statement behind a figure: "with 84 million people, and Malta the smallest"."""
    end = max((at for at, word in enumerate(scope.words) if quantity.span.contains(word.span)), default=-1)
    between = [word.folded for word in scope.words[end + 1 : scope.at(mention.span)]]
    is_added = between[:1] == [","] and bool({"and", "et"} & set(between[1:])) and len(between) <= LINKED
    return is_added or bool(MEANWHILE & set(between))  # "elle fait 1,8 enfant quand l'Italie en fait 1,2"


def unquoted(scope: Scope, desk: Desk) -> Scope:
    """Return a claim without the names that only quoted words in it hold: "à la tête de …, il y voit « …Poutine »"."""
    quoted = [one.content for one in desk.draft.quotes if not one.content.contains(scope.claim.span)]
    own = tuple(one for one in scope.mentions if not any(each.contains(one.span) for each in quoted))
    return scope if len(own) == len(scope.mentions) else replace(scope, mentions=own)


def without_counted(whole: Scope, claim: Claim, others: Sequence[Claim]) -> Scope:
    """Return a sentence in which what other claims count lends no measure: 84 million people to "a reculé de 0,9 %"."""
    units = {one.unit for one in claim.quantities}
    for quantity in (one for other in others for one in other.quantities):
        if units and quantity.unit not in units:
            whole = unnamed_by(whole, quantity.span)
    return whole
