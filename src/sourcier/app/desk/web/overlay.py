"""What people decided, laid over an edition: where each claim stands, and what they added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sourcier.app.desk.store.decisions import revisions_of
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.web.addresses import claim_path
from sourcier.app.desk.web.editions import Edition, Excerpt, LaidClaim
from sourcier.core.findings import Verdict
from sourcier.core.keeping import Kept
from sourcier.core.revisions import Action, Revision, Standing, standing
from sourcier.core.spans import Span
from sourcier.dossier.exports.decisions import parts
from sourcier.dossier.report.records import MARKS

State = Literal["open", "decided", "withheld", "dismissed", "split"]

_OPEN = standing(())


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A claim as the desk has it: the program's, added by a person, or a part of one that was split."""

    id: str
    number: str
    """ "12"; "A1" for one that a person added; "12a" for a part of claim 12."""
    span: Span
    laid: LaidClaim | None
    """None where a person added it."""
    words: str
    """As the article has them."""
    excerpt: Excerpt
    part_of: str | None
    standing: Standing
    revisions: tuple[Revision, ...]
    path: str

    @property
    def kind(self) -> str:
        """Kind of the claim; empty where a person added it."""
        return self.laid.kind if self.laid else ""

    @property
    def state(self) -> State:
        """Where its examination stands."""
        last = self.standing.last
        if last is None:
            return "open"
        if last.action is Action.SPLIT:
            return "split"
        if self.standing.is_dismissed:
            return "dismissed"
        return "withheld" if self.standing.is_withheld else "decided"

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that counts: a person's before the program's; None where there is none, or it is withheld."""
        if self.standing.last is not None:
            return self.standing.verdict
        return self.laid.verdict if self.laid else None

    @property
    def status(self) -> str:
        """Name of the verdict's colour and of its filter."""
        return str(self.verdict) if self.verdict else "none"

    @property
    def sign(self) -> str:
        """Sign of the verdict, for who does not see the colour."""
        return MARKS[self.status]

    @property
    def awaits(self) -> bool:
        """Whether somebody is to examine it: the program took a verdict on it, or a person added it."""
        return self.state == "open" and (self.laid is None or self.laid.verdict is not None)

    @property
    def is_disputed(self) -> bool:
        """Whether what stands was decided without sight of another decision that differs."""
        return any(after == self.standing.last for _, after in self.standing.conflicts)

    @property
    def css(self) -> str:
        """Names of classes of its marks."""
        names = [self.status, f"k-{self.kind or 'added'}", f"is-{self.state}"]
        if self.awaits:
            names.append("awaits")
        return " ".join([*names, "is-disputed"] if self.is_disputed else names)

    @property
    def seen(self) -> str:
        """Id of the last decision, for the form: what its author has before him."""
        return self.standing.last.id if self.standing.last else ""

    def known(self, seen: str) -> str | None:
        """Return the id of a decision that a form says was on its page; None where this claim has none such."""
        return seen if any(one.id == seen for one in self.revisions) else None

    def verdict_at(self, seen: str | None) -> Verdict | None:
        """Return the verdict that counted on a page whose last decision was this one, the program's before any."""
        last = next((one for one in self.revisions if one.id == seen), None)
        if last is not None:
            return last.verdict
        return self.laid.verdict if self.laid else None

    @property
    def evidence(self) -> tuple[Revision, ...]:
        """What people added to weigh."""
        return tuple(one for one in self.revisions if one.evidence is not None)


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """The claims of an edition as they stand."""

    subjects: tuple[Subject, ...]
    """In reading order."""
    revisions: tuple[Revision, ...]
    """All, in the order of saving; some may be about claims that this edition has no more."""

    def find(self, claim_id: str) -> Subject | None:
        """Return a claim by its id."""
        return next((one for one in self.subjects if one.id == claim_id), None)

    def whole_of(self, claim_id: str) -> Subject | None:
        """Return the claim that was once split into one that is no more, since it was decided anew as a whole."""
        splits = (one for one in self.revisions if one.action is Action.SPLIT)
        split = next((one for one in splits if claim_id in parts(one).values()), None)
        return self.find(split.claim_id) if split else None

    @property
    def decided(self) -> int:
        """How many have been examined."""
        return sum(one.state != "open" for one in self.subjects)

    @property
    def asked(self) -> int:
        """How many there are to examine, those examined among them: the list of dossiers counts alike."""
        return self.decided + sum(one.awaits for one in self.subjects)

    @property
    def disputed(self) -> int:
        """How many await somebody who settles between two decisions."""
        return sum(one.is_disputed for one in self.subjects)

    def counts(self) -> Mapping[str, int]:
        """Return how many claims have each verdict; those taken out or withheld are not counted."""
        found = Counter(one.status for one in self.subjects if one.state not in {"dismissed", "split", "withheld"})
        return {status: found[status] for status in MARKS}

    def beside(self, subject: Subject) -> tuple[Subject | None, Subject | None]:
        """Return the claims before and behind one."""
        at = self.subjects.index(subject)
        before = self.subjects[at - 1] if at else None
        return before, self.subjects[at + 1] if at + 1 < len(self.subjects) else None

    @property
    def unsigned(self) -> int:
        """How many nobody examined because the program could say nothing about them."""
        return sum(one.state == "open" and not one.awaits for one in self.subjects)

    def next_open(self, after: Subject | None = None) -> Subject | None:
        """Return the next claim to examine, from the start again behind the last one.

        Those that the program took a verdict on, or a person added, come before those it could say nothing about. The
        script of the page goes by the same two classes.
        """
        at = self.subjects.index(after) + 1 if after in self.subjects else 0
        ordered = [one for one in (*self.subjects[at:], *self.subjects[:at]) if one.state == "open" and one != after]
        return next((one for one in ordered if one.awaits), next(iter(ordered), None))


