"""From an item to its bytes, and to its article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sourcier.app.corpus.inputs.records import Item
from sourcier.core.article import Article, Lang
from sourcier.ingest import from_bytes
from sourcier.ingest.pages import Facts
from sourcier.ingest.sources import check, load

if TYPE_CHECKING:  # named in annotations only: the HTTP client is imported when there is an address to fetch
    from sourcier.ingest.fetching import Session


def loaded(item: Item, *, session: Session | None = None) -> Item:
    """Return the item with its bytes: its file is read, its address fetched, where it has none yet.

    Args:
        item: What holds an article.
        session: What fetches; the usual one when None.

    Raises:
        SourcierError: The file or page cannot be had, is empty, or is too large.
    """
    if item.body is not None:
        return item
    if item.path is not None:
        return replace(item, body=load(item.path).body)
    from sourcier.ingest.fetching import Session

    content = check((session or Session()).fetch(item.url or ""))
    return replace(item, body=content.body, url=content.url, content_type=content.content_type)


def body_of(item: Item) -> bytes:
    """Return the bytes of an item, to know it again by. Raises what `loaded` raises."""
    return loaded(item).body or b""


def read_item(item: Item, *, published: date | None = None, lang: Lang | None = None) -> Article:
    """Return the article of an item, opened or fetched where it was not `loaded`.

    The day that the item gives goes before the page's own. Its title, byline, publisher, day of the
    last update and language are for what the
    page leaves unsaid, as a page knows itself better than a table of pages does.

    Args:
        item: What holds an article.
        published: The day of publication, where neither the item nor the page gives it.
        lang: The language, where it should not be guessed.

    Raises:
        SourcierError: One class for each thing that can be wrong; see `sourcier.ingest.errors`.
    """
    item = loaded(item)
    return from_bytes(
        item.body or b"",
        name=item.name,
        url=item.url,
        content_type=item.content_type,
        published=item.published,
        lang=lang,
        known=Facts(
            title=item.title,
            byline=item.byline,
            publisher=item.publisher,
            published=published,
            updated=item.updated,
            lang=item.lang,
        ),
    )
