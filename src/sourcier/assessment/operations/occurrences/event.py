"""When something happened: a dated event that the claim names, against the claim's own date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sourcier.assessment.comparison import compare_dates, show_interval
from sourcier.assessment.computations import NothingToCompute, Row
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import read_starts, stem
from sourcier.assessment.operations.belonging.clauses import Clauses
from sourcier.assessment.operations.figures.point import ORDERS, is_passed_by, main_words, predicate_of
from sourcier.assessment.operations.occurrences import lasting
from sourcier.assessment.operations.occurrences.doing import agent_of, patient_of, verb_of
from sourcier.assessment.operations.occurrences.happenings import Events, Seen, deeds_in, events_of
from sourcier.assessment.operations.occurrences.telling import is_cleft, is_more, is_new, is_one_of, is_subject
from sourcier.assessment.operations.votes.choices import choices_in
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Finding, Operation, Verdict
from sourcier.core.language import Grain, TimeInterval

ONE_EVENT = "SELECT * FROM {table} WHERE event = $event"
RECURRING = frozenset({"visit", "summit", "incident", "missile_launch"})
"""What may have happened more than once: another date is another visit, and refutes nothing."""
LONG = timedelta(days=45)
"""An event that lasted longer needs a word of beginning or ending to be dated."""
ANOTHER = 366
"""Days from an event after which its like, in other words, is another one: Kabul fell twice."""
SIGNING = read_starts("event_words", "signing")
"""Beginnings of verbs by which a treaty begins."""
FAR = 9
"""Words that may part an event's name from its date."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that checks the date of an event the claim names."""
    told = lasting.check(scope, desk)
    if told:
        return told
    times = [
        time for time in scope.times if time.start is not None and time.end is not None and time.mod in {"at", "approx"}
    ]
    if not times or scope.is_future or scope.has("universal"):
        return []
    events = events_of(desk.tables)
    seen = events.recognise(scope, desk) or _by_type(scope, desk, events)
    seen = [one for one in seen if not (_is_turned_round(scope, desk, one) or _is_judged(scope, one))]
    if not seen:
        return []
    best = [one for one in seen if one.weight >= seen[0].weight - 0.5]
    tries: list[tuple[Finding, Seen, TimeInterval]] = []
    for one in best:
        time = _nearest(scope, one, times)
        is_own = time is not None and _goes_with(scope, desk, one, time)
        finding = _finding(scope, desk, one, time) if time and is_own else None
        if finding is not None and time is not None:
            tries.append((finding, one, time))
    good = [
        finding
        for finding, one, time in tries
        if finding.comparison.holds
        and _is_said_of(scope, one, time, far=True)
        and _is_the_point(scope, one, time)
        and not is_passed_by(scope, one.places)
    ]
    if good:
        return [Part((good[0],), Verdict.SUPPORTED, (), Verdict.SUPPORTED)]
    if len(best) > 1 and not _agree([one for _, one, _ in tries]):
        return []
    once = [
        each
        for each in tries
        if not each[0].comparison.holds
        and each[1].known.row["type"] not in RECURRING
        and not _may_recur(scope, each[1])
        and not _is_any_motion(scope)
        and not any(is_one_of(scope.words[place].token) for place in each[1].places)
        and (each[1].known.row["start"] or "") <= desk.today.isoformat()  # else another like it is told
        and not _may_be_another(scope, each[1], each[2])
        and not _is_a_landmark(scope, each[1], each[2])
        and events.is_named(each[1], scope, desk)
    ]
    solid = [finding for finding, one, time in once if _is_said_of(scope, one, time)]
    if not solid:
        return []
    return [Part((solid[0],), Verdict.REFUTED, (), Verdict.REFUTED)]


def _goes_with(scope: Scope, desk: Desk, one: Seen, time: TimeInterval) -> bool:
    """Say whether a date stands with the event's own words, he who began it apart: he may begin other clauses."""
    row, at = one.known.row, scope.at(time.span)
    own = [
        place
        for place in one.places
        if (state := desk.tables.state_named(stem(scope.words[place].folded))) is None or state != row["initiator"]
    ]
    return at < len(scope.words) and Clauses.of(scope).goes_with(at, own or one.places)


