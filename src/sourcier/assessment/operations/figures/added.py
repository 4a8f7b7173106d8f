"""Estimates of one issuer and one day, added up or set against the world's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from sourcier.assessment.comparison import compare_number, is_imprecise
from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.desk import Desk, Run, make_cell, make_finding
from sourcier.assessment.numbers import show, show_amount
from sourcier.assessment.operations.figures.series import Meant, bounds_for
from sourcier.assessment.periods import time_for
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject
from sourcier.assessment.wording import join, say
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Cell, Finding, Operation, Query
from sourcier.core.language import Quantity, TimeInterval

ESTIMATES = (
    "SELECT * FROM {table} WHERE list_contains(string_split($subjects, ' '), subject) AND measure = $measure "
    "AND as_of >= CAST($first AS DATE) AND as_of <= CAST($last AS DATE) ORDER BY subject"
)
QUARTER, AUTUMN = 92, 9


def estimated(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    quantity: Quantity,
    subjects: list[Subject],
    together: tuple[str, ...],
    *,
    is_share: bool,
) -> Finding | None:
    """Return the finding on one issuer's estimates of one day, added up; None where issuers or days differ."""
    time = time_for(scope, quantity)
    year = time.start.year if time is not None and time.start is not None else None
    if year is None or (time is not None and time.mod == "since"):
        return None
    lang, resource, unit = scope.lang, meant.resource, meant.match.measure.unit
    span = _around_new_year(time) if time is not None else None
    first, last = span or (f"{year}-01-01", f"{year}-12-31")
    parameters = {"measure": meant.match.measure.measure, "first": first, "last": last}
    queries = [desk.tables.query(resource, ESTIMATES, {"subjects": " ".join(together), **parameters})]
    if is_share:
        queries.append(desk.tables.query(resource, ESTIMATES, {"subjects": WORLD, **parameters}))
    rows = [row for query in queries for row in rows_of(query)]
    is_whole = len(queries[0].rows) == len(together) and all(len(query.rows) == 1 for query in queries[1:])
    if not is_whole or len({(row["issuer"], row["as_of"]) for row in rows}) != 1:
        return None
    run = Run.of("share" if is_share else "total", *queries)
    bounds = bounds_for(scope, quantity).scaled(Decimal(100) if is_share and quantity.unit == "1" else meant.factor)
    compared = "%" if is_share else unit
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=resource.tolerance, unit=compared, lang=lang)
    names = [desk.tables.label(one.id, lang) for one in subjects]
    values = [Decimal(row["low"] or "0") for row in rows_of(queries[0])]
    plus = " + ".join(show(value, lang) for value in values)
    low = run.outcome.numbers[0]
    base = show(Decimal(rows[-1]["low"] or "0"), lang)
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.SHARE if is_share else Operation.SUM,
        resource=resource,
        lang=lang,
        statement=say(
            "share_is" if is_share else "sum_is",
            lang,
            measure=meant.match.measure.title(lang),
            entities=join(names, lang),
            count=str(len(together)),
            period=(rows[0]["as_of"] or "")[:4],
            value=show_amount(low, compared, lang),
        ),
        expression=f"({plus}) / {base} = {show(low, lang)} %" if is_share else f"{plus} = {show(low, lang)}",
        cells=estimate_cells(meant, rows, lang),
        unit=compared,
        entities=together,
        period=(rows[0]["as_of"] or "")[:4],
        caveats=[
            Caveat.SINGLE_SOURCE,
            *([Caveat.IMPRECISE] if is_imprecise(comparison, bounds.figure) else []),
        ],
        signals=meant.match.signals,
        probability=meant.match.probability,
    )


def of_one_day(
    desk: Desk, meant: Meant, first: tuple[str, ...], together: tuple[str, ...], year: int
) -> tuple[Query, Query] | None:
    """Return the estimates of a year for some and for others, where all are of one issuer and day."""
    when = {"measure": meant.match.measure.measure, "first": f"{year}-01-01", "last": f"{year}-12-31"}
    one, others = (
        desk.tables.query(meant.resource, ESTIMATES, {"subjects": " ".join(some), **when}) for some in (first, together)
    )
    rows = [*rows_of(one), *rows_of(others)]
    is_whole = len(one.rows) == len(first) and len(others.rows) == len(together)
    return (one, others) if is_whole and len({(row["issuer"], row["as_of"]) for row in rows}) == 1 else None


def estimate_cells(meant: Meant, rows: Sequence[Row], lang: Lang) -> list[Cell]:
    """Return one cell a row of estimates."""
    key, unit = ("subject", "measure", "issuer", "as_of"), meant.match.measure.unit
    return [make_cell(meant.resource, row, key, "low", lang=lang, unit=unit) for row in rows]


def _around_new_year(time: TimeInterval) -> tuple[str, str] | None:
    """Return the days around a turn of the year, for a time at a year's start or end; None for any other."""
    if time.start is None or time.end is None or (time.end - time.start).days > QUARTER:
        return None
    if (time.start.month, time.start.day) == (1, 1):
        return (time.start - timedelta(days=1)).isoformat(), time.end.isoformat()
    return (time.start.isoformat(), time.end.isoformat()) if time.start.month > AUTUMN else None
