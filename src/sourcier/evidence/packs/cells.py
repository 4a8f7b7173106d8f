"""The cells of a table as its file has them: text, or None where the value is missing."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.core.keeping import Kept
from sourcier.evidence.packs.errors import BadPack

# A definition or a note may be long; a cell past this is a file that is not a table.
csv.field_size_limit(1_000_000)

if TYPE_CHECKING:
    import duckdb

Rows = list[dict[str, str | None]]
MOST_ROWS = 1_000_000
"""Rows kept of all tables together, some 300 MB: those of the starter pack, and as many again."""
_KEPT: Kept[tuple[object, ...], Rows] = Kept(most=MOST_ROWS, weigh=len)


def read_rows(path: Path, digest: str, kind: str, delimiter: str, missing_values: tuple[str, ...]) -> Rows:
    """Return every row of a table in the file's order. Kept by digest: callers must not change the rows.

    Raises:
        BadPack: The file is not UTF-8, or a row is longer or shorter than the header.
    """
    return _KEPT.get(
        (path, digest, kind, delimiter, missing_values), lambda: _read(path, kind, delimiter, missing_values)
    )


def _read(path: Path, kind: str, delimiter: str, missing_values: tuple[str, ...]) -> Rows:
    header, rows = (read_parquet if kind == "parquet" else read_csv)(path, delimiter)
    # Ids, years and sources come back in row after row: one text for all of them halves what a table takes.
    texts: dict[str | None, str | None] = {"": "", None: None, **dict.fromkeys(missing_values)}
    shared = texts.setdefault
    return [dict(zip(header, [shared(cell, cell) for cell in row], strict=True)) for row in rows]


def read_csv(path: Path, delimiter: str) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of a CSV file.

    Raises:
        BadPack: At the first row that cannot be read, with its number.
    """
    header: list[str] = []
    rows: list[list[str]] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            header = next(reader, [])
            for row in reader:
                if len(row) != len(header):
                    reason = f"{len(row)} cells where the header has {len(header)}"
                    raise BadPack.at(path, reason, row=len(rows) + 2)
                rows.append(row)
    except UnicodeDecodeError as error:
        raise BadPack.at(path, f"not UTF-8: {error.reason}", row=_row_of_bad_byte(path)) from error
    except csv.Error as error:
        raise BadPack.at(path, f"not CSV: {error}", row=len(rows) + 2) from error
    return header, rows


def _row_of_bad_byte(path: Path) -> int:
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        try:
            line.decode()
        except UnicodeDecodeError:
            return number
    return 1


def read_parquet(path: Path, delimiter: str, *, limit: int | None = None) -> tuple[list[str], list[list[str]]]:
    """Return the column names and the rows of a Parquet file, or its first ones, every value as text.

    Raises:
        BadPack: It is damaged, or no Parquet file.
    """
    import duckdb  # noqa: PLC0415 -- 0.1 s to import, and most tables are CSV

    del delimiter
    sql = "SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?) LIMIT ?"
    try:
        asked = _reader().cursor().execute(sql, [str(path), limit])
        return [column[0] for column in asked.description], [list(row) for row in asked.fetchall()]
    except duckdb.Error as error:
        raise BadPack.at(path, f"not Parquet that can be read: {str(error).strip().splitlines()[0]}") from error


@cache
def _reader() -> duckdb.DuckDBPyConnection:
    """Return the process's one connection for files: making one takes longer than reading most of them."""
    import duckdb  # noqa: PLC0415 -- 0.1 s to import, and most tables are CSV

    return duckdb.connect(":memory:")
