"""What prepositions make of a date that something lasts or is due up to: until, by, before."""

from __future__ import annotations

from datetime import date

from sourcier.core.language import Grain
from sourcier.text.times.reader import Match, Reader
from sourcier.text.times.readings import Mod, Reading
from sourcier.text.times.whens import Direction, When, resolve

_PLANNED = 2
"""What was planned is to come, unless the time behind is less than half as far away as the one ahead."""


def accepts(when: When, args: str) -> bool:
    """Say whether a preposition makes a time of a word as weak as a bare year, month or season."""
    if not when.needs_context:
        return True
    kind = "year" if when.is_year else "holiday" if when.is_holiday else when.grain.value
    return kind in args.split()


def _direction(reader: Reader, found: Match, when: When) -> Direction:
    """Return where a limit lies: what is not told in the past, and what was only planned, is not over yet."""
    said = reader.direction(found.start)
    offset = reader.words.starts[found.start]
    if reader.look is None and when.period is None and said != "future" and reader.tense.is_planned(offset):
        return nearest(reader, when, _PLANNED) if reader.tense.is_told_in_past(offset) else "future"
    return "past" if said == "past" else "future"


def nearest(reader: Reader, when: When, weight: int = 1) -> Direction:
    """Return on which side of the publication a time without a year lies nearer, the past weighed so many times."""
    past, future = (resolve(when, reader.published, way) for way in ("past", "future"))
    if past is None or future is None or reader.published is None:
        return "unknown"
    return "future" if future.start - reader.published < weight * (reader.published - past.start) else "past"


def until(reader: Reader, found: Match, args: str) -> Reading | None:
    """Read "until June", "jusqu'en juin": up to the end of the time named."""
    when: When = found.values[-1]
    # "pourrait durer jusqu'à mercredi": what is not over lasts until a day to come.
    period = resolve(when, reader.published, _direction(reader, found, when)) if accepts(when, args) else None
    return _up_to(reader, period.end, period.grain, "until", when) if period else None


def by_date(reader: Reader, found: Match, args: str) -> Reading | None:
    """Read "by June", "d'ici à juin": up to the end of the time named, to come."""
    when: When = found.values[-1]
    if not accepts(when, args):
        return None
    period = resolve(when, reader.published, "future" if when.relative else "unknown")
    return _up_to(reader, period.end, period.grain, "until", when) if period else None


def before(reader: Reader, found: Match, args: str) -> Reading | None:
    """Read "before June", "avant juin": up to the start of the time named."""
    when: When = found.values[-1]
    direction = _direction(reader, found, when)
    period = resolve(when, reader.published, direction) if accepts(when, args) else None
    if period is None:
        return None
    if direction == "future" and when.in_year and reader.published and period.start <= reader.published:
        period = resolve(when, period.end, "future") or period  # "avant l'hiver", said in winter: the next one
    # "avant la fin de l'année" leaves the end itself in.
    names_the_end = any(
        reader.lexicon.value("part", reader.words.key(at)) == "end" for at in range(found.start, found.end)
    )
    return _up_to(reader, period.end if names_the_end else period.start, period.grain, "before", when)


def _up_to(reader: Reader, end: date, grain: Grain, mod: Mod, when: When) -> Reading:
    """Return the time up to a day: from the publication when that day is still to come, else from the outset."""
    start = reader.published if reader.published and end > reader.published else None
    return Reading(start, end, grain, mod, when.relative)
