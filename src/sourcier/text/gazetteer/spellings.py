"""Spellings of one name: transliterations differ in vowels, in doubled letters and in a few known pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sourcier.core.language import Entity
from sourcier.text.gazetteer.names import bare

_SHORTEST = 5
"""Letters of the shortest surname read in another spelling."""
_FARTHEST = 2
_PATTERNS = (
    (re.compile("tch|sch|ch|sh|tj"), "x"),
    (re.compile("gu(?=[ei])"), "g"),
    (re.compile("ou|oo"), "u"),
    (re.compile("ine$"), "in"),
    (re.compile("kh"), "h"),
    (re.compile("dj|dzh"), "j"),
    (re.compile("ph|ff?$"), "f"),
    (re.compile("ck|q|c(?=[aou])"), "k"),
    (re.compile("w"), "v"),
    (re.compile("iy|yi|ij|y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = re.compile("[aeiouh]")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A person with every spelling of the surname that the packs give, in any language."""

    entity_id: str
    surnames: frozenset[str]

    def is_called(self, surname: str) -> bool:
        """Say whether a surname is another spelling of this person's.

        Two spellings that fold alike are one name. Beyond that, vowels may differ, and only for a person whose
        surname the packs themselves spell in several ways: "Rocard" and "Ricard" are two people.
        """
        folded = fold(surname)
        varies = len(self.surnames) > 1
        return any(
            fold(known) == folded
            or (varies and _bones(known) == _bones(surname) and _distance(known, surname) <= _FARTHEST)
            for known in self.surnames
            if len(known) >= _SHORTEST
        )


Spellings = Mapping[str, tuple[Spelled, ...]]
"""People by their first name, folded."""


def fold(name: str) -> str:
    """Return a name in lower case with the known transliteration pairs made one.

    >>> fold("Choïgou") == fold("Shoigu"), fold("Zelenskyy") == fold("Zelenski"), fold("Kerry") == fold("Kelly")
    (True, True, False)
    """
    folded = bare(name).lower()
    for pattern, replacement in _PATTERNS:
        folded = pattern.sub(replacement, folded)
    return folded


def _bones(name: str) -> str:
    return _VOWELS.sub("", fold(name))


def _distance(left: str, right: str) -> int:
    """Return how many letters must be added, left out or changed to make one name of the other.

    >>> _distance("medvedev", "medvediev"), _distance("kerry", "kelly")
    (1, 2)
    """
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, start=1):
        previous, row = row, [i]
        for j, other in enumerate(right, start=1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (one != other)))
    return row[-1]


def spellings_of(entities: Iterable[Entity]) -> Spellings:
    """Return the people among some entities by first name."""
    people: dict[str, dict[str, set[str]]] = {}
    for entity in entities:
        if entity.kind != "person":
            continue
        names = [name.split() for name in _names(entity)]
        surnames = {bare(words[-1]).lower() for words in names if len(words) == 2}
        for words in names:
            if len(words) == 2:
                people.setdefault(fold(words[0]), {})[entity.id] = surnames
    return {
        first: tuple(Spelled(entity_id, frozenset(surnames)) for entity_id, surnames in those.items())
        for first, those in people.items()
    }


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.label_fr, entity.label_en, *entity.aliases_fr, *entity.aliases_en)


def find_person(name: str, spellings: Spellings) -> str | None:
    """Return the one person whose full name this is, spelled otherwise; None where nobody or several are."""
    words = name.split()
    if len(words) != 2 or len(words[1]) < _SHORTEST:
        return None
    surname = bare(words[1]).lower()
    found = [one.entity_id for one in spellings.get(fold(words[0]), ()) if one.is_called(surname)]
    return found[0] if len(found) == 1 else None


def surnames_of(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """Return who bears each surname of one word, whatever the language."""
    bearers: dict[str, dict[str, None]] = {}
    for entity in entities:
        for name in _names(entity) if entity.kind == "person" else ():
            words = name.split()
            if len(words) == 2:
                bearers.setdefault(words[1], {})[entity.id] = None
    return {surname: tuple(ids) for surname, ids in bearers.items()}
