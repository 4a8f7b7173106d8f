"""Rows as files: CSV that no spreadsheet takes for formulas, Parquet, JSON Lines; batch after batch, nothing kept.

CSV is as `sourcier export` writes it (UTF-8 with a byte order mark, RFC 4180, one line a text). Lists of words stand
in one cell, parted by "; "; what has fields of its own stands there as JSON.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, BinaryIO

from sourcier.app.corpus.tables.querying import Answer
from sourcier.dossier.exports.cells import Value, joined, plain

_WHOLE = frozenset({"record"})
"""Columns for programs, which a cell would spoil: they are left out of CSV."""


def write_csv(answer: Answer, file: BinaryIO, encoding: str = "utf-8-sig") -> int:
    """Write rows as comma-separated values and return their number.

    The mark at the start is for spreadsheets, which open files; to a program behind a pipe it would be a letter.
    """
    kept = [number for number, name in enumerate(answer.schema.names) if name not in _WHOLE]
    text = io.TextIOWrapper(file, encoding=encoding, newline="", errors="replace")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([plain(answer.schema.names[number]) for number in kept])
    count = 0
    for row in answer.rows():
        writer.writerow([plain(_cell(row[number])) for number in kept])
        count += 1
    text.flush()
    text.detach()
    return count


def write_json(answer: Answer, file: BinaryIO) -> int:
    """Write rows as JSON Lines and return their number."""
    names, count = answer.schema.names, 0
    for row in answer.rows():
        record = {name: _finite(value) for name, value in zip(names, row, strict=True)}
        file.write(json.dumps(record, ensure_ascii=False, default=_plain).encode("utf-8", "replace") + b"\n")
        count += 1
    return count


def write_parquet(answer: Answer, file: BinaryIO) -> int:
    """Write rows as Parquet and return their number."""
    import pyarrow.parquet as pq

    count = 0
    with pq.ParquetWriter(file, answer.schema, compression="zstd") as writer:
        for batch in answer.batches:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


WRITERS: dict[str, Callable[[Answer, BinaryIO], int]] = {
    "csv": write_csv,
    "piped-csv": partial(write_csv, encoding="utf-8"),
    "parquet": write_parquet,
    "json": write_json,
}
"""By the name of their option."""


def _cell(value: Any) -> Value:
    if isinstance(value, float):
        return Decimal(repr(value)) if math.isfinite(value) else None
    if isinstance(value, list | tuple) and not any(isinstance(one, dict) for one in value):
        return joined(_word(one) for one in value)
    if value is None or isinstance(value, str | int | Decimal):
        return value
    return _word(value)


def _word(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return "" if value is None else str(_plain(value))


def _plain(value: Any) -> str | int | float:
    """Return what JSON has no type for: days in ISO 8601, exact numbers as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
