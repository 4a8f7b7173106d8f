"""One entity's figure in two periods: up, down, doubled, by so many per cent, from this to that."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_borderline, is_imprecise
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.numbers import Scaled, show, show_amount
from sourcier.assessment.operations.cherry import Choices, from_each_year
from sourcier.assessment.operations.compared import POINTS
from sourcier.assessment.operations.factors import factor_claimed
from sourcier.assessment.operations.gaps import ends_of
from sourcier.assessment.operations.lookup import is_narrow, look_up, subject_for
from sourcier.assessment.operations.moments import set_against
from sourcier.assessment.operations.series import (
    TWO,
    Meant,
    annual,
    bounds_for,
    meant_by,
    settle,
    share_unasked,
    widest_first,
)
from sourcier.assessment.periods import last_known_year, one_year, span_of_years, years_named
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.units import factor_to
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Finding, NumberComparison, Operation, Query
from sourcier.core.language import Comparator, Quantity, TimeInterval

FACTORS = {"doubled": 2, "tripled": 3, "quadrupled": 4}
OWN = "own"
"""Stands for the table's own unit: so many years, so many people more."""
ABOUT = Decimal("0.075")
"""How far a "doubling" may miss two: 1.85 to 2.15."""
_LEVEL_WORDS = frozenset({"a", "au", "aux", "jusqu", "to", "at"})
_START_WORDS = frozenset({"de", "d", "from", "des", "du"})


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts of a claim that speak of a change."""
    against = set_against(scope)
    ends = ends_of(scope)
    moved = scope.has("up", "down", "slower", "faster", "stable", *FACTORS, "halved", "multiplied")
    if not moved and against is None and ends is None:
        return []
    subject = subject_for(subjects_of(scope, desk.tables, desk.today))
    if subject is None or scope.is_future or (subject.mention and scope.is_yardstick(subject.mention)):
        return []
    span = _only_span(scope)
    if ends is not None and span is not None:
        dated = [replace(scope, times=(one_year(span.span, year),)) for year in _years_of(span)]
        parts = [look_up(one, desk, end, subject) for one, end in zip(dated, ends, strict=True)]
        return [part for part in parts if part is not None] if all(parts) else []
    levels = [quantity for quantity in scope.quantities if _is_level(scope, quantity)]
    if len(levels) >= 2 and len(years_named(scope)) >= 2:
        parts = [look_up(scope, desk, quantity, subject) for quantity in levels]
        found = [part for part in parts if part is not None]
        return [*found, *_change(scope, desk, subject)] if scope.has(*FACTORS, "halved") else found
    return _change(scope, desk, subject)


def _only_span(scope: Scope) -> TimeInterval | None:
    """Return the only time of a claim where it is a span of years with both ends: "entre 2000 et 2023"."""
    found = span_of_years(scope.times[0]) if len(scope.times) == 1 else None
    return scope.times[0] if found is not None and found[1] is not None else None


def _years_of(span: TimeInterval) -> tuple[int, int]:
    first, last = span_of_years(span) or (0, 0)
    return first, last or first


def _is_level(scope: Scope, quantity: Quantity) -> bool:
    at = scope.at(quantity.span)
    before = scope.words[at - 1].folded if at else ""
    return before in _LEVEL_WORDS | _START_WORDS and quantity.unit != "pp"


def _by(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a figure is the size of a change: "de 9 %", "by a third"."""
    at = scope.at(quantity.span)
    words = [word.folded for word in scope.words[max(at - 3, 0) : at]]
    if not words or set(words[-1:]) & _LEVEL_WORDS:
        return False
    moved = {end for cue in ("up", "down") for _, end in scope.cues.get(cue, ())}
    return bool({"de", "d", "by", "of"} & set(words)) or at in moved


def _periods(scope: Scope, desk: Desk) -> tuple[int, int] | None:
    known = last_known_year(desk.today)
    against = set_against(scope)
    if against is not None:
        return against.years(known)
    years = sorted(set(years_named(scope)))
    spans = [found for time in scope.times if (found := span_of_years(time)) is not None]
    if len(years) >= 2:
        return years[0], years[-1]
    if spans and spans[0][1] is not None:
        return spans[0][0], spans[0][1]
    if years and any(_by(scope, quantity) for quantity in scope.quantities):
        return years[0] - 1, years[0]
    since = next((first for first, last in spans if last is None), None)
    if since is not None:
        return since, (years[0] if years and years[0] > since else known)
    return None


