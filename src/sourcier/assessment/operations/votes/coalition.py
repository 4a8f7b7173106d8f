"""A coalition against a rival: what its states spend on their armies together, next to what the rival spends."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.measures import Measure
from sourcier.assessment.numbers import Scaled, show, show_amount
from sourcier.assessment.operations.figures.series import ONE, SEVERAL
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.units import family_of
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Operation, Verdict
from sourcier.core.language import Comparator

MILITARY_SPENDING = frozenset({":spend", ":military"})


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that shows the two sides, if the claim weighs a coalition; it never decides by itself."""
    if not scope.has("coalition") or not scope.has("outweigh"):
        return []
    start = scope.cues["coalition"][0][0]
    subjects = [one for one in subjects_of(scope, desk.tables, desk.today) if one.mention]
    allies = [one for one in subjects if one.mention and scope.at(one.mention.span) > start]
    rivals = [
        one for one in subjects if one.mention and not one.members and _is_faced(scope, scope.at(one.mention.span))
    ][:1]
    allies = [one for one in allies if one not in rivals]
    measure = _measure(desk)
    if len(allies) < 2 or not rivals or measure is None:
        return []
    states = sorted({state for one in allies for state in (one.members or (one.id,))} - {rivals[0].id})
    return _part(scope, desk, measure, allies, states, rivals[0])


def _is_faced(scope: Scope, at: int) -> bool:
    """Say whether a name follows "contre", "face à", "against"."""
    return bool(
        {"contre", "face", "against", "versus", "facing"} & {word.folded for word in scope.words[max(at - 3, 0) : at]}
    )


def _measure(desk: Desk) -> Measure | None:
    """Return the series of military spending in money, the latest one."""
    found = [
        one
        for one in desk.measures.all
        if not one.measure
        and family_of(one.unit) == "money"
        and " per " not in one.unit
        and frozenset().union(*one.label, frozenset()) >= MILITARY_SPENDING
    ]
    return max(found, key=lambda one: one.resource.coverage_last, default=None)


def _part(
    scope: Scope, desk: Desk, measure: Measure, allies: list[Subject], states: list[str], rival: Subject
) -> list[Part]:
    resource, lang = measure.resource, scope.lang
    period = min(resource.coverage_last[:4], str(desk.today.year - 1))
    together = desk.tables.query(resource, SEVERAL, {"entities": " ".join(states), "period": period})
    alone = desk.tables.query(resource, ONE, {"entity": rival.id, "period": period})
    try:
        run = Run.of("ratio", together, alone)
    except NothingToCompute:
        return []
    one = Decimal(1)
    comparison = compare_number(
        Bounds(None, one, Comparator.LT, one), run.outcome.numbers, tolerance=Decimal(0), unit="times", lang=lang
    )
    total = sum((Decimal(row["value"] or "0") for row in rows_of(together)), Decimal(0))
    other = Decimal(rows_of(alone)[0]["value"] or "0")
    unit, scaled = measure.unit, Scaled.of(max(total, other), "", lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.COMPARISON,
        resource=resource,
        lang=lang,
        statement=say(
            "coalition",
            lang,
            measure=measure.title(lang),
            period=period,
            coalition=join([desk.tables.label(each.id, lang) for each in allies], lang),
            count=str(len(together.rows)),
            one=show_amount(total, unit, lang),
            rival=desk.tables.label(rival.id, lang),
            two=show_amount(other, unit, lang),
        ),
        expression=f"{scaled.sum('/', [total, other])} = {show(run.outcome.numbers[0], lang)}",
        cells=[*series_cells(resource, alone, lang), *series_cells(resource, together, lang)],
        unit="times",
        entities=(*states, rival.id),
        period=period,
        caveats=(Caveat.DEPENDS_ON_DEFINITION,),
        probability=0.5,
    )
    verdict = Verdict.NOT_ENOUGH_EVIDENCE
    return [Part((finding,), verdict, (Caveat.DEPENDS_ON_DEFINITION,), verdict, reads_negation=True)]
