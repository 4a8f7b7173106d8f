"""The SVG of a fact page: a file that stands alone, with its own style, no script, and words for who cannot see it.

Entities are told apart by the dashes of their lines, the signs on them and the names at their ends; colour only helps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from html import escape

from sourcier.assessment.numbers import Scaled
from sourcier.dossier.report.facts import Bar, Line, Point, Spell, value_ticks, year_ticks
from sourcier.dossier.report.svg import drawing, rounded, tag, text

WIDTH = 760
_TOP, _LEFT, _RIGHT, _BOTTOM = 64, 76, 150, 34
_PLOT = 300
_ROW = 22
_NAMES = 270
_SIGNED = 12
"""Signs on a line, at most."""
_DASHES = ("none", "7 4", "2 3", "10 3 2 3", "14 4", "1 4")
_COLOURS = ("#1a4f8b", "#b3400f", "#2a6b3c", "#7a2d79", "#7d5a00", "#3d3d3d")
_STYLE = """
svg{background:#fff;font:12px system-ui,sans-serif;color:#1b1b1b}
text{fill:currentColor}.title{font-size:15px;font-weight:600}.axis{fill:#555;font-size:11px}
.grid{stroke:#ddd;stroke-width:1}.line{fill:none;stroke-width:2}.bar{fill:#1a4f8b}.note{fill:#555;font-size:11px}
"""


def lines_svg(lines: Sequence[Line], scale: Scaled, said: Mapping[str, str]) -> str:
    """Return the chart of a series.

    Args:
        lines: One an entity, all with a figure at least.
        scale: Of the figures.
        said: `title`, `unit`, `source`, `pack` and `desc`, the chart in words.
    """
    points = [point for line in lines for point in line.points]
    ticks = value_ticks(min(p.value for p in points) / scale.size, max(p.value for p in points) / scale.size, 6)
    first, last = min(p.at for p in points), max(p.at for p in points)
    wide, height = WIDTH - _LEFT - _RIGHT, _TOP + _PLOT + _BOTTOM + 36

    def x(at: Decimal) -> Decimal:
        return _LEFT + (wide * (at - first) / (last - first) if last > first else Decimal(wide) / 2)

    def y(value: Decimal) -> Decimal:
        return _TOP + _PLOT - _PLOT * (value - ticks[0]) / (ticks[-1] - ticks[0])

    parts = [text(said["unit"], Decimal(_LEFT), Decimal(_TOP - 14), "axis")]
    for tick in ticks:
        parts.append(_grid(Decimal(_LEFT), y(tick), Decimal(WIDTH - _RIGHT), y(tick)))
        parts.append(text(scale.plain(tick * scale.size), Decimal(_LEFT - 8), y(tick) + 4, "axis", end=True))
    parts += _years(first, last, x, Decimal(_TOP + _PLOT))
    placed = _ends([(y(line.points[-1].value / scale.size), at) for at, line in enumerate(lines)])
    for at, line in enumerate(lines):
        colour, each = _COLOURS[at % len(_COLOURS)], max(1, -(-len(line.points) // _SIGNED))
        for run in line.runs:
            path = " ".join(f"{rounded(x(p.at))},{rounded(y(p.value / scale.size))}" for p in run)
            dashes = _DASHES[at % len(_DASHES)]
            parts.append(tag("polyline", points=path, css="line", stroke=colour, stroke_dasharray=dashes))
        for count, point in enumerate(line.points):
            is_alone = any(run == (point,) for run in line.runs)
            shape = at if count % each == 0 or is_alone or point is line.points[-1] else -1
            parts.append(_sign(shape, x(point.at), y(point.value / scale.size), colour, _point(line, point, scale)))
        beside = Decimal(WIDTH - _RIGHT + 22)
        parts.append(_sign(at, beside - 10, placed[at] - 4, colour, line.name))
        parts.append(text(_cut(line.name, 20), beside, placed[at], "name"))
    return _page(parts, height, said)


def spells_svg(spells: Sequence[Spell], until: Decimal, said: Mapping[str, str]) -> str:
    """Return the chart of a relation: a bar from the first day of each spell to its last, or to `until`."""
    first = min(spell.start for spell in spells)
    last = max(*(spell.end or until for spell in spells), first + 1)
    bottom = _TOP + _ROW * len(spells)

    def x(at: Decimal) -> Decimal:
        return _NAMES + (WIDTH - 24 - _NAMES) * (at - first) / (last - first)

    parts = _years(first, last, x, Decimal(bottom))
    for at, spell in enumerate(spells):
        top, wide = Decimal(_TOP + _ROW * at), max(x(spell.end or until) - x(spell.start), Decimal(2))
        parts.append(text(_cut(spell.name, 38), Decimal(16), top + 15, "name"))
        tip = tag("title", escape(f"{spell.name}, {spell.said}"))
        parts.append(tag("rect", tip, x=x(spell.start), y=top + 5, width=wide, height=12, css="bar"))
        if spell.end is None:
            parts.append(text("→", x(until) + 2, top + 15, "name"))
    return _page(parts, bottom + _BOTTOM + 36, said)


def bars_svg(bars: Sequence[Bar], scale: Scaled, said: Mapping[str, str]) -> str:
    """Return the chart of a tally: a bar for each count, from nought."""
    highest = max(*(bar.count for bar in bars), Decimal(1))
    parts = []
    for at, bar in enumerate(bars):
        top, wide = Decimal(_TOP + _ROW * at), (WIDTH - 110 - _NAMES) * bar.count / highest
        parts.append(text(_cut(bar.name, 38), Decimal(16), top + 15, "name"))
        parts.append(tag("rect", x=Decimal(_NAMES), y=top + 5, width=max(wide, Decimal(1)), height=12, css="bar"))
        parts.append(text(scale.plain(bar.count), _NAMES + wide + 8, top + 15, "name"))
    return _page(parts, _TOP + _ROW * len(bars) + _BOTTOM + 16, said)


def _page(parts: Sequence[str], height: int, said: Mapping[str, str]) -> str:
    head = [
        tag("desc", escape(said["desc"])),
        tag("style", _STYLE),
        tag("rect", width="100%", height="100%", fill="#fff"),
        text(_cut(said["title"], 80), Decimal(16), Decimal(26), "title"),
    ]
    foot = [
        text(_cut(said[each], 115), Decimal(16), Decimal(height - up), "note")
        for each, up in (("source", 28), ("pack", 12))
    ]
    size = {"xmlns": "http://www.w3.org/2000/svg", "width": str(WIDTH), "height": str(height)}
    return drawing([*head, *parts, *foot], WIDTH, height, said["title"], "fact", **size) + "\n"


def _years(first: Decimal, last: Decimal, x: Callable[[Decimal], Decimal], bottom: Decimal) -> list[str]:
    parts = []
    for year in year_ticks(first, last, 9):
        at = x(Decimal(year))
        parts.append(_grid(at, bottom, at, bottom + 5))
        parts.append(text(str(year), at - 14, bottom + 18, "axis"))
    return parts


def _grid(x1: Decimal, y1: Decimal, x2: Decimal, y2: Decimal) -> str:
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, css="grid")


def _ends(wanted: Sequence[tuple[Decimal, int]]) -> dict[int, Decimal]:
    """Return where each line's name stands: beside its end, names kept a line apart."""
    placed: dict[int, Decimal] = {}
    lowest = Decimal(_TOP - 20)
    for y, at in sorted(wanted):
        lowest = max(y + 4, lowest + 15)
        placed[at] = lowest
    return placed


def _point(line: Line, point: Point, scale: Scaled) -> str:
    return f"{line.name}, {point.period} : {scale.amount(point.value)}"


def _sign(shape: int, x: Decimal, y: Decimal, colour: str, said: str) -> str:
    """Return the sign of a line at a place: a shape of its own, or a dot that only answers a pointer."""
    tip = tag("title", escape(said))
    side = Decimal(4)
    if shape < 0:
        return tag("circle", tip, cx=x, cy=y, r=3, fill=colour, fill_opacity="0")
    fill = colour if shape % 2 == 0 else "#fff"
    corners = (
        (),
        ((-side, -side), (side, -side), (side, side), (-side, side)),
        ((0, -side - 1), (side + 1, side), (-side - 1, side)),
    )[shape // 2 % 3]
    if not corners:
        return tag("circle", tip, cx=x, cy=y, r=side, fill=fill, stroke=colour)
    path = " ".join(f"{rounded(x + right)},{rounded(y + down)}" for right, down in corners)
    return tag("polygon", tip, points=path, fill=fill, stroke=colour)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
