"""Runs of days: years, months, seasons, their beginnings and ends, and how to count from one to another."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from sourcier.core.language import Grain

DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 200, 9799
"""Years between which every week, decade and century that holds a day lies in the calendar of Python too."""
# Seasons run from the 20th or 21st to the 20th or 21st, as the annotation guide has them.
SEASONS = {
    "spring": (3, 20, 6, 21),
    "summer": (6, 21, 9, 21),
    "autumn": (9, 21, 12, 21),
    "winter": (12, 21, 3, 20),
}
# Beginning, middle and end, as thirds: where each stops, in months of a year and in years of a decade or century.
_YEAR_PARTS = {"start": (1, 4), "mid": (6, 8), "end": (10, 13), "half1": (1, 7), "half2": (7, 13)}
_DECADE_PARTS = {"start": (0, 4), "mid": (4, 7), "end": (7, 10), "half1": (0, 5), "half2": (5, 10)}
_MONTH_PARTS = {"start": (1, 11), "mid": (11, 21), "end": (21, 0), "half1": (1, 16), "half2": (16, 0)}


class Period(NamedTuple):
    """Days from `start` to before `end`."""

    start: date
    end: date
    grain: Grain


def year_of(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1), Grain.YEAR)


def month_of(year: int, month: int) -> Period:
    """Return a calendar month."""
    return Period(date(year, month, 1), _first_of_month(year, month + 1), Grain.MONTH)


def day_of(day: date) -> Period:
    """Return a single day."""
    return Period(day, day + DAY, Grain.DAY)


def date_of(year: int, month: int, day: int) -> Period | None:
    """Return a day of the calendar, None where the calendar has no such day."""
    try:
        return day_of(date(year, month, day))
    except ValueError:
        return None


def weekday_of_month(year: int, month: int, weekday: int, count: int) -> Period | None:
    """Return the so-manieth weekday of a month, the last for -1; None where the month has no such day.

    >>> weekday_of_month(2024, 7, 4, 1).start, weekday_of_month(2024, 5, 0, -1).start
    (datetime.date(2024, 7, 5), datetime.date(2024, 5, 27))
    """
    first, after = month_of(year, month)[:2]
    days = [day for step in range((after - first).days) if (day := first + step * DAY).weekday() == weekday]
    at = count - 1 if count > 0 else count
    return day_of(days[at]) if -1 <= at < len(days) else None


def season_of(year: int, season: str) -> Period:
    """Return a season by the year in which it starts.

    >>> season_of(2021, "winter")[:2]
    (datetime.date(2021, 12, 21), datetime.date(2022, 3, 20))
    """
    month, day, last_month, last_day = SEASONS[season]
    last_year = year + (last_month < month)
    return Period(date(year, month, day), date(last_year, last_month, last_day), Grain.SEASON)


def quarter_of(year: int, quarter: int) -> Period:
    """Return a quarter of a year, from 1 to 4."""
    return Period(date(year, 3 * quarter - 2, 1), _first_of_month(year, 3 * quarter + 1), Grain.QUARTER)


def half_of(year: int, half: int) -> Period:
    """Return a half of a year, 1 or 2."""
    return Period(date(year, 6 * half - 5, 1), _first_of_month(year, 6 * half + 1), Grain.QUARTER)


def decade_of(first: int) -> Period:
    """Return ten years from the first of them."""
    return Period(date(first, 1, 1), date(first + 10, 1, 1), Grain.DECADE)


def century_of(number: int) -> Period:
    """Return a century by its number: the 19th runs from 1801 to 1900."""
    first = 100 * (number - 1) + 1
    return Period(date(first, 1, 1), date(first + 100, 1, 1), Grain.CENTURY)


def week_of(day: date) -> Period:
    """Return the week of a day, Monday to Monday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + 7 * DAY, Grain.WEEK)


def weekend_of(day: date) -> Period:
    """Return the Saturday and Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday + 5 * DAY, monday + 7 * DAY, Grain.DAY)


def around(day: date, unit: str) -> Period:
    """Return the calendar unit in which a day lies."""
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "half":
        return half_of(day.year, 1 + (day.month > 6))
    if unit == "year":
        return year_of(day.year)
    if unit == "decade":
        return decade_of(day.year // 10 * 10)
    if unit == "century":
        return century_of((day.year + 99) // 100)
    if unit == "weekend":
        return weekend_of(day)
    return day_of(day)


_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}


def is_shorter(unit: str, grain: Grain) -> bool:
    """Say whether a unit of time is shorter than a grain: days are told of a month, not of a year's any day.

    >>> is_shorter("day", Grain.YEAR), is_shorter("year", Grain.MONTH), is_shorter("month", Grain.SEASON)
    (True, False, True)
    """
    grains = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 30, Grain.QUARTER: 91, Grain.SEASON: 91, Grain.YEAR: 365}
    return _DAYS.get(unit, 30 * _MONTHS.get(unit, 0)) + 5 < grains.get(grain, 0)


def shifted(day: date, count: Decimal, unit: str) -> date | None:
    """Return a day moved by so many units, the 31st becoming the 30th where it must.

    None for a day near the ends of the calendar or beyond them.

    >>> shifted(date(2024, 3, 31), Decimal(-1), "month")
    datetime.date(2024, 2, 29)
    """
    try:
        moved = _moved(day, count, unit)
    except (ValueError, OverflowError):
        return None
    return moved if _FIRST_YEAR <= moved.year <= _LAST_YEAR else None


def _moved(day: date, count: Decimal, unit: str) -> date:
    if unit == "hour":
        return day + timedelta(days=int(count / 24))
    if unit in _DAYS:
        return day + timedelta(days=int(count * _DAYS[unit]))
    months = day.year * 12 + day.month - 1 + int(count * _MONTHS[unit])
    first = date(months // 12, months % 12 + 1, 1)
    last = (_first_of_month(first.year, first.month + 1) - DAY).day
    return first.replace(day=min(day.day, last))


def part_of(period: Period, part: str) -> Period:
    """Return the beginning, middle, end or half of a period.

    The end of a month starts on the 21st, the end of a year is its last quarter; weeks, seasons and quarters
    are cut in thirds.
    """
    start, end, grain = period
    if grain is Grain.DAY:
        return period
    if grain is Grain.MONTH:
        first, last = _MONTH_PARTS[part]
        return Period(start.replace(day=first), start.replace(day=last) if last else end, grain)
    if grain is Grain.YEAR:
        first, last = _YEAR_PARTS[part]
        return Period(start.replace(month=first), _first_of_month(start.year, last), Grain.QUARTER)
    if grain in {Grain.DECADE, Grain.CENTURY}:
        scale = 1 if grain is Grain.DECADE else 10
        first, last = (scale * years for years in _DECADE_PARTS[part])
        return Period(start.replace(year=start.year + first), start.replace(year=start.year + last), grain)
    length = (end - start).days
    first, last = {
        "start": (0, length // 3),
        "mid": (length // 3, length - length // 3),
        "end": (length - length // 3, length),
        "half1": (0, length // 2),
        "half2": (length // 2, length),
    }[part]
    return Period(start + first * DAY, start + last * DAY, grain)


def _first_of_month(year: int, month: int) -> date:
    """Return the first of a month; month 13 is January of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
