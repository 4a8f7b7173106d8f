"""What changed from one version of a pack to another: cells added, removed and revised, and the descriptor."""

# ruff: noqa: S608 -- every name put into SQL is quoted, every text a literal

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

import duckdb

from sourcier.evidence.packs.descriptor import DESCRIPTOR, Pack, Resource
from sourcier.evidence.packs.store import MEMORY
from sourcier.evidence.packs.tables import STAGE, literal, quoted, stage

Kind = Literal["added", "removed", "revised", "descriptor"]
_LAST = 10_000
"""Rows fetched at a time."""
_UNTOLD = frozenset({"hash", "bytes", "build"})
"""Keys of a descriptor that follow from the files."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same in both versions."""

    kind: Kind
    resource: str
    """The table; empty for what the descriptor says of the whole pack."""
    key: str
    """For a cell, its row: the cells of the key, parted by a space. For the descriptor, the key's path."""
    column: str = ""
    """For a revised cell; a row that is added or removed has none."""
    old: str | None = None
    new: str | None = None
    relative: Decimal | None = None
    """(new - old) / |old|, of two numbers of which the first is not 0."""


def compare(old: Pack, new: Pack) -> Iterator[Change]:
    """Yield every change from one pack to another: the descriptor's, then each table's in key order.

    Rows are matched by the table's key; of a table without one, a row that changes is one removed and one added.
    """
    yield from _descriptor_changes(old, new)
    before = {table.name: table for table in old.tables}
    after = {table.name: table for table in new.tables}
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield Change("removed", name, "")
        elif name not in before:
            yield Change("added", name, "")
        elif before[name].digest != after[name].digest:
            yield from _table_changes(before[name], after[name])


def _descriptor_changes(old: Pack, new: Pack) -> Iterator[Change]:
    before, after = dict(_leaves(_read(old.root))), dict(_leaves(_read(new.root)))
    for path in sorted(before.keys() | after.keys()):
        was, is_now = before.get(path), after.get(path)
        if was != is_now:
            resource = path.split(".")[1] if path.startswith("resources.") else ""
            yield Change("descriptor", resource, path, old=was, new=is_now)


def _read(root: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((root / DESCRIPTOR).read_text(encoding="utf-8-sig"))
    return parsed


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text or number of a descriptor by its path; things with a name go by it, not by their place."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _UNTOLD:
                yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            name = inner.get("name") if isinstance(inner, Mapping) else None
            yield from _leaves(inner, f"{path}.{name if isinstance(name, str) else at}")
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)


def _table_changes(old: Resource, new: Resource) -> Iterator[Change]:
    names = [column.name for column in old.columns if new.column(column.name)]
    key = old.primary_key if old.primary_key == new.primary_key else ()
    key = tuple(key) or tuple(names)
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = {literal(MEMORY)}")
        connection.execute("SET enable_progress_bar = false")
        for table, said in ((old, "before"), (new, "after")):
            stage(connection, table)
            connection.execute(f"CREATE TABLE {said} AS SELECT * FROM {STAGE}")
        yield from _rows_only_in(connection, "before", "after", key, old.name, "removed")
        yield from _rows_only_in(connection, "after", "before", key, old.name, "added")
        yield from _revised(connection, names, key, old.name)


def _rows_only_in(
    connection: duckdb.DuckDBPyConnection, here: str, there: str, key: tuple[str, ...], resource: str, kind: Kind
) -> Iterator[Change]:
    cells = ", ".join(quoted(name) for name in key)
    same = " AND ".join(f"here.{quoted(name)} IS NOT DISTINCT FROM there.{quoted(name)}" for name in key)
    rows = connection.execute(
        f"SELECT {cells} FROM {here} AS here "
        f"WHERE NOT EXISTS (SELECT 1 FROM {there} AS there WHERE {same}) ORDER BY ALL"
    )
    while batch := rows.fetchmany(_LAST):
        for row in batch:
            yield Change(kind, resource, _said(row))


def _revised(
    connection: duckdb.DuckDBPyConnection, names: list[str], key: tuple[str, ...], resource: str
) -> Iterator[Change]:
    others = [name for name in names if name not in key]
    if not others:
        return
    same = " AND ".join(f"before.{quoted(name)} IS NOT DISTINCT FROM after.{quoted(name)}" for name in key)
    differs = " OR ".join(f"before.{quoted(name)} IS DISTINCT FROM after.{quoted(name)}" for name in others)
    cells = ", ".join(f"before.{quoted(name)}" for name in key)
    pairs = ", ".join(f"before.{quoted(name)}, after.{quoted(name)}" for name in others)
    order = ", ".join(str(at + 1) for at in range(len(key)))
    rows = connection.execute(
        f"SELECT {cells}, {pairs} FROM before JOIN after ON {same} WHERE {differs} ORDER BY {order}"
    )
    while batch := rows.fetchmany(_LAST):
        for row in batch:
            for at, name in enumerate(others):
                was, is_now = row[len(key) + 2 * at : len(key) + 2 * at + 2]
                if was != is_now:
                    said = _said(row[: len(key)])
                    yield Change("revised", resource, said, name, was, is_now, _relative(was, is_now))


def _said(cells: tuple[Any, ...]) -> str:
    return " ".join(str(cell) for cell in cells if cell is not None)


def _relative(old: str | None, new: str | None) -> Decimal | None:
    """Return how much a number changed, relative to what it was.

    >>> _relative("4.0", "5.0"), _relative("0", "1"), _relative("a", "b")
    (Decimal('0.25'), None, None)
    """
    try:
        before, after = Decimal(old or ""), Decimal(new or "")
        return (after - before) / abs(before)
    except (InvalidOperation, ZeroDivisionError):
        return None
