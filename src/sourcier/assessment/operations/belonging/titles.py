"""Titles of office in a claim, with the demonym that may stand inside them ("ministre russe de la Défense")."""

from __future__ import annotations

from functools import cache

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import fold, patterns, read_table, stem
from sourcier.assessment.scope import Scope
from sourcier.core.article import Lang


def titles_in(scope: Scope, desk: Desk) -> list[tuple[int, int, str]]:
    """Return (start, end, relation) of every title in the claim's words, names of states inside left out."""
    kept = [
        at
        for at, word in enumerate(scope.words)
        if word.folded != "-" and desk.tables.state_named(stem(word.folded)) is None
    ]
    words = [scope.words[at].folded for at in kept]
    found = patterns("titles", "relation", scope.lang).find(words)
    return [(kept[start], kept[end - 1] + 1, relation) for start, end, relation in found]


@cache
def seats() -> dict[str, str]:
    """Return the state of each palace or ministry that stands for an office ("le patron du Pentagone")."""
    return {row["seat"]: row["state"] for row in read_table("seats")}


@cache
def holding_words(lang: Lang) -> frozenset[str]:
    """Return the folded words that may stand between a person and an office held."""
    return frozenset(
        fold(word.strip()) for row in read_table("holding") if row["lang"] == lang for word in row["words"].split(",")
    )
