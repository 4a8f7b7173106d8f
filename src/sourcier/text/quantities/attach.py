"""Attach to a number what stands around it: its unit, and the words that bound it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.core.language import Comparator
from sourcier.text.quantities.atoms import FIGURE, HYPHENS, SIGN
from sourcier.text.quantities.lexicon import Unit
from sourcier.text.quantities.numerals import Numeral
from sourcier.text.quantities.page import Found, Page

_DETERMINERS = frozenset({"les", "la", "le", "l'", "ces", "ses", "leurs", "the", "its", "their", "a"})
_MOST_POINTS = 15
"""Whole "points" above this are scores and indices; percentage points rarely are."""
_WEIGHT_REACH = 5
_BOOKS = frozenset({"livre", "livres"})
"""Books, unless there are millions of them: then pounds."""
_POUNDS = frozenset({"pound", "pounds"})
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


def unit_before(page: Page, first: int) -> tuple[Unit, int] | None:
    """Return the currency that ends before an atom, "US$" or "CHF ", and where it starts."""
    atoms = page.atoms
    raw = atoms.raw(first - 1)
    unit = page.words.symbols.get(raw)
    if unit is None or unit.kind != "money" or atoms.starts[first] - atoms.ends[first - 1] > 1:
        return None
    prefixed = page.words.symbols.get(atoms.raw(first - 2) + raw) if first > 1 else None
    if prefixed is not None and atoms.is_glued(first - 2):
        return prefixed, first - 2
    return unit, first - 1


def unit_after(page: Page, numeral: Numeral, at: int | None = None) -> tuple[Unit, int] | None:
    """Return the unit that follows a number, or the atom given, and where it ends."""
    atoms, words = page.atoms, page.words
    at = numeral.last if at is None else at
    if at >= len(atoms):
        return None
    if atoms.words[at] in HYPHENS and atoms.is_glued(at - 1) and atoms.is_glued(at):
        at += 1
    raw = atoms.raw(at)
    symbol = words.symbols.get(raw)
    if symbol is not None and symbol.kind == "money" and atoms.is_glued(at) and atoms.kind(at + 1) == FIGURE:
        return None  # "five $1 bills"
    if symbol is not None and _is_symbol(page, numeral, at, symbol):
        return symbol, at + 1
    prefixed = words.symbols.get(raw + atoms.raw(at + 1))
    if prefixed is not None and prefixed.kind == "money" and atoms.is_glued(at):
        return prefixed, at + 2  # "3,07 HK$"
    if atoms.word(at) in {"de", "d'", "of"} and (numeral.scale > 1000 or numeral.kind in {"group", "vague"}):
        at += 1
        symbol = words.symbols.get(atoms.raw(at))
        if symbol is not None and len(atoms.raw(at)) > 1:
            return symbol, at + 1
    found = words.units.starting(atoms.words, at)
    if found is None:
        return None
    unit, end = found
    if words.lang == "fr" and atoms.word(end) in HYPHENS and atoms.is_glued(end - 1) and atoms.is_glued(end):
        return None  # "mètres-cubes", "jours-amende" are other things
    word = atoms.words[end - 1]
    if unit.unit == "pp" and end == at + 1 and not _is_point(page, numeral, end):
        return None
    if word == "p" and not atoms.is_glued(at - 1):
        return None
    if (word == "second" and numeral.value != 1) or (word in _BOOKS and numeral.scale <= 1000):
        return None
    if word in _POUNDS and _is_weight(page, numeral, end):
        unit = Unit("[lb_av]", unit.factor, "measure")
    return unit, end


def _is_weight(page: Page, numeral: Numeral, end: int) -> bool:
    """Say whether pounds weigh: "weighed 800 pounds", "ten pounds of flour"."""
    atoms = page.atoms
    if atoms.word(end) in {"of", "heavier", "lighter"} or atoms.word(numeral.last) in HYPHENS:
        return True
    before = atoms.words[max(numeral.first - _WEIGHT_REACH, 0) : numeral.first]
    return any(page.words.is_role("weighing", word) for word in before)


def _is_symbol(page: Page, numeral: Numeral, at: int, unit: Unit) -> bool:
    if page.atoms.kinds[at] == SIGN or unit.kind == "money":
        return True
    glued = page.atoms.is_glued(at - 1)
    following = page.atoms.word(at + 1)
    if len(page.atoms.raw(at)) == 1 and following == "'":
        return False
    return numeral.is_digits and (glued or not unit.is_glued)


def _is_point(page: Page, numeral: Numeral, end: int) -> bool:
    whole = numeral.value == numeral.value.to_integral_value()
    if page.words.lang == "en" and page.atoms.word(end - 1) == "point" and whole and numeral.value != 1:
        return False  # "a five point plan"
    if page.atoms.word(end) in {"de", "d'", "of", "d'honneur"} and numeral.value == 1:
        return False  # "un point de vue"
    return not whole or numeral.value <= _MOST_POINTS


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


def _fits(page: Page, found: Found, side: str) -> bool:
    if side == "before-digits":
        return page.atoms.kind(found.first) in {FIGURE, SIGN}
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
