"""Whether doer and done-to of two clauses are the same."""

from __future__ import annotations

from sourcier.assessment.passages.clauses import Clause
from sourcier.assessment.passages.words import Party, alike


def meet(one: Party, other: Party, *, is_across: bool) -> bool:
    """Say whether two parties are the same things or people, as many of them."""
    if not one.heads or not other.heads:
        return not one.heads and not other.heads
    return len(one.heads) == len(other.heads) and all(
        any(alike(a, b, is_across=is_across, is_head=True) for b in other.heads) for a in one.heads
    )


def parties_meet(ours: Clause, theirs: Clause) -> bool:
    """Say whether doer and done-to are the same on both sides; who did it may be left out of a claim in the passive."""
    is_across = ours.lang != theirs.lang
    if ours.agent is not None and theirs.agent is not None and not meet(ours.agent, theirs.agent, is_across=is_across):
        return False
    one, other = ours.patient, theirs.patient
    if one is not None and other is not None:
        # As in "74 salariés" and "aucun salarié".
        counts = ours.is_denied != theirs.is_denied and bool(one.heads) != bool(other.heads)
        return (counts or meet(one, other, is_across=is_across)) and (ours.agent is None or theirs.agent is not None)
    if ours.agent is not None and theirs.agent is not None:
        # As in "a atteint 91 %" and "s'est établi à 91 %".
        return not any(each is not None and each.heads for each in (one, other))
    # As in "l'usine a fermé" and "l'usine a été fermée".
    one, other = ours.agent or ours.patient, theirs.patient or theirs.agent
    lone = (ours.agent is None or ours.patient is None) and (theirs.agent is None or theirs.patient is None)
    return one is not None and other is not None and lone and meet(one, other, is_across=is_across)


def shares_doer(ours: Clause, theirs: Clause) -> bool:
    """Say whether the same is said to do, or to have done to them, two things."""
    one, other = ours.agent or ours.patient, theirs.agent or theirs.patient
    return one is not None and other is not None and meet(one, other, is_across=ours.lang != theirs.lang)
