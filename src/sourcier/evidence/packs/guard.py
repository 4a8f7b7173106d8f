"""What a query may be: one SELECT over tables of the open packs, with functions that give the same answer twice.

DuckDB's own parser reads the query; nothing here guesses at SQL. Functions are held to those that DuckDB itself
declares `CONSISTENT`, so that no clock, chance, setting or file can reach a finding.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

from sourcier.evidence.packs.errors import BadQuery

_ALSO_CONSISTENT = frozenset({"nullif", "unnest"})
"""A macro and a table-making function: neither is declared, both depend on their arguments alone."""
_CLOCKS = frozenset({"current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"})
"""Names that read as columns and mean the clock."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query that may be run."""

    sql: str
    tables: tuple[tuple[str, str], ...]
    """Pack and resource of each table it reads."""
    tree: dict[str, Any]
    """DuckDB's syntax tree of the statement."""


def parse(connection: duckdb.DuckDBPyConnection, sql: str) -> Parsed:
    """Return the query's tables and syntax tree.

    Raises:
        BadQuery: It is not one SELECT, it names a table without its pack, or it uses a function, a file or a sample
            that could answer otherwise the next time.
    """
    tree = _tree(connection, sql)
    statements = tree["statements"]
    if len(statements) != 1:
        raise BadQuery.because(sql, f"{len(statements)} statements where one is needed")
    nodes = tuple(_nodes(statements[0]["node"]))
    defined = {entry["key"] for node in nodes for entry in (node.get("cte_map") or {}).get("map", ())}
    tables: dict[tuple[str, str], None] = {}
    consistent = _consistent_functions()
    for node in nodes:
        kind = node.get("type")
        if kind == "BASE_TABLE":
            pack, table = node["schema_name"], node["table_name"]
            if node["catalog_name"] or (not pack and table not in defined):
                raise BadQuery.because(sql, f'{table!r} is not a table of a pack: write "pack"."resource"')
            if pack:
                tables[pack, table] = None
        elif kind in {"TABLE_FUNCTION", "SHOW_REF", "PIVOT"}:
            raise BadQuery.because(sql, f"{kind} where a table of a pack is needed")
        elif kind == "FUNCTION" and node["function_name"].lower() not in consistent:
            raise BadQuery.because(sql, f"function {node['function_name']!r} may not give the same answer twice")
        elif kind == "COLUMN_REF" and node["column_names"][-1].lower() in _CLOCKS:
            raise BadQuery.because(sql, f"{node['column_names'][-1]} does not give the same answer twice")
        if node.get("sample"):
            raise BadQuery.because(sql, "a sample does not give the same answer twice")
    return Parsed(sql=sql, tables=tuple(tables), tree=statements[0])


def _tree(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    answer = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    tree: dict[str, Any] = json.loads(answer[0]) if answer else {"error": True, "error_message": "empty"}
    if tree["error"]:
        reason = "not a SELECT" if tree.get("error_type") == "not implemented" else tree["error_message"]
        raise BadQuery.because(sql, reason)
    return tree


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a syntax tree, outermost first."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


@cache
def _consistent_functions() -> frozenset[str]:
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(
            "SELECT function_name FROM duckdb_functions() WHERE function_type IN ('scalar', 'aggregate', 'window') "
            "GROUP BY 1 HAVING bool_and(stability = 'CONSISTENT')"
        ).fetchall()
    return frozenset(row[0] for row in found) | _ALSO_CONSISTENT
