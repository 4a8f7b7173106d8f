"""Judge pairs of passage and claim with the product's model.

    bench/nli.py --data FILE_OR_DIR --out FILE [--likeliest]

Reads JSON lines, plain or gzipped, of one of two shapes: `{"id", "premise", "hypothesis"}`, or `{"id", "claim",
"evidence": […]}` with several passages, each a text or an object with a `text`. Writes `{"id", "label", "scores"}`:
supported, refuted or not_enough_evidence; with several passages also conflicting, where one supports and another
refutes. Then the scores are those of the passage that decided. Prints how many pairs a second were judged.

A label is the product's verdict, which is not enough evidence wherever the model is unsure; with --likeliest it is the
label of the highest score, for accuracy as others publish it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import Any

from jsonlines import records
from sourcier.assessment.entailment import Judged, judge
from sourcier.core.findings import Verdict

CONFLICTING_MARGIN = 0.15
"""Two sides conflict where the surer one is not surer by more than this."""
SIDES = (Verdict.SUPPORTED, Verdict.REFUTED)

Line = dict[str, Any]


def files_of(path: Path) -> list[Path]:
    """Return a file, or all files of JSON lines in a folder."""
    return sorted([*path.glob("*.jsonl"), *path.glob("*.jsonl.gz")]) if path.is_dir() else [path]


def pairs_of(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return a record's pairs of passage and claim."""
    if "evidence" not in record:
        return [(record["premise"], record["hypothesis"])]
    passages = [passage if isinstance(passage, str) else str(passage["text"]) for passage in record["evidence"]]
    return [(passage, record["claim"]) for passage in passages]


def together(judged: Sequence[Judged]) -> tuple[Verdict, Mapping[str, float]]:
    """Return what several passages say together: the side of the surest, conflicting where both sides are as sure."""
    if not judged:
        return Verdict.NOT_ENOUGH_EVIDENCE, {}
    surest = {
        side: max((one for one in judged if one.verdict is side), key=lambda one: dict(one.scores)[side], default=None)
        for side in SIDES
    }
    sure = {side: dict(one.scores)[side] for side, one in surest.items() if one}
    if not sure:
        least_neutral = min(judged, key=lambda one: dict(one.scores)[Verdict.NOT_ENOUGH_EVIDENCE])
        return Verdict.NOT_ENOUGH_EVIDENCE, dict(least_neutral.scores)
    best = max(sure, key=lambda side: sure[side])
    scores = next(dict(one.scores) for side, one in surest.items() if side is best and one)
    if len(sure) > 1 and max(sure.values()) - min(sure.values()) <= CONFLICTING_MARGIN:
        return Verdict.CONFLICTING, scores
    return best, scores


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge what is handed over, and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--likeliest", action="store_true", help="the label of the highest score, sure or not")
    options = parser.parse_args(arguments)
    read = [record for file in files_of(options.data) for record in records(file)]
    pairs = [pairs_of(record) for record in read]
    # The model is loaded before the clock starts.
    judge([("", "")])
    begun = time.perf_counter()
    judged = judge([pair for some in pairs for pair in some])
    took = time.perf_counter() - begun
    if options.likeliest:
        judged = [replace(one, verdict=Verdict(max(one.scores, key=itemgetter(1))[0])) for one in judged]
    at = 0
    with options.out.open("w", encoding="utf-8") as out:
        for record, some in zip(read, pairs, strict=True):
            label, scores = together(judged[at : at + len(some)])
            at += len(some)
            out.write(json.dumps({"id": record["id"], "label": label, "scores": scores}) + "\n")
    print(f"{len(judged)} pairs in {took:.1f} s: {len(judged) / max(took, 1e-9):.0f} a second")


if __name__ == "__main__":
    main()
