"""What the gate measures: for each bench the data, the program that reads them, and how its figures come about.

A bench runs the program that bench/README.md names for it, in a process of its own, and scores what that writes with
the scorer of the set. A figure whose name begins with a language and a dot is that of one language alone.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LANGUAGES = ("fr", "en")
DECISIVE = {"supported", "refuted"}
DATES = ("DateTime/DateExtractor", "DateTime/DateParser", "DateTime/DatePeriod", "DateTime/Duration")
"""Suites of dates, periods and durations; what has hours in it is outside of our records."""
EVEN_HANDED_ARTICLES = 20
"""The first of the folder: more would take the gate past four minutes and move the shares by a few thousandths."""

Figures = dict[str, float]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bench:
    """A bench: the data it reads, below the shared folder, and how it comes to its figures."""

    data: str
    run: Callable[[Path, Path, Path], Figures]
    """From the data, the shared folder and an empty folder for predictions."""
    is_ours: bool = False
    """The data lie in this repository, not in the shared folder."""
    needs_shared: bool = True
    """The scorer or the packs lie in the shared folder, if the data do not."""

    def path(self, shared: Path) -> Path:
        """Return where the data lie."""
        return (HERE.parent if self.is_ours else shared) / self.data


def run_claims(data: Path, shared: Path, scratch: Path) -> Figures:
    """Score what we read in annotated articles with the shared set's scorer: all together, and by language."""
    scorer, predicted = shared / "bench/claims/score.py", scratch / "predicted"
    _python(HERE / "claims.py", "--data", data, "--out", predicted)
    figures = _numbers(json.loads(_python(scorer, data, predicted, "--json"))["overall"])
    for lang in LANGUAGES:
        (scratch / lang).mkdir()
        for path in data.glob("*.json"):
            if json.loads(path.read_text(encoding="utf-8")).get("lang") == lang:
                shutil.copy(path, scratch / lang)
        overall = json.loads(_python(scorer, scratch / lang, predicted, "--json"))["overall"]
        figures |= {f"{lang}.{name}": value for name, value in _numbers(overall).items()}
    return figures


def run_quantities(data: Path, shared: Path, scratch: Path) -> Figures:
    """Score numbers, units and times on another library's specifications, each group of suites pooled."""
    out = scratch / "predicted.jsonl"
    groups = {"number": ("Number/",), "with_unit": ("NumberWithUnit/",), "dates": DATES}
    suites = [word for group in groups.values() for suite in group for word in ("--suite", suite)]
    _python(HERE / "quantities.py", "--data", data, "--out", out, *suites)
    figures: Figures = {}
    for name, group in groups.items():
        chosen = [word for suite in group for word in ("--suite", suite)]
        overall = _scored(shared / "bench/score_quantities.py", data, out, *chosen)["overall"]
        figures |= {f"{name}_{metric}": value for metric, value in _numbers(overall).items()}
    return figures


def run_own_quantities(data: Path, shared: Path, scratch: Path) -> Figures:
    """Score quantities as the product keeps them."""
    out = scratch / "predicted.jsonl"
    _python(HERE / "quantities.py", "--data", data, "--out", out)
    return _numbers(_scored(shared / "bench/score_quantities.py", data, out)["overall"])


def run_worth(data: Path, shared: Path, scratch: Path) -> Figures:
    """Score which sentences are judged worth checking."""
    out = scratch / "predicted.jsonl"
    _python(HERE / "worth.py", "--data", data, "--out", out)
    return _numbers(_scored(shared / "bench/score_worth.py", data, out))


def run_own_scorer(program: str, *options: str) -> Callable[[Path, Path, Path], Figures]:
    """Return how to run a program that scores itself and prints figures for `all`, `fr` and `en`."""

    def run(data: Path, _shared: Path, scratch: Path) -> Figures:
        out = scratch / "predicted.jsonl"
        scores = json.loads(_python(HERE / program, "--data", data, "--out", out, "--score", *options))
        by_lang = {f"{lang}.{name}": value for lang in LANGUAGES for name, value in scores[lang].items()}
        return {**scores["all"], **by_lang}

    return run


def run_even_handed(data: Path, _shared: Path, _scratch: Path) -> Figures:
    """Return the shares of sentences that are read alike under other names."""
    printed = _python(HERE / "even_handed.py", "--data", data, "--first", EVEN_HANDED_ARTICLES, "--json")
    return _numbers(json.loads(printed))


def run_table_claims(data: Path, shared: Path, scratch: Path) -> Figures:
    """Score our verdicts on single sentences, with the whole packs."""
    out = scratch / "predicted.jsonl"
    _python(HERE / "table_claims.py", "--data", data, "--packs", shared / "facts", "--out", out)
    gold, predicted = _by_id(data), _by_id(out)
    langs = {lang: {key: row for key, row in gold.items() if row["lang"] == lang} for lang in LANGUAGES}
    apart = {
        f"{lang}.{name}": at for lang, some in langs.items() for name, at in score_verdicts(some, predicted).items()
    }
    return {**score_verdicts(gold, predicted), **apart}


