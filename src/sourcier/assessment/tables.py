"""The packs as the assessment uses them: queries remembered, entities by what they are and whom they stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeVar, cast

from sourcier.assessment.groups import fixed_groups
from sourcier.assessment.lexicon import stem, tokenise
from sourcier.assessment.outlines import outline_of
from sourcier.core.article import Lang
from sourcier.core.findings import Query
from sourcier.core.keeping import Kept
from sourcier.core.language import Entity
from sourcier.evidence.packs import Packs, Resource

MADE_OF_STATES = frozenset({"institution", "group", "city"})
"""Kinds of entity whose names may say which state they belong to ("forces armées ukrainiennes")."""

MOST_ROWS = 200_000
"""Rows of answers kept: those of some hundreds of articles."""
MOST_PACKS = 4
"""Sets of packs whose tables are kept at once."""
_Made = TypeVar("_Made")


class Tables:
    """Packs with a memory. One per `Packs`; nothing in it depends on the article."""

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self._answers: Kept[tuple[object, ...], Query] = Kept(most=MOST_ROWS, weigh=lambda found: 1 + len(found.rows))
        self._made: dict[Callable[[Tables], object], object] = {}

    def once(self, make: Callable[[Tables], _Made]) -> _Made:
        """Return what is made of these tables, made once: it lives as long as they do."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("_Made", self._made[make])

    def query(self, resource: Resource, sql: str, parameters: Mapping[str, str]) -> Query:
        """Return a query with its rows; `{table}` in the SQL stands for the resource's table."""
        text = sql.replace("{table}", resource.table)
        key = (resource.pack, resource.name, text, tuple(sorted(parameters.items())))
        return self._answers.get(key, lambda: self.packs.query(resource.pack, resource.name, text, parameters))

    def label(self, entity_id: str, lang: Lang) -> str:
        """Return an entity's name, its id when no pack names it."""
        entity = self.packs.entity(entity_id)
        if entity is None:
            group = fixed_groups().get(entity_id)
            return group.label(lang) if group else entity_id
        return entity.label_fr if lang == "fr" else entity.label_en

    def kind(self, entity_id: str) -> str:
        """Return an entity's kind, empty when no pack knows it."""
        entity = self.packs.entity(entity_id)
        return entity.kind if entity else ""

    def of_shape(self, shape: str, role: str = "") -> list[Resource]:
        """Return the resources of one shape and role."""
        return list(self._by_shape.get((shape, role), ()))

    @cached_property
    def _by_shape(self) -> dict[tuple[str, str], list[Resource]]:
        found: dict[tuple[str, str], list[Resource]] = {}
        for one in self.packs.resources:
            found.setdefault((one.shape, one.role), []).append(one)
        return found

    @cached_property
    def states(self) -> frozenset[str]:
        """The ids of all states."""
        return frozenset(one.id for one in self.packs.entities if one.kind == "state")

    @cached_property
    def counted(self) -> frozenset[str]:
        """The ids of all that some series has figures of, whatever their kind: a town of one's own pack, a river."""
        return frozenset().union(*(outline_of(one).entities for one in self.of_shape("series")))

    @cached_property
    def _state_words(self) -> dict[tuple[str, ...], str]:
        """Names and demonyms of states as folded words; those of two states are left out."""
        words: dict[tuple[str, ...], str] = {}
        shared = set()
        for entity in self.packs.entities:
            if entity.kind == "state":
                for name in names_of(entity):
                    key = tuple(stem(word) for word in tokenise(name))
                    if words.setdefault(key, entity.id) != entity.id:
                        shared.add(key)
        return {key: state for key, state in words.items() if key not in shared}

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Stems of one-word names of states: they say whose figure it is, never what is measured."""
        return frozenset(key[0] for key in self._state_words if len(key) == 1)

    def state_named(self, word: str) -> str | None:
        """Return the state that one stem names, None when it names none or several."""
        return self._state_words.get((word,))

    @cached_property
    def _owners(self) -> dict[str, frozenset[str]]:
        return {one.id: self._owner(one) for one in self.packs.entities if one.kind in MADE_OF_STATES}

    def _owner(self, entity: Entity) -> frozenset[str]:
        found = set()
        longest = max((len(key) for key in self._state_words), default=1)
        for name in names_of(entity):
            words = [stem(word) for word in tokenise(name)]
            at = 0
            while at < len(words):
                sizes = range(min(longest, len(words) - at), 0, -1)
                hit = next((size for size in sizes if tuple(words[at : at + size]) in self._state_words), 0)
                if hit:
                    found.add(self._state_words[tuple(words[at : at + hit])])
                at += hit or 1
        return frozenset(found)

    def states_behind(self, entity_id: str) -> frozenset[str]:
        """Return the states that an entity is or stands for: itself, or those its names speak of."""
        if entity_id in self.states:
            return frozenset({entity_id})
        return self._owners.get(entity_id, frozenset())

    @cached_property
    def _city_names(self) -> frozenset[str]:
        """Names of cities that are no state's own; those that only stand for one ("Londres a refusé") are kept."""
        cities = (name for one in self.packs.entities if one.kind == "city" for name in names_of(one))
        states = (name for one in self.packs.entities if one.kind == "state" for name in (one.label_fr, one.label_en))
        return frozenset(_key(name) for name in cities) - frozenset(_key(name) for name in states)

    def names_a_city(self, text: str) -> bool:
        """Say whether a name is that of a city, whatever it stands for where it is written."""
        return _key(text) in self._city_names

    @cached_property
    def _leaders(self) -> dict[str, list[tuple[str, str, str]]]:
        found: dict[str, list[tuple[str, str, str]]] = {}
        for resource in self.of_shape("relation"):
            for row in resource.rows():
                if (
                    row["object"] in self.states
                    and (row["relation"] or "").endswith("_of")
                    and row["relation"] != "member_of"
                ):
                    spell = (row["object"] or "", row["start"] or "", row["end"] or "9999")
                    found.setdefault(row["subject"] or "", []).append(spell)
        return found

    def led_by(self, person: str, day: date) -> frozenset[str]:
        """Return the states in which a person holds an office on a day."""
        now = day.isoformat()
        return frozenset(state for state, start, end in self._leaders.get(person, ()) if start <= now < end)

    @cached_property
    def _bodies(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for entity in self.packs.entities:
            if entity.kind == "organisation" and self.is_listed(entity.id):
                names.update((" ".join(tokenise(name)), entity.id) for name in names_of(entity))
        return names

    def organisation_named(self, text: str) -> str | None:
        """Return the organisation with a list of members that a name fits, its capitals and articles apart."""
        words = tokenise(text)
        while words and words[0] in {"les", "la", "le", "l", "the"}:
            words = words[1:]
        return self._bodies.get(" ".join(words)) if words else None

    @cached_property
    def _memberships(self) -> dict[str, list[tuple[str, str, date | None, date | None]]]:
        """Per organisation: (relation, state, start, end) over all relation tables."""
        found: dict[str, list[tuple[str, str, date | None, date | None]]] = {}
        for resource in self.of_shape("relation"):
            for row in resource.rows():
                relation, body = row["relation"] or "", row["object"] or ""
                if relation.endswith("member_of"):
                    row_of = (relation, row["subject"] or "", _day(row["start"]), _day(row["end"]))
                    found.setdefault(body, []).append(row_of)
        return found

    def members(self, organisation: str, day: date) -> tuple[str, ...]:
        """Return the full members of an organisation on a day, in order of id; none when it has no list."""
        rows = self._memberships.get(organisation, ())
        inside = {
            who
            for relation, who, start, end in rows
            if relation == "member_of" and (start is None or start <= day) and (end is None or day < end)
        }
        return tuple(sorted(inside))

    @property
    def listed(self) -> tuple[str, ...]:
        """The organisations of which some table lists the members."""
        return tuple(self._memberships)

    def is_listed(self, organisation: str) -> bool:
        """Say whether some table lists the members of an organisation."""
        return organisation in self._memberships


def names_of(entity: Entity) -> tuple[str, ...]:
    """Return all names of an entity, both languages."""
    return (entity.label_fr, entity.label_en, *entity.aliases_fr, *entity.aliases_en)


def _key(name: str) -> str:
    return " ".join(stem(word) for word in tokenise(name))


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw[:10]) if raw else None


@lru_cache(maxsize=MOST_PACKS)
def tables_of(packs: Packs) -> Tables:
    """Return the tables of some packs, made once while no others are asked for."""
    return Tables(packs)
