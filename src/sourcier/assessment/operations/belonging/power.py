"""Since when somebody is in power: the first of the offices that follow one another without a break."""

from __future__ import annotations

from datetime import date, timedelta

from sourcier.assessment.comparison import compare_dates, show_interval
from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging.clauses import Clauses
from sourcier.assessment.operations.belonging.holders import is_owner
from sourcier.assessment.operations.belonging.relations import day_of, end_of, is_length, open_since, relation_cells
from sourcier.assessment.operations.figures.point import is_all_there_is, is_asserted
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Operation, Verdict
from sourcier.core.language import Mention, TimeInterval
from sourcier.evidence.packs import Resource

OFFICES = ("president_of", "prime_minister_of", "chancellor_of", "monarch_of", "supreme_leader_of", "party_leader_of")
ONE = (
    "SELECT * FROM {table} WHERE subject = $subject AND object = $object AND relation = $relation "
    "AND start = CAST($start AS DATE)"
)
BREAK = timedelta(days=31)
"""A gap between two offices after which power was out of hand."""
NEAR = 6
YEAR = timedelta(days=366)
FELL = read_words("belonging_words", "fell")
"""Participles of losing power."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts on "X, au pouvoir depuis …", and on the day he fell where the claim gives one."""
    people = [one for one in scope.mentions if desk.tables.kind(one.entity_id or "") == "person"]
    if len(people) != 1 or scope.is_negated or scope.is_future or is_owner(scope, scope.at(people[0].span)):
        return []
    person = people[0]
    found = _chain(desk, person)
    if not found:
        return []
    since, fall = _since(scope, person), _fall(scope, person)
    parts = []
    if fall is not None:
        parts += _ended(scope, desk, *found[-1], fall)
    if since is not None:
        part = _began(scope, desk, found, since)
        is_said = is_asserted(scope, *_reach(scope, person)) or is_all_there_is(scope, {person.entity_id or ""})
        if part and (is_said or parts or part.verdict is Verdict.REFUTED):
            parts.append(part)
    return parts


def _words(scope: Scope) -> int | None:
    """Return the place of "au pouvoir", "in power"."""
    for at in range(1, len(scope.words)):
        pair = (scope.words[at - 1].folded, scope.words[at].folded)
        if pair in {("au", "pouvoir"), ("in", "power")}:
            return at
    return None


def _reach(scope: Scope, person: Mention) -> tuple[int, int]:
    at, power = scope.at(person.span), _words(scope) or 0
    return min(at, power), max(at, power) + 1


def _since(scope: Scope, person: Mention) -> TimeInterval | None:
    """Return the day since which the words say the person is in power."""
    power = _words(scope)
    if power is None or not 0 < power - scope.at(person.span) <= NEAR:
        return None
    clauses = Clauses.of(scope)
    times = [time for time in scope.times if time.mod == "since" and time.start is not None]
    return next((time for time in times if clauses.number[scope.at(time.span)] == clauses.number[power]), None)


def _fall(scope: Scope, person: Mention) -> TimeInterval | None:
    """Return the day on which the words say the person fell."""
    falls = [
        at
        for at, word in enumerate(scope.words)
        if word.folded in FELL and word.token.pos_ == "VERB" and word.token.dep_ == "ROOT"
    ]
    subject = scope.at(person.span)
    times = [time for time in scope.times if time.mod == "at" and time.start is not None]
    if len(falls) != 1 or len(times) != 1 or subject > falls[0]:
        return None
    clauses = Clauses.of(scope)
    is_by = any(word.folded in {"par", "by"} for word in scope.words[falls[0] :])
    return times[0] if clauses.number[scope.at(times[0].span)] == clauses.number[falls[0]] and not is_by else None


def _chain(desk: Desk, person: Mention) -> list[tuple[Resource, Row]]:
    """Return the last run of offices, each begun before the one before it had long ended, oldest first."""
    rows: list[tuple[Resource, Row]] = [
        (resource, row)
        for resource in desk.tables.of_shape("relation")
        for row in resource.rows()
        if row["subject"] == person.entity_id
        and row["relation"] in OFFICES
        and (row["start"] or "9999") <= desk.today.isoformat()
    ]
    rows.sort(key=lambda one: one[1]["start"] or "")
    chain: list[tuple[Resource, Row]] = []
    for resource, row in rows:
        last = day_of(chain[-1][1], "end") if chain else None
        start = day_of(row, "start") or date.min
        broken = chain and (last or date.max) + BREAK < start if last else False
        if broken or (chain and chain[-1][1]["object"] != row["object"]):
            chain = []
        chain.append((resource, row))
    return chain


def _began(scope: Scope, desk: Desk, chain: list[tuple[Resource, Row]], since: TimeInterval) -> Part | None:
    """Return the part on the first office; a date between the first and the last of several decides only for it."""
    start, end = since.start or date.min, end_of(since)
    told = open_since(since)
    if told is not None:
        start, end = told[0] or date.min, told[1]
    elif is_length(since):
        start, end = start - YEAR, start + YEAR
    last = day_of(chain[-1][1], "end")
    if last is not None and desk.today - last > BREAK:
        return None
    starts = [(day_of(row, "start") or date.min, resource, row) for resource, row in chain]
    fits = [one for one in starts if start <= one[0] and (end is None or one[0] < end)]
    if not fits and (end is None or end > starts[0][0]) and len(starts) > 1:
        return None
    if not fits and end is not None and end <= starts[0][0] < end + YEAR:
        return None  # an office before the first one of the table may have led there
    _, resource, row = (fits or starts)[0]
    claimed = None if start == date.min else start, end
    return _finding(scope, desk, resource, row, claimed, "started", "took_office")


def _ended(scope: Scope, desk: Desk, resource: Resource, row: Row, fall: TimeInterval) -> list[Part]:
    """Return the part on the day of the fall; another day refutes nothing: one falls before one has left."""
    if not row["end"]:
        return []
    part = _finding(scope, desk, resource, row, (fall.start, fall.end), "ended", "left_office")
    return [part] if part is not None and part.verdict is Verdict.SUPPORTED else []


def _finding(
    scope: Scope,
    desk: Desk,
    resource: Resource,
    row: Row,
    claimed: tuple[date | None, date | None],
    function: str,
    key: str,
) -> Part | None:
    lang = scope.lang
    wanted = {name: row[name] or "" for name in ("subject", "object", "relation", "start")}
    query = desk.tables.query(resource, ONE, wanted)
    run = Run.of(function, query)
    when = show_interval(run.outcome.start, run.outcome.end, lang)
    comparison = compare_dates(claimed, (run.outcome.start, run.outcome.end), lang=lang, slack=timedelta(days=3))
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=say(
            key,
            lang,
            who=desk.tables.label(row["subject"] or "", lang),
            body=desk.tables.label(row["object"] or "", lang),
            day=when,
        ),
        expression=when,
        cells=relation_cells(resource, query, lang),
        entities=(row["subject"] or "", row["object"] or ""),
        period=row["start"] or "",
        probability=0.9,
    )
    return Part((finding,), finding.verdict, (), finding.verdict)
