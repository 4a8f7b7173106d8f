"""What people decide about a dossier: appended with author, time and reason, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from sourcier.core.findings import Verdict
from sourcier.core.ids import make_id
from sourcier.core.spans import Anchor, Span


class Action(StrEnum):
    """What a person did."""

    CONFIRM = "confirm"
    """The verdict stands."""
    CHANGE = "change"
    """Another verdict stands."""
    WITHHOLD = "withhold"
    """No verdict is to be published."""
    DISMISS = "dismiss"
    """The claim is none."""
    SPLIT = "split"
    """The claim is several: the spans of its parts."""
    ADD_CLAIM = "add_claim"
    """Words that the machine passed over are a claim: their span."""
    ADD_EVIDENCE = "add_evidence"
    """A link or a passage bears on the claim."""


@dataclass(frozen=True, slots=True)
class AddedEvidence:
    """Evidence that a person found: a link, a passage, or both."""

    url: str | None
    title: str | None
    passage: str | None
    stance: Verdict | None
    """What it says of the claim, by whoever added it; None where left open."""

    def __post_init__(self) -> None:
        if not (self.url or self.passage):
            raise ValueError("evidence needs a link or a passage")


@dataclass(frozen=True, slots=True)
class Revision:
    """One decision of one person about one claim."""

    id: str
    article_id: str
    claim_id: str
    """Of the dossier, or of a claim that a person added."""
    action: Action
    reason: str
    author: str
    at: datetime
    """When it was saved, in UTC."""
    seen: str | None = None
    """The claim's last revision that the author had before him; another one since then is a conflict to show."""
    verdict: Verdict | None = None
    rating: str | None = None
    """The newsroom's own label."""
    spans: tuple[Span, ...] = ()
    """Of the claim added, or of the parts of one that is split."""
    anchors: tuple[Anchor, ...] = ()
    """The same places with the words around them."""
    evidence: AddedEvidence | None = None

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None or self.at.utcoffset():
            raise ValueError("a revision's time is UTC")
        if not self.reason.strip():
            raise ValueError("a revision needs a reason")
        if (self.action in {Action.CONFIRM, Action.CHANGE}) != (self.verdict is not None):
            raise ValueError(f"{self.action}: a verdict goes with a confirmation or a change, and with these only")
        if bool(self.spans) != (self.action in {Action.SPLIT, Action.ADD_CLAIM}):
            raise ValueError(f"{self.action}: spans go with a claim added or split, and with these only")
        if (self.evidence is not None) != (self.action is Action.ADD_EVIDENCE):
            raise ValueError(f"{self.action}: evidence goes with {Action.ADD_EVIDENCE}, and with it only")

    @staticmethod
    def key(article_id: str, claim_id: str, action: Action, author: str, at: datetime, reason: str) -> str:
        """Return the id of a revision: who did what to which claim, when and why."""
        return make_id("rev", article_id, claim_id, action, author, at.isoformat(), reason)


State = Literal["open", "decided", "withheld", "dismissed", "split"]
"""Where the examination of a claim stands."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands after its revisions."""

    verdict: Verdict | None
    """The last that a person gave; None where nobody did, or where it is withheld."""
    rating: str | None
    is_withheld: bool
    is_dismissed: bool
    last: Revision | None
    """The last decision, evidence aside."""
    conflicts: tuple[tuple[Revision, Revision], ...]
    """Decisions that differ, the second taken without sight of the first."""

    @property
    def state(self) -> State:
        """Where the claim's examination stands."""
        if self.last is None:
            return "open"
        if self.last.action is Action.SPLIT:
            return "split"
        if self.is_dismissed:
            return "dismissed"
        return "withheld" if self.is_withheld else "decided"

    @property
    def rivals(self) -> tuple[Revision, ...]:
        """The decision that stands and those that it was taken without sight of and differs from, as they were saved.

        None where nothing is in dispute: a decision taken in sight of those that differ settles between them.
        """
        found: dict[str, Revision] = {}
        for before, after in self.conflicts:
            if after == self.last:
                found |= {before.id: before}
        return (*found.values(), self.last) if found and self.last else ()

    @property
    def is_disputed(self) -> bool:
        """Whether the decision that stands was taken without sight of another one that differs."""
        return bool(self.rivals)


DECIDING = frozenset({Action.CONFIRM, Action.CHANGE, Action.WITHHOLD, Action.DISMISS, Action.SPLIT})


def standing(revisions: Iterable[Revision]) -> Standing:
    """Return where a claim stands.

    Args:
        revisions: Those of one claim, in the order in which they were saved.
    """
    deciding = [one for one in revisions if one.action in DECIDING]
    last = deciding[-1] if deciding else None
    places = {one.id: at for at, one in enumerate(deciding)}
    conflicts = tuple(
        (before, after)
        for at, after in enumerate(deciding)
        for before in deciding[places.get(after.seen or "", -1) + 1 : at]  # all that its author did not have before him
        if _outcome(before) != _outcome(after)
    )
    return Standing(
        verdict=last.verdict if last else None,
        rating=last.rating if last else None,
        is_withheld=last is not None and last.action is Action.WITHHOLD,
        is_dismissed=last is not None and last.action in {Action.DISMISS, Action.SPLIT},
        last=last,
        conflicts=conflicts,
    )


def _outcome(revision: Revision) -> tuple[object, ...]:
    kept = Action.CONFIRM if revision.action is Action.CHANGE else revision.action
    return kept, revision.verdict, revision.rating, revision.spans


def added_key(article_id: str, span: Span, *, part_of: str | None = None) -> str:
    """Return the id of a claim that a person added, or of a part of the claim that was split."""
    return make_id("add", article_id, span.start, span.end, part_of)
