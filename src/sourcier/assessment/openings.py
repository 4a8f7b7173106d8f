"""Of whom alone a sentence speaks, as its first words say: "Chez les jeunes, …", "Dans le bâtiment, …"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.lexicon import neutral_words, read_starts, read_table, stem
from sourcier.assessment.scope import Scope

AMONG = frozenset({"chez", "parmi", "among", "amongst"})
FOR = frozenset({"pour", "for"})
INSIDE = frozenset({"dans", "in", "within"})
PLURALS = frozenset({"les", "ces", "nos", "the", "these", "our"})
ARTICLES = frozenset({"le", "la", "l", "l'", "les", "the"})
LINKS = frozenset({"CCONJ", "ADV", "SCONJ", "PUNCT"})
DIVIDING = read_starts("claim_words", "dividing")
"""Beginnings of words for what a figure is divided by."""
REACH = 3
LONGEST = 9
"""Words of such an opening."""


def narrowed_by(scope: Scope, foreign: Sequence[int]) -> str:
    """Return the unknown word of an opening phrase that says of whom alone a figure is, empty when there is none.

    Args:
        scope: The claim.
        foreign: Places of telling words that the measure does not know.
    """
    words = scope.words
    start = next((at for at, word in enumerate(words) if word.token.pos_ not in LINKS), len(words))
    comma = next((at for at, word in enumerate(words) if word.folded == "," and at > start), len(words))
    opening = words[start:comma]
    if not 1 < len(opening) <= LONGEST or comma == len(words):
        return ""
    if any(word.token.pos_ in {"VERB", "AUX"} or word.role in {"number", "entity"} for word in opening):
        return ""
    first, second = opening[0].folded, opening[1].folded
    is_whose = (
        first in AMONG
        or (first in FOR and any(_is_plural(scope, at) for at in range(start + 1, comma)))
        or (first in INSIDE and _is_plain(scope, start + 1))
    )
    if not is_whose or (first in INSIDE and scope.lang == "fr" and second not in ARTICLES):
        return ""
    known = _framing(scope)
    noun = next((at for at in range(start + 1, comma) if words[at].token.pos_ in {"NOUN", "PROPN", "ADJ"}), None)
    if noun is None or stem(words[noun].folded) in known | neutral_words(scope.lang):
        return ""
    return words[noun].token.text if noun in foreign else ""


def divided_by(scope: Scope, covered: Sequence[int]) -> str:
    """Return the word that names a measure only as what something else is divided by: "rapporté à sa population"."""
    words = scope.words
    if covered and all(
        any(words[n].folded.startswith(DIVIDING) for n in range(max(at - REACH, 0), at + 1)) for at in covered
    ):
        return words[covered[-1]].token.text
    return ""


def _is_plural(scope: Scope, at: int) -> bool:
    """Say whether many are spoken of: "les jeunes", "women"."""
    word = scope.words[at]
    return word.folded in PLURALS or word.token.tag_ in {"NNS", "NNPS"}


def _is_plain(scope: Scope, at: int) -> bool:
    """Say whether a trade or a place is named as known: "le bâtiment", "construction"."""
    return scope.words[at].folded in ARTICLES or scope.words[at].token.pos_ == "NOUN"


def _framing(scope: Scope) -> frozenset[str]:
    return frozenset(
        stem(word) for row in read_table("openings") if row["lang"] == scope.lang for word in row["words"].split(", ")
    )
