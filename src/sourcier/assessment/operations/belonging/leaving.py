"""When somebody left the seat of an office: "Barack Obama a quitté la Maison-Blanche en janvier 2017"."""

from __future__ import annotations

from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lexicon import read_starts, read_words
from sourcier.assessment.operations.belonging.relations import spells
from sourcier.assessment.operations.belonging.tenure import dated
from sourcier.assessment.operations.belonging.titles import titles_in
from sourcier.assessment.operations.occurrences.doing import SUBJECTS
from sourcier.assessment.scope import Scope
from sourcier.core.findings import Verdict
from sourcier.core.language import Grain, Mention, TimeInterval

LEAVING = read_starts("belonging_words", "leaving")
"""Beginnings of the verbs of leaving that take a seat as their object."""
REACH = 4
"""Words from the verb to the seat that it is about."""
COARSE = frozenset({Grain.MONTH, Grain.YEAR})
"""A seat is left for good in a month or a year; on a day one may but go out."""
ENDINGS = read_words("belonging_words", "endings")
"""Words by which a term ends, and no stay."""
TRIPS = read_words("belonging_words", "trips")
"""Words by which one leaves a place and no office."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part on the month or year in which the claim has somebody leave the seat of an office."""
    people = [one for one in scope.mentions if desk.tables.kind(one.entity_id or "") == "person"]
    times = [time for time in scope.times if time.mod == "at" and time.start is not None]
    if len(people) != 1 or len(times) != 1 or len(scope.times) != 1 or scope.is_negated:
        return []
    verb = _verb(scope, people[0])
    if verb is None or any(word.folded in TRIPS for word in scope.words[verb + 1 :]):
        return []
    relations = tuple(
        dict.fromkeys(relation for start, _, relation in titles_in(scope, desk) if 0 < start - verb <= REACH)
    )
    part = _left(scope, desk, people[0], relations, times[0]) if relations else None
    if part is None:
        return []
    is_plain = times[0].grain in COARSE and not _says_more(scope, verb)
    return [part] if part.verdict is Verdict.SUPPORTED or is_plain else []


def _says_more(scope: Scope, verb: int) -> bool:
    """Say whether other words tell how somebody left: with his family, to boos, in a helicopter."""
    titled = {at for start, end, _ in scope.find("titles", "relation") for at in range(start, end)}
    return any(
        word.token.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"}
        and word.role in {"", "unlinked", "neutral"}
        and at not in titled
        and word.folded not in ENDINGS
        and not any(one.span.contains(word.span) for one in scope.quantities)
        for at, word in enumerate(scope.words[verb + 1 :], verb + 1)
    )


def _verb(scope: Scope, person: Mention) -> int | None:
    """Return the place of a verb of leaving that is the claim's main one and has the person as its subject."""
    for at, word in enumerate(scope.words):
        if word.token.pos_ == "VERB" and word.folded.startswith(LEAVING) and word.token.dep_ == "ROOT":
            subjects = (one for one in scope.words if one.token.dep_ in SUBJECTS and one.token.head.i == word.token.i)
            return at if any(person.span.contains(one.span) for one in subjects) else None
    return None


def _left(scope: Scope, desk: Desk, person: Mention, relations: tuple[str, ...], when: TimeInterval) -> Part | None:
    """Return the part on the end of whichever of some offices the person held."""
    found: list[Part] = []
    for resource in desk.tables.of_shape("relation"):
        bodies = {
            row["object"] or ""
            for row in resource.rows()
            if row["subject"] == person.entity_id and row["relation"] in relations
        }
        for body in sorted(bodies):
            every = spells(desk, resource, person.entity_id or "", body, relations)
            part = dated(scope, desk, resource, body, every, when, is_exit=True)
            found += [part] if part is not None else []
    return next((one for one in found if one.verdict is Verdict.SUPPORTED), next(iter(found), None))
