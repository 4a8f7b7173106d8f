"""When something happened: a dated event that the claim names, against the claim's own date."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from weakref import WeakKeyDictionary

from sourcier.assessment.comparison import compare_dates, show_interval
from sourcier.assessment.computations import NothingToCompute, Row
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import features, fold, neutral_words, stem, stop_words, tokenise
from sourcier.assessment.measures import ASIDE
from sourcier.assessment.operations.titles import titles_in
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import subjects_of
from sourcier.assessment.tables import Tables, names_of
from sourcier.assessment.understanding import concepts_of
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Finding, Operation, Verdict
from sourcier.core.language import Grain, TimeInterval
from sourcier.evidence.packs import Resource

ONE_EVENT = "SELECT * FROM {table} WHERE event = $event"
SINGLE_WORD = 0.9
"""Share of a label's weight that the claim must hold."""
RECURRING = frozenset({"visit", "summit", "incident", "missile_launch"})
"""What may have happened more than once: another date is another visit, and refutes nothing."""
LONG = timedelta(days=45)
"""An event that lasted longer needs a word of beginning or ending to be dated."""
FAR = 9
"""Words that may part an event's name from its date."""


@dataclass(frozen=True, slots=True)
class Known:
    """An event of a table, ready to be recognised."""

    resource: Resource
    row: Row
    labels: tuple[tuple[frozenset[str], ...], ...]
    """Features of each label's content words, one tuple a language."""
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """An event recognised in a claim."""

    known: Known
    share: float
    weight: float
    places: tuple[int, ...]


class Events:
    """All events of some packs, with the rarity of their words."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    @cached_property
    def all(self) -> tuple[Known, ...]:
        """Every event, in the packs' order."""
        return tuple(self._known(one, row) for one in self.tables.of_shape("event") for row in one.rows())

    @cached_property
    def rarity(self) -> dict[str, float]:
        """The weight of a feature: how few labels have it."""
        seen: dict[str, int] = {}
        for known in self.all:
            for each in frozenset().union(*(part for label in known.labels for part in label)):
                seen[each] = seen.get(each, 0) + 1
        return {each: math.log((len(self.all) + 1) / times) for each, times in seen.items()}

    def _known(self, resource: Resource, row: Row) -> Known:
        labels = []
        for column in ("label_fr", "label_en"):
            text = ASIDE.sub(" ", row[column] or "")
            words = [piece for word in tokenise(text) for piece in _pieces(word)]
            lang: Lang = "fr" if column == "label_fr" else "en"
            proper = {fold(word) for word in text.split()[1:] if word[:1].isupper()}
            parts = [
                found
                for word, found in zip(words, features(words), strict=True)
                if stem(word) not in stop_words(lang)
                and not (word.isdigit() and len(word) == 4)
                and (word in proper or stem(word) not in neutral_words() or concepts_of(found))
            ]
            if parts:
                labels.append(tuple(dict.fromkeys(parts)))
        who = {
            one for column in ("participants", "place", "initiator") for one in (row[column] or "").split(";") if one
        }
        states = frozenset(who) | frozenset().union(*(self.tables.states_behind(one) for one in who), frozenset())
        return Known(resource, row, tuple(labels), states)

    def recognise(self, scope: Scope, desk: Desk) -> list[Seen]:
        """Return the events that a claim names, best named first."""
        words = _words(scope, desk)
        here = {one.id for one in subjects_of(scope, self.tables, desk.today)}
        named = frozenset().union(*(own for own, _ in words), frozenset())
        full = _full_names(scope, self.tables)
        # One rare word of a long table, or two of a short one, where no word is rare.
        enough = min(3.0, 1.2 * math.log(len(self.all) + 1))
        found = []
        for known in self.all:
            best: Seen | None = None
            for label in known.labels:
                total = got = 0.0
                places: list[int] = []
                missed_rare, met = False, 0
                for part in label:
                    weight = max(self.rarity.get(each, 1.0) for each in part)
                    total += weight
                    if part & named:
                        got += weight
                        met += 1
                        places += [at for own, at in words if own & part and at >= 0]
                    elif _is_state(part, self.tables) & here or part & full:
                        met += 1
                        got += weight
                    else:
                        missed_rare = missed_rare or not any(each.startswith(":") for each in part)
                share = got / total if total else 0.0
                if met < 2:
                    continue  # one word of a name is not the name
                if best is None or share > best.share:
                    best = Seen(known, share if not missed_rare else share * 0.8, got, tuple(sorted(set(places))))
            if best is not None and best.share >= SINGLE_WORD and best.weight >= enough and best.places:
                found.append(best)
        found.sort(key=lambda one: (-one.weight, one.known.row["start"] or ""))
        return found


def _pieces(word: str) -> list[str]:
    """Return the parts of a hyphenated name; a word that means something whole stays whole."""
    if "-" not in word or any(each.startswith(":") for each in features([word])[0]):
        return [word]
    return [piece for piece in word.split("-") if piece]


