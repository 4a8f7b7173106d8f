"""How likely a cue is meant to persuade: a logistic regression whose weights can be read in `weights.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from sourcier.core.rhetoric import Technique


@dataclass(frozen=True, slots=True)
class Model:
    """The weights, and the score from which a technique is shown."""

    bias: float
    weights: Mapping[str, float]
    thresholds: Mapping[Technique, float]
    """A technique that is missing could not be found with enough precision: it is off."""

    def score(self, features: Mapping[str, float]) -> float:
        """Return the probability of persuasion, rounded to hundredths: the same on every machine."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return round(1 / (1 + exp(-total)), 2)

    def shows(self, technique: Technique, score: float) -> bool:
        """Say whether a score is enough for a technique."""
        return score >= self.thresholds.get(technique, 2.0)


@cache
def model() -> Model:
    """Return the model of `weights.toml`, written by tools/train_rhetoric.py."""
    table = tomllib.loads((resources.files(__package__) / "weights.toml").read_text(encoding="utf-8"))
    return Model(
        bias=table["bias"],
        weights=table["weights"],
        thresholds={Technique(name): score for name, score in table["thresholds"].items()},
    )
