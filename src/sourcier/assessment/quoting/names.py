"""Words around names, from `names.tsv`, as they are compared: small, without accents."""

from __future__ import annotations

import unicodedata
from functools import cache

from sourcier.assessment.quoting.words import rows_of
from sourcier.core.article import Lang


def plain(word: str) -> str:
    """Return a word small and without accents.

    >>> plain("Élise")
    'elise'
    """
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(char for char in apart if not unicodedata.combining(char))


@cache
def words_of(name: str, lang: Lang) -> frozenset[str]:
    """Return the words of a class."""
    return frozenset(plain(row[2]) for row in rows_of("names") if row[:2] == (lang, name))
