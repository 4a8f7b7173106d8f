"""Plain sentences about wars: when one began, how long it lasted, since when it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, claimed_bounds, compare_dates, compare_number, show_interval
from sourcier.assessment.computations import NothingToCompute
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import read_words, stem, stop_words, tokenise
from sourcier.assessment.numbers import show
from sourcier.assessment.operations.belonging.lengths import DAYS_IN, widened
from sourcier.assessment.operations.belonging.plainly import Plain, plain_of
from sourcier.assessment.operations.belonging.relations import end_of, is_length, open_since
from sourcier.assessment.operations.occurrences.happenings import Known, events_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Comparison, Operation, Verdict
from sourcier.core.language import Quantity, TimeInterval

SENSES = frozenset({"war_lasted", "war_lasts", "war_began", "war_held"})
WARS = frozenset({"war", "invasion"})
NAMES = read_words("event_words", "war_names")
"""Words of a war that is named by its country only: "la guerre civile en Syrie", "the Syrian war"."""
LASTS = read_words("event_words", "lasts")
"""Verbs that a model takes for adjectives."""
PLACING = frozenset({"en", "à", "a", "au", "aux", "in", "dans"})
YEAR = timedelta(days=366)
ONE_EVENT = "SELECT * FROM {table} WHERE event = $event"
WHOLE = 'SELECT event, start, CAST("end" AS DATE) + 1 AS "end" FROM {table} WHERE event = $event'
"""The last day of an event belongs to it."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part on a sentence that says nothing but when a war began or how long it lasted."""
    if scope.is_future or scope.is_negated or not {word.folded for word in scope.words} & {"guerre", "conflit", "war"}:
        return []
    plain = plain_of(scope, desk)
    if plain is None or plain.sense not in SENSES:
        return []
    is_placed = any(scope.words[at].folded in PLACING for at in _subject(scope)) or any(
        one.is_adjective for one in scope.mentions
    )
    if is_placed and plain.sense == "war_held":
        return []
    named, is_sure = _placed(scope, desk) if is_placed else (_named(scope, desk), True)
    parts = [part for one in named if (part := _part(scope, desk, plain, one)) is not None]
    good = [part for part in parts if part.verdict is Verdict.SUPPORTED]
    if good:
        return good[:1]
    return parts if len(parts) == len(named) == 1 and is_sure else []


def _part(scope: Scope, desk: Desk, plain: Plain, one: Known) -> Part | None:
    if plain.sense == "war_lasted":
        return _lasted(scope, desk, one, plain.quantities[0]) if plain.quantities else None
    is_open = not one.row["end"] or one.row["end"] > desk.today.isoformat()
    if not plain.times or (plain.sense == "war_lasts" and not is_open):
        return None
    return _began(scope, desk, one, plain.times[0], "happened" if plain.sense == "war_held" else "started")


def _subject(scope: Scope) -> range:
    """Return the places of the words before the verb."""
    verbs = [
        at
        for at, word in enumerate(scope.words)
        if word.role not in {"time", "entity"} and (word.token.pos_ in {"VERB", "AUX"} or word.folded in LASTS)
    ]
    return range(verbs[0] if verbs else 0)


def _named(scope: Scope, desk: Desk) -> list[Known]:
    """Return the war that the subject names by its own name, every word of it."""
    seen = events_of(desk.tables).recognise(scope, desk)
    found = []
    for one in seen:
        rest = [
            word
            for at, word in enumerate(scope.words)
            if at in _subject(scope) and at not in one.places and word.role != "stop" and word.folded not in NAMES
        ]
        if (
            one.known.row["type"] in WARS
            and (not rest or _is_label(scope, one.known))
            and one.weight >= seen[0].weight - 0.5
        ):
            is_named = events_of(desk.tables).is_named(one, scope, desk) or _is_label(scope, one.known)
            found += [one.known] if is_named and (one.known.row["start"] or "") <= desk.today.isoformat() else []
    return found if len(found) == 1 else []


def _is_label(scope: Scope, one: Known) -> bool:
    """Say whether the subject is an event's name as the table writes it: "la guerre d’Algérie"."""
    said = [scope.words[at].folded for at in _subject(scope) if scope.words[at].role != "stop"]
    label = tokenise(one.row["label_fr" if scope.lang == "fr" else "label_en"] or "")
    return said == [word for word in label if stem(word) not in stop_words(scope.lang)]


