"""Give a number its sign and its unit, or else the noun that it counts."""

from __future__ import annotations

from dataclasses import replace

from sourcier.text.quantities.atoms import BREAK
from sourcier.text.quantities.attach import add_smaller, add_unit
from sourcier.text.quantities.lexicon import Unit
from sourcier.text.quantities.nouns import Noun, find_noun
from sourcier.text.quantities.numerals import Numeral
from sourcier.text.quantities.page import Found, Page
from sourcier.text.quantities.units import unit_after, unit_before

_LARGE = 10**6
_MINUS = frozenset("-−–")
_HEAT = frozenset({"Cel", "[degF]"})
_OF = frozenset({"de", "d'", "of"})
_ARTICLES = frozenset({"a", "an", "un", "une"})


def measure(page: Page, found: Found, numeral: Numeral) -> Noun | None:
    """Give a number its unit, or else the noun it counts."""
    left = unit_before(page, found.numeral.first)
    at = numeral.last
    bound = page.words.after.starting(page.atoms.words, at)
    if bound is not None:
        at = bound[1]  # "30 or more days"
    right = unit_after(page, numeral, at)
    if left is not None:
        found.first = left[1]
        add_unit(page, found, left[0], found.last)
        if right is not None and right[0].unit == left[0].unit:
            found.last = right[1]
        return None
    if right is not None:
        add_unit(page, found, *_money(numeral, right))
        if found.upper is None and (found.kind == "money" or found.unit == "h"):
            add_smaller(page, found)
        return None
    linked = numeral.value >= _LARGE or numeral.kind in {"group", "vague"}
    noun = find_noun(page, at, linked=linked, is_one=numeral.value == 1)
    if noun is None:
        return None
    head = page.atom_from(page.doc[noun.head].idx)
    inside = page.words.units.starting(page.atoms.words, head) if head > at else None
    if inside is not None and inside[0].kind == "time" and _is_pointed_at(page, at, head):
        return None
    if inside is not None and inside[0].kind in {"time", "money", "measure"}:
        add_unit(page, found, *inside)
        if inside[0].kind == "time" and any(
            page.words.is_role("placed-after", page.atoms.words[at])
            or page.words.is_role("placed-before", page.atoms.words[at])
            for at in range(numeral.last, inside[1])
        ):
            found.kind = "placed"
        return None
    found.unit, found.kind, found.noun, found.last = noun.text, "count", noun.head, noun.last
    return noun


def _is_pointed_at(page: Page, at: int, head: int) -> bool:
    """Say whether a time stands apart from the number before it: "fell to 845 last year"."""
    singular = not page.atoms.word(head).endswith("s")
    return page.words.lang == "en" and singular and page.atoms.word(at) in {"last", "this", "next"}


def _money(numeral: Numeral, right: tuple[Unit, int]) -> tuple[Unit, int]:
    """Read a French "trillion" of money as 10^12: no sum reaches 10^18, and the press means the American one."""
    unit, end = right
    if unit.kind == "money" and numeral.scale == 10**18:
        return Unit(unit.unit, unit.factor / 10**6, unit.kind), end
    return unit, end


def measure_part(page: Page, found: Found) -> None:
    """Give a part the unit that it is of: "half a point", "un quart d'heure", "a quarter of a point"."""
    atoms, at = page.atoms, found.last
    if atoms.word(at) in _OF:
        at += 2 if atoms.word(at + 1) in _ARTICLES else 1
    elif page.words.lang == "fr" or atoms.word(at - 1) not in _ARTICLES:
        return
    unit = page.words.units.starting(atoms.words, at)
    if unit is not None and unit[0].kind in {"time", "measure", "share"} and unit[0].unit != "%":
        add_unit(page, found, *unit)


def take_sign(page: Page, found: Found) -> None:
    """Take in a sign before the figure: "± 8 points", "-3 °C", "(- 2,3 %)"."""
    atoms, at = page.atoms, found.first - 1
    sign = atoms.word(at)
    if sign in {"±", "+"}:
        found.first = at
    elif found.upper is None and _is_minus(page, found, at):
        found.first, found.numeral = at, replace(found.numeral, value=-found.numeral.value)


def _is_minus(page: Page, found: Found, at: int) -> bool:
    """Say whether a word or a dash is a sign; a dash apart from its figure, only in brackets and in cells of tables."""
    atoms, is_heat = page.atoms, found.unit in _HEAT  # "moins dix degrés", "affichait – 4 °C"
    if atoms.word(at) not in _MINUS:
        return is_heat and atoms.word(at) in {"moins", "minus"}
    if atoms.is_glued(at):
        return not (at and atoms.is_glued(at - 1))
    in_cell = atoms.kind(at - 1) == BREAK and BREAK in {atoms.kind(found.number_end), atoms.kind(found.last)}
    return found.numeral.is_digits and (in_cell or is_heat or atoms.word(at - 1) == "(")
