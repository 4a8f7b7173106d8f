"""Claims grouped: one matter whatever figure is given, and in it one statement for each figure.

Pairs are joined the nearest first, and two groups become one only where every claim of the one can be one with every
claim of the other: a chain of small differences joins nothing. Statements come first, then matters of them; whether two
statements differ in their figures alone is asked of their claims in one language, where they have any: across two, a
word without an answer is no sign of another matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from sourcier.app.corpus.showing.neighbours import Pairs, each
from sourcier.app.corpus.showing.records import Matter, Stated, Statement, Tie, order
from sourcier.app.corpus.showing.saidby import are_two_sources
from sourcier.app.corpus.showing.telling import Teller
from sourcier.app.corpus.showing.ties import Ties

_HELD_AGAINST = 12
"""Claims of a group that a new one is held against: the first of it. A group of hundreds has few wordings."""

Join = Callable[[Sequence[int], Sequence[int]], bool]


def group(claims: Sequence[Stated], pairs: Pairs, teller: Teller, text_of: Mapping[str, str]) -> list[Matter]:
    """Return the matters of which more than one article speaks, those of most articles first.

    Args:
        claims: In the order of their publication.
        pairs: Places of claims that lie near each other, the nearest first.
        teller: What tells whether two are one.
        text_of: By article, the one that stands for its text, which says a thing once however often it is printed: its
            words are one statement without being compared.
    """
    return matters_in(claims, pairs, Ties(claims, teller, text_of))


def matters_in(claims: Sequence[Stated], pairs: Pairs, ties: Ties) -> list[Matter]:
    """Return what `group` does, of claims whose ties are wanted afterwards as well."""
    ties.read(pairs)

    def articles(places: Sequence[int]) -> set[str]:
        return {claims[at].paper.id for at in places}

    def sources(places: Sequence[int]) -> set[str]:
        return {claims[at].source for at in places if claims[at].source_kind == "named"}

    def agree(ours: Sequence[int], theirs: Sequence[int]) -> bool:
        return all(ties.tie(a, b) is Tie.SAME for a in ours[:_HELD_AGAINST] for b in theirs[:_HELD_AGAINST])

    def drift(ours: Sequence[int], theirs: Sequence[int]) -> bool:
        if not articles(ours).isdisjoint(articles(theirs)):
            return False  # an article that gives both figures compares them, wherever in the two it stands
        if any(are_two_sources(one, other) for one in sources(ours) for other in sources(theirs)):
            return False
        held = [(a, b) for a in ours[:_HELD_AGAINST] for b in theirs[:_HELD_AGAINST]]
        within = [(a, b) for a, b in held if claims[a].paper.lang == claims[b].paper.lang]
        return all(ties.tie(a, b) is not Tie.OTHER for a, b in within or held)

    statements = _joined([[at] for at in range(len(claims))], pairs, agree)
    matters = _joined([[at] for at in range(len(statements))], _between(statements, pairs), _over(statements, drift))
    found = [
        Matter(tuple(Statement(tuple(claims[at] for at in statements[number])) for number in numbers))
        for numbers in matters
    ]
    several = [one for one in found if len({claim.paper.id for claim in one.claims}) > 1]
    return sorted(several, key=lambda one: (-len({claim.paper.id for claim in one.claims}), order(one.claims[0])))


def _joined(groups: Sequence[list[int]], pairs: Pairs, can_join: Join) -> list[list[int]]:
    """Join groups by the pairs of their places, the first pair first, where both can become one; in order."""
    held = dict(enumerate(groups))
    of = [0] * sum(map(len, groups))
    for number, group in held.items():
        for at in group:
            of[at] = number
    for one, other in each(pairs):
        left, right = sorted((of[one], of[other]))
        if left != right and can_join(held[left], held[right]):
            for at in held[right]:
                of[at] = left
            held[left] = sorted([*held[left], *held.pop(right)])
    return list(held.values())


def _between(groups: Sequence[Sequence[int]], pairs: Pairs) -> Pairs:
    """Return the pairs of groups that pairs of their members make, each once."""
    of = np.zeros(sum(map(len, groups)), np.int32)
    for number, group in enumerate(groups):
        of[group] = number
    found: Pairs = np.sort(of[pairs], axis=1)
    found = found[found[:, 0] != found[:, 1]]
    _, first = np.unique(found[:, 0].astype(np.int64) * len(groups) + found[:, 1], return_index=True)
    once: Pairs = found[np.sort(first)]
    return once


def _over(groups: Sequence[Sequence[int]], can_join: Join) -> Join:
    """Return whether groups of groups can become one: each of the one with each of the other."""
    return lambda ours, theirs: all(can_join(groups[one], groups[other]) for one in ours for other in theirs)
