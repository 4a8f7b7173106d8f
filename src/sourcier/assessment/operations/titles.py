"""Titles of office in a claim, with the demonym that may stand inside them ("ministre russe de la Défense")."""

from __future__ import annotations

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import patterns, stem
from sourcier.assessment.scope import Scope


def titles_in(scope: Scope, desk: Desk) -> list[tuple[int, int, str]]:
    """Return (start, end, relation) of every title in the claim's words, names of states inside left out."""
    kept = [at for at, word in enumerate(scope.words) if desk.tables.state_named(stem(word.folded)) is None]
    words = [scope.words[at].folded for at in kept]
    found = patterns("titles", "relation", scope.lang).find(words)
    return [(kept[start], kept[end - 1] + 1, relation) for start, end, relation in found]
