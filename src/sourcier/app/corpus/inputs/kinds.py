"""What kind of input a file is: by its name, else by its first bytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sourcier.app.corpus.inputs.addresses import check_listing, read_listing
from sourcier.app.corpus.inputs.crawls import read_crawl
from sourcier.app.corpus.inputs.delimited import check_table, read_table
from sourcier.app.corpus.inputs.jsonlines import check_lines, read_lines
from sourcier.app.corpus.inputs.parquet import check_parquet, read_parquet
from sourcier.app.corpus.inputs.records import Asked, Expanded, Item
from sourcier.app.corpus.inputs.sitemaps import is_sitemap
from sourcier.ingest.containers.feeds import is_feed
from sourcier.ingest.containers.packed import open_packed
from sourcier.ingest.errors import TooLarge
from sourcier.ingest.sources import LIMIT

_HEAD = 8192


def _nothing(_path: Path, _asked: Asked, _name: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Kind:
    """How files of one kind are read, and looked at before anything is."""

    read: Callable[[Path, Asked, str], Iterator[Expanded]]
    check: Callable[[Path, Asked, str], None] = _nothing
    is_listing: bool = False
    """It lists pages to fetch: read only where it is named itself."""


def _read_article(path: Path, _asked: Asked, name: str) -> Iterator[Expanded]:
    yield Item(name, name, path=path)


def _read_packed(path: Path, _asked: Asked, name: str) -> Iterator[Expanded]:
    with open_packed(path) as file:
        body = file.read(LIMIT + 1)
    if len(body) > LIMIT:
        raise TooLarge(f"{name} unpacks to more than {LIMIT // 1024**2} MB", source=name, limit=LIMIT)
    yield Item(name, name.removesuffix(".gz"), body=body)


_ARTICLE = Kind(_read_article)
_PACKED = Kind(_read_packed)
_LINES = Kind(read_lines, check_lines)
_TABLE = Kind(read_table, check_table)
_PARQUET = Kind(read_parquet, check_parquet)
_CRAWL = Kind(read_crawl)
_LISTING = Kind(read_listing, check_listing, is_listing=True)
_ARTICLES = (".html", ".htm", ".xhtml", ".pdf", ".docx", ".md", ".markdown", ".mdown", ".txt", ".text")
_STREAMS = {
    ".jsonl": _LINES,
    ".ndjson": _LINES,
    ".csv": _TABLE,
    ".tsv": _TABLE,
    ".tab": _TABLE,
    ".warc": _CRAWL,
    ".wet": _CRAWL,
    ".xml": _LISTING,
}
"""What may lie packed by gzip."""
_KINDS = {
    **_STREAMS,
    **dict.fromkeys((".parquet", ".pq"), _PARQUET),
    **dict.fromkeys((".rss", ".atom", ".rdf"), _LISTING),
    **dict.fromkeys(_ARTICLES, _ARTICLE),
}


def kind_of(path: Path) -> Kind | None:
    """Return the kind of a file by its name; None where that says nothing.

    >>> kind_of(Path("a/news.CSV.gz")) is kind_of(Path("b.csv")), kind_of(Path("photo.jpg"))
    (True, None)
    """
    ending = path.suffix.lower()
    if ending != ".gz":
        return _KINDS.get(ending)
    inner = Path(path.stem).suffix.lower()
    return _STREAMS.get(inner) or (_PACKED if inner in _ARTICLES else None)


def kind_by_start(path: Path) -> Kind:
    """Return the kind of a file whose name says nothing, by its first bytes; an article where these do not either."""
    try:
        with open_packed(path) as file:
            head = file.read(_HEAD)
    except (OSError, EOFError, zlib.error):
        return _ARTICLE
    if head.startswith(b"WARC/"):
        return _CRAWL
    if head.startswith(b"PAR1"):
        return _PARQUET
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _LINES
    return _LISTING if is_sitemap(head) or is_feed(head) else _ARTICLE
