"""Universal negatives about events: "n'a agressé aucun pays" falls with one counter-example."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sourcier.assessment.comparison import compare_presence, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding, series_cells
from sourcier.assessment.lexicon import read_starts
from sourcier.assessment.operations.figures.series import meant_by
from sourcier.assessment.operations.occurrences import undergone, zeros
from sourcier.assessment.operations.occurrences.doing import (
    SUBJECTS,
    Target,
    agent_of,
    is_passive,
    is_plain,
    known_as,
    patient_of,
    target_after,
    verb_of,
)
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import subjects_of
from sourcier.assessment.units import family_of
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Operation
from sourcier.core.language import Grain, TimeInterval

SHOWN = 5
COUNTER = (
    "SELECT * FROM {table} WHERE initiator = $initiator AND list_contains(string_split($types, ' '), type) "
    "AND start >= CAST($first AS DATE) AND start <= CAST($last AS DATE) ORDER BY start"
)
STRUCK = COUNTER.replace(" ORDER BY", " AND list_contains(string_split($events, ' '), event) ORDER BY")
"""Only events that struck what the claim names."""
REACH = 7
"""Words that may part a denial from the action denied."""
TIMED = frozenset(
    "avant apres depuis pendant durant lors before after since during until amid despite malgre following".split()
)
LIGHT = read_starts("event_words", "light_verbs")
"""Beginnings of verbs by which an action is done: "mener une guerre", "carry out a raid"."""
START = "0001-01-01"
COUNTS = frozenset({"tests", "conflicts"})
SOME = (
    "SELECT entity, period, value, source FROM {table} WHERE entity = $entity AND value > 0 "
    "AND period >= $first AND period <= $last ORDER BY period"
)


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that looks for counter-examples, if the claim says that something never happened."""
    if scope.has("vote") or scope.is_future:
        return []
    suffered = undergone.check(scope, desk)
    if suffered or not scope.has("universal") or not _is_own(scope):
        return suffered
    types = _types(scope)
    if not types:
        return _without(scope, desk)
    sides = _sides(scope, desk, types)
    if sides is None:
        return []
    subject, target = sides
    first, last = span_of(scope, desk)
    lang = scope.lang
    for resource in desk.tables.of_shape("event"):
        parameters = {"initiator": subject, "types": " ".join(types), "first": first, "last": last.isoformat()}
        query = desk.tables.query(resource, COUNTER, parameters)
        if not target.is_open:
            struck = [row["event"] or "" for row in rows_of(query) if target.is_struck(row, desk)]
            query = desk.tables.query(resource, STRUCK, {**parameters, "events": " ".join(struck)})
        if not query.rows and not resource.is_complete_for(subject):
            continue
        run = Run.of("count", query)
        comparison = compare_presence(expected=False, found=len(query.rows), lang=lang)
        rows = rows_of(query)
        column = "label_fr" if lang == "fr" else "label_en"
        examples = [f"{row[column]} ({(row['start'] or '')[:4]})" for row in rows]
        since = show_day(date.fromisoformat(first), lang) if first != START else ""
        finding = make_finding(
            scope.claim,
            run,
            comparison,
            operation=Operation.ABSENCE,
            resource=resource,
            lang=lang,
            statement=say(
                "counter_examples",
                lang,
                who=desk.tables.label(subject, lang),
                count=str(len(rows)),
                examples=join(examples, lang, limit=SHOWN),
                since=say("since_day", lang, day=since) if since else say("ever", lang),
            ),
            expression=str(len(rows)),
            cells=[
                make_cell(
                    resource,
                    row,
                    ("event",),
                    "start",
                    lang=lang,
                    value=_when(row["start"], row["end"]),
                    label=row[column] or "",
                )
                for row in rows[:SHOWN]
            ],
            entities=(subject,),
            period=f"{first}/{last.isoformat()}",
            probability=0.85,
        )
        note = say("selection", lang) if rows else ""
        return [Part((finding,), finding.verdict, (), finding.verdict, note, reads_negation=True)]
    ends = {time.mod for time in scope.times} <= {"at", "during"} and bool(scope.times)
    counted = _counted(scope, desk, subject, first, last if ends else None) if target.is_open else None
    if counted is None:
        desk.missing.append(say("no_counter_example", lang))
    return [counted] if counted else []


