"""The cross-encoder: e5's first layers, with kinds and links of words as they come from the alignment.

The lowest layers stay as e5 has them and see plain text: what they know of many languages is kept, and learning is
cheaper. Kinds and links come in above them. In the highest layers only the claim's pieces go on; they look at the
passage as the middle layers left it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sourcier.assessment.entailment.alignment import KINDS_OF_A_TEXT
from sourcier.assessment.entailment.reading import PADDING
from start import Weights

FAR = -1e4
"""Added to the attention that padding gets; small enough for half precision."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    layers: int = 10
    frozen: int = 3
    """Lowest layers that are not trained."""
    whole: int = 6
    """Layers in which passages go on beside claims."""
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    labels: int = 3


Drop = Callable[[Tensor], Tensor]


class Dropped:
    """Dropout whose random numbers are drawn once: each call takes them from another place of one long row."""

    LONG = 1 << 23

    def __init__(self, share: float, seed: int) -> None:
        rng = np.random.default_rng(seed)
        kept = (rng.random(self.LONG, dtype=np.float32) >= share).astype(np.float32) / (1 - share)
        self._kept, self._rng = torch.from_numpy(kept), rng

    def __call__(self, x: Tensor) -> Tensor:
        """Return a tensor with a share of its numbers set to nought, the others raised by as much."""
        start = int(self._rng.integers(self.LONG - x.numel()))
        return x * self._kept[start : start + x.numel()].view(x.shape)


def as_it_is(x: Tensor) -> Tensor:
    """Return what is given: no dropout."""
    return x


class Layer(nn.Module):
    """One layer of BERT; heads attend more (or less) to the words that are linked to a word."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.seen_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.link = nn.Parameter(torch.zeros(shape.heads))

    def forward(self, x: Tensor, padding: Tensor, linked: Tensor, first: int, drop: Drop) -> Tensor:
        """Return the first places after this layer, (pairs, first, width).

        Takes (pairs, places, width), the padding's (pairs, 1, 1, places), the links' (pairs, 1, first, places).
        """
        pairs, places, width = x.shape
        if first == places:
            q, k, v = self.qkv(x).view(pairs, places, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        else:
            (asks, gives), (asks_by, gives_by) = (one.split([width, 2 * width]) for one in self.qkv.parameters())
            k, v = functional.linear(x, gives, gives_by).view(pairs, places, 2, self.heads, -1).permute(2, 0, 3, 1, 4)
            x = x[:, :first]
            q = functional.linear(x, asks, asks_by).view(pairs, first, self.heads, -1).transpose(1, 2)
        bias = padding + linked * self.link.view(1, -1, 1, 1)
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias
        seen = (scores.softmax(dim=-1) @ v).transpose(1, 2).reshape(pairs, first, width)
        x = self.seen_norm(x + drop(self.out(seen)))
        return self.norm(x + drop(self.outer(functional.gelu(self.inner(x)))))


class Entailment(nn.Module):
    """Says how a passage stands to a claim: logits of supported, refuted, not_enough_evidence."""

    def __init__(self, words: Tensor, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.register_buffer("words", words, persistent=False)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.kinds = nn.Embedding(2 * KINDS_OF_A_TEXT, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.pooled = nn.Linear(3 * shape.width, shape.width)
        self.label = nn.Linear(shape.width, shape.labels)
        nn.init.normal_(self.kinds.weight, std=0.02)
        for part in (self.places, self.norm, *self.layers[: shape.frozen]):
            part.requires_grad_(False)

    def forward(self, pieces: Tensor, kinds: Tensor, links: Tensor, drop: Drop = as_it_is) -> Tensor:
        """Take three of (pairs, places), return (pairs, labels)."""
        filled = pieces != PADDING
        padding = torch.where(filled, 0.0, FAR)[:, None, None, :]
        linked = ((links[:, :, None] == links[:, None, :]) & (links[:, :, None] > 0)).float()[:, None]
        of_claim, of_passage = ((kinds < KINDS_OF_A_TEXT) & filled, kinds >= KINDS_OF_A_TEXT)
        places = pieces.shape[1]
        with torch.no_grad():
            x = self.norm(functional.embedding(pieces, self.words) + self.places.weight[:places])
            for layer in self.layers[: self.shape.frozen]:
                x = layer(x, padding, linked, places, as_it_is)
        x = x + self.kinds(kinds)
        for layer in self.layers[self.shape.frozen : self.shape.whole]:
            x = layer(x, padding, linked, places, drop)
        first = int(of_claim.sum(1).max())
        passages, mine = x, of_claim[:, :first, None]
        for layer in self.layers[self.shape.whole :]:
            above = layer(x, padding, linked[:, :, :first], first, drop)
            x = torch.cat([torch.where(mine, above, passages[:, :first]), passages[:, first:]], dim=1)
        means = [
            (x * part).sum(1) / part.sum(1).clamp(min=1)
            for part in (of_claim[:, :, None].to(x.dtype), of_passage[:, :, None].to(x.dtype))
        ]
        return self.label(drop(torch.tanh(self.pooled(drop(torch.cat([x[:, 0], *means], dim=1))))))


def from_start(weights: Weights, kept: Tensor, shape: Shape) -> Entailment:
    """Return the model as e5's weights have it: its first layers, the pieces that were kept, a head of its own."""
    model = Entailment(weights["emb.word"][kept] + weights["emb.type"][0], shape)
    state = {"places.weight": weights["emb.pos"], "norm.weight": weights["emb.ln.w"], "norm.bias": weights["emb.ln.b"]}
    for at in range(shape.layers):
        for part, end in (("w", "weight"), ("b", "bias")):
            of = {name: weights[f"l{at}.{name}.{part}"] for name in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln")}
            state |= {
                f"layers.{at}.qkv.{end}": torch.cat([of["q"], of["k"], of["v"]]),
                f"layers.{at}.out.{end}": of["ao"],
                f"layers.{at}.seen_norm.{end}": of["aln"],
                f"layers.{at}.inner.{end}": of["fi"],
                f"layers.{at}.outer.{end}": of["fo"],
                f"layers.{at}.norm.{end}": of["oln"],
            }
    missing, unknown = model.load_state_dict(state, strict=False)
    if unknown or any(not name.startswith(("kinds", "pooled", "label")) and "link" not in name for name in missing):
        raise ValueError(f"weights do not fit: {missing} {unknown}")
    return model
