"""The packaged entailment model, opened to be taught another question by narrow matrices (LoRA, Hu et al. 2021).

Its lower layers stay; to each matrix of the upper ones a product of two narrow matrices is added, and offsets, norms
and weights of links move. What was learned is a twenty-fifth of the model, and is laid over it when it is used
(`app/corpus/showing/judgement.py`).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from sourcier.assessment import entailment
from sourcier.assessment.entailment.alignment import KINDS_OF_A_TEXT
from sourcier.assessment.entailment.reading import PADDING, Ints

WIDTH, HEADS, LAYERS = 384, 12, 6
FROZEN = 2
"""Lowest layers, which are not taught."""
NARROW = 16
DROPPED = 0.1
FAR = -1e4
FIRST, EACH = 19, 21
"""Among the constants of model.onnx: where the first layer begins, and how many a layer has (export.py)."""
QKV, LINK, OUT, SEEN, INNER, OUTER, LAST = 0, 7, 8, 11, 13, 16, 19
"""Of a layer: where its matrices (each followed by its scales and offsets), links and norms lie."""


class Packaged:
    """The constants of the packaged model, and where each lies in its file."""

    def __init__(self) -> None:
        self.data = (resources.files(entailment) / "model.onnx").read_bytes()
        self._kept = onnx.load_from_string(self.data).graph.initializer

    def __len__(self) -> int:
        return len(self._kept)

    def floats(self, at: int) -> Tensor:
        """Return a constant; a matrix of 8 bits with its scales, which follow it."""
        value = numpy_helper.to_array(self._kept[at])
        if value.dtype == np.int8:
            value = value.astype(np.float32) * numpy_helper.to_array(self._kept[at + 1])
        return torch.from_numpy(np.array(value, np.float32))

    def matrices(self) -> list[int]:
        """Return the places of the matrices of 8 bits, word vectors first."""
        return [at for at, one in enumerate(self._kept) if one.data_type == onnx.TensorProto.INT8]

    def place(self, at: int) -> int:
        """Return where the bytes of a constant begin; ValueError where they are not there once."""
        raw = self._kept[at].raw_data
        if self.data.count(raw) != 1:
            raise ValueError(f"constant {at} cannot be told from others")
        return self.data.index(raw)


class Matrix(nn.Module):
    """A product with a packaged matrix, and with what is added to it."""

    def __init__(self, packaged: Packaged, at: int, narrow: int) -> None:
        super().__init__()
        self.at = at
        self.register_buffer("whole", packaged.floats(at), persistent=False)
        rows, columns = self.whole.shape
        self.offset = nn.Parameter(packaged.floats(at + 2))
        self.left = nn.Parameter(torch.randn(rows, narrow) * rows**-0.5)
        self.right = nn.Parameter(torch.zeros(narrow, columns))

    def forward(self, x: Tensor) -> Tensor:
        """Return the product."""
        return x @ self.whole + self.offset + (x @ self.left) @ self.right


class Norm(nn.Module):
    """A layer's normalisation."""

    def __init__(self, packaged: Packaged, at: int) -> None:
        super().__init__()
        self.at = at
        self.weight, self.bias = nn.Parameter(packaged.floats(at)), nn.Parameter(packaged.floats(at + 1))

    def forward(self, x: Tensor) -> Tensor:
        """Return what is even."""
        return functional.layer_norm(x, (WIDTH,), self.weight, self.bias, 1e-12)


