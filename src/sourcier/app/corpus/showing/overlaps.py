"""Claims within each other: of those of one sentence whose words overlap, one counts.

"The ferry, laden with 40 cars, sank off Lison" is two claims, of the cargo and of the loss. Where several papers print
the sentence, both would be told, one figure twice.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from sourcier.app.corpus.showing.figures import Key, key_of
from sourcier.app.corpus.showing.records import Matter, Stated, Statement


def told_once(matters: Sequence[Matter], with_figures: Container[Key]) -> list[Matter]:
    """Return matters without the claims that overlap one of a matter before; those of one article are left out.

    Matters of more articles go first, then those whose claims have figures of their own.
    """

    def rank(matter: Matter) -> tuple[int, int]:
        return -_articles(matter.claims), -sum(key_of(claim) in with_figures for claim in matter.claims)

    taken = _Taken()
    kept: dict[int, Matter] = {}
    for at in sorted(range(len(matters)), key=lambda at: rank(matters[at])):
        found = Matter(tuple(_free(matters[at], taken)))
        if _articles(found.claims) > 1:
            kept[at] = found
            taken.add(found)
    return [kept[at] for at in sorted(kept)]


def shadowed(claims: Sequence[Stated], matters: Iterable[Matter]) -> frozenset[int]:
    """Return the places of claims that overlap another one, which a matter has."""
    taken = _Taken()
    for matter in matters:
        taken.add(matter)
    return frozenset(at for at, claim in enumerate(claims) if taken.overlap(claim) and not taken.has(claim))


class _Taken:
    """The places of articles that the claims of some matters have."""

    def __init__(self) -> None:
        self._spans: dict[str, set[tuple[int, int]]] = {}

    def add(self, matter: Matter) -> None:
        """Take the places of a matter."""
        for claim in matter.claims:
            self._spans.setdefault(claim.paper.id, set()).add(_span(claim))

    def has(self, claim: Stated) -> bool:
        """Say whether just the place of a claim is taken."""
        return _span(claim) in self._spans.get(claim.paper.id, ())

    def overlap(self, claim: Stated) -> bool:
        """Say whether some of the place of a claim is taken."""
        start, end = _span(claim)
        return any(start < last and other < end for other, last in self._spans.get(claim.paper.id, ()))


def _free(matter: Matter, taken: _Taken) -> Iterator[Statement]:
    """Yield the statements of a matter with the claims whose place is free, those without any left out."""
    for statement in matter.statements:
        held = tuple(claim for claim in statement.claims if not taken.overlap(claim))
        if held:
            yield Statement(held)


def _articles(claims: Iterable[Stated]) -> int:
    return len({claim.paper.id for claim in claims})


def _span(claim: Stated) -> tuple[int, int]:
    return claim.start, claim.start + len(claim.words)
