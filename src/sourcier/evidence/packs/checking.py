"""The rows of a pack checked against its schema and PACKS.md, fast enough to be run whenever a pack is opened.

One pass over a staged table counts how often each rule is broken. Only when one is broken is the table read again, to
say in which rows.
"""

# ruff: noqa: S608 -- every name put into SQL is quoted, every text a literal

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import duckdb

from sourcier.core.errors import brief
from sourcier.evidence.packs.descriptor import ENTITIES, Pack, Resource
from sourcier.evidence.packs.errors import BadPack
from sourcier.evidence.packs.rules import Rule, rules_of
from sourcier.evidence.packs.store import Store
from sourcier.evidence.packs.tables import STAGE, is_number, measures, quoted, stage

SHOWN = 20
"""Rows reported for one broken rule; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a pack."""

    file: str
    row: int | None
    """The header is row 1; None when the fault is not in one row."""
    column: str | None
    reason: str

    def __post_init__(self) -> None:
        """Keep what is quoted from the pack short enough to be read."""
        object.__setattr__(self, "file", brief(self.file))
        object.__setattr__(self, "column", self.column and brief(self.column))
        object.__setattr__(self, "reason", brief(self.reason))

    @property
    def error(self) -> BadPack:
        """The problem as the error that refuses the pack."""
        return BadPack.at(self.file, self.reason, row=self.row, column=self.column)


def check(store: Store, pack: Pack) -> None:
    """Load every table of a pack.

    Raises:
        BadPack: At the first rule that is broken.
    """
    for problem in find_problems(store, pack):
        raise problem.error


def find_problems(store: Store, pack: Pack) -> Iterator[Problem]:
    """Load the tables of a pack that keep the rules, and yield what is wrong with the others, in the tables' order."""
    # The entities come first: the other tables' ids are looked up in them, whatever else is wrong with them.
    problems = _load(store, pack, pack.entities)
    yield from problems
    if not store.has(pack.entities):
        return
    # DuckDB runs a table this small on one core: two at a time halve the wait.
    with ThreadPoolExecutor(max_workers=2) as pool:
        for found in pool.map(lambda table: _load(store, pack, table), pack.resources):
            yield from found
    for table in pack.resources:
        if table.role == "positions":
            tally = next(other for other in pack.resources if other.name == table.companion)
            if store.has(table) and store.has(tally):
                yield from _position_problems(store.connection, tally, table)


def _load(store: Store, pack: Pack, table: Resource) -> list[Problem]:
    """Load a table, unless something is wrong with it; return what is."""
    with store.connection.cursor() as connection:
        try:
            stage(connection, table)
            problems, measured = _rows_of(connection, pack, table)
            if not problems or table == pack.entities:
                store.keep(connection, table, measured)
        except BadPack as error:
            return [Problem(file=error.file, row=error.row, column=error.column, reason=error.reason)]
        return problems


def _rows_of(
    connection: duckdb.DuckDBPyConnection, pack: Pack, table: Resource
) -> tuple[list[Problem], tuple[Any, ...]]:
    """Return what is wrong with the rows of the staged table, and how its numbers are written, from one pass over it.

    The measures are empty when something is wrong: they would be of cells that are no numbers.
    """
    rules = rules_of(pack, table)
    asked = ["count(*)", *(f"count(*) FILTER (WHERE {rule.broken})" for rule in rules)]
    keys = _keys(table)
    asked += [f"(SELECT count(*) FROM (SELECT DISTINCT {_names(key)} FROM {STAGE}))" for key in keys]
    asked += [measures(column) for column in table.columns if is_number(column)]
    total, *answers = connection.execute(f"SELECT {', '.join(asked)} FROM {STAGE}").fetchone() or (0,)
    if not total and table.name != ENTITIES:  # a tally alone is about nobody
        return [Problem(str(table.path), None, None, "the table has no rows")], ()
    problems: list[Problem] = []
    for rule, count in zip(rules, answers, strict=False):
        if count:
            problems += _located(connection, table, rule, count)
    for key, apart in zip(keys, answers[len(rules) :], strict=False):
        if apart < total:
            problems += _doubles(connection, table, key)
    return problems, () if problems else tuple(answers[len(rules) + len(keys) :])


def _names(key: tuple[str, ...]) -> str:
    return ", ".join(quoted(name) for name in key)


def _keys(table: Resource) -> list[tuple[str, ...]]:
    """Return the sets of columns by which no two rows are the same."""
    unique = [(column.name,) for column in table.columns if column.is_unique]
    return list(dict.fromkeys([*([table.primary_key] if table.primary_key else []), *unique]))


def _located(connection: duckdb.DuckDBPyConnection, table: Resource, rule: Rule, count: int) -> Iterator[Problem]:
    rows = connection.execute(
        f"SELECT rowid + 2, {quoted(rule.column)} FROM {STAGE} WHERE {rule.broken} ORDER BY 1 LIMIT {SHOWN}"
    ).fetchall()
    for row, cell in rows:
        reason = f"{rule.reason}: {cell!r}" if rule.shows_cell else rule.reason
        yield Problem(str(table.path), row, rule.column, reason)
    if count > SHOWN:
        yield Problem(str(table.path), None, rule.column, f"{rule.reason}: {count - SHOWN} more rows")


def _doubles(connection: duckdb.DuckDBPyConnection, table: Resource, key: tuple[str, ...]) -> Iterator[Problem]:
    names = _names(key)
    doubles = connection.execute(
        f"SELECT row, first, {names} FROM (SELECT rowid + 2 AS row, {names}, "
        f"min(rowid + 2) OVER (PARTITION BY {names}) AS first FROM {STAGE}) "
        f"WHERE row > first ORDER BY row LIMIT {SHOWN}"
    ).fetchall()
    for row, first, *cells in doubles:
        said = ", ".join("" if cell is None else str(cell) for cell in cells)
        yield Problem(str(table.path), row, ", ".join(key), f"same key as row {first}: {said}")


def _position_problems(
    connection: duckdb.DuckDBPyConnection, tally: Resource, positions: Resource
) -> Iterator[Problem]:
    """Yield positions on no tally, and tallies whose counts their positions contradict.

    A tally may come with all positions, with those of some options, or with none. Its column `positions`, if there is
    one, says which (`all`, `none`, or options joined by `+`); where it does not, more positions than the count are
    wrong and fewer are a gap.
    """
    unknown = connection.execute(
        f"SELECT rowid + 2, tally FROM {positions.table} WHERE tally NOT IN (SELECT tally FROM {tally.table}) "
        f"ORDER BY 1 LIMIT {SHOWN}"
    ).fetchall()
    for row, name in unknown:
        yield Problem(str(positions.path), row, "tally", f"no such tally in {tally.name}: {name!r}")
    said = "positions" if tally.column("positions") else "NULL"
    wrong = connection.execute(
        f"WITH held AS (SELECT tally, option, count(*) AS names FROM {positions.table} GROUP BY ALL) "
        f"SELECT row, tally, option, count, names FROM (SELECT rowid + 2 AS row, tally, option, count, {said} AS said "
        f"FROM {tally.table}) LEFT JOIN held USING (tally, option) WHERE coalesce(names, 0) > count OR "
        f"(coalesce(names, 0) < count AND (said = 'all' OR list_contains(string_split(said, '+'), option))) "
        f"ORDER BY row LIMIT {SHOWN}"
    ).fetchall()
    for row, name, option, count, names in wrong:
        reason = f"{name}: {count} for {option!r}, and {names or 0} positions in {positions.name}"
        yield Problem(str(tally.path), row, "count", reason)
