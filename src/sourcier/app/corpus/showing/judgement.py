"""Do two claims with the same figures say the same? A small model's answer, where rules see no difference.

It is the entailment model (assessment/entailment) with its upper layers taught another question, by
training/sameness.py: each matrix is what it was plus a product of two narrow ones. Only these are kept here; they are
laid over the packaged weights when they are first needed.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np

from sourcier.assessment.entailment.engine import packaged, session_of, tokenizer
from sourcier.assessment.entailment.reading import batch_of, read_pairs

LONGEST = 192
"""Pieces of a pair that are read."""
SAME = 0
"""Place of "the same" among the model's outputs; behind it "with other figures", and "something else"."""
DOUBTFUL = 0.5
"""Answer below which the other order is not asked for."""
_LEVELS = 127
"""Of a matrix kept in 8 bits: its greatest value."""


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Return how likely it is that two claims say the same, from 0 to 1: the lower answer of their two orders."""
    first, second = sorted((one, other))
    answer = _likeness(first, second)
    return min(answer, _likeness(second, first)) if answer >= DOUBTFUL else answer


def _likeness(one: str, other: str) -> float:
    (outputs,) = _session().run(None, dict(batch_of(read_pairs(tokenizer(), [(one, other)], LONGEST))))[0]
    raised = np.exp(outputs - outputs.max())
    return float(raised[SAME] / raised.sum())


def overlaid(model: bytes, laid: bytes) -> bytes:
    """Return a model with what was taught laid over it; ValueError where that was taught to another model.

    Args:
        model: As it is packaged.
        laid: For each matrix the places of its whole numbers and of their scales, its shape, and the two narrow
            matrices; places, lengths and values of what is kept in 32 bits; the digest of the model.
    """
    made = bytearray(model)
    with np.load(io.BytesIO(laid), allow_pickle=False) as held:
        if held["model"].tobytes() != hashlib.sha256(model).digest():
            raise ValueError("the weights of the judgement belong to another entailment model")
        for number, (at, scales_at, rows, columns) in enumerate(held["matrices"].tolist()):
            whole = np.frombuffer(model, np.int8, rows * columns, at).reshape(rows, columns)
            scales = np.frombuffer(model, np.float32, columns, scales_at)
            added = held[f"left{number}"].astype(np.float32) @ held[f"right{number}"].astype(np.float32)
            matrix = whole.astype(np.float32) * scales + added
            scales = np.maximum(np.abs(matrix).max(axis=0) / _LEVELS, np.float32(1e-12)).astype(np.float32)
            made[at : at + whole.size] = np.round(matrix / scales).astype(np.int8).tobytes()
            made[scales_at : scales_at + scales.nbytes] = scales.tobytes()
        values, start = held["values"], 0
        for at, length in held["rows"].tolist():
            made[at : at + 4 * length] = values[start : start + length].tobytes()
            start += length
    return bytes(made)


def taught() -> bytes:
    """Return what is laid over the packaged model, as the file has it."""
    return (resources.files(__package__) / "judgement.npz").read_bytes()


@cache
def _session() -> Any:
    return session_of(overlaid(packaged("model.onnx"), taught()))
