"""Several entities together: their sum, and their share of the world."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_imprecise
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.numbers import show, show_amount
from sourcier.assessment.operations.lookup import ask
from sourcier.assessment.operations.series import ONE, SEVERAL, Meant, annual, bounds_for, meant_by, settle
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject, subjects_of
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Finding, Operation
from sourcier.core.language import Quantity

FRACTION_SLACK = Decimal("0.02")
"""What "un quart", "a third" allow on each side, in the share itself."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that add up entities, or set them against the world."""
    subjects = [one for one in subjects_of(scope, desk.tables, desk.today) if one.id != WORLD]
    together = _together(subjects)
    if not together:
        return []
    parts = []
    for quantity in scope.quantities:
        is_share = scope.has("world") and quantity.unit in {"%", "1"} and not scope.has("up", "down")
        is_sum = len(together) > 1 and (scope.has("sum") or any(one.members for one in subjects)) and not is_share
        if is_share or is_sum:
            part = _part(scope, desk, quantity, subjects, together, is_share=is_share)
            if part is not None:
                parts.append(part)
    return parts


def _together(subjects: list[Subject]) -> tuple[str, ...]:
    """Return the states meant; none when a group stands beside others: who is counted twice is unclear."""
    groups = [one for one in subjects if one.members]
    if groups:
        return groups[0].members if len(subjects) == 1 else ()
    return tuple(one.id for one in subjects)


def _part(
    scope: Scope, desk: Desk, quantity: Quantity, subjects: list[Subject], together: tuple[str, ...], *, is_share: bool
) -> Part | None:
    operation = Operation.SHARE if is_share else Operation.SUM
    for meant in meant_by(scope, desk, operation, None if is_share else quantity):
        unit = meant.match.measure.unit
        if not annual(meant.resource) or unit.startswith("%") or " per " in unit or unit in {"years", "score"}:
            continue
        asked = ask(scope, desk, meant, quantity, Subject(WORLD if is_share else together[0], None))
        if asked is None:
            continue
        period = (rows_of(asked[0])[0]["period"] or "") if asked[0].rows else asked[1]
        finding = _finding(scope, desk, meant, quantity, subjects, together, period, is_share=is_share)
        if finding is None:
            continue
        return settle([finding], [period], desk.today)
    return None


def _finding(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    quantity: Quantity,
    subjects: list[Subject],
    together: tuple[str, ...],
    period: str,
    *,
    is_share: bool,
) -> Finding | None:
    resource, lang = meant.resource, scope.lang
    unit = "%" if is_share else meant.match.measure.unit
    parts = desk.tables.query(resource, SEVERAL, {"entities": " ".join(together), "period": period})
    if len(parts.rows) < len(together):
        have = {row[0] for row in parts.rows}
        gone = join([desk.tables.label(one, lang) for one in together if one not in have], lang)
        desk.missing.append(
            say("missing_row", lang, measure=meant.match.measure.title(lang), entity=gone, period=period)
        )
        return None
    queries = [parts]
    if is_share:
        queries.append(desk.tables.query(resource, ONE, {"entity": WORLD, "period": period}))
    try:
        run = Run.of("share" if is_share else "total", *queries)
    except NothingToCompute:
        return None
    bounds = bounds_for(scope, quantity).scaled(Decimal(100) if is_share and quantity.unit == "1" else meant.factor)
    if is_share and quantity.unit == "1" and bounds.low == bounds.high and bounds.low is not None:
        slack = FRACTION_SLACK * 100
        bounds = Bounds(bounds.low - slack, bounds.figure + slack, bounds.comparator, bounds.figure)
    low, high = run.outcome.numbers
    comparison = compare_number(bounds, (low, high), tolerance=resource.tolerance, unit=unit, lang=lang)
    names = [desk.tables.label(one.id, lang) for one in subjects]
    added = [Decimal(row["value"] or "0") for row in rows_of(parts)]
    plus = " + ".join(show(value, lang) for value in added[:5]) + (" + …" if len(added) > 5 else "")
    key = "share_is" if is_share else "sum_is"
    whole = show(Decimal(rows_of(queries[1])[0]["value"] or "0"), lang) if is_share else ""
    expression = f"({plus}) / {whole} = {show(low, lang)} %" if is_share else f"{plus} = {show(low, lang)}"
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.SHARE if is_share else Operation.SUM,
        resource=resource,
        lang=lang,
        statement=say(
            key,
            lang,
            measure=meant.match.measure.title(lang),
            entities=join(names, lang),
            count=str(len(together)),
            period=period,
            value=show_amount(low, unit, lang),
        ),
        expression=expression,
        cells=[cell for query in queries for cell in series_cells(resource, query, lang)],
        unit=unit,
        entities=together,
        period=period,
        caveats=(Caveat.IMPRECISE,) if is_imprecise(comparison, bounds.figure) else (),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
