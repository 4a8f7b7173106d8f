"""Estimates added up, or set against the world's: what several states have together, what part of it all one has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_borderline, is_imprecise, show_day
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.margins import is_rounded_share
from sourcier.assessment.numbers import show, show_amount
from sourcier.assessment.operations.estimates.issuers import Said, fit_of, laid_to
from sourcier.assessment.operations.figures.around import has_own_figures, whole_of
from sourcier.assessment.operations.figures.series import Meant, bounds_for, meant_by
from sourcier.assessment.periods import time_for
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, subjects_of
from sourcier.assessment.wording import issuer_name, join, say
from sourcier.core.findings import Caveat, Finding, Operation, Query, Verdict
from sourcier.core.language import Quantity

OF_ONE_DAY = (
    "SELECT subject, measure, low, high, as_of, issued, issuer, party, source FROM {table} "
    "WHERE list_contains(string_split($subjects, ' '), subject) AND measure = $measure AND issuer = $issuer "
    "AND as_of = CAST($as_of AS DATE) AND issued = CAST($issued AS DATE) ORDER BY subject"
)
FRESH = timedelta(days=560)
"""How old yearly figures may be: those of a year come out in the middle of the next and stand for twelve months."""
FRACTION = Decimal(2)
"""Points that "un tiers", "a quarter" allow on each side."""
PART_OF = frozenset({"dont", "including"})


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that add up estimates of states, or set them against the world's."""
    read, quantities = _read(scope, desk), scope.quantities
    parts = []
    for quantity in quantities:
        is_share = quantity.unit in {"%", "1"} and read.has("world") and not read.has("up", "down", "multiplied")
        is_sum = quantity.unit not in {"%", "1", "pp"} and scope.has("sum")
        is_sum = is_sum and not has_own_figures(scope, subjects_of(scope, desk.tables, desk.today))
        if not is_share and not is_sum:
            continue
        said_by = laid_to(scope, desk)
        subjects = [
            one.id
            for one in subjects_of(scope, desk.tables, desk.today)
            if not any(one.mention and span.overlaps(one.mention.span) for span in said_by.spans)
        ]
        states = [one for one in subjects if one in desk.tables.states]
        if not states or len(states) < len([one for one in subjects if one != WORLD]) or (is_sum and len(states) == 1):
            continue
        part = _part(read, desk, quantity, states, is_share=is_share)
        if part is not None:
            parts.append(part)
    return parts


def _read(scope: Scope, desk: Desk) -> Scope:
    """Return the words that say what a part is taken of: for "dont un tiers pour …", those of its sentence."""
    first = [word.folded for word in scope.words[:2]]
    if not (PART_OF & set(first[:1]) or first == ["of", "which"]):
        return scope
    whole = whole_of(scope, desk)
    others = [one for one in whole.mentions if one not in scope.mentions and one.kind == "state"]
    return scope if others else replace(whole, quantities=scope.quantities)


def _part(scope: Scope, desk: Desk, quantity: Quantity, states: Sequence[str], *, is_share: bool) -> Part | None:
    operation = Operation.SHARE if is_share else Operation.SUM
    for meant in meant_by(scope, desk, operation, None if is_share else quantity, shapes=("series", "estimate")):
        measure = meant.match.measure
        if measure.resource.shape != "estimate" or measure.unit.startswith("%"):
            continue
        wanted = [*states, WORLD] if is_share else states
        days = _days(scope, desk, meant, quantity, wanted)
        if not days:
            continue
        # What was out by the day comes first; among that the latest.
        day = max(days, key=lambda one: (one.issued <= desk.today, one.as_of, one.issued))
        part = _settled(scope, desk, meant, quantity, states, day, is_share=is_share)
        newer = [one for one in days if one.as_of > day.as_of and not scope.times]
        if part is None or part.verdict is not Verdict.REFUTED or not newer:
            return part
        later = [_finding(scope, desk, meant, quantity, states, one, is_share=is_share) for one in newer]
        if all(one is None or one.verdict is Verdict.REFUTED for one in later):
            return part
        # What is told of today is borne out by figures of a day before it that came out since.
        return Part(part.findings, Verdict.NOT_ENOUGH_EVIDENCE, (*part.caveats, Caveat.ONLY_KNOWN_LATER), part.verdict)
    return None


