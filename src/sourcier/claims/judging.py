"""Is a clause a claim?

A clause is weighed by what evidence could hold on to (figures, dates, names, a past event, a flat denial, a
comparison) against what it could not (praise and blame, oneself, duties, whole kinds, what would happen if).
The weights were set by hand on the development articles of bench/claims and rounded to quarters: a finer setting
would fit eight articles, not the language.
"""

from __future__ import annotations

from sourcier.claims.pieces import Chunk, Opener
from sourcier.claims.traits import Traits

THRESHOLD = 1.0
"""From here up a clause is a claim."""

PARTS = frozenset({"dont", "whose"})
"""Relatives that tell a share of those just named, whatever is asked of them."""

BESIDE = 0.75
"""From here up it is one in a sentence that has a claim already: two readers part least on such clauses."""


def weight(
    piece: Chunk, traits: Traits, *, is_said: bool, in_question: bool, under_condition: bool, is_headline: bool = False
) -> float:
    """Return how much of a clause evidence could bear on; a claim from `THRESHOLD` or `BESIDE` up.

    Args:
        piece: The clause.
        traits: What its surface shows.
        is_said: A source is made to say it.
        in_question: It stands in a question: only what the question takes for granted can be a claim.
        under_condition: A condition governs it.
        is_headline: Headlines leave their verbs out: a name and a noun can tell an event.
    """
    total = 0.0
    total += 1.5 * bool(piece.quantities)
    total += 0.75 * bool(piece.times)
    total += 0.75 * traits.has_link + 0.25 * (traits.has_name and not traits.has_link)
    total += 0.75 * (traits.is_past or piece.is_participle or traits.is_doubtful)
    total += 0.5 * traits.is_future
    total += 0.5 * (traits.has_flat_denial or traits.is_restricted)
    total += 0.25 * (traits.is_negative and not traits.has_flat_denial)
    total += 0.5 * traits.has_comparison + 0.25 * traits.has_trend
    total += 0.25 * traits.has_cause
    total += 0.25 * is_said
    total += 0.5 * (piece.is_granted and piece.opener is Opener.CONTENT)
    total += 0.25 * (piece.is_finite and traits.has_subject)
    total += 0.25 * (traits.words >= 9)
    total -= 1.0 * traits.has_evaluation
    total -= 0.75 * traits.is_vague
    total -= 1.25 * traits.has_first_person
    total -= (
        0.75 * (traits.is_duty and not (piece.times and (traits.has_name or not _is_impersonal(piece))))
        + 0.75 * traits.is_urging
    )
    total -= 0.75 * (traits.is_generic and not is_said and not is_headline)
    total -= 2.0 * traits.is_imperative
    total += 1.0 * (piece.is_gapped or piece.is_ranked or piece.is_deed or piece.is_conceded)
    total -= 0.5 * (traits.words <= 3 and not (piece.quantities or piece.is_ranked))
    total += 0.5 * (is_headline and piece.is_finite and traits.has_subject and traits.has_name)
    if is_headline and not piece.is_finite and traits.has_name and traits.words >= 4:
        total += 1.0
    total -= 0.5 * (not piece.is_finite and not piece.quantities and not piece.is_participle)
    total -= 2.5 * under_condition
    tells = bool(is_said or traits.has_link or piece.quantities or traits.is_caused or traits.has_trend)
    total -= 1.5 * (traits.is_conditional and not (tells or traits.is_past or traits.is_doubtful))
    if in_question and not _is_taken_for_granted(piece, traits):
        total -= 1.0 if piece.quantities or traits.has_flat_denial else 3.0
    return total


def _is_impersonal(piece: Chunk) -> bool:
    """Say whether a duty is nobody's in particular: "il faudra choisir"."""
    return any(token.lemma_ == "falloir" for token in piece.tokens or ())


def is_plain(piece: Chunk, traits: Traits, *, is_named: bool) -> bool:
    """Say whether a clause states something of somebody by name, with no mark of an opinion: "Le port d'Ys est sec".

    Such a clause is a claim: nothing shows that it is anything else.
    """
    is_main = piece.opener in {Opener.START, Opener.STRONG, Opener.COMMA, Opener.COORDINATION}
    states = is_main and piece.is_finite and traits.has_subject and is_named and traits.words > 1
    colours = traits.has_evaluation or traits.is_vague or traits.is_generic or traits.is_hedged
    wants = traits.is_duty or traits.is_urging or traits.is_imperative or traits.is_intention
    return states and not (colours or wants or traits.has_first_person or traits.is_conditional)


def _is_taken_for_granted(piece: Chunk, traits: Traits) -> bool:
    """Say whether a clause of a question is presupposed: "alors que 40 pays la soutiennent", "dont 25 …"."""
    tells = bool(piece.quantities or piece.times or piece.is_finite)
    is_part = piece.marker is not None and piece.marker.lower_ in PARTS and bool(piece.quantities)
    return tells and (piece.is_granted or (piece.opener is Opener.RELATIVE and (traits.has_flat_denial or is_part)))
