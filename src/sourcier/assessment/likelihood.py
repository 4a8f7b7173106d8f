"""How likely it is that a claim means a measure: a logistic over the signals of the match, fitted on development data.

The weights are few, stand in `data/likelihood.tsv` and are made by `tools/fit_likelihood.py`, which also prints how
far the probabilities can be trusted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from sourcier.assessment.lexicon import read_table

SIGNALS = ("name", "foreign", "rival", "unit", "period")
"""What is weighed, in the order of the table: each as the signal of the same name gives it."""
ONLY_FOR = frozenset({"unit"})
"""What speaks for a measure and never against: a change in percent, or a share, has another unit than its table."""
CEILING = 5.0
"""Rarity of a name beyond which it tells nothing more."""


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each signal, and of `base`, which stands for a claim without any."""
    return {row["signal"]: float(row["weight"]) for row in read_table("likelihood")}


def features(signals: Mapping[str, float]) -> list[float]:
    """Return the numbers that are weighed, `base` first; a signal that is not there is 0.

    >>> features({"name": 7.5, "foreign": -2.0, "unit": -1.0})
    [1.0, 5.0, -2.0, 0.0, 0.0, 0.0]
    """
    found = ((name, min(signals.get(name, 0.0), CEILING)) for name in SIGNALS)
    return [1.0, *(max(value, 0.0) if name in ONLY_FOR else value for name, value in found)]


def likelihood(signals: Mapping[str, float]) -> float:
    """Return the probability that a measure with these signals is the one meant."""
    held = weights()
    by = (held[name] for name in ("base", *SIGNALS))
    return 1 / (1 + math.exp(-sum(weight * value for weight, value in zip(by, features(signals), strict=True))))
