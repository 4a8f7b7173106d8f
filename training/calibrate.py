"""Choose temperature and thresholds of the packaged model, on pairs that it has not learned and that are not reported.

    python training/calibrate.py --pairs FOLDER [--out src/sourcier/assessment/entailment/calibration.toml]

The temperature is the one that makes the held-back pairs most likely, the sources weighing alike. The threshold is the
lowest from which at most 1.5 % of the passages that have nothing to say, in each source of such, are given a side (2 %
is what is asked for; the passages that a search brings up are harder than these), and from which the sides taken are
right often enough, in English and in French.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pairs import LABELS, NOT_ENOUGH, Pair
from shards import opened
from sourcier.assessment.entailment.judging import logits, probabilities

Floats = np.ndarray[Any, np.dtype[np.float32]]

DECISIVE = 0.015
RIGHT = 0.85
"""Share of the sides taken that must be right in each of JUDGED_BY."""
LOWEST = 0.5
UNRELATED = ("unrelated_en", "unrelated_own", "written_strangers")
JUDGED_BY = ("vitaminc_real", "written")
LEFT_OUT = ("snli", "frames", "triples", "written_again", "written_turned", "vitaminc_synthetic")
"""Everyday scenes, sentences made by rule, pages without a passage that says too little."""
MOST = 1500
"""Pairs of a source."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The held-back pairs of a source."""

    outputs: Floats
    right: np.ndarray[Any, np.dtype[np.int64]]

    def sides(self, temperature: float) -> Floats:
        """Return the probability of the likelier side."""
        found: Floats = probabilities(self.outputs, temperature)[:, :2].max(1)
        return found

    def precision(self, decided: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
        """Return the share of these pairs whose likelier side is the right one."""
        return float(np.mean(self.outputs[decided, :2].argmax(1) == self.right[decided])) if decided.any() else 1.0


def scored(pairs: Sequence[Pair]) -> Scored:
    """Ask the packaged model."""
    right = np.array([LABELS.index(pair.label) for pair in pairs])
    return Scored(logits([(pair.premise, pair.hypothesis) for pair in pairs]), right)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    found: dict[str, Scored] = {}
    for path in sorted(options.pairs.glob("*.jsonl.gz")):
        source = path.name.removesuffix(".jsonl.gz")
        pairs = [pair for pair in opened(path) if pair.tuned_on][:MOST]
        if pairs and source not in LEFT_OUT:
            found[source] = one = scored(pairs)
            print(f"{source:20} {len(pairs):5}  accuracy {np.mean(one.outputs.argmax(1) == one.right):.3f}")

    def surprise(temperature: float) -> float:
        each = []
        for one in found.values():
            shares = probabilities(one.outputs, temperature)[np.arange(len(one.right)), one.right]
            each.append(-np.log(np.maximum(shares, 1e-9)).sum() / max(len(one.right), 100))
        return float(sum(each) / len(each))

    temperature = float(min(np.arange(0.6, 3.01, 0.05), key=surprise))
    print(f"temperature {temperature:.2f}: {surprise(1.0):.4f} -> {surprise(temperature):.4f}")
    bare = [found[source] for source in UNRELATED if source in found]
    if any((one.right != LABELS.index(NOT_ENOUGH)).any() for one in bare):
        raise ValueError("a passage that has nothing to say takes a side")

    judged_by = [found[source] for source in JUDGED_BY if source in found]

    def is_enough(threshold: float) -> bool:
        decided = [float(np.mean(one.sides(temperature) >= threshold)) for one in bare]
        right = [one.precision(one.sides(temperature) >= threshold) for one in judged_by]
        return max(decided) <= DECISIVE and min(right) >= RIGHT

    threshold = next(at for at in np.arange(LOWEST, 1.005, 0.01) if is_enough(float(at)))
    print(f"threshold {threshold:.2f}")
    for source, one in found.items():
        decided = one.sides(temperature) >= threshold
        print(f"{source:20} {decided.mean():.3f} decided, {one.precision(decided):.3f} of these right")
    if options.out:
        options.out.write_text(
            "# Made by training/calibrate.py: what outputs are divided by, and from where on a side is taken.\n"
            f"temperature = {temperature:.2f}\nthreshold = {threshold:.2f}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
