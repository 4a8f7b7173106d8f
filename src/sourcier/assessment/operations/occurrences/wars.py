"""The war an article speaks of: one that lasts on its day, whose parties it names most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import fold
from sourcier.core.article import Lang
from sourcier.evidence.packs import Resource

KINDS = frozenset({"war", "invasion"})
ENOUGH = 2
"""Times that each of two parties must be named for an article to be about their war."""


@dataclass(frozen=True, slots=True)
class War:
    """An event that began and had not ended."""

    resource: Resource
    row: Row
    start: date

    def label(self, lang: Lang) -> str:
        """Return its name."""
        return self.row["label_fr" if lang == "fr" else "label_en"] or ""


def current(desk: Desk) -> War | None:
    """Return the war going on that the article names the parties of most often; None when it names none."""
    named: Counter[str] = Counter()
    for mention in desk.draft.mentions:
        for state in desk.tables.states_behind(mention.entity_id or ""):
            named[state] += 1
    best: tuple[int, War] | None = None
    for resource in desk.tables.of_shape("event"):
        for row in resource.rows():
            start = date.fromisoformat((row["start"] or "9999-12-31")[:10])
            if row["type"] not in KINDS or start > desk.today or (row["end"] and row["end"] <= desk.today.isoformat()):
                continue
            parties = [one for one in (row["participants"] or "").split(";") if one in desk.tables.states]
            counts = sorted((named[one] for one in parties), reverse=True)[:2]
            if len(counts) == 2 and counts[1] >= ENOUGH and (best is None or sum(counts) > best[0]):
                best = (sum(counts), War(resource, row, start))
    return best[1] if best else None


def named_offensive(desk: Desk) -> War | None:
    """Return the latest offensive that began before the article, with a party that the article's war has."""
    war = current(desk)
    parties = set((war.row["participants"] or "").split(";")) if war else set()
    found: list[War] = []
    for resource in desk.tables.of_shape("event"):
        for row in resource.rows():
            start = date.fromisoformat((row["start"] or "9999-12-31")[:10])
            label = fold(f"{row['label_fr']} {row['label_en']}")
            is_open = not row["end"] or row["end"] > desk.today.isoformat()
            is_theirs = bool(parties & set((row["participants"] or "").split(";")))
            if row["type"] == "offensive" and start <= desk.today and is_open and is_theirs and "offensive" in label:
                found.append(War(resource, row, start))
    return max(found, key=lambda one: one.start, default=None)