def _is_turned_round(scope: Scope, desk: Desk, one: Seen) -> bool:
    """Say whether the claim has another strike than he who did: "l’Ukraine a attaqué la Russie" is no such invasion."""
    began = one.known.row["initiator"] or ""
    if not began:
        return False
    for start, _, _ in scope.find("actions", "types"):
        verb = verb_of(scope, start)
        if verb.i != scope.words[start].token.i or start not in one.places:
            continue
        agent = agent_of(scope, desk, verb)
        if patient_of(scope, desk, verb) == began or (agent in desk.tables.states and agent != began):
            return True
    return False


def _is_judged(scope: Scope, one: Seen) -> bool:
    """Say whether what is dated is what others say or vote of the event: "143 États ont rejeté l’annexion"."""
    told = [each.start for each in choices_in(scope) if scope.words[each.start].token.pos_ == "VERB"]
    return any(at < min(one.places) for at in told)


def _may_recur(scope: Scope, one: Seen) -> bool:
    """Say whether the claim names the event by a verb of striking only: who attacked once may have done so again."""
    return any(
        start in one.places and "attack" in types.split(";") and scope.words[start].token.pos_ == "VERB"
        for start, _, types in scope.find("actions", "types")
    )


def _is_any_motion(scope: Scope) -> bool:
    """Say whether a claim dates a motion that it does not call carried: a government faces several."""
    senses = {sense for _, _, sense in scope.find("ballots", "sense")}
    return "motion" in senses and not senses & {"passed", "toppled"}


def _may_be_another(scope: Scope, one: Seen, time: TimeInterval) -> bool:
    """Say whether a claim that tells the act in words of its own may mean another one, long before or after."""
    start = date.fromisoformat((one.known.row["start"] or "9999-12-31")[:10])
    label = frozenset().union(*(part for each in one.known.labels for part in each))
    deeds = deeds_in([word.folded for word in scope.words], scope.lang)
    retold = [at for at in one.places if at in deeds and not scope.words[at].features & label]
    low, high = min(one.places), max(one.places) + 1
    foreign = any(
        at not in one.places and word.token.pos_ in {"NOUN", "PROPN"} and word.role in {"", "neutral", "unlinked"}
        for at, word in enumerate(scope.words[low:high], low)
    )
    far = foreign or time.start is None or abs((time.start - start).days) > ANOTHER
    return bool(retold) and far


def _is_a_landmark(scope: Scope, one: Seen, time: TimeInterval) -> bool:
    """Say whether the event only places another in time: "ten years after the accords were signed, in 2003, …"."""
    first, at, clauses = min(one.places), scope.at(time.span), Clauses.of(scope)
    opening = {word.folded for word in scope.words[max(first - 4, 0) : first]}
    return bool(opening & ORDERS) and clauses.number[at] != clauses.number[first]


def _is_the_point(scope: Scope, one: Seen, time: TimeInterval) -> bool:
    """Say whether the date of the event is what the claim as a whole asserts, and no remark in passing."""
    clauses, at = Clauses.of(scope), scope.at(time.span)
    told = (*scope.cues.get("occur", ()), *scope.cues.get("awaited", ()))
    happening = {place for start, stop in told for place in range(start, stop)} | set(one.places)
    new = {scope.words[place].token.head.i for place in one.places if is_new(scope, place)}
    for main in main_words(scope):
        if scope.words[main].token.i in new:
            continue
        said = predicate_of(scope, main)
        if said is not None and is_more(scope, said, happening):
            return False  # "the accords were the first major peace, in December 1995"
        if scope.words[main].token.pos_ != "VERB" or scope.words[main].role == "time":
            continue  # "il y a trente ans" has a verb, but says nothing by it
        if main not in happening:
            return False
        if clauses.number[main] != clauses.number[at] and clauses.has_verb(at):
            return False
    return True


def _agree(seen: Sequence[Seen]) -> bool:
    return len({one.known.row["event"] for one in seen}) == 1


def _nearest(scope: Scope, one: Seen, times: Sequence[TimeInterval]) -> TimeInterval | None:
    def gap(time: TimeInterval) -> int:
        at = scope.at(time.span)
        return min(abs(at - place) for place in one.places)

    return min(times, key=gap, default=None)