_OVERLAYS: Kept[tuple[Store, Edition, int], Overlay] = Kept(most=50_000, weigh=lambda one: len(one.subjects) + 50)
"""Kept by their claims."""


def overlay_of(store: Store, edition: Edition, last: int) -> Overlay:
    """Return the claims of an edition as they stand after their last decision; kept by its number."""
    return _OVERLAYS.get((store, edition, last), lambda: laid_over(edition, revisions_of(store, edition.article.id)))


def laid_over(edition: Edition, revisions: Sequence[Revision]) -> Overlay:
    """Return the claims of an edition after some decisions, in the order in which they were saved."""
    about: dict[str, list[Revision]] = {}
    for one in revisions:
        about.setdefault(one.claim_id, []).append(one)
    stand = {claim_id: standing(saved) for claim_id, saved in about.items()}

    def subject(id_: str, name: str, span: Span, laid: LaidClaim | None, part_of: str | None) -> Subject:
        return Subject(
            id=id_,
            number=name,
            span=span,
            laid=laid,
            words=span.of(edition.article.text),
            excerpt=laid.excerpt if laid else edition.excerpt(span),
            part_of=part_of,
            standing=stand.get(id_, _OPEN),
            revisions=tuple(about.get(id_, ())),
            path=claim_path(edition.article.id, id_),
        )

    found = {one.id: subject(one.id, one.number, one.span, one, None) for one in edition.claims}
    count = 0
    for one in revisions:
        if one.action is Action.ADD_CLAIM and one.claim_id not in found:
            count += 1
            found[one.claim_id] = subject(one.claim_id, f"A{count}", one.spans[0], None, None)
        elif one.action is Action.SPLIT and one.claim_id in found and stand[one.claim_id].last == one:
            for place, id_ in parts(one).items():
                name = f"{found[one.claim_id].number}{_letter(place)}"
                found[id_] = subject(id_, name, one.spans[place], None, one.claim_id)
    ordered = sorted(found.values(), key=lambda one: (one.span.start, one.span.end))
    return Overlay(tuple(ordered), tuple(revisions))


def _letter(place: int) -> str:
    """Return the letter of a part: a to z, then a number behind a point.

    >>> _letter(1), _letter(30)
    ('b', '.31')
    """
    return chr(ord("a") + place) if place < 26 else f".{place + 1}"
