"""Pairs of passage and claim judged by the packaged model: calibrated probabilities, and a verdict where it is sure.

The model is multilingual-e5-small's first layers, taught by training/entailment.py; training/README.md says from which
data, and how well it does. Its weights are kept in 8 bits, one scale a channel, and multiplied in 32-bit floats: a
pair's scores do not hang on the pairs that were asked with it.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from sourcier.assessment.entailment.engine import packaged, session_of, tokenizer
from sourcier.assessment.entailment.reading import batch_of, read_pairs
from sourcier.core.findings import Verdict

LABELS = (Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_EVIDENCE)
"""In the order of the model's outputs."""

LONGEST = 256
"""Pieces of a pair; a longer passage loses its end. Passages of a library are one to three sentences."""
PIECES = 4096
"""Pieces in one batch, padding among them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How a passage stands to a claim."""

    verdict: Verdict
    """Supported or refuted where the model is sure enough; never conflicting."""
    scores: tuple[tuple[str, float], ...]
    """Calibrated probabilities: supported, refuted, not_enough_evidence."""


IS_TRUSTED = True
"""Whether a verdict may rest on passages. It rests on their clauses (assessment/passages/); the model can only keep one
from deciding. Off, passages are shown and every claim stays open (design/library.md has the trials)."""


@dataclass(frozen=True, slots=True)
class _Calibration:
    """How the model's outputs become probabilities, and from which a side is taken."""

    temperature: float
    threshold: float


def judge(pairs: Sequence[tuple[str, str]]) -> list[Judged]:
    """Return how each passage stands to its claim, from pairs of (passage, claim), in the same order."""
    calibration = _calibration()
    return [_judged(row, calibration) for row in probabilities(logits(pairs), calibration.temperature).tolist()]


def digest() -> str:
    """Return a digest of weights, tokenizer and calibration: other digest, other answers."""
    found = hashlib.sha256()
    for name in ("model.onnx", "tokenizer.json", "calibration.toml", "words.tsv"):
        found.update(packaged(name))
    return found.hexdigest()


def logits(pairs: Sequence[tuple[str, str]]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return the model's outputs, (pairs, 3). Pairs of like length are run together."""
    read = read_pairs(tokenizer(), pairs, LONGEST)
    found = np.zeros((len(read), len(LABELS)), dtype=np.float32)
    order = sorted(range(len(read)), key=lambda row: len(read[row]))
    while order:
        # The longest come first: as many rows as its length leaves room for.
        size = max(1, PIECES // len(read[order[-1]]))
        rows, order = order[-size:], order[:-size]
        found[rows] = _session().run(None, dict(batch_of([read[row] for row in rows])))[0]
    return found


def probabilities(
    outputs: np.ndarray[Any, np.dtype[np.float32]], temperature: float
) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return outputs as probabilities, (pairs, 3), at a temperature (Guo et al. 2017)."""
    shifted = (outputs - outputs.max(axis=1, keepdims=True)) / temperature
    raised = np.exp(shifted)
    shares: np.ndarray[Any, np.dtype[np.float32]] = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _judged(row: Sequence[float], calibration: _Calibration) -> Judged:
    supported, refuted, _ = row
    verdict = Verdict.NOT_ENOUGH_EVIDENCE
    if max(supported, refuted) >= calibration.threshold:
        verdict = Verdict.SUPPORTED if supported > refuted else Verdict.REFUTED
    return Judged(verdict, tuple((label.value, round(score, 4)) for label, score in zip(LABELS, row, strict=True)))


@cache
def _calibration() -> _Calibration:
    kept: Mapping[str, float] = tomllib.loads(packaged("calibration.toml").decode("utf-8"))
    return _Calibration(**kept)


@cache
def _session() -> Any:
    return session_of(packaged("model.onnx"))
