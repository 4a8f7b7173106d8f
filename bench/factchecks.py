"""Rank earlier fact-checks for each text, to be scored against the set; or tell true pairs from near misses.

    bench/factchecks.py --data QUERIES --claims CLAIMS --out FILE [--library DIR]
    bench/factchecks.py --pairs FILE [--json] [--show]

QUERIES: JSON lines, plain or gzipped, with `id`, `text` and `lang`; CLAIMS: `id`, `claim`, `title`, `lang`. Written
for each query: `id` and `ranking`, the ids of claims, best first. The claims go into a library of their own, kept from
run to run in the user's cache (or in `--library`): reading 10 000 claims takes three minutes the first time.

PAIRS: `id`, `part`, `claim`, `lang`, `date`, `claim_reviewed`, `factcheck_lang`, `same` and `changed` (what was changed
in a near miss). Printed: the share of near misses that come out as the same claim, before and after the vetoes; and the
share of true pairs that do not, because of the probability, and because of the vetoes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jsonlines import records
from sourcier.assessment.factchecks import LIKELY, Matcher, Topics, hold_against
from sourcier.assessment.factchecks.checking import WORTH
from sourcier.assessment.vetoes import Features, features_of
from sourcier.core.ids import digest
from sourcier.core.library import FactCheck
from sourcier.core.settings import home
from sourcier.core.testimony import Veto
from sourcier.evidence.library import Library, open_library

Json = dict[str, Any]
RANKED = 50


def factcheck(record: Mapping[str, Any]) -> FactCheck:
    """Return a claim of the set as a fact-check; verdicts and publishers are no part of it."""
    return FactCheck(
        id=record["id"], claim=record["claim"], rating="", publisher="", lang=record["lang"], title=record["title"]
    )


def library_of(found: Sequence[FactCheck], folder: Path | None = None) -> Library:
    """Return a library that holds the fact-checks, made where it is not there yet."""
    name = digest("\n".join(f"{one.id}\t{one.title}\t{one.claim}" for one in found))[:16]
    library = open_library(folder or home() / "cache" / "bench" / name)
    library.add(found)
    return library


def rankings(queries: Iterable[Json], library: Library) -> Iterator[Json]:
    """Yield the ranking of each query."""
    matcher = Matcher(library)
    for query in queries:
        found = matcher.find(query["text"], query["lang"])[:RANKED]
        yield {"id": query["id"], "ranking": [match.factcheck.id for match in found]}


def read_pairs(pairs: Sequence[Json]) -> dict[tuple[str, str, str], Features]:
    """Return what each text of the pairs can be compared by, read in batches of one day and language."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pair in pairs:
        texts[pair["date"], pair["lang"]].append(pair["claim"])
        texts[pair["date"], pair["factcheck_lang"]].append(pair["claim_reviewed"])
    return {
        (text, day, lang): features
        for (day, lang), some in texts.items()
        for text, features in zip(some, features_of(some, lang, date.fromisoformat(day)), strict=True)  # type: ignore[arg-type]
    }


def judged(pairs: Sequence[Json]) -> Iterator[tuple[Json, float, Sequence[Veto]]]:
    """Yield each pair with its probability and its differences.

    The claims that are the same make one library, the near misses another, so that none is beaten by its own likeness.
    """
    features = read_pairs(pairs)
    for same in (True, False):
        some = [pair for pair in pairs if pair["same"] is same]
        checks = [
            FactCheck(id=pair["id"], claim=pair["claim_reviewed"], rating="", publisher="", lang=pair["factcheck_lang"])
            for pair in some
        ]
        with tempfile.TemporaryDirectory() as folder:
            library = library_of(checks, Path(folder))
            matcher, topics = Matcher(library), Topics(library.encoder)
            for pair in some:
                found = {match.factcheck.id: match.probability for match in matcher.find(pair["claim"], pair["lang"])}
                ours = features[pair["claim"], pair["date"], pair["lang"]]
                theirs = features[pair["claim_reviewed"], pair["date"], pair["factcheck_lang"]]
                likely = found.get(pair["id"], 0.0)
                if pair["lang"] != pair["factcheck_lang"] and likely < WORTH:
                    yield pair, likely, ()
                else:
                    yield pair, *hold_against(ours, theirs, likely, topics)


def figures(found: Iterable[tuple[Json, float, Sequence[Veto]]], *, shows: bool) -> dict[str, float]:
    """Return what share of near misses passes, and of true pairs does not."""
    counts: Counter[str] = Counter()
    for pair, probability, vetoes in found:
        kind = "true" if pair["same"] else "near"
        counts[kind] += 1
        counts[f"{kind}_likely"] += probability >= LIKELY
        counts[f"{kind}_matched"] += probability >= LIKELY and not vetoes
        if shows and pair["same"] != (probability >= LIKELY and not vetoes):
            said = [(one.kind.value, one.claim_side, one.evidence_side) for one in vetoes]
            about = f"{pair['id']} {pair['changed']} {probability:.2f} {said}"
            print(about, pair["claim"], pair["claim_reviewed"], sep="\n  ")
    return {
        "near_misses": counts["near"],
        "false_matches_before_vetoes": counts["near_likely"] / max(counts["near"], 1),
        "false_matches": counts["near_matched"] / max(counts["near"], 1),
        "true_pairs": counts["true"],
        "true_lost_by_probability": 1 - counts["true_likely"] / max(counts["true"], 1),
        "true_lost_by_vetoes": (counts["true_likely"] - counts["true_matched"]) / max(counts["true"], 1),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Write rankings, or print the figures of pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="JSON lines with id, text and lang, plain or .gz")
    parser.add_argument("--claims", type=Path, help="JSON lines with id, claim, title and lang, plain or .gz")
    parser.add_argument("--out", type=Path, help="JSON lines to write; its folder is made if need be")
    parser.add_argument("--library", type=Path, help="folder that keeps the claims as a library")
    parser.add_argument("--pairs", type=Path, help="JSON lines with true pairs and near misses")
    parser.add_argument("--part", help="only pairs of this part")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--show", action="store_true", help="print the pairs that come out wrong")
    options = parser.parse_args(arguments)
    if options.pairs:
        pairs = [pair for pair in records(options.pairs) if options.part in {None, pair["part"]}]
        report = figures(judged(pairs), shows=options.show)
        print(
            json.dumps(report, indent=1) if options.json else "\n".join(f"{k:<30}{v:8.3f}" for k, v in report.items())
        )
        return
    if not (options.data and options.claims and options.out):
        parser.error("--data, --claims and --out, or --pairs")
    library = library_of([factcheck(record) for record in records(options.claims)], options.library)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        for line in rankings(records(options.data), library):
            out.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
