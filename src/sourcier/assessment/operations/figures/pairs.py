"""Two rows of one measure set side by side, as a finding: the statement, the arithmetic, the cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_imprecise
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Run, make_cell, make_finding, series_cells
from sourcier.assessment.numbers import Scaled, show, show_amount
from sourcier.assessment.operations.figures.series import Meant
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Cell, Finding, Operation, Query

RELATIVE = frozenset({"ratio", "excess", "shortfall"})


def pair_finding(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    states: Sequence[Subject],
    queries: Sequence[Query],
    function: str,
    bounds: Bounds,
) -> Finding | None:
    """Return the finding of two rows set side by side; None where there is nothing to compute."""
    resource, lang, unit = meant.resource, scope.lang, meant.match.measure.unit
    try:
        run = Run.of(function, *queries)
    except NothingToCompute:
        return None
    low, high = run.outcome.numbers
    tolerance = resource.tolerance if function == "ratio" else Decimal(0)
    compared = {"ratio": "times", "excess": "%", "shortfall": "%"}.get(function, unit)
    comparison = compare_number(bounds, (low, high), tolerance=tolerance, unit=compared, lang=lang)
    rows = [rows_of(query)[0] for query in queries]
    values = [Decimal(row.get("value") or row.get("low") or "0") for row in rows]
    is_series = resource.shape == "series"
    cells: list[Cell] = []
    for query, row in zip(queries, rows, strict=True):
        if is_series:
            cells.extend(series_cells(resource, query, lang))
        else:
            cells.append(
                make_cell(resource, row, ("subject", "measure", "issuer", "as_of"), "low", lang=lang, unit=unit)
            )
    sign = "/" if function in RELATIVE else "−"
    one, two = (show_amount(value, unit, lang) for value in values)
    period = rows[0].get("period") or (rows[0].get("as_of") or "")[:4]
    caveats = [] if is_series else [Caveat.SINGLE_SOURCE]
    if is_imprecise(comparison, bounds.figure) and function in RELATIVE:
        caveats.append(Caveat.IMPRECISE)
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.COMPARISON,
        resource=resource,
        lang=lang,
        statement=say(
            "side_by_side",
            lang,
            measure=meant.match.measure.title(lang),
            period=period,
            first=desk.tables.label(states[0].id, lang),
            one=one,
            second=desk.tables.label(states[1].id, lang),
            two=two,
        ),
        expression=_expression(function, sign, values, low, lang),
        cells=cells,
        unit=compared,
        entities=[one.id for one in states],
        period=period,
        caveats=caveats,
        signals=meant.match.signals,
        probability=meant.match.probability,
    )


def _expression(function: str, sign: str, values: Sequence[Decimal], result: Decimal, lang: Lang) -> str:
    written = Scaled.of(max(map(abs, values)), "", lang).sum(sign, values)
    if function in {"excess", "shortfall"}:
        base = f"({written}) − 1" if function == "excess" else f"1 − ({written})"
        return f"{base} = {show(result, lang)} %"
    return f"{written} = {show(result, lang)}"
