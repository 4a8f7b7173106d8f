"""Read the two sides of a vote whose unit is left out: "voted 153 to 10", "adopté par 320 contre 210"."""

from __future__ import annotations

from sourcier.core.article import Lang
from sourcier.text.quantities.atoms import HYPHENS, WORD
from sourcier.text.quantities.numerals import Numeral, read_numeral
from sourcier.text.quantities.page import Found, Page
from sourcier.text.quantities.units import unit_after, unit_before

_LINKS: dict[Lang, frozenset[str]] = {"fr": frozenset({"contre"}), "en": frozenset({"to", "against"}) | HYPHENS}
_UNITS: dict[Lang, str] = {"fr": "voix", "en": "votes"}
_FROM = frozenset({"from", "between", "de", "entre", "$"})
_REACH = 12
"""How many atoms back the word of voting may stand."""
_BEATEN = frozenset({"him", "her", "them"})
"""Behind "passed", people who were passed in a game."""
_COUNTED = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def read_vote(page: Page, numeral: Numeral) -> tuple[Found, Found] | None:
    """Return both sides of a vote that a number opens; a word of voting before them tells it from a score."""
    atoms, lang = page.atoms, page.words.lang
    at = numeral.last
    link = atoms.word(at)
    if link not in _LINKS[lang] or atoms.word(numeral.first - 1) in _FROM or not _is_side(page, numeral):
        return None
    if link in HYPHENS and not (numeral.is_digits and atoms.is_glued(at - 1) and atoms.is_glued(at)):
        return None
    if not _is_voted(page, numeral.first):
        return None
    other = read_numeral(atoms, at + 1, page.words) if at + 1 < len(atoms) else None
    if other is None or not _is_side(page, other) or unit_after(page, other) is not None:
        return None
    if atoms.kind(other.last) == WORD and page.pos(other.last) in _COUNTED:
        return None  # "voted on 3 to 5 bills"
    first, second = (Found(side, side.first, side.last, unit=_UNITS[lang], kind="count") for side in (numeral, other))
    return first, second


def _is_side(page: Page, numeral: Numeral) -> bool:
    is_whole = numeral.value == numeral.value.to_integral_value()
    return numeral.kind == "cardinal" and is_whole and unit_before(page, numeral.first) is None


def _is_voted(page: Page, first: int) -> bool:
    """Say whether the nearest verb before a number, or a noun after it, is of voting: not "voted and won 3-1"."""
    token = page.token(first)
    if token is None:
        return False
    for index in range(token.i - 1, max(token.i - _REACH, 0) - 1, -1):
        before = page.doc[index]
        if page.words.is_role("voting", before.lower_):
            return page.doc[index + 1].lower_ not in _BEATEN
        is_open = before.pos_ == "VERB" and before.tag_ != "VB" and "Inf" not in before.morph.get("VerbForm", [])
        if is_open or before.is_sent_start:
            return False
    return False
