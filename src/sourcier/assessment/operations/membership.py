"""Whether a state belongs to an organisation on a day, and since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sourcier.assessment.comparison import compare_dates, compare_presence, show_day, show_interval
from sourcier.assessment.computations import NothingToCompute, Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.operations.point import is_asserted
from sourcier.assessment.operations.relations import (
    KEY,
    day_of,
    end_of,
    held,
    reference_day,
    relation_cells,
    spells,
    true_when,
    usual_source,
)
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import of_body, say
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Finding, Operation, Verdict
from sourcier.core.language import TimeInterval
from sourcier.evidence.packs import Resource

RELATION = ("member_of",)
JOINTS = frozenset({"et", "ni", "ou", "and", "nor", "or", "puis", "then", ","})
ORDERS = frozenset({"avant", "apres", "before", "after"})
NEAR = 5
"""Words that may part a state from what says it is a member."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part a state whose membership the claim asserts or denies."""
    if not scope.has("member") or scope.has("vote", "elected", "intent") or scope.is_future:
        return []
    subjects = subjects_of(scope, desk.tables, desk.today)
    if _is_ordered(scope, subjects) or scope.has("exclusive", "superlative_member"):
        return []  # who came first, or alone, is not what a membership says
    bodies = [one for one in subjects if desk.tables.is_listed(one.id)]
    parts: list[Part] = []
    tied: list[Subject] = []
    for at, body in enumerate(bodies):
        resource = _list_of(desk, body.id)
        if resource is None:
            tied = []
            continue
        previous = bodies[at - 1] if at else None
        own = _tied(scope, desk, subjects, body)
        tied = own or (tied if previous and _is_joined(scope, previous, body) else [])
        for state in tied:
            told = is_asserted(scope, *_reach(scope, state, body))
            if scope.is_negated and not told and not scope.has("no_longer"):
                continue  # the negation belongs to another verb
            some = _parts(scope, desk, resource, state, body)
            parts += [one for one in some if told or one.verdict is not Verdict.SUPPORTED]
    return parts


def _is_ordered(scope: Scope, subjects: list[Subject]) -> bool:
    """Say whether one name is set before or after another in time: "avant la Finlande", "five years after Portugal"."""
    orders = [at for at, word in enumerate(scope.words) if word.folded in ORDERS]
    places = [scope.at(one.mention.span) for one in subjects if one.mention]
    return any(0 < place - at <= 2 for at in orders for place in places)


def _is_joined(scope: Scope, first: Subject, second: Subject) -> bool:
    """Say whether a body goes with the one before it: "ni de l’Union ni de l’Otan", "l’Otan en 1999 et l’Union"."""
    if first.mention is None or second.mention is None:
        return False
    between = [word for word in scope.words if first.mention.span.end <= word.span.start < second.mention.span.start]
    return any(word.folded in JOINTS for word in between) and all(
        word.folded in JOINTS or word.role in {"time", "stop", "neutral"} for word in between
    )


def _reach(scope: Scope, state: Subject, body: Subject) -> tuple[int, int]:
    """Return the words from the first of a state and a body to the last of both."""
    spans = [one.mention.span for one in (state, body) if one.mention]
    ends = [at + sum(span.contains(word.span) for word in scope.words) for span in spans for at in (scope.at(span),)]
    return min(map(scope.at, spans)), max(ends)


def _list_of(desk: Desk, body: str) -> Resource | None:
    return next(
        (
            one
            for one in desk.tables.of_shape("relation")
            if any(row["object"] == body and row["relation"] in RELATION for row in one.rows())
        ),
        None,
    )


def _tied(scope: Scope, desk: Desk, subjects: list[Subject], body: Subject) -> list[Subject]:
    """Return the states that the claim's words tie to a body: before the words of membership, body after them.

    With an apposition ("la Suède, membre de l’Otan") or a verb ("a rejoint"), nothing but small words may part
    them; a participle may open the sentence ("Entrée dans l’Union en 2007, la Croatie …").
    """
    if body.mention is None:
        return []
    goal = scope.at(body.mention.span)
    ranges = [(start, end) for start, end in scope.cues["member"] if end <= goal and goal - end <= NEAR]
    ranges = [pair for pair in ranges if not _nouns_between(scope, pair[1], goal)]
    if not ranges:
        return []
    start, _ = ranges[-1]
    states = [one for one in subjects if one.id in desk.tables.states and one.mention and not one.mention.is_adjective]
    before = [one for one in states if one.mention and scope.at(one.mention.span) < start]
    tied: list[Subject] = []
    edge = start
    for one in reversed(before):
        mention = one.mention
        if mention is None:
            continue
        last = scope.at(mention.span) + len([w for w in scope.words if mention.span.contains(w.span)])
        if _nouns_between(scope, last, edge) or edge - last > NEAR + 2:
            break
        tied.append(one)
        edge = scope.at(mention.span)
    if tied:
        return tied[::-1]
    token = scope.words[start].token
    after = [one for one in states if one.mention and scope.at(one.mention.span) > goal]
    if (
        start <= 1
        and token.pos_ in {"VERB", "ADJ", "NOUN"}
        and after
        and any(w.folded == "," for w in scope.words[goal:])
    ):
        return after[:1]
    return []


