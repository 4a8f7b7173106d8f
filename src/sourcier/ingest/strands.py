"""A text that remembers, character by character, where it comes from."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from sourcier.core.article import Alignment, Segment
from sourcier.core.spans import Span

OURS = -1
"""The origin of a character that the text as it came does not have."""


@dataclass(frozen=True, slots=True, eq=False)
class Strand:
    """Some text and, for each of its characters, the offset it had in the text as it came.

    Repairs cut strands and put them together; whatever they do, the alignment can be read off at the end.
    """

    text: str = ""
    origins: array[int] = field(default_factory=lambda: array("q"))

    @classmethod
    def of(cls, original: str, span: Span) -> Strand:
        """Return a piece of the text as it came."""
        return cls(span.of(original), array("q", range(span.start, span.end)))

    @classmethod
    def ours(cls, text: str) -> Strand:
        """Return a text that we add: a joining space."""
        return cls(text, array("q", [OURS]) * len(text))

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: Strand) -> Strand:
        return Strand(self.text + other.text, self.origins + other.origins)

    def cut(self, start: int, end: int | None = None) -> Strand:
        """Return the part between two positions."""
        return Strand(self.text[start:end], self.origins[start:end])

    def stripped(self) -> Strand:
        """Return the strand without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def edited(self, edits: Iterable[tuple[Span, str]]) -> Strand:
        """Return the strand with some spans replaced by a text of ours, mostly "" or a space.

        Args:
            edits: Spans in order that do not overlap, each with what replaces it.

        >>> Strand.of("gouver-nement", Span(0, 13)).edited([(Span(6, 7), "")]).text
        'gouvernement'
        """
        pieces: list[Strand] = []
        at = 0
        for span, replacement in edits:
            pieces.append(self.cut(at, span.start))
            if replacement:
                pieces.append(Strand.ours(replacement))
            at = span.end
        return joined([*pieces, self.cut(at)]) if pieces else self

    def reach(self) -> Span | None:
        """Return the span of the text as it came from the first to the last character kept; None without any."""
        kept = [origin for origin in self.origins if origin != OURS]
        return Span(kept[0], kept[-1] + 1) if kept else None


def joined(strands: Iterable[Strand], by: str = "") -> Strand:
    """Return strands put end to end, with a text of ours between them."""
    texts: list[str] = []
    origins = array("q")
    for strand in strands:
        if texts:
            origins.extend([OURS] * len(by))
        texts.append(strand.text)
        origins.extend(strand.origins)
    return Strand(by.join(texts), origins)


@dataclass(frozen=True, slots=True)
class Places:
    """Where characters of the text as it came stand in a strand: `Alignment.to_article`, made for many questions."""

    origins: tuple[int, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, strand: Strand) -> Places:
        """Gather the places of a strand's shared characters."""
        shared = [(origin, at) for at, origin in enumerate(strand.origins) if origin != OURS]
        return cls(tuple(origin for origin, _ in shared), tuple(at for _, at in shared))

    def find(self, span: Span) -> Span | None:
        """Return where the characters of a span stand; None when none of them was kept."""
        first = bisect_left(self.origins, span.start)
        last = bisect_left(self.origins, span.end) - 1
        return Span(self.places[first], self.places[last] + 1) if first <= last else None


def _loose_accents(text: str, start: int, end: int) -> int:
    """Return how many accents stand loose from a position on.

    >>> _loose_accents("a\u0300 la", 1, 5)
    1
    """
    at = start
    while at < end and unicodedata.combining(text[at]):
        at += 1
    return at - start


def aligned(strand: Strand, original: str) -> Alignment:
    """Return the runs of characters that a strand shares with the text as it came.

    >>> came = "un mot"
    >>> for segment in aligned(Strand.of(came, Span(0, 2)) + Strand.of(came, Span(3, 6)), came).segments:
    ...     print(segment.start, segment.original_start, segment.length)
    0 0 2
    2 3 3
    """
    segments: list[Segment] = []
    start = 0
    origins = strand.origins
    for at in range(1, len(origins) + 1):
        if at < len(origins) and origins[start] != OURS and origins[at] == origins[start] + at - start:
            continue
        if origins[start] != OURS:
            behind = origins[start] + at - start
            following = origins[at] if at < len(origins) and origins[at] != OURS else len(original)
            segments.append(Segment(start, origins[start], at - start, _loose_accents(original, behind, following)))
        start = at
    return Alignment(tuple(segments))
