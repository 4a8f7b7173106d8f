"""Who holds an office on a day, since when, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sourcier.assessment.comparison import (
    claimed_bounds,
    compare_dates,
    compare_number,
    compare_presence,
    show_day,
    show_interval,
)
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.numbers import show
from sourcier.assessment.operations.membership import spell
from sourcier.assessment.operations.relations import IN_FORCE, held, reference_day, relation_cells, spells, true_when
from sourcier.assessment.operations.titles import titles_in
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Finding, Operation, Query, Verdict
from sourcier.core.language import Mention, TimeInterval
from sourcier.evidence.packs import Resource

NEAR = 4
"""Words that may part a person from a title."""
_SEATS = {
    "pentagon": "USA",
    "white-house": "USA",
    "elysee": "FRA",
    "matignon": "FRA",
    "downing-street": "GBR",
    "kremlin": "RUS",
    "quai-dorsay": "FRA",
}
LASTED = (
    'SELECT subject, relation, object, start, "end", precision, source, note, $day AS counted_to FROM {table} '
    "WHERE subject = $subject AND object = $object AND list_contains(string_split($relations, ' '), relation) ORDER BY start"
)
IMMEDIATE_YEARS = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Held:
    """A person beside a title, as the claim puts them."""

    person: Mention
    relations: tuple[str, ...]
    bodies: tuple[str, ...]
    """States or organisations whose office it is, as far as the words say."""
    is_former: bool


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part a person whose office the claim gives."""
    if scope.is_future:
        return []
    parts: list[Part] = []
    for one in _pairs(scope, desk):
        part = _part(scope, desk, one)
        if part is not None:
            parts.append(part)
    return parts


def _pairs(scope: Scope, desk: Desk) -> list[Held]:
    """Return the titles of a claim, each with the nearest person."""
    people = [one for one in scope.mentions if desk.tables.kind(one.entity_id or "") == "person"]
    titles: dict[tuple[int, int], list[str]] = {}
    for start, end, relation in titles_in(scope, desk):
        titles.setdefault((start, end), []).append(relation)
    found: list[Held] = []
    longest = [pair for pair in titles if not any(o != pair and o[0] <= pair[0] and pair[1] <= o[1] for o in titles)]
    for person in people:
        first = scope.at(person.span)
        last = first + sum(person.span.contains(word.span) for word in scope.words)
        best = min(longest, key=lambda pair: _gap(pair, first, last), default=None)
        if best is None or not _is_tied(scope, best, first, last, people, person):
            continue
        former = any(end in {best[0], best[0] - 1} or start == best[0] for start, end in scope.cues.get("former", ()))
        bodies = _bodies(scope, desk, best)
        found.append(Held(person, tuple(dict.fromkeys(titles[best])), bodies, former))
    return found


def _gap(pair: tuple[int, int], first: int, last: int) -> int:
    return first - pair[1] if pair[1] <= first else pair[0] - last


def _is_tied(
    scope: Scope, pair: tuple[int, int], first: int, last: int, people: Sequence[Mention], person: Mention
) -> bool:
    """Say whether only small words, names of states, and a verb of holding part a title from a person."""
    low, high = (pair[1], first) if pair[1] <= first else (last, pair[0])
    between = scope.words[low:high]
    if any(other is not person and any(other.span.contains(word.span) for word in between) for other in people):
        return False
    loose = (
        scope.has("office_start")
        or any(w.folded in _HOLDING for w in between)
        or any(q.unit == "a" for q in scope.quantities)
    )
    content = [
        word
        for word in between
        if word.role in {"", "unlinked"}
        and word.token.pos_ in {"NOUN", "PROPN", "VERB"}
        and word.folded not in _HOLDING
    ]
    if loose:
        return len(between) <= 3 * NEAR and not any(
            word.folded in {",", ";"} and at for at, word in enumerate(between) if at > NEAR
        )
    return len(between) <= NEAR + 2 and not content


_HOLDING = frozenset(
    "dirige dirigeait preside est etait reste demeure devient devenu qui who is was leads led heads headed runs reigns regne "
    "occupe remains became passe passer holds held".split()
)


