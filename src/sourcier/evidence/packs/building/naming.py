"""Names and codes of states and other entities, as tables write them, to the ids of the known ones."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from sourcier.evidence.packs.choosing import starter_path
from sourcier.evidence.packs.parsing import read_pack

_WORD = re.compile(r"[^\W_]+")
_IDLE = frozenset("of the and de du des la le les l d et".split())
_SHORT = {"rep": "republic", "dem": "democratic", "fed": "federation", "st": "saint", "is": "islands", "isl": "islands"}
"""As international bodies shorten names: "Korea, Dem. People's Rep."."""
_OTHER_CODES = {"EL": "GRC", "UK": "GBR", "XK": "XKX", "KOS": "XKX", "ROM": "ROU", "ZAR": "COD", "WLD": "world"}
_OTHER_CODES |= {"EU27_2020": "eu", "EA20": "euro-area"}
"""Codes in use that are not ISO's: Eurostat's for Greece, the United Kingdom and the Union, the World Bank's."""
_NEVER_COUNTED = frozenset({"outlet", "domain"})
"""Kinds about which no table is: "Monde" in one is the world, never the newspaper."""

Row = Mapping[str, str | None]


class Match(NamedTuple):
    """What a name was taken for."""

    id: str
    how: str
    """code, label or alias."""


class Naming:
    """Looks names up among entities. What several entities share, and no label decides, is nobody's."""

    def __init__(self, entities: Iterable[Row]) -> None:
        self.entities = {row["id"] or "": row for row in entities}
        self._codes: dict[str, str] = {}
        self._labels: dict[str, set[str]] = defaultdict(set)
        self._aliases: dict[str, set[str]] = defaultdict(set)
        for entity_id, row in self.entities.items():
            self._codes[entity_id] = entity_id
            if alpha_2 := row.get("iso_alpha2"):
                self._codes[alpha_2] = entity_id
            for lang in () if row["kind"] in _NEVER_COUNTED else ("fr", "en"):
                self._labels[key_of(row[f"label_{lang}"] or "")].add(entity_id)
                # A surname alone is no person's in a table: "Hollande" is as soon the Netherlands.
                for alias in () if row["kind"] == "person" else (row[f"aliases_{lang}"] or "").split("|"):
                    self._aliases[key_of(alias)].add(entity_id)
        for code, entity_id in _OTHER_CODES.items():
            if entity_id in self.entities:
                self._codes.setdefault(code, entity_id)

    def find(self, name: str) -> Match | None:
        """Return whom a cell names, or None. A cell "FR: France" is one of SDMX-CSV with labels."""
        cell = name.strip()
        if entity_id := self._codes.get(cell):
            return Match(entity_id, "code")
        key = key_of(cell)
        for table, how in ((self._labels, "label"), (self._aliases, "alias")):
            found = table.get(key, set())
            if len(found) > 1:  # a state before its namesakes: "Luxembourg" is a city too
                found = {one for one in found if self.entities[one]["kind"] == "state"}
            if len(found) == 1:
                return Match(next(iter(found)), how)
        code, colon, _ = cell.partition(": ")
        return self.find(code) if colon and ":" not in code and code != cell else None


def key_of(name: str) -> str:
    """Return a name's words in one order, without case, accents, articles and shortenings.

    >>> key_of("Korea, Rep.") == key_of("Republic of Korea")
    True
    """
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'")
    words = [_SHORT.get(word, word) for word in _WORD.findall(letters)]
    return " ".join(sorted(word for word in words if word not in _IDLE) or words)


@cache
def starter_naming() -> Naming:
    """Return the names of the starter pack's entities."""
    return Naming(read_pack(starter_path()).entities.rows())
