"""What the words of a claim leave unsaid or say too much of, for a measure to be meant."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.scope import Scope, Word

MODIFIERS = frozenset("amod nmod compound acl nmod:poss poss nn appos obl:mod flat:name prep pobj".split())
"""Arcs by which a word qualifies another, in the labels of both languages' models."""
UNDERSTOOD = frozenset(
    "up down doubled tripled quadrupled halved stable multiplied sum share world greater smaller equal than first "
    "last still slight universal".split()
)
"""Cues whose words the operations read; what else a claim says, its measure must know."""


def own_features(word: Word) -> frozenset[str]:
    """Return a word's features; of a name only its sex ("les Japonaises"), never what else its letters mean."""
    if word.role not in {"entity", "unlinked"}:
        return word.features
    is_woman = word.token.text[:1].isupper() and word.token.text.lower().endswith(
        ("aises", "ennes", "oises", "aines", "ines")
    )
    return frozenset({":female"}) if is_woman else frozenset()


def concepts_of(found: frozenset[str]) -> frozenset[str]:
    """Return the concepts among some features."""
    return frozenset(each for each in found if each.startswith(":"))


def must_be_understood(word: Word, scope: Scope, at: int) -> bool:
    """Say whether a word of the claim says something that its measure has to know."""
    if word.role == "entity":
        return bool(own_features(word))
    if word.role in {"stop", "neutral", "time", "number", "unlinked"}:
        return False
    in_cue = any(start <= at < end for cue in UNDERSTOOD for start, end in scope.cues.get(cue, ()))
    is_telling = word.token.pos_ in {"NOUN", "ADJ", "PROPN"} or (
        word.token.pos_ == "VERB" and concepts_of(word.features)
    )
    return bool(is_telling) and not in_cue


def barring_word(scope: Scope, covered: Sequence[int], foreign: Sequence[int]) -> str:
    """Return an unknown word that qualifies the measured thing, empty when there is none."""
    mine = {scope.words[at].token.i for at in covered}
    for at in foreign:
        token = scope.words[at].token
        steps = [token, *list(token.ancestors)[:2]]
        for lower, upper in zip(steps, steps[1:], strict=False):
            if lower.dep_ not in MODIFIERS:
                break
            if upper.i in mine:
                return token.text
        neighbours = {at - 1, at + 1} if scope.lang == "en" else {at - 1}
        if token.pos_ in {"ADJ", "NOUN"} and neighbours & set(covered):
            return token.text
    return ""
