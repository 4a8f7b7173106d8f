"""The names of all entities, by language, ready to be looked up word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from sourcier.core.article import Lang
from sourcier.core.language import Entity
from sourcier.text.gazetteer.names import Key, bare, capitals_of, key_of
from sourcier.text.gazetteer.spellings import Spellings, spellings_of, surnames_of

NATIONAL = frozenset({"state", "former_state", "territory"})
"""Kinds whose lower-case names are demonyms."""


UNLINKED = frozenset({"domain", "outlet", "press_body", "publisher"})
"""Kinds that no words of a text are linked to: newspapers are named after ordinary words ("La Croix", "Marianne")."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one language: who bears each, and how long the longest is that starts with a word."""

    bearers: dict[Key, tuple[str, ...]]
    longest: dict[str, int]
    demonyms: frozenset[Key]
    """Names that say "of this country": lower-case in French, whatever ends like one in English."""

    def capitals(self) -> Names:
        """Return the same names as headlines in capitals have them; short ones are left out."""
        bearers: dict[Key, tuple[str, ...]] = {}
        for key, ids in self.bearers.items():
            # "US" and "UE" in a line of capitals may be any word.
            if sum(map(len, key)) > 3:
                upper = capitals_of(key)
                bearers[upper] = tuple(dict.fromkeys((*bearers.get(upper, ()), *ids)))
        return Names(bearers, _longest(bearers), frozenset())


def _longest(bearers: Iterable[Key]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in bearers:
        if len(key) > longest.get(key[0], 0):
            longest[key[0]] = len(key)
    return longest


@dataclass(slots=True)
class Gazetteer:
    """Entities by id, and their names in both languages."""

    entities: Mapping[str, Entity]
    names: Mapping[Lang, Names]
    _capitals: dict[Lang, Names] = field(default_factory=dict)
    _spellings: Spellings | None = None
    _surnames: Mapping[str, tuple[str, ...]] | None = None

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Gazetteer:
        """Return the gazetteer of some entities. A later entity with the same id replaces an earlier one."""
        by_id = {entity.id: entity for entity in entities if entity.kind not in UNLINKED}
        return cls(
            entities=by_id,
            names={
                "fr": _names((e.id, e.kind, (e.label_fr, *e.aliases_fr)) for e in by_id.values()),
                "en": _names((e.id, e.kind, (e.label_en, *e.aliases_en)) for e in by_id.values()),
            },
        )

    def capitals(self, lang: Lang) -> Names:
        """Return the names of a language in capitals, made when a headline first asks for them."""
        if lang not in self._capitals:
            self._capitals[lang] = self.names[lang].capitals()
        return self._capitals[lang]

    def spellings(self) -> Spellings:
        """Return the people by first name, made when a full name that no pack has first asks for them."""
        if self._spellings is None:
            self._spellings = spellings_of(self.entities.values())
        return self._spellings

    def surnames(self) -> Mapping[str, tuple[str, ...]]:
        """Return who bears each surname, made when first asked for."""
        if self._surnames is None:
            self._surnames = surnames_of(self.entities.values())
        return self._surnames

    def kind(self, entity_id: str) -> str:
        """Return the kind of an entity."""
        return self.entities[entity_id].kind


def _names(named: Iterable[tuple[str, str, tuple[str, ...]]]) -> Names:
    bearers: dict[Key, list[str]] = {}
    demonyms: set[Key] = set()

    def add(key: Key, entity_id: str) -> None:
        those = bearers.setdefault(key, [])
        if entity_id not in those:
            those.append(entity_id)

    for entity_id, kind, names in named:
        for name in names:
            key = key_of(name)
            if not key:
                continue
            add(key, entity_id)
            first = key[0]
            if first[0].isupper():
                # Capitals often go without their accents: "Etats-Unis".
                if not first[0].isascii():
                    add((bare(first[0]) + first[1:], *key[1:]), entity_id)
            elif kind in NATIONAL:
                for form in _forms(name, key):
                    demonyms.add(form)
                    add(form, entity_id)
                    # "les Chinois", "les Sud-Coréens": the people, not the adjective.
                    add(tuple(word[0].upper() + word[1:] for word in form), entity_id)
            else:
                add((first[0].upper() + first[1:], *key[1:]), entity_id)
    frozen = {key: tuple(ids) for key, ids in bearers.items()}
    return Names(frozen, _longest(frozen), frozenset(demonyms))


def _forms(name: str, key: Key) -> list[Key]:
    """Return a French demonym with its feminine and plural, where the pack gives only one form."""
    if " " in name or any(not word[0].islower() for word in key):
        return [key]
    stem, last = key[:-1], key[-1]
    forms = [last]
    if last.endswith("e"):
        forms.append(last + "s")
    elif not last.endswith(("s", "x")):
        feminine = last + ("ne" if last.endswith("ien") else "e")
        forms += [last + "s", feminine, feminine + "s"]
    return [(*stem, form) for form in forms]


@dataclass(frozen=True, slots=True)
class Metonym:
    """A palace, a ministry or a headquarters, and the state that it can stand for."""

    state: str
    stands_for_state: bool
    """Its name alone means the government ("le Kremlin"), not only the institution ("le Pentagone")."""
    source: str


@cache
def metonyms() -> Mapping[str, Metonym]:
    """Return the institutions that belong to a state, by id (metonyms.tsv)."""
    return {
        entity_id: Metonym(state, links == "yes", source) for entity_id, state, links, source in rows("metonyms.tsv")
    }


def state_of(entity_id: str) -> str | None:
    """Return the state of an institution, None for what belongs to none or is not known.

    >>> state_of("pentagon")
    'USA'
    """
    found = metonyms().get(entity_id)
    return found.state if found else None


@cache
def word_list(name: str, lang: Lang) -> frozenset[str]:
    """Return one list of words of a language (words.tsv)."""
    return frozenset(word for language, those, word in rows("words.tsv") if (language, those) == (lang, name))


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a table beside this module, without its header and comments."""
    lines = resources.files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines[1:] if line and not line.startswith("#")]
