"""Claims whose verdict is another than in an earlier corpus of the same articles, with the cells of both."""

from __future__ import annotations

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
    """Articles of both."""
    claims: int
    """Claims of both."""
    found: tuple[Change, ...]


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
        Change(new[2], new[3], new[4], new[5], new[6], before=_side(old), now=_side(new))
        for old, new in both
        if old[7] != new[7]
    ]
    return Changes(len({row[0] for _, row in both}), len(both), tuple(found))


def _side(row: tuple[Any, ...]) -> Side:
    verdict, why_none, justification, pack, version, resource, key, value, unit, source = row[7:]
    parts = (f"{pack} {version or ''}".strip(), resource, key, f"{value} {unit or ''}".strip())
    cell = "" if pack is None or value is None else " · ".join(part for part in parts if part)
    return Side(verdict, why_none, justification, cell, source or "")
