"""Which claims lie near each other: every wording against every other, in blocks.

What many claims say in the same words is compared once. 100 000 wordings need half a gigabyte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sourcier.app.corpus.showing.vectors import Halves

NEAR = 0.88
"""Cosine from which two claims are read closely. The lowest of the true pairs of bench/own/corpus_groups.jsonl,
part a, is 0.91."""
MOST = 24
"""Neighbours of a claim that are read closely: of more the nearest, of equally near ones the first. Where as many have
one wording, what lies near in other words is not crowded out by them."""
_BLOCK = 256
_AT_ONCE = 65536
"""Pairs that are numbers of Python at one time."""

Pairs = npt.NDArray[np.int32]
"""Two places a row, the lesser first."""
_Places = npt.NDArray[np.int32]
_Cosines = npt.NDArray[np.float32]


def near_pairs(rows: Halves) -> Pairs:
    """Return the pairs of rows that lie near each other, by their places, the nearest first.

    Cosines are rounded, so that how many rows come at once changes no order.
    """
    alike = _alike(rows)
    whole = rows[[places[0] for places in alike]].astype(np.float32)
    found = [
        pairs
        for start in range(0, len(whole), _BLOCK)
        for at, (wordings, cosines) in enumerate(_near(whole, start), start)
        for pairs in _spelt_out(alike[at], [alike[one] for one in wordings], cosines)
    ]
    if not found:
        return np.zeros((0, 2), np.int32)
    ours, theirs, values = (np.concatenate(part) for part in zip(*found, strict=True))
    del found
    others = ours != theirs
    lower, upper = np.minimum(ours, theirs)[others], np.maximum(ours, theirs)[others]
    order = np.lexsort((upper, lower, -values[others]))
    lower, upper = lower[order], upper[order]
    _, first = np.unique(lower.astype(np.int64) * len(rows) + upper, return_index=True)
    first.sort()
    return np.stack([lower[first], upper[first]], axis=1)


def each(pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Yield pairs one by one: all of them as Python's numbers would take ten times the memory."""
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        yield from zip(some[:, 0].tolist(), some[:, 1].tolist(), strict=True)


def _alike(rows: Halves) -> list[_Places]:
    """Return the places of equal rows, for each row that is met for the first time."""
    found: dict[bytes, list[int]] = {}
    for at, row in enumerate(rows):
        found.setdefault(row.tobytes(), []).append(at)
    return [np.array(places, np.int32) for places in found.values()]


def _near(whole: npt.NDArray[np.float32], start: int) -> Iterator[tuple[_Places, _Cosines]]:
    """Yield for each row of a block the rows that lie nearest, with their cosines: itself, `MOST` others at most."""
    cosines = whole[start : start + _BLOCK] @ whole.T
    rows, columns = np.nonzero(cosines >= NEAR)
    values = np.round(cosines[rows, columns], 3)
    ends = np.searchsorted(rows, np.arange(cosines.shape[0] + 1))
    for first, last in pairwise(ends):
        kept = first + np.argsort(-values[first:last], kind="stable")[: MOST + 1]
        yield columns[kept], values[kept]


def _spelt_out(
    ours: _Places, wordings: Sequence[_Places], cosines: _Cosines
) -> Iterator[tuple[_Places, _Places, _Cosines]]:
    """Yield the places of one wording with those of others that lie near, and their cosines.

    Args:
        ours: The places of the wording.
        wordings: Those of each that lies near, itself among them, the nearest first.
        cosines: Of each of those.
    """
    theirs = np.concatenate([places[: MOST + 1] for places in wordings])
    values = np.repeat(cosines, [min(len(places), MOST + 1) for places in wordings])
    nearest = np.lexsort((theirs, -values))[: MOST + 1]
    met = theirs[nearest]
    yield np.repeat(ours, len(met)), np.tile(met, len(ours)), np.tile(values[nearest], len(ours))
    if len(ours) < MOST and all(len(places) < MOST for places in wordings):
        return
    for places, cosine in zip(wordings, cosines, strict=True):
        if places[0] not in met:
            before = np.maximum(np.searchsorted(places, ours, "right") - 1, 0)
            yield ours, places[before], np.full(len(ours), cosine)
