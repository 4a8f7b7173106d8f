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
    latest: date | None
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
    latest: date | None
    """The day from which it surely said so: where it was changed, of the update; what stood there before is unknown."""
    is_first: bool = False
    """Nothing dated surely says it on an earlier day; true of several whose order nothing tells."""
    is_past: bool = False
    """Another version of the page, as new or newer, gives another figure: this one is nobody's any more."""

    alike: Paper | None = None
    """An article of its text on another page, which gives another figure: who altered it is not known."""

    @property
    def copies(self) -> tuple[Paper, ...]:
        """The articles of the copies."""
        return tuple(one.paper for one in self.printed)

    @property
    def pages(self) -> Mapping[str, Paper]:
        """The pages that say so, with an article of each."""
        return {self.edition.page: self.claim.paper} | {one.edition.page: one.paper for one in self.printed}

    @property
    def firsts(self) -> Mapping[str, date | None]:
        """The pages that said so on the first day, or may have, each with its day."""
        each: Sequence[Telling | Printed] = (*self.printed, self)
        return {one.edition.page: one.day for one in each if one.is_first}


def tellings(matter: Matter, text_of: Mapping[str, str], edition_of: Mapping[str, Edition]) -> list[Telling]:
    """Return who said it, the earliest day first, undated articles last; copies and versions of one text are one.

    The first of a matter is not the first to have said it: only the first of this corpus that gives its day.
    """

    def edition(claim: Stated) -> Edition:
        return edition_of.get(claim.paper.id) or Edition(claim.paper.id, 0)

    def rank(claim: Stated) -> tuple[date, int, str, int]:
        return _day(claim, edition(claim)) or date.max, edition(claim).place, claim.paper.id, claim.start

    versions: dict[str, dict[int, set[tuple[int, str]]]] = {}
    for number, statement in enumerate(matter.statements):
        for claim in statement.claims:
            own = edition(claim)
            versions.setdefault(own.page, {}).setdefault(number, set()).add((own.place, claim.paper.id))

    def is_past(page: str, number: int) -> bool:
        """Say whether another version gives another figure; one that gives both compares them, and replaces none."""
        ours = versions[page][number]
        newest, ids = max(ours)[0], {id_ for _, id_ in ours}
        theirs = (one for other, some in versions[page].items() if other != number for one in some)
        return any(place >= newest and id_ not in ids for place, id_ in theirs)

    found: list[Telling] = []
    for number, statement in enumerate(matter.statements):
        texts: dict[str, list[Stated]] = {}
        for claim in sorted(statement.claims, key=rank):
            texts.setdefault(text_of[claim.paper.id], []).append(claim)
        for claims in texts.values():
            own = edition(claims[0])
            pages = {edition(one).page: one for one in reversed(claims)}
            printed = tuple(
                Printed(one.paper, edition(one), _day(one, edition(one)), _latest(one, edition(one)))
                for page, one in reversed(pages.items())
                if page != own.page
            )
            past = all(is_past(page, number) for page in pages)
            text = text_of[claims[0].paper.id]
            days = _day(claims[0], own), _latest(claims[0], own)
            found.append(Telling(claims[0], number, text, printed, own, *days, is_past=past))
    found.sort(key=lambda one: rank(one.claim))
    return _with_first(_with_alike(found))


def _day(claim: Stated, edition: Edition) -> date | None:
    return (claim.paper.updated if edition.place else None) or claim.paper.published


def _latest(claim: Stated, edition: Edition) -> date | None:
    """Return the day from which a claim surely stood there: of a text that was changed, the day of the change."""
    published, day = claim.paper.published, _day(claim, edition)
    return day if published is None or day is None else max(day, claim.paper.updated or day)


def _with_alike(found: Sequence[Telling]) -> list[Telling]:
    firsts: dict[str, Telling] = {}
    for one in found:
        firsts.setdefault(one.text, one)
    return [
        one if one.pages.keys() & firsts[one.text].pages.keys() else replace(one, alike=firsts[one.text].claim.paper)
        for one in found
    ]


def _with_first(found: Sequence[Telling]) -> list[Telling]:
    each: list[Telling | Printed] = [*found, *(printed for one in found for printed in one.printed)]
    first = min((one.latest for one in each if one.latest is not None), default=None)
    oldest: dict[str, int] = {}
    for one in each:
        oldest[one.edition.page] = min(one.edition.place, oldest.get(one.edition.page, one.edition.place))

    def is_first(one: Telling | Printed) -> bool:
        may_be = first is not None and one.day is not None and one.day <= first
        return may_be and one.edition.place == oldest[one.edition.page]

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
