"""RSS and Atom: the text that each entry carries, and on demand the page that it links to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sourcier.core.errors import SourcierError
from sourcier.evidence.library.intake.making import make_document
from sourcier.evidence.library.intake.pages import take_page
from sourcier.evidence.library.intake.records import Asked, Taken
from sourcier.ingest import from_text
from sourcier.ingest.containers.errors import BadRecord
from sourcier.ingest.containers.feeds import Entry, parse_feed
from sourcier.ingest.formats.snippets import plain
from sourcier.ingest.sources import load


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
    try:
        feed = parse_feed(body, name)
    except SourcierError as error:
        yield Taken(name, (error,))
        return
    publisher = asked.publisher or feed.title
    for entry in feed.entries:
        location = f"{name}#{entry.url or f'entry={entry.number}'}"
        if asked.follow and entry.url:
            yield _page(entry.url, asked, location, entry.published or entry.updated, publisher)
        else:
            yield _entry(entry, asked, location, publisher)


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


def _entry(entry: Entry, asked: Asked, location: str, publisher: str | None) -> Taken:
    published = entry.published or entry.updated
    key = asked.key(entry.written, location, entry.title, published, publisher)
    if asked.is_known(key):
        return Taken(location, (), key, is_known=True)
    try:
        text = plain(entry.written)
        if not text:
            raise BadRecord.at(location, "an entry without a text of its own; --follow fetches the pages")
        article = from_text(text, lang=asked.lang, title=entry.title, url=entry.url, name=location)
        document = make_document(
            article, location=location, asked=asked, publisher=publisher, published=published, title=entry.title
        )
    except SourcierError as error:
        return Taken(location, (error,), key)
    return Taken(location, (document,), key)