def _days(scope: Scope, desk: Desk, meant: Meant, quantity: Quantity, wanted: Sequence[str]) -> list[Said]:
    """Return a row of each set of figures, of one issuer and day, that has all who are wanted."""
    time, last = time_for(scope, quantity), desk.today
    first = last - FRESH
    if time is not None and time.mod in {"at", "approx"} and time.start is not None and time.end is not None:
        first, last = time.start, min(time.end - timedelta(days=1), desk.today)
    laid = laid_to(scope, desk)
    rows = [Said(meant.resource, row) for row in meant.resource.rows() if row["measure"] == meant.match.measure.measure]
    sets: dict[tuple[str, date, date], list[Said]] = {}
    for one in rows:
        if first <= one.as_of <= last:
            sets.setdefault((one.row["issuer"] or "", one.as_of, one.issued), []).append(one)
    full = [some for some in sets.values() if {*wanted} <= {one.row["subject"] for one in some}]
    named = [some for some in full if fit_of(laid, desk, some[0])]
    if laid.is_laid and not named:
        return []
    return [some[0] for some in named or full]


def _settled(
    scope: Scope, desk: Desk, meant: Meant, quantity: Quantity, states: Sequence[str], day: Said, *, is_share: bool
) -> Part | None:
    finding = _finding(scope, desk, meant, quantity, states, day, is_share=is_share)
    if finding is None:
        return None
    caveats = [*finding.caveats, Caveat.SINGLE_SOURCE]
    verdict = finding.verdict
    if is_borderline(finding.comparison) or (is_share and is_rounded_share(finding.comparison)):
        verdict = Verdict.NOT_ENOUGH_EVIDENCE
        caveats.append(Caveat.IMPRECISE)
    if day.issued > desk.today:
        return Part((finding,), verdict, (*caveats, Caveat.ONLY_KNOWN_LATER), Verdict.NOT_ENOUGH_EVIDENCE)
    return Part((finding,), verdict, tuple(caveats), verdict)


def _finding(
    scope: Scope, desk: Desk, meant: Meant, quantity: Quantity, states: Sequence[str], day: Said, *, is_share: bool
) -> Finding | None:
    resource, lang, measure = meant.resource, scope.lang, meant.match.measure
    parts = _query(desk, day, states)
    queries = [parts, _query(desk, day, [WORLD])] if is_share else [parts]
    try:
        run = Run.of("share" if is_share else "total", *queries)
    except NothingToCompute:
        return None
    unit = "%" if is_share else measure.unit
    bounds = bounds_for(scope, quantity).scaled(Decimal(100) if is_share and quantity.unit == "1" else meant.factor)
    if is_share and quantity.unit == "1" and bounds.low is not None and bounds.low == bounds.high:
        bounds = Bounds(bounds.low - FRACTION, bounds.figure + FRACTION, bounds.comparator, bounds.figure)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=resource.tolerance, unit=unit, lang=lang)
    value = run.outcome.numbers[0]
    added = " + ".join(show(Decimal(row["low"] or "0"), lang) for row in rows_of(parts))
    expression = f"{added} = {show(value, lang)}"
    if is_share:
        base = show(Decimal(rows_of(queries[1])[0]["low"] or "0"), lang)
        expression = f"({added}) / {base} = {show(value, lang)} %"
    issuer = day.row["issuer"] or ""
    cells = [
        make_cell(
            resource, row, ("subject", "measure", "issuer", "as_of"), "low", lang=lang, unit=measure.unit,
            label=measure.title(lang),
        )
        for query in queries
        for row in rows_of(query)
    ]  # fmt: skip
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.SHARE if is_share else Operation.SUM,
        resource=resource,
        lang=lang,
        statement=say(
            "estimates_share" if is_share else "estimates_sum",
            lang,
            measure=measure.title(lang),
            entities=join([desk.tables.label(one, lang) for one in states], lang),
            value=show_amount(value, unit, lang),
            day=show_day(day.as_of, lang),
            issuer=issuer_name(issuer, desk.tables.label(issuer, lang), lang),
        ),
        expression=expression,
        cells=cells,
        measure=measure.title(lang),
        unit=unit,
        entities=tuple(states),
        period=day.as_of.isoformat(),
        caveats=(Caveat.IMPRECISE,) if is_imprecise(comparison, bounds.figure) else (),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )


def _query(desk: Desk, day: Said, subjects: Sequence[str]) -> Query:
    keys = {name: day.row[name] or "" for name in ("measure", "issuer", "as_of", "issued")}
    return desk.tables.query(day.resource, OF_ONE_DAY, {**keys, "subjects": " ".join(sorted(subjects))})
