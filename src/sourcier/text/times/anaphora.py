"""Times that point back to a year named before: "la même année", "the following year"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from sourcier.core.article import Lang
from sourcier.core.language import Grain, TimeInterval
from sourcier.core.spans import Span

REACH = 250
"""Characters within which the year must have been named: a sentence or two."""

FINE = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.QUARTER, Grain.YEAR})


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point back, and by how many years they move."""

    words: str
    shift: int


@cache
def _pointers(lang: Lang) -> tuple[re.Pattern[str], dict[str, Pointer]]:
    text = resources.files(__package__).joinpath("anaphora.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    found = {words: Pointer(words, int(shift)) for language, words, _, shift in lines if language == lang}
    longest_first = sorted(found, key=lambda words: (-len(words), words))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), found


def with_pointed_times(text: str, lang: Lang, times: Sequence[TimeInterval]) -> list[TimeInterval]:
    """Return the times with those that point back to a year among them.

    The nearest time before the words counts, if it lies within one year and within reach; with none near enough the
    words stay unplaced. A shorter reading inside the words ("cette année" in "cette année-là") goes.
    """
    pattern, pointers = _pointers(lang)
    found = list(times)
    for match in pattern.finditer(text.replace("’", "'")):
        span = Span(match.start(), match.end())
        found = [time for time in found if not time.span.overlaps(span)]
        before = [time for time in found if time.span.end <= span.start and span.start - time.span.end <= REACH]
        year = _year_of(before[-1]) if before else None
        if year is not None:
            year += pointers[match.group().lower()].shift
            grain = Grain.YEAR
            found.append(
                TimeInterval(span, span.of(text), date(year, 1, 1), date(year + 1, 1, 1), grain, relative=True)
            )
            found.sort(key=lambda time: time.span)
    return found


def _year_of(time: TimeInterval) -> int | None:
    """Return the one year in which a time lies."""
    if time.start is None or time.mod != "at" or time.grain not in FINE or not 1400 < time.start.year < 2200:
        return None
    return time.start.year
