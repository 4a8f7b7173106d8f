"""Figures as an article in French or English would print them."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.lexicon import unit_names
from sourcier.core.article import Lang

THIN = "\u202f"
"""Narrow no-break space: parts thousands, and stands before % and high punctuation in French."""
SIGNIFICANT = 4
"""Digits kept of a figure that is not whole: more than a newspaper prints, fewer than noise."""
_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_FRENCH_SCALES = ((Decimal(10) ** 9, "milliard"), (Decimal(10) ** 6, "million"))


def rounded(value: Decimal, digits: int = SIGNIFICANT) -> Decimal:
    """Return the value with so many significant digits; whole numbers stay whole.

    >>> rounded(Decimal("5.2224")), rounded(Decimal("68184457")), rounded(Decimal("0.4897959"))
    (Decimal('5.222'), Decimal('68184457'), Decimal('0.4898'))
    """
    if value == value.to_integral_value():
        return value.to_integral_value()
    exponent = value.adjusted() - digits + 1
    if exponent >= 0:
        return value.to_integral_value()
    return value.quantize(Decimal(1).scaleb(exponent)).normalize()


def show(value: Decimal, lang: Lang) -> str:
    r"""Return a figure with the language's separators.

    >>> show(Decimal("14200"), "fr"), show(Decimal("7.1"), "fr"), show(Decimal("14200.5"), "en")
    ('14\u202f200', '7,1', '14,200')
    """
    plain = f"{rounded(value):,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if lang == "en":
        return plain.replace("-", "−")
    return plain.replace(",", THIN).replace(".", ",").replace("-", "−")


def show_amount(value: Decimal, unit: str, lang: Lang) -> str:
    """Return a figure with its unit, large ones in millions and billions.

    >>> show_amount(Decimal("2779092236506"), "USD", "en")
    '2.779 trillion dollars'
    >>> show_amount(Decimal("5.2224"), "%", "en")
    '5.222%'
    """
    name = unit_names(unit, lang)
    if unit.startswith("%"):
        space = THIN if lang == "fr" else ""
        return f"{show(value, lang)}{space}{name}"
    scales = _FRENCH_SCALES if lang == "fr" else _SCALES
    for size, word in scales:
        if abs(value) >= size:
            figure = show(rounded(value / size), lang)
            plural = "s" if lang == "fr" and abs(value) >= 2 * size else ""
            of = "" if lang == "en" or not name else ("d’" if name[0] in "aeiouéhy" else "de ")
            return f"{figure} {word}{plural} {of}{name}".rstrip()
    return f"{show(value, lang)} {name}".rstrip()


def show_range(low: Decimal, high: Decimal, unit: str, lang: Lang) -> str:
    """Return one figure, or two joined by "à" or "to".

    >>> show_range(Decimal("14200"), Decimal("14400"), "", "en")
    '14,200 to 14,400'
    """
    if low == high:
        return show_amount(low, unit, lang)
    joint = "à" if lang == "fr" else "to"
    return f"{show(low, lang)} {joint} {show_amount(high, unit, lang)}"
