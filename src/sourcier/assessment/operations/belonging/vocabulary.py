"""Words of belonging by what they say (`data/belonging.tsv`, written by hand): light verbs, denials, seats, returns."""

from __future__ import annotations

from functools import cache

from sourcier.assessment.lexicon import fold, patterns, read_table
from sourcier.assessment.scope import Scope
from sourcier.core.article import Lang


@cache
def words_of(kind: str, lang: Lang) -> frozenset[str]:
    """Return the folded words of a kind, in `data/belonging.tsv`; a final star stands for any ending."""
    row = next(row for row in read_table("belonging") if row["kind"] == kind)
    return frozenset(fold(word.strip()) for word in row[lang].split(","))


def has_word(scope: Scope, kind: str, low: int, high: int) -> bool:
    """Say whether a word of a kind stands in a range of the claim's words."""
    known = words_of(kind, scope.lang)
    starts = tuple(word[:-1] for word in known if word.endswith("*"))
    return any(
        word.folded in known or (starts and word.folded.startswith(starts)) for word in scope.words[max(low, 0) : high]
    )


def has_phrase(scope: Scope, kind: str, low: int, high: int) -> bool:
    """Say whether words of a kind, in `data/belonging_phrases.tsv`, start in a range of the claim's words."""
    found = patterns("belonging_phrases", "kind", scope.lang).find([word.folded for word in scope.words])
    return any(low <= start < high and each == kind for start, _, each in found)
