"""A page to an article: repair, layout, then the text fixed once with its blocks, links and alignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from sourcier.core.article import Article, Block, BlockKind, Lang, Link
from sourcier.core.ids import digest, make_id
from sourcier.core.spans import Span, trimmed
from sourcier.ingest.errors import EmptyText, TooLarge
from sourcier.ingest.head.datelines import Dateline
from sourcier.ingest.head.dates import date_in_address
from sourcier.ingest.head.layout import Gathered, mark_edges, settle
from sourcier.ingest.languages import find_lang
from sourcier.ingest.pages import Anchored, Facts, Page, Passage
from sourcier.ingest.repair.passages import find_passages, rejoined
from sourcier.ingest.strands import Places, aligned, joined

LONGEST = 1_000_000
"""Characters of one article: what spaCy takes in one piece, and a book of five hundred pages."""
_SENTENCE_START = re.compile(
    r"(?<=[.!?…])[\"'»”’)\u00a0\u202f ]{0,6}?\s{1,3}(?=[«“\"'(\[]?[\s\u00a0\u202f]?[A-ZÀ-ÞŒ0-9])"
)
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:M|MM|Mme|Mlle|Dr|Pr|St|Ste|Mr|Mrs|Ms|Gen|Col|Lt|Sen|Gov|No|cf|p))\.$")
_PROSE = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.STANDFIRST}
UNTOLD = Facts()


def assemble(page: Page, *, published: date | None, lang: Lang | None, name: str, known: Facts = UNTOLD) -> Article:
    """Return the article of a page.

    Args:
        page: The text as it came, with what its format says.
        published: The day of publication, where the caller knows it.
        lang: The language, where the caller knows it.
        name: What to call the source in an error.
        known: What is told of it elsewhere, as by the columns of a table: for what the page itself leaves unsaid.

    Raises:
        EmptyText: The page has no letter.
        TooLarge: It is no article but a shelf.
        UnsupportedLanguage: It is neither French nor English.
    """
    if len(page.original) > LONGEST:
        raise TooLarge(f"{name} has {len(page.original)} characters of text; at most {LONGEST} are read", source=name)
    passages = find_passages(page)
    edged, gathered = mark_edges(passages.items)
    items, filed = settle(rejoined(edged, passages.vocabulary))
    whole = joined((item.strand for item in items), "\n\n")
    text = whole.text
    if not any(letter.isalnum() for letter in text):
        raise EmptyText(f"{name} has no words to read", source=name)
    blocks = _blocks(items)
    facts = page.facts
    url = facts.url or gathered.url
    title = facts.title or known.title
    title = title or next((block.span.of(text) for block in blocks if block.kind is BlockKind.TITLE), None)
    hashed = digest(text)
    published = published or _published(page, gathered, filed, url) or known.published
    return Article(
        id=make_id("art", url, hashed),
        text=text,
        digest=hashed,
        lang=lang or find_lang(text, facts.lang or known.lang),
        blocks=blocks,
        alignment=aligned(whole, page.original),
        original=page.original,
        media_type=page.media_type,
        title=title,
        byline=gathered.names or (filed.names if filed else ()) or facts.byline or known.byline,
        published=published,
        updated=gathered.updated or facts.updated or _told_later(known.updated, published),
        publisher=_publisher(facts.publisher, known.publisher, publisher_of(url)),
        url=url,
        links=tuple(
            link for link in _links(text, blocks, items, passages.links, Places.of(whole)) if link.url != gathered.url
        ),
    )


def _published(page: Page, gathered: Gathered, filed: Dateline | None, url: str | None) -> date | None:
    """Return the day of publication: metadata, the byline, the dateline, the address, and last one found in the page.

    The day on which a file was made is none: a print from an archive carries the day of printing.
    """
    in_address = date_in_address(url) if url else None
    return (
        page.facts.published or gathered.published or (filed.day if filed else None) or in_address or page.facts.guessed
    )


def _told_later(updated: date | None, published: date | None) -> date | None:
    """Return the day of an update that is told elsewhere; none where it lies before the publication."""
    return None if updated and published and updated < published else updated


def _publisher(said: str | None, known: str | None, host: str | None) -> str | None:
    """Return the name of a publisher: one that is but the host of the address is for want of a better."""
    is_host = said is not None and said.casefold() == host
    return (known if is_host else None) or said or known or host


def publisher_of(url: str | None) -> str | None:
    """Return the host of an address as a publisher's name.

    >>> publisher_of("https://www.journal.example/a.html")
    'journal.example'
    """
    if not url:
        return None
    try:
        host = urlsplit(url if "://" in url else f"https://{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _blocks(items: Sequence[Passage]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    at = 0
    for item in items:
        blocks.append(Block(item.kind or BlockKind.PARAGRAPH, Span(at, at + len(item.strand))))
        at += len(item.strand) + 2
    return tuple(blocks)


def _links(
    text: str, blocks: Sequence[Block], items: Sequence[Passage], anchored: Sequence[Anchored], places: Places
) -> tuple[Link, ...]:
    """Return the links in reading order: on their words, or on the sentence that an address alone follows."""
    found = [
        Link(link.url, span)
        for link in anchored
        if (place := places.find(link.span)) and len(span := trimmed(place, text))
    ]
    prose: Block | None = None
    for block, item in zip(blocks, items, strict=True):
        if item.urls:
            span = last_sentence(text, prose.span) if prose else block.span
            found += [Link(url, span) for url in item.urls]
        elif block.kind in _PROSE:
            prose = block
    return tuple(sorted(dict.fromkeys(found), key=lambda link: (link.span, link.url)))


def last_sentence(text: str, span: Span) -> Span:
    """Return the last sentence of a paragraph, by its punctuation.

    >>> text = "Ils ont parlé. M. Roy est parti."
    >>> last_sentence(text, Span(0, len(text))).of(text)
    'M. Roy est parti.'
    """
    start = span.start
    for match in _SENTENCE_START.finditer(text, span.start, span.end):
        if not _ABBREVIATION.search(text, max(span.start, match.start() - 6), match.start()):
            start = match.end()
    return trimmed(Span(start, span.end), text)
