"""Find quantities: figures in digits and in words, with unit, bounds, denominator and what they count."""

from sourcier.text.quantities.finder import find_quantities

__all__ = ["find_quantities"]