class Layer(nn.Module):
    """One layer of the encoder, as model.py had it when the model was made."""

    def __init__(self, packaged: Packaged, start: int) -> None:
        super().__init__()
        self.at = start + LINK
        self.link = nn.Parameter(packaged.floats(self.at))
        self.qkv, self.out, self.inner, self.outer = (
            Matrix(packaged, start + at, NARROW) for at in (QKV, OUT, INNER, OUTER)
        )
        self.seen_norm, self.norm = Norm(packaged, start + SEEN), Norm(packaged, start + LAST)

    def forward(self, x: Tensor, padding: Tensor, linked: Tensor) -> Tensor:
        """Return the places after this layer, (pairs, places, width)."""
        pairs, places, width = x.shape
        q, k, v = self.qkv(x).view(pairs, places, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (width // HEADS) ** -0.5 + padding + linked * self.link
        seen = (scores.softmax(-1) @ v).transpose(1, 2).reshape(pairs, places, width)
        x = self.seen_norm(x + functional.dropout(self.out(seen), DROPPED, self.training))
        inner = functional.gelu(self.inner(x))
        return self.norm(x + functional.dropout(self.outer(inner), DROPPED, self.training))


class Narrow(nn.Module):
    """The packaged model with what is taught."""

    def __init__(self, packaged: Packaged) -> None:
        super().__init__()
        words, *_, pooled, label = packaged.matrices()
        self.register_buffer("words", packaged.floats(words), persistent=False)
        self.register_buffer("places", packaged.floats(4), persistent=False)
        self.register_buffer("kinds", packaged.floats(7), persistent=False)
        self.first_norm = Norm(packaged, 8)
        self.layers = nn.ModuleList(Layer(packaged, FIRST + EACH * number) for number in range(LAYERS))
        self.pooled = Matrix(packaged, pooled, NARROW)
        self.label = Matrix(packaged, label, 3)
        self.label.left = nn.Parameter(torch.zeros(WIDTH, 3))
        self.label.right = nn.Parameter(torch.eye(3), requires_grad=False)
        for part in (self.first_norm, *self.layers[:FROZEN]):
            part.requires_grad_(False)

    def lower(self, pieces: Tensor, kinds: Tensor, links: Tensor) -> Tensor:
        """Return what the layers that are not taught make of some pairs, (pairs, places, width)."""
        x = functional.embedding(pieces, self.words) + self.places[: pieces.shape[1]]
        x = self.first_norm(x + functional.embedding(kinds, self.kinds))
        padding, linked = _masks(pieces, links)
        for layer in self.layers[:FROZEN]:
            x = layer(x, padding, linked)
        return x

    def forward(self, x: Tensor, pieces: Tensor, kinds: Tensor, links: Tensor) -> Tensor:
        """Return logits, (pairs, 3), from what the lower layers made."""
        padding, linked = _masks(pieces, links)
        for layer in self.layers[FROZEN:]:
            x = layer(x, padding, linked)
        filled = pieces != PADDING
        parts = [
            (part & filled)[:, :, None].to(x.dtype) for part in (kinds < KINDS_OF_A_TEXT, kinds >= KINDS_OF_A_TEXT)
        ]
        means = [(x * part).sum(1) / part.sum(1).clamp(min=1) for part in parts]
        read = functional.dropout(torch.cat([x[:, 0], *means], dim=1), DROPPED, self.training)
        return self.label(torch.tanh(self.pooled(read)))

    def taught(self) -> Iterator[tuple[Matrix | None, int, Tensor]]:
        """Yield what is taught: each matrix, and each other constant by its place with its values."""
        parts = (module for part in (*self.layers[FROZEN:], self.pooled, self.label) for module in part.modules())
        for module in parts:
            if isinstance(module, Matrix):
                yield module, module.at + 2, module.offset
            elif isinstance(module, Norm):
                yield None, module.at, module.weight
                yield None, module.at + 1, module.bias
            elif isinstance(module, Layer):
                yield None, module.at, module.link


def _masks(pieces: Tensor, links: Tensor) -> tuple[Tensor, Tensor]:
    padding = torch.where(pieces != PADDING, 0.0, FAR)[:, None, None, :]
    linked = (links[:, :, None] == links[:, None, :]) & (links[:, :, None] > 0)
    return padding, linked.float()[:, None]


def tensors(batch: Mapping[str, Ints]) -> Sequence[Tensor]:
    """Return a batch as the model takes it."""
    return [torch.from_numpy(batch[name]) for name in ("pieces", "kinds", "links")]


def packed(model: Narrow, packaged: Packaged) -> bytes:
    """Return what was taught as judgement.py lays it over the packaged model."""
    arrays: dict[str, np.ndarray] = {"model": np.frombuffer(hashlib.sha256(packaged.data).digest(), np.uint8)}
    matrices, rows, values = [], [], []
    for matrix, at, value in model.taught():
        if matrix is not None:
            rank = len(matrices)
            matrices.append((packaged.place(matrix.at), packaged.place(matrix.at + 1), *matrix.whole.shape))
            arrays[f"left{rank}"] = matrix.left.detach().numpy().astype(np.float16)
            arrays[f"right{rank}"] = matrix.right.detach().numpy().astype(np.float16)
        rows.append((packaged.place(at), value.numel()))
        values.append(value.detach().numpy().astype(np.float32).ravel())
    arrays |= {"matrices": np.array(matrices), "rows": np.array(rows), "values": np.concatenate(values)}
    made = io.BytesIO()
    np.savez(made, **arrays)
    return made.getvalue()
