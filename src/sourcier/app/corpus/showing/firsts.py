"""Who said it first and who repeated it, as far as the days of publication tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sourcier.app.corpus.showing.records import Edition, Matter, Paper, Stated


@dataclass(frozen=True, slots=True)
class Telling:
    """One text that makes a statement, with the copies of it."""

    claim: Stated
    statement: int
    """Place of its statement in the matter, from 0."""
    copies: tuple[Paper, ...]
    """Articles of other pages that print the same text, in the order of publication."""
    edition: Edition
    day: date | None
    """Of publication; of a later version that was the first to say so, of its update."""
    is_first: bool = False
    """Nothing dated says it on an earlier day; true of several where their days are the same."""
    is_past: bool = False
    """Another version of the page, as new or newer, gives another figure: this one is nobody's any more."""


def tellings(matter: Matter, text_of: Mapping[str, str], edition_of: Mapping[str, Edition]) -> list[Telling]:
    """Return who said it, the earliest day first, undated articles last; copies and versions of one text are one.

    The first of a matter is not the first to have said it: only the first of this corpus that gives its day.
    """

    def edition(claim: Stated) -> Edition:
        return edition_of.get(claim.paper.id) or Edition(claim.paper.id, 0)

    def rank(claim: Stated) -> tuple[date, int, str, int]:
        return _day(claim, edition(claim)) or date.max, edition(claim).place, claim.paper.id, claim.start

    newest: dict[str, dict[int, int]] = {}
    for number, statement in enumerate(matter.statements):
        for claim in statement.claims:
            places = newest.setdefault(edition(claim).page, {})
            places[number] = max(places.get(number, 0), edition(claim).place)

    def is_past(page: str, number: int) -> bool:
        return any(other != number and place >= newest[page][number] for other, place in newest[page].items())

    found: list[Telling] = []
    for number, statement in enumerate(matter.statements):
        texts: dict[str, list[Stated]] = {}
        for claim in sorted(statement.claims, key=rank):
            texts.setdefault(text_of[claim.paper.id], []).append(claim)
        for claims in texts.values():
            own = edition(claims[0])
            pages = {edition(one).page: one.paper for one in reversed(claims)}
            copies = tuple(paper for page, paper in reversed(pages.items()) if page != own.page)
            past = all(is_past(page, number) for page in pages)
            found.append(Telling(claims[0], number, copies, own, _day(claims[0], own), is_past=past))
    found.sort(key=lambda one: rank(one.claim))
    return _with_first(found)


def _day(claim: Stated, edition: Edition) -> date | None:
    return (claim.paper.updated if edition.place else None) or claim.paper.published


def _with_first(found: Sequence[Telling]) -> list[Telling]:
    first = min((one.day for one in found if one.day is not None), default=None)
    oldest: dict[str, int] = {}
    for one in found:
        oldest[one.edition.page] = min(one.edition.place, oldest.get(one.edition.page, one.edition.place))
    return [
        replace(one, is_first=first is not None and one.day == first and one.edition.place == oldest[one.edition.page])
        for one in found
    ]


def texts(matter: Matter, text_of: Mapping[str, str]) -> int:
    """Return how many texts of their own speak of a matter."""
    return len({text_of[claim.paper.id] for claim in matter.claims})
