"""Tables of the starter pack that another open pack has in full: asked once, of the other pack."""

# ruff: noqa: S608 -- every name put into SQL is quoted

from __future__ import annotations

from collections.abc import Iterable

from sourcier.evidence.packs.descriptor import Pack, Resource
from sourcier.evidence.packs.installing import STARTER
from sourcier.evidence.packs.store import Store
from sourcier.evidence.packs.tables import quoted


def find_repeated(store: Store, packs: Iterable[Pack]) -> frozenset[str]:
    """Return the SQL names of the starter pack's tables that another pack repeats.

    It does where it has a table of that name, shape and columns, with at least the rows: of a table with a key, those
    of the same keys (a later edition revises its figures), else rows that are the same in all cells.
    """
    opened = list(packs)
    starter = next((pack for pack in opened if pack.name == STARTER), None)
    if starter is None:
        return frozenset()
    own = {table.name: table for table in starter.resources}
    return frozenset(
        own[table.name].table
        for pack in opened
        if pack is not starter
        for table in pack.resources
        if table.name in own and _repeats(store, own[table.name], table)
    )


def _repeats(store: Store, ours: Resource, theirs: Resource) -> bool:
    if (ours.shape, ours.role) != (theirs.shape, theirs.role) or _names(ours) != _names(theirs):
        return False
    if ours.digest == theirs.digest:
        return True
    store.load(ours)
    store.load(theirs)
    cells = ", ".join(f"{quoted(name)}::VARCHAR" for name in ours.primary_key or _names(ours))
    missing = store.connection.cursor().execute(
        f"SELECT 1 FROM (SELECT {cells} FROM {ours.table} EXCEPT SELECT {cells} FROM {theirs.table}) LIMIT 1"
    )
    return missing.fetchone() is None


def _names(table: Resource) -> tuple[str, ...]:
    return tuple(sorted(column.name for column in table.columns))
