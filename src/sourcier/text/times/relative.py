"""What date patterns mean that count from the day of publication: weekdays, "hier", "last year", "two months ago"."""

from __future__ import annotations

from decimal import Decimal

from sourcier.core.language import Grain
from sourcier.text.times import periods
from sourcier.text.times.periods import DAY, Period
from sourcier.text.times.reader import Act, Match, Reader
from sourcier.text.times.whens import When, resolve, weekday_near


def on_weekday(reader: Reader, weekday: int | None, day: int) -> When | None:
    """Return a day of the month told by its weekday alone ("mardi 14")."""
    if reader.published is None:
        return None
    first = reader.published.replace(day=1)
    months = [periods.shifted(first, Decimal(shift), "month") for shift in range(-6, 7)]
    days = [periods.date_of(month.year, month.month, day) for month in months if month]
    near = tuple(one for one in days if one and one.start.weekday() == weekday)
    return When(grain=Grain.DAY, near=near, relative=True) if near else None


def _beside_focus(reader: Reader, found: Match, args: str) -> When | None:
    """Return "le lendemain", "the day before": beside the last day that the article named."""
    day = reader.focus.day(is_evening=False)
    if day is None or reader.lexicon.is_a("of", reader.words.key(found.end)):
        return None
    return When(Grain.DAY, periods.day_of(day + int(args) * DAY), relative=True)


def _deictic_day(reader: Reader, found: Match, _args: str) -> When | None:
    # "hier mardi": the weekday must agree, else the two are apart.
    when = _deictic(reader, found, "")
    is_same = when and when.period and when.period.start.weekday() == int(found.values[1])
    return when if is_same else None


def _weekday(reader: Reader, found: Match, args: str) -> When | None:
    number = int(found.values[0])
    return weekday_near(number, reader.published, past=args != "future", future=args != "past")


def _weekday_night(reader: Reader, found: Match, _args: str) -> When | None:
    when = weekday_near(int(found.values[0]), reader.published)
    return When(grain=Grain.DAY, near=tuple(_night(one) for one in when.near), relative=True, is_weekday=True)


def _night(period: Period) -> Period:
    return Period(period.start, period.start + 2 * DAY, Grain.DAY)


def _weekday_range(reader: Reader, found: Match, _args: str) -> When | None:
    first, last = (int(value) for value in found.values)
    length = (last - first) % 7 + 1
    when = weekday_near(first, reader.published)
    near = tuple(Period(one.start, one.start + length * DAY, Grain.DAY) for one in when.near)
    return When(grain=Grain.DAY, near=near, relative=True, is_weekday=True)


def _deictic(reader: Reader, found: Match, args: str) -> When | None:
    days = int(args or found.values[0])
    if reader.published is None:
        return None
    return When(grain=Grain.DAY, period=periods.day_of(reader.published + days * DAY), relative=True)


def _night_around(reader: Reader, _found: Match, args: str) -> When | None:
    if reader.published is None:
        return None
    first = reader.published if args == "next" else reader.published - DAY
    return When(grain=Grain.DAY, period=_night(periods.day_of(first)), relative=True)


def _part_current(reader: Reader, found: Match, args: str) -> When | None:
    part, unit = [*args.split(), *found.values][:2]
    if reader.published is None or unit in {"day", "hour", "decade", "century"}:
        return None
    period = periods.around(reader.published, unit)
    return When(period.grain, periods.part_of(period, part), relative=True)


def _unit(reader: Reader, found: Match, args: str) -> When | None:
    shift, _, named = args.partition(" ")
    unit = named or str(found.values[0])
    if is_plural(reader, found):
        return None
    is_open = unit == "decade" and shift != "0"  # "la décennie passée" is ten years or the nineties
    if reader.published is None or unit in {"day", "hour"} or is_open:
        return None
    moved = periods.shifted(reader.published, Decimal(int(shift) if shift != "this" else 0), unit)
    if moved is None:
        return None
    period = periods.around(moved, unit)
    if shift == "0" and unit == "week" and reader.direction(found.start) == "future":
        period = Period(reader.published, period.end, period.grain)  # "will meet this week": what is left of it
    if shift == "this" and period.start > reader.published + 3 * DAY:
        # "ce week-end" in Monday's paper is the one just over, unless the tense looks ahead.
        before = periods.around(reader.published - 7 * DAY, unit)
        return When(period.grain, near=(before, period), relative=True, is_weekday=True)
    return When(period.grain, period, relative=True)


