"""The plots of a collection's report, as SVG of our own: figures over time, verdicts by period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from sourcier.app.corpus.showing.drift import Clash, Given, Reference, middle_of
from sourcier.app.corpus.showing.scale import BOTTOM, HEIGHT, LETTER, SIDE, WIDTH, Scale, figure_of, scale_of
from sourcier.dossier.report.svg import drawing, rounded, tag, text
from sourcier.dossier.report.typography import number, one_line
from sourcier.dossier.report.words import Words

_AROUND = 366
"""Days of a series shown before the first figure and behind the last, at least."""
_APART = 13
"""Pixels between two figures that stand above each other."""
_WIDE = 90
"""Pixels of a label, about."""
_FEWEST = 2
_LINES = 3
"""Figures of a table that one drawing shows, at most."""
_LONGEST = 28


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing."""

    svg: str
    is_cut: bool
    """Its upright scale does not begin at zero."""
    has_reference: bool
    """What the table has is drawn in it."""


_Mark = tuple[date, Decimal, Given]


def drift_plot(clash: Clash, reference: Reference | None, say: Words, title: str) -> Plot | None:
    """Return the figures of one period by day of publication, and as a line across what the table has for it.

    Figures of two units, of undated articles and of claims that give several are left to the table; None where too few
    are left.
    """
    marks = [
        (one.telling.day, value, one)
        for one in clash.figures
        if one.telling.day is not None and (value := one.figure.middle) is not None
    ]
    if not _are_drawable(marks):
        return None
    lines = _lines(clash, reference, marks[0][2].figure.unit)
    scale = _scale([day for day, _, _ in marks], [*(value for _, value, _ in marks), *dict(lines).values()], marks, say)
    parts = scale.drawn()
    taken = []
    for period, value in lines:
        y = scale.y(value)
        parts.append(tag("line", x1=scale.left - 6, x2=WIDTH, y1=y, y2=y, css="line"))
        said = say("corpus.point", period=say.period(period), figure=figure_of(value, marks[0][2].figure.unit, say))
        parts.append(text(said, Decimal(WIDTH - SIDE), y - 5, "axis over", end=True))
        taken.append((Decimal(WIDTH - SIDE), y - 5))
    parts += _marks(marks, scale, say, taken)
    parts += scale.ends(say)
    return Plot(drawing(parts, WIDTH, HEIGHT, title, "chart drift"), scale.is_cut, bool(lines))


def series_plot(figures: Sequence[Given], reference: Reference | None, say: Words, title: str) -> Plot | None:
    """Return the figures at the periods that they are of, and the series of the table behind them.

    Figures of which no period is said, or several are, stand in the table alone; None where too few are left.
    """
    marks = [
        (middle_of(one.periods[0].iso) or one.periods[0].middle, value, one)
        for one in figures
        if len(one.periods) == 1 and not one.telling.is_past and (value := one.figure.middle) is not None
    ]
    if not _are_drawable(marks) or len({day for day, _, _ in marks}) < _FEWEST:
        return None
    unit = marks[0][2].figure.unit
    line = _series(reference, [day for day, _, _ in marks]) if reference and _is_of(unit, reference.unit) else []
    days = [day for day, *_ in marks] + [day for day, *_ in line]
    scale = _scale(days, [value for _, value, _ in marks] + [value for _, value, _ in line], marks, say)
    parts = scale.drawn()
    if line:
        path = " ".join(f"{rounded(scale.x(day))},{rounded(scale.y(value))}" for day, value, _ in line)
        parts.append(tag("polyline", points=path, css="line"))
    for day, value, period in line:
        said = say("corpus.point", period=say.period(period), figure=figure_of(value, unit, say))
        x, y = scale.x(day) - 3, scale.y(value) - 3
        parts.append(tag("rect", tag("title", escape(said)), x=x, y=y, width=6, height=6, css="dot"))
    parts += _marks(marks, scale, say, [])
    ends = [(day, period) for day, _, period in (line[:1] + line[-1:])]
    parts += _below(sorted({(day, one.periods[0].iso) for day, _, one in marks}) + ends, scale, say)
    return Plot(drawing(parts, WIDTH, HEIGHT, title, "chart drift"), scale.is_cut, bool(line))


