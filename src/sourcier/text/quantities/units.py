"""Find the unit beside a number: a sign before or behind it, or a name, where the name means a unit."""

from __future__ import annotations

from sourcier.text.quantities.atoms import FIGURE, HYPHENS, SIGN
from sourcier.text.quantities.lexicon import Unit
from sourcier.text.quantities.numerals import Numeral
from sourcier.text.quantities.page import Page

_DETERMINERS = frozenset({"les", "la", "le", "l'", "ces", "ses", "leurs", "the", "its", "their", "a"})
_MOST_POINTS = 15
_MOST_SHARE = 100
_GAINED = frozenset({"plus", "moins", "mieux", "pib", "croissance"})
_WEIGHT_REACH = 5
_BOOKS = frozenset({"livre", "livres"})
"""Books, unless there are millions of them: then pounds."""
_POUNDS = frozenset({"pound", "pounds"})
_BODILY = frozenset({"pied", "pieds", "pouce", "pouces", "once", "onces"})
_EXTENTS = frozenset("haut hauteur long longueur large largeur profondeur diamètre épaisseur altitude distance".split())
_KNOTS = frozenset({"nœuds", "noeuds", "knots"})
_MOST_KNOTS = 200
_DEGREES = frozenset({"degré", "degrés", "°", "degree", "degrees"})
_ANGLE_REACH = 6


def unit_before(page: Page, first: int) -> tuple[Unit, int] | None:
    """Return the currency that ends before an atom, "US$" or "CHF ", and where it starts."""
    atoms = page.atoms
    raw = atoms.raw(first - 1)
    unit = page.words.symbols.get(raw)
    if unit is None or unit.kind != "money" or atoms.starts[first] - atoms.ends[first - 1] > 1:
        return None
    code = page.words.symbols.get(atoms.raw(first - 2).upper()) if raw == "$" and first > 1 else None
    if code is not None and code.kind == "money" and atoms.is_glued(first - 2):
        return code, first - 2  # "NZD$15"
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
    symbol = words.symbols.get(atoms.raw(at))
    if symbol is not None and symbol.kind == "money" and atoms.is_glued(at) and atoms.kind(at + 1) == FIGURE:
        return None  # "five $1 bills"
    if symbol is not None and _is_symbol(page, numeral, at, symbol):
        return _sign(page, at, symbol)
    prefixed = words.symbols.get(atoms.raw(at) + atoms.raw(at + 1))
    if prefixed is not None and prefixed.kind == "money" and atoms.is_glued(at):
        return prefixed, at + 2  # "3,07 HK$"
    if atoms.word(at) in {"de", "d'", "of"} and (numeral.scale > 1000 or numeral.kind in {"group", "vague"}):
        at += 1
        symbol = words.symbols.get(atoms.raw(at))
        if symbol is not None and (len(atoms.raw(at)) > 1 or symbol.kind == "money"):
            return _sign(page, at, symbol)
    found = words.units.starting(atoms.words, at)
    return None if found is None else _named(page, numeral, at, *found)


def _sign(page: Page, at: int, symbol: Unit) -> tuple[Unit, int]:
    """Return the unit that a sign begins: "$", or all of "$ CAD"."""
    longer = page.words.units.starting(page.atoms.words, at) if symbol.kind == "money" else None
    return longer if longer is not None and longer[1] > at + 1 else (symbol, at + 1)


def _named(page: Page, numeral: Numeral, at: int, unit: Unit, end: int) -> tuple[Unit, int] | None:
    """Return the unit that a name stands for; None where the name means something else behind this number."""
    atoms, words = page.atoms, page.words
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
    if word in _BODILY and _is_bodily(page, numeral, end):
        return None
    if word in _KNOTS and (numeral.value > _MOST_KNOTS or atoms.word(end) in {"du", "des", "of"}):
        return None  # of a network
    if word in _DEGREES:
        return _degrees(page, numeral, unit, end)
    return unit, end


def _is_bodily(page: Page, numeral: Numeral, end: int) -> bool:
    """Say whether feet, thumbs and ounces measure nothing: "les deux pieds", "une once d'espoir"."""
    atoms = page.atoms
    if numeral.value == 1 or atoms.word(numeral.first - 1) in _DETERMINERS:
        return True
    return atoms.word(end) in {"de", "d'"} and atoms.word(end - 1) != "onces" and atoms.word(end + 1) not in _EXTENTS


def _degrees(page: Page, numeral: Numeral, unit: Unit, end: int) -> tuple[Unit, int] | None:
    """Tell degrees of heat from those of an angle and of a scale ("6 degrés sur l'échelle de Richter")."""
    atoms = page.atoms
    if page.starts_role("graded", end):
        return None
    before = atoms.words[max(numeral.first - _ANGLE_REACH, 0) : numeral.first]
    turned = page.starts_role("bearing", end) or any(page.words.is_role("angle", word) for word in before)
    return (Unit("deg", unit.factor, unit.kind) if turned else unit), end


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
    of = page.atoms.word(end) in {"de", "d'", "of", "d'honneur"}
    if of and numeral.value == 1 and page.atoms.word(end + 1) not in _GAINED:
        return False  # "un point de vue"
    return numeral.value <= (_MOST_POINTS if whole else _MOST_SHARE)
