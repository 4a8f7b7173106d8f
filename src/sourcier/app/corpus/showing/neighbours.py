"""Which claims lie near each other, all against all, in blocks: 100 000 claims need some hundred megabytes."""

from __future__ import annotations

import numpy as np

from sourcier.app.corpus.showing.vectors import Halves

NEAR = 0.88
"""Cosine from which two claims are read closely. The lowest of the true pairs of bench/own/corpus_groups.jsonl,
part a, is 0.91."""
MOST = 24
"""Neighbours of a claim that are read closely: of more the nearest, of equally near ones the first."""
_BLOCK = 1024


def near_pairs(rows: Halves) -> list[tuple[int, int]]:
    """Return the pairs of rows that lie near each other, by their places, the nearest first.

    The products are of single precision and rounded, so that how many rows come at once changes no order.
    """
    found: dict[tuple[int, int], float] = {}
    whole = rows.astype(np.float32)
    for start in range(0, len(whole), _BLOCK):
        cosines = np.round(whole[start : start + _BLOCK] @ whole.T, 3)
        for at, line in enumerate(cosines, start):
            line[at] = 0
            near = np.flatnonzero(line >= NEAR)
            best = near[np.argsort(-line[near], kind="stable")][:MOST]
            for other in best.tolist():
                found[min(at, other), max(at, other)] = float(line[other])
    return sorted(found, key=lambda pair: (-found[pair], pair))
