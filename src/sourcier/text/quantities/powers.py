"""Read a figure raised to a power: "10^9", "10⁹", "1e10"."""

from __future__ import annotations

import re
from decimal import Decimal

from sourcier.text.quantities.atoms import Atoms

_TEN = Decimal(10)
_MOST = 27
"""Decimal is exact to 28 digits."""
_REACH = 6
_MARKED = re.compile(r"([e^])([+-]*)([0-9]{1,2})(?![\w.,])")
_RAISED = re.compile("⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}")
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def read_power(atoms: Atoms, at: int, base: Decimal) -> tuple[Decimal, int] | None:
    """Return the power that a figure is the base of, and where it ends; None where nothing raises it.

    Raised digits count behind a 10 only: behind other figures they are notes or squares.
    """
    following = atoms.word(at + 1)
    if not following or not atoms.is_glued(at) or (following[0].isascii() and following[0] not in "e^"):
        return None
    end = at + 1
    while end < len(atoms) and atoms.is_glued(end - 1) and end - at <= _REACH:
        end += 1
    written = atoms.text[atoms.starts[at + 1] : atoms.ends[end - 1]].lower()
    marked = _MARKED.match(written)
    raised = _RAISED.match(written) if base == _TEN else None
    if marked is not None:
        exponent, length = int(marked[3]) * (-1) ** marked[2].count("-"), marked.end()
    elif raised is not None:
        exponent, length = int(raised[0].translate(_LEVEL)), raised.end()
    else:
        return None
    if abs(exponent) > _MOST:
        return None
    last = at + 1
    while last < end and atoms.starts[last] < atoms.starts[at + 1] + length:
        last += 1
    return base.scaleb(exponent) if marked is not None and marked[1] == "e" else base**exponent, last
