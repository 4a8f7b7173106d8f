"""The times that an article has spoken of, for the hours and the words that point back to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sourcier.core.language import Grain
from sourcier.text.times.periods import DAY
from sourcier.text.times.readings import Reading

_NEAR = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.QUARTER, Grain.YEAR})

_REACH = 50


@dataclass(slots=True)
class Focus:
    """The days that an article has named so far, the latest last, and its last time of a year or less."""

    days: list[tuple[date, bool]] = field(default_factory=list)
    """Each with whether it was its evening or night."""

    night: tuple[date, date] | None = None
    """The evening and the morning of the last day named, where it was a night with both its days."""

    last: Reading | None = None
    last_at: int = 0
    """The word before which that time ends."""

    def see(self, reading: Reading, at: int, *, is_evening: bool) -> None:
        """Take note of a time that ends before a word."""
        if reading.mod == "at" and reading.grain in _NEAR and reading.start and reading.end:
            self.last, self.last_at = reading, at
        if reading.grain is Grain.DAY and reading.mod == "at" and reading.start and reading.end:
            self.days.append((reading.start, is_evening))
            self.night = (reading.start, reading.end - DAY) if reading.end - reading.start == 2 * DAY else None

    def near(self, at: int) -> Reading | None:
        """Return the last time of a year or less, if a word still points back so far: a sentence or two."""
        return self.last if at - self.last_at <= _REACH else None

    def day(self, *, is_evening: bool, is_small: bool = False) -> date | None:
        """Return the day of an hour: the last one named, or for a late hour the last evening named.

        A small hour of a night is in its morning.
        """
        if is_small and self.night is not None:
            return self.night[1]
        evenings = [day for day, was_evening in self.days if was_evening]
        if is_evening and evenings:
            return evenings[-1]
        return self.days[-1][0] if self.days else None
