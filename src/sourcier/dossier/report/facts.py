"""What a chart of a table's own rows shows, apart from any claim: lines, spells and bars, with their axes.

The terminal and the SVG draw the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sourcier.dossier.report.typography import as_number

MOST_LINES = 6
"""Entities in one chart: as many as there are signs and dashes that an eye tells apart."""
MOST_SPELLS = 20
MOST_BARS = 20
_YEARS = tuple(Decimal(step) for step in (1, 2, 5, 10, 20, 25, 50, 100))
_DAY = 10
"""Length of a period that is a day."""
Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series."""

    at: Decimal
    """The year, with its fraction."""
    value: Decimal
    period: str


@dataclass(frozen=True, slots=True)
class Line:
    """An entity's figures, by time, parted where the table has none."""

    name: str
    runs: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """All figures, gaps left aside."""
        return tuple(point for run in self.runs for point in run)

    @property
    def lowest(self) -> Point:
        """The smallest figure, the first of several."""
        return min(self.points, key=lambda point: point.value)

    @property
    def highest(self) -> Point:
        """The largest figure, the first of several."""
        return max(self.points, key=lambda point: point.value)

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """The periods before and after each gap."""
        return tuple((one[-1].period, two[0].period) for one, two in zip(self.runs, self.runs[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Spell:
    """A time for which something held; `end` is None when it still does."""

    name: str
    start: Decimal
    end: Decimal | None
    said: str
    """Its first and last day, in words."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A count and what was counted."""

    name: str
    count: Decimal


def lines_of(rows: Iterable[Row], name_of: Callable[[str], str]) -> tuple[Line, ...]:
    """Return the lines of a series, in the order of their entities' first rows.

    The table's step is the shortest time between two of its figures; where an entity's next figure is farther than one
    and a half of it, its line is broken. Days follow no step (elections, dated amounts), and break no line.
    """
    found: dict[str, list[Point]] = {}
    for row in rows:
        when, value = year_of(row.get("period") or ""), as_number(row.get("value") or "")
        if when is not None and value is not None:
            found.setdefault(row.get("entity") or "", []).append(Point(when, value, row.get("period") or ""))
    for points in found.values():
        points.sort(key=lambda point: point.at)
    apart = [two.at - one.at for points in found.values() for one, two in zip(points, points[1:], strict=False)]
    has_days = any(len(point.period) == _DAY for points in found.values() for point in points)
    step = None if has_days or not apart else min(apart)
    return tuple(Line(name_of(entity), _runs(points, step)) for entity, points in found.items())


def _runs(points: Sequence[Point], step: Decimal | None) -> tuple[tuple[Point, ...], ...]:
    runs: list[list[Point]] = [[points[0]]]
    for one, two in zip(points, points[1:], strict=False):
        if step is not None and two.at - one.at > step * Decimal("1.5"):
            runs.append([])
        runs[-1].append(two)
    return tuple(tuple(run) for run in runs)


def year_of(period: str) -> Decimal | None:
    """Return a period as a year with its fraction, None for what is no period.

    >>> year_of("2022-07"), year_of("soon")
    (Decimal('2022.5'), None)
    """
    parts = period.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return None
    year, month, day = (*(int(part) for part in parts), *([1] * (3 - len(parts))))
    return year + Decimal(month - 1) / 12 + Decimal(day - 1) / 372


def value_ticks(low: Decimal, high: Decimal, most: int) -> tuple[Decimal, ...]:
    """Return round figures that hold two others between them, at most so many.

    >>> [int(tick) for tick in value_ticks(Decimal("60.9"), Decimal("68.3"), 5)]
    [60, 62, 64, 66, 68, 70]
    """
    if high <= low:
        low, high = (low - 1, high + 1)
    power = Decimal(10) ** ((high - low).adjusted() - 1)
    for step in (power * size for size in (1, 2, 5, 10, 20, 50, 100)):
        first, last = (low / step).__floor__(), (high / step).__ceil__()
        if last - first <= most:
            break
    return tuple(step * at for at in range(first, last + 1))


def year_ticks(first: Decimal, last: Decimal, most: int) -> tuple[int, ...]:
    """Return whole years from the first to the last, evenly apart, at most so many.

    >>> year_ticks(Decimal(1996), Decimal("2024.5"), 4)
    (2000, 2010, 2020)
    """
    for step in _YEARS:
        years = tuple(int(step * at) for at in range((first / step).__ceil__(), (last / step).__floor__() + 1))
        if len(years) <= most:
            break
    return years
