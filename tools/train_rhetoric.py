"""Train the weights that tell persuasion from plain use of the same words.

    python tools/train_rhetoric.py [--data FILE.jsonl ...] [--check]

Needs scikit-learn, which Sourcier itself does not. Cues come from the lexicon; a cue is a positive example where it
agrees with a gold span of its technique. A logistic regression over the features of
src/sourcier/text/rhetoric/features.py is cross-validated by groups of related sentences; the threshold of each
technique is the lowest one that keeps the cross-validated precision asked for. Then all sentences give the weights
of src/sourcier/text/rhetoric/weights.toml. `--check` writes nothing. The same data gives the same file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from sourcier.core.rhetoric import Technique
from sourcier.text.rhetoric.finder import span_of, weighed

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import rhetoric as bench  # noqa: E402 - the bench beside this folder

WEIGHTS = ROOT / "src/sourcier/text/rhetoric/weights.toml"
DATA = ("rhetoric_a.jsonl", "rhetoric_c.jsonl", "rhetoric_e.jsonl")
FOLDS = 10
STRENGTH = 1.0
"""Inverse of the L2 penalty: scikit-learn's default, not tuned."""
ASKED = 0.75
"""Cross-validated precision that a technique's threshold must keep."""
LEAST = 0.6
"""A technique that does not reach this precision at any threshold is off."""
FLOOR = 0.5
"""No threshold is lower: fewer than half of such words would be meant to persuade."""


