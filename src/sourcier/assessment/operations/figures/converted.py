"""A figure in one currency against a table in another: the table's figure at the rate of its own period."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import compare_number, is_imprecise, off_by, show_interval
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Run, make_cell, make_finding, series_cells
from sourcier.assessment.margins import is_of_another_thing
from sourcier.assessment.numbers import show, show_amount
from sourcier.assessment.operations.figures.series import Meant, bounds_for, negative_meant, put_aside
from sourcier.assessment.rates import Rate, currency_of, rates_of, sign_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Finding, NumberComparison, Operation, Query
from sourcier.core.language import Quantity
from sourcier.evidence.packs import period_bounds

SLACK = Decimal("0.03")
"""Added to the table's tolerance where a market's rate is used: an article may take the rate of the year's end, or of a
day, where the table has the mean of the year. Set by hand: what two major currencies commonly stray from it."""
SWING = Decimal("0.10")
"""A converted figure that misses by no more may be right at another day's rate: it refutes nothing. Set by hand, above
what two major currencies move within most years."""
RATE_DIGITS = 6
"""As many figures as a regulation gives a rate."""


def compare_converted(scope: Scope, desk: Desk, meant: Meant, quantity: Quantity, query: Query) -> Finding | None:
    """Return the finding that sets a figure against the query's row in the claim's currency; None without a rate.

    Where there is none, what was put aside says so. Deficits and falls, which a table writes with a minus, are left.
    """
    resource, lang, want = meant.resource, scope.lang, meant.currency
    have = currency_of(resource.unit)
    if not query.rows or negative_meant(scope, quantity, resource):
        return None
    row = rows_of(query)[0]
    period = row["period"] or ""
    rate = rates_of(desk.tables).find(have, want, period)
    if rate is None:
        reason = say("no_rate", lang, one=want, other=have, period=period)
        desk.rejected.append(put_aside(meant.match, Operation.LOOKUP, reason))
        return None
    is_multiplied = rate.quote == want
    try:
        run = Run.of("product" if is_multiplied else "ratio", query, rate.query)
    except NothingToCompute:
        return None
    bounds = bounds_for(scope, quantity)
    if is_of_another_thing(bounds.figure, run.outcome.numbers[0]):
        return None
    unit = resource.unit.replace(have, want, 1)
    tolerance = resource.tolerance + (0 if rate.is_fixed else SLACK)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=tolerance, unit=unit, lang=lang)
    rate_row = rows_of(rate.query)[0]
    key = ("entity", "currency", "period") if "currency" in rate_row else ("entity", "period")
    rate_cell = make_cell(rate.resource, rate_row, key, "value", lang=lang, unit=rate.unit)
    words = {
        "value": show_amount(Decimal(row["value"] or "nan"), resource.unit, lang),
        "rate": show(Decimal(rate_cell.value), lang, RATE_DIGITS),
        "unit": f"{sign_of(rate.quote)}/{sign_of(rate.base)}",
        "kind": _kind(rate, lang),
        "result": show_amount(run.outcome.numbers[0], unit, lang),
    }
    statement = say(
        "converted_is",
        lang,
        measure=meant.match.measure.title(lang),
        entity=desk.tables.label(row["entity"] or "", lang),
        period=period,
        source=rate_cell.source,
        **words,
    )
    if not rate.is_fixed:
        statement += say("converted_slack", lang, slack=show_amount(SLACK * 100, "%", lang))
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.LOOKUP,
        resource=resource,
        lang=lang,
        statement=statement,
        expression=say("converted", lang, sign="×" if is_multiplied else "÷", **words),
        cells=(*series_cells(resource, query, lang), rate_cell),
        unit=unit,
        entities=(row["entity"] or "",),
        period=period,
        caveats=(Caveat.IMPRECISE,) if is_imprecise(comparison, bounds.figure) else (),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )


def rate_doubts(scope: Scope, desk: Desk, meant: Meant, finding: Finding) -> list[Caveat]:
    """Return the doubt on a converted figure that fails: near enough for another day's rate, or of no stated time.

    The rates of the years beside it serve here, and only here: what a currency moved by from one year to the next, it
    may have moved by within the year.
    """
    found, period = finding.comparison, finding.reading.period
    if found.holds or not isinstance(found, NumberComparison):
        return []
    rates, have = rates_of(desk.tables), currency_of(meant.resource.unit)
    own = rates.find(have, meant.currency, period)
    if own is None or not scope.times:
        return [Caveat.IMPRECISE]
    if own.is_fixed:
        return []
    years = (str(int(period[:4]) + step) for step in (-1, 1))
    beside = [
        rate.value for year in years if (rate := rates.find(have, meant.currency, year)) and rate.unit == own.unit
    ]
    moved = [abs(one / own.value - 1) for one in beside] + [abs(own.value / one - 1) for one in beside]
    gap = off_by(found)
    return [Caveat.IMPRECISE] if gap is not None and gap <= max([SWING, *moved]) else []


def _kind(rate: Rate, lang: Lang) -> str:
    """Return what a rate is: the mean of a year or a month, or the law's."""
    start, end = period_bounds(rate.period)
    if rate.is_fixed:
        return say("rate_fixed", lang, day=show_interval(start, period_bounds(start.isoformat())[1], lang))
    return say("rate_market", lang, period=show_interval(start, end, lang))
