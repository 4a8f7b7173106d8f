"""What the claims of a matter give: their figures, and the periods that these are of, read for many claims at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.records import Stated

if TYPE_CHECKING:
    import duckdb

Key = tuple[str, str]
"""Article and claim: a claim's id holds within its article."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a claim."""

    words: str
    """As written."""
    low: Decimal | None
    high: Decimal | None
    """One of both where it is a bound."""
    unit: str

    @property
    def middle(self) -> Decimal | None:
        """Where it stands on a scale."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends, Decimal(0)) / len(ends) if ends else None


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, a season, a quarter or a year that a claim's figure is of; of an issue of a series, its day."""

    first: date
    after: date
    """The day behind its last."""

    @property
    def iso(self) -> str:
        """A year, a month, a day, or two days.

        >>> Period(date(2022, 1, 1), date(2023, 1, 1)).iso, Period(date(2022, 12, 1), date(2023, 1, 1)).iso
        ('2022', '2022-12')
        >>> Period(date(2022, 1, 1), date(2022, 4, 1)).iso
        '2022-01-01/2022-03-31'
        """
        months = (self.after.year - self.first.year) * 12 + self.after.month - self.first.month
        if self.first.day == self.after.day == 1:
            if months == 12 and self.first.month == 1:
                return f"{self.first:%Y}"
            if months == 1:
                return f"{self.first:%Y-%m}"
        last = self.after - timedelta(days=1)
        return f"{self.first}" if self.first == last else f"{self.first}/{last}"

    @property
    def middle(self) -> date:
        """The day that stands for it on a scale."""
        return self.first + (self.after - self.first) / 2


Periods = tuple[Period, ...]

_CLAIMS = "(SELECT unnest($articles) AS article, unnest($claims) AS claim)"


def figures_in(database: duckdb.DuckDBPyConnection, claims: Iterable[Stated]) -> Mapping[Key, tuple[Figure, ...]]:
    """Return the figures of some claims, in reading order; claims without one are left out."""
    rows = database.execute(
        "SELECT q.article, c.claim, q.words, q.low, q.high, q.unit "  # noqa: S608 - our own words
        f"FROM quantities q JOIN {_CLAIMS} c ON c.article = q.article AND list_contains(q.claims, c.claim) "
        "ORDER BY q.article, q.start",
        _named(claims),
    ).fetchall()
    found: dict[Key, list[Figure]] = {}
    for article, claim, words, low, high, unit in rows:
        found.setdefault((article, claim), []).append(Figure(words, number(low), number(high), unit))
    return {key: tuple(each) for key, each in found.items()}


def periods_in(database: duckdb.DuckDBPyConnection, claims: Iterable[Stated]) -> Mapping[Key, Periods]:
    """Return the periods that some claims name, in order; days and "since 2019" are none."""
    rows = database.execute(
        "SELECT DISTINCT t.article, c.claim, t.first_day, t.day_after "  # noqa: S608 - our own words
        f"FROM times t JOIN {_CLAIMS} c ON c.article = t.article AND list_contains(t.claims, c.claim) "
        "WHERE grain IN ('month', 'season', 'quarter', 'year') AND mod IN ('at', 'approx') "
        "AND first_day IS NOT NULL AND day_after IS NOT NULL ORDER BY ALL",
        _named(claims),
    ).fetchall()
    found: dict[Key, list[Period]] = {}
    for article, claim, first, after in rows:
        found.setdefault((article, claim), []).append(Period(first, after))
    return {key: tuple(each) for key, each in found.items()}


def days_of(claims: Iterable[Stated], spoken_of: Mapping[Key, Periods]) -> Mapping[Key, Periods]:
    """Return the days of issues for claims of theirs that name no period: their figures are of that day."""
    return {
        key_of(one): (Period(one.paper.published, one.paper.published + timedelta(days=1)),)
        for one in claims
        if one.paper.published is not None and not spoken_of.get(key_of(one))
    }


def number(raw: str | None) -> Decimal | None:
    """Return the number that a cell holds; None where it holds none."""
    try:
        return None if raw is None else Decimal(raw)
    except InvalidOperation:
        return None


def key_of(claim: Stated) -> Key:
    """Return what a claim is found by."""
    return (claim.paper.id, claim.id)


def _named(claims: Iterable[Stated]) -> dict[str, list[str]]:
    keys = sorted({key_of(claim) for claim in claims})
    return {"articles": [article for article, _ in keys], "claims": [claim for _, claim in keys]}
