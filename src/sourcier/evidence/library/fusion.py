"""Several rankings made into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

K = 60.0
"""Cormack, Clarke and Büttcher, Reciprocal Rank Fusion outperforms Condorcet (SIGIR 2009)."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The rank of each place of a table that it has, from 1, and what it counts for beside other rankings."""

    ranks: Mapping[int, int]
    weight: float = 1.0


def ranks_of(places: Iterable[int]) -> dict[int, int]:
    """Return the rank of each of some places, the best first.

    >>> ranks_of([7, 4])
    {7: 1, 4: 2}
    """
    return {place: rank for rank, place in enumerate(places, start=1)}


def fuse(rankings: Iterable[Ranking], *, bonus: Mapping[int, float] | None = None) -> list[tuple[int, float]]:
    """Return all places with the sum of weight over `K` plus rank, the best first; of equal ones, the lower first.

    Args:
        rankings: Any number of them.
        bonus: For some places, what they get besides, in parts of a first rank.

    >>> [place for place, _ in fuse([Ranking({7: 1, 4: 2}), Ranking({4: 1, 9: 2})])]
    [4, 7, 9]
    >>> [place for place, _ in fuse([Ranking({7: 1, 4: 2})], bonus={4: 0.1})]
    [4, 7]
    """
    scores = {place: part / (K + 1) for place, part in (bonus or {}).items()}
    for ranking in rankings:
        for place, rank in ranking.ranks.items():
            scores[place] = scores.get(place, 0.0) + ranking.weight / (K + rank)
    # Two ranks exchanged between two rankings give one sum: rounding keeps the order of adding out of it.
    return sorted(((one, round(score, 9)) for one, score in scores.items()), key=lambda pair: (-pair[1], pair[0]))
