"""One figure of one entity in one period."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sourcier.assessment.comparison import claimed_bounds, compare_number, is_imprecise
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.lending import is_joined_behind
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.margins import doubt, is_of_another_thing
from sourcier.assessment.numbers import show_amount
from sourcier.assessment.operations.figures.around import deals_out, listed
from sourcier.assessment.operations.figures.changes import is_steady
from sourcier.assessment.operations.figures.converted import compare_converted, rate_doubts
from sourcier.assessment.operations.figures.elsewhere import true_elsewhere
from sourcier.assessment.operations.figures.framed import dated, reframed
from sourcier.assessment.operations.figures.gaps import ends_of, gap_of, is_left_behind
from sourcier.assessment.operations.figures.kindred import counted_otherwise
from sourcier.assessment.operations.figures.series import (
    LATEST,
    ONE,
    SEXES,
    Meant,
    annual,
    bounds_for,
    meant_by,
    near_best,
    negative_meant,
    settle,
)
from sourcier.assessment.others import counts_them
from sourcier.assessment.outlines import outline_of
from sourcier.assessment.periods import STALE_YEARS, last_known_year, time_for, year_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject, names_another, national, subjects_of
from sourcier.assessment.understanding import said_by
from sourcier.assessment.units import is_multiple
from sourcier.assessment.wording import say
from sourcier.assessment.yardsticks import is_measured_by
from sourcier.core.findings import Caveat, Finding, Operation, Query, Verdict
from sourcier.core.language import Comparator, Quantity
from sourcier.evidence.packs import Resource

PLACES = read_words("figure_words", "places")
"""Places without a name: what happened there is not the world's."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part per figure of the claim that some series answers."""
    parts: list[Part] = []
    if deals_out(scope, desk) or is_steady(scope):
        return parts
    scope = dated(reframed(listed(scope, desk)), desk)
    subjects = subjects_of(scope, desk.tables, desk.today)
    if any(one.mention and scope.is_yardstick(one.mention) for one in subjects):
        return []
    if frozenset().union(*said_by(scope)) >= SEXES:
        return []  # a figure for each: "une Russe 79 ans, un Russe 67"
    is_left = False
    for quantity in scope.quantities:
        if scope.has("shed") and quantity.unit not in {"%", "pp"}:
            continue  # "a perdu dix millions d'habitants" is a change, and no level answers it
        subject = subject_for(subjects) or (None if subjects else _implied(scope, desk, quantity))
        if subject is None:
            continue
        if is_left_behind(scope, quantity) or (subject.mention and is_joined_behind(scope, subject.mention, quantity)):
            continue
        if subject.mention and is_measured_by(scope, subject.mention, quantity):
            is_left = True
            continue
        part = look_up(scope, desk, quantity, subject)
        if part is not None:
            parts.append(part)
    # Of "4,9 % contre 3,5 % en Espagne" the first is nobody's here, and the second alone bears out nothing.
    return [] if is_left and all(part.verdict is Verdict.SUPPORTED for part in parts) else parts


def _falls_short(scope: Scope, quantity: Quantity, finding: Finding, meant: Meant) -> list[Caveat]:
    """Return the doubt on a figure said to be exceeded, that the table only reaches when rounded."""
    at, figure = scope.at(quantity.span), claimed_bounds(quantity).figure * meant.factor
    is_exceeded = any(0 <= at - end <= 2 for _, end in scope.cues.get("exceed", ()))
    reached = finding.computation.high
    is_short = is_exceeded and finding.comparison.holds and reached is not None and reached < figure
    return [Caveat.IMPRECISE] if is_short and quantity.comparator is Comparator.EQ else []


def of_today(scope: Scope, desk: Desk, meant: Meant, quantity: Quantity, finding: Finding) -> list[Caveat]:
    """Return the doubt on a figure of today that the last table known by then does not have.

    A figure without a date is of the day it is written: what a later row up to that year bears out is no error, and
    what comes near an older row may be what has changed since.
    """
    if finding.comparison.holds:
        return []
    entity, last = finding.reading.entities[0], finding.reading.period
    bounds = bounds_for(scope, quantity).scaled(meant.factor)
    later = [
        Decimal(row["value"] or "nan")
        for row in meant.resource.rows()
        if row["entity"] == entity and last < (row["period"] or "") <= str(desk.today.year)
    ]
    known = finding.computation.low
    if later and known is not None:
        # On its way from one year's figure to the next it was any between them.
        passed = (min(known, *later), max(known, *later))
        unit, tolerance = meant.match.measure.unit, meant.resource.tolerance
        if compare_number(bounds, passed, tolerance=tolerance, unit=unit, lang=scope.lang).holds:
            return [Caveat.ONLY_KNOWN_LATER]
    return [Caveat.IMPRECISE] if Caveat.IMPRECISE in finding.caveats else []


