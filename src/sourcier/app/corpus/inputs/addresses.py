"""Inputs on the web and files that list addresses: sitemaps and feeds, and pages that are named themselves."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from time import sleep
from urllib.parse import urlsplit

from sourcier.app.corpus.inputs.columns import Found
from sourcier.app.corpus.inputs.records import Asked, Expanded, Failed, Item, Skipped
from sourcier.app.corpus.inputs.rows import item_of
from sourcier.app.corpus.inputs.sitemaps import LARGEST, Listed, is_sitemap, read_sitemap
from sourcier.core.errors import SourcierError
from sourcier.ingest.containers.errors import BadRecord, DamagedArchive
from sourcier.ingest.containers.feeds import is_feed, parse_feed
from sourcier.ingest.containers.packed import GZIP
from sourcier.ingest.errors import NotAnArticlePage, TooLarge, UnsupportedMediaType
from sourcier.ingest.formats.prose import is_prose
from sourcier.ingest.formats.snippets import plain
from sourcier.ingest.sources import LIMIT, Content, check

_COLLECTIONS = (".jsonl", ".ndjson", ".csv", ".tsv", ".tab", ".parquet", ".pq", ".warc", ".zip", ".tar")
_MOST_SITEMAPS = 50_000
"""Sitemaps that one input may lead to; the protocol allows as many in one index."""
PAUSE_S = 1.0
"""Between two sitemaps of an index, as between two pages of a host."""
_HEAD = 8192
_DEEPEST = 3
"""Indexes in indexes; the protocol allows none."""
_PAGE = Found("url", tuple((name, name) for name in ("url", "title", "publisher", "published", "lang")))


def check_address(url: str) -> None:
    """Refuse what is fetched by other means. Raises UnsupportedMediaType."""
    try:
        path = PurePosixPath(urlsplit(url).path.lower().removesuffix(".gz"))
    except ValueError:
        return  # fetching it says so
    if path.suffix in _COLLECTIONS:
        raise UnsupportedMediaType(
            f"{url} is a collection: fetch it first, as with curl -O, and name the file", source=url, found=path.suffix
        )


def read_address(url: str, asked: Asked) -> Iterator[Expanded]:
    """Yield what lies at an address: the pages of a sitemap or feed, or the page itself."""
    try:
        content = _fetched(url, asked)
        if _is_listed(content.body):
            yield from _listed(content.body, url, _Sitemaps(asked))
        elif is_feed(content.body):
            yield from read_entries(content.body, url)
        elif len(content.body) > LIMIT:
            raise TooLarge(f"{url} is larger than {LIMIT // 1024**2} MB", source=url, limit=LIMIT)
        else:
            check(content)
            yield Item(url, url, body=content.body, url=content.url, content_type=content.content_type)
    except SourcierError as error:
        yield Failed.of(url, error)


def check_listing(path: Path, _asked: Asked, name: str) -> None:
    """Look at the start of a file. Raises UnsupportedMediaType for XML of another kind."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not (_is_listed(head) or is_feed(head)):
        raise UnsupportedMediaType(f"{name} is neither a sitemap nor a feed", source=name, found="XML")


def read_listing(path: Path, asked: Asked, name: str) -> Iterator[Expanded]:
    """Yield the pages that a sitemap or a feed in a file lists."""
    check_listing(path, asked, name)
    with path.open("rb") as file:
        body = file.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise TooLarge(f"{name} is larger than {LARGEST // 1024**2} MB", source=name)
    yield from _listed(body, name, _Sitemaps(asked)) if _is_listed(body) else read_entries(body, name)


def read_entries(body: bytes, name: str) -> Iterator[Expanded]:
    """Yield the page that each entry of a feed links to; of an entry without a link the text that it carries.

    The page is what its readers see and what others link to; what a feed carries of it is often cut, and nothing in it
    says whether.
    """
    if len(body) > LIMIT:
        raise TooLarge(f"{name} is larger than {LIMIT // 1024**2} MB", source=name, limit=LIMIT)
    for entry in parse_feed(body, name).entries:
        if entry.url:
            yield Item(entry.url, entry.url, url=entry.url, title=entry.title, published=entry.published)
            continue
        locator = f"{name}#entry={entry.number}"
        text = plain(entry.written)
        if not text:
            yield Failed.of(locator, BadRecord.at(locator, "an entry with neither a link nor a text"))
        elif not is_prose(text.splitlines()):
            said = f"{locator} has neither a link nor a sentence: no article"
            yield Failed.of(locator, NotAnArticlePage(said, source=locator))
        else:
            yield Item(
                locator,
                locator,
                body=text.encode(),
                content_type="text/plain; charset=utf-8",
                title=entry.title,
                published=entry.published,
            )


class _Sitemaps:
    """The sitemaps that one input leads to, each read once."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.seen: set[str] = set()


def _listed(body: bytes, name: str, sitemaps: _Sitemaps, depth: int = 0) -> Iterator[Expanded]:
    """Yield the pages of a sitemap, and of those that it leads to, in the order in which they stand."""
    sitemaps.seen.add(name)
    try:
        for number, told in enumerate(read_sitemap(body, name), 1):
            if "sitemap" in told:
                yield from _further(told["sitemap"], name, sitemaps, depth + 1)
            else:
                yield _page(told, f"{name}#url={number}")
    except SourcierError as error:
        yield Failed.of(name, error)


def _further(url: str, name: str, sitemaps: _Sitemaps, depth: int) -> Iterator[Expanded]:
    if url in sitemaps.seen:
        yield Skipped(name, "folder-loop", f"{name}: leads to {url}, which was read already")
        return
    try:
        if depth > _DEEPEST or len(sitemaps.seen) >= _MOST_SITEMAPS:
            raise TooLarge(f"{url} is not read: {name} leads to too many sitemaps, or too deep", source=url)
        if not url.lower().startswith(("http://", "https://")):
            raise BadRecord.at(name, f"{url[:80]!r} is no http(s) address of a sitemap")
        sleep(PAUSE_S)
        body = _fetched(url, sitemaps.asked).body
        if not _is_listed(body):
            raise DamagedArchive.at(url, "no sitemap")
    except SourcierError as error:
        sitemaps.seen.add(url)
        yield Failed.of(f"{name}#{url}", error)  # by its place: its address may be that of a page
        return
    yield from _listed(body, url, sitemaps, depth)


def _page(told: Listed, place: str) -> Item | Failed:
    """Return the item of a page, found again by its address."""
    item = item_of(told, _PAGE, place)
    return replace(item, locator=item.url, name=item.url) if isinstance(item, Item) and item.url else item


def _is_listed(body: bytes) -> bool:
    if not body.startswith(GZIP):
        return is_sitemap(body[:_HEAD])
    try:
        return is_sitemap(zlib.decompressobj(wbits=31).decompress(body[:_HEAD], _HEAD))
    except zlib.error:
        return False


def _fetched(url: str, asked: Asked) -> Content:
    from sourcier.ingest.fetching import Session

    return replace(asked.session or Session(), limit=LARGEST).fetch(url)