def _change(scope: Scope, desk: Desk, subject: Subject) -> list[Part]:
    periods = _periods(scope, desk)
    if periods is None or periods[0] >= periods[1]:
        return []
    against = set_against(scope)
    claimed = change_claimed(scope) if against is None else against.claimed(scope, periods)
    if claimed is None:
        return []
    function, told, unit = claimed
    for meant in widest_first(meant_by(scope, desk, Operation.TREND)):
        if is_narrow(meant, subject) or (unit != "pp" and share_unasked(_without_figures(scope), meant)):
            continue
        if meant.match.measure.is_change and unit == "%":
            return []
        is_of_pace = scope.has("slower", "faster") and not scope.has("up", "down")
        if is_of_pace and not meant.match.measure.is_change:
            continue  # an economy that slows still grows
        bounds = _in_unit(scope, meant, told, unit)
        if bounds is None:
            continue
        if not annual(meant.resource):
            continue
        first, last = (str(year) for year in periods)
        resource = meant.resource
        parameters = {"entity": subject.id, "first": first, "last": last}
        query = desk.tables.query(resource, TWO, parameters)
        if len(query.rows) < 2 and not scope.times[-1].relative and periods[1] == last_known_year(desk.today):
            query, last = _latest_two(desk, meant, subject, first)
        finding = finding_of(scope, desk, meant, query, function, bounds, unit)
        if finding is None:
            label = desk.tables.label(subject.id, scope.lang)
            title = meant.match.measure.title(scope.lang)
            desk.missing.append(say("missing_row", scope.lang, measure=title, entity=label, period=f"{first}, {last}"))
            return []
        periods_read = [row["period"] or "" for row in rows_of(query)]
        is_near = unit == OWN and _is_within(finding, query, meant.resource.tolerance)
        doubts = [Caveat.IMPRECISE] if is_near or (unit and is_borderline(finding.comparison)) else []
        choices = _choices(desk, meant, query, function, bounds) if finding.comparison.holds else None
        note = choices.note(scope.lang) if choices else ""
        part = settle([finding], periods_read, desk.today, note=note, doubts=doubts)
        return [replace(part, reads_negation=function == "step" and _negates_trend(scope))]
    return []


def _in_unit(scope: Scope, meant: Meant, bounds: Bounds, unit: str) -> Bounds | None:
    """Return the bounds of a change in the table's own unit, where the claim gives them in a unit; else as they are."""
    if unit != OWN:
        return bounds
    size = next(one for one in scope.quantities if one.unit not in {"%", "1", "pp"})
    if meant.match.measure.unit.startswith("%"):
        return bounds if size.unit in POINTS else None
    factor = factor_to(size, meant.match.measure.unit, meant.match.measure.known, scope.lang)
    return None if factor is None else bounds.scaled(factor)


def _without_figures(scope: Scope) -> Scope:
    """Return a claim without the words of its figures: the sign of "a augmenté de 9 %" names no share."""
    words = tuple(word for word in scope.words if word.role not in {"number", "unit"})
    return replace(scope, words=words)


def _latest_two(desk: Desk, meant: Meant, subject: Subject, first: str) -> tuple[Query, str]:
    """Return the query with the latest period the table has, for a trend that lasts "until now"."""
    have = [row["period"] or "" for row in meant.resource.rows() if row["entity"] == subject.id]
    last = max((period for period in have if int(period) <= last_known_year(desk.today)), default=first)
    return desk.tables.query(meant.resource, TWO, {"entity": subject.id, "first": first, "last": last}), last


