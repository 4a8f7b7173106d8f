"""How many of something a claim compares, which no rate or share answers: "plus de chômeurs que", "fewer poor people".

A small country with a high rate has fewer of them than a large one with a low rate.
"""

from __future__ import annotations

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.measures import Match
from sourcier.assessment.scope import Scope, Word
from sourcier.core.findings import Operation

MANY = read_words("claim_words", "many")
MANY_EN = read_words("claim_words", "many_en")
OF = frozenset({"de", "d", "of"})
NUMEROUS = read_words("claim_words", "numerous")
GRADES = frozenset({"more", "less", "most", "least"})
"""Words that grade a quality as well as count heads: "is more indebted"."""
PER = read_words("claim_words", "shares")
"""Words that turn heads into a share of them, beside "par habitant" and "pour cent"."""
HEAD = frozenset({":inhabitant"})
RATES = frozenset({"%", "% of population", "% of registered voters"})
WITHIN = frozenset({"ADJ", "ADV", "NOUN", "PROPN", "ADP", "VERB", "PART", "PUNCT"})
NOUNS = frozenset({"NOUN", "PROPN"})
REACH = 6
"""Words of a noun's group, with what follows it: "more people out of work"."""


def counted_heads(scope: Scope, match: Match, operation: Operation) -> str:
    """Return the noun by whose number a claim compares, where the table holds a rate of them; empty otherwise."""
    if operation is Operation.LOOKUP or not _is_rate(match.measure.unit) or HEAD & scope.concepts():
        return ""
    if PER & {word.folded for word in scope.words}:
        return ""
    if NUMEROUS & {word.folded for word in scope.words}:
        return next((scope.words[at].token.text for at in match.covered if _is_plural(scope.words[at])), "")
    for at in range(len(scope.words) - 1):
        start = _after_many(scope, at)
        if start is None:
            continue
        group = _group(scope, start)
        noun = next((scope.words[n].token.text for n in group if _is_plural(scope.words[n])), "")
        noun = noun or _head_without_noun(scope, at, group)
        if noun and not set(group).isdisjoint(match.covered):
            return noun
    return ""


def _is_rate(unit: str) -> bool:
    return unit in RATES or " per 1" in unit


def _after_many(scope: Scope, at: int) -> int | None:
    """Return where the noun starts that a word such as "plus de", "fewer" counts; None where it counts none."""
    word, after = scope.words[at].folded, scope.words[at + 1].folded
    if scope.lang == "fr":
        return at + 2 if word in MANY and after in OF else None
    if word == "number":
        return at + 2 if after in OF else None
    return at + 1 if word in MANY | MANY_EN else None


def _head_without_noun(scope: Scope, at: int, group: list[int]) -> str:
    """Return the English adjective that stands for those it is said of: "as many unemployed as", else nothing."""
    if scope.lang != "en" or not group or any(scope.words[n].token.pos_ in NOUNS for n in group):
        return ""
    if scope.words[at].folded in GRADES and at and scope.words[at - 1].token.lemma_ != "have":
        return ""
    return scope.words[group[-1]].token.text


def _group(scope: Scope, start: int) -> list[int]:
    found = []
    for at in range(start, min(start + REACH, len(scope.words))):
        word = scope.words[at]
        if word.token.pos_ not in WITHIN or word.role in {"time", "number", "entity"} or word.folded in {"than", "que"}:
            break
        found.append(at)
    return found


def _is_plural(word: Word) -> bool:
    token = word.token
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} and (
        token.morph.get("Number", []) == ["Plur"] or token.tag_ in {"NNS", "NNPS"}
    )
