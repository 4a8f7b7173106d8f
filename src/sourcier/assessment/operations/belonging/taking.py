"""When somebody took an office that the claim does not name: "Joe Biden a prêté serment en janvier 2021"."""

from __future__ import annotations

from datetime import date, timedelta

from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging.relations import day_of, spells
from sourcier.assessment.operations.belonging.tenure import dated
from sourcier.assessment.operations.occurrences.doing import SUBJECTS
from sourcier.assessment.scope import Scope
from sourcier.core.findings import Verdict
from sourcier.core.language import Mention
from sourcier.evidence.packs import Resource

WORDS = read_words("belonging_words", "taking")
"""Of the words of taking office, those that need no other noun."""
AROUND = timedelta(days=731)
"""How far from the entry into today's office a date may lie and still be meant for it."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part on the day of an entry into office, told without a title and with one date."""
    people = [one for one in scope.mentions if desk.tables.kind(one.entity_id or "") == "person"]
    starts = [
        (start, end)
        for start, end in scope.cues.get("office_start", ())
        if any(word.folded in WORDS for word in scope.words[start:end])
    ]
    times = [time for time in scope.times if time.mod == "at" and time.start is not None]
    if len(people) != 1 or len(starts) != 1 or len(times) != 1 or len(scope.times) != 1 or scope.is_negated:
        return []
    if scope.find("titles", "relation") or not _takes(scope, people[0], *starts[0]):
        return []
    best: Part | None = None
    for resource, row in _offices(desk, people[0].entity_id or ""):
        body = row["object"] or ""
        every = spells(desk, resource, row["subject"] or "", body, (row["relation"] or "",))
        part = dated(scope, desk, resource, body, every, times[0], is_exit=False)
        if part is not None and part.verdict is Verdict.SUPPORTED:
            return [part]
        begun = day_of(row, "start")
        is_held = begun is not None and begun <= desk.today and (day_of(row, "end") or date.max) > desk.today
        if is_held and begun is not None and times[0].start and abs(times[0].start - begun) <= AROUND:
            best = best or part
    return [best] if best else []


def _offices(desk: Desk, person: str) -> list[tuple[Resource, Row]]:
    return [
        (resource, row)
        for resource in desk.tables.of_shape("relation")
        for row in resource.rows()
        if row["subject"] == person and row["start"] and row["object"] and desk.tables.kind(person) == "person"
    ]


def _takes(scope: Scope, person: Mention, start: int, end: int) -> bool:
    """Say whether the person is the subject of the verb of taking office."""
    verbs = {word.token.i for word in scope.words[start:end]} | {word.token.head.i for word in scope.words[start:end]}
    return any(
        person.span.contains(word.span) and word.token.dep_ in SUBJECTS and word.token.head.i in verbs
        for word in scope.words
    )
