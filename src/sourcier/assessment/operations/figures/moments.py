"""One thing then and now: "moins de guerres en 2024 qu’en 2010", "trois ans de plus qu’en 2000"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.operations.figures.compared import size_of
from sourcier.assessment.operations.figures.gaps import gap_of
from sourcier.assessment.periods import year_of
from sourcier.assessment.scope import Scope
from sourcier.core.language import Comparator

THAN = frozenset({"que", "qu", "than"})
NEAR = 2
"""Words from "que", "than" to the time that it measures by: "qu’en 2010", "than it did in 2010"."""
ENGLISH = 4


@dataclass(frozen=True, slots=True)
class Against:
    """A year that another, or today, is measured by."""

    base: int
    other: int | None
    """None: the last year that is known."""
    is_less: bool

    def years(self, known: int) -> tuple[int, int]:
        """Return both years in order."""
        first, last = sorted((self.base, known if self.other is None else self.other))
        return first, last

    def claimed(self, scope: Scope, periods: tuple[int, int]) -> tuple[str, Bounds, str] | None:
        """Return the computation from the first year to the last, its bounds and its unit."""
        is_down = self.is_less != (periods[1] == self.base)
        zero = Decimal(0)
        if not scope.quantities:
            if is_down:
                return "step", Bounds(None, zero, Comparator.LT, zero), ""
            return "step", Bounds(zero, None, Comparator.GT, zero), ""
        if len(scope.quantities) > 1 or not gap_of(scope, scope.quantities[0]):
            return None
        size = scope.quantities[0]
        if size.unit in {"%", "1"}:
            return None
        return ("drop" if is_down else "step"), size_of(scope, size), "own"


def set_against(scope: Scope) -> Against | None:
    """Return the years that a claim sets against each other, None where it sets none so."""
    compared = [start for cue in ("greater", "smaller") for start, _ in scope.cues.get(cue, ())]
    compared += [at for at, word in enumerate(scope.words) if word.token.tag_ in {"JJR", "RBR"}]
    reach = NEAR if scope.lang == "fr" else ENGLISH
    for at, word in enumerate(scope.words):
        if word.folded not in THAN or not compared or min(compared) > at:
            continue
        after = [one for one in scope.times if at <= scope.at(one.span) <= at + reach]
        base = year_of(after[0]) if after else None
        if base is None or any(one.role == "entity" for one in scope.words[at : scope.at(after[0].span)]):
            continue
        rest = [one for one in scope.times if one is not after[0]]
        named = [year for one in rest if (year := year_of(one)) is not None]
        if len(rest) > 1 or (rest and not named and not _is_today(rest[0].text)):
            return None
        if not rest and scope.is_past:
            return None
        is_less = scope.has("smaller") and not _is_more(scope)
        return Against(base, named[0] if named else None, is_less)
    return None


def _is_today(text: str) -> bool:
    return text.lower().startswith(("aujourd", "today", "now", "désormais", "actuellement", "cette année", "this year"))


def _is_more(scope: Scope) -> bool:
    """Say whether "plus", "more" stands alone, and is no part of "plus bas", "plus faible"."""
    lows = [range(start, end) for start, end in scope.cues.get("smaller", ())]
    return any(not any(start in low for low in lows) for start, _ in scope.cues.get("greater", ()))
