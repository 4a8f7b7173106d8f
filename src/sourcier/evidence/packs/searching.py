"""Tables found by words: in their labels, terms, definitions and names, French and English at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sourcier.evidence.packs.descriptor import Resource

WEIGHTS: Mapping[str, float] = {"label": 4.0, "terms": 3.0, "name": 2.0, "definition": 1.0}
"""What a word counts for by where it stands: labels and terms are what a journalist would say, a definition may name
what is *not* counted."""
_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"(?<=\w{3})[sx]$")
_PART = 0.5
"""A word that another begins with ("chôm" in "chômage") counts for half."""
_SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A table, and where the words stand in it."""

    table: Resource
    score: float
    where: tuple[str, ...]
    """label, terms, name, definition: each in which a word stands."""


def fold(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents or plural endings.

    >>> fold("Dépenses militaires (% du PIB)")
    ('depense', 'militaire', 'du', 'pib')
    """
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_PLURAL.sub("", word) for word in _WORD.findall(letters))


def search(tables: Iterable[Resource], words: str) -> list[Found]:
    """Return the tables in which every word stands, best first; of equal ones, by pack and name."""
    wanted = dict.fromkeys(fold(words))
    if not wanted:
        return []
    found = [one for table in tables if (one := _found(table, tuple(wanted)))]
    return sorted(found, key=lambda one: (-one.score, one.table.pack, one.table.name))


def _found(table: Resource, wanted: tuple[str, ...]) -> Found | None:
    places = {
        "label": _words(table.label.values()),
        "terms": _words(term for terms in table.terms.values() for term in terms),
        "name": _words([table.name.replace("-", " "), table.pack.replace("-", " ")]),
        "definition": _words([*table.definition.values(), table.unit]),
    }
    score = 0.0
    where: set[str] = set()
    for word in wanted:
        best = {place: WEIGHTS[place] * _match(word, there) for place, there in places.items()}
        if not any(best.values()):
            return None
        score += max(best.values())
        where |= {place for place, worth in best.items() if worth}
    return Found(table=table, score=score, where=tuple(place for place in WEIGHTS if place in where))


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in fold(text))


def _match(word: str, there: frozenset[str]) -> float:
    if word in there:
        return 1.0
    begun = len(word) >= _SHORTEST_PART and any(one.startswith(word) for one in there)
    return _PART if begun else 0.0
