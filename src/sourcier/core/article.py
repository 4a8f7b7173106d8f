"""An article as read: its text, fixed once, and what is known about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
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


HEADLINES = frozenset({BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.HEADING})
"""Blocks that leave out verbs, and tell in the present what has happened."""


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
    loose: int = 0
    """Characters behind the run in the text as it came that its last letter has taken in: loose accents."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the article's text lies in the text as it came. Segments are in order in both."""

    segments: tuple[Segment, ...]

    def to_original(self, span: Span) -> Span:
        """Return where a span of the article's text stands in the text as it came.

        An end that falls on a character of ours (a joining space) moves inwards to the nearest shared one. An end
        behind a letter whose accent came as a character of its own takes in the accent.
        """
        mapped = self._mapped(span, here=_start, there=_original_start)
        if len(mapped) == 0:
            return mapped
        last = self.segments[max(bisect_right(self.segments, span.end - 1, key=_start) - 1, 0)]
        return Span(mapped.start, mapped.end + (last.loose if span.end >= last.start + last.length else 0))

    def to_article(self, span: Span) -> Span:
        """Return where a span of the text as it came stands in the article's text."""
        return self._mapped(span, here=_original_start, there=_start)

    def _mapped(self, span: Span, *, here: Callable[[Segment], int], there: Callable[[Segment], int]) -> Span:
        if not self.segments:
            return Span(0, 0)

        def across(at: int, segment: Segment) -> int:
            return there(segment) + min(max(at - here(segment), 0), segment.length)

        number = max(bisect_right(self.segments, span.start, key=here) - 1, 0)
        first = self.segments[number]
        if span.start >= here(first) + first.length and number + 1 < len(self.segments):
            first = self.segments[number + 1]
        start = across(span.start, first)
        if len(span) == 0:
            return Span(start, start)
        last = self.segments[max(bisect_right(self.segments, span.end - 1, key=here) - 1, 0)]
        return Span(start, max(start, across(span.end, last)))


def _start(segment: Segment) -> int:
    return segment.start


def _original_start(segment: Segment) -> int:
    return segment.original_start


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
