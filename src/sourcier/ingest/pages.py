"""What a reader of one format hands over: the text as it came, cut where the format cuts it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from sourcier.core.article import BlockKind
from sourcier.core.spans import Span
from sourcier.ingest.strands import Strand


@dataclass(frozen=True, slots=True)
class Anchored:
    """An address and the words that carry it, as a span of the text as it came."""

    url: str
    span: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """What the format itself says about the article, beside its text. All optional."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    guessed: date | None = None
    """A day found by searching the whole page: a last resort for the date of publication."""
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the text as it came that the format sets apart."""

    span: Span
    kind: BlockKind | None = None
    """None: not said by the format."""
    is_flowing: bool = True
    """Line ends inside it may be the printer's: they are judged. Otherwise they are part of the text."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its format gives it."""

    original: str
    media_type: str
    parts: tuple[Part, ...]
    links: tuple[Anchored, ...] = ()
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A paragraph under repair: its words, what it is once that is known, what its marks said."""

    strand: Strand
    kind: BlockKind | None = None
    is_strong: bool = False
    """All of it was set in bold or italics."""
    ends_page: bool = False
    """A page break follows it."""
    urls: tuple[str, ...] = ()
    """The addresses on a line that holds nothing else."""

    @property
    def text(self) -> str:
        """The words."""
        return self.strand.text

    def of_kind(self, kind: BlockKind) -> Passage:
        """Return the passage once it is known what it is."""
        return replace(self, kind=kind)
