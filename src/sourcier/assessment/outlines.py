"""What is asked of a series again and again, read once: of thousands of tables not all rows can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sourcier.evidence.packs import Resource

MOST_SERIES = 4096


@dataclass(frozen=True, slots=True)
class Outline:
    """A series without its figures."""

    entities: frozenset[str]
    is_annual: bool
    """Its periods are years."""
    has_negatives: bool
    """Some figure of it is written with a minus."""


@lru_cache(maxsize=MOST_SERIES)
def outline_of(resource: Resource) -> Outline:
    """Return the outline of a series."""
    rows = resource.rows()
    return Outline(
        entities=frozenset(row["entity"] or "" for row in rows),
        is_annual=bool(rows) and len(rows[0]["period"] or "") == 4,
        has_negatives=any((row["value"] or "").startswith("-") for row in rows),
    )
