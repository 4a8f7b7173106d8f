"""Two entities set side by side on one measure: more, less, so many times."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_borderline, is_imprecise
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding, series_cells
from sourcier.assessment.numbers import Scaled, show, show_amount
from sourcier.assessment.operations.lookup import ask
from sourcier.assessment.operations.series import Meant, annual, bounds_for, meant_by, settle
from sourcier.assessment.periods import last_known_year, time_for, year_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject, subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Caveat, Cell, Finding, Operation, Query
from sourcier.core.language import Comparator, Quantity

ESTIMATE = (
    "SELECT * FROM {table} "
    "WHERE subject = $subject AND measure = $measure AND as_of >= CAST($first AS DATE) "
    "AND as_of <= CAST($last AS DATE) "
    "ORDER BY issued DESC LIMIT 1"
)
ONE_EACH = Decimal(1)


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that compares two states, if the claim does."""
    states = [one for one in subjects_of(scope, desk.tables, desk.today) if not one.members and one.id != WORLD]
    if len(states) != 2 or any(one.members for one in subjects_of(scope, desk.tables, desk.today)):
        return []
    claimed = _claimed(scope)
    if claimed is None:
        return []
    function, bounds = claimed
    found = meant_by(scope, desk, Operation.COMPARISON, shapes=("series", "estimate"))
    found.sort(
        key=lambda one: (_share_unasked(scope, one), -round(one.match.probability, 1), one.resource.shape != "series")
    )
    for meant in found:
        pair = [_query(scope, desk, meant, one) for one in states]
        queries = [query for query in pair if query is not None and query.rows]
        if len(queries) == 2 and _same_period(queries):
            finding = _finding(scope, desk, meant, states, queries, function, bounds)
            if finding is not None:
                periods = [row.get("period") or "" for query in queries for row in rows_of(query)]
                doubts = [Caveat.IMPRECISE] if is_borderline(finding.comparison) else []
                return [settle([finding], [period for period in periods if period], desk.today, doubts=doubts)]
        elif found.index(meant) == 0:
            gone = states[0] if not (pair[0] and pair[0].rows) else states[1]
            desk.missing.append(
                say(
                    "missing_row",
                    scope.lang,
                    measure=meant.match.measure.title(scope.lang),
                    entity=desk.tables.label(gone.id, scope.lang),
                    period=", ".join(time.text for time in scope.times) or "–",
                )
            )
    return []


def _same_period(queries: Sequence[Query]) -> bool:
    first, second = (rows_of(query)[0] for query in queries)
    return first.get("period") == second.get("period") and first.get("as_of") == second.get("as_of")


def _share_unasked(scope: Scope, meant: Meant) -> bool:
    says_share = ":gdp" in scope.concepts() or any(
        w.folded in {"%", "part", "share", "proportion", "taux", "rate"} for w in scope.words
    )
    return meant.match.measure.unit == "% of GDP" and not says_share


def _claimed(scope: Scope) -> tuple[str, Bounds] | None:
    """Return the ratio or the difference that a claim asserts of its first entity over its second."""
    times = [quantity for quantity in scope.quantities if quantity.unit == "1"]
    if times:
        bounds = bounds_for(scope, times[0])
        if times[0].comparator is Comparator.EQ and bounds.low == bounds.high:
            half = Decimal("0.5") if bounds.figure >= 2 else bounds.figure * Decimal("0.1")
            bounds = Bounds(bounds.figure - half, bounds.figure + half, Comparator.APPROX, bounds.figure)
        if _says_less(scope) and bounds.figure > 1:
            return None
        return "ratio", bounds
    percent: list[Quantity] = [quantity for quantity in scope.quantities if quantity.unit in {"%", "pp"}]
    if scope.quantities and not percent:
        return None
    if percent:
        return None
    if not scope.has("than") and not any(word.token.pos_ == "VERB" and word.token.i for word in scope.words):
        return None
    if _says_less(scope):
        return "difference", Bounds(None, Decimal(0), Comparator.LT, Decimal(0))
    if scope.has("greater") or _comparative(scope):
        return "difference", Bounds(Decimal(0), None, Comparator.GT, Decimal(0))
    return None


def _comparative(scope: Scope) -> bool:
    return scope.lang == "en" and scope.has("than") and any(word.token.tag_ in {"JJR", "RBR"} for word in scope.words)


def _says_less(scope: Scope) -> bool:
    return scope.has("smaller") and not scope.has("greater")


def _query(scope: Scope, desk: Desk, meant: Meant, subject: Subject) -> Query | None:
    if meant.resource.shape == "series":
        if not annual(meant.resource):
            return None
        asked = ask(scope, desk, meant, None, subject)
        return asked[0] if asked else None
    time = time_for(scope, None)
    year = year_of(time) if time else None
    if year is None:
        if scope.times or scope.is_past:
            return None
        year = last_known_year(desk.today)
    parameters = {
        "subject": subject.id,
        "measure": meant.match.measure.measure,
        "first": f"{year}-01-01",
        "last": f"{year}-12-31",
    }
    return desk.tables.query(meant.resource, ESTIMATE, parameters)


def _finding(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    states: Sequence[Subject],
    queries: Sequence[Query],
    function: str,
    bounds: Bounds,
) -> Finding | None:
    resource, lang, unit = meant.resource, scope.lang, meant.match.measure.unit
    try:
        run = Run.of(function, *queries)
    except NothingToCompute:
        return None
    low, high = run.outcome.numbers
    tolerance = resource.tolerance if function == "ratio" else Decimal(0)
    comparison = compare_number(
        bounds, (low, high), tolerance=tolerance, unit="times" if function == "ratio" else unit, lang=lang
    )
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
    sign = "/" if function == "ratio" else "−"
    one, two = (show_amount(value, unit, lang) for value in values)
    period = rows[0].get("period") or (rows[0].get("as_of") or "")[:4]
    caveats = [] if is_series else [Caveat.SINGLE_SOURCE]
    if is_imprecise(comparison, bounds.figure) and function == "ratio":
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
        expression=f"{Scaled.of(max(map(abs, values)), '', lang).sum(sign, values)} = {show(low, lang)}",
        cells=cells,
        unit="times" if function == "ratio" else unit,
        entities=[one.id for one in states],
        period=period,
        caveats=caveats,
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
