"""JSON Lines (.jsonl, .ndjson, also packed): one record a line, its keys as columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sourcier.app.corpus.inputs.columns import LOOKED_AT, find_columns, hold_against
from sourcier.app.corpus.inputs.errors import MissingColumn
from sourcier.app.corpus.inputs.layout import layout
from sourcier.app.corpus.inputs.records import Asked, Expanded, Failed, Told
from sourcier.app.corpus.inputs.rows import item_of
from sourcier.core.errors import SourcierError
from sourcier.ingest.containers.errors import BadRecord
from sourcier.ingest.containers.packed import numbered_lines, open_packed
from sourcier.ingest.containers.records import parse_json
from sourcier.ingest.errors import EmptyText, TooLarge
from sourcier.ingest.sources import LIMIT

_LONGEST = 3 * LIMIT
"""Bytes of a line: a page of `LIMIT` with a text of it, or one written in escapes."""


def check_lines(path: Path, asked: Asked, name: str) -> None:
    """Look at the first records of a file.

    Raises:
        MissingColumn: One has no key that an article can be read from.
        BadRecord: There is no record in the first lines.
        EmptyText: There is nothing in it.
    """
    wrong: SourcierError | None = None
    is_found = False
    with open_packed(path) as file:
        for number, line in islice(numbered_lines(file, _LONGEST), LOOKED_AT):
            if line is None or not line.strip():
                continue
            try:
                record = _record(line, f"{name}#line={number}")
            except BadRecord as error:
                wrong = wrong or error
                continue
            locator = f"{name}#line={number}"
            try:
                found = find_columns(tuple(record), asked.columns, locator)
            except SourcierError:
                if not is_found:
                    raise
                continue  # said of the record when it is read
            is_found = True
            hold_against([record], found, asked.columns, locator)
    if not is_found:
        raise wrong or EmptyText(f"{name} is empty", source=name)


def read_lines(path: Path, asked: Asked, name: str) -> Iterator[Expanded]:
    """Yield the item of each line, or what is wrong with it; blank lines give nothing."""
    is_first = True
    with open_packed(path) as file:
        for number, line in numbered_lines(file, _LONGEST):
            locator = f"{name}#line={number}"
            if line is None:
                error = TooLarge(f"{locator}: longer than {_LONGEST // 1024**2} MB", source=locator)
                yield Failed.of(locator, error)
            elif line.strip():
                if is_first:
                    yield from _layout(line, asked, name)
                is_first = False
                yield _item(line, asked, locator)


def _layout(line: bytes, asked: Asked, name: str) -> Iterator[Told]:
    """Yield what of the first record is not read; nothing where it is none."""
    try:
        there = tuple(_record(line, name))
        yield from layout(there, find_columns(there, asked.columns, name), name)
    except SourcierError:
        return


def _item(line: bytes, asked: Asked, locator: str) -> Expanded:
    try:
        record = _record(line, locator)
    except BadRecord as error:
        return Failed.of(locator, error)
    try:
        # Without the line in its name, so that records with the same keys are looked at once.
        found = find_columns(tuple(record), asked.columns, "the record")
        hold_against([record], found, asked.columns, "the record")
    except MissingColumn as error:
        return Failed(locator, error.slug, f"{locator}: {error.message}")
    return item_of(record, found, locator)


def _record(line: bytes, locator: str) -> dict[str, object]:
    record = parse_json(line.removeprefix(b"\xef\xbb\xbf"), locator)
    if not isinstance(record, dict):
        raise BadRecord.at(locator, "no JSON object")
    return record
