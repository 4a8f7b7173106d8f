"""What the page shows of a claim: its mark in the text and its card, with what people decided where they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcier.core.spans import Span
from sourcier.dossier.report.records import ClaimView, DossierView
from sourcier.dossier.report.words import Words


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One decision in words."""

    status: str
    """The verdict's value, or `none`."""
    mark: str
    what: str
    """The newsroom's word and ours, or ours alone: "Faux (contredit)"; "verdict non publié"."""
    signed: str
    """By whom and when."""
    reason: str
    """Empty where it is not told."""


@dataclass(frozen=True, slots=True)
class BroughtView:
    """Evidence that a person added."""

    status: str
    mark: str
    stance: str
    """What it says of the claim; empty where left open."""
    passage: str
    """Quoted; empty where there is only an address."""
    title: str
    url: str | None
    """Only http or https."""
    signed: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecidedView:
    """Where a claim stands after people's decisions, in words."""

    say: Words
    """The words around it."""
    colon: str
    heading: str
    outcomes: tuple[OutcomeView, ...]
    """The decision that stands; those that differ, where it is disputed; none where nobody decided."""
    is_disputed: bool
    program: OutcomeView | None
    """What the program says, unsigned; None where it says nothing or nothing is to be published."""
    whole: str
    """Number of the claim that it is a part of; empty for any other."""
    parts: tuple[str, ...]
    """Numbers of the claims that it was split into."""
    added: tuple[OutcomeView, ...]
    """Who added it and why: several where they added the same words."""
    evidence: tuple[BroughtView, ...]
    earlier: tuple[OutcomeView, ...]
    """Decisions that stand no more, the latest first."""
    shows_grounds: bool
    """What the program found is shown; not of a claim that was dismissed or whose verdict is withheld."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as the page has it."""

    number: str
    span: Span
    words: str
    """Quoted."""
    status: str
    """What it counts as: the name of a filter."""
    css: str
    mark: str
    heading: str
    aside: str
    """Behind the heading; often empty."""
    label: str
    """Of its mark in the text, for who does not see it."""
    shown: ClaimView | None
    """None for a claim that a person added, and for a part."""
    decided: DecidedView | None = None
    """None where no person had to do with it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What people's decisions make of a page."""

    entries: Sequence[Entry]
    """In reading order, parts behind what was split."""
    counts: tuple[tuple[str, str], ...]
    """Status and counted words of each that occurs."""
    line: str
    """How many were decided, and by whom."""
    how: str
    """How to read it."""
    after: Markup
    """A section behind the article."""


def found_entries(shown: DossierView) -> tuple[Entry, ...]:
    """Return the program's claims as it alone says."""
    return tuple(found_entry(one) for one in shown.claims)


def found_entry(one: ClaimView, aside: str = "") -> Entry:
    """Return a claim that nobody decided."""
    return Entry(
        number=str(one.number),
        span=one.claim.span,
        words=one.words,
        status=one.status,
        css=one.css,
        mark=one.mark,
        heading=one.verdict,
        aside=aside,
        label=one.verdict,
        shown=one,
    )
