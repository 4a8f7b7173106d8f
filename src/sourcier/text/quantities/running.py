"""Read running times, whose units follow each other: "3 min 27 s 61", "2 hours 8 minutes 14 seconds"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.text.quantities.atoms import CLOCK
from sourcier.text.quantities.numerals import Numeral, read_numeral
from sourcier.text.quantities.page import Found, Page

_HOUR, _MINUTE, _SECOND = 3600, 60, 1
_UNITS = {
    "h": _HOUR,
    "heure": _HOUR,
    "heures": _HOUR,
    "hour": _HOUR,
    "hours": _HOUR,
    "min": _MINUTE,
    "mn": _MINUTE,
    "minute": _MINUTE,
    "minutes": _MINUTE,
    "s": _SECOND,
    "sec": _SECOND,
    "seconde": _SECOND,
    "secondes": _SECOND,
    "second": _SECOND,
    "seconds": _SECOND,
}
_LINKS = frozenset({"et", "and", ","})
_MOST_DECIMALS = 2
_COUNTED = frozenset({"NOUN", "PROPN", "ADJ", "SYM"})


def read_run(page: Page, numeral: Numeral) -> Found | None:
    """Return, in seconds, a time that a number opens and at least two units, or seconds and their parts, make up."""
    size = _UNITS.get(page.atoms.word(numeral.last))
    if size is None or numeral.kind != "cardinal":
        return None
    return _go_on(page, numeral, numeral.value * size, numeral.last + 1, size)


def read_clocked(page: Page, at: int) -> Found | None:
    """Return the running time that an hour and its minutes open: "2 h 11 min 35 s"."""
    hours, _, minutes = page.atoms.words[at].replace("min", "").partition("h")
    if not minutes.strip():
        return None
    opening = Numeral(Decimal(int(hours)), Decimal(1), at, at + 1, "cardinal", is_digits=True)
    return _go_on(page, opening, Decimal(int(hours) * _HOUR + int(minutes) * _MINUTE), at + 1, _MINUTE)


def _go_on(page: Page, opening: Numeral, total: Decimal, at: int, size: int) -> Found | None:
    """Add the smaller units from an atom on; None where no seconds come."""
    atoms, step, is_run = page.atoms, Decimal(size), False
    while size > _SECOND and at < len(atoms) and atoms.kind(at) != CLOCK:
        start = at + 1 if atoms.word(at) in _LINKS else at
        smaller = read_numeral(atoms, start, page.words) if start < len(atoms) else None
        below = _UNITS.get(atoms.word(smaller.last), size) if smaller is not None else size
        if smaller is None or below >= size or smaller.kind != "cardinal" or smaller.value * below >= size:
            break
        total, step, size, at, is_run = total + smaller.value * below, smaller.step, below, smaller.last + 1, True
    if size == _SECOND and _is_part(page, at):
        digits = atoms.words[at]
        step = Decimal(1).scaleb(-len(digits))
        total, at, is_run = total + int(digits) * step, at + 1, True
    if not is_run or size != _SECOND:
        return None
    return Found(replace(opening, value=total, step=step, last=at), opening.first, at, unit="s", kind="measure")


def _is_part(page: Page, at: int) -> bool:
    """Say whether the tenths or hundredths of a second stand at an atom: the 61 of "27 s 61"."""
    written = page.atoms.word(at)
    is_short = page.atoms.kind(at) == "f" and written.isdigit() and len(written) <= _MOST_DECIMALS
    return is_short and page.pos(at + 1) not in _COUNTED
