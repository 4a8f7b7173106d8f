"""JSON files of fact-checks: a ClaimReview, a list or graph of them, or the Data Commons feed, item by item."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from sourcier.core.errors import SourcierError
from sourcier.evidence.library.intake.records import Asked, Item, Taken
from sourcier.evidence.library.intake.reviews import declarations, read_review
from sourcier.ingest.containers.errors import BadRecord, DamagedArchive
from sourcier.ingest.containers.packed import open_packed
from sourcier.ingest.containers.records import parse_json
from sourcier.ingest.errors import TooLarge
from sourcier.ingest.sources import LIMIT

_FEED = re.compile(r"\"dataFeedElement\"\s*:\s*\[")
_BETWEEN = re.compile(r"[\s,]*")
_CHUNK = 1024**2
_DECODER = json.JSONDecoder(strict=False)


def read_declared(path: Path, asked: Asked, name: str) -> Iterator[Taken]:
    """Yield what a JSON file gives. Of a feed, however large, one element at a time is held."""
    try:
        with open_packed(path) as packed:
            file = io.TextIOWrapper(packed, encoding="utf-8-sig", errors="replace")
            start = file.read(_CHUNK)
            if feed := _FEED.search(start):
                yield from _elements(file, start[feed.end() :], asked, name)
            else:
                yield _whole(start + file.read(LIMIT), asked, name)
    except (OSError, EOFError, zlib.error) as error:
        yield Taken(name, (DamagedArchive.at(name, f"cannot be read to its end: {error}"),))


def _whole(text: str, asked: Asked, name: str) -> Taken:
    if len(text) > LIMIT:
        return Taken(name, (TooLarge(f"{name}: larger than {LIMIT // 1024**2} MB, and no feed", source=name),))
    return _taken(text, asked, name)


def _taken(text: str, asked: Asked, location: str) -> Taken:
    key = asked.key(text, location)
    if asked.is_known(key):
        return Taken(location, (), key, is_known=True)
    try:
        found = list(declarations(parse_json(text, location)))
        if not found:
            raise BadRecord.at(location, "no ClaimReview in it; documents are added as JSON Lines (.jsonl)")
        items: list[Item] = [read_review(one, asked, location=location) for one in found]
    except SourcierError as error:
        items = [error]
    return Taken(location, tuple(items), key)


def _elements(file: TextIO, held: str, asked: Asked, name: str) -> Iterator[Taken]:
    number = at = 0
    while True:
        at = _end_of_blank(held, at)
        if held[at : at + 1] == "]":
            return
        try:
            _, end = _DECODER.raw_decode(held, at)
        except RecursionError:
            yield Taken(name, (BadRecord.at(f"{name}#element={number + 1}", "nested deeper than any record"),))
            return
        except ValueError as error:
            more = file.read(_CHUNK)
            held, at = held[at:] + more, 0
            if not more or len(held) > LIMIT:
                yield Taken(name, (DamagedArchive.at(name, f"breaks off behind element {number}: {error}"),))
                return
            continue
        number += 1
        yield _taken(held[at:end], asked, f"{name}#element={number}")
        at = end


def _end_of_blank(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at
