"""What stands for each claim after people's decisions: who decided, which verdict, under which number it is shown.

The report, the desk's pages and its print view, the tables and the reviews all take it from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision, Standing, standing
from sourcier.core.spans import Span
from sourcier.dossier.exports.decisions import parts
from sourcier.dossier.report.verdicts import DENIAL_TELLS


@dataclass(frozen=True, slots=True)
class Found:
    """A claim of the program's."""

    id: str
    span: Span
    verdict: Verdict | None
    is_denied: bool = False
    """The article holds the contrary of its words."""


@dataclass(frozen=True, slots=True, eq=False)
class Stood:
    """A claim as it stands: the program's, added by a person, or a part of one that was split."""

    id: str
    number: str
    """ "12"; "A1" for one that a person added; "12a" for a part of claim 12."""
    span: Span
    program: Verdict | None
    """What the program says; None for what it never saw, too."""
    is_denied: bool
    """The article holds the contrary of the program's claim."""
    part_of: str | None
    standing: Standing
    revisions: tuple[Revision, ...]
    """About it, in the order of saving."""

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that counts: a person's before the program's; None where there is none, or it is withheld."""
        return self.program if self.standing.last is None else self.standing.verdict

    @property
    def is_disputed(self) -> bool:
        """Whether what stands was decided without sight of another decision that differs."""
        return self.standing.is_disputed

    @property
    def is_out(self) -> bool:
        """Whether no verdict on it is to be published: a person withheld it, or took the claim out."""
        return self.standing.is_dismissed or self.standing.is_withheld

    @property
    def counts_as(self) -> str:
        """What it is counted as: `disputed` where two decisions differ, how it was taken out, a verdict, or `none`."""
        if self.is_disputed:
            return "disputed"
        return self.standing.state if self.is_out else str(self.verdict or "none")


def denied_css(status: str, *, is_denied: bool) -> str:
    """Return the class of what the article denies, behind a blank: empty where the verdict is none of its two.

    >>> denied_css("refuted", is_denied=True), denied_css("none", is_denied=True)
    (' denied', '')
    """
    return " denied" if is_denied and status in DENIAL_TELLS else ""


def stood(found: Iterable[Found], revisions: Sequence[Revision]) -> tuple[Stood, ...]:
    """Return the claims in reading order, the parts of one that is split right behind it, in the order of its parts.

    Args:
        found: The program's claims, in the order of their numbers in the report.
        revisions: All about the article, in the order of saving.
    """
    about: dict[str, list[Revision]] = {}
    for one in revisions:
        about.setdefault(one.claim_id, []).append(one)

    def placed(number: str, one: Found, part_of: str | None = None) -> Stood:
        saved = tuple(about.get(one.id, ()))
        return Stood(one.id, number, one.span, one.verdict, one.is_denied, part_of, standing(saved), saved)

    whole = {one.id: placed(str(n), one) for n, one in enumerate(found, start=1)}
    count = 0
    for one in revisions:
        if one.action is Action.ADD_CLAIM and one.claim_id not in whole:
            count += 1
            whole[one.claim_id] = placed(f"A{count}", Found(one.claim_id, one.spans[0], None))

    def with_parts(one: Stood) -> Iterator[Stood]:
        yield one
        last = one.standing.last
        if last is not None and last.action is Action.SPLIT:
            places = parts(last)
            for place, id_ in places.items():
                if id_ not in list(places.values())[:place]:  # two parts may be given with the same words
                    piece = Found(id_, last.spans[place], None)
                    yield from with_parts(placed(f"{one.number}{_letter(place)}", piece, one.id))

    ordered = sorted(whole.values(), key=lambda one: (one.span.start, one.span.end))
    return tuple(each for one in ordered for each in with_parts(one))


def made_by_people(revisions: Iterable[Revision]) -> Mapping[str, Span]:
    """Return where each claim stands that a person ever added or split off, also those that are no more."""
    made: dict[str, Span] = {}
    for one in revisions:
        if one.action is Action.ADD_CLAIM:
            made[one.claim_id] = one.spans[0]
        elif one.action is Action.SPLIT:
            made |= {id_: one.spans[place] for place, id_ in parts(one).items()}
    return made


def _letter(place: int) -> str:
    """Return the letter of a part: a to z, then a number behind a point.

    >>> _letter(1), _letter(30)
    ('b', '.31')
    """
    return chr(ord("a") + place) if place < 26 else f".{place + 1}"
