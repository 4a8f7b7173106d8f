"""Differences between two languages that are none: a name in other letters, a denial in a word instead of grammar."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache

from sourcier.assessment.factchecks.words import denial
from sourcier.assessment.lexicon import fold, patterns
from sourcier.assessment.vetoes import Features
from sourcier.core.article import Lang
from sourcier.core.rows import read_rows
from sourcier.core.testimony import Veto, VetoKind

NAMING = frozenset({VetoKind.PLACE, VetoKind.PERSON, VetoKind.NAME})
ARTICLES = frozenset("le la les l the".split())
ALIKE = 0.8
"""Share of the letters of two spellings of one name: "Élisabeth", "Elizabeth"; "Iran" and "Irak" have less."""


def is_translated(veto: Veto, claim: Features, reviewed: Features) -> bool:
    """Say whether two texts of two languages only seem to differ in this."""
    if veto.kind in NAMING:
        return _is_one_name(veto, claim, reviewed)
    if veto.kind is VetoKind.POLARITY:
        return _denials(claim) == _denials(reviewed) > 0
    return False


def _is_one_name(veto: Veto, claim: Features, reviewed: Features) -> bool:
    """Say whether one name is the other's translation, or each of its words is one of the other's, respelt."""
    texts = {claim.lang: _words(veto.claim_side), reviewed.lang: _words(veto.evidence_side)}
    french, english = texts["fr"], texts["en"]
    if " ".join(english) in _exonyms().get(" ".join(french), ()):
        return True
    shorter, longer = sorted((french, english), key=len)
    return bool(shorter) and all(any(_are_alike(word, other) for other in longer) for word in shorter)


def _words(name: str) -> list[str]:
    return [word for word in fold(name).replace("l'", "").split() if word not in ARTICLES]


def _are_alike(word: str, other: str) -> bool:
    if other in _exonyms().get(word, ()) or word in _exonyms().get(other, ()):
        return True
    if SequenceMatcher(None, word, other, autojunk=False).ratio() >= ALIKE:
        return True
    return bool((_senses(word, "fr") & _senses(other, "en")) | (_senses(word, "en") & _senses(other, "fr")))


def _senses(word: str, lang: Lang) -> set[str]:
    return {meaning for _, _, meaning in patterns("bilingual", "sense", lang).find([word])}


def _denials(text: Features) -> int:
    """Return how many things a text denies: by its grammar, which counts once, and by words that deny."""
    folded = [fold(word).strip("'-") or word for word in text.tokens]
    by_words = {meaning for _, _, meaning in patterns("negatives", "meaning", text.lang).find(folded)}
    grammar = denial(text.text)
    by_words.discard("without" if fold(grammar) in {"sans", "without"} else "")
    return len(by_words) + bool(grammar)


@cache
def _exonyms() -> Mapping[str, frozenset[str]]:
    """Return what English calls each French name, folded."""
    found: dict[str, frozenset[str]] = {}
    for french, english in read_rows(__package__, "exonyms.tsv"):
        found[french] = found.get(french, frozenset()) | {english}
    return found