def run_perf(data: Path, _shared: Path, _scratch: Path) -> Figures:
    """Time the reading, the assessment and the command."""
    return _numbers(json.loads(_python(HERE / "perf.py", "--data", data, "--json")))


def run_corpus(_data: Path, _shared: Path, _scratch: Path) -> Figures:
    """Time a corpus run against the bare pipeline: few articles, and memory left out, which takes half an hour."""
    run = ("--articles", "24", "--rounds", "3", "--many", "0", "--json")
    return _numbers(json.loads(_python(HERE / "corpus.py", *run)))


def run_perf_big(_data: Path, _shared: Path, _scratch: Path) -> Figures:
    """Time the assessment with ten million figures open."""
    return _numbers(json.loads(_python(HERE / "perf_big.py")))


def run_tabfact(data: Path, _shared: Path, scratch: Path) -> Figures:
    """Score what our operations answer of statements about tables of others; `kept` is the half not tuned on."""
    tables, out = data / "tables.jsonl.gz", scratch / "predicted.jsonl"
    scores = json.loads(_python(HERE / "tabfact.py", "--data", data, "--tables", tables, "--out", out, "--json"))
    kept = {f"kept_{name}": value for name, value in scores["kept"].items()}
    return {**_numbers(scores["all"]), **_numbers(kept)}


def run_quotes(data: Path, _shared: Path, scratch: Path) -> Figures:
    """Score what is said of quotations, and how often a correct copy raises an alarm."""
    return _numbers(json.loads(_python(HERE / "quotes.py", "--data", data, "--out", scratch / "predicted", "--json")))


def run_passages(data: Path, _shared: Path, _scratch: Path) -> Figures:
    """Score what passages decide: of pairs read while the rules were written, and of others."""
    return _numbers(json.loads(_python(HERE / "passages.py", "--data", data, "--json")))


def run_factchecks(data: Path, shared: Path, scratch: Path) -> Figures:
    """Score the ranking of earlier fact-checks; most of the time goes into encoding 10 375 of them."""
    out, claims = scratch / "ranked.jsonl", shared / "bench/factchecks/claims.jsonl.gz"
    _python(HERE / "factchecks.py", "--data", data, "--claims", claims, "--out", out, "--library", scratch / "library")
    qrels = shared / "bench/factchecks/qrels.dev.jsonl"
    return _numbers(json.loads(_python(shared / "bench/score_factchecks.py", qrels, out, "--json")))


def run_near_misses(data: Path, _shared: Path, _scratch: Path) -> Figures:
    """Score which near misses pass for the same claim as an earlier fact-check, and which true pairs do not."""
    return _numbers(json.loads(_python(HERE / "factchecks.py", "--pairs", data, "--json")))


def run_corpus_groups(data: Path, _shared: Path, _scratch: Path) -> Figures:
    """Score which claims of two articles are taken for one statement, or for one with another figure."""
    printed = _numbers(json.loads(_python(HERE / "corpus_groups.py", "--data", data, "--json")))
    named = {name.replace("all_", "", 1): value for name, value in printed.items() if name.startswith("all_")}
    return named | {f"{name[:2]}.{name[3:]}": at for name, at in printed.items() if name[:2] in LANGUAGES}


def run_nli(data: Path, shared: Path, scratch: Path) -> Figures:
    """Score the entailment model alone on pairs of passage and claim; `decisive` is of unrelated evidence."""
    out = scratch / "predicted.jsonl"
    _python(HERE / "nli.py", "--data", data, "--out", out)
    return _numbers(_scored(shared / "bench/score_nli.py", data, out)["overall"])


