"""What prepositions make of dates: since, after, between; and which bare words are times at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from sourcier.core.language import Grain
from sourcier.text.times import periods
from sourcier.text.times.clock import clock_reading
from sourcier.text.times.context import stands_alone
from sourcier.text.times.limits import accepts, before, by_date, nearest, until
from sourcier.text.times.periods import Period
from sourcier.text.times.reader import Match, Reader
from sourcier.text.times.readings import Mod, Reading
from sourcier.text.times.relative import ahead, back, grain_of
from sourcier.text.times.whens import Direction, When, resolve, weekday_near

_RANK_REACH = 10
"""Words back in which an ordinal or a superlative is looked for."""
Say = Callable[[Reader, Match, str], Reading | None]
"""What a pattern of phrases means: the reading of a match, None when it says no time after all."""


def _direction(reader: Reader, found: Match) -> Direction:
    return reader.direction(found.start)


def _at(reader: Reader, found: Match, args: str) -> Reading | None:
    when: When = found.values[-1]
    return _plain(reader, found, when) if accepts(when, args) else None


def _onto(reader: Reader, found: Match, _args: str) -> Reading | None:
    """Return the day to which something is put off ("reporté au 15 novembre"): the nearest, whatever the tense."""
    when: When = found.values[0]
    if when.grain is not Grain.DAY or when.in_year is None or when.is_holiday:
        return None
    period = resolve(when, reader.published, reader.look or "unknown")
    return Reading(period.start, period.end, Grain.DAY, "at", when.relative) if period else None


def _bare(reader: Reader, found: Match, _args: str) -> Reading | None:
    when: When = found.values[0]
    if when.needs_context and not stands_alone(when, reader, found):
        return None
    return _plain(reader, found, when)


def _plain(reader: Reader, found: Match, when: When) -> Reading | None:
    direction = _direction(reader, found)
    is_day = when.in_year is not None and when.grain is Grain.DAY
    if is_day and direction == "past" and reader.look is None and reader.tense.is_aim(reader.words.starts[found.start]):
        direction = "unknown"
    period = resolve(when, reader.published, direction)
    if period is None:
        return None
    mod: Mod = "during" if when.mod else "at"
    return Reading(period.start, period.end, period.grain, mod, when.relative)


def _season_at(reader: Reader, found: Match, args: str) -> Reading | None:
    when = When(Grain.SEASON, in_year=lambda year: periods.season_of(year, args), relative=True)
    return _plain(reader, found, when)


def _since(reader: Reader, found: Match, args: str) -> Reading | None:
    when: When = found.values[-1]
    if not accepts(when, args):
        return None
    period = resolve(when, reader.published, "past")
    if period is None or (reader.published and period.start >= reader.published):
        return None
    return Reading(period.start, reader.published, period.grain, "since", when.relative)


def _since_units(reader: Reader, found: Match, _args: str) -> Reading | None:
    count, unit = _counted(found)
    when = back(reader, count, unit)
    return _as(when, "since")


def _counted(found: Match) -> tuple[Decimal, str]:
    count, unit, *half = found.values
    return count + (half[0] if half else 0), unit


def _as(when: When | None, mod: Mod) -> Reading | None:
    if when is None or when.period is None:
        return None
    return Reading(when.period.start, when.period.end, when.grain, mod, when.relative)


def _from(reader: Reader, found: Match, args: str) -> Reading | None:
    when: When = found.values[-1]
    period = resolve(when, reader.published, _direction(reader, found)) if accepts(when, args) else None
    return Reading(period.start, None, period.grain, "since", when.relative) if period else None


def _from_maybe(reader: Reader, found: Match, args: str) -> Reading | None:
    # "from 2030" opens a time; "a report from 2018" dates a thing.
    when: When = found.values[-1]
    if when.in_year and reader.look is None and _direction(reader, found) == "unknown":
        # "face a rise from April": the April that is nearer.
        reader.look = nearest(reader, when)
        reading = _from_maybe(reader, found, args)
        reader.look = None
        return reading
    reading = _at(reader, found, args)
    is_ahead = reading and reader.published and reading.start and reading.start > reader.published
    return _from(reader, found, args) if is_ahead else reading


def _by_units(reader: Reader, found: Match, _args: str) -> Reading | None:
    if reader.direction(found.start) == "past":
        return None  # "within three months the plant had closed"
    return _as(ahead(reader, *_counted(found)), "until")


def _after(reader: Reader, found: Match, args: str) -> Reading | None:
    when: When = found.values[-1]
    period = resolve(when, reader.published, _direction(reader, found)) if accepts(when, args) else None
    return Reading(period.end, None, period.grain, "after", when.relative) if period else None


def _range(reader: Reader, found: Match, args: str) -> Reading | None:
    first: When
    last: When
    first, last = found.values
    if args and not (first.grain.value == last.grain.value == args or (first.is_weekday and last.is_weekday)):
        return None
    ends = _range_ends(reader, found, first, last)
    if ends is None or ends[0].start >= ends[1].end:
        return None
    return Reading(ends[0].start, ends[1].end, ends[1].grain, "at", first.relative and last.relative)


def _range_ends(reader: Reader, found: Match, first: When, last: When) -> tuple[Period, Period] | None:
    direction = _direction(reader, found)
    if first.in_year and last.period and not last.mod:
        # "de mars à mai 2023": the year stands once, after the second month.
        start = first.in_year(last.period.start.year)
        if start and start.start > last.period.start:
            start = first.in_year(last.period.start.year - 1)
        return (start, last.period) if start else None
    start = resolve(first, reader.published, direction)
    if start is None:
        return None
    if last.in_year:
        end = last.in_year(start.start.year)
        if end and end.end <= start.start:
            end = last.in_year(start.start.year + 1)
    elif last.is_weekday and first.is_weekday and last.near:
        end = weekday_after(start, last)
    else:
        end = resolve(last, reader.published, direction)
    return (start, end) if end else None


def weekday_after(start: Period, last: When) -> Period:
    """Return the first day of a weekday on or after a day."""
    days = (last.near[0].start.weekday() - start.start.weekday()) % 7
    return periods.day_of(start.start + days * periods.DAY)


def _range_day(reader: Reader, found: Match, _args: str) -> Reading | None:
    day, last = found.values
    end = resolve(last, reader.published, _direction(reader, found))
    if end is None or end.grain is not Grain.DAY:
        return None
    start = periods.date_of(end.start.year, end.start.month, day)
    if start is None or start.start >= end.start:
        return None
    return Reading(start.start, end.end, Grain.DAY, "at", last.relative)


def _weekday_range(reader: Reader, found: Match, _args: str) -> Reading | None:
    first, last = (weekday_near(int(value), reader.published) for value in found.values)
    return _range(reader, replace(found, values=(first, last)), "")


def _day_range(reader: Reader, found: Match, _args: str) -> Reading | None:
    month, first, last = (int(value) for value in found.values)

    def in_year(year: int) -> Period | None:
        start, end = periods.date_of(year, month, first), periods.date_of(year, month, last)
        return Period(start.start, end.end, Grain.DAY) if start and end and start < end else None

    return _plain(reader, found, When(Grain.DAY, in_year=in_year, relative=True))


def _during_units(reader: Reader, found: Match, _args: str) -> Reading | None:
    count, unit = _counted(found)
    if unit == "hour":
        return None
    direction = _direction(reader, found)
    if direction == "unknown" and reader.lang == "en" and _is_ranked(reader, found.start):
        direction = "past"
    if direction == "unknown" and unit in {"day", "week"} and reader.lang == "fr":
        return None  # "elle tourne en trois jours": how long it takes, not since when
    if direction == "past" or reader.lang == "fr":
        return None if direction == "future" else _as(back(reader, count, unit), "during")
    return _in_units(reader, found, "")


def _is_ranked(reader: Reader, at: int) -> bool:
    """Say whether an ordinal or a superlative stands before: "the fourth such case in eighteen months"."""
    for near in range(at - 1, max(at - _RANK_REACH, -1), -1):
        if not reader.words.key(near)[0].isalnum():
            return False
        token = reader.tense.token(reader.words.starts[near])
        if token.tag_ in {"JJS", "RBS"} or reader.lexicon.is_a("ordinal", reader.words.key(near)):
            return True
    return False


def _in_units(reader: Reader, found: Match, _args: str) -> Reading | None:
    count, unit = _counted(found)
    moved = reader.published and periods.shifted(reader.published, count, unit)
    if not moved or unit == "hour":
        return None
    period = periods.around(moved, unit if unit in {"month", "year", "decade", "century"} else "day")
    return Reading(period.start, period.end, period.grain, "at", relative=True)


def _in_units_range(reader: Reader, found: Match, _args: str) -> Reading | None:
    least, most, unit = found.values
    if reader.published is None or least >= most or unit == "hour":
        return None
    start, end = (periods.shifted(reader.published, count, unit) for count in (least, most))
    return Reading(start, end, grain_of(unit), "at", relative=True) if start and end else None


def _last_units(reader: Reader, found: Match, _args: str) -> Reading | None:
    return _as(back(reader, *_counted(found)), "during")


def _next_units(reader: Reader, found: Match, _args: str) -> Reading | None:
    return _as(ahead(reader, *_counted(found)), "during")


def _perfect_units(reader: Reader, found: Match, _args: str) -> Reading | None:
    # "has been closed for three years" reaches the present; "was closed for three years" is a length.
    if not reader.tense.is_present_perfect(reader.words.starts[found.start]):
        return None
    return _since_units(reader, found, "")


def _nothing(_reader: Reader, _found: Match, _args: str) -> Reading | None:
    return None


SAYS: dict[str, Say] = {
    "at": _at,
    "bare": _bare,
    "onto": _onto,
    "season_at": _season_at,
    "since": _since,
    "since_units": _since_units,
    "from": _from,
    "from_maybe": _from_maybe,
    "until": until,
    "by": by_date,
    "by_units": _by_units,
    "before": before,
    "after": _after,
    "range": _range,
    "range_day": _range_day,
    "weekday_range_at": _weekday_range,
    "day_range_at": _day_range,
    "during_units": _during_units,
    "in_units": _in_units,
    "in_units_range": _in_units_range,
    "last_units_at": _last_units,
    "next_units_at": _next_units,
    "perfect_units": _perfect_units,
    "clock": clock_reading,
    "nothing": _nothing,
    "skip": _nothing,
}
