"""Who said it first and who repeated it, as far as the days of publication tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sourcier.app.corpus.showing.records import Matter, Paper, Stated, order


@dataclass(frozen=True, slots=True)
class Telling:
    """One text that makes a statement, with the copies of it."""

    claim: Stated
    statement: int
    """Place of its statement in the matter, from 0."""
    copies: tuple[Paper, ...]
    """Other articles that print the same text, in the order of publication."""
    is_first: bool
    """Nothing dated says it on an earlier day; true of several where their days are the same."""

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.claim.paper.published


def tellings(matter: Matter, copy_of: Mapping[str, str]) -> list[Telling]:
    """Return who said it, the earliest day first, undated articles last; copies of one text are one.

    The first of a matter is not the first to have said it: only the first of this corpus that gives its day.
    """
    found: list[Telling] = []
    for number, statement in enumerate(matter.statements):
        texts: dict[str, list[Stated]] = {}
        for claim in statement.claims:
            texts.setdefault(copy_of[claim.paper.id], []).append(claim)
        for claims in texts.values():
            papers = tuple(dict.fromkeys(one.paper for one in claims))
            found.append(Telling(claims[0], number, papers[1:], is_first=False))
    found.sort(key=lambda one: order(one.claim))
    return _with_first(found)


def _with_first(found: Sequence[Telling]) -> list[Telling]:
    days = [one.day for one in found if one.day is not None]
    first = min(days, default=None)
    return [
        Telling(one.claim, one.statement, one.copies, is_first=first is not None and one.day == first) for one in found
    ]


def texts(matter: Matter, copy_of: Mapping[str, str]) -> int:
    """Return how many texts of their own speak of a matter."""
    return len({copy_of[claim.paper.id] for claim in matter.claims})
