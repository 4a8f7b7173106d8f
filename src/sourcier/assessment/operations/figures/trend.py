"""One entity's figure in two periods: up, down, doubled, by so many per cent, from this to that."""

from __future__ import annotations

from dataclasses import replace

from sourcier.assessment.comparison import Bounds, is_borderline
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.operations.figures.alternatives import with_alternatives
from sourcier.assessment.operations.figures.changes import (
    FACTORS,
    OWN,
    change_claimed,
    is_moved,
    is_size,
    negates_change,
)
from sourcier.assessment.operations.figures.compared import POINTS
from sourcier.assessment.operations.figures.denominators import in_other_forms
from sourcier.assessment.operations.figures.gaps import LEVELS, STARTS, ends_of, gap_of
from sourcier.assessment.operations.figures.grown import grown, is_growth, is_still, only_year
from sourcier.assessment.operations.figures.lasting import overlooks
from sourcier.assessment.operations.figures.lookup import is_narrow, look_up, subject_for
from sourcier.assessment.operations.figures.moments import set_against
from sourcier.assessment.operations.figures.series import (
    TWO,
    Meant,
    annual,
    meant_by,
    settle,
    share_unasked,
    widest_first,
)
from sourcier.assessment.operations.figures.trend_finding import choices_of, finding_of, is_within, latest_two
from sourcier.assessment.periods import last_known_year, one_year, span_of_years, years_named
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.units import factor_to, family_of
from sourcier.assessment.wording import say
from sourcier.assessment.yardsticks import is_measured_by
from sourcier.core.findings import Caveat, Operation
from sourcier.core.language import Quantity, TimeInterval

RATES = frozenset({":inflation", ":growth"})


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts of a claim that speak of a change."""
    against = set_against(scope)
    ends = ends_of(scope)
    moved = scope.has("up", "down", "slower", "faster", "stable", "halved", "multiplied")
    moved = moved or any(is_moved(scope, cue) for cue in FACTORS)
    if not moved and against is None and ends is None:
        return []
    subject = subject_for(subjects_of(scope, desk.tables, desk.today))
    if subject is None or scope.is_future:
        return []
    if subject.mention and (scope.is_yardstick(subject.mention) or is_measured_by(scope, subject.mention)):
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
    return before in LEVELS | STARTS and quantity.unit != "pp"


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
    if years and any(is_size(scope, quantity) for quantity in scope.quantities):
        return years[0] - 1, years[0]
    if not scope.quantities and (year := only_year(scope)):
        return year - 1, year
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
    is_gap = scope.has("than") and any(gap_of(scope, one) for one in scope.quantities)
    if claimed is None or (against is None and is_gap):
        return []  # "six ans de moins que les hommes" sets two things side by side
    function, told, unit = claimed
    for meant in widest_first(meant_by(scope, desk, Operation.TREND)):
        if is_narrow(meant, subject) or (unit != "pp" and share_unasked(_without_figures(scope), meant)):
            continue
        if unit == "%" and (meant.match.measure.is_change or _is_product(meant)):
            return []  # so many per cent of growth are in volume, and no change of a product in dollars
        if not unit and only_year(scope) is not None and overlooks(meant):
            continue  # "le salaire moyen a progressé en 2022" is no growth of an economy
        is_economy = _is_product(meant) or (is_growth(meant.match.measure) and not _names_a_rate(scope, meant))
        if is_economy and not unit and periods[1] - periods[0] == 1:
            is_else = against or " per " in meant.match.measure.unit
            parts = [] if is_else else grown(scope, desk, subject, str(periods[1]), told)
            return [replace(part, reads_negation=negates_change(scope)) for part in parts]
        if meant.match.measure.is_change and not unit and not _names_a_rate(scope, meant):
            return []  # prices that fall are no inflation that falls
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
            query, last = latest_two(desk, meant, subject, first)
        finding = finding_of(scope, desk, meant, query, function, bounds, unit)
        if finding is None:
            label = desk.tables.label(subject.id, scope.lang)
            title = meant.match.measure.title(scope.lang)
            desk.missing.append(say("missing_row", scope.lang, measure=title, entity=label, period=f"{first}, {last}"))
            return []
        periods_read = [row["period"] or "" for row in rows_of(query)]
        is_near = unit == OWN and is_within(finding, query, meant.resource.tolerance)
        is_near = is_near or (
            not unit and only_year(scope) is not None and is_still(finding, query, meant.match.measure)
        )
        doubts = [Caveat.IMPRECISE] if is_near or (unit and is_borderline(finding.comparison)) else []
        choices = choices_of(desk, meant, query, function, bounds) if finding.comparison.holds else None
        note = choices.note(scope.lang) if choices else ""
        if finding.comparison.holds and not doubts:
            ends = rows_of(query)
            others = in_other_forms(desk, meant, (ends[0], ends[-1]), scope.lang)
            finding, note = with_alternatives(finding, note, others)
        part = settle([finding], periods_read, desk.today, note=note, doubts=doubts)
        return [replace(part, reads_negation=function == "step" and negates_change(scope))]
    return []


def _is_product(meant: Meant) -> bool:
    """Say whether a measure is a gross domestic product in money of its day."""
    measure = meant.match.measure
    return family_of(measure.unit) == "money" and ":gdp" in frozenset().union(*measure.label, frozenset())


def _names_a_rate(scope: Scope, meant: Meant) -> bool:
    """Say whether a claim names a rate of change as such, and not what grows or falls by it."""
    nouns = (scope.words[at] for at in meant.match.covered if scope.words[at].token.pos_ != "VERB")
    named = frozenset().union(*(word.features for word in nouns))
    return bool(RATES & named)


def _in_unit(scope: Scope, meant: Meant, bounds: Bounds, unit: str) -> Bounds | None:
    """Return the bounds of a change in the table's own unit, where the claim gives them in a unit; else as they are."""
    if unit != OWN:
        return bounds
    size = next(one for one in scope.quantities if one.unit not in {"%", "pp"})
    if meant.match.measure.unit.startswith("%"):
        return bounds if size.unit in POINTS else None
    factor = factor_to(size, meant.match.measure.unit, meant.match.measure.known, scope.lang)
    return None if factor is None else bounds.scaled(factor)


def _without_figures(scope: Scope) -> Scope:
    """Return a claim without the words of its figures: the sign of "a augmenté de 9 %" names no share."""
    words = tuple(word for word in scope.words if word.role not in {"number", "unit"})
    return replace(scope, words=words)