def _nouns_between(scope: Scope, start: int, end: int) -> bool:
    words = scope.words[start:end]
    return any(word.role in {"", "unlinked"} and word.token.pos_ in {"NOUN", "PROPN"} for word in words)


def _parts(scope: Scope, desk: Desk, resource: Resource, state: Subject, body: Subject) -> list[Part]:
    entered, exited = scope.has("entered"), scope.has("exited")
    when = _time_near(scope, body)
    if (entered or exited) and when is not None and not scope.has("no_longer"):
        part = _dated(scope, desk, resource, state, body, when, is_exit=exited and not entered)
        return [part] if part else []
    if when is not None and when.mod == "since" and held(desk, resource, state.id, body.id, RELATION, desk.today).rows:
        if scope.is_negated or scope.has("exited", "universal"):
            return []
        part = _dated(scope, desk, resource, state, body, replace(when, end=end_of(when)), is_exit=False)
        return [part] if part else []
    day = reference_day(scope, desk) if when is None or when.mod != "since" else desk.today
    never = scope.has("universal")
    if never and scope.has("exited"):
        return []  # "n'a jamais quitté l'OTAN" is about an end, which these rows tell only by its absence
    if day is None or (entered and not never and scope.times):
        return []
    if entered and scope.is_past and not never:
        day = desk.today
    expected = not (scope.has("no_longer", "exited") or scope.is_negated or never)
    return [_held(scope, desk, resource, state, body, day, expected=expected)]


def _time_near(scope: Scope, body: Subject) -> TimeInterval | None:
    times = [time for time in scope.times if time.start is not None and time.mod in {"at", "since", "during"}]
    if body.mention is None or not times:
        return None
    here = body.mention.span.start
    return min(times, key=lambda time: abs(time.span.start - here))


def _held(
    scope: Scope, desk: Desk, resource: Resource, state: Subject, body: Subject, day: date, *, expected: bool
) -> Part:
    lang = scope.lang
    every = spells(desk, resource, state.id, body.id, RELATION)
    current = held(desk, resource, state.id, body.id, RELATION, day)
    run = Run.of("count", current)
    comparison = compare_presence(expected=expected, found=len(current.rows), lang=lang)
    rows = rows_of(every)
    before, after = true_when(rows, day)
    caveats: list[Caveat] = []
    if not comparison.holds and expected:
        caveats += [Caveat.OUTDATED] if before else [Caveat.ONLY_KNOWN_LATER] if after else []
    if not comparison.holds and not expected and after:
        caveats.append(Caveat.ONLY_KNOWN_LATER)
    who, what = desk.tables.label(state.id, lang), desk.tables.label(body.id, lang)
    spans = ", ".join(spell(row, lang) for row in rows)
    key = "is_member" if current.rows else ("was_member" if rows else "never_member")
    cells = relation_cells(resource, every, lang) or [
        make_cell(
            resource,
            {
                "subject": state.id,
                "relation": RELATION[0],
                "object": body.id,
                "source": usual_source(row for row in resource.rows() if row["object"] == body.id),
            },
            KEY[:3],
            "end",
            lang=lang,
            value="",
        )
    ]
    if not rows and not resource.is_complete_for(body.id):
        desk.missing.append(say("list_incomplete", lang, body=what))
        return Part((), Verdict.NOT_ENOUGH_EVIDENCE)
    finding = make_finding(
        scope.claim,
        Run("count", (current, every), run.outcome),
        comparison,
        operation=Operation.MEMBERSHIP,
        resource=resource,
        lang=lang,
        statement=say(key, lang, who=who, of=of_body(what, lang), day=show_day(day, lang), spells=spans),
        expression=str(len(current.rows)),
        cells=cells,
        unit="",
        entities=(state.id, body.id),
        period=day.isoformat(),
        caveats=caveats,
        probability=0.9,
    )
    return Part((finding,), finding.verdict, tuple(caveats), finding.verdict, reads_negation=True)


def spell(row: Row, lang: Lang) -> str:
    """Return from when to when a row holds, in words: the days that the row itself has."""
    start, end = day_of(row, "start"), day_of(row, "end")
    if start is None or end is None:
        return show_interval(start, end, lang)
    return say("from_to", lang, start=show_day(start, lang), end=show_day(end, lang))


def _dated(
    scope: Scope, desk: Desk, resource: Resource, state: Subject, body: Subject, when: TimeInterval, *, is_exit: bool
) -> Part | None:
    lang = scope.lang
    every = spells(desk, resource, state.id, body.id, RELATION)
    try:
        run = Run.of("ended" if is_exit else "started", every)
    except NothingToCompute:
        return None
    comparison = compare_dates((when.start, when.end), (run.outcome.start, run.outcome.end), lang=lang)
    finding: Finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.DATE,
        resource=resource,
        lang=lang,
        statement=say(
            "left_on" if is_exit else "joined_on",
            lang,
            who=desk.tables.label(state.id, lang),
            of=of_body(desk.tables.label(body.id, lang), lang),
            day=show_interval(run.outcome.start, run.outcome.end, lang),
        ),
        expression=show_interval(run.outcome.start, run.outcome.end, lang),
        cells=relation_cells(resource, every, lang),
        entities=(state.id, body.id),
        period=str(run.outcome.start or ""),
        probability=0.9,
    )
    return Part((finding,), finding.verdict, (), finding.verdict)
