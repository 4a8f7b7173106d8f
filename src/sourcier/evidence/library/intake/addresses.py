"""What lies at an address: a page, a feed, or a file of one of the other formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from sourcier.core.errors import SourcierError
from sourcier.evidence.library.intake.feeds import take_feed
from sourcier.evidence.library.intake.pages import take_page
from sourcier.evidence.library.intake.records import Asked, Taken
from sourcier.ingest.containers.feeds import is_feed

LARGEST = 1024**3
"""Bytes of a collection that is fetched: above that a file is fetched by other means, and added from the disk."""
_PATIENCE_S = 1800.0

Reader = Callable[[Path, Asked, str], Iterator[Taken]]


def read_address(url: str, asked: Asked, collection: Reader | None) -> Iterator[Taken]:
    """Yield what an address gives, fetched through the guarded session of `sourcier.ingest`.

    Args:
        url: An http(s) address.
        asked: What the user says of everything that is added.
        collection: What reads the file, where the address names one of many documents (.warc.gz, .jsonl, .zim, …).
    """
    from sourcier.ingest.fetching import Session  # noqa: PLC0415 - the HTTP client takes a while to import

    large = Session(limit=LARGEST, deadline_s=_PATIENCE_S) if collection else Session()
    try:
        content = (asked.session or large).fetch(url)
    except SourcierError as error:
        yield Taken(url, (error,))
        return
    if collection:
        with TemporaryDirectory(prefix="sourcier-library-") as folder:
            path = Path(folder) / "fetched"
            path.write_bytes(content.body)
            del content
            yield from collection(path, asked, url)
    elif is_feed(content.body):
        yield from take_feed(content.body, asked, url)
    else:
        yield take_page(content.body, asked, location=url, url=content.url or url, content_type=content.content_type)


def path_of(url: str) -> str:
    """Return the path of an address, to tell by its ending what it names; empty when it is no address.

    >>> path_of("https://example.org/crawl/part-1.warc.gz?version=2")
    '/crawl/part-1.warc.gz'
    """
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
