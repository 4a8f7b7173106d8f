"""Articles, claims and verdicts over time and by publisher: counts, and no ranking of anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.assessment.lexicon import fold

if TYPE_CHECKING:
    import duckdb

STATUSES = ("supported", "refuted", "conflicting", "not_enough_evidence", "none")
FEW = 10
"""Articles below which a publisher's counts say little."""
_MOST_MONTHS = 36
_COUNTS = ", ".join(f"count(*) FILTER (WHERE verdict = '{one}')" for one in STATUSES[:-1])


@dataclass(frozen=True, slots=True)
class Counted:
    """What some articles hold."""

    name: str | None
    """A publisher, or a period (2024, 2024-03); None for the undated, or of nobody named."""
    articles: int
    sentences: int
    carrying: int
    """Sentences with claims."""
    claims: int
    verdicts: Mapping[str, int]


def by_publisher(database: duckdb.DuckDBPyConnection) -> list[Counted]:
    """Return the counts of each publisher, in the order of the alphabet."""
    return sorted(_counted(database, "publisher"), key=lambda one: (one.name is None, fold(one.name or "")))


def by_period(database: duckdb.DuckDBPyConnection) -> list[Counted]:
    """Return the counts of each month, of each year where there are many months; the undated last."""
    months = database.execute("SELECT count(DISTINCT strftime(published, '%Y-%m')) FROM articles").fetchone()
    return _counted(database, f"strftime(published, '{'%Y' if months and months[0] > _MOST_MONTHS else '%Y-%m'}')")


def _counted(database: duckdb.DuckDBPyConnection, name: str) -> list[Counted]:
    rows = database.execute(
        f"SELECT {name} AS name, count(DISTINCT a.id), {_COUNTS}, "  # noqa: S608 - our own names
        "count(*) FILTER (WHERE c.claim IS NOT NULL AND verdict IS NULL) FROM articles a "
        "LEFT JOIN assessments c ON c.article = a.id GROUP BY 1 ORDER BY 1 NULLS LAST"
    ).fetchall()
    sizes = {
        row[0]: row[1:]
        for row in database.execute(
            f"SELECT {name}, sum(sentences), sum(sentences_with_claims), sum(claims) FROM articles GROUP BY 1"  # noqa: S608 - our own names
        ).fetchall()
    }
    found = []
    for row in rows:
        sentences, carrying, claims = (int(one) for one in sizes[row[0]])
        verdicts = dict(zip(STATUSES, row[2:], strict=True))
        found.append(Counted(row[0], row[1], sentences, carrying, claims, verdicts))
    return found
