"""WARC and WARC.GZ: the pages, PDF and texts that a crawl has kept, each with the day on which it was."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from sourcier.evidence.library.intake.errors import DamagedArchive
from sourcier.evidence.library.intake.pages import take_page
from sourcier.evidence.library.intake.records import Asked, Taken
from sourcier.ingest.errors import TooLarge
from sourcier.ingest.sources import LIMIT

READ = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown")
_KINDS = frozenset({"response", "resource", "conversion"})
"""Records that hold what a page held; `conversion` is the text of one, as in the files of Common Crawl."""


def read_archive(path: Path, asked: Asked, name: str) -> Iterator[Taken]:
    """Yield what each record of an archive gives; images, styles, requests and errors of servers give nothing.

    A damaged record ends the archive: what stands before it is taken, and the error says that it broke off.
    """
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - only archives need it

    records = 0
    try:
        for record in _records(path):
            records += 1
            location = f"{name}#{record.rec_headers.get_header('WARC-Record-ID') or f'record={records}'}"
            if _is_page(record):
                yield _taken(record, asked, location)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, zlib.error) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        yield Taken(name, (DamagedArchive.at(name, f"breaks off behind record {records}: {reason}"),))
        return
    if not records:
        yield Taken(name, (DamagedArchive.at(name, "no record in it"),))


def _records(path: Path) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    with path.open("rb") as file:
        records = iter(ArchiveIterator(file))
        while True:
            with redirect_stderr(StringIO()):  # warcio prints what it finds odd; what stops it, it raises
                try:
                    record = next(records, None)
                except (AttributeError, IndexError, TypeError) as error:  # it takes for granted what a header may lack
                    raise ValueError("a record that lacks what every record has") from error
            if record is None:
                return
            yield record


def _is_page(record: Any) -> bool:
    if record.rec_type not in _KINDS:
        return False
    served = record.http_headers
    status = served.get_statuscode() if served else "200"
    return status == "200" and _content_type(record).startswith(READ)


def _content_type(record: Any) -> str:
    header = record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    return (header or "").strip().lower()


def _taken(record: Any, asked: Asked, location: str) -> Taken:
    body = record.content_stream().read(LIMIT + 1)
    if len(body) > LIMIT:
        return Taken(location, (TooLarge(f"{location}: larger than {LIMIT // 1024**2} MB", source=location),))
    url = record.rec_headers.get_header("WARC-Target-URI")
    return take_page(
        body,
        asked,
        location=location,
        url=url.strip("<>") if url and url.strip("<>").startswith("http") else None,
        content_type=_content_type(record),
        seen=_day(record.rec_headers.get_header("WARC-Date")),
    )


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None
