"""Figures as an article in French or English would print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sourcier.assessment.lexicon import unit_names
from sourcier.core.article import Lang
from sourcier.text.elision import of

THIN = "\u202f"
"""Narrow no-break space: parts thousands, and stands before % and high punctuation in French."""
SIGNIFICANT = 4
"""Digits kept of a figure that is not whole: more than a newspaper prints, fewer than noise."""
EXACT = 6
"""Digits kept of what an article says: its own."""
MANY_TIMES = Decimal(1000)
"""From here on two figures do not speak of the same thing, and how many times apart they are tells nothing."""
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


def show(value: Decimal, lang: Lang, digits: int = SIGNIFICANT) -> str:
    r"""Return a figure with the language's separators.

    >>> show(Decimal("14200"), "fr"), show(Decimal("7.1"), "fr"), show(Decimal("14200.5"), "en")
    ('14\u202f200', '7,1', '14,200')
    """
    plain = f"{rounded(value, digits):,f}"
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
            of_unit = of(name) if lang == "fr" and name else name
            return f"{figure} {word}{plural} {of_unit}".rstrip()
    return f"{show(value, lang)} {_single(name) if _is_one(value, lang) else name}".rstrip()


def _is_one(value: Decimal, lang: Lang) -> bool:
    """Say whether a figure takes the singular: in French below two, in English one alone."""
    return abs(value) < 2 if lang == "fr" else abs(value) == 1


def _single(name: str) -> str:
    """Return the singular of a unit's one-word name.

    >>> _single("essais"), _single("people"), _single("enfants par femme")
    ('essai', 'people', 'enfants par femme')
    """
    return name[:-1] if name.endswith("s") and " " not in name else name


def times_over(ratio: Decimal, lang: Lang) -> str:
    r"""Return how many times one figure holds another: no digits beyond what tells a reader the order.

    >>> times_over(Decimal("2.4444"), "fr"), times_over(Decimal("18.17"), "en"), times_over(Decimal("99999"), "fr")
    ('2,4', '18', 'plus de 1\u202f000')
    """
    if ratio > MANY_TIMES:
        return f"{'plus de' if lang == 'fr' else 'more than'} {show(MANY_TIMES, lang)}"
    return show(ratio.quantize(Decimal("0.1") if ratio < 10 else Decimal(1)), lang)


def show_range(low: Decimal, high: Decimal, unit: str, lang: Lang) -> str:
    """Return one figure, or two joined by "à" or "to".

    >>> show_range(Decimal("14200"), Decimal("14400"), "", "en")
    '14,200 to 14,400'
    """
    if low == high:
        return show_amount(low, unit, lang)
    joint = "à" if lang == "fr" else "to"
    return f"{show(low, lang)} {joint} {show_amount(high, unit, lang)}"


@dataclass(frozen=True, slots=True)
class Scaled:
    """Figures that stand side by side: one scale word, one unit, digits enough to tell the ends apart."""

    size: Decimal
    word: str
    unit: str
    lang: Lang

    @classmethod
    def of(cls, largest: Decimal, unit: str, lang: Lang) -> Scaled:
        """Return the scale of the largest figure.

        >>> Scaled.of(Decimal("877e9"), "USD", "en").amount(Decimal("876.5e9"))
        '876.5 billion dollars'
        """
        scales = () if unit.startswith("%") else _FRENCH_SCALES if lang == "fr" else _SCALES
        size, word = next((pair for pair in scales if largest >= pair[0]), (Decimal(1), ""))
        plural = "s" if word and lang == "fr" and largest >= 2 * size else ""
        return cls(size, word + plural, unit, lang)

    def plain(self, value: Decimal, digits: int = EXACT) -> str:
        """Return a figure without scale and unit."""
        return show(value / self.size, self.lang, digits)

    def figure(self, low: Decimal, high: Decimal, digits: int = SIGNIFICANT) -> str:
        """Return one figure, or two ends, with the scale or the per cent sign."""
        written, size = self.plain(low, digits), max(abs(low), abs(high))
        if low != high:
            written = f"{written} {'à' if self.lang == 'fr' else 'to'} {self.plain(high, digits)}"
        if self.unit.startswith("%"):
            return f"{written}{self.percent('')}"
        return f"{written} {self.word_after(size)}".rstrip()

    def sum(self, sign: str, values: Sequence[Decimal]) -> str:
        """Return figures joined by a sign, with the scale word after the last."""
        word = self.word_after(abs(values[-1])) if values else ""
        return f" {sign} ".join(self.plain(value) for value in values) + (f" {word}" if word else "")

    def word_after(self, size: Decimal) -> str:
        """Return the scale word as it stands after a figure: French has the plural from two on.

        >>> Scaled.of(Decimal("68e6"), "persons", "fr").amount(Decimal("1.2e6"))
        '1,2 million de personnes'
        """
        return self.word if self.lang == "en" or size >= 2 * self.size else self.word.removesuffix("s")

    def amount(self, value: Decimal) -> str:
        """Return a figure with scale and unit."""
        name = "" if self.unit.startswith("%") else unit_names(self.unit, self.lang)
        is_scaled = self.word and name and self.lang == "fr"
        return f"{self.figure(value, value, EXACT)} {of(name) if is_scaled else name}".rstrip()

    def percent(self, sign: str, value: Decimal | None = None) -> str:
        """Return the per cent sign as the language sets it, after a figure of its own if there is one."""
        space = THIN if self.lang == "fr" else ""
        return f"{space}%" if value is None else f" {sign}{show(value, self.lang)}{space}%"
