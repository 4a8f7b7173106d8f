"""Charts of a table's rows in the terminal: braille lines, bars of blocks; no colour is needed to read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from sourcier.assessment.numbers import Scaled
from sourcier.dossier.report.facts import Bar, Line, Point, Spell, value_ticks, year_ticks

ROWS = 15
"""Lines of a chart, without its years."""
SIGNS = "●○▲△■□"
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille cell, by row and column."""
_BLANK = 0x2800
_EIGHTHS = " ▏▎▍▌▋▊▉"
_NAMES = 36
_FEW = 8
"""Figures of an entity, of which each gets its sign."""
_SIGN_EVERY = 7
"""Columns between the signs of a line."""


class _Canvas:
    """Cells of braille dots, two across and four down each; a sign put on a cell hides its dots."""

    def __init__(self, columns: int, rows: int) -> None:
        self.across, self.down = 2 * columns - 1, 4 * rows - 1
        self._dots = [[0] * columns for _ in range(rows)]
        self._signs: dict[tuple[int, int], str] = {}

    def line(self, one: tuple[int, int], two: tuple[int, int]) -> None:
        """Set the dots of a straight line between two dots."""
        steps = max(abs(two[0] - one[0]), abs(two[1] - one[1]), 1)
        for step in range(steps + 1):
            x = round(one[0] + (two[0] - one[0]) * step / steps)
            y = round(one[1] + (two[1] - one[1]) * step / steps)
            self._dots[y // 4][x // 2] |= _DOTS[y % 4][x % 2]

    def sign(self, dot: tuple[int, int], sign: str) -> None:
        """Put a sign on the cell of a dot, unless another stands there."""
        self._signs.setdefault((dot[1] // 4, dot[0] // 2), sign)

    def rows(self) -> list[str]:
        """Return the lines of text."""
        return [
            "".join(
                self._signs.get((y, x)) or (chr(_BLANK + dots) if dots else " ") for x, dots in enumerate(row)
            ).rstrip()
            for y, row in enumerate(self._dots)
        ]


def plot_lines(lines: Sequence[Line], scale: Scaled, width: int) -> list[str]:
    """Return the chart of a series: its axis on the left, years below, one sign an entity where there are several."""
    points = [point for line in lines for point in line.points]
    ticks = value_ticks(min(p.value for p in points) / scale.size, max(p.value for p in points) / scale.size, ROWS // 3)
    labels = [scale.plain(tick * scale.size) for tick in ticks]
    margin = max(map(len, labels))
    canvas = _Canvas(width - margin - 3, ROWS)
    first, last = min(p.at for p in points), max(p.at for p in points)

    def dot(point: Point) -> tuple[int, int]:
        along = (point.at - first) / (last - first) if last > first else Decimal("0.5")
        above = (point.value / scale.size - ticks[0]) / (ticks[-1] - ticks[0])
        return round(along * canvas.across), canvas.down - round(above * canvas.down)

    for at, line in enumerate(lines):
        sign = SIGNS[at % len(SIGNS)]
        for run in line.runs:
            for one, two in zip(run, run[1:], strict=False):
                canvas.line(dot(one), dot(two))
            if len(run) == 1:
                canvas.sign(dot(run[0]), sign)
        if len(line.points) <= _FEW:
            for point in line.points:
                canvas.sign(dot(point), sign)
        elif len(lines) > 1:
            last_sign = -_SIGN_EVERY + at * 2
            for point in line.points:
                x = dot(point)[0] // 2
                if x - last_sign >= _SIGN_EVERY or point is line.points[-1]:
                    canvas.sign(dot(point), sign)
                    last_sign = x
    at_row = {ROWS - 1 - round(step * (ROWS - 1) / (len(ticks) - 1)): label for step, label in enumerate(labels)}
    drawn = [
        f"{at_row.get(row, ''):>{margin}} {'┤' if row in at_row else '│'}{cells}"
        for row, cells in enumerate(canvas.rows())
    ]
    return [*drawn, *_years(first, last, width - margin - 3, margin + 1)]


def plot_spells(spells: Sequence[Spell], until: Decimal, width: int) -> list[str]:
    """Return the chart of a relation: a bar a spell, with an arrow where it still holds."""
    first = min(spell.start for spell in spells)
    last = max(*(spell.end or until for spell in spells), first + 1)
    margin = min(max(len(spell.name) for spell in spells), _NAMES)
    columns = width - margin - 3

    def column(at: Decimal) -> int:
        return round((at - first) / (last - first) * (columns - 1))

    drawn = []
    for spell in spells:
        start, end = column(spell.start), column(spell.end or until)
        bar = "━" * max(end - start, 1) + ("▶" if spell.end is None else "")
        drawn.append(f"{_cut(spell.name, margin):<{margin}} │{' ' * start}{bar}"[:width])
    return [*drawn, *_years(first, last, columns, margin + 1)]


def plot_bars(bars: Sequence[Bar], scale: Scaled, width: int) -> list[str]:
    """Return the chart of a tally: a bar for each count, from nought, and the count at its end."""
    highest = max(*(bar.count for bar in bars), Decimal(1))
    margin = min(max(len(bar.name) for bar in bars), _NAMES)
    counts = [scale.plain(bar.count) for bar in bars]
    columns = width - margin - max(map(len, counts)) - 3
    drawn = []
    for bar, count in zip(bars, counts, strict=True):
        eighths = round(bar.count / highest * columns * 8)
        blocks = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        drawn.append(f"{_cut(bar.name, margin):<{margin}} │{blocks} {count}")
    return drawn


def legend(lines: Sequence[Line], scale: Scaled, words: Mapping[str, str], period: Callable[[str], str]) -> list[str]:
    """Return a line for each entity: its sign, its lowest and highest figure, its last one, its gaps."""
    said = []
    for at, line in enumerate(lines):
        sign = f"{SIGNS[at % len(SIGNS)]} " if len(lines) > 1 else ""
        low, high, last = line.lowest, line.highest, line.points[-1]
        said.append(
            sign
            + words["legend"].format(
                name=line.name,
                low=scale.plain(low.value, 4),
                low_at=period(low.period),
                high=scale.plain(high.value, 4),
                high_at=period(high.period),
                last=scale.plain(last.value, 4),
                last_at=period(last.period),
            )
        )
        said += ["  " + words["gap"].format(after=period(after), before=period(before)) for after, before in line.gaps]
    return said


def _years(first: Decimal, last: Decimal, columns: int, margin: int) -> list[str]:
    """Return the axis of years and the line of their names below it."""
    axis, names = ["─"] * columns, [" "] * columns
    for year in year_ticks(first, last, max(columns // 9, 2)):
        at = round((year - first) / (last - first) * (columns - 1)) if last > first else columns // 2
        axis[at] = "┬"
        start = min(max(at - 1, 0), columns - 4)
        names[start : start + 4] = str(year)
    return [" " * margin + "└" + "".join(axis), (" " * (margin + 1) + "".join(names)).rstrip()]


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