def _bodies(scope: Scope, desk: Desk, pair: tuple[int, int]) -> tuple[str, ...]:
    """Return the state or organisation whose title it is: inside the title, or just beside it."""
    near: list[tuple[int, str]] = []
    for mention in scope.mentions:
        entity = mention.entity_id or ""
        kind = desk.tables.kind(entity)
        at = scope.at(mention.span)
        size = sum(mention.span.contains(word.span) for word in scope.words)
        inside = pair[0] <= at < pair[1]
        gap = 0 if inside else _gap(pair, at, at + size)
        if gap > 3:
            continue
        if kind in {"state", "organisation"}:
            near.append((gap, entity))
        elif kind == "institution":
            states = desk.tables.states_behind(entity) or ({_SEATS[entity]} if entity in _SEATS else set())
            near.append((gap, entity))
            near += [(gap, state) for state in states]
    words = {word.folded for word in scope.words[pair[0] : pair[1]]}
    near += [
        (0, state)
        for seat, state in _SEATS.items()
        if set(seat.replace("-", " ").split()) <= words or seat[:8] in words
    ]
    best = min((gap for gap, _ in near), default=0)
    return tuple(dict.fromkeys(entity for gap, entity in sorted(near) if gap <= best + 1))


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
        return _lasted(scope, desk, resource, one, body)
    if scope.has("office_start") and times and every.rows:
        begins = min(start for start, _ in scope.cues["office_start"])
        return _dated(scope, desk, resource, one, body, every, times[0], is_exit=scope.at(one.person.span) > begins)
    return _holds(scope, desk, resource, one, body, every)


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


def _dated(
    scope: Scope,
    desk: Desk,
    resource: Resource,
    one: Held,
    body: str,
    every: Query,
    when: TimeInterval,
    *,
    is_exit: bool,
) -> Part | None:
    lang = scope.lang
    claimed = (when.start, when.end)
    best: Finding | None = None
    for row in rows_of(every):
        alone = desk.tables.query(
            resource,
            'SELECT subject, relation, object, start, "end", precision, source, note FROM {table} '
            "WHERE subject = $subject AND object = $object AND relation = $relation AND start = CAST($start AS DATE)",
            {
                "subject": row["subject"] or "",
                "object": body,
                "relation": row["relation"] or "",
                "start": row["start"] or "",
            },
        )
        try:
            run = Run.of("ended" if is_exit else "started", alone)
        except NothingToCompute:
            continue
        comparison = compare_dates(claimed, (run.outcome.start, run.outcome.end), lang=lang)
        finding = make_finding(
            scope.claim,
            run,
            comparison,
            operation=Operation.OFFICE,
            resource=resource,
            lang=lang,
            statement=say(
                "left_office" if is_exit else "took_office",
                lang,
                who=desk.tables.label(row["subject"] or "", lang),
                body=desk.tables.label(body, lang),
                day=show_interval(run.outcome.start, run.outcome.end, lang),
            ),
            expression=show_interval(run.outcome.start, run.outcome.end, lang),
            cells=relation_cells(resource, alone, lang),
            entities=(row["subject"] or "", body),
            period=row["start"] or "",
            probability=0.9,
        )
        if best is None or finding.comparison.holds:
            best = finding
    if best is None:
        return None
    return Part((best,), best.verdict, (), best.verdict)


def _lasted(scope: Scope, desk: Desk, resource: Resource, one: Held, body: str) -> Part | None:
    lang, person = scope.lang, one.person.entity_id or ""
    quantity = next(quantity for quantity in scope.quantities if quantity.unit in {"a", "an", "ans", "year", "years"})
    parameters = {
        "subject": person,
        "object": body,
        "relations": " ".join(one.relations),
        "day": desk.today.isoformat(),
    }
    query = desk.tables.query(resource, LASTED, parameters)
    try:
        run = Run.of("lasted", query)
    except NothingToCompute:
        return None
    bounds = claimed_bounds(quantity)
    if bounds.low is not None and bounds.high is not None:
        bounds = type(bounds)(
            bounds.figure - IMMEDIATE_YEARS, bounds.figure + IMMEDIATE_YEARS * 2, bounds.comparator, bounds.figure
        )
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="years", lang=lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=say(
            "office_lasted", lang, who=desk.tables.label(person, lang), body=desk.tables.label(body, lang),
            years=show(run.outcome.numbers[0], lang), spells=" ; ".join(spell(row, lang) for row in rows_of(query)),
        ),
        expression=f"{show(run.outcome.numbers[0], lang)}",
        cells=relation_cells(resource, query, lang),
        unit="years",
        entities=(person, body),
        period=desk.today.isoformat(),
        probability=0.9,
    )  # fmt: skip
    return Part(
        (finding,), finding.verdict, (), finding.verdict if finding.verdict is Verdict.SUPPORTED else finding.verdict
    )
