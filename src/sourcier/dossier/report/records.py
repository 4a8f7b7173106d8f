"""What the reports show, in words: the terminal and the page lay out the same records."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.core.claims import Claim
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Finding
from sourcier.dossier.report.context import Context
from sourcier.dossier.report.testimony import FactCheckView, PassageView, QuoteView
from sourcier.dossier.report.words import Words

MARKS = {"supported": "✓", "refuted": "✗", "conflicting": "≠", "not_enough_evidence": "?", "none": "·"}
"""The sign of each verdict, so that no reader needs the colour."""


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
