"""Events of the tables, recognised in a claim by the words of their names."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import features, fold, neutral_words, patterns, read_words, stem, stop_words, tokenise
from sourcier.assessment.measures import ASIDE
from sourcier.assessment.operations.belonging.titles import titles_in
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import subjects_of
from sourcier.assessment.tables import Tables, names_of
from sourcier.assessment.understanding import concepts_of
from sourcier.core.article import Lang
from sourcier.evidence.packs import Resource

SINGLE_WORD = 0.9
"""Share of a label's weight that the claim must hold."""
COMMON = 6
"""A word in more labels than this is no name."""
KINDS = frozenset(map(stem, read_words("event_words", "kinds")))
"""Words that say what happened and not which."""
RANKS = frozenset(map(stem, read_words("event_words", "ranks")))
"""Titles that a claim may leave out of a name: "Élisabeth II s’est éteinte"."""


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

    @cached_property
    def _by_feature(self) -> dict[str, tuple[int, ...]]:
        """Where in `all` the events are whose labels have a feature."""
        found: dict[str, list[int]] = {}
        for at, known in enumerate(self.all):
            for each in frozenset().union(*(part for label in known.labels for part in label)):
                found.setdefault(each, []).append(at)
        return {each: tuple(places) for each, places in found.items()}

    def _known(self, resource: Resource, row: Row) -> Known:
        labels = []
        for column in ("label_fr", "label_en"):
            text = ASIDE.sub(" ", row[column] or "")
            words = [piece for word in tokenise(text) for piece in _pieces(word)]
            lang: Lang = "fr" if column == "label_fr" else "en"
            proper = {fold(word) for word in text.split()[1:] if word[:1].isupper()}
            parts = [
                found
                for word, found in zip(words, _with_deeds(words, lang), strict=True)
                if stem(word) not in stop_words(lang)
                and not (stem(word) in RANKS and len(words) > 2)
                and not (word.isdigit() and len(word) == 4)
                and (word in proper or stem(word) not in neutral_words() or concepts_of(found))
            ]
            if parts:
                labels.append(tuple(dict.fromkeys(parts)))
            short = self._short_name(row, text, lang)
            if short:
                labels.append(short)
        who = {
            one for column in ("participants", "place", "initiator") for one in (row[column] or "").split(";") if one
        }
        states = frozenset(who) | frozenset().union(*(self.tables.states_behind(one) for one in who), frozenset())
        return Known(resource, row, tuple(labels), states)

    def _short_name(self, row: Row, text: str, lang: Lang) -> tuple[frozenset[str], ...]:
        """Return the parts of a law's name without what it is about: "loi Veil", of "loi Veil sur l’interruption …"."""
        head = re.split(r" (?:sur|relative?|on) ", text, maxsplit=1)[0] if row["type"] == "law" else text
        has_name = any(word[:1].isupper() for word in head.split()[lang == "fr" :])
        if head == text or not has_name or len(head.split()) != len(("law", "name")):
            return ()
        return tuple(dict.fromkeys(_with_deeds(tokenise(head), lang)))

    def recognise(self, scope: Scope, desk: Desk) -> list[Seen]:
        """Return the events that a claim names, best named first."""
        words = _words(scope, desk)
        here = {one.id for one in subjects_of(scope, self.tables, desk.today)}
        named = frozenset().union(*(own for own, _ in words), frozenset())
        full = _full_names(scope, self.tables)
        # One rare word of a long table, or two of a short one, where no word is rare.
        enough = min(3.0, 1.2 * math.log(len(self.all) + 1))
        found = []
        for at_event in sorted({at for each in named for at in self._by_feature.get(each, ())}):
            known = self.all[at_event]
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

    def _is_party(self, word: str, one: Seen) -> bool:
        """Say whether a word names a state that took part: "Oslo" is no party to the accords of that name."""
        state = self.tables.state_named(word)
        return state is not None and state in one.known.states

    def is_named(self, one: Seen, scope: Scope, desk: Desk) -> bool:
        """Say whether a claim names an event so that no other can be meant: only then may its date refute.

        By a word of its label that is no general term and no state, or by its kind with all of its parties, where no
        other event of that kind has them.
        """
        said = frozenset().union(*(word.features for word in scope.words if word.role not in {"time", "number"}))
        own = frozenset().union(*(part for label in one.known.labels for part in label))
        plain = {each for each in own & said if not each.startswith(":") and not self._is_party(each, one)}
        general = {each for each in plain if self.rarity.get(each, 9.0) < math.log((len(self.all) + 1) / COMMON)}
        if plain - general - KINDS:
            return True
        here = frozenset(state for s in subjects_of(scope, self.tables, desk.today) for state in (s.id, *s.members))
        parties = {each for each in (one.known.row["participants"] or "").split(";") if each in self.tables.states}
        place = {one.known.row["place"] or ""} & self.tables.states
        if not (parties and parties <= here) and not (place and place <= here):
            return False
        kind = one.known.row["type"]
        return not any(
            other is not one.known and other.row["type"] == kind and (parties or place) <= other.states
            for other in self.all
        )


def deeds_in(words: Sequence[str], lang: Lang) -> dict[int, frozenset[str]]:
    """Return the features of the words of an act: "la prise de Kaboul", "sont entrés dans Kaboul" share one."""
    found: dict[int, frozenset[str]] = {}
    for start, end, deed in patterns("deeds", "deed", lang).find(words):
        for at in range(start, end):
            found[at] = found.get(at, frozenset()) | {f":deed-{deed}"}
    return found


def _with_deeds(words: Sequence[str], lang: Lang) -> list[frozenset[str]]:
    deeds = deeds_in(words, lang)
    return [own | deeds.get(at, frozenset()) for at, own in enumerate(features(words))]


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
    deeds = deeds_in([word.folded for word in scope.words], scope.lang)
    words = [
        (word.features | deeds.get(at, frozenset()), at)
        for at, word in enumerate(scope.words)
        if word.role not in {"time", "number"}
    ]
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


def events_of(tables: Tables) -> Events:
    """Return the events of some tables, indexed once."""
    return tables.once(Events)