def _full_names(scope: Scope, tables: Tables) -> frozenset[str]:
    """Return the words of all names of whom the claim names: "Putin" brings "Vladimir"."""
    known = (tables.packs.entity(one.entity_id) for one in scope.mentions if one.entity_id)
    return frozenset(stem(word) for one in known if one for name in names_of(one) for word in tokenise(name))


def _is_state(part: frozenset[str], tables: Tables) -> frozenset[str]:
    return frozenset(state for each in part if (state := tables.state_named(each)) is not None)


def _words(scope: Scope, desk: Desk) -> list[tuple[frozenset[str], int]]:
    """Return the features of the claim's words, and of the names of office-holders it gives by title only."""
    words = [(word.features, at) for at, word in enumerate(scope.words) if word.role not in {"time", "number"}]
    for start, _, relation in titles_in(scope, desk):
        for state in subjects_of(scope, desk.tables, desk.today):
            for resource in desk.tables.of_shape("relation"):
                for person in _holders(desk, resource, relation, state.id):
                    name = tokenise(desk.tables.label(person, scope.lang))
                    words += [(frozenset({stem(each)}), start) for each in name]
    return words


def _holders(desk: Desk, resource: Resource, relation: str, body: str) -> list[str]:
    day = desk.today.isoformat()
    return [
        row["subject"] or ""
        for row in resource.rows()
        if row["relation"] == relation
        and row["object"] == body
        and (row["start"] or "") <= day
        and (not row["end"] or row["end"] > day)
    ]


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that checks the date of an event the claim names."""
    times = [
        time for time in scope.times if time.start is not None and time.end is not None and time.mod in {"at", "approx"}
    ]
    if not times or scope.is_future:
        return []
    events = events_of(desk.tables)
    seen = events.recognise(scope, desk) or _by_type(scope, desk, events)
    if not seen:
        return []
    best = [one for one in seen if one.weight >= seen[0].weight - 0.5]
    tries: list[tuple[Finding, Seen, TimeInterval]] = []
    for one in best:
        time = _nearest(scope, one, times)
        finding = _finding(scope, desk, one, time) if time else None
        if finding is not None and time is not None:
            tries.append((finding, one, time))
    good = [finding for finding, _, _ in tries if finding.comparison.holds]
    if good:
        return [Part((good[0],), Verdict.SUPPORTED, (), Verdict.SUPPORTED)]
    if len(best) > 1 and not _agree([one for _, one, _ in tries]):
        return []
    once = [each for each in tries if each[1].known.row["type"] not in RECURRING]
    solid = [finding for finding, one, time in once if _is_said_of(scope, one, time)]
    if not solid:
        return []
    return [Part((solid[0],), Verdict.REFUTED, (), Verdict.REFUTED)]


def _agree(seen: Sequence[Seen]) -> bool:
    return len({one.known.row["event"] for one in seen}) == 1


def _nearest(scope: Scope, one: Seen, times: Sequence[TimeInterval]) -> TimeInterval | None:
    def gap(time: TimeInterval) -> int:
        at = scope.at(time.span)
        return min(abs(at - place) for place in one.places)

    return min(times, key=gap, default=None)


def _is_said_of(scope: Scope, one: Seen, time: TimeInterval) -> bool:
    """Say whether the date is given to the event itself, by a verb of happening or right beside its name."""
    at = scope.at(time.span)
    low, high = min(at, *one.places), max(at, *one.places)
    verbs = [start for start, _ in scope.cues.get("occur", ()) if low - 4 <= start <= high + 4]
    others = [
        word
        for word in scope.words[low:high]
        if word.token.pos_ == "VERB" and word.token.morph.get("VerbForm", []) == ["Fin"]
    ]
    near = high - low <= FAR + len(one.places)
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


def _finding(scope: Scope, desk: Desk, one: Seen, time: TimeInterval) -> Finding | None:
    """Return the finding; None when a long event lasted over the claim's time, which says nothing of when it came."""
    resource, row, lang = one.known.resource, one.known.row, scope.lang
    query = desk.tables.query(resource, ONE_EVENT, {"event": row["event"] or ""})
    run = Run.of("happened", query)
    if run.outcome.start and run.outcome.end and run.outcome.end - run.outcome.start > LONG:
        if not scope.has("begin", "finish"):
            return None
        try:
            run = Run.of("started" if scope.has("begin") else "ended", query)
        except NothingToCompute:
            return None
    comparison = compare_dates((time.start, time.end), (run.outcome.start, run.outcome.end), lang=lang)
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


_KEPT: WeakKeyDictionary[Tables, Events] = WeakKeyDictionary()


def events_of(tables: Tables) -> Events:
    """Return the events of some tables, indexed once."""
    if tables not in _KEPT:
        _KEPT[tables] = Events(tables)
    return _KEPT[tables]