def _are_drawable(marks: Sequence[_Mark]) -> bool:
    """Say whether there are several figures, all of one unit; nouns counted differ with the language."""
    units = {one.figure.unit for _, _, one in marks if not _is_noun(one.figure.unit)}
    return len({value for _, value, _ in marks}) >= _FEWEST and len(units) <= 1


def _is_noun(unit: str) -> bool:
    return unit.isalpha() and not unit.isupper()


def _is_of(unit: str, other: str) -> bool:
    return unit == other or (_is_noun(unit) and _is_noun(other))


def _scale(days: Sequence[date], values: Sequence[Decimal], marks: Sequence[_Mark], say: Words) -> Scale:
    return scale_of(days, values, marks[0][2].figure.unit, say)


def _lines(clash: Clash, reference: Reference | None, unit: str) -> list[tuple[str, Decimal]]:
    """Return what the table has for the period of the figures; for those that it decided, where they say none."""
    if reference is None or not _is_of(unit, reference.unit):
        return []
    wanted = {period.iso for period in clash.periods}
    points = dict(reference.points) | dict(reference.decided)
    found = [(period, value) for period, value in sorted(points.items()) if period in wanted]
    return found or list(reference.decided if not wanted else ())[:_LINES]


def _series(reference: Reference, days: Sequence[date]) -> list[tuple[date, Decimal, str]]:
    first, last = min(days).toordinal() - 3 * _AROUND, max(days).toordinal() + _AROUND
    points = reference.points or reference.decided
    placed = [(day, value, period) for period, value in points if (day := middle_of(period)) is not None]
    return [one for one in placed if first <= one[0].toordinal() <= last]


def _marks(marks: Sequence[_Mark], scale: Scale, say: Words, taken: list[tuple[Decimal, Decimal]]) -> list[str]:
    parts, said = [], set()
    for day, value, one in marks:
        x, y = scale.x(day), scale.y(value)
        who = one.telling.claim.paper.publisher or say("corpus.no_publisher")
        when = say.day(one.telling.day) if one.telling.day else say("corpus.undated")
        words = say("corpus.mark", day=when, who=who, figure=one.figure.words)
        parts.append(tag("circle", tag("title", escape(words)), cx=x, cy=y, r=5, css="dot given"))
        if (label := (value, one.periods)) in said:
            continue
        said.add(label)
        is_right = x * 2 > WIDTH
        above = y - 9
        while any(abs(x - other) < _WIDE and abs(above - height) < _APART for other, height in taken):
            above -= _APART
        taken.append((x, above))
        side = x + (6 if is_right else -6)
        lang = one.telling.claim.paper.lang
        parts.append(text(_short(one, value, say), side, max(above, Decimal(9)), "figure", end=is_right, lang=lang))
    return parts


def _short(one: Given, value: Decimal, say: Words) -> str:
    """Return a figure as it was first written ("24 millions d’euros"), in digits where that is long."""
    written = one_line(one.figure.words)
    return written if len(written) <= _LONGEST else number(value, say.lang)


def _below(periods: Iterable[tuple[date, str]], scale: Scale, say: Words) -> list[str]:
    """Return the names of periods below the drawing; one that would touch another before it is left out."""
    parts, taken = [], list[tuple[Decimal, Decimal]]()
    for day, iso in periods:
        said = say.period(iso)
        wide = LETTER * len(said)
        x = min(max(scale.x(day) - wide / 2, Decimal(0)), WIDTH - wide)
        if all(x > end + LETTER or x + wide < start - LETTER for start, end in taken):
            parts.append(text(said, x, Decimal(HEIGHT - 4), "axis"))
            parts.append(tag("line", x1=scale.x(day), x2=scale.x(day), y1=BOTTOM, y2=BOTTOM + 5, css="base"))
            taken.append((x, x + wide))
    return parts


def verdict_bar(counts: Mapping[str, int], most: int, title: str) -> str:
    """Return a bar of verdicts, as long as their number is of the largest of its table."""
    parts, at = [], Decimal(0)
    for status, count in counts.items():
        wide = Decimal(160 * count) / max(most, 1)
        if count:
            parts.append(tag("rect", x=at, y=1, width=max(wide - 1, Decimal(1)), height=10, css=f"part {status}"))
        at += wide
    return drawing(parts, 160, 12, title, "chart counted")
