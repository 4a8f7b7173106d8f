"""Whether an office or a membership is what a claim asserts, or only how it names somebody.

"Le président Barack Obama a attendu les résultats" says where he waited. That he was president is no proof of it,
so a right title must not lend its truth to the claim; a wrong one remains an error of the writer.
"""

from __future__ import annotations

from sourcier.assessment.operations.titles import holding_words
from sourcier.assessment.scope import Scope

SAYING = ("office_start", "member", "entered", "exited", "no_longer")
"""Cues whose verbs assert an office or a membership."""


def is_asserted(scope: Scope, start: int, end: int) -> bool:
    """Say whether the claim's main word is one that stands in some words, or a verb of holding or taking.

    Args:
        scope: The claim.
        start: First of the words that give the title or the membership, with its bearer.
        end: The word after the last of them.
    """
    tokens = {word.token.i for word in scope.words}
    saying = {at for cue in SAYING for low, high in scope.cues.get(cue, ()) for at in range(low, high)}
    mains = [
        at
        for at, word in enumerate(scope.words)
        if not word.token.is_punct and (word.token.dep_ == "ROOT" or word.token.head.i not in tokens)
    ]
    return all((start <= at < end and _is_link(scope, at)) or at in saying for at in mains)


def _is_link(scope: Scope, at: int) -> bool:
    """Say whether a main word inside the title is no verb of something else."""
    word = scope.words[at]
    return word.token.pos_ not in {"VERB"} or word.folded in holding_words(scope.lang)
