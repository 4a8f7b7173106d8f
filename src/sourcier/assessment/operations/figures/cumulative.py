"""What happened over all years: so many nuclear tests in all, the last of them in such a year.

Only for tables that count events year by year ("tests"), whose rows over the years may be added up.
"""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, exact_bounds, is_imprecise
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.numbers import show, show_amount
from sourcier.assessment.operations.figures.lookup import subject_for
from sourcier.assessment.operations.figures.series import Meant, annual, bounds_for, meant_by, settle
from sourcier.assessment.periods import span_of_years, year_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Caveat, Finding, Operation
from sourcier.core.language import Comparator, Quantity

BETWEEN = (
    "SELECT entity, period, value, source FROM {table} WHERE entity = $entity "
    "AND period >= $first AND period <= $last AND CAST(value AS DOUBLE) > 0 ORDER BY period"
)
EVENTS = frozenset({"tests"})
"""Units of tables that count happenings, each in one year only; people or conflicts would be counted twice."""
LAST = read_words("figure_words", "last")
FIRST = read_words("figure_words", "first")


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts of a total over years, and of the year of the last."""
    subject = subject_for(subjects_of(scope, desk.tables, desk.today))
    if subject is None or scope.is_future:
        return []
    for quantity in scope.quantities:
        if not quantity.unit.islower():
            continue  # "%", "USD", a factor: nothing that is counted
        found = [one for one in meant_by(scope, desk, Operation.SUM, quantity) if _counts_events(one)]
        for meant in found[:1]:
            years = _years(scope, meant, desk)
            if years is None:
                return []
            finding = _finding(scope, desk, meant, quantity, subject, *years)
            if finding is not None:
                return [settle([finding], [], desk.today), *_ends(scope, desk, meant, subject, finding, years)]
    return []


def _counts_events(meant: Meant) -> bool:
    return meant.match.measure.unit in EVENTS and annual(meant.resource)


def _years(scope: Scope, meant: Meant, desk: Desk) -> tuple[str, str] | None:
    """Return first and last year to add up: the claim's span, or all years when it names none but the last's own."""
    first, last = (meant.resource.coverage_first or "")[:4], (meant.resource.coverage_last or "")[:4]
    if not first or not last:
        return None
    last = min(last, str(desk.today.year))
    spans = [found for time in scope.times if (found := span_of_years(time)) is not None]
    if len(spans) == 1:
        return max(first, str(spans[0][0])), min(last, str(spans[0][1] or last))
    single = [time for time in scope.times if year_of(time) is not None]
    if spans or len(single) != len(scope.times):
        return None
    is_of_end = all(
        (LAST | FIRST)
        & {word.folded for word in scope.words[max(scope.at(time.span) - 3, 0) : scope.at(time.span) + 1]}
        for time in single
    )
    return (first, last) if is_of_end else None


def _finding(
    scope: Scope, desk: Desk, meant: Meant, quantity: Quantity, subject: Subject, first: str, last: str
) -> Finding | None:
    query = desk.tables.query(meant.resource, BETWEEN, {"entity": subject.id, "first": first, "last": last})
    try:
        run = Run.of("total", query)
    except NothingToCompute:
        return None
    bounds = exact_bounds(bounds_for(scope, quantity), quantity)
    return _made(scope, desk, meant, subject, run, bounds, (first, last))


def _ends(
    scope: Scope, desk: Desk, meant: Meant, subject: Subject, total: Finding, years: tuple[str, str]
) -> list[Part]:
    """Return the part of "le dernier en 1996": no row lies after that year, and one in it."""
    parts = []
    periods = [row["period"] or "" for query in total.queries for row in rows_of(query)]
    for time in scope.times:
        year, at = year_of(time), scope.at(time.span)
        before = {word.folded for word in scope.words[max(at - 3, 0) : at + 1]}
        if year is None or not before & (LAST | FIRST) or not periods:
            continue
        real = periods[-1] if before & LAST else periods[0]
        query = desk.tables.query(meant.resource, BETWEEN, {"entity": subject.id, "first": real, "last": real})
        bounds = Bounds(Decimal(year), Decimal(year), Comparator.EQ, Decimal(year))
        run = Run.of("year_of", query)
        parts.append(settle([_made(scope, desk, meant, subject, run, bounds, years, unit="year")], [], desk.today))
    return parts


def _made(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    subject: Subject,
    run: Run,
    bounds: Bounds,
    years: tuple[str, str],
    *,
    unit: str = "",
) -> Finding:
    resource, lang = meant.resource, scope.lang
    measured = meant.match.measure.unit
    comparison = compare_number(
        bounds, run.outcome.numbers, tolerance=Decimal(0) if unit else resource.tolerance, unit="", lang=lang
    )
    query = run.queries[0]
    rows = rows_of(query)
    values = [Decimal(row["value"] or "0") for row in rows]
    plus = " + ".join(show(one, lang) for one in values[:5]) + (" + …" if len(values) > len(values[:5]) else "")
    ended = rows[-1]["period"] or ""
    statement = say(
        "over_years",
        lang,
        measure=meant.match.measure.title(lang),
        entity=desk.tables.label(subject.id, lang),
        first=years[0],
        last=years[1],
        value=show_amount(run.outcome.numbers[0], measured, lang),
        year=ended,
    )
    if unit:
        statement = say(
            "value_is",
            lang,
            measure=meant.match.measure.title(lang),
            entity=desk.tables.label(subject.id, lang),
            period=ended,
            value=show_amount(values[-1], measured, lang),
        )
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.SUM,
        resource=resource,
        lang=lang,
        statement=statement,
        expression=ended if unit else f"{plus} = {show(run.outcome.numbers[0], lang)}",
        cells=series_cells(resource, query, lang),
        unit=unit or measured,
        entities=(subject.id,),
        period=f"{years[0]}/{years[1]}",
        caveats=(Caveat.IMPRECISE,) if not unit and is_imprecise(comparison, bounds.figure) else (),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
