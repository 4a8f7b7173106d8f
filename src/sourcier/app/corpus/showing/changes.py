"""Claims whose verdict is another than in an earlier corpus of the same articles, with the cells of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Side:
    """A verdict of one corpus, and what it rests on."""

    verdict: str | None
    why_none: str | None
    justification: str
    cell: str
    """Pack, version, table, row and value; empty where no table decided."""
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """A claim with another verdict than before."""

    article: str
    claim: str
    words: str
    lang: str
    title: str | None
    publisher: str | None
    published: date | None
    before: Side
    now: Side


@dataclass(frozen=True, slots=True)
class Changes:
    """Two corpora compared."""

    shared: int
    """Articles of both, with claims or without."""
    claims: int
    """Claims of both."""
    found: tuple[Change, ...]

    @property
    def moves(self) -> tuple[tuple[str | None, str | None, int], ...]:
        """From which verdict to which how many claims went, the commonest first; None for no verdict."""
        counts = Counter((one.before.verdict, one.now.verdict) for one in self.found)
        return tuple((*move, count) for move, count in sorted(counts.items(), key=lambda one: (-one[1], str(one[0]))))


_SIDES = (
    "SELECT s.article, s.claim, c.words, a.lang, a.title, a.publisher, a.published, s.verdict, s.why_none, "
    "s.justification, f.pack, f.pack_version, f.resource, f.key, f.value, f.unit, f.source "
    "FROM assessments s JOIN claims c ON c.article = s.article AND c.id = s.claim JOIN articles a ON a.id = s.article "
    "LEFT JOIN findings f ON f.article = s.article AND f.id = s.findings[1] "
    "ORDER BY a.published NULLS LAST, a.id, c.start, c.id"
)


def changes(before: duckdb.DuckDBPyConnection, now: duckdb.DuckDBPyConnection) -> Changes:
    """Return the claims of both corpora whose verdicts differ. A claim's id is of its place and words, not of packs."""
    earlier = {(row[0], row[1]): row for row in before.execute(_SIDES).fetchall()}
    rows = now.execute(_SIDES).fetchall()
    both = [(earlier[key], row) for row in rows if (key := (row[0], row[1])) in earlier]
    found = [
        Change(new[0], new[1], new[2], new[3], new[4], new[5], new[6], _side(old), _side(new))
        for old, new in both
        if old[7] != new[7]
    ]
    return Changes(len(_articles(before) & _articles(now)), len(both), tuple(found))


def _articles(database: duckdb.DuckDBPyConnection) -> set[str]:
    return {id_ for (id_,) in database.execute("SELECT id FROM articles").fetchall()}


def _side(row: tuple[Any, ...]) -> Side:
    verdict, why_none, justification, pack, version, resource, key, value, unit, source = row[7:]
    parts = (f"{pack} {version or ''}".strip(), resource, key, f"{value} {unit or ''}".strip())
    cell = "" if pack is None or value is None else " · ".join(part for part in parts if part)
    return Side(verdict, why_none, justification, cell, source or "")
