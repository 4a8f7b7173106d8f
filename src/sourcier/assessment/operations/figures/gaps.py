"""What a figure is the size of: a gap between two things, or the two ends of a change; and never a level by itself."""

from __future__ import annotations

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.scope import Scope
from sourcier.core.language import Quantity

STARTS = frozenset({"de", "d", "from", "des", "du"})
LEVELS = frozenset({"a", "au", "aux", "jusqu", "to", "at"})
MORE = read_words("figure_words", "more")
LESS = read_words("figure_words", "less")
HIGH = read_words("figure_words", "high")
LOW = read_words("figure_words", "low")
SIDES = {"dessus": 1, "dessous": -1}
NEAR = 5
"""Words after a figure within which "de plus", "higher" makes it a gap."""


def gap_of(scope: Scope, quantity: Quantity) -> int:
    """Return 1 for a figure by which one thing exceeds another, −1 by which it falls short, 0 for any other.

    "six ans de plus que les hommes", "dépasse de neuf ans celle des hommes", "9.4 points higher than".
    """
    at = scope.at(quantity.span)
    end = at + sum(quantity.span.contains(word.span) for word in scope.words)
    after = [word.folded for word in scope.words[end : end + NEAR]]
    before = [word.folded for word in scope.words[max(at - NEAR, 0) : at]]
    inside = [word.folded for word in scope.words[at + 1 : end]]
    return _french(scope, at, before, after) if scope.lang == "fr" else _english(scope, at, before, [*inside, *after])


def _french(scope: Scope, at: int, before: list[str], after: list[str]) -> int:
    for n, (one, two) in enumerate(zip(after, after[1:], strict=False)):
        if one in {"de", "en"} and two in {"plus", "moins"}:
            return 1 if two == "plus" else -1
        if n == 0 and one in {"plus", "moins"} and two in HIGH | LOW:
            return 1 if (one == "plus") == (two in HIGH) else -1
        if one in SIDES:
            return SIDES[one]
    if after[:3] and after[0] == "au" and "dessus" in after[:3]:
        return 1
    if before[-1:] != ["de"] and before[-1:] != ["d"]:
        return 0
    if set(before) & HIGH:
        return 1
    if set(before) & LOW:
        return -1
    return int(any(at - NEAR < end < at for _, end in scope.cues.get("exceed", ())))


def _english(scope: Scope, at: int, before: list[str], after: list[str]) -> int:
    for n, word in enumerate(after):
        if word in MORE | LESS and after[n + 1 : n + 2] != ["half"]:
            is_bound = word in {"more", "less", "fewer"} and after[n + 1 : n + 2] == ["than"] and n > 1
            return 0 if is_bound else 1 if word in MORE else -1
        if word in {",", "and", "in", "of", "from", "to"}:
            break
    if before[-1:] != ["by"] or scope.has("up", "down"):
        return 0
    return int(any(end < at for cue in ("exceed", "greater") for _, end in scope.cues.get(cue, ())))


def ends_of(scope: Scope) -> tuple[Quantity, Quantity] | None:
    """Return the two ends that a change is told between: "tombé de 15,9 % en 2013 à 10,7 %"; None without them."""
    figures = [one for one in scope.quantities if one.unit != "pp"]
    for one, two in zip(figures, figures[1:], strict=False):
        first, second = scope.at(one.span), scope.at(two.span)
        is_pair = _word(scope, first - 1) in STARTS and _word(scope, second - 1) in LEVELS
        if is_pair and (one.unit == two.unit or not one.unit):
            return one, two
    return None


def is_left_behind(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a figure is where a change began, on a day not told: "has dropped from 44 million to 38 million"."""
    ends = ends_of(scope)
    return ends is not None and quantity == ends[0] and not scope.times


def _word(scope: Scope, at: int) -> str:
    return scope.words[at].folded if at >= 0 else ""
