"""How many members an organisation has on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sourcier.assessment.bare_counts import stands_alone
from sourcier.assessment.comparison import claimed_bounds, compare_number, exact_bounds, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import read_starts
from sourcier.assessment.operations.belonging.gathering import gathers, names_all
from sourcier.assessment.operations.belonging.joiners import MEMBER, joiners
from sourcier.assessment.operations.belonging.relations import (
    IN_FORCE,
    day_of,
    is_full_on,
    last_day,
    relation_cells,
    usual_source,
)
from sourcier.assessment.operations.occurrences.at_table import has_joined, is_all_said
from sourcier.assessment.operations.occurrences.counted_words import counts_members, is_counted_in
from sourcier.assessment.others import are_others, counted_with
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Cell, Finding, Operation, Query, Verdict
from sourcier.core.language import Grain, Quantity
from sourcier.evidence.packs import Resource

MOVES = ("entered", "exited")
"""Cues of joining and leaving: whoever moves is counted then, not who is inside."""
MEETING = read_starts("event_words", "meeting")
FEW = Decimal("0.2")
"""Share of a count by which a number may miss it and still stand for all members, and not for some of them."""
BESIDE = frozenset({",", "plus", "et", "and", "avec", "with", "outre", "l", "la", "le", "les", "the"})
"""Words between a count and a body that is beside what is counted."""
SHOWN = 2
"""Latest members shown beside the count."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that counts an organisation's members, if the claim gives their number."""
    if scope.has("vote", "elected") or any(one.unit == "%" for one in scope.quantities):
        return []  # "dix-huit alliés au-dessus des 2 %" counts some of them
    bodies = [one for one in subjects_of(scope, desk.tables, desk.today) if desk.tables.is_listed(one.id)]
    states = [
        one
        for one in subjects_of(scope, desk.tables, desk.today)
        if not desk.tables.is_listed(one.id) and not is_counted_in(scope, one)
    ]
    figures = [quantity for quantity in scope.quantities if counts_members(scope, quantity)]
    is_state = any(stands_alone(one) for one in figures)
    if is_state:
        states = [one for one in states if not has_joined(scope, one)]
    told = _whole(scope, desk, bodies[0]) if len(bodies) == 1 else []
    if told:
        return told
    if len(figures) == 1 and are_others(scope, figures[0]):
        return _with_named(scope, desk, bodies, states, figures[0])
    if (
        len(bodies) != 1
        or len(figures) != 1
        or states
        or _is_a_meeting(scope, figures[0])
        or _is_some(scope, figures[0])
    ):
        return []
    resource = _list_of(desk, bodies[0].id)
    if _stands_beside(scope, bodies[0], figures[0]):
        return []
    if resource is not None and scope.has(*MOVES) and not is_state:
        return joiners(scope, desk, resource, bodies[0], figures[0])
    day = _day(scope, desk)
    if resource is None or day is None:
        return []
    part = _part(scope, desk, resource, bodies[0], figures[0], day)
    if is_state and not (is_all_said(scope, bodies[0]) and _is_near(part, figures[0])):
        return []  # "they are twelve in the EU delegation"
    return [part]


def _with_named(scope: Scope, desk: Desk, bodies: list[Subject], states: list[Subject], figure: Quantity) -> list[Part]:
    """Return the part on a count of others with those who are named, where that is the count of all members.

    Where it is not, some of them may be meant: "la France et 11 autres pays membres ont signé".
    """
    day = _day(scope, desk)
    resource = _list_of(desk, bodies[0].id) if len(bodies) == 1 else None
    if resource is None or day is None or not states or scope.has(*MOVES):
        return []
    if {one.id for one in states} - set(desk.tables.members(bodies[0].id, day)):
        return []
    part = _part(scope, desk, resource, bodies[0], counted_with(figure, len(states)), day)
    return [part] if part.verdict is Verdict.SUPPORTED else []


def _is_near(part: Part, figure: Quantity) -> bool:
    """Say whether a number misses the count of all by so little that it can be meant for it."""
    count = part.findings[0].computation.low if part.findings else None
    return bool(figure.low and count and abs(figure.low - count) <= FEW * count)


