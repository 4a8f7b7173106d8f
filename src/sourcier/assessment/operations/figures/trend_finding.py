"""What two rows of a table say of a change: the finding, its arithmetic, and how near it comes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_imprecise
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Run, make_finding, series_cells
from sourcier.assessment.numbers import Scaled, show, show_amount
from sourcier.assessment.operations.figures.changes import OWN
from sourcier.assessment.operations.figures.cherry import Choices, from_each_year
from sourcier.assessment.operations.figures.series import TWO, Meant
from sourcier.assessment.periods import last_known_year
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Finding, NumberComparison, Operation, Query


def latest_two(desk: Desk, meant: Meant, subject: Subject, first: str) -> tuple[Query, str]:
    """Return the query with the latest period the table has, for a trend that lasts "until now"."""
    have = [row["period"] or "" for row in meant.resource.rows() if row["entity"] == subject.id]
    last = max((period for period in have if int(period) <= last_known_year(desk.today)), default=first)
    return desk.tables.query(meant.resource, TWO, {"entity": subject.id, "first": first, "last": last}), last


def finding_of(
    scope: Scope, desk: Desk, meant: Meant, query: Query, function: str, bounds: Bounds, unit: str
) -> Finding | None:
    """Return the finding of a change between the two rows of a query; None where it has fewer."""
    try:
        run = Run.of(function, query)
    except NothingToCompute:
        return None
    lang, measured = scope.lang, meant.match.measure.unit
    rows = rows_of(query)
    if len({row["period"] for row in rows}) < 2:
        return None
    low, high = run.outcome.numbers
    tolerance = Decimal(0) if unit in {"", "%", OWN} else meant.resource.tolerance
    comparison = compare_number(
        bounds, (low, high), tolerance=tolerance, unit=measured if unit == OWN else unit, lang=lang
    )
    first, last = rows[0], rows[-1]
    before, after = Decimal(first["value"] or "0"), Decimal(last["value"] or "0")
    caveats = []
    if is_imprecise(comparison, bounds.figure) and unit in {"%", "times", "pp"}:
        caveats.append(Caveat.IMPRECISE)
    choices = choices_of(desk, meant, query, function, bounds) if comparison.holds else None
    if choices is not None:
        run = replace(run, queries=(*run.queries, choices.query))
        caveats += [Caveat.CHERRY_PICKED] if choices.is_picked else []
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.TREND,
        resource=meant.resource,
        lang=lang,
        statement=say(
            "went",
            lang,
            measure=meant.match.measure.title(lang),
            entity=desk.tables.label(first["entity"] or "", lang),
            first=first["period"] or "",
            before=show_amount(before, measured, lang),
            last=last["period"] or "",
            after=show_amount(after, measured, lang),
        ),
        expression=_expression(function, before, after, low, lang),
        cells=series_cells(meant.resource, query, lang),
        unit=measured if unit in {"", OWN} else unit,
        entities=(first["entity"] or "",),
        period=f"{first['period']}/{last['period']}",
        caveats=caveats,
        signals=meant.match.signals,
        probability=meant.match.probability,
    )


def is_within(finding: Finding, query: Query, tolerance: Decimal) -> bool:
    """Say whether a difference misses by less than the table may err in the figures that it is of."""
    found = finding.comparison
    if not isinstance(found, NumberComparison) or found.holds:
        return False
    largest = max(abs(Decimal(row["value"] or "0")) for row in rows_of(query))
    ends = [end for end in (found.claimed_low, found.claimed_high) if end is not None]
    return min(abs(found.observed_low - end) for end in ends) <= tolerance * largest


def choices_of(desk: Desk, meant: Meant, query: Query, function: str, bounds: Bounds) -> Choices | None:
    """Return how a change holds from every other base year; None where the table ends before it."""
    first, last = (row["period"] or "" for row in (rows_of(query)[0], rows_of(query)[-1]))
    return from_each_year(desk, meant.resource, rows_of(query)[0]["entity"] or "", (first, last), function, bounds)


def _expression(function: str, before: Decimal, after: Decimal, result: Decimal, lang: str) -> str:
    known: Lang = "fr" if lang == "fr" else "en"
    # Factors and percentages stand beside the figures; differences share their scale.
    is_part = function in {"growth_factor", "change", "fall"}
    scaled = Scaled.of(max(abs(before), abs(after)), "", known)
    one, two = scaled.plain(before), scaled.plain(after)
    out = show(result, known) if is_part else scaled.plain(result)
    word = f" {scaled.word}" if scaled.word and not is_part else ""
    match function:
        case "growth_factor":
            return f"{two} / {one} = {out}"
        case "change":
            return f"({two} − {one}) / {one} = {out} %"
        case "fall":
            return f"({one} − {two}) / {one} = {out} %"
        case "drop":
            return f"{one} − {two} = {out}{word}"
        case _:
            return f"{two} − {one} = {out}{word}"
