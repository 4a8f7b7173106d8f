"""RSS and Atom: the text that each entry carries, and on demand the page that it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

from sourcier.core.errors import SourcierError
from sourcier.evidence.library.intake.errors import BadRecord, DamagedArchive, UnsafeFeed
from sourcier.evidence.library.intake.making import make_document
from sourcier.evidence.library.intake.pages import take_page
from sourcier.evidence.library.intake.records import Asked, Taken
from sourcier.ingest import from_text
from sourcier.ingest.sources import load

_START = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*|<\?[^>]{0,500}>\s*|<!DOCTYPE[^>\[]{0,500}>\s*)*"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_MOST_ENTRIES = 10_000
_BREAKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "section", "pre"}
)
_ITEMS = frozenset({"li", "tr"})
_SILENT = frozenset({"script", "style", "template", "iframe"})


def is_feed(head: bytes) -> bool:
    """Say whether some bytes start as an RSS or Atom feed does.

    >>> is_feed(b'<?xml version="1.0"?> <feed xmlns="http://www.w3.org/2005/Atom">'), is_feed(b"<html><body>")
    (True, False)
    """
    return bool(_START.match(head.removeprefix(b"\xef\xbb\xbf")[:8192]))


def read_feed(path: Path, asked: Asked, name: str) -> Iterator[Taken]:
    """Yield what each entry of a feed in a file gives."""
    try:
        body = load(path).body
    except SourcierError as error:
        yield Taken(name, (error,))
        return
    yield from take_feed(body, asked, name)


def take_feed(body: bytes, asked: Asked, name: str) -> Iterator[Taken]:
    """Yield what each entry of a feed gives: its own text, or its page where that is asked for."""
    import feedparser  # noqa: PLC0415 - only feeds need it

    if _ENTITY.search(body.replace(b"\x00", b"")):
        yield Taken(name, (UnsafeFeed.at(name),))
        return
    # As a stream: a text or bytes would be tried as an address and as a path first.
    try:
        feed = feedparser.parse(BytesIO(body))
    except (ValueError, LookupError, RecursionError, AssertionError) as error:
        yield Taken(name, (DamagedArchive.at(name, f"no feed that can be read: {error}"),))
        return
    if not feed.entries:
        yield Taken(name, (DamagedArchive.at(name, "no entry of a feed in it"),))
    publisher = asked.publisher or _line(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries[:_MOST_ENTRIES], 1):
        url = _line(entry.get("link"))
        url = url if url and url.startswith(("http://", "https://")) else None
        location = f"{name}#{url or f'entry={number}'}"
        if asked.follow and url:
            yield _page(url, asked, location, _day(entry), publisher)
        else:
            yield _entry(entry, asked, location, url, publisher)


def _page(url: str, asked: Asked, location: str, published: date | None, publisher: str | None) -> Taken:
    from sourcier.ingest.fetching import Session  # noqa: PLC0415 - the HTTP client takes a while to import

    try:
        content = (asked.session or Session()).fetch(url)
    except SourcierError as error:
        return Taken(location, (error,))
    return take_page(
        content.body,
        asked,
        location=location,
        url=content.url,
        content_type=content.content_type,
        published=published,
        publisher=publisher,
    )


def _entry(entry: Any, asked: Asked, location: str, url: str | None, publisher: str | None) -> Taken:
    said = [str(one.get("value") or "") for one in entry.get("content") or ()] + [str(entry.get("summary") or "")]
    written = max(said, key=len)
    title, published = _line(entry.get("title")), _day(entry)
    key = asked.key(written, location, title, published, publisher)
    if asked.is_known(key):
        return Taken(location, (), key, is_known=True)
    try:
        text = plain(written)
        if not text:
            raise BadRecord.at(location, "an entry without a text of its own; --follow fetches the pages")
        article = from_text(text, lang=asked.lang, title=title, url=url, name=location)
        document = make_document(
            article, location=location, asked=asked, publisher=publisher, published=published, title=title
        )
    except SourcierError as error:
        return Taken(location, (error,), key)
    return Taken(location, (document,), key)


def _day(entry: Any) -> date | None:
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return date(*stamp[:3]) if stamp else None
    except (ValueError, TypeError):
        return None


def _line(value: Any) -> str | None:
    return " ".join(plain(str(value)).split()) or None if value else None


def plain(written: str) -> str:
    r"""Return the words of a little HTML: paragraphs and items each a block, items behind a dash.

    >>> plain("<p>Un mot.</p><ul><li>a</li><li>b &amp; c</li></ul>")
    'Un mot.\n\n- a\n\n- b & c'
    """
    reader = _Words()
    reader.feed(written.encode("utf-8", "replace").decode())
    reader.close()
    blocks = ("\n".join(line for line in map(_squeezed, block.split("\v")) if line) for block in reader.text())
    return "\n\n".join(block for block in blocks if block not in {"", "-"})


def _squeezed(line: str) -> str:
    return " ".join(line.split())


class _Words(HTMLParser):
    """Gathers the words between tags. A form feed parts blocks, a vertical tab lines: no shown text has them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._silent: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as it is called
        if tag in _SILENT and not self._silent:
            self._silent = tag
        self._part(tag)
        if tag in _ITEMS:
            self._pieces.append("\f- ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        self._part(tag)
        if tag in _ITEMS:
            self._pieces.append("\f")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append(data.replace("\f", " ").replace("\v", " "))

    def _part(self, tag: str) -> None:
        if tag in _BREAKS:
            self._pieces.append("\f")
        elif tag == "br":
            self._pieces.append("\v")

    def text(self) -> list[str]:
        """Return the blocks gathered."""
        return "".join(self._pieces).split("\f")
