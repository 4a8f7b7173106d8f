"""From an article as it was read to a document of the library."""

from __future__ import annotations

from datetime import date

from sourcier.core.article import Article, Block, BlockKind, Lang
from sourcier.core.ids import digest, make_id
from sourcier.core.library import Document, Heading
from sourcier.core.spans import Span
from sourcier.evidence.library.intake.records import Asked
from sourcier.ingest.errors import EmptyText

_AROUND = frozenset({BlockKind.FURNITURE, BlockKind.BYLINE, BlockKind.LINK})
"""What stands on a page and says nothing: "Lire aussi" with another article's headline would pass for evidence."""
_LEVELS = {BlockKind.TITLE: 1, BlockKind.HEADING: 2}


def make_document(
    article: Article,
    *,
    location: str,
    asked: Asked,
    publisher: str | None = None,
    published: date | None = None,
    title: str | None = None,
) -> Document:
    """Return the document of an article: its words without what stands around them.

    Paragraphs are parted by a blank line, items of one list and rows of one table by a line end.

    Args:
        article: As `sourcier.ingest` reads it.
        location: Where it lies.
        asked: What the user says of everything that is added.
        publisher: As the record itself declares it.
        published: As the record itself declares it.
        title: As the record itself declares it.

    Raises:
        EmptyText: Nothing but furniture is left.
    """
    text, headings = _text(article)
    if sum(len(heading.span) for heading in headings) + 2 * max(len(headings) - 1, 0) == len(text):
        raise EmptyText(f"{location} has no words to read but a title", source=location)
    hashed = digest(text)
    return Document(
        id=make_id("doc", article.url or location, hashed),
        digest=hashed,
        text=text,
        lang=article.lang,
        media_type=article.media_type,
        location=location,
        title=title or article.title,
        url=article.url,
        publisher=publisher or asked.publisher or article.publisher,
        published=published or asked.published or article.published,
        headings=headings,
    )


def _text(article: Article) -> tuple[str, tuple[Heading, ...]]:
    pieces: list[str] = []
    headings: list[Heading] = []
    length = 0
    last: Block | None = None
    for block in article.blocks:
        if block.kind in _AROUND:
            continue
        words = block.span.of(article.text)
        if last:
            both = last.kind is BlockKind.LIST_ITEM and block.kind is BlockKind.LIST_ITEM
            pieces.append("\n" if both else "\n\n")
            length += len(pieces[-1])
        if level := _LEVELS.get(block.kind):
            headings.append(Heading(Span(length, length + len(words)), level))
        pieces.append(words)
        length += len(words)
        last = block
    return "".join(pieces), tuple(headings)


def guess_lang(words: str, declared: str | None) -> Lang | None:
    """Return the language of a few words; None when they are of another one than French or English.

    Args:
        words: A claim, with its title and rating where it has them.
        declared: A language tag that came with them: it decides when it names one.

    >>> guess_lang("Une vidéo montre le préfet dans la rue", None), guess_lang("Un video muestra al alcalde", "es-ES")
    ('fr', None)
    """
    from sourcier.ingest.languages import likely_lang  # noqa: PLC0415

    code = (declared or "").strip().lower()[:2] or likely_lang(words)
    if code == "fr":
        return "fr"
    return "en" if code == "en" else None
