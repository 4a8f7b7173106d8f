"""WARC and WARC.GZ: the pages, PDF and texts that a crawl has kept, each with the day on which it stood so."""

from __future__ import annotations

import logging
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any

from sourcier.ingest.containers.errors import DamagedArchive
from sourcier.ingest.containers.packed import GZIP
from sourcier.ingest.sources import LIMIT

READ = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown")
_KINDS = frozenset({"response", "resource", "conversion"})
"""Records that hold what a page held; `conversion` is the text of one, as in the files of Common Crawl."""
_PACKED, _PLAIN = GZIP + b"\x08", b"WARC/1."
"""How a record starts in a packed and in an unpacked archive."""
_MOST_STARTS = 100
"""Places in one archive at which, behind damage, a record is looked for: by chance one byte in 17 million looks so."""
_CHUNK = 1024**2
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as an archive kept it."""

    id: str | None
    """The record's own."""
    number: int
    """Of the record, from 1."""
    offset: int
    """Byte of the file at which the record starts."""
    body: bytes
    """As it was served, unpacked; what is longer than `LIMIT` is cut one byte behind it."""
    url: str | None
    content_type: str
    seen: date | None
    """The day of the crawl: it was published then or before."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A record that holds no page: a request, an image, the answer that there is no page."""

    kind: str
    """The kind of record; of a response that is left aside its status, or its media type."""


def read_kept(path: Path, name: str) -> Iterator[Kept | Aside | DamagedArchive]:
    """Yield each record of an archive; where one is damaged, that it is, and the records from the next whole one on.

    Args:
        path: The archive.
        name: What to call it in an error.
    """
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - only archives need it

    number = start = starts = 0
    broken: str | None = None
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        while True:
            place = [start]
            try:
                for record in _records(file, start, place):
                    kept = _kept(record, number + 1, place[0])
                    number += 1
                    if broken:
                        yield DamagedArchive.at(name, f"{broken}; read on from byte {start}")
                        broken = None
                    yield kept
                if place[0] >= size or not number:
                    break
                broken = broken or f"breaks off behind record {number}, at byte {max(place[0], start)}"
            except (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, zlib.error) as error:
                reason = _printable(str(error)) or type(error).__name__
                if "non-chunked gzip" in reason:
                    reason = "it was packed as a whole, not record by record; unpack it with gunzip"
                broken = broken or f"breaks off behind record {number}, at byte {max(place[0], start)}: {reason}"
            starts += 1
            after = _next_start(file, max(place[0], start) + 1) if starts < _MOST_STARTS else None
            if after is None:
                break
            start = after
    if broken:
        yield DamagedArchive.at(name, broken)
    elif not number:
        yield DamagedArchive.at(name, "no record in it")


def _records(file: IO[bytes], start: int, place: list[int]) -> Iterator[Any]:
    """Yield the records from a byte on; `place` holds where the one at hand, or the next one, starts."""
    file.seek(start)
    records = _iterator()(file)
    while True:
        try:
            record = next(records, None)
        except (AttributeError, IndexError, TypeError) as error:  # it takes for granted what a header may lack
            raise ValueError("a record that lacks what every record has") from error
        finally:
            place[0] = records.offset
        if record is None:
            return
        yield record


class _Printed:
    """Where warcio prints what it finds odd: lines out of place go nowhere, and what it cannot unpack is an error.

    Of the latter it would make an end of the record. The standard error itself is left alone: all threads have one,
    and a long run shows on it how far it is.
    """

    def __init__(self, *, is_error: bool) -> None:
        self._is_error = is_error

    def write(self, said: str) -> None:
        """Take what is printed. Raises OSError where it tells of an error."""
        if self._is_error:
            raise OSError(said.strip())


@cache
def _iterator() -> Any:
    from warcio import archiveiterator, bufferedreaders  # noqa: PLC0415

    archiveiterator.sys = SimpleNamespace(stderr=_Printed(is_error=False))
    bufferedreaders.sys = SimpleNamespace(stderr=_Printed(is_error=True))
    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # it would show what a record holds, as it is, to a terminal
    return archiveiterator.ArchiveIterator


def _next_start(file: IO[bytes], after: int) -> int | None:
    """Return the byte at or behind one at which a record may start."""
    file.seek(0)
    mark = _PACKED if file.read(2) == GZIP else _PLAIN
    file.seek(after)
    held = b""
    while chunk := file.read(_CHUNK):
        held += chunk
        if (at := held.find(mark)) >= 0:
            return after + at
        after += max(len(held) - len(mark) + 1, 0)
        held = held[-len(mark) + 1 :]
    return None


def _printable(said: str) -> str:
    r"""Return what an error says, on one line, up to the bytes of a damaged record that no terminal should get.

    >>> _printable("no header, first line: \x00\x8b~")
    'no header, first line'
    """
    plain = takewhile(str.isprintable, " ".join(said.split()))
    return "".join(plain)[:_LONGEST_REASON].rstrip(" :")


def _kept(record: Any, number: int, offset: int) -> Kept | Aside:
    if not record.rec_type or record.rec_headers.get_header("Content-Length") is None:
        raise ValueError("a record that does not say what it is, or how long")
    if kind := _left_aside(record):
        _check_whole(record)  # one that is cut off in its header seems to have no media type
        return Aside(kind)
    content_type = _content_type(record)
    body = record.content_stream().read(LIMIT + 1)
    if len(body) <= LIMIT:
        _check_whole(record)
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    return Kept(
        id=record.rec_headers.get_header("WARC-Record-ID"),
        number=number,
        offset=offset,
        body=body,
        url=url if url.startswith("http") else None,
        content_type=content_type,
        seen=_day(record.rec_headers.get_header("WARC-Date")),
    )


def _left_aside(record: Any) -> str:
    """Return what a record is that holds no page; empty for one that holds one."""
    if record.rec_type not in _KINDS:
        return f"{record.rec_type} record"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"status {status}"
    content_type = _content_type(record)
    return "" if content_type.startswith(READ) else content_type.split(";")[0].strip() or "no media type"


def _check_whole(record: Any) -> None:
    """Raise EOFError for a record that is cut off: the archive's reader takes the end of the file for its own."""
    while record.raw_stream.read(_CHUNK):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("a record that is cut off")


def _content_type(record: Any) -> str:
    header = record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    return (header or "").strip().lower()


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None
