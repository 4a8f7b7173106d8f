"""Which claims lie near each other, all against all, in blocks: 100 000 claims need some hundred megabytes."""

from __future__ import annotations

import numpy as np

from sourcier.app.corpus.showing.vectors import Halves

NEAR = 0.88
"""Cosine from which two claims are read closely. The lowest of the true pairs of bench/own/corpus_groups.jsonl,
part a, is 0.91."""
MOST = 24
"""Neighbours of a claim that are read closely: of more the nearest, of equally near ones the first."""
_BLOCK = 256


def near_pairs(rows: Halves) -> list[tuple[int, int]]:
    """Return the pairs of rows that lie near each other, by their places, the nearest first.

    Cosines are rounded, so that how many rows come at once changes no order.
    """
    found: dict[tuple[int, int], float] = {}
    whole = rows.astype(np.float32)
    for start in range(0, len(whole), _BLOCK):
        cosines = whole[start : start + _BLOCK] @ whole.T
        rows_near, columns = np.nonzero(cosines >= NEAR)
        values = np.round(cosines[rows_near, columns], 3)
        ends = np.searchsorted(rows_near, np.arange(cosines.shape[0] + 1))
        for at in range(cosines.shape[0]):
            one, mine = start + at, slice(ends[at], ends[at + 1])
            nearest = np.argsort(-values[mine], kind="stable")[: MOST + 1]
            for other, value in zip(columns[mine][nearest].tolist(), values[mine][nearest].tolist(), strict=True):
                if other != one:
                    found[min(one, other), max(one, other)] = value
    return sorted(found, key=lambda pair: (-found[pair], pair))
