"""Read numbers that go together: ranges, changes from one value to another, "un sur cinq"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.text.quantities.atoms import HYPHENS, WORD
from sourcier.text.quantities.lexicon import Unit
from sourcier.text.quantities.numerals import Numeral, read_numeral
from sourcier.text.quantities.page import Page
from sourcier.text.quantities.units import unit_after, unit_before

_TO = frozenset({"à", "to", "ou", "or"})
_IN = frozenset({"en", "in", "since", "depuis"})
_YEAR = 4
_SHIFT_REACH = 7
_RATIO_REACH = 6
_TEN = 10
_THOUSAND = 1000
_FAR = 4
"""A change led to the level behind it where that is so many times as much; else they are the ends of a range."""
_RATIO_MOST = 1000
"""One in so many is a share; more than one in more than `_SHARE_MOST` counts ("12 sièges sur 577")."""
_SHARE_MOST = 10


def read_upper(page: Page, numeral: Numeral) -> tuple[Numeral, Numeral, bool] | None:
    """Return both ends of what a number begins, and whether it is a range.

    Not a range: two figures, the first of which takes the unit of the second ("passé de 29 à 48 %").
    None where the number stands alone.
    """
    atoms = page.atoms
    unit = unit_after(page, numeral)
    at = unit[1] if unit else numeral.last
    link = atoms.word(at)
    before = atoms.word(_left(page, numeral.first) - 1)
    between = before in {"entre", "between"} and link in {"et", "and"}
    dashed = link in HYPHENS and numeral.is_digits
    if not (between or dashed or link in _TO):
        return None
    start = at + 1
    if link == "or" and atoms.word(start) == "more":
        return None
    currency = page.words.symbols.get(atoms.raw(start)) if start < len(atoms) else None
    if currency is not None and currency.kind == "money":
        start += 1
    upper = read_numeral(atoms, start, page.words) if start < len(atoms) else None
    if upper is None or upper.kind not in {"cardinal", "article"} or numeral.kind not in {"cardinal", "article"}:
        return None
    if link in {"à", "to"} and before in _IN and _is_dated(page, numeral, upper):
        return None
    if dashed and not upper.is_digits:
        return None
    if not _agree(page, numeral, upper, currency):
        return None
    has_from = before in {"de", "d'", "from"}
    lower = _with_scale(numeral, upper, has_from=has_from)
    rises = lower.value < upper.value
    if link == "to" and not has_from and _is_gain(page, lower, upper):
        return None
    if link in {"ou", "or"} or dashed or between:
        return (lower, upper, True) if rises else None
    if unit is not None and not has_from and not (currency or page.atoms.kind(start) == "f"):
        return None
    unit_end = unit_after(page, upper)
    of_share = unit_end is not None and unit_end[0].kind == "share"
    if not rises or (has_from and is_shift(page, numeral.first, of_share=of_share)):
        return (lower, upper, False) if has_from else None
    if link == "à" and not has_from and _is_place(page, upper):
        return None
    return lower, upper, True


def _is_dated(page: Page, year: Numeral, level: Numeral) -> bool:
    """Say whether a year only dates the figure before "to": "from $80bn in 2021 to $87bn in 2022"."""
    written = page.atoms.words[year.first]
    is_year = year.last == year.first + 1 and len(written) == _YEAR and written.isdigit() and written < "2100"
    return is_year and unit_after(page, year) is None and len(page.atoms.words[level.first]) != _YEAR


def _agree(page: Page, lower: Numeral, upper: Numeral, currency: Unit | None) -> bool:
    """Say whether two numbers can be ends of one range: not "3 percent to $41"."""
    own, before, after = unit_after(page, lower), unit_before(page, lower.first), unit_after(page, upper)
    left = own or before
    right = currency if currency is not None and currency.kind == "money" else after[0] if after else None
    if left is None:
        return True
    return right.unit == left[0].unit if right is not None else own is None


def _left(page: Page, first: int) -> int:
    before = unit_before(page, first)
    return before[1] if before else first


def _is_place(page: Page, upper: Numeral) -> bool:
    """Say whether "à" leads to an hour or a distance: "12 morts à 20 km"."""
    found = unit_after(page, upper)
    return found is not None and found[0].unit == "h" and page.starts_role("daypart", found[1])


def _is_gain(page: Page, gain: Numeral, level: Numeral) -> bool:
    """Say whether a change and the level it led to are no range: "up by £45 to £1,230"."""
    is_far = gain.value * _FAR < level.value
    return is_far and (unit_before(page, gain.first) or unit_after(page, gain)) is not None


def _with_scale(lower: Numeral, upper: Numeral, *, has_from: bool = False) -> Numeral:
    """Give the first number the scale of the second: "deux à trois millions", "trois à quatre cents".

    Between "de … à" the first may be the greater: "ramené de 300 à 210 millions".
    """
    hundreds = upper.value / 100
    if not (lower.is_digits or upper.is_digits) and lower.value < hundreds < _TEN:
        return lower.scaled(100) if hundreds == hundreds.to_integral_value() else lower
    is_less = upper.mantissa and (lower.value < upper.mantissa or (has_from and lower.value < _THOUSAND))
    if upper.scale > 1 and is_less and lower.scale == 1:
        return lower.scaled(upper.scale)
    return lower


def is_shift(page: Page, first: int, *, of_share: bool) -> bool:
    """Say whether a verb of going from one value to another governs "de … à …".

    What "a grimpé de 40 à 60 euros" did so too; a share that "a grimpé de 3 à 5 %" grew by as much.
    """
    token = page.token(first)
    if token is None:
        return False
    for index in range(token.i - 1, max(token.i - _SHIFT_REACH, -1), -1):
        before = page.doc[index]
        if before.is_punct and before.text in ".;:":
            return False
        if before.pos_ in {"VERB", "NOUN", "AUX"} and page.words.is_role("shift", before.lemma_.lower()):
            return True
        if not of_share and before.pos_ == "VERB" and page.words.is_role("risen", before.lower_):
            return True
        if before.is_sent_start:
            return False
    return False


def read_ratio(page: Page, numeral: Numeral) -> tuple[Numeral, int] | None:
    """Return the share in "un logement sur neuf", "two in three", "six out of ten", and where it ends."""
    atoms = page.atoms
    if numeral.kind not in {"cardinal", "article"} or numeral.value != numeral.value.to_integral_value():
        return None
    lang = page.words.lang
    if atoms.word(numeral.last) in {"à", "to"} and page.has_role("ratio", ending=numeral.first):
        return _one_to(page, numeral)
    for at in range(numeral.last, min(numeral.last + _RATIO_REACH, len(atoms))):
        if atoms.kinds[at] != WORD:
            return None
        word = atoms.words[at]
        start = at + 1
        if lang == "fr" and word == "sur":
            break
        if lang == "en" and (
            word == "in" or atoms.words[at : at + 2] in (["out", "of"], ["of", "every"], ["in", "every"])
        ):
            start = at + 1 if word == "in" and atoms.word(at + 1) != "every" else at + 2
            break
        follows = at > numeral.last and (word in {"de", "d'"} or _is_participle(page, at))
        if page.pos(at) not in {"NOUN", "ADJ", "PROPN"} and not follows:
            return None
    else:
        return None
    below = read_numeral(atoms, start, page.words) if start < len(atoms) else None
    if below is None or below.kind != "cardinal" or below.value != below.value.to_integral_value():
        return None
    if below.value <= 1 or numeral.value >= below.value:
        return None
    most = below.value <= (_RATIO_MOST if numeral.value == 1 else _SHARE_MOST) or str(below.value).strip("0") == "1"
    named = at > numeral.last
    if not most or unit_after(page, below) is not None or page.starts_role("month", below.last):
        return None
    counts = page.pos(below.last) in {"NOUN", "PROPN"}
    if named and counts and (lang == "en" or atoms.word(below.last).endswith(("s", "x"))):
        return None  # "three people in 20 countries"
    if not named and lang == "fr" and below.is_digits and counts:
        return None
    return _divided(numeral, below)


def _is_participle(page: Page, at: int) -> bool:
    """Say whether a word qualifies the noun before it as a participle does: "un électeur inscrit sur cinq"."""
    token = page.token(at)
    return token is not None and "Part" in token.morph.get("VerbForm", []) and token.head.i < token.i


def _one_to(page: Page, numeral: Numeral) -> tuple[Numeral, int] | None:
    """Read "un rapport de un à quatre" as a quarter."""
    below = read_numeral(page.atoms, numeral.last + 1, page.words) if numeral.last + 1 < len(page.atoms) else None
    return _divided(numeral, below) if below is not None and below.value > 0 else None


def _divided(numeral: Numeral, below: Numeral) -> tuple[Numeral, int]:
    value = numeral.value / below.value
    step = min(value / 5, Decimal("0.1"))
    return replace(numeral, value=value, step=step, last=below.last, kind="part"), below.last
