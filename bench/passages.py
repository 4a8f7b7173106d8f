"""Pairs of passage and claim as a dossier takes them: what is left of the model's answers.

    bench/passages.py --data FILE --lang fr|en [--first N] [--vetoes]

Reads JSON lines, plain or gzipped: `premise`, `hypothesis` and a gold `label` (supported, refuted,
not_enough_evidence). Prints, for the model alone and for the whole chain of figures, dates, names and negations, how
many pairs are decided, how many of them rightly, and how many the other way round; with `--vetoes`, how many pairs of
each label are vetoed, by kind, without any model. Every passage counts as published on the day of the claim, and
stands under no title.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from jsonlines import records
from sourcier.assessment.entailment import judge
from sourcier.assessment.passages.weighing import Sides, weigh
from sourcier.assessment.vetoes import Features, features_of, vetoes
from sourcier.assessment.vetoes.reading import starter_gazetteer
from sourcier.core.article import Alignment, Article, Lang
from sourcier.core.findings import Verdict
from sourcier.core.library import Passage
from sourcier.core.spans import Anchor, Span

DAY = date(2020, 6, 1)
OTHER = {"supported": "refuted", "refuted": "supported"}


def passage(text: str, lang: Lang) -> Passage:
    """Return a text as a passage of the day."""
    anchor = Anchor.at(Span(0, len(text)), text)
    return Passage("psg", "doc", text, anchor, lang, "", "org", "", published=DAY)


def article(lang: Lang) -> Article:
    """Return the article that makes the claims."""
    return Article("art", "", "", lang, (), Alignment(()), "", "text/plain", published=DAY)


def weighed(rows: Sequence[dict[str, str]], ours: Sequence[Features], theirs: Sequence[Features], lang: Lang) -> None:
    """Print what the model decides, and what is left of it."""
    names, above = starter_gazetteer(), features_of([""], lang)[0]
    judged = judge([(row["premise"], row["hypothesis"]) for row in rows])
    chain = [
        weigh(
            Sides(own, passage(row["premise"], lang), their, above), one.verdict, dict(one.scores), article(lang), names
        )
        for row, own, their, one in zip(rows, ours, theirs, judged, strict=True)
    ]
    gold = [row["label"] for row in rows]
    report("model", gold, [one.verdict for one in judged])
    report("chain", gold, [one.stance for one in chain])


def report(name: str, gold: Sequence[str], found: Sequence[Verdict]) -> None:
    """Print coverage and precision of each side."""
    for side, other in OTHER.items():
        taken = [label for label, one in zip(gold, found, strict=True) if one == side]
        right, turned = taken.count(side), taken.count(other)
        share = f"{right / len(taken):.3f}" if taken else "–"
        print(f"{name} {side}: {len(taken)} of {gold.count(side)} decided, {share} right, {turned} the other way round")


def print_vetoes(gold: Iterable[str], ours: Sequence[Features], theirs: Sequence[Features]) -> None:
    """Print how many pairs of each label are vetoed, and by what."""
    counts: dict[str, Counter[str]] = {}
    for label, own, their in zip(gold, ours, theirs, strict=True):
        count = counts.setdefault(label, Counter())
        kinds = {one.kind.value for one in vetoes(own, their)}
        count.update(["pairs", *kinds, *(["vetoed"] if kinds else [])])
    for label, count in sorted(counts.items()):
        print(label, ", ".join(f"{kind} {number}" for kind, number in count.most_common()))


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--lang", choices=("fr", "en"), required=True)
    parser.add_argument("--first", type=int)
    parser.add_argument("--vetoes", action="store_true")
    options = parser.parse_args()
    rows = list(islice(records(options.data), options.first))
    ours = features_of([row["hypothesis"] for row in rows], options.lang)
    theirs = features_of([row["premise"] for row in rows], options.lang)
    if options.vetoes:
        print_vetoes([row["label"] for row in rows], ours, theirs)
    else:
        weighed(rows, ours, theirs, options.lang)


if __name__ == "__main__":
    main()
