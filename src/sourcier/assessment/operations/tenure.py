"""Since when, until when and how long an office is held."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.comparison import (
    Bounds,
    claimed_bounds,
    compare_dates,
    compare_number,
    show_interval,
)
from sourcier.assessment.computations import NothingToCompute, Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lexicon import fold
from sourcier.assessment.numbers import show
from sourcier.assessment.operations.holders import Held
from sourcier.assessment.operations.membership import spell
from sourcier.assessment.operations.relations import day_of, end_of, relation_cells
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Caveat, Finding, Operation, Query, Verdict
from sourcier.core.language import Grain, Quantity, TimeInterval
from sourcier.evidence.packs import Resource

LASTED = (
    "SELECT *, $day AS counted_to FROM {table} "
    "WHERE subject = $subject AND object = $object "
    "AND list_contains(string_split($relations, ' '), relation) ORDER BY start"
)


ENTRY = re.compile(r"^(?:de|du|d'|entre|from|between)\s*")
ENDS = re.compile(r"\s+(?:a|au|et|to|until|till|through|and|jusqu'en|jusqu'a|jusqu'au)\s+|\s*[-–]\s*")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
YEARS = frozenset({"a", "an", "ans", "year", "years"})
HANDOVER = timedelta(days=3)
"""Nomination, oath and handover may lie apart."""
SHORT, LONG = Decimal("0.1"), Decimal("0.25")
"""Shares of a number of years by which a term may fall short of it, or exceed it, and still be called so."""
HALF_YEAR, YEAR_MORE = Decimal("0.5"), Decimal(1)
"""Years below and above, from which on the number is wrong; in between it is loose and decides nothing."""


def dated(
    scope: Scope,
    desk: Desk,
    resource: Resource,
    body: str,
    every: Query,
    when: TimeInterval,
    *,
    is_exit: bool,
) -> Part | None:
    """Return the part that checks when an office was taken, or left; the spell that fits best decides."""
    best: Finding | None = None
    for row in rows_of(every):
        finding = _dated_row(scope, desk, resource, body, row, (when.start, when.end), is_exit=is_exit)
        if finding is not None and (best is None or finding.comparison.holds):
            best = finding
    if best is None:
        return None
    return Part((best,), best.verdict, (), best.verdict)


def _dated_row(
    scope: Scope,
    desk: Desk,
    resource: Resource,
    body: str,
    row: Row,
    claimed: tuple[date | None, date | None],
    *,
    is_exit: bool,
) -> Finding | None:
    """Return the finding on the start, or the end, of one spell; None when the row has no such day."""
    lang = scope.lang
    alone = desk.tables.query(
        resource,
        "SELECT * FROM {table} "
        "WHERE subject = $subject AND object = $object AND relation = $relation AND start = CAST($start AS DATE)",
        {
            "subject": row["subject"] or "",
            "object": body,
            "relation": row["relation"] or "",
            "start": row["start"] or "",
        },
    )
    try:
        run = Run.of("ended" if is_exit else "started", alone)
    except NothingToCompute:
        return None
    comparison = compare_dates(claimed, (run.outcome.start, run.outcome.end), lang=lang, slack=HANDOVER)
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=say(
            "left_office" if is_exit else "took_office",
            lang,
            who=desk.tables.label(row["subject"] or "", lang),
            body=desk.tables.label(body, lang),
            day=show_interval(run.outcome.start, run.outcome.end, lang),
        ),
        expression=show_interval(run.outcome.start, run.outcome.end, lang),
        cells=relation_cells(resource, alone, lang),
        entities=(row["subject"] or "", body),
        period=row["start"] or "",
        probability=0.9,
    )


def term_of(time: TimeInterval) -> tuple[tuple[date, date], tuple[date, date]] | None:
    """Return both ends of "de 1997 à juin 2007", each as the year, month or day it names; None for one period."""
    ends = ENDS.split(ENTRY.sub("", fold(time.text).strip()), maxsplit=1)
    if time.start is None or time.end is None or time.mod not in {"at", "during"} or len(ends) != 2:
        return None
    first, last = (_grain(end) for end in ends)
    if first is None or last is None:
        return None
    closing = time.end - timedelta(days=1)
    low = {Grain.YEAR: closing.replace(month=1, day=1), Grain.MONTH: closing.replace(day=1)}.get(last, closing)
    opening = end_of(replace(time, grain=first))
    return ((time.start, opening), (low, time.end)) if opening and opening <= low else None


def _grain(words: str) -> Grain | None:
    """Return how finely an end is given, None when it names no year of its own."""
    found = YEAR.search(words)
    if found is None:
        return None
    rest = words[: found.start()].strip(" ,")
    if not rest:
        return Grain.YEAR
    return Grain.DAY if any(each.isdigit() for each in rest) else Grain.MONTH


def whole_term(
    scope: Scope, desk: Desk, resource: Resource, body: str, every: Query, when: TimeInterval
) -> Part | None:
    """Return the part that checks both ends of a term: supported where both are those of one spell.

    Refuted where the claim reaches beyond the only spell of its time; a shorter time within a spell stays open.
    """
    term = term_of(when)
    if term is None:
        return None
    best: list[Finding] = []
    rows = rows_of(every)
    for row in rows:
        pair = [
            _dated_row(scope, desk, resource, body, row, claimed, is_exit=is_exit)
            for is_exit, claimed in zip((False, True), term, strict=True)
        ]
        findings = [one for one in pair if one is not None]
        if len(findings) == 2 and all(one.comparison.holds for one in findings):
            return Part(tuple(findings), Verdict.SUPPORTED, (), Verdict.SUPPORTED, findings[1].statement)
        best = findings
    if len(rows) != 1 or not best:
        return None
    start, end = day_of(rows[0], "start"), day_of(rows[0], "end")
    beyond = []
    if start is not None and term[0][1] + HANDOVER <= start:
        beyond.append(best[0])
    if end is not None and term[1][0] - HANDOVER > end and len(best) == 2:
        beyond.append(best[1])
    return Part(tuple(beyond), Verdict.REFUTED, (), Verdict.REFUTED) if beyond else None


def is_age(scope: Scope, quantity: Quantity) -> bool:
    """Say whether years are those of a person: ", 51 ans," "âgé de 51 ans", "51-year-old", "à 51 ans"."""
    at = scope.at(quantity.span)
    size = sum(quantity.span.contains(word.span) for word in scope.words)
    before = {word.folded for word in scope.words[max(at - 2, 0) : at]}
    after = {word.folded for word in scope.words[at + size : at + size + 2]}
    beside = scope.words[at - 1].folded if at else ""
    return (
        bool(before & {"age", "agee", "aged"})
        or beside in {",", "(", "a"}
        or bool(after & {"old", "ago"})
        or (bool(before & {"y", "il"}) and "y" in before)
    )


def lasted_years(scope: Scope, desk: Desk, resource: Resource, one: Held, body: str) -> Part | None:
    """Return the part that checks for how many years an office was held, all spells together."""
    lang, person = scope.lang, one.person.entity_id or ""
    quantity = next(each for each in scope.quantities if each.unit in YEARS and not is_age(scope, each))
    parameters = {
        "subject": person,
        "object": body,
        "relations": " ".join(one.relations),
        "day": desk.today.isoformat(),
    }
    query = desk.tables.query(resource, LASTED, parameters)
    try:
        run = Run.of("lasted", query)
    except NothingToCompute:
        return None
    bounds, is_loose = claimed_bounds(quantity), False
    if bounds.low is not None and bounds.high is not None:
        figure = bounds.figure
        near = replace(bounds, low=figure - min(HALF_YEAR, figure * SHORT), high=figure + min(YEAR_MORE, figure * LONG))
        far = replace(bounds, low=figure - HALF_YEAR, high=figure + YEAR_MORE)
        lasted = run.outcome.numbers[0]
        is_loose = _within(far, lasted) and not _within(near, lasted)
        bounds = near
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="years", lang=lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=say(
            "office_lasted",
            lang,
            who=desk.tables.label(person, lang),
            body=desk.tables.label(body, lang),
            years=show(run.outcome.numbers[0], lang),
            spells=", ".join(spell(row, lang) for row in rows_of(query)),
        ),
        expression=f"{show(run.outcome.numbers[0], lang)}",
        cells=relation_cells(resource, query, lang),
        unit="years",
        entities=(person, body),
        period=desk.today.isoformat(),
        probability=0.9,
    )
    if is_loose:
        return Part((finding,), Verdict.NOT_ENOUGH_EVIDENCE, (Caveat.IMPRECISE,), Verdict.NOT_ENOUGH_EVIDENCE)
    return Part((finding,), finding.verdict, (), finding.verdict)


def _within(bounds: Bounds, years: Decimal) -> bool:
    return bounds.low is not None and bounds.high is not None and bounds.low <= years <= bounds.high
