"""To what a figure before a scale word is given: zeros are figures in "10 millions", and "70 millions" is no 68."""

from __future__ import annotations

import re
from decimal import Decimal

from sourcier.core.language import Quantity

SCALED = re.compile(r"\b(?:millions?|milliards?|billions?|trillions?|bn|mn|tn|[mM])\b")
LOOSE = re.compile(r"\b(?:dem\w+|half|quart\w*|dizaines?|centaines?|dozens?|hundreds?)\b|\d[.,]\d", re.IGNORECASE)
SCALES = (Decimal(10**12), Decimal(10**9), Decimal(10**6))
MOST = 1000
"""A number before a scale word is below it; larger ones are rounded themselves ("2 400 milliards")."""
TWO = Decimal(2)


def step_of(quantity: Quantity) -> Decimal | None:
    """Return the scale to which a number before a scale word is given: a million for "70 millions", else None."""
    figure = quantity.low if quantity.low is not None else quantity.high
    if figure is None or not SCALED.search(quantity.text) or LOOSE.search(quantity.text):
        return None
    if not any(map(str.isdigit, quantity.text)):
        return None  # "dix millions" in words is rounder
    scale = next((one for one in SCALES if one <= figure < one * MOST), None)
    return scale if scale is not None and figure % scale == 0 else None


def half_width(quantity: Quantity) -> Decimal:
    """Return half of what a figure is given to: of a number before a scale word, half of that scale."""
    step = step_of(quantity)
    return quantity.half_width if step is None else min(quantity.half_width, step / TWO)
