"""What a passage holds of a claim: the clauses of both laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sourcier.assessment.passages.aligning import Alignment, align
from sourcier.assessment.passages.clauses import Clause
from sourcier.assessment.passages.parties import shares_doer
from sourcier.assessment.passages.setting import Setting
from sourcier.assessment.passages.telling import Told
from sourcier.assessment.passages.vouching import own_words, taken_back
from sourcier.assessment.vetoes import Features
from sourcier.core.findings import Verdict
from sourcier.core.spans import Span
from sourcier.core.testimony import Veto, VetoKind


@dataclass(frozen=True, slots=True)
class Held:
    """What the clauses of a passage make of a claim, before its date and its interests are asked."""

    stance: Verdict = Verdict.NOT_ENOUGH_EVIDENCE
    differences: tuple[Veto, ...] = ()
    """What contradicts the claim, or keeps the nearest clause from bearing on it."""
    features: Features | None = None
    """Of the clause that decides."""
    at: Span | None = None
    """Where that clause stands in the passage."""
    is_literal: bool = False
    """That clause is of the claim's own words."""


NOTHING = Held()


Settings = Callable[[Clause], Setting]
"""Gives the places that a claim and a clause of a passage are told of."""


def hold(
    claim: Clause | None,
    told: Sequence[Told],
    *,
    above: Sequence[str | None] = (),
    settings: Settings | None = None,
) -> Held:
    """Return what a passage holds of a claim.

    Clauses that the passage vouches for decide; where they are of two minds, none does. A clause that says the same or
    the contrary and is not vouched for is what keeps the passage from deciding.

    Args:
        claim: The claim taken apart.
        told: The passage's clauses.
        above: The document's title and the heading, which may take back what stands below, or give it as somebody's
            words: "Non, le maire n’a pas …", "Discours de …".
        settings: Tells of which places both texts speak, asked only where a clause is of the claim's predicate and
            does not decide by itself.
    """
    if claim is None:
        return NOTHING
    aligned = [(one, align(claim, one.clause)) for one in told]
    if settings is not None and not any(each.is_same or each.is_contrary for _, each in aligned):
        aligned = [
            (one, align(claim, one.clause, settings(one.clause)) if claim.meanings & one.clause.meanings else each)
            for one, each in aligned
        ]
    taken = (
        next(
            (words for text in above if text and (words := taken_back(text, told[0].clause.lang) or own_words(text))),
            "",
        )
        if told
        else ""
    )
    sides = [_stance(one, alignment) for one, alignment in aligned if not (one.doubt or taken)]
    sides = [one for one in sides if one.stance is not Verdict.NOT_ENOUGH_EVIDENCE]
    if sides and all(one.stance is sides[0].stance for one in sides):
        return sides[0]
    doubted = [one for one, alignment in aligned if alignment.is_same or alignment.is_contrary]
    if doubted:
        words = doubted[0].doubt or taken or doubted[0].clause.said
        return Held(differences=(Veto(VetoKind.COMMITMENT, claim.said, words),))
    near = [alignment.differences for _, alignment in aligned if alignment.differences]
    if near:
        return Held(differences=min(near, key=len))
    only = next(
        (one.clause for one in told if shares_doer(claim, one.clause) and claim.meanings & one.clause.only), None
    )
    return Held(differences=(Veto(VetoKind.COMMITMENT, claim.said, only.only_said),)) if only else NOTHING


def _stance(told: Told, alignment: Alignment) -> Held:
    if alignment.is_same:
        return Held(Verdict.SUPPORTED, (), told.clause.features, told.clause.claim.span, alignment.is_literal)
    if alignment.is_contrary:
        at = told.clause.claim.span
        return Held(Verdict.REFUTED, alignment.differences, told.clause.features, at, alignment.is_literal)
    return NOTHING
