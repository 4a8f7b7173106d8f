"""Fit the weights by which a measure is taken to be meant, and say how far the probabilities can be trusted.

    python tools/fit_likelihood.py --packs ../shared/facts [--write] FILE…

A file is a set of sentences with the tables that answer them: the JSON lines of `bench/table_claims.py` (evidence), or
a table with the columns `lang`, `measure`, `text` (`bench/own/measure_words.tsv`). Each measure that a sentence's
words name is one case, right when it is among the tables that answer the sentence. Printed: the Brier score, a table
of calibration and the threshold's effect, all from five parts cross-validated with no sentence in two of them.
`--write` writes the weights fitted on everything to `data/likelihood.tsv`.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sourcier.assessment.likelihood import SIGNALS, features
from sourcier.assessment.measures import THRESHOLD, measures_of
from sourcier.assessment.scope import Scope, scope_of
from sourcier.assessment.tables import tables_of
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.findings import Operation
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

OUT = Path(__file__).parents[1] / "src/sourcier/assessment/data/likelihood.tsv"
PARTS, RIDGE, STEPS = 5, 1.0, 50
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One measure that a sentence's words name."""

    sentence: int
    numbers: tuple[float, ...]
    is_meant: bool


def main() -> None:
    """Read the sets, cross-validate, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--packs", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    cases = list(read_cases(chosen.files, open_packs(chosen.packs)))
    inputs = np.array([case.numbers for case in cases])
    meant = np.array([case.is_meant for case in cases], dtype=float)
    part = np.array([case.sentence % PARTS for case in cases])
    expected = np.zeros(len(cases))
    for held in range(PARTS):
        expected[part == held] = _squash(inputs[part == held] @ fit(inputs[part != held], meant[part != held]))
    print(f"{len(cases)} cases of {len({case.sentence for case in cases})} sentences, {meant.mean():.2f} meant")
    print(f"Brier {((expected - meant) ** 2).mean():.3f}; of the share alone {meant.mean() * (1 - meant.mean()):.3f}")
    for low, high in zip(EDGES, EDGES[1:], strict=False):
        inside = (expected >= low) & (expected < high + (high == 1.0))
        if inside.any():
            print(
                f"{low:.1f}-{high:.1f}{inside.sum():>6}",
                f"said {expected[inside].mean():.2f}  was {meant[inside].mean():.2f}",
            )
    used = expected >= THRESHOLD
    print(
        f"from {THRESHOLD}: {used.sum()} used, {meant[used].mean():.3f} meant;",
        f"{meant[used].sum() / meant.sum():.3f} of all meant",
    )
    weights = fit(inputs, meant)
    rows = [f"{name}\t{weight:.2f}" for name, weight in zip(("base", *SIGNALS), weights, strict=True)]
    print("\n".join(rows))
    if chosen.write:
        OUT.write_text("\n".join(["signal\tweight", *rows]) + "\n", encoding="utf-8")


def read_cases(files: Sequence[Path], packs: Packs) -> Iterator[Case]:
    """Return the series that the sentences name and no rule bars; what only events or votes answer is left out."""
    tables = tables_of(packs)
    series = {one.name: one for one in tables.of_shape("series")}
    for at, (scope, answers) in enumerate(_sentences(files, packs)):
        right = [series[name] for name in answers if name in series]
        if answers and not right:
            continue
        # The same notion counted by another office ("Taux de chômage" of a national pack) is no wrong reading.
        labels = {term for one in right for term in one.terms.get("fr", ())}
        for match in measures_of(tables).candidates(scope, Operation.LOOKUP):
            one = match.measure.resource
            if one.shape == "series" and not match.rejected:
                signals = {each.name: each.value for each in match.signals}
                is_meant = one.name in answers or any(term in labels for term in one.terms.get("fr", ())[:1])
                yield Case(at, tuple(features(signals)), is_meant)


def _sentences(files: Sequence[Path], packs: Packs) -> Iterator[tuple[Scope, frozenset[str]]]:
    tables, gazetteer = tables_of(packs), Gazetteer.of(packs.entities)
    for lang, day, text, answers in (each for file in files for each in _lines(file)):
        draft = read_text(from_text(text, published=day, lang=lang), gazetteer)
        claims, _ = find_claims(draft)
        if claims:
            claim = max(claims, key=lambda one: len(one.quantities))
            yield scope_of(draft, claim, tables, span=draft.sentences[0].span), answers


def _lines(file: Path) -> Iterator[tuple[Lang, date, str, frozenset[str]]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".jsonl":
        for line in map(json.loads, text.splitlines()):
            answers = frozenset(cell["resource"] for cell in line["evidence"])
            yield line["lang"], date.fromisoformat(line["date"]), line["text"], answers
    else:
        for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
            lang: Lang = "fr" if row["lang"] == "fr" else "en"
            yield lang, date(2025, 6, 1), row["text"], frozenset(filter(None, [row["measure"]]))


def fit(inputs: Numbers, meant: Numbers) -> Numbers:
    """Return the weights of a logistic with a ridge, by Newton's steps; the base bears no ridge."""
    weights = np.zeros(inputs.shape[1])
    ridge = np.eye(len(weights)) * RIDGE
    ridge[0, 0] = 0
    for _ in range(STEPS):
        expected = _squash(inputs @ weights)
        curve = (inputs.T * (expected * (1 - expected))) @ inputs + ridge
        weights = weights + np.linalg.solve(curve, inputs.T @ (meant - expected) - ridge @ weights)
    return weights


def _squash(values: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-values)))


if __name__ == "__main__":
    main()
