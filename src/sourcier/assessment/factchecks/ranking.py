"""Two sums of traits: one orders the candidates for a claim, the other says how likely the claims are the same.

What orders may look at the others: the best by words, the nearest. What decides may not, as the best of few is soon
found, and most claims were never checked. `tools/train_factchecks.py` makes the table of weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sourcier.core.rows import read_columns


@dataclass(frozen=True, slots=True)
class Weights:
    """What each trait adds, in log-odds."""

    base: float
    traits: Mapping[str, float]

    def odds(self, traits: Mapping[str, float]) -> float:
        """Return log-odds."""
        return self.base + sum(weight * traits[name] for name, weight in self.traits.items())


def probability(odds: float) -> float:
    """Return a probability from log-odds.

    >>> probability(0.0), round(probability(2.0), 3)
    (0.5, 0.881)
    """
    return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))


@cache
def weights(column: Literal["order", "within", "across"]) -> Weights:
    """Return the weights that order candidates, or that decide, in the claim's own language or across two."""
    rows = read_columns(__package__, "weights.tsv")
    found = {row["trait"]: float(row[column]) for row in rows if row[column]}
    return Weights(found.pop("base", 0.0), found)
