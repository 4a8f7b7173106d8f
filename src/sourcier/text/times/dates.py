"""What date patterns mean that name a place in the calendar: days, months, seasons, years, centuries."""

from __future__ import annotations

from datetime import date
from typing import Any

from sourcier.core.language import Grain
from sourcier.text.times import periods
from sourcier.text.times.figures import FIGURES
from sourcier.text.times.periods import Period
from sourcier.text.times.reader import Act, Match, Reader
from sourcier.text.times.relative import RELATIVE, on_weekday
from sourcier.text.times.whens import Direction, When, placed, resolve
from sourcier.text.times.within import WITHIN

_LAST_OF_THIS_CENTURY = 31
# "Le 29 février prochain": eight years may part two of them.
_REACH = 8
TAKEN = frozenset("pris prend prenait prit prendra prendre mis met mettait mit mettra mettre".split())
"""Verbs with which "fin" is no date's: "a pris fin", "a mis fin"."""


def chosen(when: When | None, reader: Reader, direction: str) -> When | None:
    """Return a time settled by "last" or "next" rather than by the tense."""
    if when is None or direction not in {"past", "future"} or reader.published is None:
        return when
    if when.in_year is None:
        period = resolve(when, reader.published, _direction(direction))
    else:
        years = range(reader.published.year - _REACH, reader.published.year + _REACH + 1)
        candidates = [period for year in years if (period := when.in_year(year))]
        past = [one for one in candidates if one.end <= reader.published]
        future = [one for one in candidates if one.start > reader.published]
        period = next(iter(past[::-1] if direction == "past" else future), None)
    return When(grain=when.grain, period=period, relative=True) if period else None


def _direction(name: str) -> Direction:
    return "past" if name == "past" else "future"


def _full_year(figure: int) -> int:
    """Return the year of two digits: the last century's from 31 on.

    >>> _full_year(21), _full_year(98)
    (2021, 1998)
    """
    return figure + (1900 if figure > _LAST_OF_THIS_CENTURY else 2000)


def _named(found: Match, args: str) -> dict[str, Any]:
    """Return the captured values by name, and those that the pattern itself gives ("day=1")."""
    names = args.split()
    fixed = dict(name.split("=") for name in names if "=" in name)
    return {**fixed, **dict(zip((name for name in names if "=" not in name), found.values, strict=False))}


def _day(reader: Reader, found: Match, args: str) -> When | None:
    given = _named(found, args)
    year: int | None = given.get("year")
    if "yy" in given:
        year = _full_year(given["yy"])
    day = int(given["day"])
    weekday = int(given["weekday"]) if "weekday" in given else None
    if "month" not in given:
        after = reader.words.key(found.end)
        if after == ":" or reader.lexicon.is_a("hour", after):
            return None  # "mardi 11:00"
        return on_weekday(reader, weekday, day)
    month = int(given["month"])

    def in_year(number: int) -> Period | None:
        period = periods.date_of(number, month, day)
        # A weekday tells apart the years of a date that gives none.
        is_other = year is None and weekday is not None and period and period.start.weekday() != weekday
        return None if is_other else period

    return placed(Grain.DAY, in_year, year)


def _day_chosen(reader: Reader, found: Match, args: str) -> When | None:
    *names, direction = args.split()
    return chosen(_day(reader, found, " ".join(names)), reader, direction)


def _of_year(reader: Reader, found: Match, args: str) -> When | None:
    """Return a time of "last year", "this year" or "next year"."""
    *names, shift = args.split()
    within = {"season": _season, "quarter": _quarter, "half": _half, "month": _month}
    when = within.get(names[0] if len(names) == 1 else "", _day)(reader, found, " ".join(names))
    if when is None or when.in_year is None or reader.published is None:
        return None
    period = when.in_year(reader.published.year + int(shift))
    return When(when.grain, period, relative=True) if period else None


def _day_range(_reader: Reader, found: Match, args: str) -> When | None:
    given = [pair for pair in zip(args.split(), found.values, strict=False) if pair[0] != "_"]
    first, last = (int(value) for name, value in given if name == "day")
    month = next(int(value) for name, value in given if name == "month")
    year = next((int(value) for name, value in given if name == "year"), None)
    if first >= last:
        return None

    def in_year(number: int) -> Period | None:
        start, end = periods.date_of(number, month, first), periods.date_of(number, month, last)
        return Period(start.start, end.end, Grain.DAY) if start and end else None

    return placed(Grain.DAY, in_year, year, is_range=True)


def _month(reader: Reader, found: Match, args: str) -> When | None:
    names = args.split()
    month = int(found.values[0])
    year = int(found.values[1]) if "year" in names else None
    needs_context = names == ["month"]
    when = placed(Grain.MONTH, lambda number: periods.month_of(number, month), year, needs_context=needs_context)
    return chosen(when, reader, names[-1])


def _month_yy(reader: Reader, found: Match, _args: str) -> When | None:
    # "en juillet 98", "le 1er avril 78": after a month only the years of the last century are written so.
    *days, month, figure = (int(value) for value in found.values)
    if figure <= _LAST_OF_THIS_CENTURY or reader.tense.is_before_noun(reader.words.starts[found.end - 1]):
        return None
    year = _full_year(figure)
    if days:
        return placed(Grain.DAY, lambda number: periods.date_of(number, month, days[0]), year)
    return When(Grain.MONTH, periods.month_of(year, month))