def _without(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part on a denial of something that only a series of counts has: "partie à aucun conflit"."""
    states = [one for one in subjects_of(scope, desk.tables, desk.today) if one.id in desk.tables.states]
    if len(states) != 1 or not {":conflict", ":war"} & scope.concepts() or scope.has("abroad"):
        return []
    first, _ = span_of(scope, desk)
    part = _counted(scope, desk, states[0].id, first)
    return [part] if part else []


def _counted(scope: Scope, desk: Desk, entity: str, first: str, last: date | None = None) -> Part | None:
    """Return the part that finds the denied thing in a series of counts: years with one nuclear test or more."""
    lang = scope.lang
    for meant in meant_by(scope, desk, Operation.ABSENCE):
        resource = meant.resource
        if family_of(meant.match.measure.unit) not in COUNTS:
            continue
        parameters = {"entity": entity, "first": first[:4], "last": desk.today.isoformat()}
        if last is not None:
            parameters["last"] = last.isoformat()
        query = desk.tables.query(resource, SOME, parameters)
        if not query.rows:
            part = zeros.check(scope, desk, meant, query, last) if last is not None and first != START else None
            if part is None:
                continue
            return part
        run = Run.of("count", query)
        rows = rows_of(query)
        comparison = compare_presence(expected=False, found=len(rows), lang=lang)
        years = [f"{row['period']} ({row['value']})" for row in rows]
        finding = make_finding(
            scope.claim,
            run,
            comparison,
            operation=Operation.ABSENCE,
            resource=resource,
            lang=lang,
            statement=say(
                "counted_years",
                lang,
                measure=meant.match.measure.title(lang),
                who=desk.tables.label(entity, lang),
                count=str(len(rows)),
                years=join(years, lang, limit=SHOWN),
            ),
            expression=str(len(rows)),
            cells=series_cells(resource, query, lang)[:SHOWN],
            entities=(entity,),
            period=f"{first[:4]}/{desk.today.isoformat()}",
            signals=meant.match.signals,
            probability=meant.match.probability,
        )
        return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)
    return None


def _when(start: str | None, end: str | None) -> str:
    return f"{start}/{end}" if end else start or ""


def _is_own(scope: Scope) -> bool:
    """Say whether the denial stands in the claim's own words, not in those of a neighbour in its sentence."""
    own = scope.claim.anchor
    return any(
        own.start <= scope.words[at].token.idx < own.end for at, _ in scope.cues["universal"] if at < len(scope.words)
    )


def _is_denied(scope: Scope, at: int) -> bool:
    """Say whether an action is what the claim says never happened.

    It is near the denial, in no words of time ("before the invasion"), and a noun is done by a light verb ("n’a
    livré aucune guerre"): "aucune intervention n’était autorisée" says something else of it.
    """
    if not any(abs(at - start) <= REACH for start, _ in scope.cues["universal"]):
        return False
    before = [word.folded for word in scope.words[max(at - 3, 0) : at]]
    if set(before) & TIMED:
        return False
    if scope.words[at].token.pos_ == "VERB":
        return True
    verbs = [word for word in scope.words if word.token.pos_ in {"VERB", "AUX"}]
    return not verbs or any(word.folded.startswith(LIGHT) for word in verbs)


def _sides(scope: Scope, desk: Desk, types: Sequence[str]) -> tuple[str, Target] | None:
    """Return who is said never to have acted, and against whom; None where the words leave either uncertain."""
    hits = [hit for hit in scope.find("actions", "types") if _is_denied(scope, hit[0])]
    start, end, _ = hits[0]
    if "nuclear_test" in types:
        subjects = [one for one in subjects_of(scope, desk.tables, desk.today) if not one.members]
        return (subjects[0].id, Target(is_open=True)) if subjects else None
    verb = verb_of(scope, start)
    if is_passive(scope, verb) and scope.words[start].token.i == verb.i:
        agent, patient = agent_of(scope, desk, verb), patient_of(scope, desk, verb)
        return (agent, Target(named=frozenset({patient}))) if agent and patient else None
    agent = agent_of(scope, desk, verb) or _only_before(scope, desk, start)
    target = target_after(scope, desk, end)
    before = [stop for first, stop in scope.cues["universal"] if first < start]
    if agent is None or target is None or (before and not is_plain(scope, before[-1], start)):
        return None
    return agent, target


def _only_before(scope: Scope, desk: Desk, at: int) -> str | None:
    """Return the one name before an action whose verb has no subject in the claim's words."""
    borrowed = not any(one.span.contains(word.span) for one in scope.mentions for word in scope.words)
    names = [one for one in scope.mentions if borrowed or scope.at(one.span) < at]
    own = [word for word in scope.words[:at] if word.token.dep_ in SUBJECTS]
    return known_as(names[0], desk) if len(names) == 1 and not own else None


def _types(scope: Scope) -> list[str]:
    """Return the types of event that the denied verb or noun speaks of."""
    hits = [hit for hit in scope.find("actions", "types") if _is_denied(scope, hit[0])]
    found = {kind for _, _, types in hits for kind in types.split(";")}
    if ":nuclear" in scope.concepts() and "nuclear_test" in found:
        return ["nuclear_test"]
    return sorted(found - {"nuclear_test"}) if found != {"nuclear_test"} else ["nuclear_test"]


def span_of(scope: Scope, desk: Desk) -> tuple[str, date]:
    """Return the days between which nothing is said to have happened."""
    sentence = next((one.span for one in desk.draft.sentences if one.id == scope.claim.sentence_id), scope.claim.span)
    here = scope.claim.span.start
    around = [time for time in desk.draft.times if sentence.contains(time.span) and time.span.end <= here]
    # "depuis la signature, en 1953, …": since then, and not in that year alone.
    around = [time for time in around if time.mod == "since"][-1:] or around[-1:]
    times = [time for time in scope.times or around if time.start is not None]
    times = [time for time in times if time.mod not in {"at", "during"}] or times
    first = min((_after(time).isoformat() for time in times), default=START)
    ends = [time.end - timedelta(days=1) for time in times if time.mod in {"at", "during"} and time.end]
    return first, min([desk.today, *ends])


def _after(time: TimeInterval) -> date:
    """Return the first day of a time, or the first after the year or the day since which nothing is said to be.

    "depuis 1979" leaves the year itself out: what happened then may be what the writer counts from.
    """
    start = time.start or date.min
    if time.mod in {"at", "during"}:
        return start
    if time.grain is Grain.YEAR or (start.month, start.day) == (1, 1):
        return date(start.year + 1, 1, 1)
    return start + timedelta(days=1)