def _rest(reader: Reader, found: Match, _args: str) -> When | None:
    """Return "le reste de l'année": from the day of publication on."""
    unit = found.values[-1]
    if reader.published is None or unit in {"day", "hour"} or is_plural(reader, found):
        return None
    period = periods.around(reader.published, unit)
    return When(period.grain, Period(reader.published, period.end, period.grain), relative=True, mod="during")


def is_plural(reader: Reader, found: Match) -> bool:
    """Say whether "last months", "les mois prochains" leave the number open."""
    plurals = {word for word in reader.lexicon.kinds["unit"] if word.endswith("s")} - {"mois"}
    words = {reader.words.key(at) for at in range(found.start, found.end)}
    return bool(words & (plurals | {"les", "ces", "des", "aux", "derniers", "prochains"}))


def _ago(reader: Reader, found: Match, args: str) -> When | None:
    count, unit, *half = (Decimal(1), found.values[0]) if args == "ago_half" else found.values
    count += Decimal("0.5") if args else sum(half)
    moved = reader.published and periods.shifted(reader.published, -count, unit)
    if not moved or (unit == "hour" and count < 24):
        return None
    is_whole = count == int(count)
    period = periods.around(moved, unit if is_whole or unit != "year" else "month")
    return When(period.grain, period, relative=True, exact=moved)


def _ago_half(reader: Reader, found: Match, _args: str) -> When | None:
    return _ago(reader, found, "ago_half")


def back(reader: Reader, count: Decimal, unit: str) -> When | None:
    """Return the run of so many units that stops on the day of publication."""
    start = reader.published and periods.shifted(reader.published, -count, unit)
    if not start or start == reader.published or reader.published is None:
        return None
    return When(grain_of(unit), Period(start, reader.published, grain_of(unit)), relative=True, mod="during")


def ahead(reader: Reader, count: Decimal, unit: str) -> When | None:
    """Return the run of so many units that starts on the day of publication."""
    end = reader.published and periods.shifted(reader.published, count, unit)
    if not end or end == reader.published or reader.published is None:
        return None
    return When(grain_of(unit), Period(reader.published, end, grain_of(unit)), relative=True, mod="during")


def grain_of(unit: str) -> Grain:
    """Return the grain of a unit of time."""
    small = {"hour": "day", "night": "day", "weekend": "day", "fortnight": "week", "half": "quarter"}
    return Grain(small.get(unit, unit))


def _last_units(reader: Reader, found: Match, _args: str) -> When | None:
    return back(reader, *found.values)


def _last_unit(reader: Reader, found: Match, args: str) -> When | None:
    (unit,) = found.values
    if reader.words.key(found.end - 2) == "previous":
        return None  # before a time that the article has not named
    return back(reader, Decimal(1), unit) if unit in args.split() or not args else None


def _next_units(reader: Reader, found: Match, _args: str) -> When | None:
    return ahead(reader, *found.values)


def _units_to(reader: Reader, found: Match, _args: str) -> When | None:
    """Return "the year to June", "the three months to December 2022"."""
    *count, unit, last = found.values
    end = resolve(last, reader.published, "past")
    start = end and periods.shifted(end.end, -Decimal(count[0] if count else 1), unit)
    if not end or not start:
        return None
    return When(end.grain, Period(start, end.end, end.grain), relative=last.relative)


RELATIVE: dict[str, Act] = {
    "beside_focus": _beside_focus,
    "deictic_day": _deictic_day,
    "weekday": _weekday,
    "weekday_night": _weekday_night,
    "weekday_range": _weekday_range,
    "deictic": _deictic,
    "night": _night_around,
    "part_current": _part_current,
    "unit": _unit,
    "rest": _rest,
    "ago": _ago,
    "ago_half": _ago_half,
    "last_units": _last_units,
    "last_unit": _last_unit,
    "next_units": _next_units,
    "units_to": _units_to,
}
