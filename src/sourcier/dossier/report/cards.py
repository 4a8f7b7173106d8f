"""The cards of a dossier's claims: findings with their tables and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcier.core.findings import Query
from sourcier.dossier.report.charts import chart, claim_chart, is_deciding
from sourcier.dossier.report.context import Context, cited, issuer_in_full, place
from sourcier.dossier.report.notes import Note, note_of
from sourcier.dossier.report.records import ClaimView, FindingView
from sourcier.dossier.report.typography import cleaned, one_line

_MOST_ROWS = 12
"""Rows of a table that the page shows; the JSON has them all."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as the page shows them."""

    place: str
    columns: tuple[str, ...]
    rows: tuple[tuple[bool, tuple[Note, ...]], ...]
    """Whether the row decides, and its cells, each with the language it is in where it is not the reader's."""
    more: int
    """How many rows are left out."""
    sql: str
    parameters: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A finding with its tables and chart."""

    shown: FindingView
    tables: tuple[Table, ...]
    chart: Markup


@dataclass(frozen=True, slots=True)
class Card:
    """A claim beside the article."""

    claim: ClaimView
    chart: Markup
    proofs: tuple[Proof, ...]
    speaker: int
    """Index in the list of sources, for the filter."""


def card(claim: ClaimView, speakers: Sequence[str], context: Context) -> Card:
    """Return the card of a claim; its speaker must be one of the list."""
    return Card(
        claim=claim,
        chart=Markup(claim_chart(claim.findings, context)),  # noqa: S704 - drawn by us, words escaped there
        proofs=tuple(_proof(finding, context) for finding in claim.findings),
        speaker=speakers.index(claim.speaker),
    )


def _proof(finding: FindingView, context: Context) -> Proof:
    return Proof(
        shown=finding,
        tables=tuple(_table(query, finding, context) for query in finding.finding.queries),
        chart=Markup(chart(finding, context)),  # noqa: S704 - drawn by us, words escaped there
    )


def _table(query: Query, finding: FindingView, context: Context) -> Table:
    records = [dict(zip(query.columns, row, strict=False)) for row in query.rows]
    deciding = [is_deciding(record, finding.finding, query) for record in records]
    first = 0
    if len(records) > _MOST_ROWS and True in deciding:
        first = min(max(deciding.index(True) - _MOST_ROWS // 2, 0), len(records) - _MOST_ROWS)
    kept = range(first, min(first + _MOST_ROWS, len(records)))
    other = "label_en" if context.say.lang == "fr" else "label_fr"
    columns = [name for name in query.columns if name != other and any(records[i].get(name) for i in kept)]
    return Table(
        place=place(query.pack, query.resource, context),
        columns=tuple(context.say.get(f"column.{name}", one_line(name)) for name in columns),
        rows=tuple(
            (deciding[i], tuple(_entry(name, records[i].get(name), query.pack, context) for name in columns))
            for i in kept
        ),
        more=len(records) - len(kept),
        sql=cleaned(query.sql),
        parameters=", ".join(f"${one_line(name)} = {one_line(value)}" for name, value in query.parameters),
    )


def _entry(column: str, value: str | None, pack: str, context: Context) -> Note:
    if column == "note":
        return note_of(value, pack, context.note_langs, context.say)
    if not value:
        return Note("", "")
    if column == "issuer":
        return Note(issuer_in_full(value, context), "")
    return Note(cited(value, None)[0] if column == "source" else context.entry(column, value), "")
