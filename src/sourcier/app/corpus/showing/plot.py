"""The plots of a collection's report, as SVG of our own: figures over time, verdicts by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from sourcier.app.corpus.showing.drift import Given, Reference, middle_of
from sourcier.dossier.report.svg import drawing, rounded, tag, text
from sourcier.dossier.report.typography import number, one_line
from sourcier.dossier.report.words import Words

WIDTH = 640
_HEIGHT, _TOP, _BOTTOM, _SIDE = 190, 22, 164, 12
_AROUND = 366
"""Days of the series shown before the first figure and behind the last, at least."""
_APART = 13
"""Pixels between two figures that stand above each other."""
_FEWEST = 2
_BY_MONTH = 100
"""Days from which the ends of the axis are given as months."""
_LONGEST = 28


def drift_plot(figures: Sequence[Given], reference: Reference | None, say: Words, title: str) -> str:
    """Return the figures by day of publication, the reference series behind them; empty where they cannot be drawn.

    Figures of two units, of undated articles, of claims that give several, and those that a newer version of their page
    has replaced are left to the table.
    """
    marks = [
        (one.telling.day, value, one)
        for one in figures
        if one.telling.day and not one.telling.is_past and (value := one.middle) is not None
    ]
    units = {one.unit for _, _, one in marks if not one.unit.isalpha() or one.unit.isupper()}
    if len({value for _, value, _ in marks}) < _FEWEST or len(units) > 1:
        return ""
    line = _series(reference, [day for day, _, _ in marks])
    days = [day.toordinal() for day, _, _ in marks] + [day.toordinal() for day, _, _ in line]
    values = [value for _, value, _ in marks] + [value for _, value, _ in line]
    scale = _Scale(min(days), max(days), min(values), max(values))
    parts = [tag("line", x1=0, x2=WIDTH, y1=_BOTTOM + 6, y2=_BOTTOM + 6, css="base")]
    if reference and line:
        unit = reference.unit
        path = " ".join(f"{rounded(scale.x(day))},{rounded(scale.y(value))}" for day, value, _ in line)
        parts.append(tag("polyline", points=path, css="line"))
        for day, value, period in line:
            said = say("corpus.point", period=say.period(period), figure=say.value(str(value), unit))
            parts.append(tag("circle", tag("title", escape(said)), cx=scale.x(day), cy=scale.y(value), r=2, css="dot"))
    parts += _marks(marks, scale, say)
    parts += _axis(scale, say)
    return drawing(parts, WIDTH, _HEIGHT, title, "chart drift")


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a day and a value stand in the drawing."""

    first: int
    last: int
    low: Decimal
    high: Decimal

    def x(self, day: date) -> Decimal:
        """Return pixels from the left."""
        long = self.last - self.first
        share = Decimal(day.toordinal() - self.first) / long if long else Decimal("0.5")
        return _SIDE + (WIDTH - 2 * _SIDE) * share

    def y(self, value: Decimal) -> Decimal:
        """Return pixels from the top."""
        return _BOTTOM - (_BOTTOM - _TOP) * (value - self.low) / (self.high - self.low)


def _series(reference: Reference | None, days: Sequence[date]) -> list[tuple[date, Decimal, str]]:
    if reference is None:
        return []
    first, last = min(days).toordinal() - 3 * _AROUND, max(days).toordinal() + _AROUND
    placed = [(day, value, period) for period, value in reference.points if (day := middle_of(period)) is not None]
    return [one for one in placed if first <= one[0].toordinal() <= last]


def _marks(marks: Sequence[tuple[date, Decimal, Given]], scale: _Scale, say: Words) -> list[str]:
    parts, said, taken = [], set(), list[tuple[Decimal, Decimal]]()
    for day, value, one in marks:
        x, y = scale.x(day), scale.y(value)
        who = one.telling.claim.paper.publisher or say("corpus.no_publisher")
        words = say("corpus.mark", day=say.day(day), who=who, figure=one.words)
        parts.append(tag("circle", tag("title", escape(words)), cx=x, cy=y, r=5, css="dot given"))
        if value in said:
            continue
        said.add(value)
        is_right = x * 2 > WIDTH
        above = y - 9
        while any(abs(x - other) < 90 and abs(above - height) < _APART for other, height in taken):
            above -= _APART
        taken.append((x, above))
        side = x + (6 if is_right else -6)
        lang = one.telling.claim.paper.lang
        parts.append(text(_short(one, value, say), side, max(above, Decimal(9)), "figure", end=is_right, lang=lang))
    return parts


def _short(one: Given, value: Decimal, say: Words) -> str:
    """Return a figure as it was first written ("24 millions d’euros"), in digits where that is long."""
    written = one_line(one.words)
    return written if len(written) <= _LONGEST else number(value, say.lang)


def _axis(scale: _Scale, say: Words) -> list[str]:
    first, last = (date.fromordinal(day) for day in (scale.first, scale.last))
    form = "%Y-%m" if scale.last - scale.first > _BY_MONTH else "%Y-%m-%d"
    ends = [text(say.period(first.strftime(form)), Decimal(_SIDE), Decimal(_HEIGHT - 4), "axis")]
    if first != last:
        ends.append(
            text(say.period(last.strftime(form)), Decimal(WIDTH - _SIDE), Decimal(_HEIGHT - 4), "axis", end=True)
        )
    return ends


def verdict_bar(counts: Mapping[str, int], most: int, title: str) -> str:
    """Return a bar of verdicts, as long as their number is of the largest of its table."""
    parts, at = [], Decimal(0)
    for status, count in counts.items():
        wide = Decimal(160 * count) / max(most, 1)
        if count:
            parts.append(tag("rect", x=at, y=1, width=max(wide - 1, Decimal(1)), height=10, css=f"part {status}"))
        at += wide
    return drawing(parts, 160, 12, title, "chart counted")
