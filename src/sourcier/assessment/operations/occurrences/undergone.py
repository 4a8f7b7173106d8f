"""What a state is said never to have undergone: "jamais le Mali n’a connu de coup d’État" falls with one coup there."""

from __future__ import annotations

from datetime import date, timedelta

from sourcier.assessment.comparison import compare_presence, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import read_starts, read_words
from sourcier.assessment.operations.occurrences.doing import SUBJECTS, known_as, verb_of
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.subjects import subjects_of
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Operation
from sourcier.core.language import Grain, TimeInterval

KINDS = frozenset({"coup", "coup_attempt"})
"""Events whose place is where they are undergone, whoever did them."""
VERBS = read_starts("event_words", "undergoing")
PLAIN = read_words("event_words", "coups")
NARROW = read_words("event_words", "which_coups")
"""Words that say which coups are meant; the tables do not tell them apart."""
CONTINENTS = {"afrique": "african-union", "africa": "african-union"}
"""Continents whose states are, but for disputed ones, the members of a body with a list."""
REACH = 9
SHOWN = 5
THERE = (
    "SELECT * FROM {table} WHERE list_contains(string_split($places, ' '), place) "
    "AND list_contains(string_split($types, ' '), type) "
    "AND start >= CAST($first AS DATE) AND start <= CAST($last AS DATE) ORDER BY start"
)


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that finds an event that a state is said not to have undergone; nothing where none is found."""
    hits = [hit for hit in scope.find("actions", "types") if set(hit[2].split(";")) & KINDS]
    if not hits or len(scope.times) > 1:
        return []
    at = hits[0][0]
    if not _is_denied(scope, at) or any(word.folded in NARROW for word in scope.words[at : hits[0][1] + 2]):
        return []
    place = _place(scope, desk, at)
    continent = None if place else _continent(scope, at)
    places: tuple[str, ...]
    if place:
        places, who = (place,), desk.tables.label(place, scope.lang)
    elif continent:
        places, who = desk.tables.members(continent[0], desk.today), continent[1]
    else:
        return []
    first, last = _period(scope, desk.today)
    kinds = "coup" if scope.words[at].folded in PLAIN else " ".join(sorted(KINDS))
    for resource in desk.tables.of_shape("event"):
        wanted = {"places": " ".join(places), "types": kinds, "first": first, "last": last.isoformat()}
        query = desk.tables.query(resource, THERE, wanted)
        if not query.rows:
            continue
        lang, rows = scope.lang, rows_of(query)
        column = "label_fr" if lang == "fr" else "label_en"
        run = Run.of("count", query)
        since = say("since_day", lang, day=show_day(date.fromisoformat(first), lang)) if first[:4] != "0001" else ""
        finding = make_finding(
            scope.claim,
            run,
            compare_presence(expected=False, found=len(rows), lang=lang),
            operation=Operation.ABSENCE,
            resource=resource,
            lang=lang,
            statement=say(
                "counter_examples",
                lang,
                who=who,
                count=str(len(rows)),
                examples=join([f"{row[column]} ({(row['start'] or '')[:4]})" for row in rows], lang, limit=SHOWN),
                since=since or say("ever", lang),
            ),
            expression=str(len(rows)),
            cells=[
                make_cell(
                    resource,
                    row,
                    ("event",),
                    "start",
                    lang=lang,
                    value=f"{row['start']}/{row['end']}" if row["end"] else row["start"] or "",
                    label=row[column] or "",
                )
                for row in rows[:SHOWN]
            ],
            entities=places if place else (continent[0] if continent else "",),
            period=f"{first}/{last.isoformat()}",
            probability=0.85,
        )
        return [Part((finding,), finding.verdict, (), finding.verdict, say("selection", lang), reads_negation=True)]
    return []


def _is_denied(scope: Scope, at: int) -> bool:
    """Say whether any such event is denied: by "jamais", "aucun", "no", or by "pas de", "not a" right before it."""
    verb = verb_of(scope, at)
    if not any(word.token.i == verb.i and word.folded.startswith(VERBS) for word in scope.words):
        return False
    if any(abs(at - start) <= REACH for start, _ in scope.cues.get("universal", ())):
        return True
    before = [word.folded for word in scope.words[max(at - 4, 0) : at]]
    if scope.lang == "fr":
        single = before[-2:] in (["un", "seul"], ["le", "moindre"])
        return bool({"pas", "plus"} & set(before)) and (single or before[-1:] in (["de"], ["d"]))
    single = before[-2:] == ["a", "single"]
    return bool({"not", "n't"} & set(before)) and (single or before[-1:] in (["a"], ["any"]))


def _continent(scope: Scope, at: int) -> tuple[str, str] | None:
    """Return the body of a continent's states, and its name, where the continent alone is the subject of the verb."""
    verb = verb_of(scope, at)
    for place, word in enumerate(scope.words[:at]):
        body = CONTINENTS.get(word.folded)
        if body is None or not _is_subject(word, verb.i):
            continue
        follow = scope.words[place + 1].token.pos_
        before = scope.words[place - 1].token.pos_ if place else ""
        if follow not in {"ADP", "ADJ", "PROPN", "NOUN"} and before not in {"ADJ", "PROPN", "NOUN"}:
            return body, word.token.text
    return None


def _place(scope: Scope, desk: Desk, at: int) -> str | None:
    """Return the one state that is the subject of the verb."""
    states = [one for one in subjects_of(scope, desk.tables, desk.today) if one.id in desk.tables.states]
    if len(states) != 1 or states[0].mention is None or scope.at(states[0].mention.span) > at:
        return None
    verb = verb_of(scope, at)
    span = states[0].mention.span
    inside = [word for word in scope.words if span.contains(word.span)]
    is_subject = any(_is_subject(word, verb.i) for word in inside)
    return known_as(states[0].mention, desk) if is_subject else None


def _is_subject(word: Word, verb: int) -> bool:
    return word.token.dep_ in SUBJECTS and word.token.head.i == verb


def _period(scope: Scope, today: date) -> tuple[str, date]:
    """Return the days between which nothing is said to have happened; "depuis 2012" leaves 2012 itself out."""
    time: TimeInterval | None = next((one for one in scope.times if one.start is not None), None)
    if time is None or time.start is None:
        return "0001-01-01", today
    if time.mod in {"at", "during"}:
        return time.start.isoformat(), min(today, time.end - timedelta(days=1)) if time.end else today
    start = time.start
    if time.grain is Grain.YEAR or (start.month, start.day) == (1, 1):
        return date(start.year + 1, 1, 1).isoformat(), today
    return (start + timedelta(days=1)).isoformat(), today
