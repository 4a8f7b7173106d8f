"""Plain sentences about who belongs and who possesses: "n’a pas adopté l’euro", "avant l’Espagne", "depuis 1964"."""

from __future__ import annotations

from datetime import date, timedelta

from sourcier.assessment.comparison import compare_dates, show_day, show_interval
from sourcier.assessment.computations import NothingToCompute, Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.operations.belonging.plainly import Plain, plain_of
from sourcier.assessment.operations.belonging.possession import POSSESSES, what_of
from sourcier.assessment.operations.belonging.relations import (
    day_of,
    end_of,
    held,
    is_length,
    list_of,
    open_since,
    relation_cells,
    spell,
    spells,
)
from sourcier.assessment.operations.belonging.standing import dated_part, held_part, is_disputed
from sourcier.assessment.operations.belonging.ties import Tie
from sourcier.assessment.scope import Scope, scope_of
from sourcier.assessment.subjects import subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Operation, Verdict
from sourcier.core.language import Mention
from sourcier.evidence.packs import Resource

MEMBER = ("member_of",)
DAY = timedelta(days=1)
YEAR = timedelta(days=366)
EURO, UNION = "euro-area", "eu"
"""Of the union's members alone does the list of the euro area say who uses the euro: Montenegro does without it."""
APART = timedelta(days=15 * 366)
"""How far from the table's year another may lie and still be another beginning: a first test, a first arsenal."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part on a sentence that says nothing but who never joined, joined first, or possesses since when."""
    if scope.is_future or scope.has("disputed"):
        return []
    plain = plain_of(scope, desk)
    if plain is None or not plain.states:
        part = _gapped(scope, desk)
        return [part] if part is not None else []
    if plain.sense in {"possessed", "renounced"}:
        part = _possessed(scope, desk, plain)
    elif plain.sense in {"unjoined", "unused"}:
        part = _unjoined(scope, desk, plain)
    else:
        part = _order(scope, desk, plain) if plain.sense == "order" else None
    return [part] if part is not None else []


def _gapped(scope: Scope, desk: Desk) -> Part | None:
    """Return the part on a second entry that lacks its verb: "… l’Otan en 1999 | et l’Union européenne en 2004"."""
    times = [time for time in scope.times if time.mod == "at"]
    named = [one for one in scope.mentions if scope.claim.span.contains(one.span) and not one.is_adjective]
    is_bare = not any(word.token.pos_ in {"VERB", "AUX"} and word.role == "" for word in scope.words)
    around = next((one.span for one in desk.draft.sentences if one.span.contains(scope.claim.span)), scope.claim.span)
    if len(times) != 1 or len(named) != 1 or not is_bare or scope.quantities or around == scope.claim.span:
        return None
    whole = scope_of(desk.draft, scope.claim, desk.tables, span=around)
    plain = plain_of(whole, desk)
    if plain is None or plain.sense != "gapped" or not plain.states or not plain.bodies or whole.is_negated:
        return None
    state = named[0] if named[0] in plain.states else plain.states[0]
    body = named[0] if named[0] in plain.bodies else plain.bodies[0]
    tie, resource = _tie(whole, desk, state, body), list_of(desk, body.entity_id or "")
    if tie is None or resource is None or not _has_members(resource, tie.body.id):
        return None
    return dated_part(scope, desk, resource, tie, MEMBER, (times[0].start, times[0].end), False)


def _tie(scope: Scope, desk: Desk, state: Mention, body: Mention) -> Tie | None:
    """Return state and body as a tie that nothing qualifies."""
    known = {one.id: one for one in subjects_of(scope, desk.tables, desk.today)}
    if not {state.entity_id, body.entity_id} <= set(known):
        return None
    return Tie(
        state=known[state.entity_id or ""],
        body=known[body.entity_id or ""],
        said=(0, len(scope.words)),
        is_told=True,
        is_set_apart=False,
        is_denied=False,
        is_never=False,
        is_former=False,
        entered=True,
        exited=False,
        again=False,
        suspended=False,
        when=None,
        has_other_times=False,
        seat="",
    )


