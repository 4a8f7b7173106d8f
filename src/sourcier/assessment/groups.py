"""Groups of states that no table lists because they never change: "les pays baltes", "the Benelux".

`data/groups.tsv` has their names, their members and the text that fixes these; written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sourcier.assessment.lexicon import read_table
from sourcier.core.article import Lang


@dataclass(frozen=True, slots=True)
class Group:
    """States that go by one name."""

    label_fr: str
    label_en: str
    members: tuple[str, ...]

    def label(self, lang: Lang) -> str:
        """Return its name."""
        return self.label_fr if lang == "fr" else self.label_en


@cache
def fixed_groups() -> dict[str, Group]:
    """Return the fixed groups by id."""
    return {
        row["group"]: Group(row["label_fr"], row["label_en"], tuple(row["members"].split()))
        for row in read_table("groups")
    }
