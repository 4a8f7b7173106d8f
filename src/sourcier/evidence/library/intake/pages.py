"""Pages, PDF, DOCX, Markdown and text: one document each, and the fact-checks that a page declares."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sourcier.core.errors import SourcierError
from sourcier.evidence.library.intake.making import make_document
from sourcier.evidence.library.intake.records import Asked, Item, Taken
from sourcier.evidence.library.intake.reviews import from_page
from sourcier.ingest import from_bytes
from sourcier.ingest.sniffing import decode
from sourcier.ingest.sources import LIMIT, Content, load


def read_page(path: Path, asked: Asked, name: str) -> Iterator[Taken]:
    """Yield what one file gives. `name`, here and in the other formats: what the file is called for its reader."""
    try:
        content = load(path)
    except SourcierError as error:
        yield Taken(name, (error,))
        return
    yield take_page(content.body, asked, location=name)


def take_page(
    body: bytes,
    asked: Asked,
    *,
    location: str,
    url: str | None = None,
    content_type: str | None = None,
    published: date | None = None,
    seen: date | None = None,
    publisher: str | None = None,
    key: str | None = None,
) -> Taken:
    """Return what a page gives: its document, its fact-checks, or the error that says why neither.

    Args:
        body: As it was served or stored.
        asked: What the user says of everything that is added.
        location: Where it lies.
        url: The address it was served from.
        content_type: The header it was served with.
        published: Its day, as a collection declares it.
        seen: A day on which the page stood as it is here: it was published then or before.
        publisher: As a collection declares it.
        key: Known already to the caller, who has asked whether it was taken before.
    """
    if key is None:
        key = asked.key(body, location, url, published, seen, publisher)
        if asked.is_known(key):
            return Taken(location, (), key, is_known=True)
    items: list[Item] = []
    is_seen = False
    if b"ClaimReview" in body and len(body) <= LIMIT:
        items += _reviews(Content(body, location, url, content_type), asked)
    try:
        article = from_bytes(body, name=location, url=url, content_type=content_type, lang=asked.lang)
        days = [day for day in (article.published, seen) if day]
        day = published or asked.published or min(days, default=None)
        is_seen = not (published or asked.published) and day is not None and day != article.published
        items.append(make_document(article, location=location, asked=asked, publisher=publisher, published=day))
    except SourcierError as error:
        # A page that is there for its fact-check need have no text of its own.
        if not any(not isinstance(item, SourcierError) for item in items):
            items.append(error)
    return Taken(location, tuple(items), key, is_seen=is_seen)


def _reviews(content: Content, asked: Asked) -> list[Item]:
    try:
        page = decode(content, is_html=True)
    except SourcierError:
        return []  # reading its text says so
    return [*from_page(page, asked, location=content.name, url=content.url)]
