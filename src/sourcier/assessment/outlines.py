"""What is asked of a series again and again, read once: of thousands of tables not all rows can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sourcier.evidence.packs import Resource

MOST_SERIES = 4096


@dataclass(frozen=True, slots=True)
class Outline:
    """A series, or a table of estimates, without its figures."""

    entities: frozenset[str]
    is_annual: bool
    """Its periods are years."""
    has_negatives: bool
    """Some figure of it is written with a minus."""


@lru_cache(maxsize=MOST_SERIES)
def outline_of(resource: Resource) -> Outline:
    """Return the outline of a series, or of estimates: those have subjects, and days for periods."""
    rows = resource.rows()
    is_series = resource.shape == "series"
    whom, figure = ("entity", "value") if is_series else ("subject", "low")
    return Outline(
        entities=frozenset(row[whom] or "" for row in rows),
        is_annual=is_series and bool(rows) and len(rows[0]["period"] or "") == 4,
        has_negatives=any((row[figure] or "").startswith("-") for row in rows),
    )
