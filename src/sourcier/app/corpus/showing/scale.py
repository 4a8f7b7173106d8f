"""The two scales of a plot: days from left to right, figures from below upwards, with few round marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sourcier.dossier.report.svg import tag, text
from sourcier.dossier.report.typography import number
from sourcier.dossier.report.words import Words

WIDTH, HEIGHT = 640, 200
BOTTOM, SIDE = 174, 12
_TOP = 22
LETTER = Decimal("6.6")
"""Pixels of a digit, about."""
_BY_MONTH = 100
"""Days from which the ends of the axis are given as months."""
_INTERVALS = 2
"""Between the marks of the upright scale, at most."""
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
_LARGE = ((Decimal(10) ** 9, "corpus.axis.billions"), (Decimal(10) ** 6, "corpus.axis.millions"))


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a day and a value stand in the drawing."""

    first: int
    last: int
    """Days, as `date.toordinal` counts them."""
    ticks: tuple[Decimal, ...]
    """Values that are marked, from the lowest of the scale to its highest."""
    labels: tuple[str, ...]

    @property
    def left(self) -> Decimal:
        """Where the days begin: right of the labels."""
        return LETTER * max(map(len, self.labels)) + SIDE + 6

    @property
    def is_cut(self) -> bool:
        """Say whether the upright scale begins elsewhere than at zero."""
        return self.ticks[0] > 0 or self.ticks[-1] < 0

    def x(self, day: date) -> Decimal:
        """Return pixels from the left."""
        long = self.last - self.first
        share = Decimal(day.toordinal() - self.first) / long if long else Decimal("0.5")
        return self.left + (WIDTH - SIDE - self.left) * share

    def y(self, value: Decimal) -> Decimal:
        """Return pixels from the top."""
        return BOTTOM - (BOTTOM - _TOP) * (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])

    def drawn(self) -> list[str]:
        """Return the upright scale: a line and a label at each mark."""
        parts = []
        for value, label in zip(self.ticks, self.labels, strict=True):
            y = self.y(value)
            parts.append(tag("line", x1=self.left - 6, x2=WIDTH, y1=y, y2=y, css="grid"))
            parts.append(text(label, self.left - 10, y + 4, "axis", end=True))
        return parts

    def ends(self, say: Words) -> list[str]:
        """Return the first and the last day below the drawing, as months where they lie far apart."""
        form = "%Y-%m" if self.last - self.first > _BY_MONTH else "%Y-%m-%d"
        first, last = (date.fromordinal(day) for day in (self.first, self.last))
        if first == last:
            return [text(say.period(first.strftime(form)), self.x(first), Decimal(HEIGHT - 4), "axis")]
        right = Decimal(WIDTH - SIDE)
        return [
            text(say.period(first.strftime(form)), self.left, Decimal(HEIGHT - 4), "axis"),
            text(say.period(last.strftime(form)), right, Decimal(HEIGHT - 4), "axis", end=True),
        ]


def scale_of(days: Sequence[date], values: Sequence[Decimal], unit: str, say: Words) -> Scale:
    """Return the scales that some days and values fit into."""
    marked = ticks(min(values), max(values))
    at = [day.toordinal() for day in days]
    return Scale(min(at), max(at), marked, tuple(_label(value, max(map(abs, marked)), unit, say) for value in marked))


def ticks(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Return two or three round values around all others; zero where that costs less than half of the height.

    >>> [str(value) for value in ticks(Decimal(24), Decimal(31))]
    ['20', '30', '40']
    >>> [str(value) for value in ticks(Decimal("0.9"), Decimal("5.2"))]
    ['0', '5', '10']
    """
    if low == high:
        low, high = low - max(abs(low) / 10, Decimal(1)), high + max(abs(high) / 10, Decimal(1))
    if 0 < low <= high / 2:
        low = Decimal(0)
    elif low / 2 <= high < 0:
        high = Decimal(0)
    power = Decimal(10) ** ((high - low).adjusted() - 1)
    steps = (step * power * 10**more for more in range(4) for step in _STEPS)
    for step in steps:
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        if last - first <= _INTERVALS:
            break
    return tuple(_plain(step * (first + at)) for at in range(int(last - first) + 1))


def _plain(value: Decimal) -> Decimal:
    """Return a value without zeros behind its point, and without an exponent.

    >>> str(_plain(Decimal("2E+1"))), str(_plain(Decimal("7.50")))
    ('20', '7.5')
    """
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()


def _label(value: Decimal, largest: Decimal, unit: str, say: Words) -> str:
    """Return a mark's label: with its sign where the unit is one, in millions where the scale has such."""
    for size, key in _LARGE:
        if largest >= size and value:
            return say(key, n=number(_plain(value / size), say.lang))
    return figure_of(value, unit, say) if unit == "%" else number(value, say.lang)


def figure_of(value: Decimal, unit: str, say: Words) -> str:
    """Return a figure with its unit, rounded to what a drawing can show; "5.2%" and « 5,2 % », each as it is written.

    >>> from sourcier.app.corpus.showing.page import words_of
    >>> figure_of(Decimal("6.87257442635167"), "%", words_of("en")), figure_of(Decimal(68184457), "EUR", words_of("en"))
    ('6.87%', '68,184,457 euros')
    """
    rounded = value if value == value.to_integral_value() else round(value, 2)
    if unit == "%":
        return say("corpus.percent", n=number(rounded, say.lang))
    return say.value(f"{rounded:f}", unit)