def subject_for(subjects: list[Subject]) -> Subject | None:
    """Return the one entity a figure can belong to; None when there are several, or a group."""
    plain = [one for one in subjects if not one.members]
    return plain[0] if len(plain) == 1 and len(subjects) == 1 else None


def _implied(scope: Scope, desk: Desk, quantity: Quantity) -> Subject | None:
    """Return the one entity that every table of the measure is about: a minimum wage known by its own name.

    Else the one whose office of statistics is named as the source: "Inflation (Insee) : 4,9 %".
    """
    tables = [one.resource for one in meant_by(scope, desk, Operation.LOOKUP, quantity)]
    owners = {entity for table in tables for entity in outline_of(table).entities}
    if len(owners) == 1 and not (owners == {WORLD} and any(word.folded in PLACES for word in scope.words)):
        owner = owners.pop()
        return None if names_another(scope, desk.tables, owner) else Subject(owner, None)
    return national(scope, desk.tables)


def look_up(scope: Scope, desk: Desk, quantity: Quantity, subject: Subject) -> Part | None:
    """Return the part that checks one figure, None when no table measures it or none has the row."""
    if gap_of(scope, quantity) or counts_them(scope, quantity):
        return None
    findings: list[Finding] = []
    periods: list[str] = []
    doubts: list[Caveat] = []
    for meant in near_best(of_those(meant_by(scope, desk, Operation.LOOKUP, quantity, converts=True), subject)):
        if _is_rate(desk, quantity) and " per " not in meant.match.measure.unit:
            continue
        asked = ask(scope, desk, meant, quantity, subject)
        if asked is None or (is_change_of(scope, quantity) and not meant.match.measure.is_change):
            continue
        query, period = asked
        if meant.match.measure.is_change and (not scope.times or scope.has("year_on_year")) and annual(meant.resource):
            continue  # "l'inflation est de 2 %", "sur un an" are of the last month or quarter: no yearly mean is meant
        if not scope.times and query.rows and _is_stale(rows_of(query)[0]["period"] or "", period):
            continue
        finding = (compare_converted if meant.currency else compare)(scope, desk, meant, quantity, query)
        if finding is None and meant.currency and query.rows:
            continue  # no rate of that period: said among what was put aside
        if finding is None:
            label = desk.tables.label(subject.id, scope.lang)
            title = meant.match.measure.title(scope.lang)
            desk.missing.append(say("missing_row", scope.lang, measure=title, entity=label, period=period))
            if not is_narrow(meant, subject):
                break
            continue
        findings.append(finding)
        periods.append(rows_of(query)[0]["period"] or "")
        doubts += doubt(finding.comparison, meant.match.measure, periods[-1], desk.today)
        doubts += _falls_short(scope, quantity, finding, meant)
        doubts += [] if meant.currency else counted_otherwise(scope, desk, meant, quantity, finding)
        if meant.currency:
            doubts += rate_doubts(scope, desk, meant, finding)
        elif not scope.times and annual(meant.resource):
            doubts += of_today(scope, desk, meant, quantity, finding)
        if is_multiple(quantity) and Caveat.IMPRECISE in finding.caveats:
            doubts.append(Caveat.IMPRECISE)  # "près du double" is no measured figure
    if not findings:
        return None
    is_converted = len(findings[0].queries) > 1
    note = "" if doubts or is_converted else true_elsewhere(scope, desk, findings[0], quantity)
    return settle(findings, periods[:1], desk.today, note=note, doubts=doubts)


