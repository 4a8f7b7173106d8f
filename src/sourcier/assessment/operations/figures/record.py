"""A year's place among years: "son plus haut niveau depuis 2008", "the lowest since 2010"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import compare_number
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.numbers import show_amount
from sourcier.assessment.operations.figures.lookup import ask, is_narrow, subject_for
from sourcier.assessment.operations.figures.places import exactly
from sourcier.assessment.operations.figures.series import Meant, annual, meant_by, near_best, settle, share_unasked
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Finding, Operation

YEARS = (
    "SELECT entity, period, value, source, period = $period AS asked FROM {table} "
    "WHERE entity = $entity AND period > $since AND period <= $period AND value IS NOT NULL ORDER BY value "
)


NEVER = frozenset({"jamais", "never"})
"""Words that tell a record by denying a greater one: "n’a jamais été aussi bas depuis 2010"."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part of a record over years, if the claim asserts one."""
    hits = scope.find("records", "end")
    since = [one for one in scope.times if one.mod == "since" and one.start is not None]
    if not hits or len(since) != 1 or scope.is_future:
        return []
    is_never = any(word.folded in NEVER for low, high, _ in hits for word in scope.words[low:high])
    if scope.is_negated and not is_never:
        return []
    subject = subject_for(subjects_of(scope, desk.tables, desk.today))
    if subject is None or since[0].start is None:
        return []
    opened = str(since[0].start.year)
    others = tuple(one for one in scope.times if one is not since[0])
    inside = {at for low, high, _ in hits for at in range(low, high)}
    words = tuple(replace(word, role="neutral") if at in inside else word for at, word in enumerate(scope.words))
    softened = replace(scope, times=others, words=words)
    for meant in near_best([one for one in meant_by(softened, desk, Operation.RANK) if not share_unasked(scope, one)]):
        if not annual(meant.resource) or is_narrow(meant, subject):
            continue
        finding = _finding(softened, desk, meant, subject, opened, is_top=hits[0][2] == "top")
        if finding is not None:
            part = settle([finding], [finding.reading.period], desk.today)
            return [replace(part, reads_negation=is_never)]
    return []


def _finding(scope: Scope, desk: Desk, meant: Meant, subject: Subject, since: str, *, is_top: bool) -> Finding | None:
    resource, lang, unit = meant.resource, scope.lang, meant.match.measure.unit
    asked = ask(scope, desk, meant, None, subject)
    if asked is None or not asked[0].rows:
        return None
    period = rows_of(asked[0])[0]["period"] or ""
    parameters = {"entity": subject.id, "since": since, "period": period}
    query = desk.tables.query(resource, YEARS + ("DESC" if is_top else "ASC") + ", period", parameters)
    try:
        run = Run.of("rank", query)
    except NothingToCompute:
        return None
    comparison = compare_number(exactly(1), run.outcome.numbers, tolerance=Decimal(0), unit="", lang=lang)
    rows, place = rows_of(query), int(run.outcome.numbers[0])
    if len(rows) < 2 or (comparison.holds and len(rows) < int(period) - int(since)):
        return None  # a year without a figure may have been the record
    mine = Decimal(rows[place - 1]["value"] or "0")
    rival = Decimal(rows[1 if place == 1 else 0]["value"] or "0")
    if abs(rival - mine) <= abs(mine) * resource.tolerance:
        return None
    ahead = next(row for row in rows if row["period"] == period)
    cells = [make_cell(resource, row, ("entity", "period"), "value", lang=lang) for row in (ahead, *rows[:2]) if row]
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.RANK,
        resource=resource,
        lang=lang,
        statement=say(
            "record_is",
            lang,
            measure=meant.match.measure.title(lang),
            entity=desk.tables.label(subject.id, lang),
            value=show_amount(mine, unit, lang),
            period=period,
            place=str(place),
            of=str(len(rows)),
            first=str(int(since) + 1),
            last=period,
        ),
        expression=f"{place} / {len(rows)}",
        cells=list(dict.fromkeys(cells)),
        unit=unit,
        entities=(subject.id,),
        period=period,
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
