"""Decide when "un", "une" and "one" count: mostly they are articles and pronouns."""

from __future__ import annotations

from sourcier.text.quantities.atoms import FIGURE, WORD
from sourcier.text.quantities.nouns import Noun, find_noun
from sourcier.text.quantities.page import Found, Page

_AND = frozenset({"et", "and", ","})
_NEGATION_REACH = 4
_NO = frozenset({"ne", "n'"})
_MEASURED = frozenset({"money", "measure", "share"})


def is_number(page: Page, found: Found, noun: Noun | None) -> bool:
    """Say whether a bare "un" or "one", with its unit or noun, is plainly a number."""
    atoms, at = page.atoms, found.numeral.first
    if page.has_role("negated", ending=at) or (atoms.word(at - 1) == "d'" and page.has_role("negated", ending=at - 1)):
        return False
    if found.numeral.value != 1:
        return True  # "un an et demi"
    if atoms.word(at - 1) == "plus" and _NO & set(atoms.words[max(at - _NEGATION_REACH - 1, 0) : at]):
        return False  # "n'a plus un centime"
    if _is_bounded(page, found):
        return found.unit is not None
    if any(page.words.is_role("negated", word) for word in atoms.words[max(at - _NEGATION_REACH, 0) : at]):
        return False  # "n'a pas versé un euro"
    if found.kind in _MEASURED:
        is_gain = page.starts_role("gained", found.last)
        return found.unit != "pp" or is_gain or atoms.word(at - 1) in {"d'", "de", "by", "up", "down"}
    if found.kind == "times":
        return page.words.rates.starting(atoms.words, found.last) is not None
    if found.kind == "time":
        return page.has_role("lasting", ending=at)
    if noun is None:
        return _is_pronoun(page, found)
    if atoms.word(found.last) in {"pour", "per", "for"} and atoms.kind(found.last + 1) == FIGURE:
        return True  # "un médecin pour 1 500 habitants"
    return _is_listed(page, found)


def _is_bounded(page: Page, found: Found) -> bool:
    bound = page.words.before.ending(page.atoms.words, found.numeral.first)
    if bound is None:
        return page.words.after.starting(page.atoms.words, found.numeral.last) is not None
    side = bound[0][1]
    return side == "before" or (side == "before-place" and found.kind in _MEASURED | {"time"})


def _is_pronoun(page: Page, found: Found) -> bool:
    """Say whether "une" stands for one of what was counted before: "Pékin en possède une"."""
    atoms, at = page.atoms, found.numeral.first
    if page.words.lang == "en" or not page.found:
        return False
    if atoms.kind(found.numeral.last) == WORD and page.pos(found.numeral.last) in {"NOUN", "ADJ", "PROPN"}:
        return False
    same = page.sentence(at) - page.sentence(page.found[-1].numeral.first) <= 1
    return same and "en" in atoms.words[max(at - 4, 0) : at] and page.pos(at - 1) in {"VERB", "AUX"}


def _is_numeral(page: Page, last: Found, at: int) -> bool:
    """Say whether "one", which is no article, follows a count of its sentence."""
    return page.atoms.word(at) == "one" and page.sentence(last.first) == page.sentence(at)


def _is_listed(page: Page, found: Found) -> bool:
    """Say whether "un mort" stands in a list of counts: "deux blessés, un mort"."""
    atoms, at = page.atoms, found.numeral.first
    if page.found:
        last = page.found[-1]
        linked = last.kind == "count" and atoms.word(at - 1) in _AND
        if linked and (last.last == at - 1 or _is_numeral(page, last, at)):
            return True
    if atoms.word(found.last) not in _AND or not page.is_number(found.last + 1):
        return False
    following = found.last + 1
    is_article = atoms.word(following) in {"un", "une", "one"}
    return not is_article and find_noun(page, following + 1, linked=False) is not None
