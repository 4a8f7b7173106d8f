"""The days that an article has spoken of, for the hours that follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sourcier.core.language import Grain
from sourcier.text.times.readings import Reading


@dataclass(slots=True)
class Focus:
    """The days that an article has named so far, the latest last."""

    days: list[tuple[date, bool]] = field(default_factory=list)
    """Each with whether it was its evening or night."""

    def see(self, reading: Reading, *, is_evening: bool) -> None:
        """Take note of a day."""
        if reading.grain is Grain.DAY and reading.mod == "at" and reading.start and reading.end:
            self.days.append((reading.start, is_evening))

    def day(self, *, is_evening: bool) -> date | None:
        """Return the day of an hour: the last one named, or for a late hour the last evening named."""
        evenings = [day for day, was_evening in self.days if was_evening]
        if is_evening and evenings:
            return evenings[-1]
        return self.days[-1][0] if self.days else None