RELATIONS, RHETORIC = run_own_scorer("relations.py"), run_own_scorer("rhetoric.py", "--json")
BENCHES: Mapping[str, Bench] = {
    "claims": Bench("bench/claims", run_claims),
    "own_claims": Bench("bench/own/articles", run_claims, is_ours=True),
    "own_claims_held_out": Bench("bench/own/articles_held_out", run_claims, is_ours=True),
    "quantities": Bench("bench/quantities/recognizers_fr.jsonl.gz", run_quantities),
    "own_quantities_en": Bench("bench/own/quantities_en.jsonl", run_own_quantities, is_ours=True),
    "worth": Bench("bench/worth/ct24.dev.jsonl", run_worth),
    "relations": Bench("bench/own/relations_d.jsonl", RELATIONS, is_ours=True, needs_shared=False),
    "rhetoric": Bench("bench/own/rhetoric_d.jsonl", RHETORIC, is_ours=True, needs_shared=False),
    "even_handed": Bench("bench/articles", run_even_handed),
    "table_claims": Bench("bench/table_claims/dev.jsonl", run_table_claims),
    "own_table_claims": Bench("bench/own/table_claims_b.jsonl", run_table_claims, is_ours=True),
    "own_table_claims_f": Bench("bench/own/table_claims_f.jsonl", run_table_claims, is_ours=True),
    "own_table_claims_g": Bench("bench/own/table_claims_g.jsonl", run_table_claims, is_ours=True),
    "quotes": Bench("bench/own/quotes.jsonl", run_quotes, is_ours=True, needs_shared=False),
    "quotes_articles": Bench("bench/own/quotes_articles.jsonl", run_quotes, is_ours=True, needs_shared=False),
    "quotes_newsroom": Bench("bench/own/quotes_newsroom.jsonl", run_quotes, is_ours=True, needs_shared=False),
    "passages": Bench("bench/own/passages.jsonl", run_passages, is_ours=True, needs_shared=False),
    "factchecks": Bench("bench/factchecks/queries.dev.jsonl", run_factchecks),
    "near_misses": Bench("bench/own/factcheck_near_misses.jsonl", run_near_misses, is_ours=True, needs_shared=False),
    "corpus_groups": Bench("bench/own/corpus_groups.jsonl", run_corpus_groups, is_ours=True, needs_shared=False),
    "corpus_groups_f": Bench("bench/own/corpus_groups_f.jsonl", run_corpus_groups, is_ours=True, needs_shared=False),
    "corpus_groups_h": Bench("bench/own/corpus_groups_h.jsonl", run_corpus_groups, is_ours=True, needs_shared=False),
    "corpus_groups_m": Bench("bench/own/corpus_groups_m.jsonl", run_corpus_groups, is_ours=True, needs_shared=False),
    "nli": Bench("bench/nli/vitaminc_real.dev.jsonl.gz", run_nli),
    "nli_rte3_fr": Bench("bench/nli/rte3_fr.dev.jsonl.gz", run_nli),
    "nli_unrelated_en": Bench("bench/nli/unrelated_en.dev.jsonl.gz", run_nli),
    "nli_unrelated_fr": Bench("bench/nli/unrelated_fr.dev.jsonl.gz", run_nli),
    "own_nli_fr": Bench("bench/own/entailment_fr.jsonl", run_nli, is_ours=True),
    "tabfact": Bench("bench/tabfact", run_tabfact),
    "perf": Bench("bench/articles", run_perf),
    "corpus": Bench("bench/corpus.py", run_corpus, is_ours=True, needs_shared=False),
    "perf_big": Bench("bench/many_tables.py", run_perf_big, is_ours=True, needs_shared=False),
}


def score_verdicts(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> Figures:
    """Return the accuracy of all verdicts and the precision of those that take a side.

    A claim with no prediction counts as wrong. `cell` is the share of verdicts taking a side that rest on a cell which
    the data name; `unrelated_decisive` the rate at which a side is taken where the packs cannot tell.

    >>> gold = {"a": {"verdict": "supported"}, "b": {"verdict": "not_enough_evidence"}}
    >>> score_verdicts(gold, {"a": {"verdict": "supported"}, "b": {"verdict": "refuted"}})
    {'accuracy': 0.5, 'decisive_precision': 0.5, 'decisive': 2, 'cell': 0.0, 'unrelated_decisive': 1.0}
    """
    answers = {key: predicted.get(key, {}).get("verdict") for key in gold}
    right = [key for key in gold if answers[key] == gold[key]["verdict"]]
    decisive = [key for key in gold if answers[key] in DECISIVE]
    founded = [key for key in decisive if has_cell(gold[key], predicted[key])]
    unknown = [key for key in gold if gold[key]["verdict"] == "not_enough_evidence"]
    return {
        "accuracy": len(right) / len(gold),
        "decisive_precision": len([key for key in decisive if key in right]) / len(decisive) if decisive else 1.0,
        "decisive": len(decisive),
        "cell": len(founded) / len(decisive) if decisive else 1.0,
        "unrelated_decisive": len([key for key in unknown if key in decisive]) / len(unknown) if unknown else 0.0,
    }


def has_cell(gold: Json, predicted: Json) -> bool:
    """Say whether one of the cells that a line names is among those an answer rests on."""

    def cells(line: Json) -> set[str]:
        named = ([cell["pack"], cell["resource"], cell["key"]] for cell in line.get("evidence", []))
        return {json.dumps(cell, sort_keys=True) for cell in named}

    return bool(cells(gold) & cells(predicted))


def _by_id(path: Path) -> dict[str, Json]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: row for row in rows}


def _numbers(scores: Mapping[str, Any]) -> Figures:
    """Return what is a number: a score with nothing to measure is null."""
    return {name: value for name, value in scores.items() if isinstance(value, int | float)}


def _scored(scorer: Path, *arguments: object) -> Json:
    scores: Json = json.loads(_python(scorer, *arguments, "--json"))
    return scores


def _python(*arguments: object) -> str:
    line = [sys.executable, *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(line[1:])}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout
