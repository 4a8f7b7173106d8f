"""A SQLite file of one dossier: tables with keys, and full text of the claims. Datasette opens it as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from importlib import resources
from typing import TypeVar

from sourcier.core.dossier import Dossier
from sourcier.core.findings import Finding
from sourcier.core.language import Quantity, TimeInterval
from sourcier.core.revisions import Revision
from sourcier.core.testimony import FactCheckFinding, PassageFinding, QuoteFinding
from sourcier.dossier.exports import rows, testimony_rows
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.records import Gathered, gather, reading_order
from sourcier.dossier.exports.rows import Row


def database(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return the file, the same bytes for the same dossier and decisions with one version of SQLite."""
    gathered = gather(dossier, revisions, with_reasons=labels.tells(by_default=True))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as held:
        held.execute("PRAGMA page_size = 4096")
        held.execute("PRAGMA foreign_keys = ON")
        held.executescript((resources.files(__package__) / "schema.sql").read_text(encoding="utf-8"))
        held.execute("BEGIN")
        for table, listed in _tables(gathered):
            for row in listed:
                _insert(held, table, row)
        held.execute("INSERT INTO claims_fts(claims_fts) VALUES ('rebuild')")
        held.execute("COMMIT")
        held.execute("INSERT INTO claims_fts(claims_fts) VALUES ('optimize')")
        return held.serialize()


_T = TypeVar("_T", Quantity, TimeInterval)


def _insert(held: sqlite3.Connection, table: str, row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    blanks = ", ".join("?" * len(row))
    held.execute(f'INSERT INTO "{table}" ({names}) VALUES ({blanks})', tuple(row.values()))  # noqa: S608 - our own names


def _tables(gathered: Gathered) -> Iterable[tuple[str, Iterable[Row]]]:
    """Return the rows of each table, those that others point to first."""
    dossier = gathered.dossier
    claims = {one.id: number for number, one in enumerate(gathered.claims, start=1)}
    quantities = reading_order([*dossier.quantities, *(q for claim in dossier.claims for q in claim.quantities)])
    times = reading_order([*dossier.times, *(t for claim in dossier.claims for t in claim.times)])
    yield "articles", [rows.article(dossier)]
    yield "sentences", _numbered(rows.sentences(dossier))
    yield "claims", _numbered(rows.claims(gathered, claims))
    yield "quantities", _numbered(rows.quantity(one) for one in quantities)
    yield (
        "claim_quantities",
        _links("quantity", claims, {claim.id: claim.quantities for claim in dossier.claims}, quantities),
    )
    yield "times", _numbered(rows.time(one) for one in times)
    yield "claim_times", _links("time", claims, {claim.id: claim.times for claim in dossier.claims}, times)
    tables = [one for one in gathered.findings if isinstance(one.finding, Finding)]
    versions = {pack.name: pack.version for pack in dossier.run.packs}
    yield "findings", _numbered(rows.finding(one, claims, versions) for one in tables)
    yield "cells", _numbered(row for number, one in enumerate(tables, start=1) for row in rows.cells(one, number))
    for table, kind, row in (
        ("passages", PassageFinding, testimony_rows.passage),
        ("factchecks", FactCheckFinding, testimony_rows.factcheck),
    ):
        yield table, _numbered(row(one, claims) for one in gathered.findings if isinstance(one.finding, kind))
    quoted = [one for one in gathered.findings if isinstance(one.finding, QuoteFinding)]
    yield "quotations", _numbered(testimony_rows.quotation(one, claims, dossier.article.text) for one in quoted)
    yield (
        "decisions",
        _numbered(testimony_rows.decision(one, claims, gathered.reason(one)) for one in gathered.revisions),
    )


def _numbered(listed: Iterable[Row]) -> Iterable[Row]:
    return ({"number": number, **row} for number, row in enumerate(listed, start=1))


def _links(
    column: str, claims: Mapping[str, int], carried: Mapping[str, Sequence[_T]], listed: Sequence[_T]
) -> Iterable[Row]:
    numbers = {one: number for number, one in enumerate(listed, start=1)}
    for claim, mine in carried.items():
        for number in sorted({numbers[one] for one in mine}):
            yield {"claim": claims[claim], column: number}
