"""Words that turn a statement round or limit it: negations, conditions, restrictions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sourcier.assessment.quoting.words import key_of, rows_of
from sourcier.core.article import Lang

Keys = Sequence[str]
"""Words as `sourcier.assessment.quoting.words` compares them."""
_SUPERLATIVE = 5
"""Letters that an English superlative has more than."""


def has(keys: Keys, name: str, lang: Lang) -> bool:
    """Say whether one of the words is of a class.

    >>> has(["nous", "n", "avons", "pas", "fini"], "negation", "fr"), has(["we", "won"], "negation", "en")
    (True, False)
    """
    return any(opening(keys, at, name, lang) for at in range(len(keys)))


def has_negation(keys: Keys, lang: Lang) -> bool:
    """Say whether words hold a negation."""
    return has(keys, "negation", lang)


def opening(keys: Keys, at: int, name: str, lang: Lang) -> int:
    """Return how many words the longest expression of a class has that starts at a place, or 0.

    >>> opening(["à", "condition", "que", "tout", "aille"], 0, "condition", "fr")
    3
    """
    known, longest = _expressions(name, lang)
    for length in range(min(longest, len(keys) - at), 0, -1):
        if tuple(keys[at : at + length]) in known:
            return length
    return 0


def is_superlative(keys: Keys, at: int, lang: Lang) -> bool:
    """Say whether a superlative starts at a place: "les plus modestes", "the poorest".

    >>> is_superlative(["les", "moins", "aises"], 0, "fr"), is_superlative(["the", "forest"], 0, "en")
    (True, False)
    """
    if lang == "fr":
        return keys[at] in {"le", "la", "les"} and keys[at + 1 : at + 2] != [] and keys[at + 1] in {"plus", "moins"}
    if keys[at] != "the" or at + 1 >= len(keys):
        return False
    following = keys[at + 1]
    ends = (
        len(following) > _SUPERLATIVE
        and following.endswith("est")
        and not opening(keys, at + 1, "no_superlative", lang)
    )
    return ends or following in {"most", "least"}


def limits(keys: Keys, at: int, lang: Lang) -> bool:
    """Say whether a condition or a restriction starts at a place: "mais", not "mais aussi"."""
    length = max(opening(keys, at, "condition", lang), opening(keys, at, "restriction", lang))
    return length > opening(keys, at, "no_restriction", lang)


@cache
def _expressions(name: str, lang: Lang) -> tuple[frozenset[tuple[str, ...]], int]:
    found = frozenset(
        tuple(key_of(word, lang) for word in row[2].split())
        for row in rows_of("restrictions")
        if row[:2] == (lang, name)
    )
    return found, max(map(len, found))
