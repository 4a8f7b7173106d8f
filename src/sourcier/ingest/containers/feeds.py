"""RSS and Atom: what each entry says of the page that it links to, and the text that it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from sourcier.ingest.containers.errors import DamagedArchive, UnsafeFeed
from sourcier.ingest.formats.snippets import plain
from sourcier.ingest.head.dates import parse_stamp

# Atomic and possessive: n comments could else be read in 2^n ways.
_START = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?>.{0,2000}?-->)\s*|<\?[^>]{0,500}>\s*|<!DOCTYPE[^>\[]{0,500}>\s*)*+"
    rb"<(?:!DOCTYPE\s+)?(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_MOST_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed."""

    number: int
    """From 1."""
    url: str | None
    """The page it links to."""
    title: str | None
    written: str
    """The longest text that it carries, in HTML; empty where it carries none."""
    published: date | None
    """As the feed writes the day, in whatever time zone."""
    updated: date | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read."""

    title: str | None
    entries: tuple[Entry, ...]


def is_feed(head: bytes) -> bool:
    """Say whether some bytes start as an RSS or Atom feed does.

    >>> is_feed(b'<?xml version="1.0"?> <feed xmlns="http://www.w3.org/2005/Atom">'), is_feed(b"<html><body>")
    (True, False)
    """
    return bool(_START.match(head.removeprefix(b"\xef\xbb\xbf")[:8192]))


def parse_feed(body: bytes, name: str) -> Feed:
    """Return the feed in some bytes; of one with more entries than any feed has, the first 10 000.

    Raises:
        UnsafeFeed: It declares entities.
        DamagedArchive: It is no feed, or has no entry.
    """
    import feedparser  # noqa: PLC0415 - only feeds need it

    if _ENTITY.search(body.replace(b"\x00", b"")):
        raise UnsafeFeed.at(name)
    # As a stream: a text or bytes would be tried as an address and as a path first.
    try:
        feed = feedparser.parse(BytesIO(body))
    except (ValueError, LookupError, RecursionError, AssertionError) as error:
        raise DamagedArchive.at(name, f"no feed that can be read: {error}") from error
    if not feed.entries:
        raise DamagedArchive.at(name, "no entry of a feed in it")
    return Feed(_line(feed.feed.get("title")), tuple(_entries(feed.entries[:_MOST_ENTRIES])))


def _entries(parsed: list[Any]) -> Iterator[Entry]:
    for number, entry in enumerate(parsed, 1):
        url = _line(entry.get("link"))
        said = [str(one.get("value") or "") for one in entry.get("content") or ()] + [str(entry.get("summary") or "")]
        yield Entry(
            number,
            url if url and url.startswith(("http://", "https://")) else None,
            _line(entry.get("title")),
            max(said, key=len),
            _day(entry, "published"),
            _day(entry, "updated"),
        )


def _day(entry: Any, which: str) -> date | None:
    """Return a day as it is written; where it is written oddly, as the parser understands it, in universal time."""
    if which not in entry:  # feedparser answers with another date for one that is not there
        return None
    stamp = entry.get(f"{which}_parsed")
    try:
        return parse_stamp(str(entry[which])) or (date(*stamp[:3]) if stamp else None)
    except (ValueError, TypeError):
        return None


def _line(value: Any) -> str | None:
    return " ".join(plain(str(value)).split()) or None if value else None