def _is_said_of(scope: Scope, one: Seen, time: TimeInterval, *, far: bool = False) -> bool:
    """Say whether the date is given to the event itself, by a verb of happening or right beside its name."""
    at = scope.at(time.span)
    low, high = min(at, *one.places), max(at, *one.places)
    verbs = [start for start, _ in scope.cues.get("occur", ()) if low - 4 <= start <= high + 6]
    verbs += [place for place in one.places if scope.words[place].token.pos_ == "VERB"]
    # What is told as news may be another event of the kind: its date bears out, and refutes nothing.
    verbs += [place for place in one.places if far and is_new(scope, place)]
    verbs += [place for place in one.places if is_cleft(scope, time) and is_subject(scope, place)]
    others = [
        word
        for word in scope.words[low:high]
        if word.token.pos_ == "VERB" and word.token.morph.get("VerbForm", []) == ["Fin"]
    ]
    plain = sum(word.role != "time" for word in scope.words[low:high])
    near = far or plain <= FAR + len(one.places)
    return bool(verbs) and near and len(others) <= 2 and time.grain is not Grain.DECADE


def _by_type(scope: Scope, desk: Desk, events: Events) -> list[Seen]:
    """Return the one kind of event in one country that a claim names ("le putsch … à Niamey")."""
    kinds = {kind for _, _, types in scope.find("actions", "types") for kind in types.split(";")}
    kinds &= {"coup", "coup_attempt", "annexation", "independence", "armistice"}
    here = {one.id for one in subjects_of(scope, desk.tables, desk.today)}
    if "armistice" in kinds:
        places = tuple(start for start, _, types in scope.find("actions", "types") if types == "armistice")
        fits = [known for known in events.all if known.row["type"] == "armistice" and known.states & here]
        return [Seen(known, 1.0, 3.0, places) for known in fits] if len(fits) == 1 else []
    if len(kinds & {"coup", "annexation", "independence"}) != 1 or len(here) != 1:
        return []
    places = tuple(start for start, _, types in scope.find("actions", "types") if set(types.split(";")) & kinds)
    fits = [known for known in events.all if known.row["type"] in kinds and known.row["place"] in here]
    return [Seen(known, 1.0, 3.0, places) for known in fits]


STAGES = 1096
"""Days in which a treaty that is adopted is also signed, ratified and in force: three years."""


def _is_another_stage(row: Row, time: TimeInterval) -> bool:
    """Say whether a later date may be another stage of the same treaty: the table has one of its dates only.

    The Paris Agreement was adopted in December 2015 and opened for signature in April 2016: neither year is wrong.
    """
    if row["type"] != "treaty" or time.start is None or not row["start"]:
        return False
    after = (time.start - date.fromisoformat(row["start"])).days
    return -31 <= after <= STAGES


def _finding(scope: Scope, desk: Desk, one: Seen, time: TimeInterval) -> Finding | None:
    """Return the finding; None when a long event lasted over the claim's time, which says nothing of when it came."""
    resource, row, lang = one.known.resource, one.known.row, scope.lang
    query = desk.tables.query(resource, ONE_EVENT, {"event": row["event"] or ""})
    run = Run.of("happened", query)
    if run.outcome.start and run.outcome.end and run.outcome.end - run.outcome.start > LONG:
        is_signed = row["type"] == "treaty" and any(word.folded.startswith(SIGNING) for word in scope.words)
        if not is_signed and not scope.has("begin", "finish"):
            return None
        try:
            run = Run.of("started" if is_signed or scope.has("begin") else "ended", query)
        except NothingToCompute:
            return None
    comparison = compare_dates((time.start, time.end), (run.outcome.start, run.outcome.end), lang=lang)
    if not comparison.holds and _is_another_stage(row, time):
        return None
    when = show_interval(run.outcome.start, run.outcome.end, lang)
    label = row["label_fr" if lang == "fr" else "label_en"] or ""
    end = f"/{row['end']}" if row["end"] else ""
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.DATE,
        resource=resource,
        lang=lang,
        statement=say("happened_on", lang, event=label[:1].upper() + label[1:], day=when),
        expression=when,
        cells=[make_cell(resource, row, ("event",), "start", lang=lang, value=f"{row['start']}{end}", label=label)],
        measure=label,
        entities=tuple(filter(None, (row["participants"] or "").split(";"))),
        period=f"{row['start']}{end}",
        probability=min(one.share, 0.95),
    )
