"""Claims grouped: one matter whatever figure is given, and in it one statement for each figure.

Pairs are joined the nearest first, and two groups become one only where every claim of the one can be one matter with
every claim of the other: a chain of small differences joins nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sourcier.app.corpus.showing.records import Matter, Stated, Statement, Tie, order
from sourcier.app.corpus.showing.telling import Read, Teller
from sourcier.assessment.vetoes import features_of
from sourcier.core.article import Lang

_HELD_AGAINST = 12
"""Claims of a group that a new one is held against: the first of it. A group of hundreds has few wordings."""

Ties = Callable[[int, int], Tie]


def group(
    claims: Sequence[Stated], pairs: Sequence[tuple[int, int]], teller: Teller, copy_of: Mapping[str, str]
) -> list[Matter]:
    """Return the matters of which more than one article speaks, those of most articles first.

    Args:
        claims: In the order of their publication.
        pairs: Places of claims that lie near each other, the nearest first.
        teller: What tells whether two are one.
        copy_of: By article, the first article that it is a copy of: one text says a thing once, however often it is
            printed, and its words are one statement without being compared.
    """
    read = _reader(claims, pairs)
    known: dict[tuple[int, int], Tie] = {}

    def tie(one: int, other: int) -> Tie:
        key = (min(one, other), max(one, other))
        if key not in known:
            known[key] = _tie(claims[key[0]], claims[key[1]], key, read, teller, copy_of)
        return known[key]

    matters = _joined(len(claims), pairs, tie, {Tie.SAME, Tie.DRIFT})
    found = [_matter(members, claims, tie) for members in matters if _speak_several(members, claims)]
    return sorted(found, key=lambda one: (-len({claim.paper.id for claim in one.claims}), order(one.claims[0])))


def _tie(
    one: Stated,
    other: Stated,
    key: tuple[int, int],
    read: Callable[[int], Read],
    teller: Teller,
    copy_of: Mapping[str, str],
) -> Tie:
    if one.paper.id == other.paper.id or one.polarity != other.polarity:
        # An article that gives two figures for one thing compares them ("24 millions au lieu de 31"): no drift.
        return Tie.SAME if one.words == other.words else Tie.OTHER
    if one.words == other.words and copy_of[one.paper.id] == copy_of[other.paper.id]:
        return Tie.SAME
    return teller.tie(read(key[0]), read(key[1]))


def _joined(count: int, pairs: Iterable[tuple[int, int]], tie: Ties, wanted: set[Tie]) -> list[list[int]]:
    """Join places by pairs of a wanted tie, where all of both groups have one; groups in the order of their first."""
    groups: dict[int, list[int]] = {}
    of = list(range(count))
    for one, other in pairs:
        left, right = of[one], of[other]
        if left == right or tie(one, other) not in wanted:
            continue
        ours, theirs = groups.get(left, [left]), groups.get(right, [right])
        if all(tie(a, b) in wanted for a in ours[:_HELD_AGAINST] for b in theirs[:_HELD_AGAINST]):
            first, last = min(left, right), max(left, right)
            groups[first] = sorted([*ours, *theirs])
            groups.pop(last, None)
            for member in groups[first]:
                of[member] = first
    return [groups[first] for first in sorted(groups)]


def _matter(members: Sequence[int], claims: Sequence[Stated], tie: Ties) -> Matter:
    """Part a matter into its statements: a claim belongs to the first of which all members give its figures."""
    statements: list[list[int]] = []
    for member in members:
        mine = next((each for each in statements if all(tie(member, one) is Tie.SAME for one in each)), None)
        if mine is None:
            statements.append([member])
        else:
            mine.append(member)
    return Matter(tuple(Statement(tuple(claims[at] for at in each)) for each in statements))


def _speak_several(members: Sequence[int], claims: Sequence[Stated]) -> bool:
    return len({claims[at].paper.id for at in members}) > 1


def _reader(claims: Sequence[Stated], pairs: Sequence[tuple[int, int]]) -> Callable[[int], Read]:
    """Read the claims of all pairs and what stands around them, by language and day, and return how to get at one."""
    wanted = sorted({at for pair in pairs for at in pair})
    batches: dict[tuple[Lang, date | None], list[int]] = defaultdict(list)
    for at in wanted:
        batches[claims[at].paper.lang, claims[at].paper.published].append(at)
    found: dict[int, Read] = {}
    for (lang, published), places in batches.items():
        own = features_of([claims[at].words for at in places], lang, published)
        contexts = list(dict.fromkeys(claims[at].context for at in places))
        around = dict(zip(contexts, features_of(contexts, lang, published), strict=True))
        for at, features in zip(places, own, strict=True):
            found[at] = Read.of(features, around[claims[at].context])
    return found.__getitem__
