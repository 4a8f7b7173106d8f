"""Sitemaps, indexes of sitemaps, and the sitemaps of news: addresses of pages, with their days where they are told.

https://www.sitemaps.org/protocol.html; https://www.google.com/schemas/sitemap-news/0.9. `lastmod` is the day of a
change, not of publication: it is not taken for one.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

from sourcier.ingest.containers.errors import DamagedArchive, UnsafeFeed
from sourcier.ingest.containers.packed import GZIP
from sourcier.ingest.errors import TooLarge

LARGEST = 64 * 1024**2
"""Bytes of one sitemap, unpacked; the protocol allows 50 MB."""
# Atomic and possessive: n comments could else be read in 2^n ways.
_START = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?>.{0,2000}?-->)\s*|<\?[^>]{0,500}>\s*)*+"
    rb"<(?:!DOCTYPE\s+)?(?:\w+:)?(?:urlset|sitemapindex)\b",
    re.DOTALL,
)
_PATHS = {
    "urlset url loc": "url",
    "urlset url news title": "title",
    "urlset url news publication_date": "published",
    "urlset url news publication name": "publisher",
    "urlset url news publication language": "lang",
    "sitemapindex sitemap loc": "sitemap",
}
_LONGEST = 4096
"""Characters of an address or a name."""
_CHUNK = 65536


Listed = dict[str, str]
"""What a sitemap says of a page (`url`; of news also `title`, `published`, `publisher`, `lang`), or an index of a
sitemap (`sitemap`); as it is written."""


def is_sitemap(head: bytes) -> bool:
    """Say whether some bytes start as a sitemap or an index of sitemaps does.

    >>> is_sitemap(b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    True
    """
    return bool(_START.match(head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")[:8192]))


def read_sitemap(body: bytes, name: str) -> Iterator[Listed]:
    """Yield what a sitemap lists, as it is read; it may lie packed.

    Raises:
        UnsafeFeed: It declares a document type.
        DamagedArchive: It breaks off, or is no sitemap. What stands before is yielded.
        TooLarge: It unpacks to more than a sitemap may have.
    """
    packed = BytesIO(body)
    file = gzip.GzipFile(fileobj=packed) if body.startswith(GZIP) else packed
    reader = _Reader(name)
    size = 0
    try:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST:
                raise TooLarge(f"{name} is larger than {LARGEST // 1024**2} MB", source=name)
            yield from reader.feed(chunk)
        yield from reader.feed(b"", is_last=True)
    except (OSError, EOFError, zlib.error) as error:
        raise reader.broken(error) from error
    if not reader.is_sitemap:
        raise DamagedArchive.at(name, "no sitemap")


class _Reader:
    """Gathers what stands at the places of a sitemap that are read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._path: list[str] = []
        self._words: list[str] = []
        self._told: dict[str, str] = {}
        self._done: list[Listed] = []
        self._count = 0
        self.is_sitemap = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words.append

    def feed(self, chunk: bytes, *, is_last: bool = False) -> Iterator[Listed]:
        """Read a piece of the file, and yield what it has told in full."""
        wrong: Exception | None = None
        try:
            self._parser.Parse(chunk, is_last)
        except UnsafeFeed as error:
            wrong = error
        except (expat.ExpatError, LookupError, ValueError) as error:  # the last two of an encoding that is not known
            wrong = self.broken(error)
        done, self._done = self._done, []
        self._count += len(done)
        yield from done
        if wrong:
            raise wrong

    def broken(self, error: Exception) -> DamagedArchive:
        """Return the error for a sitemap that cannot be read to its end."""
        return DamagedArchive.at(self._name, f"breaks off behind {self._count + len(self._done)} addresses: {error}")

    def _refuse(self, *_: object) -> None:
        raise UnsafeFeed.at(self._name)

    def _start(self, tag: str, _: object) -> None:
        self._path.append(tag.rpartition(" ")[2])
        self._words.clear()
        if len(self._path) == 1:
            self.is_sitemap = self._path[0] in {"urlset", "sitemapindex"}

    def _end(self, _: str) -> None:
        # Deeper than any place that is read the path is not even put together.
        if len(self._path) <= 5 and (place := _PATHS.get(" ".join(self._path))):
            self._told.setdefault(place, "".join(self._words).strip()[:_LONGEST])
        self._path.pop()
        self._words.clear()
        if len(self._path) == 1:
            if self._told:
                self._done.append(self._told)
            self._told = {}
