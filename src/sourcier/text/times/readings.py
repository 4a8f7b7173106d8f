"""A time placed in the calendar, and how it was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sourcier.core.language import Grain

Mod = Literal["at", "since", "until", "before", "after", "during", "approx"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A time placed: the days, how they were said, and whether the publication date was needed."""

    start: date | None
    end: date | None
    grain: Grain
    mod: Mod = "at"
    relative: bool = False
