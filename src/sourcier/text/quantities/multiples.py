"""Read what multiplies: "a doublé", "will halve", "multiplié par trois"."""

from __future__ import annotations

from decimal import Decimal

from sourcier.text.quantities.attach import add_bound
from sourcier.text.quantities.numerals import Numeral
from sourcier.text.quantities.page import Found, Page

_ONE = Decimal(1)
_FACTOR_REACH = 9
_ENDINGS = frozenset("e es ent é ée és ées er ant ait aient a era eront erait eraient èrent ed ing d s ng".split())
"""Of the verbs in stems.tsv; "halve" and "halvi" leave "d", "s" and "ng"."""
_NOMINAL = frozenset({"e", "es", "s", "é"})
"""Endings that nouns and adjectives have too."""
_POSSESSIVES = frozenset({"sa", "son", "ses", "leur", "leurs", "its", "their", "his", "her"})
"""After "double", they show a verb that the tagger took for an adjective."""


def multiplies(page: Page, at: int) -> bool:
    """Say whether a number multiplies or divides: "divisé par trois", "multiplied its sales by ten"."""
    atoms, words = page.atoms, page.words
    if atoms.word(at - 1) not in {"par", "by", "of", "de"}:
        return False
    if words.is_role("multiplying", atoms.word(at - 2)):
        return True
    if atoms.word(at - 1) in {"of", "de"}:
        return False
    sentence = page.sentence(at)
    return any(
        words.is_role("multiplying", atoms.words[before]) and page.sentence(before) == sentence
        for before in range(max(at - _FACTOR_REACH, 0), at - 1)
    )


def read_verb(page: Page, at: int) -> None:
    """Read "a doublé", "will halve", "multiplié par trois"."""
    word = page.atoms.words[at]
    for stem, value in page.words.stems.get(word[:4], ()):
        if word.startswith(stem) and _is_verb(page, at, word[len(stem) :]):
            step = _ONE if value > 1 else value / 5
            found = Found(Numeral(value, step, at, at + 1, "factor"), at, at + 1, unit="1", kind="ratio")
            add_bound(page, found)
            page.found.append(found)
            return


def _is_verb(page: Page, at: int, ending: str) -> bool:
    """Say whether a form of "doubler" or "halve" is a verb here, not a noun or an adjective."""
    if ending and ending not in _ENDINGS:
        return False
    if page.pos(at) in {"VERB", "AUX"} or page.atoms.word(at + 1) in _POSSESSIVES:
        return True
    if not ending or ending in _NOMINAL or page.atoms.word(at - 1) in {"un", "une", "le", "du", "ce", "a", "the"}:
        is_participle = page.words.lang == "fr" and ending in {"é", "ée", "és", "ées"}
        return is_participle and (
            page.pos(at - 1) in {"AUX", "ADV"} or page.atoms.words[at - 2 : at] == ["plus", "que"]
        )
    return page.pos(at) != "NOUN"
