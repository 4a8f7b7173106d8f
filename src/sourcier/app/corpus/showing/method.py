"""How a corpus came about and how it was read: what a paper that quotes its figures has to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sourcier.core.dossier import Run

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Method:
    """What was read, with what, and what is missing. No clock: the same corpus gives the same page."""

    run: Run
    encoder: str
    """Of the vectors that propose which claims are one."""
    inputs: int
    duplicates: int
    """Inputs whose article came from another one: counted once."""
    errors: tuple[tuple[str, int], ...]
    """Inputs that could not be read, by slug, the commonest first."""
    first: date | None
    last: date | None
    """Days of publication; None where no article is dated."""
    undated: int
    """Articles without a day."""
    claims: int
    decided: int
    """Claims with a verdict that takes a side, or says that the evidence settles nothing."""


def method_of(run: Run, encoder: str, database: duckdb.DuckDBPyConnection) -> Method:
    """Return how a corpus was made, from its tables."""
    states = dict(_rows(database, "SELECT state, count(*) FROM inputs GROUP BY state"))
    errors = _rows(
        database,
        "SELECT slug, count(*) AS inputs FROM inputs WHERE state = 'error' GROUP BY slug ORDER BY inputs DESC, slug",
    )
    ((first, last, undated),) = _rows(
        database, "SELECT min(published), max(published), count(*) FILTER (WHERE published IS NULL) FROM articles"
    )
    ((claims, decided),) = _rows(
        database, "SELECT (SELECT count(*) FROM claims), count(*) FROM assessments WHERE verdict IS NOT NULL"
    )
    return Method(
        run=run,
        encoder=encoder,
        inputs=sum(states.values()),
        duplicates=states.get("duplicate", 0),
        errors=tuple((str(slug), count) for slug, count in errors),
        first=first,
        last=last,
        undated=undated,
        claims=claims,
        decided=decided,
    )


def _rows(database: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return database.execute(query).fetchall()
