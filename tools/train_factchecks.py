"""Learn which traits tell that a fact-check checks the same claim, and write them where the matcher reads them.

    python tools/train_factchecks.py --bench ../shared/bench --library FOLDER [--evaluate]

Candidates in the claim's own language are learnt from the training queries of CLEF-2020 CheckThat! task 2 (folder
factchecks/; "free for general research use", Barrón-Cedeño et al. 2020, Shaar et al. 2020): of each post, what the
library finds for it, and which of that is right. Only the weights of some traits leave this program: no text, no word,
no vector. Candidates in the other language are learnt from pairs of our own (bench/own/factcheck_near_misses.jsonl,
true pairs of part a).

Weights that order candidates come from a conditional logit (which of them?). Weights that decide whether two claims are
the same come from a logistic regression over the right candidates and the hardest wrong ones: of the posts, of our own
pairs, and of the claims of our own articles (bench/own/articles), which nobody has ever checked. Each weight is held to
the sign that its trait must have, so that none makes up for another. Nothing is drawn at random but the folds, by a
fixed seed.

Prints MAP@5 over ten folds, and what share of the right and wrong candidates of each kind passes; then writes
weights.tsv. `--library` keeps the claims from run to run. Needs scikit-learn and scipy.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.model_selection import KFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from factchecks import factcheck, library_of  # (the bench reads the same records)
from jsonlines import records  # (the bench reads the same records)
from sourcier.assessment.factchecks import Matcher
from sourcier.assessment.factchecks.traits import Candidate
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.library import FactCheck
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/sourcier/assessment/factchecks/weights.tsv"
ARTICLES = ROOT / "bench/own/articles"
OWN = ROOT / "bench/own/factcheck_near_misses.jsonl"
ORDER = {
    "nearness": 1, "nearness_gap": 1, "likeness_rank": 1, "words_rank": 1, "words_first": 1, "words_share": 1,
    "words_title": 1, "rarest_shared": 1, "letters_shared": 1, "figures_missing": -1,
}  # fmt: skip
"""Traits that order the candidates of one list, with the sign that each must have."""
DECIDE = {
    "nearness": 1, "claim_covered": 1, "asked_covered": 1, "letters_shared": 1, "rarest_shared": 1, "names_missing": -1,
    "figures_missing": -1,
}  # fmt: skip
"""Traits that say whether two claims are the same: of the two alone, whatever else was found."""
NAMES = list(dict.fromkeys([*ORDER, *DECIDE]))
WRONG = 3
"""Candidates of a claim that was never checked, from each language: the best by the order are the hardest."""
STRENGTH = 1.0
"""Of the penalty on squared weights of traits brought to one scale. 0.3 to 3 differ by 0.001 in MAP@5."""
FOLDS = 10
MADE_BY = "# Made by tools/train_factchecks.py: do not edit by hand. Log-odds; traits in traits.py."
THRESHOLDS = (0.5, 0.7, 0.8, 0.9)

Floats = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One text with its candidates: traits by name, and which candidates are right."""

    rows: Floats
    right: Floats
    twins: tuple[tuple[str, ...], ...]
    """Ids that each candidate stands for."""


def asked(
    matcher: Matcher,
    text: str,
    lang: Lang,
    relevant: set[str],
    keeps: Callable[[Candidate], bool],
) -> Asked:
    """Return a text with its candidates, those kept that `keeps` says."""
    found = [one for one in matcher.candidates(text, lang) if keeps(one)]
    right = [bool(relevant & {each.id for each in one.factchecks}) for one in found]
    return Asked(
        rows=_rows(matcher.traits(text, found)),
        right=np.array(right, dtype=float),
        twins=tuple(tuple(each.id for each in one.factchecks) for one in found),
    )


def _rows(found: Sequence[dict[str, float]]) -> Floats:
    return np.array([[each[name] for name in NAMES] for each in found]).reshape(len(found), len(NAMES))


