"""What the library holds: documents, the passages cut from them, and earlier fact-checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sourcier.core.article import Lang
from sourcier.core.spans import Anchor, Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows it."""

    span: Span
    level: int
    """1 for the document's own title."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text of the user's own: a page, a report, a note. `text` never changes once it is stored."""

    id: str
    """Of where it comes from and its text: the same page fetched twice and changed is two documents."""
    digest: str
    """SHA-256 of `text`."""
    text: str
    lang: Lang
    media_type: str
    """As it came: text/html, application/pdf, …"""
    location: str
    """Path, or archive and record, that the user gave; how to find the original again."""
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One to three sentences of a document: what search finds and what a verdict can rest on."""

    id: str
    document_id: str
    text: str
    anchor: Anchor
    """Where it stands in the document's text."""
    lang: Lang
    digest: str
    """SHA-256 of the document's text."""
    origin: str
    """Shared by copies: wire stories and near-duplicates have one, and an origin is counted once."""
    location: str
    heading: str | None = None
    title: str | None = None
    """The document's."""
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    """None: the document does not say; it then counts as known now, never as known at publication."""


@dataclass(frozen=True, slots=True)
class FactCheck:
    """An earlier fact-check, as its publisher declares it (schema.org ClaimReview)."""

    id: str
    claim: str
    """`claimReviewed`: the claim in the publisher's words."""
    rating: str
    """The publisher's own words: "Faux", "Half true". Never ours."""
    publisher: str
    lang: Lang
    url: str | None = None
    title: str | None = None
    """Of the article that checks it."""
    published: date | None = None
    claimant: str | None = None
    """Who is said to have claimed it."""
    claimed: date | None = None
    """When it was claimed."""
    rating_value: tuple[str, str, str] | None = None
    """Value, worst, best, as declared."""
    digest: str = ""
    """SHA-256 of the declaration as it came."""


@dataclass(frozen=True, slots=True)
class LibraryRef:
    """A library as it was used."""

    digest: str
    """Over the digests of all it holds, in order: the same documents give the same digest."""
    documents: int
    factchecks: int
    encoder: str
    """Name of what made the vectors."""
    encoder_digest: str
