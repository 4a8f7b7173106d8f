"""What date patterns mean that name a place in the calendar: days, months, seasons, years, centuries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sourcier.core.language import Grain
from sourcier.text.times import periods
from sourcier.text.times.periods import Period
from sourcier.text.times.reader import Act, Match, Reader
from sourcier.text.times.relative import RELATIVE, on_weekday
from sourcier.text.times.whens import Direction, When, resolve

_LAST_OF_THIS_CENTURY = 31
# "Le 29 février prochain": eight years may part two of them.
_REACH = 8


def placed(grain: Grain, in_year: Callable[[int], Period | None], year: int | None, **flags: Any) -> When | None:
    """Return a time with its year, or one that waits for the publication date to give it."""
    if year is None:
        return When(grain=grain, in_year=in_year, relative=True, **flags)
    period = in_year(year)
    return When(grain=grain, period=period, **flags) if period else None


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
    return dict(zip(args.split(), found.values, strict=False))


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


def _slash_day(_reader: Reader, found: Match, _args: str) -> When | None:
    # 3/4/2023 is March in one country and April in another: only a figure above 12 decides.
    one, other, year = found.values
    if one != other and one <= 12 and other <= 12:
        return None
    month, day = (one, other) if other > 12 or one == other else (other, one)
    period = periods.date_of(year, month, day) if 1 <= month <= 12 else None
    return When(grain=Grain.DAY, period=period) if period else None


def _dotted(_reader: Reader, found: Match, _args: str) -> When | None:
    day, month, year = (int(part) for part in found.values[0].split("."))
    if year < 100:
        year += 2000
    period = periods.date_of(year, month, day) if 1900 <= year <= 2199 else None
    return When(grain=Grain.DAY, period=period) if period else None


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

    return placed(Grain.DAY, in_year, year)


def _month(reader: Reader, found: Match, args: str) -> When | None:
    names = args.split()
    month = int(found.values[0])
    year = int(found.values[1]) if "year" in names else None
    needs_context = names == ["month"]
    when = placed(Grain.MONTH, lambda number: periods.month_of(number, month), year, needs_context=needs_context)
    return chosen(when, reader, names[-1])


def _month_yy(_reader: Reader, found: Match, _args: str) -> When | None:
    # "en juillet 98": after a month only the years of the last century are written so.
    month, figure = (int(value) for value in found.values)
    if figure <= _LAST_OF_THIS_CENTURY:
        return None
    return When(Grain.MONTH, periods.month_of(_full_year(figure), month))


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


def _years(reader: Reader, found: Match, _args: str) -> When | None:
    first, last = found.values[0], _end_year(*found.values)
    if first >= last or not reader.words.touches(found.end - 1):
        return None
    if found.values[1] < 100 and last != first + 1:
        return None  # "2014-21" is read as a range only for two years in a row
    return When(Grain.YEAR, Period(date(first, 1, 1), date(last + 1, 1, 1), Grain.YEAR))


def _school_year(_reader: Reader, found: Match, _args: str) -> When | None:
    first, last = found.values[0], _end_year(*found.values)
    if last != first + 1:
        return None
    return When(Grain.YEAR, Period(date(first, 9, 1), date(last, 9, 1), Grain.YEAR))


def _decade(_reader: Reader, found: Match, args: str) -> When | None:
    first = int(args or found.values[0])
    if first < 100:
        first += 1900 if first >= 20 else 2000
    return When(Grain.DECADE, periods.decade_of(first)) if first % 10 == 0 else None


def _century(_reader: Reader, found: Match, args: str) -> When | None:
    number = int(args or found.values[0])
    return When(Grain.CENTURY, periods.century_of(number)) if 1 <= number <= 22 else None


def _part(_reader: Reader, found: Match, args: str) -> When | None:
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


ACTS: dict[str, Act] = RELATIVE | {
    "day": _day,
    "day_chosen": _day_chosen,
    "of_year": _of_year,
    "slash_day": _slash_day,
    "dotted": _dotted,
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
