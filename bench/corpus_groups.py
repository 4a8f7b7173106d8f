"""Are claims of two articles taken for one statement, for one with another figure, only where they are?

    bench/corpus_groups.py --data FILE [--part a] [--json] [--show]

FILE: JSON lines with `id`, `part`, `one` and `other` (each `lang`, `date`, `title` of the article, `text` of the claim)
and `tie`: "same", "drift" (one statement, another figure) or "other". Printed for the pairs of a part, within each
language and across the two: precision (of the pairs taken for "same" or "drift", how many are; the budget is no wrong
one) and recall. The vectors' own search comes before: a pair that lies too far apart counts as "other".
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from jsonlines import records
from sourcier.app.corpus.showing.neighbours import NEAR
from sourcier.app.corpus.showing.records import Tie
from sourcier.app.corpus.showing.telling import Read, Teller
from sourcier.assessment.factchecks import Topics
from sourcier.assessment.vetoes import features_of
from sourcier.evidence.encoding import small_e5

Json = dict[str, Any]


def read(side: Mapping[str, str]) -> Read:
    """Return one side of a pair, as the report reads it."""
    day = date.fromisoformat(side["date"])
    lang = side["lang"]
    own, around = (features_of([text], lang, day)[0] for text in (side["text"], f"{side['title']}."))  # type: ignore[arg-type]
    return Read.of(own, around)


def judged(pairs: Sequence[Json]) -> Iterator[tuple[Json, str]]:
    """Yield each pair with the tie that the report finds."""
    teller = Teller(Topics(small_e5()))
    for pair in pairs:
        one, other = small_e5().encode([pair["one"]["text"], pair["other"]["text"]])
        is_near = float(np.round(one @ other, 3)) >= NEAR
        yield pair, (teller.tie(read(pair["one"]), read(pair["other"])) if is_near else Tie.OTHER).name.lower()


def figures(found: Sequence[tuple[Json, str]]) -> dict[str, float]:
    """Return precision and recall of "same" and "drift", in all and by language."""
    report: dict[str, float] = {}
    for name, some in _parts(found).items():
        counts = Counter((pair["tie"], tie) for pair, tie in some)
        for tie in ("same", "drift"):
            taken = sum(n for (_, given), n in counts.items() if given == tie)
            true = sum(n for (real, _), n in counts.items() if real == tie)
            right = counts[tie, tie]
            report[f"{name}_{tie}_pairs"] = true
            report[f"{name}_{tie}_wrong"] = taken - right
            report[f"{name}_{tie}_precision"] = right / taken if taken else 1.0
            report[f"{name}_{tie}_recall"] = right / true if true else 1.0
    return report


def _parts(found: Sequence[tuple[Json, str]]) -> dict[str, list[tuple[Json, str]]]:
    parts: dict[str, list[tuple[Json, str]]] = {"all": list(found)}
    for pair, tie in found:
        langs = {pair["one"]["lang"], pair["other"]["lang"]}
        parts.setdefault("across" if len(langs) > 1 else langs.pop(), []).append((pair, tie))
    return parts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="JSON lines with the pairs")
    parser.add_argument("--part", help="only pairs of this part")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--show", action="store_true", help="print the pairs that come out wrong")
    options = parser.parse_args(arguments)
    found = list(judged([pair for pair in records(options.data) if options.part in {None, pair["part"]}]))
    if options.show:
        for pair, tie in found:
            if tie != pair["tie"]:
                print(pair["id"], pair["tie"], "->", tie, "|", pair["one"]["text"], "|", pair["other"]["text"])
    report = figures(found)
    print(json.dumps(report, indent=1) if options.json else "\n".join(f"{k:<28}{v:8.3f}" for k, v in report.items()))


if __name__ == "__main__":
    main()
