"""What texts say about a claim: passages with their stance, earlier fact-checks, and quotations looked up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sourcier.core.findings import Caveat, Signal, Verdict
from sourcier.core.library import FactCheck, Passage
from sourcier.core.spans import Span


class VetoKind(StrEnum):
    """What a text must not differ in if it is to bear on a claim."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    PERSON = "person"
    NAME = "name"
    """An organisation, a work, a thing with a name of its own."""
    TOPIC = "topic"
    """What is spoken of, where it has no name of its own: hunting, nurses' pay."""
    POLARITY = "polarity"
    ROLE = "role"
    """Who does it and to whom it is done have changed places."""
    SCOPE = "scope"
    """One side speaks of a part of what the other speaks of: "certains", "généralistes", "presque"."""
    COMMITMENT = "commitment"
    """The text does not vouch for it: conditional, hearsay, somebody's words, a plan, a question, fiction."""


@dataclass(frozen=True, slots=True)
class Veto:
    """A difference that no likeness outweighs, with the words on both sides."""

    kind: VetoKind
    claim_side: str
    evidence_side: str


@dataclass(frozen=True, slots=True)
class PassageFinding:
    """One passage held against one claim."""

    id: str
    claim_id: str
    passage: Passage
    stance: Verdict
    """Supported, refuted, or not enough evidence; never conflicting."""
    scores: tuple[tuple[str, float], ...]
    """The model's calibrated probabilities: supported, refuted, not_enough_evidence."""
    clock: Literal["publication", "now"]
    statement: str
    """What the passage says of the claim, in a sentence of the article's language."""
    deciding: tuple[Span, ...] = ()
    """The words of the passage that decide, as spans of its text."""
    signals: tuple[Signal, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    """A passage with vetoes is shown, and decides nothing."""
    caveats: tuple[Caveat, ...] = ()
    copies: int = 0
    """Other documents of the same origin that the search found beside it."""
    copied_by: tuple[str, ...] = ()
    """Who published these, in the order of the alphabet; several of one publisher stand once."""


@dataclass(frozen=True, slots=True)
class FactCheckFinding:
    """One earlier fact-check held against one claim: is it the same claim?"""

    id: str
    claim_id: str
    factcheck: FactCheck
    probability: float
    """That it checks the same claim."""
    clock: Literal["publication", "now"]
    statement: str
    signals: tuple[Signal, ...] = ()
    """What agreed."""
    vetoes: tuple[Veto, ...] = ()
    """A fact-check with vetoes is of another claim: shown by `--explain` only."""
    rated: Verdict | None = None
    """The publisher's rating on our scale, where its words have one meaning; one finding among others."""


class QuoteStatus(StrEnum):
    """How a quotation stands to the texts of the library."""

    EXACT = "exact"
    ALTERED = "altered"
    TRUNCATED = "truncated"
    """Its words are there, but a part that changes the sense was cut."""
    MISATTRIBUTED = "misattributed"
    """The words are somebody else's."""
    NOT_FOUND = "not_found"


class QuoteTurn(StrEnum):
    """What the words around some words make of them, where they do not let them stand as the speaker's own."""

    DENIED = "denied"
    """« Je ne crois pas que … », "It is false that …"."""
    REPORTED = "reported"
    """The speaker only repeats what others say: « On dit que … »."""
    SUPPOSED = "supposed"
    """« Si je disais que … », "Suppose that …"."""
    ASKED = "asked"
    NOT_MEANT = "not_meant"
    """Irony that the speaker takes back: « … Soyons sérieux. »"""


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between a quotation and its source: words of each; either may be empty."""

    quoted: str
    original: str


@dataclass(frozen=True, slots=True)
class QuoteFinding:
    """One quotation of the article, looked up in the library."""

    id: str
    quote: Span
    """The quoted words in the article, marks left out."""
    speaker: str | None
    """Who is made to say it, as the article names them."""
    status: QuoteStatus
    clock: Literal["publication", "now"]
    statement: str
    passage: Passage | None = None
    """Where the words, or the nearest to them, stand; None when nothing is near."""
    found: Span | None = None
    """The matching words, as a span of the passage's text."""
    said_by: str | None = None
    """Who says them there, as the document names them."""
    edits: tuple[Edit, ...] = ()
    cut: str | None = None
    """For a truncated quotation: the words left out."""
    turn: QuoteTurn | None = None
    """For a truncated quotation: what the words left out make of the others; None where they only limit them."""
    is_same_speaker: bool | None = None
    """Whether the document and the article name one speaker; None where the names do not tell. Only a quotation with
    the same speaker can bear out the claim that somebody said it."""

    @property
    def verdict(self) -> Verdict:
        """What it alone says of the claim that its speaker said so: words cut short are not borne out."""
        if self.status is QuoteStatus.EXACT:
            return Verdict.SUPPORTED
        return Verdict.NOT_ENOUGH_EVIDENCE if self.status is QuoteStatus.NOT_FOUND else Verdict.CONFLICTING