def _whole(scope: Scope, desk: Desk, body: Subject) -> list[Part]:
    """Return the part on a whole told by a verb of gathering ("brings together 34 countries") or an article.

    "Les treize pays de l’Opep se réunissent" supposes their number: a wrong one is an error, a right one proves
    nothing of the meeting. One far off speaks of some of them, named before.
    """
    resource, day = _list_of(desk, body.id), _day(scope, desk)
    if resource is None or day is None or body.mention is None or scope.has(*MOVES):
        return []
    for figure in scope.quantities:
        if are_others(scope, figure):
            continue
        is_said = gathers(scope, body.mention, figure)
        if not is_said and not names_all(scope, body.mention, figure):
            continue
        part = _part(scope, desk, resource, body, figure, day)
        if is_said:
            return [part]
        return [part] if part.verdict is Verdict.REFUTED and _is_near(part, figure) else []
    return []


def _list_of(desk: Desk, body: str) -> Resource | None:
    for resource in desk.tables.of_shape("relation"):
        if any(row["object"] == body and row["relation"] == MEMBER for row in resource.rows()):
            return resource
    return None


def _day(scope: Scope, desk: Desk) -> date | None:
    times = [time for time in scope.times if time.mod in {"at", "during"}]
    if not times:
        return None if scope.is_past or scope.is_future else desk.today
    return last_day(times[0], desk.today) if len(times) == 1 else None


def _is_a_meeting(scope: Scope, figure: Quantity) -> bool:
    """Say whether a body only brings some states together on a day: "réunit mardi trente pays"."""
    is_plain = bool({"membre", "membres", "member", "members"} & {word.folded for word in scope.words})
    met = any(
        word.folded.startswith(MEETING) and word.token.morph.get("VerbForm", []) == ["Part"] for word in scope.words
    )
    on_a_day = met or any(
        time.grain is Grain.DAY and time.mod == "at" and time.start != scope.published for time in scope.times
    )
    return not is_plain and on_a_day and not scope.has(*MOVES) and figure.unit != "members"


def _stands_beside(scope: Scope, body: Subject, figure: Quantity) -> bool:
    """Say whether a body is only named beside those counted: "dix-neuf pays, plus l’Union européenne"."""
    if body.mention is None or body.mention.span.start < figure.span.end:
        return False
    between = [word.folded for word in scope.words if figure.span.end <= word.span.start < body.mention.span.start]
    return bool(between) and {word.rstrip("'") for word in between} <= BESIDE


def _is_some(scope: Scope, figure: Quantity) -> bool:
    """Say whether a figure counts those alone of whom something is told: "only two NATO members do"."""
    at = scope.at(figure.span)
    only = any(at - 2 <= start <= at for start, _ in scope.cues.get("exclusive", ()))
    return only and not any(word.token.pos_ in {"VERB", "AUX"} for word in scope.words[:at])


def _query(desk: Desk, resource: Resource, body: str, day: date, relation: str = MEMBER) -> Query:
    return desk.tables.query(resource, IN_FORCE, {"object": body, "relation": relation, "day": day.isoformat()})


