"""Are two articles one text? They share most sentences, and in these nearly all names and figures.

A story of an agency keeps its names and figures wherever it is printed: cut, led in, under another title, with one
figure mistyped. Articles written after one pattern, of four towns that voted or of three matches, have far more words
in common, and put other names and figures into them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

from sourcier.app.corpus.showing.slots import FIGURE, NAME, Line, Script

SHARED = 0.5
"""Of the words of the shorter text, those that stand in shared sentences."""
ALIKE, SHORTEST = 0.75, 5
"""Share of words in order from which two frames are one slightly reworded, and words that such a frame has."""
SEVERAL = 3
"""Shared sentences from which texts are one though each has its own besides, or a figure is another."""
OTHER_FIGURES = 2
"""Figures that differ in shared sentences, at most: and so many that stay for each that differs."""
NAMES_FOR_ONE = 8
"""Names and figures that stay for each word of a name that differs: « contacté par Le Phare », « … par La Vigie »."""
_MOST_LOOSE = 40
"""Sentences without an exact answer that are looked through for a nearly exact one."""
_REMEMBERED = 65536
"""Pairs of frames: the sentences of a text that many print are held against each other again and again."""


class Standing(Enum):
    """How two texts stand to each other."""

    APART = 0
    """Other names or figures in the same places: two articles of one kind."""
    UNKNOWN = 1
    """They share too little to tell."""
    ONE = 2


def standing(one: Script, other: Script) -> Standing:
    """Say how two texts stand to each other."""
    if are_titled_apart(one, other):
        return Standing.APART
    pairs = list(_pairs(one.lines, other.lines))
    figures = _others([(ours.figures, theirs.figures) for ours, theirs in pairs])
    if _are_named_apart(pairs):
        return Standing.APART
    if figures > OTHER_FIGURES or figures * 2 > len(_kept(pairs)):
        return Standing.APART
    is_whole = len(pairs) == len(one.lines) == len(other.lines)
    if len(pairs) < SEVERAL and not (is_whole and not figures):
        return Standing.UNKNOWN
    shared = sum(min(len(ours.frame), len(theirs.frame)) for ours, theirs in pairs)
    return Standing.ONE if shared >= SHARED * min(one.size, other.size) else Standing.UNKNOWN


def are_titled_apart(one: Script, other: Script) -> bool:
    """Say whether the title of each names somebody or something that the other text nowhere does."""
    return bool(one.titled - other.words) and bool(other.titled - one.words)


def are_of_one_pattern(one: Script, other: Script) -> bool:
    """Say whether two texts have several sentences in common but for other names in them: two towns, two matches."""
    pairs = list(_pairs(one.lines, other.lines))
    return len(pairs) > 1 and _are_named_apart(pairs)


def are_figured_alike(one: Script, other: Script) -> bool:
    """Say whether the sentences that two texts share have no other figure in them."""
    return not _others([(ours.figures, theirs.figures) for ours, theirs in _pairs(one.lines, other.lines)])


def are_filled_alike(one: Script, other: Script) -> bool:
    """Say whether the sentences that two texts share have no other figure, name, weekday or month in them."""
    pairs = list(_pairs(one.lines, other.lines))
    return not (
        _others([(ours.figures, theirs.figures) for ours, theirs in pairs])
        or _others([(ours.names, theirs.names) for ours, theirs in pairs])
        or _others([(ours.days, theirs.days) for ours, theirs in pairs])
    )


def are_one_figure_apart(one: Script, other: Script) -> bool:
    """Say whether two texts, as far as both go, are the same but for one figure that became another one."""
    pairs = list(zip(one.lines, other.lines, strict=False))
    ours = {word for line, answer in pairs for word in line.figures - answer.figures}
    theirs = {word for line, answer in pairs for word in answer.figures - line.figures}
    shorter = len(pairs)
    return shape(one)[:shorter] == shape(other)[:shorter] and len(ours) == len(theirs) == 1


def shape(one: Script) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Return a text without its figures."""
    return tuple((line.frame, line.names) for line in one.lines)


def _are_named_apart(pairs: Sequence[tuple[Line, Line]]) -> bool:
    names = _others([(ours.names, theirs.names) for ours, theirs in pairs])
    return names * NAMES_FOR_ONE > len(_kept(pairs))


def _kept(pairs: Sequence[tuple[Line, Line]]) -> set[tuple[str, str]]:
    """Return the names and figures that stand in the same sentences of both."""
    names = {(NAME, word) for ours, theirs in pairs for word in ours.names & theirs.names}
    return names | {(FIGURE, word) for ours, theirs in pairs for word in ours.figures & theirs.figures}


def _others(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> int:
    """Return how many words stand where the other text has others; what one side only has is cut or added."""
    ours: set[str] = set()
    theirs: set[str] = set()
    for one, other in pairs:
        if one - other and other - one:
            ours |= one - other
            theirs |= other - one
    return min(len(ours), len(theirs))


def _pairs(ours: Sequence[Line], theirs: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield the sentences of two texts that have one frame; those that hold the same first, then in order."""
    left: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in theirs:
        left[line.frame].append(line)
    loose = []
    for line in sorted(ours, key=lambda one: one not in left[one.frame]):
        answers = left[line.frame]
        if answers:
            yield line, answers.pop(answers.index(line) if line in answers else 0)
        else:
            loose.append(line)
    rest = [line for answers in left.values() for line in answers]
    if max(len(loose), len(rest)) > _MOST_LOOSE:
        return
    for line in loose:
        nearest = max(rest, key=lambda one: _likeness(line.frame, one.frame), default=None)
        if nearest is not None and _likeness(line.frame, nearest.frame) >= ALIKE:
            rest.remove(nearest)
            yield line, nearest


@lru_cache(maxsize=_REMEMBERED)
def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the share of words that two frames have in one order; 0 where it is surely below `ALIKE`."""
    shorter, longer = sorted((one, other), key=len)
    enough = ALIKE * (len(one) + len(other)) / 2
    if len(shorter) < SHORTEST or len(shorter) < enough:
        return 0
    if sum(map(frozenset(longer).__contains__, shorter)) < enough:
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0
