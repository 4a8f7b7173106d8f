"""What date patterns mean that tell a time by its place in another: "le premier vendredi de juillet"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sourcier.core.language import Grain
from sourcier.text.times import periods
from sourcier.text.times.holidays import on_holiday
from sourcier.text.times.periods import DAY, Period
from sourcier.text.times.reader import Act, Match, Reader
from sourcier.text.times.relative import is_plural
from sourcier.text.times.whens import When, placed


def _shifted_month(reader: Reader, shift: str) -> date | None:
    return reader.published and periods.shifted(reader.published.replace(day=1), Decimal(shift), "month")


def _weekday_of_week(reader: Reader, found: Match, args: str) -> When | None:
    """Return "jeudi de la semaine dernière"."""
    if reader.published is None:
        return None
    monday = periods.week_of(reader.published).start + 7 * int(args) * DAY
    return When(Grain.DAY, periods.day_of(monday + int(found.values[0]) * DAY), relative=True)


def _nth_weekday(reader: Reader, found: Match, args: str) -> When | None:
    """Return "le premier vendredi de juillet 2024", "le dernier dimanche du mois"."""
    *numbers, shift = args.split() if args else ["month"]
    count = -1 if "last" in numbers else int(found.values[0])
    weekday, *rest = (int(value) for value in found.values[0 if "last" in numbers else 1 :])
    if shift != "month":
        month = _shifted_month(reader, shift)
        period = month and periods.weekday_of_month(month.year, month.month, weekday, count)
        return When(Grain.DAY, period, relative=True) if period else None
    number, *year = rest
    return placed(
        Grain.DAY, lambda given: periods.weekday_of_month(given, number, weekday, count), year[0] if year else None
    )


def _nth_week(_reader: Reader, found: Match, args: str) -> When | None:
    """Return "la troisième semaine de janvier", its days 15 to 21; "de 2027", the week of that number."""
    count, *rest = (int(value) for value in found.values)
    if args == "year":
        return When(Grain.WEEK, periods.week_of(date.fromisocalendar(rest[0], count, 1)))
    if not 1 <= count <= 4:
        return None

    def in_year(year: int) -> Period:
        first = date(year, rest[0], 7 * count - 6)
        return Period(first, first + 7 * DAY, Grain.WEEK)

    return placed(Grain.WEEK, in_year, rest[1] if len(rest) > 1 else None)


def _week_of(_reader: Reader, found: Match, _args: str) -> When | None:
    """Return "la semaine du 15 septembre", Monday to Monday."""
    when: When = found.values[0]
    if when.grain is not Grain.DAY or when.is_weekday:
        return None
    return replace(when.mapped(lambda period: periods.week_of(period.start)), grain=Grain.WEEK)


def _day_of_month(reader: Reader, found: Match, args: str) -> When | None:
    """Return "le 20 du mois prochain", "du 4 au 22 de ce mois"."""
    month = _shifted_month(reader, args)
    days = [month and periods.date_of(month.year, month.month, int(value)) for value in found.values]
    if not days[0] or not days[-1] or days[0].start >= days[-1].end:
        return None
    return When(Grain.DAY, Period(days[0].start, days[-1].end, Grain.DAY), relative=True, is_range=len(days) > 1)


def _later(reader: Reader, found: Match, args: str) -> When | None:
    """Return "deux ans plus tard", "three days earlier": counted from the last time that the article named."""
    count, unit = found.values
    last = reader.focus.near(found.start)
    if last is None or last.start is None or last.end is None or periods.is_shorter(unit, last.grain):
        return None  # "en 2014 ; trois jours plus tard"
    if _introduces(reader, found):
        return None
    shift = count if args == "after" else -count
    start, end = (periods.shifted(day, shift, unit) for day in (last.start, last.end))
    if not start or not end or unit == "hour":
        return None
    # "47 en septembre, contre 31 un an plus tôt": the September before; a day is told by the unit's calendar.
    period = periods.around(start, unit) if last.grain is Grain.DAY else Period(start, end, last.grain)
    return When(period.grain, period, relative=True, exact=start)


def _beside(reader: Reader, found: Match, args: str) -> When | None:
    """Return "le mois suivant", "the previous week": beside the last time that the article named."""
    last, unit = reader.focus.near(found.start), found.values[0]
    if reader.words.key(found.end - 2) == "next" and reader.direction(found.start) != "past":
        return None  # "over the next year" counts from today
    if (
        last is None
        or last.start is None
        or _introduces(reader, found)
        or unit == "hour"
        or periods.is_shorter(unit, last.grain)
    ):
        return None
    start = periods.shifted(last.start, Decimal(args), unit)
    if start is None or is_plural(reader, found):
        return None
    period = periods.around(start, unit)
    return When(period.grain, period, relative=True)


def _same_units(reader: Reader, found: Match, _args: str) -> When | None:
    """Return "the same six months": the last time that the article named, where it is so long."""
    count, unit = found.values
    last = reader.focus.near(found.start)
    if last is None or last.start is None or last.end is None:
        return None
    is_as_long = periods.shifted(last.start, count, unit) == last.end
    return When(last.grain, Period(last.start, last.end, last.grain), relative=True) if is_as_long else None


_OPENERS = frozenset({"before", "after", "avant", "après", "on"})


def _introduces(reader: Reader, found: Match) -> bool:
    """Say whether the last word belongs to what follows: "the year before the war", "un an après la crue"."""
    return reader.words.key(found.end - 1) in _OPENERS and reader.words.key(found.end)[:1].isalpha()


def _first_units(reader: Reader, found: Match, args: str) -> When | None:
    """Return "les neuf premiers mois de 2023", "the last three months of the year"."""
    count, unit, whole = found.values
    if isinstance(whole, str):
        period = reader.published and periods.around(reader.published, whole)
        when = When(period.grain, period, relative=True) if period else None
    else:
        when = whole
    if when is None or unit not in {"day", "week", "month", "year"} or when.is_weekday or when.grain is Grain.DAY:
        return None

    def cut(period: Period) -> Period:
        moved = periods.shifted(*((period.start, count) if args == "first" else (period.end, -count)), unit)
        if moved is None or not period.start <= moved <= period.end:
            return period
        ends = (period.start, moved) if args == "first" else (moved, period.end)
        return Period(*ends, Grain.QUARTER if when.grain is Grain.YEAR else when.grain)

    return when.mapped(cut)


def _night_of(_reader: Reader, found: Match, _args: str) -> When | None:
    """Return "the night of 4 November": both its days."""
    when: When = found.values[0]
    if when.grain is not Grain.DAY or when.is_range:
        return None
    return when.mapped(lambda period: Period(period.start, period.end + DAY, Grain.DAY))


def _year_to(_reader: Reader, found: Match, _args: str) -> When | None:
    """Return "l'exercice clos le 31 mars 2023": the year up to that day."""
    when: When = found.values[0]
    if when.period is None:
        return None
    start = periods.shifted(when.period.end, Decimal(-1), "year")
    return When(Grain.YEAR, Period(start, when.period.end, Grain.YEAR)) if start else None


def _bare_day(reader: Reader, found: Match, _args: str) -> When | None:
    """Return a bare day of the month ("le 27"), the one near the publication date."""
    if reader.published is None or reader.date_at(found.end - 1):
        return None
    months = [_shifted_month(reader, str(shift)) for shift in range(-2, 3)]
    days = [
        day for month in months if month and (day := periods.date_of(month.year, month.month, int(found.values[0])))
    ]
    past = [day for day in days if day.start <= reader.published][-1:]
    near = (*past, *[day for day in days if day.start > reader.published][:1])
    return When(Grain.DAY, near=near, relative=True) if near else None


WITHIN: dict[str, Act] = {
    "holiday": on_holiday,
    "weekday_of_week": _weekday_of_week,
    "nth_weekday": _nth_weekday,
    "nth_week": _nth_week,
    "week_of": _week_of,
    "day_of_month": _day_of_month,
    "later": _later,
    "beside": _beside,
    "same_units": _same_units,
    "first_units": _first_units,
    "night_of": _night_of,
    "year_to": _year_to,
    "bare_day": _bare_day,
}
