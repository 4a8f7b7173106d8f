"""Figures of two claims: all alike, of one kind with some that differ, or not to be compared; how telling they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from sourcier.app.corpus.showing.naming import senses_of
from sourcier.app.corpus.showing.records import Tie
from sourcier.app.corpus.showing.vocabulary import REMEMBERED, rows
from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes import Features
from sourcier.assessment.vetoes.figures import PERIODS, Match, match
from sourcier.assessment.vetoes.records import Figure
from sourcier.core.article import Lang
from sourcier.core.language import Comparator
from sourcier.text.quantities.lexicon import lexicon

_PREFERENCE = (Match.AGREE, Match.NEAR, Match.DIFFER)
_FLOORS, _CEILINGS = frozenset({Comparator.GT, Comparator.GE}), frozenset({Comparator.LT, Comparator.LE})
MOST_DIGITS = 4
MOST_APART = 4
"""How many times as great as another figure of the same thing one is at most."""
ROUNDED = Decimal("0.05")
"""Of the greater, what two figures that are one may lie apart."""
LANGUAGES: tuple[Lang, ...] = ("fr", "en")
SCALES = frozenset(word for lang in LANGUAGES for word in lexicon(lang).numbers)


@dataclass(frozen=True, slots=True)
class Compared:
    """How the figures of two claims stand to each other."""

    tie: Tie
    is_unclear: bool = False
    """They count things that only their words can tell to be one: "personnes", "salariés", "medals"."""


def compare(one: Features, other: Features) -> Compared:
    """Compare the figures of two claims, each with the one of the other that is nearest."""
    if len(one.figures) != len(other.figures):
        return Compared(Tie.OTHER)
    left, found, is_unclear = list(other.figures), Tie.SAME, False
    for figure in one.figures:
        matches = [(_match(figure, each), at) for at, each in enumerate(left)]
        best = min(((_PREFERENCE.index(each), at) for each, at in matches if each is not Match.APART), default=None)
        if best is None:
            return Compared(Tie.OTHER)
        theirs = left.pop(best[1])
        if not _are_per_one(figure, theirs, one, other) or _are_bounds_opposed(figure, theirs):
            return Compared(Tie.OTHER)
        is_unclear = is_unclear or match(_plain(figure), _plain(theirs)) is Match.APART
        if _PREFERENCE[best[0]] is Match.AGREE and _are_far(figure, theirs):
            return Compared(Tie.OTHER)
        if _PREFERENCE[best[0]] is Match.NEAR or (_PREFERENCE[best[0]] is Match.DIFFER and figure.unit == "rank"):
            return Compared(Tie.OTHER)
        if _PREFERENCE[best[0]] is Match.DIFFER:
            found = Tie.DRIFT
    return Compared(found, is_unclear)


def share_figures(one: Features, other: Features) -> bool:
    """Say whether two claims give a figure that is one, and none of one kind that differ.

    How many figures either gives does not count: "three dead and eleven hurt" says "three dead".
    """
    found, ours, theirs = _paired(one, other)
    if any(_match(a, b) is not Match.APART for a in ours for b in theirs):
        return False
    return any(not _is_held_against(a, one) and not _is_held_against(b, other) for a, b in found)


def differing(one: Features, other: Features) -> tuple[Figure, Figure] | None:
    """Return the one figure of each of two claims that is given otherwise in the other, where there is just one."""
    _, ours, theirs = _paired(one, other)
    found = [(a, b) for a in ours for b in theirs if _match(a, b) is not Match.APART]
    if len(found) != 1 or _match(*found[0]) is not Match.DIFFER:
        return None
    (figure, given), ends = found[0], [_ends(each) for each in found[0]]
    is_near = min(ends) > 0 and max(ends) <= MOST_APART * min(ends)
    is_alike = _are_per_one(figure, given, one, other) and not _are_bounds_opposed(figure, given)
    return found[0] if is_near and is_alike and figure.unit != "rank" else None


def _ends(figure: Figure) -> Decimal:
    return abs(next((end for end in (figure.low, figure.high) if end is not None), Decimal(0)))


def _is_held_against(figure: Figure, text: Features) -> bool:
    """Say whether a figure is not what a claim says but what it is held against: "37, et non 34", "up from 50"."""
    before = fold(text.text[: max(text.text.find(figure.text), 0)]).rstrip()
    return before.endswith(_against(text.lang))


@cache
def _against(lang: Lang) -> tuple[str, ...]:
    return tuple(f" {fold(words)}" for row in rows("against") for words in row[lang].split(", "))


def _paired(one: Features, other: Features) -> tuple[list[tuple[Figure, Figure]], list[Figure], list[Figure]]:
    """Return the figures that two claims both have, each as either gives it, and those that each has alone."""
    found: list[tuple[Figure, Figure]] = []
    ours, theirs = [], list(other.figures)
    for figure in one.figures:
        alike = next((each for each in theirs if _are_alike(figure, each)), None)
        if alike is None:
            ours.append(figure)
        else:
            theirs.remove(alike)
            found.append((figure, alike))
    return found, ours, theirs


def _are_alike(one: Figure, other: Figure) -> bool:
    """Say whether two figures are one: of as many digits they are equal, of fewer the one may round the other."""
    if _match(one, other) is not Match.AGREE or _are_far(one, other) or _are_bounds_opposed(one, other):
        return False
    return one.low == other.low or one.high == other.high or _digits(one.text) != _digits(other.text)


def _are_far(one: Figure, other: Figure) -> bool:
    """Say whether only rounding makes two figures agree: "about 200" may mean 181, and need not."""
    ends = [end for figure in (one, other) for end in (figure.low, figure.high) if end is not None]
    return bool(ends) and max(ends) - min(ends) > ROUNDED * max(map(abs, ends))


def telling(figures: Sequence[Figure]) -> int:
    """Return how hardly some figures agree by chance: their digits, without zeros that only say how many there are."""
    return sum(min(_digits(one.text), MOST_DIGITS) for one in figures)


def _digits(text: str) -> int:
    """Return how many digits a figure gives.

    >>> [_digits(text) for text in ("906,000 people", "1,60 euro", "64", "2 400 euros", "one in eight")]
    [3, 3, 2, 2, 1]
    """
    digits = "".join(char for char in text if char.isdigit() or char in ".,")
    whole = "".join(char for char in digits if char.isdigit())
    is_decimal = any(char in digits[-3:-1] for char in ".,") and digits[-1:] not in ".,"
    return len(whole.lstrip("0")) if is_decimal else len(whole.strip("0")) or 1


@lru_cache(maxsize=REMEMBERED)
def _match(one: Figure, other: Figure) -> Match:
    """Compare two figures as given: "over 200" and "350" are two, though the one does not deny the other."""
    return match(_plain(one), _plain(other), is_lone=True)


@lru_cache(maxsize=REMEMBERED)
def _plain(figure: Figure) -> Figure:
    edge = figure.low if figure.low is not None else figure.high
    comparator = figure.comparator if figure.comparator is Comparator.APPROX else Comparator.EQ
    high = figure.high if figure.high is not None and figure.low is not None else edge
    unit = "count" if figure.unit == "factor" and _is_bare(figure) else figure.unit
    return replace(figure, unit=unit, low=edge, high=high, comparator=comparator, per=None)


def _is_bare(figure: Figure) -> bool:
    """Say whether a figure that was read as a factor only lacks its noun: "reached 906,000 in June", "68.6 million"."""
    words = [word for word in figure.text.split() if word.isalpha()]
    is_counted = any(map(str.isdigit, figure.text)) and all(word.lower() in SCALES for word in words)
    return is_counted and figure.low is not None and figure.low % Decimal(1) == 0


def _are_per_one(one: Figure, other: Figure, ours: Features, theirs: Features) -> bool:
    """Say whether two figures are rates of one thing; "1,60 € le litre" is what "le litre coûte 1,60 €" says."""
    if one.per is None and other.per is None:
        return True
    if one.per is None or other.per is None:
        per, text = (one.per, theirs) if one.per is not None else (other.per, ours)
        return fold(per or "") in text.words
    names = [PERIODS.get(fold(each.per or ""), fold(each.per or "")) for each in (one, other)]
    if names[0] == names[1]:
        return True
    if ours.lang == theirs.lang or set(names) & set(PERIODS.values()):
        return False
    senses = [senses_of(name.split(), text) for name, text in zip(names, (ours, theirs), strict=True)]
    return bool(senses[0] & senses[1]) and _numbers(names[0]) == _numbers(names[1])


def _numbers(words: str) -> list[str]:
    return sorted(part for part in "".join(char if char.isdigit() else " " for char in words).split())


def _are_bounds_opposed(one: Figure, other: Figure) -> bool:
    return {one.comparator, other.comparator} & _FLOORS != set() and {
        one.comparator,
        other.comparator,
    } & _CEILINGS != set()