class Example(NamedTuple):
    """A candidate of the training data."""

    technique: str
    features: Mapping[str, float]
    gold: frozenset[tuple[str, int]]
    """Line and start of the gold spans it agrees with."""
    group: str
    text: str

    @property
    def is_persuasion(self) -> bool:
        """Whether it agrees with a gold span."""
        return bool(self.gold)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, print the cross-validated scores, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", default=[ROOT / "bench/own" / name for name in DATA])
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--show", action="store_true", help="print the wrong candidates and the spans without a cue")
    chosen = parser.parse_args(arguments)
    lines = [line | {"group": _group(line)} for path in chosen.data for line in bench.read_lines(path)]
    examples, missed = read_examples(lines)
    names = sorted({name for one in examples for name in one.features})
    table = np.array([[one.features.get(name, 0.0) for name in names] for one in examples])
    truth = np.array([one.is_persuasion for one in examples])
    groups = np.array([one.group for one in examples])
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    guessed = cross_val_predict(model, table, truth, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")[:, 1]
    thresholds = {name.value: threshold(name.value, examples, guessed) for name in Technique}
    print(report(examples, guessed, thresholds, lines))
    if chosen.show:
        print(*(f"no cue: {one}" for one in missed), sep="\n")
        print(*wrong(examples, guessed, thresholds), sep="\n")
    model.fit(table, truth)
    if not chosen.check:
        weights = dict(zip(names, model.coef_[0], strict=True))
        WEIGHTS.write_text(toml(float(model.intercept_[0]), weights, thresholds), encoding="utf-8")
    return 0


def _group(line: Mapping[str, Any]) -> str:
    """Return what sentences that belong together share: a file's groups are its own; without one a line is alone."""
    return f"{line['id'].split('-')[0]} {line.get('group', line['id'])}"


def read_examples(lines: Sequence[dict[str, Any]]) -> tuple[list[Example], list[str]]:
    """Return the candidates of the data, and the gold spans that no cue reaches."""
    examples, missed = [], []
    for line, draft in bench.drafts(lines):
        mine = []
        for candidate, features, _ in weighed(draft):
            span = span_of(draft, candidate)
            found = {"start": span.start, "end": span.end, "technique": candidate.cue.technique}
            mine.append(found)
            gold = frozenset((line["id"], one["start"]) for one in line["spans"] if bench.agrees(found, one))
            text = f"{span.of(line['text'])} | {line['text']}"
            examples.append(Example(candidate.cue.technique, features, gold, line["group"], text))
        missed += [
            f"{gold['technique']}: {gold['text']} | {line['text']}"
            for gold in line["spans"]
            if not any(bench.agrees(found, gold) for found in mine)
        ]
    return examples, missed


def threshold(technique: str, examples: Sequence[Example], guessed: np.ndarray[Any, Any]) -> float | None:
    """Return the lowest score that keeps the precision asked for, else the one of the best precision, else None."""
    pairs = zip(examples, guessed, strict=True)
    own = [(score, one.is_persuasion) for one, score in pairs if one.technique == technique]
    best: tuple[float, float] | None = None
    for step in range(round(FLOOR * 20), 20):
        cut = step / 20
        above = [is_right for score, is_right in own if score >= cut]
        if len(above) < 3:
            break
        precision = sum(above) / len(above)
        if precision >= ASKED:
            return cut
        if best is None or precision > best[0]:
            best = (precision, cut)
    return best[1] if best is not None and best[0] >= LEAST else None


def report(
    examples: Sequence[Example],
    guessed: np.ndarray[Any, Any],
    thresholds: Mapping[str, float | None],
    lines: Sequence[dict[str, Any]],
) -> str:
    """Return the cross-validated precision and recall by technique; recall counts the spans without a cue too."""
    rows = [f"{'':16}{'gold':>6}{'cues':>6}{'cut':>6}{'found':>7}{'precision':>11}{'recall':>8}"]
    sums = [0, 0, 0, 0]
    for name in (one.value for one in Technique):
        cut = thresholds[name]
        own = [(score, one) for one, score in zip(examples, guessed, strict=True) if one.technique == name]
        above = [one for score, one in own if cut is not None and score >= cut]
        right = sum(one.is_persuasion for one in above)
        reached = len(frozenset().union(*(one.gold for one in above)))
        gold = sum(span["technique"] == name for line in lines for span in line["spans"])
        sums = [total + n for total, n in zip(sums, (gold, len(above), right, reached), strict=True)]
        rows.append(_row(name, gold, len(own), "off" if cut is None else f"{cut:.2f}", len(above), right, reached))
    gold, found, right, reached = sums
    rows.append(_row("all", gold, len(examples), "", found, right, reached))
    return "\n".join(rows)


def _row(name: str, gold: int, cues: int, cut: str, found: int, right: int, reached: int) -> str:
    precision, recall = right / max(found, 1), reached / max(gold, 1)
    return f"{name:16}{gold:>6}{cues:>6}{cut:>6}{found:>7}{precision:>11.2f}{recall:>8.2f}"


def wrong(
    examples: Sequence[Example], guessed: np.ndarray[Any, Any], thresholds: Mapping[str, float | None]
) -> list[str]:
    """Return the candidates on the wrong side of their threshold, with their cross-validated scores."""
    found = []
    for one, score in zip(examples, guessed, strict=True):
        cut = thresholds[one.technique]
        if (cut is not None and score >= cut) != one.is_persuasion:
            found.append(f"{'missed' if one.is_persuasion else 'wrong'} {score:.2f} {one.technique}: {one.text}")
    return found


def toml(bias: float, weights: Mapping[str, float], thresholds: Mapping[str, float | None]) -> str:
    """Return the model as TOML, weights by size."""
    ordered = sorted(weights.items(), key=lambda entry: (-round(entry[1], 3), entry[0]))
    return "\n".join(
        [
            f"# Written by tools/train_rhetoric.py from {' '.join(DATA)} of bench/own; see features.py for the names.",
            "# A sum above 0 speaks for persuasion. A technique without a threshold is off.",
            f"bias = {bias:.3f}",
            "",
            "[weights]",
            *(f"{name} = {weight:.3f}" for name, weight in ordered),
            "",
            "[thresholds]",
            *(f"{name} = {cut:.2f}" for name, cut in thresholds.items() if cut is not None),
            "",
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
