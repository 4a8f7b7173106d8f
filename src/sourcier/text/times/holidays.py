"""Holidays: the day that a rule of holidays.tsv gives in a year."""

from __future__ import annotations

from datetime import date, timedelta

from sourcier.core.language import Grain
from sourcier.text.times import periods
from sourcier.text.times.periods import Period
from sourcier.text.times.reader import Match, Reader
from sourcier.text.times.whens import When, placed


def on_holiday(reader: Reader, found: Match, args: str) -> When | None:
    """Return a holiday by its rule, in the year that the words give or in the one that is near."""
    rule = args.removesuffix("capital").strip()
    if rule != args.strip() and not any(reader.words.written(at)[0].isupper() for at in range(found.start, found.end)):
        return None
    year = found.values[-1] if found.values else None
    return placed(Grain.DAY, lambda number: holiday_in(number, rule), year, is_holiday=True, needs_context=True)


def holiday_in(year: int, rule: str) -> Period | None:
    """Return the day of a holiday in a year.

    >>> holiday_in(2024, "12-25").start, holiday_in(2024, "easter+1").start, holiday_in(2024, "11 thu 4").start
    (datetime.date(2024, 12, 25), datetime.date(2024, 4, 1), datetime.date(2024, 11, 28))

    Args:
        year: The year.
        rule: "12-25", a month and a day; "easter+39", days from Easter Sunday; "11 thu 4", the fourth Thursday of
            November, "5 mon -1" the last Monday of May.
    """
    if rule.startswith("easter"):
        return periods.day_of(easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0)))
    if " " in rule:
        month, weekday, count = rule.split()
        number = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(weekday)
        return periods.weekday_of_month(year, int(month), number, int(count))
    month, day = rule.split("-")
    return periods.date_of(year, int(month), int(day))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.

    >>> easter(2024), easter(2019)
    (datetime.date(2024, 3, 31), datetime.date(2019, 4, 21))
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
