"""Figures that a claim gives to the name before them: "derrière l’Allemagne et ses 3 900 milliards"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcier.assessment.scope import Scope
from sourcier.core.claims import Claim, ClaimKind
from sourcier.core.language import Mention, Quantity

OWNERS = frozenset({"son", "sa", "ses", "leur", "leurs", "its", "their", "his", "her"})
JOINED = frozenset({"et", "and", "avec", "with", "a", "aux"})
"""Words between the owner and what is his: "la France et ses 68 millions", "China with its 1.4 billion"."""
PLACING = ("placed", "greater", "smaller", "first", "last", "exceed", "versus")
"""Cues that say how the subject stands to the owner; his own figure is what it is."""
ARTICLES = frozenset({"l", "la", "le", "les", "the", "'", "d", "de", "du", "des", "celui", "celle", "ceux"})


def owned_figures(scope: Scope) -> list[tuple[Mention, Quantity]]:
    """Return the figures that belong to a name set beside the claim's subject, with that name."""
    found = []
    for quantity in scope.quantities:
        at = scope.at(quantity.span)
        if at < len("ab") or scope.words[at - 1].folded not in OWNERS or scope.words[at - 2].folded not in JOINED:
            continue
        end = scope.words[at - 2].span.start
        owner = next((one for one in scope.mentions if 0 <= end - one.span.end <= 1), None)
        if owner is not None and any(one is not owner and one.span.end < owner.span.start for one in scope.mentions):
            found.append((owner, quantity))
    return found


def without_owned(scope: Scope) -> Scope:
    """Return a claim without the figures of those that it only sets beside its subject."""
    owned = [quantity for _, quantity in owned_figures(scope)]
    if not owned:
        return scope
    words = tuple(
        replace(word, role="stop", features=frozenset()) if any(one.span.overlaps(word.span) for one in owned) else word
        for word in scope.words
    )
    return replace(scope, words=words, quantities=tuple(one for one in scope.quantities if one not in owned))


def without_said(scope: Scope, others: Sequence[Claim]) -> Scope:
    """Return a claim without the figures that another claim within it gives by itself.

    "Kenya, with 55 million people, is no longer poor": that the people are so many bears out nothing of the rest.
    """
    within = [one for one in others if one.quantities and _is_within(one, scope.claim)]
    said = [quantity for one in within for quantity in one.quantities]
    if not said:
        return scope
    spans = [one.span for one in within]
    words = tuple(
        replace(word, role="stop", features=frozenset())
        if word.role != "entity" and any(span.contains(word.span) for span in spans)
        else word
        for word in scope.words
    )
    left = tuple(one for one in scope.quantities if not any(span.contains(one.span) for span in spans))
    return replace(scope, words=words, quantities=left)


def _is_within(one: Claim, other: Claim) -> bool:
    is_plain = ClaimKind.QUOTE not in {one.kind, other.kind}
    return is_plain and other.span.contains(one.span) and len(one.span) < len(other.span)


def alone(scope: Scope, owner: Mention, quantity: Quantity) -> Scope:
    """Return what a claim says of one such name: its measure, its time, that name and that figure."""
    others = [one for one in scope.quantities if one != quantity]
    words = tuple(
        replace(word, role="stop")
        if any(one.span.overlaps(word.span) for one in others)
        or any(start <= at < end for cue in PLACING for start, end in scope.cues.get(cue, ()))
        else word
        for at, word in enumerate(scope.words)
    )
    cues = {name: found for name, found in scope.cues.items() if name not in PLACING}
    return replace(scope, words=words, mentions=(owner,), quantities=(quantity,), cues=cues)


def is_only_placed(scope: Scope) -> bool:
    """Say whether a claim names only those before or behind whom another stands: "…, derrière l’Allemagne"."""
    ends = [end for _, end in scope.cues.get("placed", ())]
    return bool(scope.mentions) and all(stands_behind(one, ends, scope) for one in scope.mentions)


def stands_behind(mention: Mention, ends: Sequence[int], scope: Scope) -> bool:
    """Say whether a name stands right behind one of some places, but for articles."""
    at = scope.at(mention.span)
    return any(
        end <= at and all(word.folded in ARTICLES for word in scope.words[end:at])
        for end in ends
        if at - end <= len("ab")
    )
