"""A time as read, before the publication date and the tense have placed it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sourcier.core.language import Grain
from sourcier.text.times.periods import DAY, Period, day_of

Direction = Literal["past", "future", "unknown"]
# A weekday pins a date without a year ("mardi 14 mars") to one year in six or so: look that far for it.
REACH = 6


@dataclass(frozen=True, slots=True)
class When:
    """A period, or what is known of one: its place in a year without the year, or the days it may fall on."""

    grain: Grain
    period: Period | None = None
    """Known outright."""
    in_year: Callable[[int], Period | None] | None = None
    """Where it lies in a given year, for a date without a year."""
    near: tuple[Period, ...] = ()
    """The candidates around the publication date, in order, for a weekday or a bare day of the month."""
    relative: bool = False
    is_weekday: bool = False
    is_year: bool = False
    needs_context: bool = False
    """Too weak to stand alone: a bare year, month or season counts only after a preposition or the like."""
    mod: str = ""
    """A modifier that the words bring with them ("ces cinq dernières années": during)."""
    is_holiday: bool = False
    is_range: bool = False
    """Two ends are named: "du 4 au 22 mars"."""
    exact: date | None = None
    """The very day that counting reaches, where the words mean the calendar unit around it ("il y a deux ans")."""

    def mapped(self, change: Callable[[Period], Period]) -> When:
        """Return the same time with its period changed, wherever it turns out to lie."""
        in_year = self.in_year

        def moved(year: int) -> Period | None:
            period = in_year(year) if in_year else None
            return change(period) if period else None

        return When(
            grain=self.grain,
            period=change(self.period) if self.period else None,
            in_year=moved if in_year else None,
            near=tuple(change(period) for period in self.near),
            relative=self.relative,
            mod=self.mod,
        )


def placed(grain: Grain, in_year: Callable[[int], Period | None], year: int | None, **flags: Any) -> When | None:
    """Return a time with its year, or one that waits for the publication date to give it."""
    if year is None:
        return When(grain=grain, in_year=in_year, relative=True, **flags)
    period = in_year(year)
    return When(grain=grain, period=period, **flags) if period else None


def resolve(when: When, published: date | None, direction: Direction) -> Period | None:
    """Return the period meant: the one nearest to the publication date that the tense allows.

    None without a publication date when one is needed. A period that holds the publication date counts as
    past and as future.
    """
    if when.period:
        return when.period
    if published is None:
        return None
    if when.in_year:
        years = range(max(published.year - REACH, 1), min(published.year + REACH, 9998) + 1)
        candidates = [period for year in years if (period := when.in_year(year))]
    else:
        candidates = list(when.near)
    past = [period for period in candidates if period.start <= published]
    future = [period for period in candidates if period.end > published]
    if direction == "unknown" and when.grain is Grain.DAY and not when.is_weekday and past and future:
        later, earlier = future[0].start - published, published - past[-1].start
        return future[0] if later < earlier else past[-1]
    if direction == "future":
        past, future = [], future or past[-1:]
    chosen = past[-1:] or future[:1]
    return chosen[0] if chosen else None


def weekday_near(weekday: int, published: date | None, *, past: bool = True, future: bool = True) -> When:
    """Return a weekday: today or the one before it, today or the one after it."""
    if published is None:
        return When(grain=Grain.DAY, is_weekday=True, relative=True)
    back = (published.weekday() - weekday) % 7
    ahead = (weekday - published.weekday()) % 7
    if not past:
        ahead = ahead or 7
    if not future:
        back = back or 7
    near = []
    if past:
        near.append(day_of(published - timedelta(days=back)))
    if future and not (past and back == 0):
        near.append(day_of(published + ahead * DAY))
    if not past and weekday > published.weekday():
        near.append(day_of(published + (ahead + 7) * DAY))  # "dimanche prochain" on a Monday may skip a week
    return When(grain=Grain.DAY, near=tuple(near), relative=True, is_weekday=True)