def _part(scope: Scope, desk: Desk, resource: Resource, body: Subject, figure: Quantity, day: date) -> Part:
    lang = scope.lang
    if not is_full_on(resource, body.id, day):
        desk.missing.append(say("list_incomplete", lang, body=desk.tables.label(body.id, lang)))
        return Part((), Verdict.NOT_ENOUGH_EVIDENCE)
    main = _finding(scope, desk, resource, body, figure, day)
    others = _also(desk, resource, body.id, day)
    caveats: list[Caveat] = []
    findings = [main]
    verdict = main.verdict
    if verdict is Verdict.REFUTED:
        before, after = _other_days(resource, body.id, figure, day)
        caveats += [Caveat.OUTDATED] if before else [Caveat.ONLY_KNOWN_LATER] if after else []
    note = ""
    if others:
        wide = _finding(scope, desk, resource, body, figure, day, also=tuple(others))
        if scope.has("becoming") and wide.verdict is not main.verdict:
            findings.append(wide)
            verdict = Verdict.CONFLICTING
        if scope.has("becoming") or verdict is Verdict.SUPPORTED:
            caveats.append(Caveat.DEPENDS_ON_DEFINITION)
        if wide not in findings:
            names = [
                desk.tables.label(row["subject"] or "", lang) for query in wide.queries[1:] for row in rows_of(query)
            ]
            counted = wide.computation.low or Decimal(0)
            note = say("count_more", lang, others=join(names, lang), count=str(int(counted)))
    now = desk.tables.packs.now
    if now is not None and now > day and not note:
        count = len(_query(desk, resource, body.id, now).rows)
        if count != len(main.queries[0].rows):
            note = say("count_now", lang, day=show_day(now, lang), count=str(count))
    return Part(tuple(findings), verdict, tuple(caveats), verdict, note)


def _also(desk: Desk, resource: Resource, body: str, day: date) -> list[str]:
    """Return the relations short of membership in which others stand to a body that day: invited, suspended."""
    members = {row[0] for row in _query(desk, resource, body, day).rows}
    found = set()
    for row in resource.rows():
        start, end = day_of(row, "start"), day_of(row, "end")
        relation = row["relation"] or ""
        inside = (start is None or start <= day) and (end is None or day < end)
        if (
            row["object"] == body
            and inside
            and relation.startswith(("invited", "suspended"))
            and row["subject"] not in members
        ):
            found.add(relation)
    return sorted(found)


def _other_days(resource: Resource, body: str, figure: Quantity, day: date) -> tuple[bool, bool]:
    """Say whether the count was right on some earlier, or some later day on which the list changed."""
    rows = [row for row in resource.rows() if row["object"] == body and row["relation"] == MEMBER]
    days = sorted({when for row in rows for column in ("start", "end") if (when := day_of(row, column)) is not None})

    def right(when: date) -> bool:
        inside = sum(
            ((start := day_of(row, "start")) is None or start <= when)
            and ((end := day_of(row, "end")) is None or when < end)
            for row in rows
        )
        return figure.low == figure.high == Decimal(inside)

    return any(right(when) for when in days if when < day), any(right(when) for when in days if when > day)


def _finding(
    scope: Scope,
    desk: Desk,
    resource: Resource,
    body: Subject,
    figure: Quantity,
    day: date,
    *,
    also: tuple[str, ...] = (),
) -> Finding:
    lang = scope.lang
    queries = [_query(desk, resource, body.id, day)]
    queries += [_query(desk, resource, body.id, day, relation) for relation in also]
    run = Run.of("count_all" if also else "count", *queries)
    bounds = exact_bounds(claimed_bounds(figure), figure)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="states", lang=lang)
    count = str(int(run.outcome.numbers[0]))
    rows = rows_of(queries[0])
    name = desk.tables.label(body.id, lang)
    total = make_cell(
        resource,
        {"relation": MEMBER, "object": body.id, "source": usual_source(rows)},
        ("relation", "object"),
        "count",
        lang=lang,
        value=count,
        extra=(("at", day.isoformat()),),
    )
    latest: list[Cell] = relation_cells(resource, queries[0], lang)[-SHOWN:]
    if also:
        latest = [cell for query in queries[1:] for cell in relation_cells(resource, query, lang)]
    key = "count_with" if also else "count_is"
    extra = [desk.tables.label(row["subject"] or "", lang) for query in queries[1:] for row in rows_of(query)]
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.COUNT,
        resource=resource,
        lang=lang,
        statement=say(
            key, lang, body=name, day=show_day(day, lang), count=count, others=join(extra, lang), members=str(len(rows))
        ),
        expression=f"{len(rows)} + {len(extra)} = {count}" if also else count,
        cells=[total, *latest],
        unit="states",
        entities=(body.id,),
        period=day.isoformat(),
        probability=0.9 if not also else 0.4,
    )
