"""An article as read: its text, fixed once, and what is known about it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from sourcier.core.spans import Span

Lang = Literal["fr", "en"]


class BlockKind(StrEnum):
    """What a block of the page is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    BYLINE = "byline"
    """Author and date lines, signatures: not sentences."""
    LINK = "link"
    """A line that is only an address: not a sentence; the address is in `Article.links`."""
    FURNITURE = "furniture"
    """Navigation, "Lire aussi", labels: a sentence of the ledger with the reason `furniture`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text set apart on the page. Blocks are in order, never overlap, and white space parts them."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """An address given by the article, with the words it stands by."""

    url: str
    span: Span
    """The words that carry the link; for an address alone on its line, the sentence it follows."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters that stands alike in both texts."""

    start: int
    """Where the run starts in the article's text."""
    original_start: int
    """Where it starts in the text as it came."""
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the article's text lies in the text as it came. Segments are in order in both."""

    segments: tuple[Segment, ...]

    def to_original(self, span: Span) -> Span:
        """Return where a span of the article's text stands in the text as it came.

        An end that falls on a character of ours (a joining space) moves inwards to the nearest shared one.
        """
        return _mapped(span, [(s.start, s.original_start, s.length) for s in self.segments])

    def to_article(self, span: Span) -> Span:
        """Return where a span of the text as it came stands in the article's text."""
        return _mapped(span, [(s.original_start, s.start, s.length) for s in self.segments])


def _mapped(span: Span, runs: list[tuple[int, int, int]]) -> Span:
    if not runs:
        return Span(0, 0)
    starts = [run[0] for run in runs]
    first = max(bisect_right(starts, span.start) - 1, 0)
    here, there, length = runs[first]
    if span.start >= here + length and first + 1 < len(runs):
        here, there, length = runs[first + 1]
    start = there + min(max(span.start - here, 0), length)
    if len(span) == 0:
        return Span(start, start)
    here, there, length = runs[max(bisect_right(starts, span.end - 1) - 1, 0)]
    end = there + min(max(span.end - here, 0), length)
    return Span(start, max(start, end))


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `text` never changes after ingest: every offset of the dossier counts its code points."""

    id: str
    text: str
    digest: str
    """SHA-256 of `text`."""
    lang: Lang
    blocks: tuple[Block, ...]
    alignment: Alignment
    original: str
    """The text as it came: the file's own, or what was taken out of the page, PDF or DOCX."""
    media_type: str
    """text/plain, text/markdown, text/html, application/pdf or the DOCX type."""
    title: str | None = None
    byline: tuple[str, ...] = ()
    """The authors' names."""
    published: date | None = None
    updated: date | None = None
    publisher: str | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()
