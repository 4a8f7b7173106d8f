"""Numbers as their cells write them, where the value alone does not tell: "5.0", "+3", "1e6".

Such a column has its text beside it in a hidden column (`tables.py`). A query that passes the column through gets the
hidden one added at the end of its SELECT, where it changes neither the rows nor their order, and its text put in place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import duckdb

from sourcier.evidence.packs.guard import Parsed
from sourcier.evidence.packs.tables import TEXT, as_text

_PASSED = "·passed"
Rows = tuple[tuple[str | None, ...], ...]


def run_as_written(
    cursor: duckdb.DuckDBPyConnection, parsed: Parsed, parameters: Mapping[str, str], hidden: set[str]
) -> tuple[tuple[str, ...], Rows]:
    """Run a query and return its columns and rows, numbers as their cells write them.

    A number that the query computes, or passes through a subquery or a GROUP BY, has no cell: it is written plainly.
    """
    try:
        answer = cursor.execute(_with_texts(cursor, parsed, hidden), parameters)
    except duckdb.BinderException:
        answer = cursor.execute(parsed.sql, parameters)
    names = [column[0] for column in answer.description]
    texts: dict[int, int] = {}
    for at, name in enumerate(names):
        if name.startswith(_PASSED):
            texts[int(name.removeprefix(_PASSED))] = at
        elif name.endswith(TEXT) and name.removesuffix(TEXT) in names:
            texts[names.index(name.removesuffix(TEXT))] = at
    shown = [at for at in range(len(names)) if at not in texts.values()]
    rows = tuple(tuple(as_text(row[texts.get(at, at)]) for at in shown) for row in answer.fetchall())
    return tuple(names[at] for at in shown), rows


def _with_texts(cursor: duckdb.DuckDBPyConnection, parsed: Parsed, hidden: set[str]) -> str:
    statement: dict[str, Any] = json.loads(json.dumps(parsed.tree))
    node = statement["node"]
    distinct = any(modifier["type"] == "DISTINCT_MODIFIER" for modifier in node["modifiers"])
    if node["type"] != "SELECT_NODE" or distinct or any(item["type"] == "STAR" for item in node["select_list"]):
        # A star brings the hidden columns by itself; under DISTINCT or UNION they could change the rows.
        return parsed.sql
    passed = []
    for at, item in enumerate(node["select_list"]):
        if item["type"] == "COLUMN_REF" and item["column_names"][-1] in hidden:
            names = [*item["column_names"][:-1], item["column_names"][-1] + TEXT]
            passed.append({**item, "column_names": names, "alias": f"{_PASSED}{at}"})
    node["select_list"] += passed
    tree = json.dumps({"error": False, "statements": [statement]})
    answer = cursor.execute("SELECT json_deserialize_sql(?::JSON)", [tree]).fetchone()
    return str(answer[0]) if answer else parsed.sql
