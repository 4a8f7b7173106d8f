"""Two claims in two languages: how much of what each says has something in the other that may say it.

Across languages hardly a word is shared, and two statements with one name and one year lie near each other whatever
they say. So each word that says something is looked for in the other text: a word of one of its senses
(`data/bilingual.tsv`), one spelt alike, or one whose vector lies near. What is left without an answer on both sides, by
how much, and how near the two leftovers and the two texts lie, gives the probability that they say the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sourcier.assessment.factchecks.kin import are_kin
from sourcier.assessment.factchecks.words import root, terms
from sourcier.assessment.lexicon import fold, patterns, stem
from sourcier.assessment.vetoes import Features
from sourcier.core.article import Lang
from sourcier.core.rows import read_rows

BOTH_KNOWN, ONE_KNOWN, NONE_KNOWN = 0.6, 0.35, 0.3
"""How far the cosine of two words must pass the usual where the table has senses for both, for one, for neither: whose
senses are known and differ are rarely one thing."""
UNKNOWN = 0.5
"""What a word without an answer counts where the table does not have it: it may be the other's, by a name unknown."""
ANSWERED = 0.9
"""From there on a word is not shown among those without an answer."""
ONE_SIDED = 0.3
"""Nearness of the leftovers where only one side has any."""
STOPS = frozenset('.!?:«“"')
SENSES = (("bilingual", "sense"), ("opposites", "meaning"), ("concepts", "concept"))


class Likeness(Protocol):
    """How near two texts lie, by their vectors."""

    def likeness(self, one: str, other: str) -> float:
        """Return 1 for one and the same, 0 for what lies no nearer than any two words."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something, and how well the other text answers to it."""

    text: str
    at: int
    """Place among the tokens."""
    answered: float
    """From 0 to 1."""
    weight: float


@dataclass(frozen=True, slots=True)
class Told:
    """What two texts have for each other."""

    probability: float
    """That they say the same."""
    ours: str
    """What the claim has alone, in its own words; empty where nothing is left."""
    theirs: str


def tell(claim: Features, reviewed: Features, vectors: Likeness) -> Told:
    """Return how likely it is that two claims in two languages are the same, and what each has alone."""
    traits, ours, theirs = _compared(claim, reviewed, vectors)
    weights = _weights()
    odds = weights["base"] + sum(weights[name] * value for name, value in traits.items())
    return Told(1 / (1 + math.exp(-odds)), _shown(claim, ours), _shown(reviewed, theirs))


def traits(claim: Features, reviewed: Features, vectors: Likeness) -> Mapping[str, float]:
    """Return what the probability is made of, by name (across.tsv)."""
    return _compared(claim, reviewed, vectors)[0]


def _compared(
    claim: Features, reviewed: Features, vectors: Likeness
) -> tuple[Mapping[str, float], Sequence[Word], Sequence[Word]]:
    ours, theirs = answers(claim, reviewed, vectors), answers(reviewed, claim, vectors)
    left, right = (sum(one.weight * (1 - one.answered) for one in side) for side in (ours, theirs))
    found = {
        "least_alone": min(left, right),
        "shares_alone": left / max(len(ours), 1) + right / max(len(theirs), 1),
        "leftovers": _leftovers(ours, theirs, vectors),
        "texts": vectors.likeness(claim.text, reviewed.text),
    }
    return found, ours, theirs


def answers(text: Features, other: Features, vectors: Likeness) -> list[Word]:
    """Return the words of a text that say something, with how well the other, of any language, answers to each."""
    senses, theirs = _senses(text), _senses(other)
    all_theirs = frozenset().union(*theirs)
    candidates = _saying(other)
    kin = [root(fold(other.tokens[at])) for at in candidates]
    found = []
    for at in _saying(text):
        word = text.tokens[at]
        is_there = fold(word) in other.words or any(are_kin(root(fold(word)), one) for one in kin)
        if is_there or senses[at] & all_theirs:
            answered = 1.0
        else:
            nearest = (
                vectors.likeness(word.lower(), other.tokens[there].lower()) / _needed(senses[at], theirs[there])
                for there in candidates
            )
            answered = min(max(nearest, default=0.0), 1.0)
        found.append(Word(word, at, max(answered, 0.0), 1.0 if senses[at] else UNKNOWN))
    return found


def _needed(senses: frozenset[str], others: frozenset[str]) -> float:
    if senses and others:
        return BOTH_KNOWN
    return ONE_KNOWN if senses or others else NONE_KNOWN


def _saying(text: Features) -> list[int]:
    """Return where the words stand that say something: names, times, figures and light words left out."""
    named = {word for one in text.names for word in one.text.split()}
    named |= {word for one in text.moments for word in one.text.split()}
    return [
        at
        for at, word in enumerate(text.tokens)
        if len(word) > 1
        and word[0].isalpha()
        and word not in named
        and not (word[0].isupper() and at and text.tokens[at - 1] not in STOPS)
        and (terms(word) or word in text.nouns)
        and stem(fold(word)) not in _light(text.lang)
    ]


def _senses(text: Features) -> list[frozenset[str]]:
    """Return the senses of each word, alone or with its neighbours."""
    folded = [fold(word).strip("'-") for word in text.tokens]
    found: list[set[str]] = [set() for _ in folded]
    for table, key in SENSES:
        for start, end, meaning in patterns(table, key, text.lang).find(folded):
            for at in range(start, end):
                found[at].add(f"{table}:{meaning.rstrip('+-')}")
    return [frozenset(one) for one in found]


def _leftovers(ours: Sequence[Word], theirs: Sequence[Word], vectors: Likeness) -> float:
    left, right = (" ".join(one.text.lower() for one in side if one.answered < ANSWERED) for side in (ours, theirs))
    if left and right:
        return vectors.likeness(left, right)
    return ONE_SIDED if left or right else 1.0


def _shown(text: Features, words: Sequence[Word]) -> str:
    """Return the run of words without an answer that weighs most, as it stands in the text."""
    alone = [one for one in words if one.answered < ANSWERED]
    runs: list[list[Word]] = []
    for one in alone:
        if runs and runs[-1][-1].at == one.at - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    best = max(runs, key=lambda run: sum(one.weight * (1 - one.answered) for one in run), default=[])
    return " ".join(text.tokens[best[0].at : best[-1].at + 1]) if best else ""


@cache
def _light(lang: Lang) -> frozenset[str]:
    return frozenset(
        stem(fold(word))
        for name in ("light_nouns", "light_across")
        for row in read_rows(__package__, f"{name}.tsv")
        if row[0] == lang
        for word in row[1].split()
    )


@cache
def _weights() -> Mapping[str, float]:
    return {name: float(value) for name, value in read_rows(__package__, "across.tsv")}