def fit(lists: Sequence[Asked]) -> Floats:
    """Return the weights under which the right candidates are the likeliest of their lists."""
    kept = [one for one in lists if one.right.any()]
    rows = np.concatenate([one.rows for one in kept])[:, columns(list(ORDER))]
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    rows = (rows - mean) / scale
    wanted = np.concatenate([one.right / one.right.sum() for one in kept])
    sizes = [len(one.right) for one in kept]
    starts, of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(kept)), sizes)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        scores -= np.maximum.reduceat(scores, starts)[of]
        chances = np.exp(scores)
        sums = np.add.reduceat(chances, starts)[of]
        value = -float(wanted @ (scores - np.log(sums))) + STRENGTH / 2 * float(weights @ weights)
        return value, -(rows.T @ (wanted - chances / sums)) + STRENGTH * weights

    bounds = [(0, None) if sign > 0 else (None, 0) for sign in ORDER.values()]
    found = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B", bounds=bounds)
    weights: Floats = found.x / scale
    return weights


def decide(rows: Floats, right: Floats, signs: Sequence[int]) -> Floats:
    """Return base and weights of a logistic regression, each weight held to its sign."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.hstack([np.ones((len(rows), 1)), (rows - mean) / scale])

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = scaled @ weights
        slope = 1 / (1 + np.exp(-odds)) - right
        penalty = np.array([0.0, *weights[1:]]) * STRENGTH
        value = float(np.logaddexp(0, odds).sum() - right @ odds) + float(penalty @ weights) / 2
        return value, scaled.T @ slope + penalty

    bounds = [(None, None), *((0, None) if sign > 0 else (None, 0) for sign in signs)]
    found = np.asarray(minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x)
    weights = found[1:] / scale
    return np.array([found[0] - mean @ weights, *weights])


def columns(names: Sequence[str]) -> list[int]:
    """Return where traits stand in the rows."""
    return [NAMES.index(name) for name in names]


def examples(lists: Sequence[Asked], order: Floats, *, wrong: int) -> tuple[Floats, Floats]:
    """Return the candidates to decide on: the right ones, and the best of the wrong ones."""
    rows, right = [], []
    for one in lists:
        scores = one.rows[:, columns(list(ORDER))] @ order
        hardest = [at for at in np.argsort(-scores, kind="stable") if not one.right[at]][:wrong]
        kept = [*np.flatnonzero(one.right), *hardest]
        rows.append(one.rows[kept])
        right.append(one.right[kept])
    return np.concatenate(rows), np.concatenate(right)


def map_at_5(lists: Sequence[Asked], relevant: Sequence[set[str]]) -> float:
    """Return MAP@5 of lists ordered by weights learnt without them."""
    gains = []
    for train, test in KFold(FOLDS, shuffle=True, random_state=0).split(list(lists)):
        order = fit([lists[at] for at in train])
        for at in test:
            scores = lists[at].rows[:, columns(list(ORDER))] @ order
            ranking = [each for place in np.argsort(-scores, kind="stable") for each in lists[at].twins[place]]
            hits = [rank for rank, each in enumerate(ranking[:5], start=1) if each in relevant[at]]
            gains.append(sum(count / rank for count, rank in enumerate(hits, start=1)) / min(5, len(relevant[at])))
    return float(np.mean(gains))


def report(name: str, rows: Floats, right: Floats, groups: Sequence[str]) -> None:
    """Print, for candidates left out, how often each group passes, by threshold."""
    chances = np.zeros(len(right))
    for train, test in KFold(FOLDS, shuffle=True, random_state=0).split(rows):
        base, *weights = decide(rows[train], right[train], list(DECIDE.values()))
        chances[test] = 1 / (1 + np.exp(-(base + rows[test] @ np.array(weights))))
    print(name)
    for group in dict.fromkeys(groups):
        inside = np.array([one == group for one in groups])
        for sure, label in ((1, "same"), (0, "other")):
            some = inside & (right == sure)
            shares = "  ".join(f"{at}: {np.mean(chances[some] >= at):.3f}" for at in THRESHOLDS if some.any())
            print(f"  {group}, {label}: {some.sum()} candidates, pass {shares}")


def own_pairs() -> list[dict[str, Any]]:
    """Return our own true pairs, those that are for learning from."""
    return [pair for pair in records(OWN) if pair["same"] and pair["part"] == "a"]


def library_with(bench: Path, folder: Path) -> Matcher:
    """Return the claims of the set and those of our own pairs, in one library."""
    own = [
        FactCheck(id=pair["id"], claim=pair["claim_reviewed"], rating="", publisher="", lang=pair["factcheck_lang"])
        for pair in own_pairs()
    ]
    return Matcher(library_of([*map(factcheck, records(bench / "factchecks/claims.jsonl.gz")), *own], folder))


def posts(bench: Path, matcher: Matcher) -> tuple[list[Asked], list[set[str]]]:
    """Return the training queries with their candidates."""
    relevant = {record["id"]: set(record["relevant"]) for record in records(bench / "factchecks/qrels.train.jsonl")}
    queries = list(records(bench / "factchecks/queries.train.jsonl"))
    keeps = partial(_is_in, lang="en")
    found = [asked(matcher, query["text"], "en", relevant[query["id"]], keeps) for query in queries]
    return found, [relevant[query["id"]] for query in queries]


def statements(matcher: Matcher, *, is_across: bool) -> list[Asked]:
    """Return our own claims with those candidates that are in their language, or in the other."""
    found = []
    for pair in own_pairs():
        if (pair["lang"] != pair["factcheck_lang"]) == is_across:
            keeps = partial(_is_in, lang=pair["factcheck_lang"])
            found.append(asked(matcher, pair["claim"], pair["lang"], {pair["id"]}, keeps))
    return found


def unchecked(matcher: Matcher, *, is_across: bool) -> list[Asked]:
    """Return the claims of our own articles, which nobody has checked, with what is found for them all the same."""
    found = []
    for path in sorted(ARTICLES.glob("*.txt")):
        lang: Lang = "fr" if path.name.startswith("fr") else "en"
        draft = read_text(from_text(path.read_text(encoding="utf-8"), lang=lang, published=None), Gazetteer.of(()))
        claims, _ = find_claims(draft)
        other: Lang = "en" if lang == "fr" else "fr"
        keeps = partial(_is_in, lang=other if is_across else lang)
        found += [asked(matcher, claim.anchor.exact, lang, set(), keeps) for claim in claims]
    return [one for one in found if len(one.rows)]


def _is_in(candidate: Candidate, lang: Lang) -> bool:
    return candidate.lang == lang


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write, or evaluate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="folder that holds factchecks/")
    parser.add_argument("--library", type=Path, required=True, help="folder that keeps the claims as a library")
    parser.add_argument("--evaluate", action="store_true", help="print the figures, write nothing")
    options = parser.parse_args(arguments)
    matcher = library_with(options.bench, options.library)
    found, relevant = posts(options.bench, matcher)
    print(f"{len(found)} posts, {FOLDS} folds: MAP@5 {map_at_5(found, relevant):.4f}")
    order = fit(found)
    table: dict[str, dict[str, float]] = {"order": dict(zip(ORDER, order, strict=True))}
    for column, is_across in (("within", False), ("across", True)):
        sets = {
            "posts": ([] if is_across else found, 2),
            "statements": (statements(matcher, is_across=is_across), WRONG),
            "unchecked": (unchecked(matcher, is_across=is_across), WRONG),
        }
        some = {name: examples(lists, order, wrong=wrong) for name, (lists, wrong) in sets.items() if lists}
        rows = np.concatenate([rows for rows, _ in some.values()])[:, columns(list(DECIDE))]
        right = np.concatenate([right for _, right in some.values()])
        report(column, rows, right, [name for name, (_, labels) in some.items() for _ in labels])
        table[column] = dict(zip(["base", *DECIDE], decide(rows, right, list(DECIDE.values())), strict=True))
    if options.evaluate:
        return
    lines = ["\t".join(["trait", *table]), MADE_BY]
    lines += [
        "\t".join([name, *(f"{column[name]:.3f}" if name in column else "" for column in table.values())])
        for name in ["base", *NAMES]
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
