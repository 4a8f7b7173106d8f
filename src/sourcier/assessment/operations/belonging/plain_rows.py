"""Rows of office that plain sentences are held against: whose they are, whether in force, since when."""

from __future__ import annotations

from datetime import date, timedelta

from sourcier.assessment.comparison import compare_dates, compare_presence, show_day, show_interval
from sourcier.assessment.computations import NothingToCompute, Row
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.operations.belonging.power import OFFICES, ONE
from sourcier.assessment.operations.belonging.relations import relation_cells, spell
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Operation
from sourcier.evidence.packs import Resource

HEADS = (*OFFICES, "secretary_general_of", "head_of")
"""Offices that lead a state or a body."""
HANDOVER = timedelta(days=3)
Held = tuple[Resource, Row]
"""A table and its row about one office of one person."""


def held_by(desk: Desk, person: str) -> list[Held]:
    """Return all offices that a person held by the day of the article, oldest first."""
    rows = [
        (resource, row)
        for resource in desk.tables.of_shape("relation")
        for row in resource.rows()
        if row["subject"] == person and (row["start"] or "9999") <= desk.today.isoformat() and row["object"]
    ]
    return sorted(rows, key=lambda one: one[1]["start"] or "")


def is_open(row: Row, day: date) -> bool:
    """Say whether a row is in force on a day."""
    return (row["start"] or "9999") <= day.isoformat() and (not row["end"] or row["end"] > day.isoformat())


def in_office(scope: Scope, desk: Desk, one: Held, *, found: int) -> Part:
    """Return the part that bears an office out by its row, which is in force."""
    resource, row = one
    wanted = {name: row[name] or "" for name in ("subject", "object", "relation", "start")}
    query = desk.tables.query(resource, ONE, wanted)
    finding = make_finding(
        scope.claim,
        Run.of("count", query),
        compare_presence(expected=True, found=found, lang=scope.lang),
        operation=Operation.OFFICE,
        resource=resource,
        lang=scope.lang,
        statement=say(
            "holds_office",
            scope.lang,
            who=desk.tables.label(row["subject"] or "", scope.lang),
            body=desk.tables.label(row["object"] or "", scope.lang),
            day=show_day(desk.today, scope.lang),
            spells=spell(row, scope.lang),
        ),
        expression=str(found),
        cells=relation_cells(resource, query, scope.lang),
        entities=(row["subject"] or "", row["object"] or ""),
        period=desk.today.isoformat(),
        probability=0.9,
    )
    return Part((finding,), finding.verdict, (), finding.verdict)


def dated_row(
    scope: Scope, desk: Desk, one: Held, claimed: tuple[date | None, date | None], *, is_exit: bool = False
) -> Part | None:
    """Return the part that compares the start, or the end, of an office with the claimed days."""
    resource, row = one
    wanted = {name: row[name] or "" for name in ("subject", "object", "relation", "start")}
    query = desk.tables.query(resource, ONE, wanted)
    try:
        run = Run.of("ended" if is_exit else "started", query)
    except NothingToCompute:
        return None
    when = show_interval(run.outcome.start, run.outcome.end, scope.lang)
    comparison = compare_dates(claimed, (run.outcome.start, run.outcome.end), lang=scope.lang, slack=HANDOVER)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=scope.lang,
        statement=say(
            "left_office" if is_exit else "took_office",
            scope.lang,
            who=desk.tables.label(row["subject"] or "", scope.lang),
            body=desk.tables.label(row["object"] or "", scope.lang),
            day=when,
        ),
        expression=when,
        cells=relation_cells(resource, query, scope.lang),
        entities=(row["subject"] or "", row["object"] or ""),
        period=row["start"] or "",
        probability=0.9,
    )
    return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)
