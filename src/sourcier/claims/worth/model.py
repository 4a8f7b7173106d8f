"""The model of worth: the log-odds that somebody wants a sentence checked, as a sum that can be read term by term.

A logistic regression over traits and over the mean of word vectors. As the vectors enter in a straight line, each
word's share of the sum is one number, kept instead of its vector (`words.fr.tsv`, `words.en.tsv`); French words share
the vectors' space, and so what was learnt from English sentences. Made by tools/train_worth.py; design/worth.md
says from what.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, sqrt

from sourcier.claims.worth.surface import Surface
from sourcier.core.article import Lang
from sourcier.core.rows import read_rows


@dataclass(frozen=True, slots=True)
class Model:
    """What weighs how much, in log-odds."""

    intercept: float
    """The log-odds of a sentence that shows no trait and has no known word."""
    smoothing: float
    """Added to the weight of a sentence's words, so that one word alone does not decide."""
    threshold: float
    """The probability from which a sentence is called worth checking."""
    usual_words: float
    """What the words of a usual sentence add."""
    traits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WordWeight:
    """What a word adds."""

    weight: float
    """0 to 1: how much a word counts among the others; the commonest hardly do."""
    score: float


@cache
def model() -> Model:
    """Return the model, read once (model.toml)."""
    found = tomllib.loads(resources.files(__package__).joinpath("model.toml").read_text(encoding="utf-8"))
    return Model(**found["sum"], traits=found["traits"])


@cache
def word_weights(lang: Lang) -> Mapping[str, WordWeight]:
    """Return the words of a language, read once (10 to 30 ms)."""
    rows = read_rows(__package__, f"words.{lang}.tsv")
    return {word: WordWeight(float(weight), float(score)) for word, weight, score in rows}


def log_odds(surface: Surface, shares: Mapping[str, float]) -> float:
    """Return the log-odds that a stretch of text is worth checking, from its traits and what its words add."""
    weights = model().traits
    total = model().intercept + sum(weights.get(trait, 0.0) * value for trait, value in surface.traits.items())
    return total + sum(shares.values())


def word_shares(surface: Surface, lang: Lang) -> dict[str, float]:
    """Return what each known word adds to the log-odds."""
    known = word_weights(lang)
    found = [(word, known[word]) for word in surface.words if word in known]
    divisor = sqrt(sum(one.weight for _, one in found) + model().smoothing)
    shares: dict[str, float] = {}
    for word, one in found:
        shares[word] = shares.get(word, 0.0) + one.weight * one.score / divisor
    return shares


def probability(odds: float) -> float:
    """Return a probability from log-odds.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + exp(-odds))