def _apart(act: Act) -> Act:
    """Return what a pattern with a comma before its year means: only where nothing follows the year.

    "12 janvier, 2016." is a date; in "en décembre, 2023 battait des records" the year is another time.
    """

    def of_its_own(reader: Reader, found: Match, args: str) -> When | None:
        following = reader.words.key(found.end)
        return None if following[:1].isalnum() else act(reader, found, args)

    return of_its_own


def _month_range(_reader: Reader, found: Match, _args: str) -> When | None:
    first, last, year = (int(value) for value in found.values)
    start = periods.month_of(year - (first > last), first)
    return When(grain=Grain.MONTH, period=Period(start.start, periods.month_of(year, last).end, Grain.MONTH))


def _fixed_month(_reader: Reader, _found: Match, args: str) -> When | None:
    year, month = (int(part) for part in args.split("-"))
    return When(grain=Grain.MONTH, period=periods.month_of(year, month))


def _rentree(reader: Reader, found: Match, args: str) -> When | None:
    year = found.values[-1] if found.values and isinstance(found.values[-1], int) else None
    # Schools, parliament and courts come back in September.
    return chosen(placed(Grain.MONTH, lambda number: periods.month_of(number, 9), year), reader, args)


def _season(reader: Reader, found: Match, args: str) -> When | None:
    season = str(found.values[0])
    year = int(found.values[1]) if len(found.values) > 1 else None
    when = placed(
        Grain.SEASON,
        lambda number: periods.season_of(number, season),
        year,
        needs_context=not year and not args,
    )
    if args == "this" and when and reader.published:
        return When(grain=Grain.SEASON, in_year=when.in_year, relative=True)
    return chosen(when, reader, args)


def _quarter(_reader: Reader, found: Match, _args: str) -> When | None:
    number = int(found.values[0])
    year = int(found.values[1]) if len(found.values) > 1 else None
    if not 1 <= number <= 4:
        return None
    return placed(Grain.QUARTER, lambda given: periods.quarter_of(given, number), year)


def _half(_reader: Reader, found: Match, _args: str) -> When | None:
    number = int(found.values[0])
    year = int(found.values[1]) if len(found.values) > 1 else None
    if not 1 <= number <= 2:
        number = 2 if number == 4 else 0
    return placed(Grain.QUARTER, lambda given: periods.half_of(given, number), year) if number else None


def _year(_reader: Reader, found: Match, args: str) -> When | None:
    return When(Grain.YEAR, periods.year_of(found.values[0]), is_year=True, needs_context=args != "named")


def _end_year(first: int, last: int) -> int:
    return last if last > 99 else first // 100 * 100 + last


def _years(reader: Reader, found: Match, args: str) -> When | None:
    first, last = found.values[0], _end_year(*found.values)
    if first >= last or not (args or reader.words.touches(found.end - 1)):
        return None
    if found.values[1] < 100 and last != first + 1:
        return None  # "2014-21" is read as a range only for two years in a row
    return When(Grain.YEAR, Period(date(first, 1, 1), date(last + 1, 1, 1), Grain.YEAR), is_range=True)


def _school_year(_reader: Reader, found: Match, _args: str) -> When | None:
    first, last = found.values[0], _end_year(*found.values)
    if last != first + 1:
        return None
    return When(Grain.YEAR, Period(date(first, 9, 1), date(last, 9, 1), Grain.YEAR))


def _decade(_reader: Reader, found: Match, args: str) -> When | None:
    first = int(args or found.values[0])
    if first == 10 or 100 <= first < 1000:
        return None
    if first < 100:
        first += 1900 if first >= 20 else 2000
    return When(Grain.DECADE, periods.decade_of(first)) if first % 10 == 0 else None


def _century(_reader: Reader, found: Match, args: str) -> When | None:
    number = int(args or found.values[0])
    return When(Grain.CENTURY, periods.century_of(number)) if 1 <= number <= 22 else None


def _part(reader: Reader, found: Match, args: str) -> When | None:
    if reader.words.key(found.start - 1) in TAKEN:
        return None  # "a pris fin il y a dix ans" ends then, and not late then
    part: str = args or found.values[0]
    when: When = found.values[-1]
    if when.grain is Grain.DAY or when.is_weekday or when.mod:
        return None
    return when.mapped(lambda period: periods.part_of(period, part))


def _fixed_day(_reader: Reader, _found: Match, args: str) -> When | None:
    month, day = (int(part) for part in args.split("-"))
    return placed(Grain.DAY, lambda year: periods.date_of(year, month, day), None)


def _fixed_date(_reader: Reader, _found: Match, args: str) -> When | None:
    return When(Grain.DAY, periods.day_of(date.fromisoformat(args)))


ACTS: dict[str, Act] = (
    RELATIVE
    | WITHIN
    | FIGURES
    | {
        "day": _day,
        "day_apart": _apart(_day),
        "day_range_apart": _apart(_day_range),
        "month_apart": _apart(_month),
        "day_chosen": _day_chosen,
        "of_year": _of_year,
        "day_range": _day_range,
        "month": _month,
        "month_yy": _month_yy,
        "month_range": _month_range,
        "fixed_month": _fixed_month,
        "rentree": _rentree,
        "season": _season,
        "quarter": _quarter,
        "half": _half,
        "year": _year,
        "years": _years,
        "school_year": _school_year,
        "decade": _decade,
        "century": _century,
        "part": _part,
        "fixed_day": _fixed_day,
        "fixed_date": _fixed_date,
    }
)
