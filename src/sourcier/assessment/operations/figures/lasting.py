"""An order in a table that ended some years ago: told in the present, it holds where nothing could have turned it.

"La Chine émet plus de CO2 que les États-Unis" names no year, and the table may end two or three years before the
text. How far apart two figures stand is set against how far their ratio ever moved in as many years: only a gap of
twice that much is taken to have lasted. A value of such a table is never checked, only who is above whom.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.figures.places import Place
from sourcier.assessment.operations.figures.series import Meant, annual
from sourcier.assessment.outlines import MOST_SERIES
from sourcier.assessment.periods import STALE_YEARS, last_known_year
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.evidence.packs import Resource

SHARES = read_words("figure_words", "of_shares")
"""Words without which nobody compares shares."""
MOST_YEARS = 5
"""Years after its end in which a table still bears an order out."""
LOOKED_AT = 10
"""Years before its end in which the moves of a ratio are looked at."""
FEWEST = 8
"""Of these, the years that must have both figures."""
TWICE = 2.0
"""By how much the gap must surpass the largest move."""
LEAST = math.log(1.1)
"""The gap below which nothing is said to last."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The last year of a table that is too old for a lookup."""

    year: int
    ago: int
    """Years from there to the last one whose figures could be known."""

    def note(self, lang: Lang) -> str:
        """Return what a reader is told of the table's age."""
        return say("order_lasts", lang, year=str(self.year), ago=str(self.ago))


def overlooks(meant: Meant) -> bool:
    """Say whether a claim says anything that its measure does not know."""
    return any(one.name == "foreign" and one.value for one in meant.match.signals)


@lru_cache(maxsize=MOST_SERIES)
def values_of(resource: Resource) -> Mapping[str, Mapping[int, float]]:
    """Return the figures of a yearly series by entity and year."""
    found: dict[str, dict[int, float]] = {}
    for row in resource.rows():
        if row["value"]:
            found.setdefault(row["entity"] or "", {})[int(row["period"] or 0)] = float(row["value"])
    return found


def ended(scope: Scope, desk: Desk, meant: Meant, *, is_sized: bool = False) -> Ended | None:
    """Return where a table ended that a claim in the present tense would ask; None where it is of today, or too old.

    Args:
        scope: The claim.
        desk: The tables.
        meant: What it may mean.
        is_sized: It says how many times over, which is read; else no figure may stand in it.
    """
    if scope.times or scope.has("other_year") or scope.is_past or scope.is_future:
        return None
    if scope.quantities and not is_sized:
        return None
    last, unit = meant.resource.coverage_last, meant.match.measure.unit
    if overlooks(meant) or (unit.startswith("%") and not SHARES & {word.folded for word in scope.words}):
        return None  # "more nuclear power plants than France" asks for no share of anything
    if not annual(meant.resource) or not last:
        return None
    ago = last_known_year(desk.today) - int(last[:4])
    return Ended(int(last[:4]), ago) if STALE_YEARS < ago <= MOST_YEARS else None


def place_lasts(resource: Resource, end: Ended, mine: str, rows: Sequence[Row], claimed: Place) -> bool:
    """Say whether a place claimed is borne out, or not, wherever those too near to tell have gone since."""
    found = [order(resource, end, (mine,), (row["entity"] or "",)) for row in rows if row["entity"] != mine]
    best = 1 + found.count(-1 if claimed.is_from_top else 1)
    low, high = claimed.bounds.low, claimed.bounds.high
    held = [
        (low is None or place >= low) and (high is None or place <= high)
        for place in range(best, best + found.count(0) + 1)
    ]
    return all(held) or not any(held)


def order(resource: Resource, end: Ended, first: Sequence[str], second: Sequence[str]) -> int:
    """Return 1 where the first together lastingly surpass the second together, −1 the other way round, 0 elsewhere."""
    found = _gap_and_move(resource, end, first, second)
    if found is None or abs(found[0]) < max(LEAST, TWICE * found[1]):
        return 0
    return 1 if found[0] > 0 else -1


def factors(resource: Resource, end: Ended, first: str, second: str) -> tuple[float, float] | None:
    """Return between what the first over the second may have moved since; None where too few years are known."""
    found = _gap_and_move(resource, end, (first,), (second,))
    return None if found is None else (math.exp(found[0] - found[1]), math.exp(found[0] + found[1]))


def _gap_and_move(
    resource: Resource, end: Ended, first: Sequence[str], second: Sequence[str]
) -> tuple[float, float] | None:
    """Return the logarithm of a ratio in the last year, and its largest move in as many years as have gone since."""
    logs = {
        year: found
        for year in range(end.year - LOOKED_AT, end.year + 1)
        if (found := _gap(resource, first, second, year)) is not None
    }
    moves = [abs(logs[year] - logs[year - end.ago]) for year in logs if year - end.ago in logs]
    return (logs[end.year], max(moves)) if len(logs) >= FEWEST and end.year in logs and moves else None


def _gap(resource: Resource, first: Sequence[str], second: Sequence[str], year: int) -> float | None:
    one, two = (_total(resource, side, year) for side in (first, second))
    return math.log(one / two) if one and two and one > 0 and two > 0 else None


def _total(resource: Resource, entities: Sequence[str], year: int) -> float | None:
    held = values_of(resource)
    found = [held.get(entity, {}).get(year) for entity in entities]
    known = [one for one in found if one is not None]
    return sum(known) if len(known) == len(found) else None
