"""Plain sentences about who leads what: "X dirige Y", "X a succédé à Z", "X n’a fait qu’un mandat"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sourcier.assessment.comparison import compare_presence, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.operations.belonging import plain_terms
from sourcier.assessment.operations.belonging.plain_rows import HEADS, Held, dated_row, held_by, in_office, is_open
from sourcier.assessment.operations.belonging.plainly import Plain, plain_of
from sourcier.assessment.operations.belonging.power import BREAK, OFFICES, ONE
from sourcier.assessment.operations.belonging.relations import (
    IN_FORCE,
    day_of,
    end_of,
    is_length,
    open_since,
    relation_cells,
    spell,
    spells,
)
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Operation, Verdict
from sourcier.core.language import TimeInterval

LED_BY_PRESIDENT = frozenset("FRA RUS CHN UKR KOR EGY DZA SYR TUN TUR BLR SRB ROU".split())
"""States with a president and a prime minister of which the president is said to lead them."""
YEAR = timedelta(days=366)


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part on a sentence that says nothing but who leads, succeeds, or how often."""
    if scope.is_future or scope.has("disputed"):
        return []
    plain = plain_of(scope, desk)
    if plain is None or len({one.entity_id for one in plain.people}) != len(plain.people):
        return []
    read = {
        "leads": _leads,
        "aide": _aide,
        "reigns": _leads,
        "was": _was,
        "succeeded": plain_terms.succeeded,
        "ended": _no_longer,
        "returned": _returned,
        "terms": plain_terms.terms,
    }.get(plain.sense)
    part = read(scope, desk, plain) if read is not None and plain.people else None
    return [part] if part is not None else []


def is_read(scope: Scope, desk: Desk) -> bool:
    """Say whether a claim is a plain sentence that nothing else may read: "le vice-président de X" is no state's."""
    plain = plain_of(scope, desk)
    return plain is not None and plain.sense in {"aide", "terms"}


