"""Which claims lie near each other, all against all, in blocks: 100 000 claims need some hundred megabytes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sourcier.app.corpus.showing.vectors import Halves

NEAR = 0.88
"""Cosine from which two claims are read closely. The lowest of the true pairs of bench/own/corpus_groups.jsonl,
part a, is 0.91."""
MOST = 24
"""Neighbours of a claim that are read closely: of more the nearest, of equally near ones the first."""
_BLOCK = 256
_Places = npt.NDArray[np.int32]
_NONE: _Places = np.zeros(0, np.int32)


def near_pairs(rows: Halves) -> list[tuple[int, int]]:
    """Return the pairs of rows that lie near each other, by their places, the nearest first.

    Cosines are rounded, so that how many rows come at once changes no order.
    """
    whole = rows.astype(np.float32)
    found = [_near(whole, start) for start in range(0, len(whole), _BLOCK)]
    lower, upper, values = (np.concatenate(part) for part in zip(*found, strict=True)) if found else (_NONE,) * 3
    order = np.lexsort((upper, lower, -values))
    lower, upper = lower[order], upper[order]
    _, first = np.unique(lower.astype(np.int64) * len(whole) + upper, return_index=True)
    first.sort()
    return list(zip(lower[first].tolist(), upper[first].tolist(), strict=True))


def _near(whole: npt.NDArray[np.float32], start: int) -> tuple[_Places, _Places, npt.NDArray[np.float32]]:
    """Return the neighbours of a block of rows: the place that comes first of each pair, the other, their cosine."""
    cosines = whole[start : start + _BLOCK] @ whole.T
    rows_near, columns = np.nonzero(cosines >= NEAR)
    values = np.round(cosines[rows_near, columns], 3)
    ends = np.searchsorted(rows_near, np.arange(cosines.shape[0] + 1))
    kept = np.concatenate(
        [first + np.argsort(-values[first:last], kind="stable")[: MOST + 1] for first, last in pairwise(ends)]
    )
    ours, theirs, values = rows_near[kept] + start, columns[kept], values[kept]
    others = ours != theirs
    lower, upper = np.minimum(ours, theirs)[others], np.maximum(ours, theirs)[others]
    return lower.astype(np.int32), upper.astype(np.int32), values[others]
