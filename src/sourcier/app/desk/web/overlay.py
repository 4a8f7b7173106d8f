"""What people decided, laid over an edition: where each claim stands, and what they added."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourcier.app.desk.store.decisions import revisions_of
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.web.addresses import claim_path
from sourcier.app.desk.web.editions import Edition, Excerpt, LaidClaim
from sourcier.core.findings import Verdict
from sourcier.core.keeping import Kept
from sourcier.core.revisions import Action, Revision, State
from sourcier.dossier.exports.deciding import SIGNS
from sourcier.dossier.exports.decisions import parts
from sourcier.dossier.exports.deeds import deeds
from sourcier.dossier.exports.standing import Found, Stood, denied_css, stood
from sourcier.dossier.report.records import MARKS
from sourcier.dossier.report.verdicts import DENIAL_TELLS


@dataclass(frozen=True, slots=True, eq=False)
class Subject(Stood):
    """A claim as the desk has it: the program's, added by a person, or a part of one that was split."""

    laid: LaidClaim | None
    """None where a person added it."""
    words: str
    """As the article has them."""
    excerpt: Excerpt
    path: str

    @property
    def kind(self) -> str:
        """Kind of the claim; empty where a person added it."""
        return self.laid.kind if self.laid else ""

    @property
    def state(self) -> State:
        """Where its examination stands."""
        return self.standing.state

    @property
    def status(self) -> str:
        """Name of the verdict's colour and of its filter: none while two decisions differ, as in the report."""
        return str(self.verdict) if self.verdict and not self.is_disputed else "none"

    @property
    def sign(self) -> str:
        """Sign of what it counts as, for who does not see the colour."""
        return SIGNS[self.counts_as]

    @property
    def awaits(self) -> bool:
        """Whether somebody is to examine it: the program took a verdict on it, or a person added it."""
        return self.state == "open" and (self.laid is None or self.laid.verdict is not None)

    @property
    def css(self) -> str:
        """Names of classes of its marks."""
        status = f"{self.status}{denied_css(self.status, is_denied=self.is_denied)}"
        names = [status, f"k-{self.kind or 'added'}", f"is-{self.state}"]
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
    deeds: Mapping[str, str]
    """What each decision did, by its id: the key of its words."""

    def find(self, claim_id: str) -> Subject | None:
        """Return a claim by its id."""
        return next((one for one in self.subjects if one.id == claim_id), None)

    def whole_of(self, claim_id: str) -> Subject | None:
        """Return the claim that was once split into one that is no more, since it was decided anew as a whole."""
        splits = (one for one in self.revisions if one.action is Action.SPLIT)
        split = next((one for one in splits if claim_id in parts(one).values()), None)
        return self.find(split.claim_id) if split else None

    def wholes(self, subject: Subject) -> tuple[Subject, ...]:
        """Return the claims that one is a part of, the nearest first: what was found about them bears on it too."""
        found: list[Subject] = []
        while (whole := self.find((found[-1] if found else subject).part_of or "")) is not None:
            found.append(whole)
        return tuple(found)

    @property
    def decided(self) -> int:
        """How many have been examined."""
        return sum(one.state != "open" for one in self.subjects)

    @property
    def asked(self) -> int:
        """How many the page lists, those taken out among them: the list of dossiers and the terminal count alike."""
        return len(self.subjects)

    @property
    def disputed(self) -> int:
        """How many await somebody who settles between two decisions."""
        return sum(one.is_disputed for one in self.subjects)

    def counts(self) -> Mapping[str, int]:
        """Return how many claims have each verdict; those taken out, withheld or disputed are not counted."""
        found = Counter(one.counts_as for one in self.subjects)
        return {status: found[status] for status in MARKS}

    def denied(self) -> Mapping[str, int]:
        """Return how many claims of a verdict the article itself denies, where that tells more than the verdict."""
        found = Counter(one.counts_as for one in self.subjects if one.is_denied)
        return {f"denied_{status}": found[status] for status in sorted(DENIAL_TELLS)}

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
    laid = {one.id: one for one in edition.claims}
    subjects = tuple(
        Subject(
            **{each.name: getattr(one, each.name) for each in dataclasses.fields(Stood)},
            laid=laid.get(one.id),
            words=one.span.of(edition.article.text),
            excerpt=laid[one.id].excerpt if one.id in laid else edition.excerpt(one.span),
            path=claim_path(edition.article.id, one.id),
        )
        for one in stood((Found(one.id, one.span, one.verdict, one.is_denied) for one in edition.claims), revisions)
    )
    done = deeds(revisions, {one.id: one.verdict for one in edition.claims})
    return Overlay(subjects, tuple(revisions), done)
