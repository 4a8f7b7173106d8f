"""JSON Lines: one document a line, with `text` and, if known, `title`, `url`, `published`, `publisher`, `lang`.

A line that is a ClaimReview is a fact-check. Other keys are left aside.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any, cast

from sourcier.core.article import Lang
from sourcier.core.errors import SourcierError
from sourcier.core.library import Document
from sourcier.evidence.library.intake.making import make_document
from sourcier.evidence.library.intake.records import Asked, Taken
from sourcier.evidence.library.intake.reviews import is_review, read_review
from sourcier.ingest import from_text
from sourcier.ingest.containers.errors import BadRecord, DamagedArchive
from sourcier.ingest.containers.packed import numbered_lines, open_packed
from sourcier.ingest.containers.records import parse_json
from sourcier.ingest.errors import TooLarge
from sourcier.ingest.head.dates import parse_stamp
from sourcier.ingest.sources import LIMIT

TEXTS = ("text", "title", "url", "published", "publisher", "lang")
"""The keys that are read; each holds a text, or null, or is left out."""


def read_lines(path: Path, asked: Asked, name: str) -> Iterator[Taken]:
    """Yield what each line of a file gives; blank lines give nothing."""
    try:
        with open_packed(path) as file:
            yield from _lines(file, asked, name)
    except (OSError, EOFError, zlib.error) as error:
        yield Taken(name, (DamagedArchive.at(name, f"cannot be read to its end: {error}"),))


def _lines(file: IO[bytes], asked: Asked, name: str) -> Iterator[Taken]:
    for number, line in numbered_lines(file, LIMIT):
        location = f"{name}#line={number}"
        if line is None:
            yield Taken(location, (TooLarge(f"{location}: longer than {LIMIT // 1024**2} MB", source=location),))
        elif line.strip():
            yield _taken(line, asked, location)


def _taken(line: bytes, asked: Asked, location: str) -> Taken:
    key = asked.key(line.strip(), location)
    if asked.is_known(key):
        return Taken(location, (), key, is_known=True)
    try:
        record = parse_json(line.removeprefix(b"\xef\xbb\xbf"), location)
        if not isinstance(record, dict):
            raise BadRecord.at(location, "no JSON object")
        item = (
            read_review(record, asked, location=location) if is_review(record) else _document(record, asked, location)
        )
    except SourcierError as error:
        item = error
    return Taken(location, (item,), key)


def _document(record: Mapping[str, Any], asked: Asked, location: str) -> Document:
    said = {name: record[name] for name in TEXTS if record.get(name) is not None}
    wrong = [name for name, value in said.items() if not isinstance(value, str)]
    if wrong:
        raise BadRecord.at(location, f"{wrong[0]!r} is {type(said[wrong[0]]).__name__}, not a text")
    if not said.get("text", "").strip():
        raise BadRecord.at(location, "no 'text'")
    lang = said.get("lang") or asked.lang
    if lang not in {None, "fr", "en"}:
        raise BadRecord.at(location, f"'lang' is {lang!r}; give 'fr' or 'en', or leave it out")
    article = from_text(
        said["text"], lang=cast("Lang | None", lang), title=said.get("title"), url=said.get("url"), name=location
    )
    return make_document(
        article,
        location=location,
        asked=asked,
        publisher=said.get("publisher"),
        published=_day(said["published"], location) if said.get("published") else None,
        title=said.get("title"),
    )


def _day(written: str, location: str) -> date:
    day = parse_stamp(written.strip())
    if day is None:
        raise BadRecord.at(location, f"'published' is {written[:40]!r}; write 2023-09-14")
    return day
