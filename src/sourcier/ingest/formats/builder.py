"""Building the text of a structured page, HTML or DOCX, block by block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcier.core.article import BlockKind
from sourcier.core.spans import Span
from sourcier.ingest.pages import Anchored, Facts, Page, Part

_GAP = "\n\n"
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
"""Plain white space; no-break spaces stay."""


@dataclass(slots=True)
class PageBuilder:
    """Gathers blocks of words, and the links in them, into a page. White space is joined as browsers do."""

    _text: list[str] = field(default_factory=list)
    _length: int = 0
    _parts: list[Part] = field(default_factory=list)
    _links: list[Anchored] = field(default_factory=list)
    _block: list[str] = field(default_factory=list)
    _size: int = 0
    _kind: BlockKind | None = None
    _pending: list[tuple[str, int, int]] = field(default_factory=list)

    def open_block(self, kind: BlockKind | None) -> None:
        """Close the block at hand and start another."""
        self.close_block()
        self._kind = kind

    def add(self, words: str | None, url: str | None = None) -> None:
        """Add words to the block at hand, with the address they carry."""
        if not words:
            return
        joined = _BLANKS.sub(" ", words)
        if (not self._size or self._block[-1].endswith(" ")) and joined.startswith(" "):
            joined = joined[1:]
        if not joined:
            return
        if url:
            self._pending.append((url, self._size, self._size + len(joined)))
        self._block.append(joined)
        self._size += len(joined)

    @property
    def block(self) -> str:
        """The words of the block at hand."""
        return "".join(self._block)

    @property
    def has_title(self) -> bool:
        """A block of the page is its title already."""
        return any(part.kind is BlockKind.TITLE for part in self._parts)

    def close_block(self) -> None:
        """Put the block at hand into the page, unless it is empty."""
        words = self.block.rstrip()
        if words:
            start = self._length + (len(_GAP) if self._parts else 0)
            self._text.append(words)
            self._length = start + len(words)
            self._parts.append(Part(Span(start, self._length), self._kind, is_flowing=False))
            self._links += [
                Anchored(url, Span(start + first, start + min(last, len(words))))
                for url, first, last in self._pending
                if first < min(last, len(words))
            ]
        self._block, self._size, self._kind, self._pending = [], 0, None, []

    def page(self, media_type: str, facts: Facts) -> Page:
        """Return the page."""
        self.close_block()
        return Page(_GAP.join(self._text), media_type, tuple(self._parts), tuple(self._links), facts)
