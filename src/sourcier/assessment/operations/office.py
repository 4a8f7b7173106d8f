"""Who holds an office on a day, since when, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sourcier.assessment.comparison import (
    compare_presence,
    show_day,
)
from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.operations.holders import Held, pairs_in
from sourcier.assessment.operations.membership import spell
from sourcier.assessment.operations.relations import (
    IN_FORCE,
    day_of,
    held,
    reference_day,
    relation_cells,
    spells,
    true_when,
)
from sourcier.assessment.operations.tenure import dated, lasted_years
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Operation, Query
from sourcier.evidence.packs import Resource

CLOSE = 6
"""Words that may part a person from the verb of taking office."""
LONG_PAST = timedelta(days=180)
"""After so long, a title told in the past tense is history and no error."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part a person whose office the claim gives."""
    if scope.is_future:
        return []
    parts: list[Part] = []
    for one in pairs_in(scope, desk):
        part = _part(scope, desk, one)
        if part is not None:
            parts.append(part)
    return parts


def _offices(desk: Desk, person: str, relations: Sequence[str], bodies: Sequence[str]) -> list[tuple[Resource, str]]:
    """Return the tables and bodies in which the title, or the person in it, is recorded."""
    found: dict[tuple[Resource, str], int] = {}
    for resource in desk.tables.of_shape("relation"):
        for row in resource.rows():
            if row["relation"] not in relations:
                continue
            body = row["object"] or ""
            if bodies and body in bodies:
                found[resource, body] = found.get((resource, body), 0) + 1 + 1000 * (row["subject"] == person)
            elif not bodies and row["subject"] == person:
                found[resource, body] = found.get((resource, body), 0) + 1
    return sorted(found, key=lambda pair: (-found[pair], pair[0].pack))


def _part(scope: Scope, desk: Desk, one: Held) -> Part | None:
    person = one.person.entity_id or ""
    offices = _offices(desk, person, one.relations, one.bodies)
    if not offices:
        return None
    resource, body = offices[0]
    every = spells(desk, resource, person, body, one.relations)
    years = [quantity for quantity in scope.quantities if quantity.unit in {"a", "an", "ans", "year", "years"}]
    times = [time for time in scope.times if time.start is not None and time.mod == "at"]
    if years and every.rows:
        return lasted_years(scope, desk, resource, one, body)
    if scope.has("office_start") and times and every.rows:
        begins = min(start for start, _ in scope.cues["office_start"])
        if abs(scope.at(one.person.span) - begins) > CLOSE:
            return None
        return dated(scope, desk, resource, body, every, times[0], is_exit=scope.at(one.person.span) > begins)
    return _holds(scope, desk, resource, one, body, every)


def _is_history(scope: Scope, rows: Sequence[Row], day: date) -> bool:
    """Say whether a past title fits a past told as such: nobody calls it an error years later."""
    ends = [end for row in rows if (end := day_of(row, "end")) is not None and end <= day]
    told = any(word.folded in {"avait", "avaient", "had"} for word in scope.words)
    return bool(ends) and (told or (scope.is_past and day - max(ends) > LONG_PAST))


def _holders(desk: Desk, resource: Resource, one: Held, body: str, day: str) -> list[Query]:
    return [
        desk.tables.query(resource, IN_FORCE, {"object": body, "relation": relation, "day": day})
        for relation in one.relations
    ]


def _holds(scope: Scope, desk: Desk, resource: Resource, one: Held, body: str, every: Query) -> Part | None:
    lang, person = scope.lang, one.person.entity_id or ""
    day = reference_day(scope, desk) or (desk.today if not scope.times else None)
    if day is None:
        return None
    current = held(desk, resource, person, body, one.relations, day)
    holders = [query for query in _holders(desk, resource, one, body, day.isoformat()) if query.rows]
    rows = rows_of(every)
    before, after = true_when(rows, day)
    if not current.rows and _is_history(scope, rows, day):
        return None
    if one.is_former or scope.has("no_longer"):
        if not rows or (current.rows and one.is_former):
            return None
        expected = False
    else:
        expected = True
        if not current.rows and not holders:
            desk.missing.append(say("office_empty", lang, body=desk.tables.label(body, lang), day=show_day(day, lang)))
            return None
    comparison = compare_presence(expected=expected, found=len(current.rows), lang=lang)
    caveats: list[Caveat] = []
    if not comparison.holds and expected:
        caveats += [Caveat.OUTDATED] if before else [Caveat.ONLY_KNOWN_LATER] if after else []
    names = [desk.tables.label(row["subject"] or "", lang) for query in holders for row in rows_of(query)]
    who = desk.tables.label(person, lang)
    spans = " ; ".join(spell(row, lang) for row in rows)
    key = "holds_office" if current.rows else ("held_office" if rows else "not_in_office")
    queries = (current, *holders, every)
    cells = relation_cells(resource, current if current.rows else every, lang)
    if not current.rows:
        cells += [cell for query in holders for cell in relation_cells(resource, query, lang)]
    finding = make_finding(
        scope.claim,
        Run("count", queries, Run.of("count", current).outcome),
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=say(
            key,
            lang,
            who=who,
            body=desk.tables.label(body, lang),
            day=show_day(day, lang),
            spells=spans,
            holder=join(names, lang),
        ),
        expression=str(len(current.rows)),
        cells=cells,
        entities=(person, body),
        period=day.isoformat(),
        caveats=caveats,
        probability=0.9,
    )
    return Part((finding,), finding.verdict, tuple(caveats), finding.verdict)
