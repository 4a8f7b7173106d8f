"""The rows around a deciding cell: what a chart needs beside the one row that a check asked for."""

from __future__ import annotations

from collections.abc import Iterable

from sourcier.core.findings import Cell, Finding, Query
from sourcier.evidence.packs import Packs


def find_series(findings: Iterable[Finding], packs: Packs) -> tuple[Query, ...]:
    """Return all periods of each series that a finding's deciding cell stands in, each series once."""
    found: dict[tuple[str, str, str], Query] = {}
    for finding in findings:
        for cell in finding.cells[:1]:
            entity = series_entity(cell)
            if entity is None:
                continue
            resource = packs.resource(cell.pack, cell.resource)
            if resource.shape != "series" or (cell.pack, cell.resource, entity) in found:
                continue
            sql = f"SELECT entity, period, value FROM {resource.table} WHERE entity = $entity ORDER BY period"  # noqa: S608 - a quoted name and a parameter
            found[cell.pack, cell.resource, entity] = packs.query(cell.pack, cell.resource, sql, {"entity": entity})
    return tuple(found.values())


def series_entity(cell: Cell) -> str | None:
    """Return whose figure a cell is, when its key names an entity and a period; None otherwise."""
    key = dict(cell.key)
    return key.get("entity") if "period" in key else None
