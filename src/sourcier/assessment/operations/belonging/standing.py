"""What the rows of a list say of one state and one body: inside on a day, since when, until when."""

from __future__ import annotations

from datetime import date

from sourcier.assessment.comparison import compare_dates, compare_presence, show_day, show_interval
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.operations.belonging.relations import (
    KEY,
    day_of,
    held,
    knows_absence,
    relation_cells,
    spell,
    spells,
    true_when,
    usual_source,
)
from sourcier.assessment.operations.belonging.ties import Tie
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import of_body, say
from sourcier.core.findings import Caveat, Comparison, Operation, Verdict
from sourcier.evidence.packs import Resource

SUSPENDED = ("suspended_from",)


def held_part(
    scope: Scope,
    desk: Desk,
    resource: Resource,
    tie: Tie,
    relations: tuple[str, ...],
    day: date,
    *,
    expected: bool,
) -> Part:
    """Return the part that says whether a state was inside on a day, with all its spells.

    Args:
        scope: The claim.
        desk: The tables.
        resource: The list.
        tie: State and body.
        relations: What counts as being inside.
        day: On which it must, or must not, be.
        expected: Whether the claim has it inside.
    """
    lang, state, body = scope.lang, tie.state, tie.body
    every = spells(desk, resource, state.id, body.id, relations)
    current = held(desk, resource, state.id, body.id, relations, day)
    run = Run.of("count", current)
    comparison = compare_presence(expected=expected, found=len(current.rows), lang=lang)
    rows = rows_of(every)
    before, after = true_when(rows, day)
    caveats: list[Caveat] = []
    if not comparison.holds and expected:
        caveats += [Caveat.OUTDATED] if before else [Caveat.ONLY_KNOWN_LATER] if after else []
    is_younger = after or any((end := day_of(row, "end")) is not None and end > desk.today for row in rows)
    if not comparison.holds and not expected and is_younger:
        caveats.append(Caveat.ONLY_KNOWN_LATER)
    who, what = desk.tables.label(state.id, lang), desk.tables.label(body.id, lang)
    spans = ", ".join(spell(row, lang) for row in rows)
    key = "is_member" if current.rows else ("was_member" if rows else "never_member")
    cells = relation_cells(resource, every, lang) or [
        make_cell(
            resource,
            {
                "subject": state.id,
                "relation": relations[0],
                "object": body.id,
                "source": usual_source(row for row in resource.rows() if row["object"] == body.id),
            },
            KEY[:3],
            "end",
            lang=lang,
            value="",
        )
    ]
    if expected and not current.rows and is_disputed(resource, tie, day):
        return Part((), Verdict.NOT_ENOUGH_EVIDENCE)
    if not current.rows and not knows_absence(resource, body.id, relations, day, rows):
        desk.missing.append(say("list_incomplete", lang, body=what))
        return Part((), Verdict.NOT_ENOUGH_EVIDENCE)
    finding = make_finding(
        scope.claim,
        Run("count", (current, every), run.outcome),
        comparison,
        operation=Operation.MEMBERSHIP,
        resource=resource,
        lang=lang,
        statement=say(key, lang, who=who, of=of_body(what, lang), day=show_day(day, lang), spells=spans),
        expression=str(len(current.rows)),
        cells=cells,
        unit="",
        entities=(state.id, body.id),
        period=day.isoformat(),
        caveats=caveats,
        probability=0.9,
    )
    return Part((finding,), finding.verdict, tuple(caveats), finding.verdict, reads_negation=True)


def later(comparison: Comparison, start: date | None, today: date) -> tuple[Caveat, ...]:
    """Return the caveat for a date that is refuted by what only happened after publication."""
    is_younger = not comparison.holds and start is not None and start > today
    return (Caveat.ONLY_KNOWN_LATER,) if is_younger else ()


def is_disputed(resource: Resource, tie: Tie, day: date) -> bool:
    """Say whether a state is neither in nor out: invited, or suspended, with no end to it."""
    return any(
        row["subject"] == tie.state.id
        and row["object"] == tie.body.id
        and (row["relation"] or "").startswith(("invited", "suspended"))
        and not row["end"]
        and (row["start"] or "") <= day.isoformat()
        for row in resource.rows()
    )


def dated_part(
    scope: Scope,
    desk: Desk,
    resource: Resource,
    tie: Tie,
    relations: tuple[str, ...],
    claimed: tuple[date | None, date | None],
    is_exit: bool,
) -> Part | None:
    """Return the part that compares a claimed interval with the start, or the end, of the only spell; None without."""
    lang = scope.lang
    every = spells(desk, resource, tie.state.id, tie.body.id, relations)
    try:
        run = Run.of("ended" if is_exit else "started", every)
    except NothingToCompute:
        return None
    if len(rows_of(every)) > 1:
        return None  # which of several spells is meant, the words do not say
    comparison = compare_dates(claimed, (run.outcome.start, run.outcome.end), lang=lang)
    caveats = later(comparison, run.outcome.start, desk.today)
    is_pause = relations == SUSPENDED
    key = ("back_on" if is_exit else "suspended_on") if is_pause else ("left_on" if is_exit else "joined_on")
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.DATE,
        resource=resource,
        lang=lang,
        statement=say(
            key,
            lang,
            who=desk.tables.label(tie.state.id, lang),
            of=of_body(desk.tables.label(tie.body.id, lang), lang),
            body=desk.tables.label(tie.body.id, lang),
            day=show_interval(run.outcome.start, run.outcome.end, lang),
        ),
        expression=show_interval(run.outcome.start, run.outcome.end, lang),
        cells=relation_cells(resource, every, lang),
        entities=(tie.state.id, tie.body.id),
        period=str(run.outcome.start or ""),
        caveats=caveats,
        probability=0.9,
    )
    return Part((finding,), finding.verdict, caveats, finding.verdict)