def _leads(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on who leads a state or a body today, and since when."""
    person, body = plain.people[0].entity_id or "", next(iter((*plain.states, *plain.bodies))).entity_id or ""
    own = [one for one in held_by(desk, person) if one[1]["object"] == body]
    heads = [one for one in own if one[1]["relation"] in HEADS]
    if not heads or not is_open(heads[-1][1], desk.today):
        return None if own and is_open(own[-1][1], desk.today) else _another(scope, desk, person, body)
    if plain.sense != "reigns" and not _is_leader(desk, heads[-1], body):
        return None
    if not plain.times:
        return in_office(scope, desk, heads[-1], found=1)
    chain: list[Held] = []
    for one in heads:
        last = day_of(chain[-1][1], "end") if chain else None
        chain = [one] if last is not None and last + BREAK < (day_of(one[1], "start") or last) else [*chain, one]
    return _began(scope, desk, chain, plain.times[0])


def _is_leader(desk: Desk, one: Held, body: str) -> bool:
    """Say whether an office leads: not a president's beside a chancellor, nor a premier's beside a president."""
    resource, row = one
    others = {each["relation"] for each in resource.rows() if each["object"] == body and is_open(each, desk.today)}
    both = {"prime_minister_of", "chancellor_of"} & others
    if row["relation"] in {"president_of", "monarch_of"} and both:
        return body in LED_BY_PRESIDENT
    if row["relation"] == "prime_minister_of" and "president_of" in others:
        return body not in LED_BY_PRESIDENT
    return row["relation"] != "monarch_of" or body in {"SAU", "MAR"}


def _another(scope: Scope, desk: Desk, person: str, body: str) -> Part | None:
    """Return the part that refutes by whoever holds the offices of a state or body instead."""
    label, day = desk.tables.label(body, scope.lang), desk.today.isoformat()
    for resource in desk.tables.of_shape("relation"):
        queries = [
            desk.tables.query(resource, IN_FORCE, {"object": body, "relation": relation, "day": day})
            for relation in HEADS
        ]
        queries = [query for query in queries if query.rows]
        if not queries or not held_by(desk, person):
            continue
        names = [desk.tables.label(row["subject"] or "", scope.lang) for query in queries for row in rows_of(query)]
        own = spells(desk, resource, person, body, HEADS)
        rows = [row for row in rows_of(own) if (row["start"] or "9999") <= day]
        statement = say(
            "held_office" if rows else "not_in_office",
            scope.lang,
            who=desk.tables.label(person, scope.lang),
            body=label,
            day=show_day(desk.today, scope.lang),
            spells=", ".join(spell(row, scope.lang) for row in rows),
            holder=join(names, scope.lang),
        )
        cells = [cell for query in queries for cell in relation_cells(resource, query, scope.lang)]
        current = desk.tables.query(
            resource,
            ONE,
            {
                "subject": person,
                "object": body,
                "relation": "president_of",
                "start": day,
            },
        )
        run = Run("count", (current, *queries), Run.of("count", current).outcome)
        finding = make_finding(
            scope.claim,
            run,
            compare_presence(expected=True, found=0, lang=scope.lang),
            operation=Operation.OFFICE,
            resource=resource,
            lang=scope.lang,
            statement=statement,
            expression="0",
            cells=cells,
            entities=(person, body),
            period=day,
            probability=0.9,
        )
        return Part((finding,), finding.verdict, (), finding.verdict)
    return None


def _began(scope: Scope, desk: Desk, chain: Sequence[Held], since: TimeInterval) -> Part | None:
    """Return the part on the first of the offices that follow one another; between first and last it stays open."""
    told = open_since(since)
    start, end = told or (since.start, end_of(since))
    if told is None and is_length(since) and since.start is not None:
        start, end = since.start - YEAR, since.start + YEAR
    first, last = (day_of(one[1], "start") or date.min for one in (chain[0], chain[-1]))
    if len(chain) > 1 and start is not None and first < start and (end is None or start <= last):
        return dated_row(scope, desk, chain[-1], (start, end)) if end and last < end and start <= last else None
    return dated_row(scope, desk, chain[0], (start, end))


def _aide(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on "le vice-président de X": an office held while X led the same state or body."""
    if len(plain.people) != 2:
        return None
    first, second = plain.people
    is_turned = scope.lang == "en" and any(word.folded in {"'s", "'", "’s"} for word in scope.words)
    relations = {relation for title in plain.titles for relation in title}
    own = [one for one in held_by(desk, first.entity_id or "") if one[1]["relation"] in relations]
    if is_turned and not own:
        return None
    for one in own:
        for _, other in held_by(desk, second.entity_id or ""):
            start, end = one[1]["start"] or "", one[1]["end"] or "9999"
            same = other["object"] == one[1]["object"] and other["relation"] in HEADS
            if same and (other["start"] or "") < end and start < (other["end"] or "9999"):
                return in_office(scope, desk, one, found=1)
    heads = [one for _, one in held_by(desk, second.entity_id or "") if one["relation"] in HEADS]
    if len(own) != 1 or len(heads) != 1 or heads[0]["object"] != own[0][1]["object"] or is_open(own[0][1], desk.today):
        return None
    came, went = day_of(heads[0], "start"), day_of(heads[0], "end")
    if came is None or (own[0][1]["end"] or "9999") > came.isoformat():
        return dated_row(scope, desk, own[0], (None, went)) if went is not None else None
    return dated_row(scope, desk, own[0], (came, None), is_exit=True)


def _was(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on an office held at some time; that a list has no such row proves nothing."""
    relations = {relation for title in plain.titles for relation in title}
    bodies = {one.entity_id for one in (*plain.states, *plain.bodies)}
    bodies |= {one.entity_id for one in scope.mentions if one.is_adjective}
    own = [
        one
        for one in held_by(desk, plain.people[0].entity_id or "")
        if one[1]["relation"] in relations and (not bodies or one[1]["object"] in bodies)
    ]
    return in_office(scope, desk, own[-1], found=1) if own else None


def _no_longer(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on since when somebody has left an office that he holds no more."""
    relations = {relation for title in plain.titles for relation in title}
    bodies = {one.entity_id for one in (*plain.states, *plain.bodies)} | {
        one.entity_id for one in scope.mentions if one.is_adjective
    }
    own = [
        one
        for one in held_by(desk, plain.people[0].entity_id or "")
        if one[1]["relation"] in relations and (not bodies or one[1]["object"] in bodies)
    ]
    if not own or len({one[1]["object"] for one in own}) > 1 or is_open(own[-1][1], desk.today):
        return None
    since = plain.times[0]
    told = open_since(since)
    if told is None and is_length(since):
        return None
    return dated_row(scope, desk, own[-1], told or (since.start, end_of(since)), is_exit=True)


def _returned(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on a return to power: the last of several terms in one office that lie apart."""
    relations = {relation for title in plain.titles for relation in title} or set(OFFICES)
    own = [one for one in held_by(desk, plain.people[0].entity_id or "") if one[1]["relation"] in relations]
    apart = [
        later
        for earlier, later in zip(own, own[1:], strict=False)
        if earlier[1]["object"] == later[1]["object"]
        and (end := day_of(earlier[1], "end")) is not None
        and end + BREAK < (day_of(later[1], "start") or end)
    ]
    if not apart or any(time.mod != "at" for time in plain.times):
        return None
    if not plain.times:
        return in_office(scope, desk, apart[-1], found=1) if is_open(apart[-1][1], desk.today) else None
    parts = [dated_row(scope, desk, one, (plain.times[0].start, plain.times[0].end)) for one in apart]
    good = [part for part in parts if part is not None and part.verdict is Verdict.SUPPORTED]
    return next(iter(good), parts[-1] if len(apart) == 1 else None)
