"""One vote between states: what it was, what it was about, when, in which body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sourcier.assessment.lexicon import fold
from sourcier.assessment.scope import Scope
from sourcier.core.article import Lang
from sourcier.evidence.packs import Resource


@dataclass(frozen=True, slots=True)
class Tally:
    """One vote."""

    resource: Resource
    id: str
    day: date
    label_fr: str
    label_en: str
    symbol: str
    body: str
    positions: str
    """Which options are known by country: `all`, `none`, "no+abstain", …"""
    options: tuple[str, ...]
    counts: tuple[Decimal, ...]
    """How many chose each option, in their order."""
    in_register: bool = False
    """It comes from a table of thousands, whose counts may be off by a few (`registers.py`)."""

    @property
    def total(self) -> int:
        """How many chose anything."""
        return int(sum(self.counts))

    @property
    def is_vote(self) -> bool:
        """Say whether the options are those of a vote for or against."""
        return "yes" in self.options

    def label(self, lang: Lang) -> str:
        """Return what was voted on, without the day where a register's title repeats it."""
        title = self.label_fr if lang == "fr" else self.label_en
        return title.removesuffix(f" ({self.day.isoformat()})")

    def covers(self, option: str) -> bool:
        """Say whether all that chose an option are listed."""
        return self.positions == "all" or option in self.positions.split("+")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a vote was about."""

    parts: frozenset[str]
    states: frozenset[str]
    enemies: frozenset[str]
    """Other parties to the recent wars of these states."""


@dataclass(frozen=True, slots=True)
class Window:
    """When a vote took place."""

    start: date
    end: date
    exact: bool
    """Whether the claim's own date is fine enough to single out a vote by itself."""
    is_default: bool = False


def bodies_in(scope: Scope) -> frozenset[str]:
    """Return the organs of the United Nations that a claim names: a vote of the other is not meant."""
    named = {one.entity_id for one in scope.mentions} & {"unga", "unsc"}
    text = fold(scope.text)
    if "assemblee generale" in text or "general assembly" in text:
        named.add("unga")
    return frozenset(one for one in named if one)


def is_bare(scope: Scope) -> bool:
    """Say whether a claim only tells who voted how and when: "s’est abstenue lors du vote du 2 mars"."""
    places = [*scope.cues.get("vote", ()), *((start, end) for start, end, _ in scope.find("votes", "option"))]
    told = {at for start, end in places for at in range(start, end)}
    return not any(not word.role and at not in told for at, word in enumerate(scope.words))


def names_symbol(text: str, one: Tally) -> bool:
    """Say whether a symbol stands in the text: whole, or its number after "résolution"."""
    if not one.symbol:
        return False
    short = one.symbol.removeprefix("a/res/").removeprefix("s/res/").split("(")[0]
    if "/" in short or "-" in short:
        return re.search(rf"(?<![\w/-])(?:[as]/res/)?{re.escape(short)}(?![\w/-])", text) is not None
    return re.search(rf"resolution {re.escape(short)}(?!\d)", text) is not None
