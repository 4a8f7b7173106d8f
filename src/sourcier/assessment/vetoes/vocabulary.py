"""Small words by what they do, from `data/veto_words.tsv`."""

from __future__ import annotations

from sourcier.assessment.lexicon import read_words


def words_of(name: str) -> frozenset[str]:
    """Return one list of folded words. A list that is missing is a bug: KeyError.

    >>> "nobody" in words_of("nobody_en")
    True
    """
    return read_words("veto_words", name)
