"""Write the pairs that training/entailment.py learns from.

    python training/prepare.py --bench ../shared/bench/nli --out FOLDER

One file a source; what each holds, and under which licence, says training/README.md. Nothing is drawn without a seed.
"""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path

from again import said_again
from balance import balanced, refuse_telling
from frames import made, made_scenes, made_triples
from pairs import Pair, published, records, unrelated, without_pages_of, written
from turning import turned_claims
from written import by_hand, sound, strangers

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--only", nargs="*", help="names of sources, `written` for all of our own blocks; all if left out"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    real = list(published(options.bench, "vitaminc_real.train", "vitaminc_real"))
    synthetic = published(options.bench, "vitaminc_synthetic", "vitaminc_synthetic")
    found = {
        "vitaminc_real": real,
        "vitaminc_synthetic": without_pages_of(synthetic, options.bench / "fever_symmetric.dev.jsonl.gz"),
        "snli": chain(
            published(options.bench, "snli.validation", "snli"), published(options.bench, "snli.test", "snli")
        ),
        "foolmetwice": published(options.bench, "foolmetwice.dev", "foolmetwice"),
        "unrelated_en": published(options.bench, "unrelated_en.train", "unrelated_en"),
        "unrelated_own": unrelated(real, "unrelated_own", seed=5),
        "frames": made(45_000, seed=6),
        "triples": made_triples(3_000, seed=5),
        "scenes": made_scenes(14, seed=5),
        "gqnli_fr": published(options.bench, "gqnli_fr", "gqnli_fr"),
    }
    for name, pairs in found.items():
        if not options.only or name in options.only:
            written(pairs, options.out / f"{name}.jsonl.gz")
    if not options.only or "written" in options.only:
        for name, some in ours(options.bench / "rte3_fr.dev.jsonl.gz").items():
            written(some, options.out / f"{name}.jsonl.gz")


def ours(*reported: Path) -> dict[str, list[Pair]]:
    """Return the pairs that are made of the passages and claims written by hand, by source; balanced together."""
    known = [*reported, HERE.parent / "bench/own/entailment_fr.jsonl"]
    by_us = sound([record[text] for path in known for record in records(path) for text in ("premise", "hypothesis")])
    pairs = balanced([*by_hand(by_us, seed=5), *turned_claims(by_us, seed=5), *said_again(by_us, seed=5)], seed=5)
    refuse_telling(pairs)
    found: dict[str, list[Pair]] = {"written_strangers": list(strangers(by_us, seed=5))}
    for pair in pairs:
        found.setdefault(pair.source, []).append(pair)
    return found


if __name__ == "__main__":
    main()
