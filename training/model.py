"""The cross-encoder: e5's first layers, with kinds and links of words as they come from the alignment."""

from __future__ import annotations

from dataclasses import dataclass

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

    layers: int
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    labels: int = 3


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

    def forward(self, x: Tensor, padding: Tensor, linked: Tensor) -> Tensor:
        """Take (pairs, places, width), the padding's (pairs, 1, 1, places), the links' (pairs, 1, places, places)."""
        pairs, places, width = x.shape
        q, k, v = self.qkv(x).view(pairs, places, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        bias = padding + linked * self.link.view(1, -1, 1, 1).to(linked.dtype)
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias
        seen = (scores.softmax(dim=-1).to(v.dtype) @ v).transpose(1, 2).reshape(pairs, places, width)
        x = self.seen_norm(x + self.out(seen))
        return self.norm(x + self.outer(functional.gelu(self.inner(x))))


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

    def forward(self, pieces: Tensor, kinds: Tensor, links: Tensor) -> Tensor:
        """Take three of (pairs, places), return (pairs, labels)."""
        x = functional.embedding(pieces, self.words)
        x = self.norm(x + self.places.weight[: pieces.shape[1]] + self.kinds(kinds))
        filled = pieces != PADDING
        padding = torch.where(filled, 0.0, FAR)[:, None, None, :]
        linked = ((links[:, :, None] == links[:, None, :]) & (links[:, :, None] > 0)).float()[:, None]
        for layer in self.layers:
            x = layer(x, padding, linked)
        of_claim = ((kinds < KINDS_OF_A_TEXT) & filled).to(x.dtype)[:, :, None]
        of_passage = ((kinds >= KINDS_OF_A_TEXT) & filled).to(x.dtype)[:, :, None]
        means = [(x * part).sum(1) / part.sum(1).clamp(min=1) for part in (of_claim, of_passage)]
        return self.label(torch.tanh(self.pooled(torch.cat([x[:, 0], *means], dim=1))))


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