def ask(
    scope: Scope, desk: Desk, meant: Meant, quantity: Quantity | None, subject: Subject
) -> tuple[Query, str] | None:
    """Return the query for the claim's period, or the latest known one for a claim in the present tense."""
    resource, time = meant.resource, time_for(scope, quantity)
    if time is None:
        if scope.times or scope.has("other_year") or scope.is_past or scope.is_future:
            return None
        if not annual(resource):
            return None if _is_of_a_day(resource) else _in_force(desk, resource, subject)
        latest = str(last_known_year(desk.today))
        if resource.coverage_last and int(resource.coverage_last[:4]) < int(latest) - STALE_YEARS:
            return None
        return desk.tables.query(resource, LATEST, {"entity": subject.id, "latest": latest}), latest
    if annual(resource):
        year = year_of(time)
        if year is None or (time.start is not None and time.start > desk.today):
            return None
        return desk.tables.query(resource, ONE, {"entity": subject.id, "period": str(year)}), str(year)
    if time.start is None or time.end is None or (time.start > desk.today):
        return None
    inside = [
        row["period"] or ""
        for row in resource.rows()
        if row["entity"] == subject.id and time.start.isoformat() <= (row["period"] or "") < time.end.isoformat()
    ]
    if len(inside) > 1 or (not inside and _is_of_a_day(resource)):
        return None
    latest = inside[0] if inside else (time.end - timedelta(days=1)).isoformat()
    return desk.tables.query(resource, LATEST, {"entity": subject.id, "latest": latest}), latest


def _is_of_a_day(resource: Resource) -> bool:
    """Say whether a dated figure holds for its day alone: a share of those counted then, no wage or rate in force."""
    return resource.unit.startswith("% of ")


def _is_rate(desk: Desk, quantity: Quantity) -> bool:
    """Say whether a figure is so many per thousand, or per month: no table's plain value."""
    if quantity.per not in {None, "year"}:
        return True
    after = desk.draft.article.text[quantity.span.end :].split(maxsplit=2)[:2]
    return len(after) == 2 and after[0] in {"pour", "per", "sur"} and after[1][:1].isdigit()


def is_change_of(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a percentage is the size of a change and no level: "fell 8 percent", "a bondi de 9 %"."""
    if quantity.unit not in {"%", "pp"} or quantity in (ends_of(scope) or ()):
        return False
    at = scope.at(quantity.span)
    before = scope.words[at - 1].folded if at else ""
    moved = {end for cue in ("up", "down") for _, end in scope.cues.get(cue, ())}
    if before == "from":
        return False  # "down from 28 percent": where it came from
    return at in moved or (before in {"de", "d", "by"} and any(at - 4 <= end < at for end in moved))


def _is_stale(found: str, latest: str) -> bool:
    """Say whether the latest row is too old for a claim in the present tense."""
    return len(found) == len(latest) == 4 and int(latest) - int(found) > STALE_YEARS


def is_narrow(meant: Meant, subject: Subject) -> bool:
    """Say whether a table knows nothing at all of an entity: then another table of the measure is asked."""
    return subject.id not in outline_of(meant.resource).entities


def of_those(found: list[Meant], subject: Subject) -> list[Meant]:
    """Return the readings whose tables know an entity; all of them where none does."""
    return [one for one in found if not is_narrow(one, subject)] or found


def _in_force(desk: Desk, resource: Resource, subject: Subject) -> tuple[Query, str] | None:
    """Return the amount in force today, for amounts that hold until the next row (a minimum wage), not for events."""
    if resource.unit.startswith("%"):
        return None
    today = desk.today.isoformat()
    return desk.tables.query(resource, LATEST, {"entity": subject.id, "latest": today}), today


def compare(scope: Scope, desk: Desk, meant: Meant, quantity: Quantity, query: Query) -> Finding | None:
    """Return the finding that sets a figure against the query's row; None when there is no row."""
    resource, unit, lang = meant.resource, meant.match.measure.unit, scope.lang
    function = "opposite" if negative_meant(scope, quantity, resource) else "value"
    try:
        run = Run.of(function, query)
    except NothingToCompute:
        return None
    bounds = bounds_for(scope, quantity).scaled(meant.factor)
    low, high = run.outcome.numbers
    if is_of_another_thing(bounds.figure, low):
        return None
    comparison = compare_number(bounds, (low, high), tolerance=resource.tolerance, unit=unit, lang=lang)
    row = rows_of(query)[0]
    statement = say(
        "value_is",
        lang,
        measure=meant.match.measure.title(lang),
        entity=desk.tables.label(row["entity"] or "", lang),
        period=row["period"] or "",
        value=show_amount(run.outcome.numbers[0] * (-1 if function == "opposite" else 1), unit, lang),
    )
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.LOOKUP,
        resource=resource,
        lang=lang,
        statement=statement,
        expression=show_amount(low, unit, lang),
        cells=series_cells(resource, query, lang),
        unit=unit,
        entities=(row["entity"] or "",),
        period=row["period"] or "",
        caveats=(Caveat.IMPRECISE,) if is_imprecise(comparison, bounds.figure) else (),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
