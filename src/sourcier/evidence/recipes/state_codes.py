"""Codes of states whose bearer changed: which entity a code meant on a day.

The seat that the Soviet Union held is Russia's since 24 December 1991 and one number stands for both in the lists of
political scientists; a vote or a war of 1979 must not be laid to a state of 1992. A file of such codes is a TSV with
the columns `code`, `id`, `from`, `until` (days like 1991-12-24, the last excluded, empty: open) and a name for the
reader.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from sourcier.core.language import Entity
from sourcier.evidence.recipes.errors import UnknownCode
from sourcier.evidence.recipes.places import known_entities

BY_PERSON = "state."
"""What the parameters begin with that give the entity of a code."""
_FORMER = "former_states.tsv"
_STATES = frozenset({"state", "former_state"})


@dataclass(frozen=True, slots=True)
class StateCodes:
    """One source's codes of states."""

    bearers: Mapping[str, tuple[tuple[str, date, date], ...]]
    """By code: each entity id with its first day and the day after its last."""

    @classmethod
    def load(cls, folder: Traversable, file: str, parameters: Mapping[str, str], *, alpha3: bool = False) -> StateCodes:
        """Return the codes of a recipe's TSV.

        Args:
            folder: The recipe's.
            file: The TSV's name.
            parameters: The person's; `state.CODE=ID` adds a code to the list, or stands in for the list's own.
            alpha3: Add the ISO 3166-1 codes of states that are not listed.
        """
        bearers: dict[str, tuple[tuple[str, date, date], ...]] = {}
        for row in _rows(folder / file):
            first = date.fromisoformat(row["from"]) if row["from"] else date.min
            after = date.fromisoformat(row["until"]) if row["until"] else date.max
            bearers[row["code"]] = (*bearers.get(row["code"], ()), (row["id"], first, after))
        if alpha3:
            states = (*known_entities().values(), *former_states().values())
            for state in states:
                if state.kind in _STATES:
                    bearers.setdefault(state.id, ((state.id, date.min, date.max),))
        for name, entity in parameters.items():
            if name.startswith(BY_PERSON):
                bearers[name.removeprefix(BY_PERSON)] = ((entity, date.min, date.max),)
        return cls(bearers)

    def find(self, code: str, day: date) -> str | None:
        """Return the id that a code stood for on a day, None where the list has none.

        >>> moved = (("SUN", date.min, date(1991, 12, 24)), ("RUS", date(1991, 12, 24), date.max))
        >>> StateCodes({"365": moved}).find("365", date(1979, 12, 27))
        'SUN'
        """
        held = (entity for entity, first, after in self.bearers.get(code, ()) if first <= day < after)
        return next(held, None)

    def require(self, file: str, what: str, pairs: Iterable[tuple[str, date]]) -> None:
        """Refuse a file with a code that had no bearer on its day.

        Raises:
            UnknownCode: For all such codes, each with its year.
        """
        strange = [f"{code} ({day.year})" for code, day in dict.fromkeys(pairs) if self.find(code, day) is None]
        if strange:
            raise UnknownCode.named(file, what, strange)


@cache
def former_states() -> Mapping[str, Entity]:
    """Return the states of the past that the starter pack does not have, by id."""
    return {
        row["id"]: Entity(
            id=row["id"],
            kind=row["kind"],
            label_fr=row["label_fr"],
            label_en=row["label_en"],
            aliases_fr=tuple(row["aliases_fr"].split("|")),
            aliases_en=tuple(row["aliases_en"].split("|")),
        )
        for row in _rows(resources.files(__package__) / _FORMER)
    }


def _rows(file: Traversable) -> list[dict[str, str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
