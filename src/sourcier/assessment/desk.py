"""What every operation works with, and what it hands back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sourcier.assessment.computations import Outcome, Row, compute, rows_of
from sourcier.assessment.measures import Measures
from sourcier.assessment.tables import Tables
from sourcier.assessment.wording import sentence
from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.findings import (
    Candidate,
    Caveat,
    Cell,
    Comparison,
    Computation,
    Finding,
    Operation,
    Query,
    Reading,
    Signal,
    Verdict,
)
from sourcier.core.ids import make_id
from sourcier.evidence.packs import Resource
from sourcier.text.draft import Draft

DEFAULT_CAVEATS: tuple[Caveat, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a claim says, checked: alternative readings, the deciding one first."""

    findings: tuple[Finding, ...]
    verdict: Verdict
    caveats: tuple[Caveat, ...] = ()
    at_publication: Verdict | None = None
    note: str = ""
    """A sentence that completes the findings' own: what is true of another year, who disagrees."""
    reads_negation: bool = False
    """Its operation took the claim's negation into account: nothing turns it over afterwards."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One article on the table: its draft, the packs, and a list of what was put aside."""

    draft: Draft
    tables: Tables
    measures: Measures
    rejected: list[Candidate] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Sentences about rows that a fitting table lacks."""

    @property
    def lang(self) -> Lang:
        """The article's language."""
        return self.draft.article.lang

    @property
    def today(self) -> date:
        """The day of publication; without one, the day up to which the packs know the world."""
        return self.draft.article.published or self.tables.packs.now or date.max


@dataclass(frozen=True, slots=True)
class Run:
    """Queries with the function that reads them, and what came out."""

    function: str
    queries: tuple[Query, ...]
    outcome: Outcome

    @classmethod
    def of(cls, function: str, *queries: Query) -> Run:
        """Run a computation. Raises NothingToCompute when the rows do not allow it."""
        return cls(function, queries, compute(function, queries))


def make_finding(
    claim: Claim,
    run: Run,
    comparison: Comparison,
    *,
    operation: Operation,
    resource: Resource,
    lang: Lang,
    statement: str,
    expression: str,
    cells: Sequence[Cell],
    measure: str = "",
    definition: str | None = None,
    unit: str = "",
    entities: Sequence[str] = (),
    period: str = "",
    caveats: Sequence[Caveat] = DEFAULT_CAVEATS,
    signals: Sequence[Signal] = (),
    probability: float = 1.0,
    clock: str = "now",
) -> Finding:
    """Return a finding; its id says which claim, which reading, which cells."""
    reading = Reading(
        operation=operation,
        pack=resource.pack,
        resource=resource.name,
        measure=measure or resource.label.get(lang, resource.name),
        definition=_definition(resource, lang) if definition is None else definition,
        entities=tuple(entities),
        period=period,
    )
    where = ";".join(f"{cell.resource}:{cell.key}" for cell in cells)
    asked = ";".join(f"{query.sql}{query.parameters}" for query in run.queries)
    return Finding(
        id=make_id(
            "fnd", claim.id, operation, resource.pack, resource.name, reading.measure, run.function, where, asked
        ),
        claim_id=claim.id,
        reading=reading,
        clock="publication" if clock == "publication" else "now",
        queries=run.queries,
        cells=tuple(cells),
        computation=Computation(run.function, expression, run.outcome.low, run.outcome.high, unit),
        comparison=comparison,
        statement=sentence(statement),
        caveats=tuple(caveats),
        signals=tuple(signals),
        probability=round(probability, 3),
    )


def _definition(resource: Resource, lang: Lang) -> str:
    """Return what a table counts; nothing for estimates, whose definitions list every measure by its code."""
    return "" if resource.shape == "estimate" else resource.definition.get(lang, "")


def make_cell(
    resource: Resource,
    row: Row,
    key: Sequence[str],
    column: str,
    *,
    lang: Lang,
    unit: str = "",
    value: str | None = None,
    label: str = "",
    extra: Sequence[tuple[str, str]] = (),
) -> Cell:
    """Return the cell of a row, with its source as the row or the table names it."""
    source, url = _source(row.get("source") or "", resource)
    issued = row.get("issued")
    return Cell(
        pack=resource.pack,
        resource=resource.name,
        key=(*((name, row.get(name) or "") for name in key), *extra),
        column=column,
        value=(row.get(column) or "") if value is None else value,
        unit=unit or resource.unit,
        label=label or resource.label.get(lang, resource.name),
        source=source,
        url=url,
        issuer=row.get("issuer") or None,
        party=row.get("party") or None,
        issued=date.fromisoformat(issued[:10]) if issued else None,
        note=row.get(f"note_{lang}") or row.get("note") or None,
    )


def _source(written: str, resource: Resource) -> tuple[str, str | None]:
    """Split "Title — https://…"; a bare name gets the first address of the resource."""
    head, _, tail = written.rpartition(" — ")
    if tail.startswith("http"):
        return head, tail
    title, path = resource.sources[0] if resource.sources else ("", "")
    return written or title, path or None


def series_cells(resource: Resource, query: Query, lang: Lang, *, unit: str = "") -> list[Cell]:
    """Return one cell a row of a series query."""
    return [make_cell(resource, row, ("entity", "period"), "value", lang=lang, unit=unit) for row in rows_of(query)]
