"""What a library is asked, and what it answers: words and vectors, each ranked, and the rankings made into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sourcier.core.article import Lang
from sourcier.core.findings import Signal

Item = TypeVar("Item")

DEPTH = 100
"""Of each ranking: what stands further down in both never reaches the first ten."""
GIVEN = 0.1
"""What a text gets at most for the query's figures, dates and names that it holds, in parts of a first rank.

More lets a name that stands in many texts outweigh the rest (design/library.md).
"""
GIVEN_DEPTH = 1_000
"""Texts that may get it."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is sought."""

    text: str
    lang: Lang | None = None
    """Of `text`. Given, texts in the other language are not held back for sharing none of its words."""
    known_by: date | None = None
    """Only what was published by this day; what has no date was not."""
    publishers: tuple[str, ...] = ()
    """Only theirs; all by default."""
    langs: tuple[Lang, ...] = ()
    """Only texts in these; all by default."""
    numbers: tuple[str, ...] = ()
    """Plain decimals without grouping, that the texts sought should hold: "15000", "7.1". They weigh in."""
    dates: tuple[str, ...] = ()
    """ISO years, months or days: "2023", "2023-09", "2023-09-14"."""
    names: tuple[str, ...] = ()
    """As they are written, in several spellings where there are several."""
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit(Generic[Item]):
    """One text found."""

    item: Item
    score: float
    """Comparable with other scores of the same search only."""
    lexical_rank: int | None
    """By words, from 1; None: not among the first hundred."""
    vector_rank: int | None
    """By vectors, from 1; None: not among the first hundred."""
    signals: tuple[Signal, ...] = ()
    """The cosine of the vectors, and each figure, date and name of the query that the text holds."""