def _placed(scope: Scope, desk: Desk) -> tuple[list[Known], bool]:
    """Return the wars in the one country that the subject names, and whether none but one that lasts can be meant."""
    subject = _subject(scope)
    states = {one.entity_id for one in scope.mentions if scope.at(one.span) in subject}
    inside = {at for one in scope.mentions for at in subject if one.span.contains(scope.words[at].span)}
    rest = [
        scope.words[at]
        for at in subject
        if at not in inside and scope.words[at].role != "stop" and scope.words[at].folded not in NAMES
    ]
    if rest or len(states) != 1:
        return [], False
    today = desk.today.isoformat()
    here = [
        one
        for one in events_of(desk.tables).all
        if one.row["type"] in WARS
        and (one.row["place"] in states or (one.row["place"] not in desk.tables.states and states <= one.states))
        and (one.row["start"] or "9999") <= today
    ]
    going_on = [one for one in here if not one.row["end"] or one.row["end"] > today]
    return here, len(here) == 1 and len(going_on) == 1


def _claimed(time: TimeInterval) -> tuple[date | None, date | None]:
    if time.mod != "since":
        return time.start, time.end
    told = open_since(time)
    if told is not None:
        return told
    start = time.start or date.min
    return (start - YEAR, start + YEAR) if is_length(time) else (start, end_of(time))


def _began(scope: Scope, desk: Desk, one: Known, time: TimeInterval, function: str) -> Part | None:
    query = desk.tables.query(one.resource, ONE_EVENT, {"event": one.row["event"] or ""})
    run = Run.of(function, query)
    when = show_interval(run.outcome.start, run.outcome.end, scope.lang)
    comparison = compare_dates(_claimed(time), (run.outcome.start, run.outcome.end), lang=scope.lang)
    return _finding(scope, one, run, comparison, "happened_on", when)


def _lasted(scope: Scope, desk: Desk, one: Known, quantity: Quantity) -> Part | None:
    """Return the part on how long a war that is over lasted; between right and wrong it decides nothing."""
    if not one.row["end"] or one.row["end"] > desk.today.isoformat():
        return None
    is_year = quantity.unit == "a"
    query = desk.tables.query(one.resource, WHOLE, {"event": one.row["event"] or ""})
    try:
        run = Run.of("lasted" if is_year else "lasted_days", query)
    except NothingToCompute:
        return None
    bounds: Bounds = claimed_bounds(quantity).scaled(Decimal(1) if is_year else DAYS_IN[quantity.unit])
    near, is_loose = widened(bounds, run.outcome.numbers[0], is_year=is_year)
    if is_loose:
        return None
    unit = "years" if is_year else "days"
    comparison = compare_number(near, run.outcome.numbers, tolerance=Decimal(0), unit=unit, lang=scope.lang)
    length = show(run.outcome.numbers[0], scope.lang)
    return _finding(scope, one, run, comparison, "war_lasted" if is_year else "war_lasted_days", length, unit)


def _finding(scope: Scope, one: Known, run: Run, comparison: Comparison, key: str, shown: str, unit: str = "") -> Part:
    row, lang = one.row, scope.lang
    label = row["label_fr" if lang == "fr" else "label_en"] or ""
    end = f"/{row['end']}" if row["end"] else ""
    parties: Sequence[str] = tuple(filter(None, (row["participants"] or "").split(";")))
    spells = show_interval(
        date.fromisoformat(row["start"] or ""),
        date.fromisoformat(row["end"]) + timedelta(days=1) if row["end"] else None,
        lang,
    )
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.DATE,
        resource=one.resource,
        lang=lang,
        statement=say(key, lang, event=label[:1].upper() + label[1:], day=shown, count=shown, spells=spells),
        expression=shown,
        cells=[make_cell(one.resource, row, ("event",), "start", lang=lang, value=f"{row['start']}{end}", label=label)],
        measure=label,
        unit=unit,
        entities=parties,
        period=f"{row['start']}{end}",
        probability=0.9,
    )
    return Part((finding,), finding.verdict, (), finding.verdict)
