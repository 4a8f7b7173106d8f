"""One entity against several together: "plus de CO2 que les États-Unis, l’Inde et la Russie réunis"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.numbers import Scaled, show, show_amount
from sourcier.assessment.operations.figures.compared import says_less
from sourcier.assessment.operations.figures.lookup import ask
from sourcier.assessment.operations.figures.series import ONE, SEVERAL, Meant, annual, meant_by, settle, share_unasked
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject, subjects_of
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Finding, Operation
from sourcier.core.language import Comparator

THAN = frozenset({"que", "qu", "than"})
NEAR_ONE = Decimal("0.02")
"""How near to one a ratio is too near to tell more from less, beside the table's own tolerance."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that sets the first of a claim's states against all others together."""
    subjects = [one for one in subjects_of(scope, desk.tables, desk.today) if one.id != WORLD]
    at = _than(scope)
    if at is None or scope.quantities or any(one.mention is None for one in subjects):
        return []
    first = [one for one in subjects if one.mention and scope.at(one.mention.span) < at]
    rest = [one for one in subjects if one.mention and scope.at(one.mention.span) > at]
    groups = [one for one in rest if one.members]
    if len(first) != 1 or first[0].members or (groups and len(rest) > 1) or (not groups and len(rest) < len("ab")):
        return []
    together = tuple(one for one in (groups[0].members if groups else [r.id for r in rest]) if one != first[0].id)
    is_less = says_less(scope)
    softened = _without_sum(scope)
    for meant in meant_by(softened, desk, Operation.COMPARISON):
        if not annual(meant.resource) or not meant.match.measure.is_total or share_unasked(scope, meant):
            continue
        finding = _finding(scope, desk, meant, first[0], rest, together, is_less=is_less)
        if finding is None:
            continue
        ratio = finding.computation.low or Decimal(1)
        doubts = [Caveat.IMPRECISE] if abs(ratio - 1) <= meant.resource.tolerance + NEAR_ONE else []
        return [settle([finding], [finding.reading.period], desk.today, doubts=doubts)]
    return []


def _than(scope: Scope) -> int | None:
    """Return where the yardstick begins: the "que", "than" after the comparative."""
    compared = [start for cue in ("greater", "smaller") for start, _ in scope.cues.get(cue, ())]
    places = [at for at, word in enumerate(scope.words) if word.folded in THAN and compared and at > min(compared)]
    return places[0] if places else None


def _without_sum(scope: Scope) -> Scope:
    inside = {at for low, high in scope.cues.get("sum", ()) for at in range(low, high)}
    words = tuple(replace(word, role="neutral") if at in inside else word for at, word in enumerate(scope.words))
    return replace(scope, words=words)


def _finding(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    first: Subject,
    rest: Sequence[Subject],
    together: tuple[str, ...],
    *,
    is_less: bool,
) -> Finding | None:
    resource, lang, unit = meant.resource, scope.lang, meant.match.measure.unit
    asked = ask(scope, desk, meant, None, first)
    if asked is None or not asked[0].rows:
        return None
    period = rows_of(asked[0])[0]["period"] or ""
    one = desk.tables.query(resource, ONE, {"entity": first.id, "period": period})
    others = desk.tables.query(resource, SEVERAL, {"entities": " ".join(together), "period": period})
    if len(others.rows) < len(together):
        return None
    try:
        run = Run.of("ratio", one, others)
    except NothingToCompute:
        return None
    same = Decimal(1)
    bounds = Bounds(None, same, Comparator.LT, same) if is_less else Bounds(same, None, Comparator.GT, same)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="times", lang=lang)
    mine = Decimal(rows_of(one)[0]["value"] or "0")
    theirs = [Decimal(row["value"] or "0") for row in rows_of(others)]
    scaled = Scaled.of(max(mine, *theirs), "", lang)
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.COMPARISON,
        resource=resource,
        lang=lang,
        statement=say(
            "against_all",
            lang,
            measure=meant.match.measure.title(lang),
            period=period,
            first=desk.tables.label(first.id, lang),
            one=show_amount(mine, unit, lang),
            others=join([desk.tables.label(each.id, lang) for each in rest], lang),
            two=show_amount(sum(theirs, Decimal(0)), unit, lang),
        ),
        expression=f"{scaled.plain(mine)} / ({scaled.sum('+', theirs)}) = {show(run.outcome.numbers[0], lang)}",
        cells=[*series_cells(resource, one, lang), *series_cells(resource, others, lang)],
        unit="times",
        entities=(first.id, *together),
        period=period,
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
