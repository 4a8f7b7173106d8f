"""Times of day: they give the day that the article was speaking of."""

from __future__ import annotations

from sourcier.core.language import Grain
from sourcier.text.times.periods import DAY
from sourcier.text.times.reader import Match, Reader
from sourcier.text.times.readings import Reading

_EVENING = 18
_NOON = 12
_SMALL = 8
"""An hour before this is in the morning that ends a night."""


def clock_reading(reader: Reader, found: Match, args: str) -> Reading | None:
    """Return the day of a time of day, both days where a span of hours runs over midnight."""
    hours = _hours(reader, found, args)
    is_told = reader.tense.direction(reader.words.starts[found.start]) != "unknown"
    if any(hour > 24 for hour in hours) or not is_told:
        # "15 % de la consommation vers midi": an hour of any day, not of one.
        return None
    is_small = (bool(hours) and hours[0] < _SMALL) or _is_past_midnight(reader, found)
    day = reader.focus.day(is_evening=bool(hours) and hours[0] >= _EVENING, is_small=is_small) or reader.published
    if day is None:
        return None
    is_overnight = len(hours) > 1 and hours[0] > hours[-1]
    return Reading(day, day + (2 if is_overnight else 1) * DAY, Grain.DAY, relative=True)


def _is_past_midnight(reader: Reader, found: Match) -> bool:
    keys = {reader.words.key(at) for at in range(found.start, found.end)}
    return bool(keys & {"dawn", "aube"}) or ("midnight" in keys and "after" in keys) or {"minuit", "après"} <= keys


def _hours(reader: Reader, found: Match, args: str) -> list[int]:
    """Return the hour, or the first and the last of a span."""
    if not args:
        return []
    hours: list[int] = []
    for at in range(found.start, found.end):
        after = reader.words.key(at + 1)
        if reader.lexicon.is_a("hour", after) and reader.words.key(at).isdecimal():
            hours.append(int(reader.words.key(at)))
    if reader.lang == "en":
        is_late = reader.words.key(found.end - 1) in {"pm"} or "p" in [
            reader.words.key(at) for at in range(found.start, found.end)
        ]
        hours = [value % _NOON + _NOON * is_late for value in found.values]
    return hours[:2]
