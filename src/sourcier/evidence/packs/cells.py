"""The cells of a table as its file has them: text, or None where the value is missing."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from sourcier.evidence.packs.errors import BadPack

# A definition or a note may be long; a cell past this is a file that is not a table.
csv.field_size_limit(1_000_000)


@lru_cache(maxsize=256)
def read_rows(
    path: Path, digest: str, kind: str, delimiter: str, missing_values: tuple[str, ...]
) -> list[dict[str, str | None]]:
    """Return every row of a table in the file's order. Cached by digest: callers must not change the rows.

    Raises:
        BadPack: The file is not UTF-8, or a row is longer or shorter than the header.
    """
    del digest
    header, rows = (read_parquet if kind == "parquet" else read_csv)(path, delimiter)
    absent = dict.fromkeys(missing_values)
    return [dict(zip(header, (absent.get(cell or "", cell) for cell in row), strict=True)) for row in rows]


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


def read_parquet(path: Path, delimiter: str) -> tuple[list[str], list[list[str]]]:
    """Return the column names and the rows of a Parquet file, every value as text."""
    del delimiter
    import duckdb  # noqa: PLC0415 -- 0.1 s to import, and most tables are CSV

    with duckdb.connect(":memory:") as connection:
        table = connection.execute("SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?)", [str(path)])
        return [column[0] for column in table.description], [list(row) for row in table.fetchall()]
