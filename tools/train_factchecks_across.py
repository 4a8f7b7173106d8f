"""Learn when two claims in two languages say the same, and write the weights where the matcher reads them.

    python tools/train_factchecks_across.py [--evaluate]

Learnt from pairs of our own in two languages: part f of bench/own/factcheck_across.jsonl, and the true pairs and those
of another matter in factcheck_near_misses.jsonl and factcheck_objects.jsonl. Parts g and h are never read here. A
logistic regression with a small penalty; the base is then moved so that a probability of 0.65 comes out as the
matcher's 0.7: of traps left out in turn 2 in 100 pass there. Prints the shares of traps that pass and of true pairs
that are lost, groups of pairs with one claim left out together.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from factchecks import read_pairs  # (the bench reads the same records)
from sourcier.assessment.factchecks import LIKELY, Topics
from sourcier.assessment.factchecks.across import traits
from sourcier.evidence.encoding import small_e5

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/sourcier/assessment/factchecks/across.tsv"
MADE_BY = "# Made by tools/train_factchecks_across.py: do not edit by hand. Log-odds; traits in across.py."
NAMES = ("least_alone", "shares_alone", "leftovers", "texts")
FROM = 0.65
PENALTY = 0.3
FOLDS = 10
STEPS = 100

Floats = np.ndarray[Any, np.dtype[Any]]


def pairs() -> list[dict[str, Any]]:
    """Return what may be learnt from."""
    found = []
    for name in ("factcheck_across", "factcheck_near_misses", "factcheck_objects"):
        records = map(json.loads, (ROOT / f"bench/own/{name}.jsonl").read_text(encoding="utf-8").splitlines())
        found += [one for one in records if one["part"] not in {"g", "h"} and one["lang"] != one["factcheck_lang"]]
    return [one for one in found if one["same"] or one["changed"] in {"object", "act", "matter"}]


def fit(rows: Floats, same: Floats) -> Floats:
    """Return weights, the base first, by Newton's method; the penalty holds for traits brought to one scale."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    rows = np.hstack([np.ones((len(rows), 1)), (rows - mean) / scale])
    weights = np.zeros(rows.shape[1])
    penalty = np.diag([1e-9, *[PENALTY] * len(NAMES)])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chances - same) + penalty @ weights
        weights -= np.linalg.solve((rows.T * (chances * (1 - chances))) @ rows + penalty, slope)
    found = weights[1:] / scale
    return np.array([weights[0] - mean @ found, *found])


def main() -> None:
    """Learn, print, and write unless told to evaluate only."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evaluate", action="store_true", help="print the figures, write nothing")
    options = parser.parse_args()
    some = pairs()
    features, vectors = read_pairs(some), Topics(small_e5())
    found = [
        traits(
            features[one["claim"], one["date"], one["lang"]],
            features[one["claim_reviewed"], one["date"], one["factcheck_lang"]],
            vectors,
        )
        for one in some
    ]
    rows = np.array([[one[name] for name in NAMES] for one in found])
    same = np.array([one["same"] for one in some], dtype=float)
    fold = np.array([zlib.crc32(one["claim"].encode()) % FOLDS for one in some])
    chances = np.zeros(len(same))
    for at in range(FOLDS):
        base, *weights = fit(rows[fold != at], same[fold != at])
        chances[fold == at] = 1 / (1 + np.exp(-(base + rows[fold == at] @ np.array(weights))))
    for least in (0.4, 0.5, 0.6, FROM, 0.7):
        passing = chances >= least
        print(f"{least}: traps {passing[same == 0].mean():.3f}  lost {1 - passing[same == 1].mean():.3f}")
    base, *weights = fit(rows, same)
    base += math.log(LIKELY / (1 - LIKELY)) - math.log(FROM / (1 - FROM))
    lines = [f"{name}\t{weight:.3f}" for name, weight in zip(("base", *NAMES), (base, *weights), strict=True)]
    print(f"{len(same)} pairs, {int(same.sum())} true", *lines, sep="\n")
    if not options.evaluate:
        OUT.write_text("\n".join(["trait\tweight", MADE_BY, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
