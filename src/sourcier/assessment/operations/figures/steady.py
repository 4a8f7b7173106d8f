"""Up or down at every step: "deux années de suite", "every year since 2015". The two ends alone say nothing of that."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.lexicon import patterns
from sourcier.assessment.numbers import show_amount
from sourcier.assessment.operations.figures.changes import is_steady
from sourcier.assessment.operations.figures.lookup import is_narrow, look_up, subject_for
from sourcier.assessment.operations.figures.series import Meant, annual, meant_by, near_best, settle
from sourcier.assessment.periods import last_known_year, span_of_years, years_named
from sourcier.assessment.scope import Scope, scope_of
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Finding, NumberComparison, Operation, Verdict
from sourcier.core.language import Comparator

STEPS = (
    "SELECT entity, period, value, source FROM {table} "
    "WHERE entity = $entity AND period >= $first AND period <= $last ORDER BY period"
)
LEAST = (
    "SELECT min(step) AS value FROM (SELECT value - lag(value) OVER (ORDER BY period) AS step FROM {table} "
    "WHERE entity = $entity AND period >= $first AND period <= $last)"
)
"""The least change from one period to the next: above 0 where all went up."""
GREATEST = LEAST.replace("min(step)", "max(step)")
ZERO = Decimal(0)


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that looks at every step, with those of the figures given; nothing else may read such a claim."""
    subject = subject_for(subjects_of(scope, desk.tables, desk.today))
    if not is_steady(scope) or scope.is_future or subject is None:
        return []
    undecided = Part((), Verdict.NOT_ENOUGH_EVIDENCE)
    levels = [] if len(years_named(scope)) < 2 else [look_up(scope, desk, one, subject) for one in scope.quantities]
    wrong = [one for one in levels if one is not None and one.verdict is Verdict.REFUTED]
    years = _years(_sentence(scope, desk), desk)
    if years is None or scope.is_negated or (scope.has("up") and scope.has("down")):
        return wrong or [undecided]
    for meant in near_best(meant_by(scope, desk, Operation.TREND)):
        if not annual(meant.resource) or is_narrow(meant, subject):
            continue
        finding = _finding(scope, desk, meant, subject, years)
        if finding is None:
            break
        doubts = [Caveat.IMPRECISE] if _is_slight(finding, meant) else []
        part = settle([finding], [str(years[1])], desk.today, doubts=doubts)
        is_short = finding.comparison.holds and _number(scope) > years[1] - years[0]
        if part.verdict is not Verdict.NOT_ENOUGH_EVIDENCE and not is_short:
            return [part, *(one for one in levels if one is not None)]
        break
    return wrong or [undecided]


def _sentence(scope: Scope, desk: Desk) -> Scope:
    """Return the claim's sentence, whose other figures may have the other years."""
    spans = (one.span for one in desk.draft.sentences if one.span.contains(scope.claim.span))
    around = next(spans, scope.claim.span)
    return scope_of(desk.draft, scope.claim, desk.tables, span=around)


def _years(scope: Scope, desk: Desk) -> tuple[int, int] | None:
    """Return the first and the last year of the steps; None where the words do not say."""
    named = sorted(set(years_named(scope)))
    spans = [found for time in scope.times if (found := span_of_years(time)) is not None]
    number, known = _number(scope), last_known_year(desk.today)
    if len(named) > 1:
        return named[0], named[-1]
    if len(spans) == 1 and not named:
        first, last = spans[0][0], spans[0][1] or known
        return (first, last) if first < last else None
    return (named[0] - number, named[0]) if named and number else None


def _number(scope: Scope) -> int:
    """Return how many years in a row are said, 0 where none are: "trois années de suite", "second year running"."""
    found = [
        int(number) for _, _, number in patterns("in_a_row", "number", scope.lang).find([w.folded for w in scope.words])
    ]
    return max(found, default=0)


def _is_slight(finding: Finding, meant: Meant) -> bool:
    """Say whether the step that fails is smaller than what the table may err."""
    found = finding.comparison
    if not isinstance(found, NumberComparison) or found.holds:
        return False
    largest = max(abs(Decimal(row["value"] or "0")) for row in rows_of(finding.queries[1]))
    return 0 < abs(found.observed_low) <= largest * meant.resource.tolerance


def _finding(scope: Scope, desk: Desk, meant: Meant, subject: Subject, years: tuple[int, int]) -> Finding | None:
    resource, lang, unit = meant.resource, scope.lang, meant.match.measure.unit
    first, last = (str(year) for year in years)
    parameters, is_up = {"entity": subject.id, "first": first, "last": last}, scope.has("up")
    query = desk.tables.query(resource, STEPS, parameters)
    if len(query.rows) != years[1] - years[0] + 1:
        return None
    try:
        run = Run.of("value", desk.tables.query(resource, LEAST if is_up else GREATEST, parameters), query)
    except NothingToCompute:
        return None
    bounds = Bounds(ZERO, None, Comparator.GT, ZERO) if is_up else Bounds(None, ZERO, Comparator.LT, ZERO)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=ZERO, unit="", lang=lang)
    values = [f"{show_amount(Decimal(row['value'] or '0'), unit, lang)} ({row['period']})" for row in rows_of(query)]
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.TREND,
        resource=resource,
        lang=lang,
        statement=say(
            "steps_are",
            lang,
            measure=meant.match.measure.title(lang),
            entity=desk.tables.label(subject.id, lang),
            values=join(values, lang),
        ),
        expression=show_amount(run.outcome.numbers[0], unit, lang),
        cells=series_cells(resource, query, lang),
        unit=unit,
        entities=(subject.id,),
        period=f"{first}/{last}",
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
