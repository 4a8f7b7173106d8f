"""Claims, who is made to say them, and the ledger in which no sentence is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sourcier.core.ids import make_id
from sourcier.core.language import Mention, Quantity, TimeInterval
from sourcier.core.spans import Anchor, Span


class ClaimKind(StrEnum):
    """What sort of statement a claim is (ANNOTATION.md, Kinds)."""

    QUANTITY = "quantity"
    EVENT = "event"
    STATE = "state"
    COMPARISON = "comparison"
    CAUSE = "cause"
    QUOTE = "quote"
    PREDICTION = "prediction"


class Commitment(StrEnum):
    """How far the author stands behind a claim."""

    ASSERTS = "asserts"
    HEDGES = "hedges"
    REPORTS = "reports"
    DENIES = "denies"


class Polarity(StrEnum):
    """Whether a negation bears on the claim."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Checkability(StrEnum):
    """Whether evidence could settle it."""

    CHECKABLE = "checkable"
    NEEDS_CONTEXT = "needs_context"
    NOT_YET = "not_yet"
    NOT_CHECKABLE = "not_checkable"


class Reason(StrEnum):
    """Why a sentence carries no claim."""

    QUESTION = "question"
    EXHORTATION = "exhortation"
    OPINION = "opinion"
    HYPOTHETICAL = "hypothetical"
    VAGUE = "vague"
    PERSONAL = "personal"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Source:
    """Who is made to say a claim."""

    kind: Literal["author", "named", "unnamed"]
    name: str
    """`author`, `unnamed`, or the source as the text names it ("Isabelle Lasserre, Le Figaro")."""
    span: Span | None = None
    """The words that name it, where the text has them."""
    cue: Span | None = None
    """The words of saying: "a déclaré", "selon"; of a claim that is no quote, those that deny or leave it unsaid."""
    entity_id: str | None = None


AUTHOR = Source(kind="author", name="author")
UNNAMED = Source(kind="unnamed", name="unnamed")


@dataclass(frozen=True, slots=True)
class WorthReason:
    """One term of a claim's worth: what speaks for checking it, or against."""

    name: str
    """What it is: "figure", "first_person", or "subject" for what the words are about."""
    contribution: float
    """In log-odds; above 0 it speaks for checking."""
    words: tuple[str, ...] = ()
    """The words that show it, as written; for a subject, those that moved it most."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The smallest statement that evidence could bear on by itself."""

    id: str
    article_id: str
    sentence_id: str
    span: Span
    anchor: Anchor
    focus: Span
    """The words that make it checkable: the figure, the date, the name, the quoted words."""
    kind: ClaimKind
    source: Source
    commitment: Commitment
    polarity: Polarity
    checkability: Checkability
    worth: float
    """0 to 1: would a reader or an editor want it checked?"""
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeInterval, ...] = ()
    entities: tuple[Mention, ...] = ()
    is_presupposed: bool = False
    """A question, a condition or a rebuttal takes it for granted."""
    lemmas: tuple[str, ...] = ()
    """Lower-case lemmas of the claim's content words, in order: what matching reads."""
    context: tuple[str, ...] = ()
    """Lower-case lemmas of the content words that govern the claim outside its span (the main clause of "dont …")."""
    worth_reasons: tuple[WorthReason, ...] = ()
    """What its worth rests on, largest first; empty where nothing stands out."""

    @property
    def is_contradicted(self) -> bool:
        """Say whether its source holds the contrary of its words: P in "the minister denies that P"."""
        told = self.source.kind != "author" and self.source.cue is not None
        return told and self.polarity is Polarity.NEGATIVE

    @property
    def is_unsaid(self) -> bool:
        """Say whether nobody is made to say it: P in "he never said that P", "nothing suggests that P"."""
        told = self.source.kind == "unnamed" and self.source.cue is not None
        return told and self.commitment is Commitment.HEDGES

    @staticmethod
    def key(article_id: str, kind: ClaimKind, span: Span, focus: Span) -> str:
        """Return the id of a claim: where it stands and what it is, nothing about how it was found."""
        return make_id("clm", article_id, kind, span.start, span.end, focus.start, focus.end)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One sentence: its claims, or the reason for having none. Exactly one of the two is given."""

    sentence_id: str
    claim_ids: tuple[str, ...] = ()
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if bool(self.claim_ids) == (self.reason is not None):
            raise ValueError(f"{self.sentence_id}: claims or a reason, one of the two")


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every sentence of the article, in order."""

    entries: tuple[LedgerEntry, ...]

    @property
    def with_claims(self) -> int:
        """How many sentences carry claims."""
        return sum(bool(entry.claim_ids) for entry in self.entries)

    def reasons(self) -> dict[Reason, int]:
        """Count the sentences without a claim by their reason, commonest first."""
        return _counted(entry.reason for entry in self.entries if entry.reason is not None)


def _counted(reasons: Iterable[Reason]) -> dict[Reason, int]:
    counts: dict[Reason, int] = {}
    for reason in reasons:
        counts[reason] = counts.get(reason, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
