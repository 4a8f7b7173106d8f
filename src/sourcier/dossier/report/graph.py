"""Who with whom as a small graph: SVG of our own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from math import cos, hypot, pi, sin

from sourcier.core.claims import Polarity
from sourcier.core.relations import Modality
from sourcier.dossier.report.context import Context
from sourcier.dossier.report.relations import Edge, RelationView, edges

WIDTH, NARROW = 720, 380
"""Of the graph on a page and on a telephone, in units of the drawing: about as many pixels."""
MOST_LABELS = 6
"""With more edges than this, each has a number, and the table under the graph says what it stands for."""
MOST_NODES = 12
"""Entities drawn: those with most relations, the earlier named first. The table under the graph has all."""

_LINE = 15
_LONGEST, _LONGEST_NARROW = 18, 11
"""Letters of a name on one line."""
_LETTER = 6.2
"""Width of a letter of a label, about."""
_BEND = 22.0
"""How far the edges between the same two nodes lie apart in the middle."""

Point = tuple[float, float]


def numbers(views: Sequence[RelationView]) -> dict[int, int]:
    """Return the number of the edge that draws each row of the table; empty where edges bear their words."""
    found = edges(_drawn(views))
    if len(found) <= MOST_LABELS:
        return {}
    return {view.row: number for number, edge in enumerate(found, start=1) for view in edge.views}


def graph(views: Sequence[RelationView], context: Context, width: int = WIDTH) -> str:
    """Return the relations as SVG: entities on a circle, an arrow for each group; empty for no relation."""
    drawn = _drawn(views)
    if not drawn:
        return ""
    names = _spread(_names(drawn), drawn)
    height = 150 if len(names) == 2 else 320 if len(names) <= 4 else 460 if width == WIDTH else 560
    places = _places(list(names), width, height)
    numbered = numbers(views)
    parts: list[str] = []
    taken: list[tuple[float, float, float, float]] = [
        box for id_, at in places.items() for box in _name_boxes(names[id_], at, width, height)
    ]
    between: Counter[tuple[str, ...]] = Counter()
    for edge in edges(drawn):
        one = edge.first.relation
        pair = tuple(sorted((one.subject.entity_id, one.object.entity_id)))
        rank = between[pair]
        between[pair] += 1
        side = 1 if one.subject.entity_id == pair[0] else -1
        parts.append(_arrow(edge, places, side * _bend(rank), taken, numbered.get(edge.first.row)))
    nodes = [_node(names[id_], at, width, height) for id_, at in places.items()]
    title = context.say("ties.alt", n=len(names), edges=len(between))
    body = f"<title>{escape(title)}</title>" + "".join(parts) + "".join(nodes)
    css = "ties" if width == WIDTH else "ties narrow"
    return f'<svg class="{css}" viewBox="0 0 {width} {height}" role="group">{body}</svg>'


def _drawn(views: Sequence[RelationView]) -> list[RelationView]:
    """Return the relations between the entities that have most."""
    counts: Counter[str] = Counter()
    for view in views:
        counts.update((view.relation.subject.entity_id, view.relation.object.entity_id))
    kept = {id_ for id_, _ in counts.most_common(MOST_NODES)}
    return [v for v in views if {v.relation.subject.entity_id, v.relation.object.entity_id} <= kept]


def _names(views: Sequence[RelationView]) -> dict[str, str]:
    names: dict[str, str] = {}
    for view in views:
        names.setdefault(view.relation.subject.entity_id, view.subject)
        names.setdefault(view.relation.object.entity_id, view.object)
    return names


def _spread(names: dict[str, str], views: Sequence[RelationView]) -> dict[str, str]:
    """Return the names in the order of their places on the circle: those with most relations lie far apart."""
    counts: Counter[str] = Counter()
    for view in views:
        counts.update((view.relation.subject.entity_id, view.relation.object.entity_id))
    ids = sorted(names, key=lambda id_: -counts[id_])
    step = next(number for number in (5, 3, 2, 1) if number == 1 or (len(ids) > number and len(ids) % number))
    placed = {number * step % len(ids): id_ for number, id_ in enumerate(ids)}
    return {placed[at]: names[placed[at]] for at in sorted(placed)}


def _places(ids: Sequence[str], width: int, height: int) -> dict[str, Point]:
    """Return where each entity stands: on an ellipse, clockwise, two of them side by side."""
    start = pi if len(ids) <= 2 else -pi / 2
    across, down = width / 2 - (150 if width == WIDTH else 56), height / 2 - 46
    return {
        id_: (
            width / 2 + across * cos(start + 2 * pi * n / len(ids)),
            height / 2 + down * sin(start + 2 * pi * n / len(ids)),
        )
        for n, id_ in enumerate(ids)
    }


def _bend(rank: int) -> float:
    """Return how far the middle of an edge is moved aside: 1, -1, 3, -3 … times half the distance."""
    return (rank + 1 if rank % 2 == 0 else -rank) * _BEND


def _arrow(
    edge: Edge,
    places: dict[str, Point],
    bend: float,
    taken: list[tuple[float, float, float, float]],
    number: int | None,
) -> str:
    one = edge.first.relation
    (x0, y0), (x1, y1) = places[one.subject.entity_id], places[one.object.entity_id]
    length = hypot(x1 - x0, y1 - y0) or 1.0
    across: Point = (-(y1 - y0) / length, (x1 - x0) / length)
    middle: Point = ((x0 + x1) / 2 + 2 * bend * across[0] / 2, (y0 + y1) / 2 + 2 * bend * across[1] / 2)
    start, end = _towards((x0, y0), middle, 9), _towards((x1, y1), middle, 11)
    css = "tie hostile" if edge.first.is_hostile else "tie"
    if one.polarity is Polarity.NEGATIVE or one.modality is not Modality.ASSERTED:
        css += " faint"
    path = f'<path d="M{_n(start)} Q{_n(middle)} {_n(end)}"/>'
    heads = _head(middle, end) + (_head(middle, start) if one.is_symmetric else "")
    count = f" ×{len(edge.views)}" if len(edge.views) > 1 else ""
    words = edge.first.label + count
    shown = words if number is None else str(number)
    # Edges cross in the middle: a number stands near the arrow's head, where the others are far.
    along = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73) if number is None else (0.76, 0.7, 0.82, 0.64, 0.58, 0.5, 0.36)
    at = _free_place([_on(start, middle, end, t) for t in along], shown, taken)
    label = f'<text x="{at[0]:.1f}" y="{at[1] + 4:.1f}" text-anchor="middle">{escape(shown)}</text>'
    sign = "↔" if one.is_symmetric else "→"
    full = f"{edge.first.subject} {sign} {edge.first.object} – {words}"
    body = f"<title>{escape(full)}</title>{path}{heads}{label}"
    href = f"#r{edge.first.number}" if edge.first.number else f"#w{edge.first.row}"
    return f'<a class="{css}" href="{href}" aria-label="{escape(full)}">{body}</a>'


def _free_place(along: Sequence[Point], words: str, taken: list[tuple[float, float, float, float]]) -> Point:
    """Return a point of a curve, or one beside it, where a label covers no other; the first where all are taken."""
    half = max(len(words), 2) * _LETTER / 2
    places = [*along] + [(x, y + shift) for shift in (-_LINE, _LINE) for x, y in along]
    boxes = [(x - half, y - _LINE / 2, x + half, y + _LINE / 2) for x, y in places]
    free = [
        (place, box)
        for place, box in zip(places, boxes, strict=True)
        if not any(_overlap(box, other) for other in taken)
    ]
    place, box = free[0] if free else (places[0], boxes[0])
    taken.append(box)
    return place


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _on(start: Point, middle: Point, end: Point, t: float) -> Point:
    """Return a point of a quadratic curve."""
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return a * start[0] + b * middle[0] + c * end[0], a * start[1] + b * middle[1] + c * end[1]


def _towards(point: Point, other: Point, by: float) -> Point:
    length = hypot(other[0] - point[0], other[1] - point[1]) or 1.0
    return point[0] + (other[0] - point[0]) * by / length, point[1] + (other[1] - point[1]) * by / length


def _head(behind: Point, tip: Point) -> str:
    """Return an arrowhead at a point, coming from another."""
    back = _towards(tip, behind, 9)
    length = hypot(tip[0] - back[0], tip[1] - back[1]) or 1.0
    across = (-(tip[1] - back[1]) / length * 4.5, (tip[0] - back[0]) / length * 4.5)
    left = (back[0] + across[0], back[1] + across[1])
    right = (back[0] - across[0], back[1] - across[1])
    return f'<polygon points="{_n(tip)} {_n(left)} {_n(right)}"/>'


def _n(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _lines(name: str, width: int) -> list[str]:
    """Return a name on one line, or parted near its middle where it is long."""
    if len(name) <= (_LONGEST if width == WIDTH else _LONGEST_NARROW) or " " not in name:
        return [name]
    cuts = [at for at, letter in enumerate(name) if letter == " "]
    cut = min(cuts, key=lambda at: (abs(at - len(name) / 2), at))
    return [name[:cut], name[cut + 1 :]]


def _anchor(at: Point, width: int, height: int) -> tuple[str, float, float]:
    """Return how the name stands beside its dot, outwards: anchor, and the shift of its first line."""
    if abs(at[0] - width / 2) < 8 or width == NARROW:
        return "middle", 0.0, -14.0 if at[1] < height / 2 else 22.0
    return ("end", -12.0, 4.0) if at[0] < width / 2 else ("start", 12.0, 4.0)


def _name_boxes(name: str, at: Point, width: int, height: int) -> list[tuple[float, float, float, float]]:
    anchor, dx, dy = _anchor(at, width, height)
    wide = max(len(line) for line in _lines(name, width)) * 7.2
    left = at[0] + dx - (wide if anchor == "end" else wide / 2 if anchor == "middle" else 0)
    return [(left, at[1] + dy - _LINE, left + wide, at[1] + dy + _LINE), (at[0] - 8, at[1] - 8, at[0] + 8, at[1] + 8)]


def _node(name: str, at: Point, width: int, height: int) -> str:
    anchor, dx, dy = _anchor(at, width, height)
    lines = _lines(name, width)
    first = dy - (len(lines) - 1) * (_LINE if anchor == "middle" and dy < 0 else 0 if anchor == "middle" else _LINE / 2)
    spans = "".join(
        f'<tspan x="{at[0] + dx:.1f}" y="{at[1] + first + n * _LINE:.1f}">{escape(line)}</tspan>'
        for n, line in enumerate(lines)
    )
    dot = f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="5"/>'
    return f'<g class="node">{dot}<text text-anchor="{anchor}">{spans}</text></g>'
