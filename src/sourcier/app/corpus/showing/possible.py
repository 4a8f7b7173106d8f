"""Repetitions that may be: claims that a small model finds alike, and that nothing is sure enough of to join.

They are for a person to read, and counted nowhere. Of two matters the likeliest pair stands for all.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.app.corpus.showing.figures import Key, key_of
from sourcier.app.corpus.showing.neighbours import Pairs, each
from sourcier.app.corpus.showing.records import Matter, Possible, Stated, order
from sourcier.app.corpus.showing.ties import Ties

_DECIMALS = 2
"""Of a likeness: what a machine reckons a little otherwise changes no order."""

_Unit = int | tuple[str, str]
"""What a claim is said in: the number of its matter, or its text and its words."""


def possible(claims: Sequence[Stated], pairs: Pairs, matters: Sequence[Matter], ties: Ties) -> list[Possible]:
    """Return the possible repetitions, the likeliest first, each two matters or claims of no matter once.

    Args:
        claims: In the order of their publication.
        pairs: Places of claims that lie near each other.
        matters: What became of them.
        ties: Of the claims, as they were grouped.
    """
    matter_of: dict[Key, int] = {
        key_of(claim): number for number, matter in enumerate(matters) for claim in matter.claims
    }

    def unit(claim: Stated) -> _Unit:
        number = matter_of.get(key_of(claim))
        return (ties.text_of(claim), claim.words) if number is None else number

    found: dict[frozenset[_Unit], Possible] = {}
    for one, other in each(pairs):
        both = frozenset(unit(claims[at]) for at in (one, other))
        likeness = ties.likeness(one, other) if len(both) > 1 else None
        if likeness is None:
            continue
        first, second = sorted((claims[one], claims[other]), key=order)
        new = Possible(first, second, round(likeness, _DECIMALS))
        if both not in found or _earlier(new) < _earlier(found[both]):
            found[both] = new
    return sorted(found.values(), key=lambda pair: (-pair.likeness, key_of(pair.one), key_of(pair.other)))


def _earlier(pair: Possible) -> tuple[object, ...]:
    """Return what tells which of the pairs of two matters stands for all: the likeliest, then the earliest."""
    return (-pair.likeness, *order(pair.one), *order(pair.other))
