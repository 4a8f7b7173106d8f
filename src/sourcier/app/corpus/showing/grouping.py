"""Claims grouped: one matter whatever figure is given, and in it one statement for each figure.

Pairs are joined the nearest first, and two groups become one only where every claim of the one can be one with every
claim of the other: a chain of small differences joins nothing. Statements come first, then matters of them; whether two
statements differ in their figures alone is asked of their claims in one language, where they have any: across two, a
word without an answer is no sign of another matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sourcier.app.corpus.showing.around import Around
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.records import Matter, Stated, Statement, Tie, order
from sourcier.app.corpus.showing.telling import Teller
from sourcier.assessment.vetoes import features_of
from sourcier.core.article import Lang

_HELD_AGAINST = 12
"""Claims of a group that a new one is held against: the first of it. A group of hundreds has few wordings."""

Join = Callable[[Sequence[int], Sequence[int]], bool]


def group(
    claims: Sequence[Stated], pairs: Sequence[tuple[int, int]], teller: Teller, text_of: Mapping[str, str]
) -> list[Matter]:
    """Return the matters of which more than one article speaks, those of most articles first.

    Args:
        claims: In the order of their publication.
        pairs: Places of claims that lie near each other, the nearest first.
        teller: What tells whether two are one.
        text_of: By article, the one that stands for its text, which says a thing once however often it is printed: its
            words are one statement without being compared.
    """
    read = _reader(claims, pairs)
    known: dict[tuple[int, int], Tie] = {}

    def tie(one: int, other: int) -> Tie:
        key = (min(one, other), max(one, other))
        if key not in known:
            known[key] = _tie(claims[key[0]], claims[key[1]], key, read, teller, text_of)
        return known[key]

    def agree(ours: Sequence[int], theirs: Sequence[int]) -> bool:
        return all(tie(a, b) is Tie.SAME for a in ours[:_HELD_AGAINST] for b in theirs[:_HELD_AGAINST])

    def drift(ours: Sequence[int], theirs: Sequence[int]) -> bool:
        held = [(a, b) for a in ours[:_HELD_AGAINST] for b in theirs[:_HELD_AGAINST]]
        within = [(a, b) for a, b in held if claims[a].paper.lang == claims[b].paper.lang]
        return all(tie(a, b) is not Tie.OTHER for a, b in within or held)

    statements = _joined([[at] for at in range(len(claims))], pairs, agree)
    matters = _joined([[at] for at in range(len(statements))], _between(statements, pairs), _over(statements, drift))
    found = [
        Matter(tuple(Statement(tuple(claims[at] for at in statements[number])) for number in numbers))
        for numbers in matters
    ]
    several = [one for one in found if len({claim.paper.id for claim in one.claims}) > 1]
    return sorted(several, key=lambda one: (-len({claim.paper.id for claim in one.claims}), order(one.claims[0])))


def _tie(
    one: Stated,
    other: Stated,
    key: tuple[int, int],
    read: Callable[[int], Read],
    teller: Teller,
    text_of: Mapping[str, str],
) -> Tie:
    if one.paper.id == other.paper.id or one.polarity != other.polarity:
        # An article that gives two figures for one thing compares them ("24 millions au lieu de 31"): no drift.
        return Tie.SAME if one.words == other.words else Tie.OTHER
    if one.words == other.words and text_of[one.paper.id] == text_of[other.paper.id]:
        return Tie.SAME
    return teller.tie(read(key[0]), read(key[1]))


def _joined(groups: Sequence[list[int]], pairs: Iterable[tuple[int, int]], can_join: Join) -> list[list[int]]:
    """Join groups by the pairs of their places, the first pair first, where both can become one; in order."""
    held = dict(enumerate(groups))
    of = {at: number for number, group in held.items() for at in group}
    for one, other in pairs:
        left, right = sorted((of[one], of[other]))
        if left != right and can_join(held[left], held[right]):
            for at in held[right]:
                of[at] = left
            held[left] = sorted([*held[left], *held.pop(right)])
    return list(held.values())


def _between(groups: Sequence[Sequence[int]], pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs of groups that pairs of their members make, each once."""
    of = {at: number for number, group in enumerate(groups) for at in group}
    found = ((min(of[one], of[other]), max(of[one], of[other])) for one, other in pairs)
    return list(dict.fromkeys(pair for pair in found if pair[0] != pair[1]))


def _over(groups: Sequence[Sequence[int]], can_join: Join) -> Join:
    """Return whether groups of groups can become one: each of the one with each of the other."""
    return lambda ours, theirs: all(can_join(groups[one], groups[other]) for one in ours for other in theirs)


def _reader(claims: Sequence[Stated], pairs: Sequence[tuple[int, int]]) -> Callable[[int], Read]:
    """Read the claims of all pairs, by language and day, and return how to get at one."""
    wanted = sorted({at for pair in pairs for at in pair})
    batches: dict[tuple[Lang, date | None], list[int]] = defaultdict(list)
    for at in wanted:
        batches[claims[at].paper.lang, claims[at].paper.published].append(at)
    found: dict[int, Read] = {}
    for (lang, published), places in batches.items():
        arounds = {text: Around(text, lang, published) for text in {claims[at].context for at in places}}
        own = features_of([claims[at].words for at in places], lang, published)
        for at, features in zip(places, own, strict=True):
            found[at] = Read.of(features, arounds[claims[at].context])
    return found.__getitem__