def change_claimed(scope: Scope) -> tuple[str, Bounds, str] | None:
    """Return the computation, the bounds and the unit of the change that a claim asserts."""
    zero = Decimal(0)
    for cue, times in FACTORS.items():
        if scope.has(cue):
            return "growth_factor", _factor_bounds(scope, cue, Decimal(times)), "times"
    if scope.has("halved"):
        return "growth_factor", _factor_bounds(scope, "halved", Decimal("0.5")), "times"
    times_over = factor_claimed(scope)
    if times_over is not None:
        return "growth_factor", times_over, "times"
    if scope.has("multiplied"):
        return None
    down = scope.has("down", "slower") and not (
        scope.has("up") and scope.has("down") and scope.cues["up"][0] > scope.cues["down"][0]
    )
    sizes = [quantity for quantity in scope.quantities if _by(scope, quantity)]
    negated = _negates_trend(scope)
    if sizes and not negated:
        bounds = bounds_for(scope, sizes[0])
        if sizes[0].unit == "pp":
            return ("drop" if down else "step"), bounds, "pp"
        if sizes[0].unit in {"%", "1"}:
            factor = Decimal(100) if sizes[0].unit == "1" else Decimal(1)
            wide = _widened(bounds.scaled(factor), fraction=sizes[0].unit == "1")
            return ("fall" if down else "change"), wide, "%"
        return (("drop" if down else "step"), bounds, OWN) if len(scope.quantities) == 1 else None
    if scope.quantities or scope.has("stable"):
        return None
    if down != negated:
        return "step", Bounds(None, zero, Comparator.LT, zero), ""
    return "step", Bounds(zero, None, Comparator.GT, zero), ""


def _widened(bounds: Bounds, *, fraction: bool) -> Bounds:
    """Return wider bounds for "a third", "a quarter": words for fractions are round by nature."""
    if not fraction or bounds.low is None or bounds.high is None or bounds.low != bounds.high:
        return bounds
    return Bounds(bounds.low - 5, bounds.high + 5, bounds.comparator, bounds.figure)


def _factor_bounds(scope: Scope, cue: str, times: Decimal) -> Bounds:
    at = scope.cues[cue][0][0]
    words = scope.words[max(at - 3, 0) : scope.cues[cue][0][1]]
    before = {word.folded for word in words}
    if before & {"plus", "more", "moins", "less"}:
        # What fell by more than half is less than half of what it was.
        is_above = bool(before & {"plus", "more"}) == (times > 1)
        return Bounds(times, None, Comparator.GT, times) if is_above else Bounds(None, times, Comparator.LT, times)
    if before & {"presque", "quasi", "quasiment", "almost", "nearly", "near"}:
        return Bounds(times * Decimal("0.85"), times * Decimal("1.05"), Comparator.APPROX, times)
    slack = times * ABOUT if times > 1 else Decimal("0.05")
    return Bounds(times - slack, times + slack, Comparator.APPROX, times)


def _negates_trend(scope: Scope) -> bool:
    """Say whether the only verb of change is negated: "n'a pas reculé"."""
    ranges = [*scope.cues.get("up", ()), *scope.cues.get("down", ())]
    if len(ranges) != 1:
        return False
    at = ranges[0][0]
    return bool({"pas", "jamais", "not", "n't", "never"} & {word.folded for word in scope.words[max(at - 3, 0) : at]})


def finding_of(
    scope: Scope, desk: Desk, meant: Meant, query: Query, function: str, bounds: Bounds, unit: str
) -> Finding | None:
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
    comparison = compare_number(bounds, (low, high), tolerance=tolerance, unit=measured if unit == OWN else unit, lang=lang)
    first, last = rows[0], rows[-1]
    before, after = Decimal(first["value"] or "0"), Decimal(last["value"] or "0")
    caveats = []
    if is_imprecise(comparison, bounds.figure) and unit in {"%", "times", "pp"}:
        caveats.append(Caveat.IMPRECISE)
    choices = _choices(desk, meant, query, function, bounds) if comparison.holds else None
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


def _is_within(finding: Finding, query: Query, tolerance: Decimal) -> bool:
    """Say whether a difference misses by less than the table may err in the figures that it is of."""
    found = finding.comparison
    if not isinstance(found, NumberComparison) or found.holds:
        return False
    largest = max(abs(Decimal(row["value"] or "0")) for row in rows_of(query))
    ends = [end for end in (found.claimed_low, found.claimed_high) if end is not None]
    return min(abs(found.observed_low - end) for end in ends) <= tolerance * largest


def _choices(desk: Desk, meant: Meant, query: Query, function: str, bounds: Bounds) -> Choices | None:
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
