"""One table over another: a balance in % of GDP, guests in % of the people, one refugee for seven inhabitants.

Asked only where no table holds the quotient itself. Both values are of the same country and year.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_borderline, is_imprecise
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.numbers import Scaled, show, show_amount
from sourcier.assessment.operations.figures.denominators import MADE_OF, PEOPLE, PRODUCT, denominators
from sourcier.assessment.operations.figures.lookup import ask, subject_for
from sourcier.assessment.operations.figures.series import ONE, Meant, annual, bounds_for, meant_by, settle
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Caveat, Finding, Operation
from sourcier.core.language import Comparator, Quantity
from sourcier.evidence.packs import Resource

NEAR = 6
"""Words after a percentage within which what it is a share of must stand."""
HALF = Decimal("0.5")
FOR = frozenset({"pour", "for", "every", "per"})
ONE_OF = frozenset({"un", "une", "one", "a"})
OF = frozenset({"de", "du", "d", "of"})
HEADS = frozenset({":inhabitant", ":population"})


@dataclass(frozen=True, slots=True)
class Quotient:
    """What a claim divides by, which of its words say so, and what it allows."""

    by: str
    words: tuple[int, ...]
    function: str
    bounds: Bounds


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part of a claim that divides one table's value by another's."""
    if len(scope.quantities) != 1 or scope.has("up", "down", "world"):
        return []
    quantity = scope.quantities[0]
    subject = subject_for(subjects_of(scope, desk.tables, desk.today))
    asked = _quotient(scope, quantity)
    if subject is None or asked is None:
        return []
    inside = set(asked.words)
    words = tuple(
        replace(word, role="neutral", features=frozenset()) if n in inside else word
        for n, word in enumerate(scope.words)
    )
    softened = replace(scope, words=words)
    for meant in meant_by(softened, desk, Operation.SHARE):
        if meant.match.measure.unit != MADE_OF[asked.by] or not annual(meant.resource):
            continue
        if {PRODUCT, PEOPLE} & frozenset().union(*meant.match.measure.label, frozenset()):
            continue
        bottom = _table(desk, asked.by, subject)
        finding = None if bottom is None else _finding(softened, desk, meant, bottom, subject, asked, quantity)
        if finding is not None:
            doubts = [Caveat.IMPRECISE] if is_borderline(finding.comparison) else []
            return [settle([finding], [finding.reading.period], desk.today, doubts=doubts)]
    return []


def _quotient(scope: Scope, quantity: Quantity) -> Quotient | None:
    """Return what a claim divides by: "4 % du PIB", "14 % de sa population", "un réfugié pour sept habitants"."""
    at = scope.at(quantity.span)
    end = at + sum(quantity.span.contains(word.span) for word in scope.words)
    if quantity.unit == "%":
        near = range(end, min(end + NEAR, len(scope.words)))
        hit = next((n for n in near if {PRODUCT, PEOPLE} & scope.words[n].features), None)
        if hit is None or not any(scope.words[n].folded in OF for n in range(end, hit)):
            return None
        if any(scope.words[n].role not in {"stop", "entity"} for n in range(end, hit)):
            return None
        after = scope.words[hit + 1] if hit + 1 < len(scope.words) else None
        if after is not None and after.token.pos_ == "ADJ" and after.role != "entity":
            return None  # "14 % de la population active"
        by = PRODUCT if PRODUCT in scope.words[hit].features else PEOPLE
        return Quotient(by, tuple(range(end, hit + 1)), "share", bounds_for(scope, quantity))
    heads = [n for n in range(at, end) if HEADS & scope.words[n].features]
    before = [word.folded for word in scope.words[max(at - 4, 0) : at]]
    if not heads or not FOR & set(before[-2:]) or not ONE_OF & set(before):
        return None
    figure = quantity.low
    if figure is None or quantity.comparator not in {Comparator.EQ, Comparator.APPROX} or figure < 2:
        return None
    bounds = Bounds(figure - HALF, figure + HALF, quantity.comparator, figure)
    softened = [n for n, word in enumerate(scope.words) if PEOPLE in word.features and ":refugee" not in word.features]
    opens = max(n for n in range(max(at - 2, 0), at) if scope.words[n].folded in FOR)
    return Quotient(PEOPLE, (*range(opens, end), *softened), "inverse_ratio", bounds)


def _table(desk: Desk, by: str, subject: Subject) -> Resource | None:
    """Return the table of the denominator that knows most entities, this one among them."""
    known = desk.tables.once(denominators)[by]
    return next((resource for resource, entities in known if subject.id in entities), None)


def _finding(
    scope: Scope, desk: Desk, meant: Meant, bottom: Resource, subject: Subject, asked: Quotient, quantity: Quantity
) -> Finding | None:
    lang, resource = scope.lang, meant.resource
    query = ask(scope, desk, meant, quantity, subject)
    if query is None or not query[0].rows:
        return None
    period = rows_of(query[0])[0]["period"] or ""
    below = desk.tables.query(bottom, ONE, {"entity": subject.id, "period": period})
    is_inverse = asked.function == "inverse_ratio"
    try:
        run = Run.of("ratio", below, query[0]) if is_inverse else Run.of("share", query[0], below)
    except NothingToCompute:
        return None
    bounds = asked.bounds
    if ":deficit" in scope.concepts() and run.outcome.numbers[0] < 0:
        bounds = bounds.scaled(Decimal(-1))
    unit = "" if is_inverse else "%"
    tolerance = Decimal(0) if is_inverse else resource.tolerance
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=tolerance, unit=unit, lang=lang)
    top = Decimal(rows_of(query[0])[0]["value"] or "0")
    base = Decimal(rows_of(below)[0]["value"] or "0")
    title = next(one.title(lang) for one in desk.measures.all if one.resource is bottom)
    values = [base, top] if is_inverse else [top, base]
    written = Scaled.of(max(map(abs, values)), "", lang).sum("/", values)
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.SHARE,
        resource=resource,
        lang=lang,
        statement=say(
            "per_other",
            lang,
            entity=desk.tables.label(subject.id, lang),
            period=period,
            top_measure=meant.match.measure.title(lang),
            top=show_amount(top, meant.match.measure.unit, lang),
            bottom_measure=title,
            bottom=show_amount(base, bottom.unit, lang),
        ),
        expression=f"{written} = {show(run.outcome.numbers[0], lang)}{' %' if unit else ''}",
        cells=[*series_cells(resource, query[0], lang), *series_cells(bottom, below, lang)],
        unit=unit,
        entities=(subject.id,),
        period=period,
        caveats=(Caveat.IMPRECISE,) if is_imprecise(comparison, bounds.figure) else (),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
