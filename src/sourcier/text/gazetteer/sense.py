"""Decide whom a name means, from its sentence and its article; nobody, where they do not decide."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.text.gazetteer.hits import Hit
from sourcier.text.gazetteer.index import NATIONAL, Gazetteer, metonyms, word_list
from sourcier.text.gazetteer.names import bare
from sourcier.text.gazetteer.surroundings import PLACE, Surroundings

_LINK_WORDS = 3


@dataclass(frozen=True, slots=True)
class Sense:
    """A name with the entity that it means; None when nothing decides."""

    hit: Hit
    entity_id: str | None
    drops: bool = False
    """The words are no name of this sort at all: a piece of a larger name, an ordinary word."""


class Decider:
    """All names of one text, each weighed by the others."""

    def __init__(self, hits: Sequence[Hit], around: Surroundings, gazetteer: Gazetteer) -> None:
        self._around = around
        self._gazetteer = gazetteer
        self._covered = frozenset(at for hit in hits for at in range(hit.first, hit.last))
        self._hits = hits
        self._next = {one.first: other for one, other in itertools.pairwise(hits)}
        self._certain: dict[str, set[str]] = {}
        """Entity to the names by which the article surely calls it."""
        self._by_sentence: dict[int, set[str]] = {}
        for hit in hits:
            # A capital names its state as surely as it names the city.
            ids = [one for one in hit.ids if gazetteer.kind(one) != "city"] or list(hit.ids)
            if len(ids) == 1 and not self._is_doubtful(hit):
                name = " ".join(hit.key).lower()
                owner = metonyms().get(ids[0])
                for entity_id in (ids[0], *([owner.state] if owner else [])):
                    self._certain.setdefault(entity_id, set()).add(name)
                    self._by_sentence.setdefault(around.sentence(hit.first), set()).add(entity_id)

        self._named_in_full = {hit.ids[0] for hit in hits if hit.last - hit.first > 1}
        self._full_names = around.full_names()
        self._first_names: set[str] = set()
        """Names of states that the article gives to a person: "Israel Adams"."""
        self._borne_out: set[str] = set()
        """Entities with a doubtful name that some sentence of the article supports."""
        for hit in hits:
            if hit.last - hit.first == 1 and self._may_be_first_name(hit):
                if around.precedes_surname(hit.last, self._covered):
                    self._first_names.add(hit.key[0])
                elif len(hit.ids) == 1 and self._has_support(hit, hit.ids[0]):
                    self._borne_out.add(hit.ids[0])

    def senses(self) -> list[Sense]:
        """Return every name with its sense, in reading order."""
        return [self._sense(hit) for hit in self._hits]

    def _is_doubtful(self, hit: Hit) -> bool:
        name = self._written(hit)
        return name in word_list("ordinary", self._around.lang) or name in word_list("homonym", self._around.lang)

    def _may_be_first_name(self, hit: Hit) -> bool:
        return self._written(hit) in word_list("first_name", self._around.lang) or self._is_doubtful(hit)

    def _written(self, hit: Hit) -> str:
        words = self._around.words
        return words.text[words.starts[hit.first] : words.ends[hit.last - 1]].replace("’", "'")

    def _sense(self, hit: Hit) -> Sense:
        if self._around.token(hit.first).like_url or (not hit.is_demonym and self._is_fragment(hit)):
            return Sense(hit, None, drops=True)
        if (hit.is_demonym or self._around.lang == "en") and self._is_language(hit):
            return Sense(hit, None, drops=True)
        entity_id = self._chosen(hit)
        if entity_id and (self._belongs_elsewhere(hit, entity_id) or self._is_namesake(hit, entity_id)):
            return Sense(hit, None)
        if (
            entity_id
            and self._written(hit) in word_list("shared", self._around.lang)
            and not self._is_sure(hit, entity_id)
        ):
            return Sense(hit, None)
        is_in_doubt = self._is_doubtful(hit) or hit.key[0] in self._first_names
        if entity_id and is_in_doubt and not self._is_supported(hit, entity_id):
            return Sense(hit, None, drops=True)
        return Sense(hit, self._stands_for(hit, entity_id) if entity_id else None)

    def _is_sure(self, hit: Hit, entity_id: str) -> bool:
        """Say whether the article also calls an entity by a name that is its own: "Congo-Brazzaville" for "Congo"."""
        return bool(self._certain.get(entity_id, set()) - {" ".join(hit.key).lower()})

    def _is_fragment(self, hit: Hit) -> bool:
        """Say whether a name is only a piece of another; a full name of several words never is."""
        if hit.last - hit.first > 1:
            return False
        is_person = any(self._gazetteer.kind(entity_id) == "person" for entity_id in hit.ids)
        around = self._around
        if (is_person or self._is_doubtful(hit)) and around.follows_first_name(hit.first, self._covered):
            return True
        if (is_person or self._may_be_first_name(hit)) and around.precedes_surname(hit.last, self._covered):
            return True
        return around.is_part_of_name(hit, self._covered)

    def _is_language(self, hit: Hit) -> bool:
        """Say whether a lower-case demonym is a language or no adjective at all ("parler russe")."""
        token = self._around.token(hit.first)
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        has_noun = following is not None and following.pos_ in {"NOUN", "PROPN", "ADJ"}
        is_told = hit.first and self._around.words.keys[hit.first - 1].lower() in word_list(
            "before_language", self._around.lang
        )
        if following is not None and following.pos_ == "PROPN":
            return False
        if self._around.lang == "en":
            is_told = is_told and not self._around.words.has_hyphen_before(hit.last)
            return bool(is_told) and not has_noun and token.ent_type_ in {"NORP", "LANGUAGE"}
        if is_told and not has_noun:
            return True
        if token.pos_ == "ADJ" or token.dep_ in {"amod", "acl"}:
            return False
        before = token.nbor(-1) if token.i else None
        return before is None or before.pos_ not in {"NOUN", "PROPN", "ADJ", "ADV"}

    def _chosen(self, hit: Hit) -> str | None:
        ids = hit.ids
        if len(ids) == 1:
            return ids[0]
        kinds = {entity_id: self._gazetteer.kind(entity_id) for entity_id in ids}
        cities = [entity_id for entity_id in ids if kinds[entity_id] == "city"]
        others = [entity_id for entity_id in ids if kinds[entity_id] != "city"]
        if cities and len(cities) == 1 and self._around.has_cue_before(hit, "city_cue"):
            return cities[0]
        if len(others) == 1:
            return others[0]
        conflicts = [entity_id for entity_id in others if kinds[entity_id] in {"conflict", "group"}]
        places = [entity_id for entity_id in others if entity_id not in conflicts]
        if len(conflicts) == len(places) == 1:
            return conflicts[0] if self._around.has_cue_before(hit, "conflict_cue") else places[0]
        here = self._by_sentence.get(self._around.sentence(hit.first), set())
        for known in (here, self._certain):
            named = [entity_id for entity_id in others if self._is_named(entity_id, known)]
            if len(named) == 1:
                return named[0]
        return None

    def _is_named(self, entity_id: str, known: object) -> bool:
        return isinstance(known, set | dict) and entity_id in known

    def _is_supported(self, hit: Hit, entity_id: str) -> bool:
        """Say whether the article bears out that an ordinary word is the entity's name."""
        if self._has_support(hit, entity_id):
            return True
        is_ordinary = self._written(hit) in word_list("ordinary", self._around.lang)
        is_shared = hit.key[0] in self._first_names
        return is_ordinary and not is_shared and entity_id in self._borne_out and self._is_capital(hit)

    def _is_capital(self, hit: Hit) -> bool:
        return hit.key[0][0].isupper()

    def _has_support(self, hit: Hit, entity_id: str) -> bool:
        """Say whether another name of the entity, or the hit's own sentence, shows that it is meant."""
        if self._is_sure(hit, entity_id):
            return True
        here = self._by_sentence.get(self._around.sentence(hit.first), set())
        kind = self._gazetteer.kind(entity_id)
        company = {
            other
            for other in here - {entity_id}
            if kind in NATIONAL and self._gazetteer.kind(other) in (*NATIONAL, "organisation")
        }
        acts = kind in NATIONAL and self._is_capital(hit)
        if self._written(hit) in word_list("homonym", self._around.lang):
            return bool(company - {"USA"}) or (acts and self._around.acts_as_state(hit, only_sovereign=True))
        token = self._around.token(hit.first)
        is_place = token.ent_type_ in PLACE and not self._around.starts_sentence(hit.first)
        if company or (is_place and self._is_capital(hit)):
            return True
        return acts and self._around.acts_as_state(hit)

    def _is_namesake(self, hit: Hit, entity_id: str) -> bool:
        """Say whether the article named somebody else with this surname, and the entity never in full."""
        entity = self._gazetteer.entities[entity_id]
        if entity.kind != "person" or hit.last - hit.first > 1 or entity_id in self._named_in_full:
            return False
        start = self._around.words.starts[hit.first]
        first_names = {bare(label.split()[0]).lower() for label in (entity.label_fr, entity.label_en)}
        return any(
            end <= start and words[-1] == hit.key[0] and bare(words[0]).lower() not in first_names
            for end, words in self._full_names
        )

    def _belongs_elsewhere(self, hit: Hit, entity_id: str) -> bool:
        """Say whether another state than its own follows an institution ("l'Assemblée nationale du Venezuela")."""
        metonym = metonyms().get(entity_id)
        after = self._next.get(hit.first)
        if metonym is None or after is None or after.first - hit.last > _LINK_WORDS:
            return False
        keys = self._around.words.keys[hit.last : after.first]
        is_linked = all(key.lower() in word_list("link", self._around.lang) for key in keys)
        is_national = any(self._gazetteer.kind(one) in NATIONAL for one in after.ids)
        return is_linked and is_national and metonym.state not in after.ids

    def _stands_for(self, hit: Hit, entity_id: str) -> str:
        """Return the state for a palace that means its government, else the entity itself."""
        metonym = metonyms().get(entity_id)
        if not metonym or not metonym.stands_for_state or metonym.state not in self._gazetteer.entities:
            return entity_id
        return entity_id if self._around.has_cue_before(hit, "place_cue") else metonym.state
