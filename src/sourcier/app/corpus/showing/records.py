"""What is read from the tables to be compared: articles, and their claims with what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from sourcier.core.article import Lang


@dataclass(frozen=True, slots=True)
class Paper:
    """An article of the corpus."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    updated: date | None
    url: str | None
    lang: Lang
    sentences: int
    sentences_with_claims: int
    links: int


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as one of the versions of its page."""

    page: str
    """The first article of its address: itself where it is the only one."""
    place: int
    """From 0, the oldest; the same for two of which nothing tells the order."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim of an article, with what tells what its words are about."""

    paper: Paper
    id: str
    words: str
    context: str
    """Title and first sentences of the article: whom an unnamed subject belongs to."""
    polarity: str
    verdict: str | None
    why_none: str | None
    source_kind: str
    source: str
    start: int


class Tie(Enum):
    """How two claims stand to each other."""

    OTHER = 0
    """Two statements, or not known to be one."""
    DRIFT = 1
    """One statement with another figure."""
    SAME = 2
    SERIES = 3
    """One statement of two months, each with its figure: nobody changed it, and one says nothing of the other."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Claims that say the same with the same figures, in the order of their publication."""

    claims: tuple[Stated, ...]

    @property
    def first(self) -> Stated:
        """The one that stands for all: of the earliest dated article."""
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Matter:
    """Statements that are one but for their figures; of one statement, where nobody gave another figure."""

    statements: tuple[Statement, ...]

    @property
    def claims(self) -> tuple[Stated, ...]:
        """All claims, in the order of publication; undated ones last."""
        return tuple(sorted((one for each in self.statements for one in each.claims), key=order))


@dataclass(frozen=True, slots=True)
class Possible:
    """Two claims of two texts that may say the same, and that nothing joins: for a person to read."""

    one: Stated
    """The one that was published first."""
    other: Stated
    likeness: float
    """As the model has it (judgement.py), of two decimals."""


def order(claim: Stated) -> tuple[date, str, int]:
    """Return what claims are ordered by: the day of publication, undated ones last, then ids that mean nothing."""
    return claim.paper.published or date.max, claim.paper.id, claim.start