def _unjoined(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on a state that has not joined; one that has left again decides nothing."""
    tie, resource = _tie(scope, desk, plain.states[0], plain.bodies[0]), list_of(desk, plain.bodies[0].entity_id or "")
    if tie is None or resource is None or not _has_members(resource, tie.body.id):
        return None
    if tie.body.id == EURO and not held(desk, resource, tie.state.id, UNION, MEMBER, desk.today).rows:
        return None
    rows = rows_of(spells(desk, resource, tie.state.id, tie.body.id, MEMBER))
    if any((end := day_of(row, "end")) is not None and end <= desk.today for row in rows):
        return None
    if is_disputed(resource, tie, desk.today):
        return None
    part = held_part(scope, desk, resource, tie, MEMBER, desk.today, expected=False)
    return part if part.findings else None


def _has_members(resource: Resource, body: str) -> bool:
    return any(row["object"] == body and row["relation"] in MEMBER for row in resource.rows())


def _order(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on who joined first: the day on which one did, against the other's."""
    if len(plain.states) != 2 or len({one.entity_id for one in plain.states}) != 2:
        return None
    resource = list_of(desk, plain.bodies[0].entity_id or "")
    tie = _tie(scope, desk, plain.states[0], plain.bodies[0])
    if tie is None or resource is None or not _has_members(resource, tie.body.id):
        return None
    both = [rows_of(spells(desk, resource, one.entity_id or "", tie.body.id, MEMBER)) for one in plain.states]
    if any(len(rows) != 1 or rows[0].get("precision") or not rows[0]["start"] for rows in both):
        return None
    other = day_of(both[1][0], "start") or date.min
    own = day_of(both[0][0], "start") or date.min
    if max(other, own) > desk.today or other == own:
        return None  # of two on one day a list by years does not say which was first
    is_before = any(word.folded in {"avant", "before"} for word in scope.words)
    claimed = (None, other) if is_before else (other + DAY, None)
    return dated_part(scope, desk, resource, tie, MEMBER, claimed, False)


def _possessed(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on since when a state possesses something, or on its having given it up."""
    state, concept = plain.states[0].entity_id or "", plain.concepts[0]
    for resource in desk.tables.of_shape("relation"):
        every = spells(desk, resource, state, concept, POSSESSES)
        rows = [row for row in rows_of(every) if (row["start"] or "9999") <= desk.today.isoformat()]
        if len(rows) != 1:
            continue
        is_over = bool(rows[0]["end"]) and (rows[0]["end"] or "") <= desk.today.isoformat()
        if is_over != (plain.sense == "renounced"):
            return None
        claimed = _claimed(desk, plain)
        part = _part(scope, desk, resource, rows[0], claimed, is_over=is_over)
        if part is None or part.verdict is Verdict.SUPPORTED:
            return part
        start, when = day_of(rows[0], "start"), claimed[0] or claimed[1]
        is_far = start is not None and when is not None and abs(when - start) > APART
        return part if is_far and not is_over else None
    return None


def _claimed(desk: Desk, plain: Plain) -> tuple[date | None, date | None]:
    if not plain.times:
        return None, desk.today + DAY
    time = plain.times[0]
    if time.mod != "since":
        return time.start, time.end
    told = open_since(time)
    if told is not None:
        return told
    start = time.start or date.min
    return (start - YEAR, start + YEAR) if is_length(time) else (start, end_of(time))


def _part(
    scope: Scope, desk: Desk, resource: Resource, row: Row, claimed: tuple[date | None, date | None], *, is_over: bool
) -> Part | None:
    lang, state, concept = scope.lang, row["subject"] or "", row["object"] or ""
    query = spells(desk, resource, state, concept, POSSESSES)
    try:
        run = Run.of("ended" if is_over else "started", query)
    except NothingToCompute:
        return None
    when = show_interval(run.outcome.start, run.outcome.end, lang)
    comparison = compare_dates(claimed, (run.outcome.start, run.outcome.end), lang=lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.DATE,
        resource=resource,
        lang=lang,
        statement=say(
            "possessed" if is_over else "possesses",
            lang,
            who=desk.tables.label(state, lang),
            what=what_of(desk.tables.label(concept, lang), desk),
            day=show_day(desk.today, lang),
            spells=spell(row, lang),
        ),
        expression=when,
        cells=relation_cells(resource, query, lang),
        entities=(state, concept),
        period=row["start"] or "",
        probability=0.9,
    )
    return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)
