"""A place among one issuer's estimates of one day: the largest arsenal, the biggest defence budget.

Such a list seldom has every state. What it leaves out is at most the rest of the world's total, where the issuer gives
one: a place is checked only where no state left out could take it.
"""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import compare_number
from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run
from sourcier.assessment.operations.figures.added import estimate_cells
from sourcier.assessment.operations.figures.placed import finding_of_place
from sourcier.assessment.operations.figures.places import Place
from sourcier.assessment.operations.figures.ranked import is_ranked, is_told
from sourcier.assessment.operations.figures.series import Meant, meant_by, settle
from sourcier.assessment.periods import last_known_year, time_for, year_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject
from sourcier.core.findings import Caveat, Finding, Operation, Verdict

DAYS = (
    "SELECT issuer, as_of FROM {table} WHERE subject = $subject AND measure = $measure "
    "AND as_of >= CAST($first AS DATE) AND as_of <= CAST($last AS DATE) AND issued <= CAST($today AS DATE) "
    "ORDER BY as_of DESC LIMIT 1"
)
RANKED = (
    "SELECT subject, measure, issuer, as_of, low, high, source, low AS value, subject = $entity AS asked FROM {table} "
    "WHERE measure = $measure AND issuer = $issuer AND as_of = CAST($day AS DATE) AND subject <> $without "
    "ORDER BY low DESC, subject"
)
TOTAL = (
    "SELECT * FROM {table} WHERE measure = $measure AND issuer = $issuer AND as_of = CAST($day AS DATE) "
    "AND subject = $subject"
)


def ranked_estimates(scope: Scope, desk: Desk, subject: Subject, place: Place) -> list[Part]:
    """Return the part that checks a place from the top among one issuer's estimates."""
    if not place.is_from_top or place.is_bound:
        return []
    for meant in meant_by(scope, desk, Operation.RANK, shapes=("estimate",)):
        if not meant.match.measure.is_total or not is_ranked(scope, meant, place.at):
            continue
        finding = _finding(scope, desk, meant, subject, place)
        if finding is not None and (finding.verdict is Verdict.REFUTED or is_told(scope, place.at)):
            return [settle([finding], [], desk.today)]
    return []


def _finding(scope: Scope, desk: Desk, meant: Meant, subject: Subject, place: Place) -> Finding | None:
    resource, lang = meant.resource, scope.lang
    time = time_for(scope, None)
    year = year_of(time) if time else None
    if (year is None and scope.times) or scope.is_future or (time is None and scope.is_past):
        return None
    first, last = (year, year) if year else (last_known_year(desk.today), desk.today.year)
    measure = {"measure": meant.match.measure.measure}
    when = {"first": f"{first}-01-01", "last": f"{last}-12-31", "today": desk.today.isoformat()}
    days = rows_of(desk.tables.query(resource, DAYS, {"subject": subject.id, **measure, **when}))
    if not days:
        return None
    day = {"issuer": days[0]["issuer"] or "", "day": days[0]["as_of"] or ""}
    query = desk.tables.query(resource, RANKED, {"entity": subject.id, "without": WORLD, **measure, **day})
    world = rows_of(desk.tables.query(resource, TOTAL, {"subject": WORLD, **measure, **day}))
    states = rows_of(query)
    if len(world) != 1 or any(row["subject"] not in desk.tables.states for row in states):
        return None
    left_out = _figure(world[0]) - sum(map(_figure, states), Decimal(0))
    certain = [row for row in states if _figure(row) > left_out]
    own = next(row for row in states if row["subject"] == subject.id)
    if own not in certain and len(certain) < place.last:
        return None
    if any(_figure(row) == _figure(own) for row in states if row != own):
        return None
    run = Run.of("rank", query)
    comparison = compare_number(place.bounds, run.outcome.numbers, tolerance=Decimal(0), unit="", lang=lang)
    return finding_of_place(
        scope,
        desk,
        meant,
        run,
        comparison,
        [(row["subject"] or "", _figure(row)) for row in states],
        entity=subject.id,
        period=(own["as_of"] or "")[:4],
        cells=estimate_cells(meant, [own, *(row for row in states[: place.last] if row != own)], lang),
        caveats=(Caveat.SINGLE_SOURCE,),
    )


def _figure(row: Row) -> Decimal:
    return Decimal(row["low"] or "0")
