"""Rows that make no pack, refused while the names that the file gives them are still known."""

# ruff: noqa: S608 -- every name put into SQL is quoted

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from sourcier.evidence.packs.building.reading import NAMES
from sourcier.evidence.packs.errors import DraftIncomplete, UnreadableTable
from sourcier.evidence.packs.shapes import SHAPES
from sourcier.evidence.packs.tables import quoted


def refuse_unnamed(
    connection: duckdb.DuckDBPyConnection, folder: Path, name: str, shape: str, columns: Sequence[str]
) -> None:
    """Refuse rows of the table `made` whose name has no id: a later edition of the file may bring new ones.

    Raises:
        DraftIncomplete: With the names.
    """
    for column in (column for column in SHAPES[shape].ids if column in columns):
        named = quoted(f"{column} as named")
        rows = connection.execute(
            f"SELECT DISTINCT {named} FROM made WHERE {quoted(column)} IS NULL AND {named} <> '' ORDER BY 1 LIMIT 20"
        ).fetchall()
        if rows:
            raise DraftIncomplete.at(folder, [f"{NAMES}: {row[0]} (in {name})" for row in rows])


def refuse_doubles(
    connection: duckdb.DuckDBPyConnection, file: Path, name: str, shape: str, columns: Sequence[str], keep: str
) -> None:
    """Refuse two rows of the table `made` for one key: a line given twice, or two names of one entity.

    Args:
        connection: The database.
        file: The source, for the error.
        name: The table to be, for the error.
        shape: Its shape.
        columns: Its columns.
        keep: SQL condition of the rows that go into the pack.

    Raises:
        UnreadableTable: With the first key, and the names that the file gives its rows.
    """
    key = [column for column in SHAPES[shape].key if column in columns]
    if not key:
        return
    named = [
        f"list_sort(list(DISTINCT {quoted(f'{column} as named')}))" for column in SHAPES[shape].ids if column in key
    ]
    by = ", ".join(map(quoted, key))
    found = connection.execute(
        f"SELECT count(*), {', '.join([by, *named])} FROM made WHERE {keep} "
        f"GROUP BY {by} HAVING count(*) > 1 ORDER BY {by} LIMIT 1"
    ).fetchone()
    if found:
        count, *cells = found
        names = [one for listed in cells[len(key) :] for one in listed if one]
        called = f", named {' and '.join(map(repr, names))}" if names else ""
        where = ", ".join(map(str, cells[: len(key)]))
        raise UnreadableTable.of(file, f"{count} rows for {where} in table {name}{called}; keep one")
