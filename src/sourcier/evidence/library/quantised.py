"""Vectors in a byte a number, held in memory, and every one of them compared with a query's."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sourcier.evidence.encoding import Rows

Codes = npt.NDArray[np.int8]
"""One row a text; times its scale it is the vector."""
Scales = npt.NDArray[np.float32]

_LARGEST = 127
_BLOCK = 512
"""Rows made into floating-point numbers at once: so many of e5's stay in the processor's cache, which is three times as
quick as all at once and takes no memory."""


def quantise(rows: Rows) -> tuple[Codes, Scales]:
    """Return vectors in a byte a number, each row by its own scale."""
    scales = np.maximum(np.abs(rows).max(axis=1, initial=0.0), np.float32(1e-12)) / np.float32(_LARGEST)
    return np.rint(rows / scales[:, None]).astype(np.int8), scales.astype(np.float32)


class Quantised:
    """Rows to search, none left out: what comes first depends on neither their order nor a training."""

    def __init__(self, codes: Codes, scales: Scales) -> None:
        self._codes = codes
        self._scales = scales

    def nearest(self, row: Rows, *, limit: int, among: npt.NDArray[np.bool_] | None = None) -> list[tuple[int, float]]:
        """Return the indexes of the nearest rows with their cosines, the nearest first, of equal ones the lower index.

        Args:
            row: The query's vector, of length 1.
            limit: How many at most.
            among: Which rows count; all by default.
        """
        code, scale = quantise(row.reshape(1, -1))
        cosines = np.round(self._products(code[0]) * self._scales * scale[0], 6)
        if among is not None:
            cosines[~among] = -np.inf
        found = _highest(cosines, limit)
        order = np.lexsort((found, -cosines[found]))[:limit]
        return [(int(found[at]), float(cosines[found[at]])) for at in order if np.isfinite(cosines[found[at]])]

    def _products(self, code: Codes) -> npt.NDArray[np.float32]:
        """Return the sum of products with each row: whole numbers, exact in 24 bits up to a width of a thousand."""
        wanted = code.astype(np.float32)
        products = np.empty(len(self._codes), dtype=np.float32)
        block = np.empty((_BLOCK, len(code)), dtype=np.float32)
        for start in range(0, len(self._codes), _BLOCK):
            part = self._codes[start : start + _BLOCK]
            np.copyto(block[: len(part)], part)
            np.dot(block[: len(part)], wanted, out=products[start : start + len(part)])
        return products


def _highest(values: npt.NDArray[np.float32], count: int) -> npt.NDArray[np.int64]:
    """Return the indexes of the highest values; of those as low as the last of them, all."""
    if len(values) <= count:
        return np.arange(len(values), dtype=np.int64)
    return np.flatnonzero(values >= np.partition(values, -count)[-count])
