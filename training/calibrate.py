"""Choose temperature and thresholds of the packaged model, on pairs that it has not learned and that are not reported.

    python training/calibrate.py --pairs FOLDER [--out src/sourcier/assessment/entailment/calibration.toml]

The temperature is the one that makes the held-back pairs most likely, the sources weighing alike. The threshold is the
lowest from which at most 1.5 % of the passages that have nothing to say are given a side (2 % is what is asked for; the
passages that a search brings up are harder than these).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from pairs import LABELS, NOT_ENOUGH
from shards import opened
from sourcier.assessment.entailment.judging import logits, probabilities

DECISIVE = 0.015
LOWEST = 0.45
UNRELATED = ("unrelated_en", "unrelated_own")
LEFT_OUT = ("snli", "frames", "triples")
"""Everyday scenes, and sentences that the model has met with other names."""
MOST = 1500
"""Pairs of a source."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    outputs, labels, weights, unrelated = [], [], [], []
    for path in sorted(options.pairs.glob("*.jsonl.gz")):
        source = path.name.removesuffix(".jsonl.gz")
        pairs = [pair for pair in opened(path) if pair.tuned_on][:MOST]
        if not pairs or source in LEFT_OUT:
            continue
        found = logits([(pair.premise, pair.hypothesis) for pair in pairs])
        right = np.array([LABELS.index(pair.label) for pair in pairs])
        print(f"{source:20} {len(pairs):5}  accuracy {np.mean(found.argmax(1) == right):.3f}")
        outputs.append(found)
        labels.append(right)
        weights.append(np.full(len(pairs), 1 / max(len(pairs), 100)))
        unrelated.append(np.full(len(pairs), source in UNRELATED))
    rows, right, weight, bare = map(np.concatenate, (outputs, labels, weights, unrelated))

    def surprise(temperature: float) -> float:
        shares = probabilities(rows, temperature)[np.arange(len(rows)), right]
        return float(-(weight * np.log(np.maximum(shares, 1e-9))).sum() / weight.sum())

    temperature = float(min(np.arange(0.6, 3.01, 0.05), key=surprise))
    shares = probabilities(rows, temperature)
    print(f"temperature {temperature:.2f}: {surprise(1.0):.4f} -> {surprise(temperature):.4f}")
    silent = shares[bare & (right == LABELS.index(NOT_ENOUGH))]
    threshold = next(at for at in np.arange(LOWEST, 1, 0.01) if np.mean(silent[:, :2].max(1) >= at) <= DECISIVE)
    related, of_related = shares[~bare], right[~bare]
    sided = related[:, :2].max(1) >= threshold
    correct = related[:, :2].argmax(1) == of_related
    print(f"threshold {threshold:.2f}: {np.mean(silent[:, :2].max(1) >= threshold):.3f} of unrelated, ", end="")
    print(f"{sided.mean():.3f} of related decided, {correct[sided].mean():.3f} of these right")
    if options.out:
        options.out.write_text(
            "# Made by training/calibrate.py: what outputs are divided by, and from where on a side is taken.\n"
            f"temperature = {temperature:.2f}\nthreshold = {threshold:.2f}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
