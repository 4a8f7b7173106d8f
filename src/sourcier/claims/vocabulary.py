"""Small words by what they do, from `small_words.tsv`."""

from __future__ import annotations

from sourcier.core.rows import read_lists


def read_words(name: str) -> frozenset[str]:
    """Return one list of words in lower case. A list that is missing is a bug: KeyError.

    >>> sorted(read_words("degrees"))
    ['aussi', 'moins', 'plus']
    """
    return frozenset(read_lists(__package__, "small_words.tsv")[name])
