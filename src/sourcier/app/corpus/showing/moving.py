"""Is a figure where something stands, or by how much it moved? "is £12.21" and "goes up by 77p" are two."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from sourcier.app.corpus.showing.contrasts import senses_of
from sourcier.app.corpus.showing.evening import SCALE, numbers, value_of
from sourcier.app.corpus.showing.vocabulary import REMEMBERED, rows
from sourcier.assessment.vetoes import Features
from sourcier.core.article import Lang

_LEAST = 1000
"""A number from which on the scale of the one behind it is not its own: "from 900,000 to 1.2 million"."""


@dataclass(frozen=True, slots=True)
class Move:
    """Which way a claim's figures moved."""

    ways: frozenset[str]
    is_by: bool
    """The figure says by how much."""


def move_of(claim: Features, frame: Features) -> Move:
    """Return which way a claim says that something moved, and whether its figure is the distance.

    Args:
        claim: With its figures.
        frame: The claim without them, and without times and sources.
    """
    ways = senses_of(frame).get("way", frozenset())
    return Move(ways, bool(ways) and not _is_reached(claim))


def _is_reached(claim: Features) -> bool:
    """Say whether each figure is one that was reached: "fell to 25", "passé à 7 euros"."""
    befores = [_before(figure.text, claim.text) for figure in claim.figures]
    return bool(befores) and all(word in _words("reached", claim.lang) for word in befores)


def _before(words: str, text: str) -> str:
    left = text[: max(text.find(words), 0)].replace("’", "'").split()
    return left[-1].lower().strip(",;:(") if left else ""


def are_turned(one: Features, other: Features) -> bool:
    """Say whether one claim goes "from 24 to 26" and the other from more to less."""
    ours, theirs = _climbs(one), _climbs(other)
    return ours is not None and theirs is not None and ours != theirs


def _climbs(claim: Features) -> bool | None:
    """Say whether a claim goes from less to more; None where it names no two ends.

    >>> from sourcier.assessment.vetoes import features_of
    >>> texts = ["Pupils fell from 1,200 to 900", "Sales went from £24 to £26 million", "A tax of 3 euros"]
    >>> [_climbs(claim) for claim in features_of(texts, "en", None)]
    [False, True, None]
    """
    start, middle = _ends(claim.lang)
    for (at, end), (then, last) in pairwise(numbers(claim.text)):
        if start.search(claim.text[:at]) and middle.fullmatch(claim.text[end:then]):
            first, second = claim.text[at:end], claim.text[then:last]
            values = value_of(first), value_of(second)
            if values[0] is not None and values[1] is not None:
                shared = _scale(second) if values[0] < _LEAST and _scale(first) == 1 else 1
                return values[0] * shared < values[1]
    return None


def _scale(number: str) -> float:
    """Return what a number is counted in: a million of "26 millions"."""
    found = SCALE.search(number)
    bare = value_of(number[: found.start()]) if found else None
    return (value_of(number) or 0) / bare if bare else 1


@cache
def _ends(lang: Lang) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before the first of two ends, and what between them: a sign, a unit."""
    start, end = ("|".join(map(re.escape, _words(place, lang))) for place in ("from", "to"))
    return (
        re.compile(rf"\b(?:{start})\s+[^\w\s]?$"),
        re.compile(rf"\S*(?:\s+(?!(?:{end})\s)\S+){{0,3}}\s+(?:{end})\s+[^\w\s]?"),
    )


@cache
def _words(place: str, lang: Lang) -> tuple[str, ...]:
    return next(tuple(row[lang].split(", ")) for row in rows("moving") if row["place"] == place)


def are_moved_alike(ones: Move, others: Move) -> bool:
    """Say whether two claims can speak of one movement, or of one level."""
    if ones.is_by or others.is_by:
        return ones == others
    return not (ones.ways and others.ways) or ones.ways == others.ways


def loose_digits(claim: Features) -> Counter[str]:
    """Return the digits of a claim that neither a figure nor a time has: a score, a year to compare with."""
    return _loose(claim.text, (*(one.text for one in claim.figures), *(one.text for one in claim.moments)))


@lru_cache(maxsize=REMEMBERED)
def _loose(text: str, taken: tuple[str, ...]) -> Counter[str]:
    for read in taken:
        text = text.replace(read, " ", 1)
    apart = "".join(char if char.isalnum() or char in ".,'-" else " " for char in text)
    found: Counter[str] = Counter()
    for word in apart.split():
        if word[:1].isdigit():  # "25.6C" as well, and no "CO2"
            found.update(part.strip(".,'") for part in word.split("-") if part[:1].isdigit())
    return found
