"""Small words by what they do, from `data/veto_words.tsv`."""

from __future__ import annotations

from functools import cache

from sourcier.assessment.lexicon import read_table


@cache
def words_of(name: str) -> frozenset[str]:
    """Return one list of folded words. A list that is missing is a bug: KeyError.

    >>> "nobody" in words_of("nobody_en")
    True
    """
    return {row["list"]: frozenset(row["words"].split()) for row in read_table("veto_words")}[name]
