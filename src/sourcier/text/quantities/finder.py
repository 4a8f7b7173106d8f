"""Find every quantity of a text in one pass over its atoms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Doc

from sourcier.core.article import Lang
from sourcier.core.language import Quantity
from sourcier.text.quantities import articles
from sourcier.text.quantities.atoms import CLOCK, FIGURE
from sourcier.text.quantities.attach import add_bound, add_unit, unit_after, unit_before
from sourcier.text.quantities.exclusions import is_excluded
from sourcier.text.quantities.lexicon import Unit, lexicon
from sourcier.text.quantities.multiples import multiplies, read_verb
from sourcier.text.quantities.nouns import Noun, find_noun
from sourcier.text.quantities.numerals import Numeral, read_numeral
from sourcier.text.quantities.page import Found, Page
from sourcier.text.quantities.rates import add_rate
from sourcier.text.quantities.records import to_quantity
from sourcier.text.quantities.shapes import read_ratio, read_upper
from sourcier.text.quantities.understood import complete
from sourcier.text.quantities.votes import read_vote

_LARGE = 10**6
_ONE = Decimal(1)
_OPENERS = {
    "part": frozenset({"les", "la", "le", "the"}),
    "factor": frozenset({"les", "la", "le", "the"}),
    "vague": frozenset({"des", "plusieurs", "quelques", "several", "some", "many"}),
    "times": frozenset({"à", "on"}),
}
_FROM = frozenset({"entre", "between", "de", "d'", "from"})
MINUS = frozenset("-−–")


def find_quantities(doc: Doc, lang: Lang) -> list[Quantity]:
    """Return the quantities of a parsed text, in order; none overlaps another.

    The text may be anything spaCy parsed, an article or a sentence. ANNOTATION.md says what counts as one.
    """
    if not len(doc):
        return []
    page = Page.of(doc, lexicon(lang))
    atoms, numbers, stems = page.atoms, page.words.numbers, page.words.stems
    at, end = 0, len(atoms)
    idioms = page.words.contexts["idiom"]
    while at < end:
        kind, word = atoms.kinds[at], atoms.words[at]
        idiom = idioms.starting(atoms.words, at)
        if idiom is not None:
            at = idiom[1]
        elif kind == FIGURE or word in numbers or (word == "a" and lang == "en"):
            at = max(_read(page, at), at + 1)
        elif kind == CLOCK:
            _read_clock(page, at)
            at += 1
        elif word[:4] in stems:
            read_verb(page, at)
            at += 1
        else:
            at += 1
    return [to_quantity(page, found) for found in complete(page)]


def _read(page: Page, at: int) -> int:
    """Read what starts at an atom, keep it if it is a quantity, and return where to go on."""
    atoms = page.atoms
    between = atoms.word(at - 1) == "between"
    numeral = read_numeral(atoms, at, page.words, alone=between)
    if numeral is None:
        read_verb(page, at)
        return at + 1
    ratio = read_ratio(page, numeral)
    if ratio is not None:
        found = Found(ratio[0], at, ratio[1], unit="1", kind="ratio", is_ratio=True)
        add_bound(page, found)
        add_rate(page, found)
        return _keep(page, found, None)
    if multiplies(page, at):
        found = Found(numeral, at, numeral.last, unit="1", kind="ratio")
        found.first = at - 2 if page.words.is_role("multiplying", atoms.word(at - 2)) else at - 1
        return _keep(page, found, None)
    vote = read_vote(page, numeral)
    if vote is not None:
        page.found += vote
        return vote[1].last
    ends = read_upper(page, numeral)
    if ends is None:
        return _finish(page, Found(numeral, at, numeral.last))
    lower, upper, is_range = ends
    if is_range:
        return _finish(page, Found(lower, at, upper.last, upper=upper))
    if unit_after(page, numeral) is None and unit_before(page, at) is None:
        first = Found(lower, at, numeral.last, is_shared=True)
        add_bound(page, first)
        return _keep(page, first, None)
    return _finish(page, Found(numeral, at, numeral.last))


def _finish(page: Page, found: Found) -> int:
    """Attach unit, noun, bound and rate to a number or a range."""
    numeral = found.upper or found.numeral
    noun: Noun | None = None
    if found.numeral.kind in {"part", "factor"}:
        found.unit, found.kind = "1", "ratio"
        if found.numeral.kind == "part":
            _half_point(page, found)
    else:
        noun = _measure(page, found, numeral)
    if found.numeral.kind == "article" and found.upper is None and not articles.is_number(page, found, noun):
        return found.numeral.last
    _open(page, found)
    add_bound(page, found)
    found.complement = found.last
    add_rate(page, found)
    return _keep(page, found, noun)


def _measure(page: Page, found: Found, numeral: Numeral) -> Noun | None:
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
        return None
    linked = numeral.value >= _LARGE or numeral.kind in {"group", "vague"}
    noun = find_noun(page, at, linked=linked, is_one=numeral.value == 1)
    if noun is None:
        return None
    head = page.atom_from(page.doc[noun.head].idx)
    inside = page.words.units.starting(page.atoms.words, head) if head > at else None
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


def _money(numeral: Numeral, right: tuple[Unit, int]) -> tuple[Unit, int]:
    """Read a French "trillion" of money as 10^12: no sum reaches 10^18, and the press means the American one."""
    unit, end = right
    if unit.kind == "money" and numeral.scale == 10**18:
        return Unit(unit.unit, unit.factor / 10**6, unit.kind), end
    return unit, end


def _half_point(page: Page, found: Found) -> None:
    """Give "half a point" its unit."""
    atoms = page.atoms
    if page.words.lang == "en" and atoms.word(found.last - 1) in {"a", "an"}:
        unit = page.words.units.starting(atoms.words, found.last)
        if unit is not None and unit[0].kind != "times":
            add_unit(page, found, *unit)


def _open(page: Page, found: Found) -> None:
    """Take in the words that open the figure: "une cinquantaine", "les deux tiers", "entre", "between"."""
    atoms, numeral = page.atoms, found.numeral
    _sign(page, found)
    before = atoms.word(found.first - 1)
    if found.kind == "times" and atoms.word(found.last - 1) not in {"reprises", "occasions"}:
        return
    if before in _OPENERS.get(found.kind if found.kind == "times" else numeral.kind, ()) or (
        found.upper is not None
        and before in _FROM
        and (before in {"entre", "between"} or page.words.before.ending(atoms.words, found.first) is None)
    ):
        found.first -= 1


def _sign(page: Page, found: Found) -> None:
    """Take in a sign before the figure: "± 8 points", "-3 °C"."""
    atoms, at = page.atoms, found.first - 1
    sign = atoms.word(at)
    if sign in {"±", "+"}:
        found.first = at
    elif sign in MINUS and atoms.is_glued(at) and not (at and atoms.is_glued(at - 1)) and found.upper is None:
        found.first, found.numeral = at, replace(found.numeral, value=-found.numeral.value)


def _keep(page: Page, found: Found, noun: Noun | None) -> int:
    after = found.last
    if found.kind != "placed" and not is_excluded(page, found, noun):
        if page.found and page.found[-1].last > found.first:
            found.first = page.found[-1].last
        page.found.append(found)
    elif found.unit == "h":
        page.clock_end = found.last
    return max(after, found.number_end)


def _read_clock(page: Page, at: int) -> None:
    """Read "2 h 30" as a length of time where the words say so; else it is a time of day."""
    if not page.has_role("lasting", ending=at) or ":" in page.atoms.words[at]:
        return
    hours, minutes = page.atoms.words[at].split("h")
    value = Decimal(hours.strip()) + Decimal(minutes.replace("min", "").strip()) / 60
    numeral = Numeral(value, _ONE / 60, at, at + 1, "cardinal", is_digits=True)
    page.found.append(Found(numeral, at, at + 1, unit="h", kind="time"))
