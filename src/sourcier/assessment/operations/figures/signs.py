"""The sign of a table's figure, as a finding: a surplus, a deficit, an economy that grew or shrank."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Run, make_finding, series_cells
from sourcier.assessment.numbers import show_amount
from sourcier.assessment.operations.figures.series import Meant
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Finding, Operation, Query


def sign_of(scope: Scope, desk: Desk, meant: Meant, query: Query, bounds: Bounds) -> Finding | None:
    """Return the finding on a query's first value above or below nought; None without a row."""
    resource, unit, lang = meant.resource, meant.match.measure.unit, scope.lang
    try:
        run = Run.of("value", query)
    except NothingToCompute:
        return None
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit=unit, lang=lang)
    row, value = rows_of(query)[0], run.outcome.numbers[0]
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.LOOKUP,
        resource=resource,
        lang=lang,
        statement=say(
            "value_is",
            lang,
            measure=meant.match.measure.title(lang),
            entity=desk.tables.label(row["entity"] or "", lang),
            period=row["period"] or "",
            value=show_amount(value, unit, lang),
        ),
        expression=show_amount(value, unit, lang),
        cells=series_cells(resource, query, lang),
        unit=unit,
        entities=(row["entity"] or "",),
        period=row["period"] or "",
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
