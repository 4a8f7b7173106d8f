"""Turn what was found into records: bounds in the unit, half-widths, spans."""

from __future__ import annotations

from decimal import Decimal

from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span
from sourcier.text.quantities.numerals import round_step
from sourcier.text.quantities.page import Found, Page
from sourcier.text.quantities.subjects import what_is_counted

_SMALL = 1000
"""Counts below this, given in full, are exact."""
_ONE = Decimal(1)
_PLACES = 8
_PLAIN = 18
"""Above this power of ten the eight places do not fit into the precision of Decimal."""


def to_quantity(page: Page, found: Found) -> Quantity:
    """Return the record of a quantity."""
    atoms = page.atoms
    numeral, upper = found.numeral, found.upper or found.numeral
    low, high = numeral.value * found.factor, upper.value * found.factor
    if numeral.kind == "vague":
        low *= 2  # "des dizaines de" is two tens at the least
    is_upward = found.comparator in {Comparator.GT, Comparator.GE}
    is_downward = found.comparator in {Comparator.LT, Comparator.LE}
    span = Span(atoms.starts[found.first], atoms.ends[found.last - 1])
    return Quantity(
        span=span,
        text=span.of(atoms.text),
        low=None if is_downward else _plain(low),
        high=None if is_upward else _plain(high),
        unit=found.unit or "1",
        comparator=found.comparator,
        half_width=_plain(half_width(found)),
        per=found.per,
        of=what_is_counted(page, found),
        number=Span(atoms.starts[numeral.first], atoms.ends[found.number_end - 1]),
    )


def half_width(found: Found) -> Decimal:
    """Return half of the last digit that the writer chose to give.

    Decimals and whole numbers below 1000 are given to their last digit (7,1: 0.05; 10 %: 0.5), larger ones to
    the last digit that is not zero (45 000: 500), and so is anything called approximate (about 50: 5).
    A count below 1000 given in full is exact: 0. A fraction is given to a tenth of itself, 0.05 at most, and
    so is a round number such as "une cinquantaine" (5).
    """
    steps = [numeral.step for numeral in (found.numeral, found.upper) if numeral is not None]
    step = min(steps)
    is_whole = all(n.value == n.value.to_integral_value() for n in (found.numeral, found.upper) if n is not None)
    if found.comparator is Comparator.APPROX and is_whole and step == 1 and found.numeral.kind != "group":
        step = round_step(found.numeral.value)
    elif found.kind in {"count", "times"} and is_whole and found.highest < _SMALL and step <= 1:
        return Decimal(0)
    return step / 2 * found.factor


def _plain(value: Decimal) -> Decimal:
    """Return a number without exponent or trailing zeros, and repeating decimals cut at eight places.

    >>> _plain(Decimal("1.2E+6")), _plain(Decimal("2.50")), _plain(Decimal(2) / 3)
    (Decimal('1200000'), Decimal('2.5'), Decimal('0.66666667'))
    """
    if value.adjusted() > _PLAIN:
        return Decimal(int(value))
    normal = round(value, _PLACES).normalize()
    return normal.quantize(_ONE) if normal == normal.to_integral_value() else normal
