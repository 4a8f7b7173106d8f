"""What the reports show, in words: the terminal and the page lay out the same records."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Finding
from sourcier.core.testimony import FactCheckFinding, PassageFinding, QuoteFinding
from sourcier.dossier.report.context import Context
from sourcier.dossier.report.verdicts import is_denied
from sourcier.dossier.report.words import Words

MARKS = {"supported": "✓", "refuted": "✗", "conflicting": "≠", "not_enough_evidence": "?", "none": "·"}
"""The sign of each verdict, so that no reader needs the colour."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, marked or not."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a text comes from, as a reader would say it."""

    name: str
    day: str
    title: str
    url: str | None
    """Only http or https."""
    lang: Lang | None
    """None where it is the reader's own."""
    path: str = ""
    """Where a text without an address stands, as the user gave it: a file, an archive and its record."""
    quoted_title: str = ""
    """The title between quotation marks; empty where the name is the title already."""

    @property
    def line(self) -> str:
        """Name, title and day on one line."""
        return ", ".join(part for part in (self.name, self.quoted_title, self.day) if part)


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage held against a claim."""

    finding: PassageFinding
    status: str
    mark: str
    verdict: str
    pieces: tuple[Piece, ...]
    source: SourceView
    copies: str
    clock: str
    caveats: tuple[str, ...]
    differences: tuple[str, ...]
    """Why it decides nothing, where something keeps it from deciding."""


@dataclass(frozen=True, slots=True)
class FactCheckView:
    """One earlier fact-check of what a claim says."""

    finding: FactCheckFinding
    claim: str
    """The claim that was checked, in the publisher's words, quoted."""
    rating: str
    """The publisher's own words, quoted."""
    source: SourceView
    claimant: str
    clock: str
    differences: tuple[str, ...]
    """Why it is of another claim, where it is."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quotation looked up."""

    finding: QuoteFinding
    status: str
    mark: str
    verdict: str
    statement: str
    ours: tuple[Piece, ...]
    """The article's words, what differs marked."""
    theirs: tuple[Piece, ...]
    """The document's words, what differs or was cut marked; empty where nothing was found."""
    source: SourceView | None
    clock: str
    number: int
    """Its place in reading order, from 1."""
    claims: tuple[int, ...]
    """Numbers of the claims that it belongs to."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A row of a table with its value, as a reader would say it."""

    label: str
    """What the table measures."""
    about: str
    """What picks the row: entity and period."""
    value: str
    source: str
    """Publisher or issuer, and what the row cites."""
    url: str | None
    """Only http or https."""
    issued: str
    party: str
    note: str
    note_lang: str
    """The note's language where it is known not to be the reader's; else empty."""
    place: str
    """Pack, version and table."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One reading of a claim, run."""

    finding: Finding
    status: str
    mark: str
    verdict: str
    statement: str
    measure: str
    definition: str
    clock: str
    cells: tuple[CellView, ...]
    """The deciding one first."""
    arithmetic: str
    comparison: str
    members: tuple[str, ...]
    """Who is counted, by name; empty for anything but a count of members."""
    caveats: tuple[str, ...]
    probability: str
    """Empty for a reading that is as good as certain."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim, its verdict and what it rests on."""

    number: int
    """Its place in reading order, from 1."""
    claim: Claim
    words: str
    focus: str
    status: str
    """A verdict's value, or `none`: the name of a colour and of a filter."""
    mark: str
    verdict: str
    kind: str
    checkability: str
    speaker: str
    """Who says it, for a filter: the source's name, or the author."""
    says: str
    """Who says it and how firmly, as a sentence."""
    worth: str
    """Whether it is worth checking and why, as a sentence; empty where nothing stands out."""
    justification: str
    caveats: tuple[str, ...]
    notes: tuple[str, ...]
    findings: tuple[FindingView, ...]
    """The deciding one first."""
    considered: tuple[str, ...]
    links: tuple[str, ...]
    """Addresses that the article gives beside this sentence."""
    passages: tuple[PassageView, ...] = ()
    """Of the library: those that decide first."""
    factchecks: tuple[FactCheckView, ...] = ()
    """Earlier ones: those of the same claim first."""

    @property
    def css(self) -> str:
        """Names of classes: the status, and whether the article denies what it is about."""
        return f"{self.status} denied" if is_denied(self.claim) else self.status


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence of the ledger: the claims it carries, or why none."""

    number: int
    words: str
    claims: tuple[ClaimView, ...]
    reason: str
    """Empty when it carries claims."""
    slug: str
    why: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier in words."""

    dossier: Dossier
    context: Context
    say: Words
    title: str
    about: str
    """Byline, dates and publisher on one line."""
    url: str | None
    coverage: str
    counts: tuple[tuple[str, str], ...]
    """Status and counted words of each verdict that occurs, in order of weight."""
    clocks: str
    claims: tuple[ClaimView, ...]
    sentences: tuple[SentenceView, ...]
    issues: tuple[str, ...]
    quotes: tuple[QuoteView, ...] = ()
    """Quotations looked up in the library, in reading order."""
    library: str = ""
    """What the library held, on one line; empty where none was searched."""
