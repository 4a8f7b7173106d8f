"""Is a figure where something stands, or by how much it moved? "is £12.21" and "goes up by 77p" are two."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sourcier.app.corpus.showing.contrasts import senses_of
from sourcier.app.corpus.showing.vocabulary import REMEMBERED
from sourcier.assessment.vetoes import Features

TO = {"fr": frozenset({"à", "jusqu'à", "au"}), "en": frozenset({"to", "at"})}


FROM_TO = {
    lang: re.compile(rf"\b{start}\s+(\d+(?:[.,]\d+)?)(?:\s+(?!{end})\S+){{0,3}}\s+{end}\s+(\d+(?:[.,]\d+)?)\b")
    for lang, start, end in (("fr", "de", "à"), ("en", "from", "to"))
}


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
    return bool(befores) and all(word in TO[claim.lang] for word in befores)


def _before(words: str, text: str) -> str:
    left = text[: max(text.find(words), 0)].replace("’", "'").split()
    return left[-1].lower().strip(",;:(") if left else ""


def are_turned(one: Features, other: Features) -> bool:
    """Say whether one claim goes "from 24 to 26" and the other from more to less."""
    ours, theirs = _climbs(one), _climbs(other)
    return ours is not None and theirs is not None and ours != theirs


def _climbs(claim: Features) -> bool | None:
    found = FROM_TO[claim.lang].search(claim.text)
    if found is None:
        return None
    first, second = (Decimal(re.sub(r"\s", "", each).replace(",", ".")) for each in found.groups())
    return first < second


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
