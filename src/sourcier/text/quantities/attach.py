"""Attach to a number what stands around it: its unit, its cents, and the words that bound it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.core.language import Comparator
from sourcier.text.quantities.atoms import FIGURE, SIGN
from sourcier.text.quantities.lexicon import Unit
from sourcier.text.quantities.numerals import Numeral, read_numeral
from sourcier.text.quantities.page import Found, Page
from sourcier.text.quantities.units import unit_after

_DETERMINERS = frozenset({"les", "la", "le", "l'", "ces", "ses", "leurs", "the", "its", "their", "a"})
_CENTS = Decimal(100)
_MINUTES = Decimal(60)
_MORE = frozenset(
    {
        "plus",
        "moins",
        "supérieur",
        "supérieure",
        "supérieurs",
        "supérieures",
        "more",
        "less",
        "higher",
        "lower",
        "fewer",
    }
)


def add_unit(page: Page, found: Found, unit: Unit, end: int) -> None:
    """Give a quantity its unit, and the half that may follow it: "deux ans et demi"."""
    atoms = page.atoms
    found.unit, found.kind, found.factor, found.last = unit.unit, unit.kind, unit.factor, max(found.last, end)
    if unit.per:
        found.per = unit.per
    if atoms.word(end) == "et" and atoms.word(end + 1) in {"demi", "demie"}:
        numeral = found.upper or found.numeral
        more = replace(numeral, value=numeral.value + Decimal("0.5"), step=Decimal("0.5"))
        found.numeral, found.upper = (found.numeral, more) if found.upper else (more, None)
        found.last = end + 2
    if unit.kind == "times" and atoms.word(found.last) in _MORE:
        found.last += 1


def add_smaller(page: Page, found: Found) -> None:
    """Add the cents or minutes that go on from money or hours: "12 euros 50", "quatre heures et onze minutes"."""
    atoms, numeral, at = page.atoms, found.numeral, found.last
    if numeral.scale != 1 or numeral.value != numeral.value.to_integral_value():
        return
    linked = atoms.word(at) in {"et", "and"}
    smaller = read_numeral(atoms, at + linked, page.words) if at + linked < len(atoms) else None
    size = _MINUTES if found.unit == "h" else _CENTS
    if smaller is None or not 0 < smaller.value < size or smaller.kind != "cardinal":
        return
    unit = unit_after(page, smaller)
    if unit is None and not linked and _is_two_digits(page, smaller):
        last = smaller.last
    elif unit is not None and _is_smaller(unit[0], found):
        last = unit[1]
    else:
        return
    value = numeral.value + smaller.value / size
    found.numeral, found.last = replace(numeral, value=value, step=1 / size, last=smaller.last), last


def _is_smaller(unit: Unit, found: Found) -> bool:
    """Say whether a unit is the minute of an hour or the cent of a currency."""
    if found.unit == "h":
        return unit.unit == "min"
    return unit.kind == "money" and unit.factor * _CENTS == found.factor


def _is_two_digits(page: Page, smaller: Numeral) -> bool:
    """Say whether a figure can be cents or minutes by itself: not the "30" of "12 euros 30 jours plus tard"."""
    atoms = page.atoms
    written = atoms.words[smaller.first]
    is_two = smaller.last == smaller.first + 1 and written.isdigit() and len(written) == len("50")
    return is_two and page.pos(smaller.last) not in {"NOUN", "PROPN", "NUM"} and atoms.word(smaller.last) != "%"


def _fits(page: Page, found: Found, side: str) -> bool:
    if side == "before-digits":
        return page.atoms.kind(found.first) in {FIGURE, SIGN}
    if side == "before-verb":
        return found.numeral.kind == "factor"
    return side != "before-amount" or found.kind != "times"


def add_bound(page: Page, found: Found) -> None:
    """Give a quantity its comparator, from before the figure or from behind it."""
    atoms, words = page.atoms, page.words
    if found.numeral.kind == "group":
        found.comparator = Comparator.APPROX
    if found.numeral.kind == "vague":
        found.comparator = Comparator.GE
    for first in (found.first, found.first - 1):
        if first < found.first and atoms.word(first) not in _DETERMINERS:
            break
        bound = words.before.ending(atoms.words, first)
        if bound is None or not _fits(page, found, bound[0][1]):
            continue
        if page.found and page.found[-1].last > bound[1]:
            continue  # "three times more than 40": the words are the other figure's
        found.comparator, found.first = bound[0][0], bound[1]
        if words.lang == "fr" and atoms.word(found.first) in {"d'", "des", "du"}:
            found.first += 1
        soft = words.contexts["soft"].ending(atoms.words, found.first)
        if soft is not None and atoms.words[soft[1]] != "à":
            found.first = soft[1]
        return
    for at in dict.fromkeys((found.number_end, found.last)):
        bound_after = words.after.starting(atoms.words, at)
        if bound_after is not None and not page.is_number(bound_after[1]):
            found.comparator, found.last = bound_after[0], max(found.last, bound_after[1])
            return
    if atoms.word(found.number_end) == "+" and atoms.is_glued(found.number_end - 1):
        found.comparator, found.last = Comparator.GE, max(found.last, found.number_end + 1)
