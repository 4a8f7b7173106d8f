"""Who said it first and who repeated it, as far as the days of publication tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sourcier.app.corpus.showing.records import Edition, Matter, Paper, Stated


@dataclass(frozen=True, slots=True)
class Printed:
    """An article of another page that prints the same text."""

    paper: Paper
    edition: Edition
    day: date | None
    """As of a telling."""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """One text that makes a statement, with the copies of it."""

    claim: Stated
    """Of the earliest dated of its copies."""
    statement: int
    """Place of its statement in the matter, from 0."""
    text: str
    """The article that stands for the text; of a copy with another figure the same as of the others."""
    printed: tuple[Printed, ...]
    """The copies, in the order of publication."""
    edition: Edition
    day: date | None
    """Of publication; of a later version that was the first to say so, of its update."""
    is_first: bool = False
    """Nothing dated says it on an earlier day; true of several where their days are the same."""
    is_past: bool = False
    """Another version of the page, as new or newer, gives another figure: this one is nobody's any more."""

    copied_from: Paper | None = None
    """The first article of its text, where that gives another figure on another page."""

    @property
    def copies(self) -> tuple[Paper, ...]:
        """The articles of the copies."""
        return tuple(one.paper for one in self.printed)

    @property
    def pages(self) -> Mapping[str, Paper]:
        """The pages that say so, with an article of each."""
        return {self.edition.page: self.claim.paper} | {one.edition.page: one.paper for one in self.printed}

    @property
    def firsts(self) -> frozenset[str]:
        """The pages that said so on the first day."""
        printed = {one.edition.page for one in self.printed if one.is_first}
        return frozenset(printed | ({self.edition.page} if self.is_first else set()))


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
            pages = {edition(one).page: one for one in reversed(claims)}
            printed = tuple(
                Printed(one.paper, edition(one), _day(one, edition(one)))
                for page, one in reversed(pages.items())
                if page != own.page
            )
            past = all(is_past(page, number) for page in pages)
            text = text_of[claims[0].paper.id]
            found.append(Telling(claims[0], number, text, printed, own, _day(claims[0], own), is_past=past))
    found.sort(key=lambda one: rank(one.claim))
    return _with_first(_with_origin(found))


def _day(claim: Stated, edition: Edition) -> date | None:
    return (claim.paper.updated if edition.place else None) or claim.paper.published


def _with_origin(found: Sequence[Telling]) -> list[Telling]:
    firsts: dict[str, Telling] = {}
    for one in found:
        firsts.setdefault(one.text, one)
    return [
        one
        if one.pages.keys() & firsts[one.text].pages.keys()
        else replace(one, copied_from=firsts[one.text].claim.paper)
        for one in found
    ]


def _with_first(found: Sequence[Telling]) -> list[Telling]:
    each: list[Telling | Printed] = [*found, *(printed for one in found for printed in one.printed)]
    first = min((one.day for one in each if one.day is not None), default=None)
    oldest: dict[str, int] = {}
    for one in each:
        oldest[one.edition.page] = min(one.edition.place, oldest.get(one.edition.page, one.edition.place))

    def is_first(one: Telling | Printed) -> bool:
        return first is not None and one.day == first and one.edition.place == oldest[one.edition.page]

    return [
        replace(
            one,
            is_first=is_first(one),
            printed=tuple(replace(printed, is_first=is_first(printed)) for printed in one.printed),
        )
        for one in found
    ]


def texts(tellings: Sequence[Telling]) -> int:
    """Return how many texts of their own tell of a matter: copies are one, and so are the versions of a page.

    A copy that gives another figure is one more, as it has a row of its own; a figure that a newer version of its page
    has replaced is none.
    """
    standing = Counter(one.text for one in tellings if not one.is_past)
    return sum(max(standing[text], 1) for text in {one.text for one in tellings})
