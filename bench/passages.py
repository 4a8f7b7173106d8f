"""Pairs of passage and claim as a dossier takes them: what a verdict can rest on.

    bench/passages.py --data FILE [--list] [--json]
    bench/passages.py --data FILE --lang fr|en [--first N] [--vetoes]

The first reads JSON lines with `article` (the sentence of the article), `claim` (the words of it that are judged),
`claim_lang`, `passage`, `passage_lang`, `published`, `publisher`, a gold `label`, a `kind` (plain, or the trap) and a
`part` (read, copies, placed: the rules were written or mended with it in sight; unread: they were not), and, where the
passage is part of a longer text, what stands `before` and `after` it. Each article is checked by the product's own
functions against a library of its one passage, with the packaged model and passages trusted. Prints, a part: how
many of the plain ones are decided, and how many of all decided ones rightly; then the same by kind. `--list` prints
the wrong ones, and the plain ones that were left open; `--json` prints the shares alone, by part.

The second reads `premise`, `hypothesis` and a gold `label`. Prints, for the model alone and for the whole chain, how
many pairs are decided, how many of them rightly, and how many the other way round; with `--vetoes`, how many pairs of
each label are vetoed, by kind, without any model. Every passage counts as published on the day of the claim, and
stands under no title.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from jsonlines import records
from sourcier.assessment.entailment import judge
from sourcier.assessment.passages import check_passages
from sourcier.assessment.vetoes import features_of, vetoes
from sourcier.assessment.vetoes.reading import starter_gazetteer
from sourcier.claims import find_claims
from sourcier.core.article import Alignment, Article, Block, BlockKind, Lang, Segment
from sourcier.core.findings import Assessment, Verdict, WhyNone
from sourcier.core.ids import digest, make_id
from sourcier.core.library import Document, Passage
from sourcier.core.spans import Anchor, Span
from sourcier.evidence.library.search import Hit, Query
from sourcier.text.reading import read_text

DAY = date(2024, 4, 10)
"""When every article of the set was published."""
DECISIVE = {Verdict.SUPPORTED, Verdict.REFUTED}
OTHER = {"supported": "refuted", "refuted": "supported"}


class OnePassage:
    """A library that holds one passage, and finds it whatever is asked."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage

    def search_passages(self, query: Query) -> list[Hit[Passage]]:
        """Return the passage where it was out by the day that the query names."""
        if query.known_by is not None and (self._passage.published or date.max) > query.known_by:
            return []
        return [Hit(self._passage, 1.0, 1, None)]


def article_of(text: str, lang: Lang) -> Article:
    """Return a sentence as an article."""
    made = digest(text)
    return Article(
        id=make_id("art", None, made),
        text=text,
        digest=made,
        lang=lang,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        alignment=Alignment((Segment(0, 0, len(text)),)),
        original=text,
        media_type="text/plain",
        published=DAY,
    )


def document_of(passage: Passage, before: str, after: str) -> tuple[Passage, Document]:
    """Return a passage and the longer text that it stands in."""
    text = " ".join(one for one in (before, passage.text, after) if one)
    start = len(before) + 1 if before else 0
    made = digest(f"document {text}")
    whole = Document(
        id=passage.document_id,
        digest=made,
        text=text,
        lang=passage.lang,
        media_type="text/plain",
        location=passage.location,
        title=passage.title,
        publisher=passage.publisher,
        published=passage.published,
    )
    anchor = Anchor.at(Span(start, start + len(passage.text)), text)
    return replace(passage, anchor=anchor, digest=made), whole


def passage_of(text: str, lang: Lang, **known: Any) -> Passage:
    """Return a text as a document of one passage."""
    made = digest(text)
    anchor = Anchor.at(Span(0, len(text)), text)
    return Passage(make_id("psg", made), make_id("doc", made), text, anchor, lang, made, made, "memory", **known)


def verdicts(row: dict[str, Any]) -> set[Verdict]:
    """Return the decisive verdicts on the claims in a row's words."""
    text, names = row["article"], starter_gazetteer()
    draft = read_text(article_of(text, row["claim_lang"]), names)
    claims, _ = find_claims(draft)
    start = text.index(row["claim"])
    asked = Span(start, start + len(row["claim"]))
    passage = passage_of(
        row["passage"],
        row["passage_lang"],
        publisher=row["publisher"],
        published=date.fromisoformat(row["published"]),
        title=row.get("title"),
    )
    whole = None
    if "before" in row:
        passage, whole = document_of(passage, row["before"], row["after"])
    found = check_passages(
        draft,
        claims,
        [Assessment(claim.id, None, WhyNone.NO_TABLE, "") for claim in claims],
        OnePassage(passage),
        judge=judge,
        find=find_claims,
        is_trusted=True,
        gazetteer=names,
        document=lambda _: whole,
    ).assessments
    taken = [one.verdict for claim, one in zip(claims, found, strict=True) if claim.span.overlaps(asked)]
    return {one for one in taken if one in DECISIVE}


def score(rows: Sequence[dict[str, Any]], *, listing: bool, is_json: bool) -> None:
    """Print what is decided, and how much of it rightly, by part and kind."""
    found = [verdicts(row) for row in rows]
    if is_json:
        print(json.dumps(shares(rows, found)))
        return
    for part in dict.fromkeys(row["part"] for row in rows):
        own = [(row, one) for row, one in zip(rows, found, strict=True) if row["part"] == part]
        _report(part, own)
        for kind in dict.fromkeys(row["kind"] for row, _ in own):
            _report(f"  {kind}", [(row, one) for row, one in own if row["kind"] == kind])
        if listing:
            _list(own)


def shares(rows: Sequence[dict[str, Any]], found: Sequence[set[Verdict]]) -> dict[str, float]:
    """Return, a part, the share of decided pairs that are decided rightly, and of plain pairs that are decided."""
    scores: dict[str, float] = {}
    for part in dict.fromkeys(row["part"] for row in rows):
        own = [(row, one) for row, one in zip(rows, found, strict=True) if row["part"] == part]
        decided = [one == {row["label"]} for row, one in own if one]
        plain = [bool(one) for row, one in own if row["kind"] == "plain"]
        scores[f"precision_{part}"] = sum(decided) / len(decided) if decided else 0.0
        scores[f"plain_decided_{part}"] = sum(plain) / len(plain) if plain else 0.0
    return scores


def _report(name: str, own: Sequence[tuple[dict[str, Any], set[Verdict]]]) -> None:
    decided = [(row, one) for row, one in own if one]
    right = sum(one == {row["label"]} for row, one in decided)
    plain = [(row, one) for row, one in own if row["kind"] == "plain"]
    share = f"{right / len(decided):.3f}" if decided else "–"
    line = f"{name}: {len(own)} pairs, {len(decided)} decided, {right} rightly ({share})"
    if plain:
        sides = [
            f"{side} {sum(one == {side} for row, one in plain if row['label'] == side)} of "
            f"{sum(row['label'] == side for row, _ in plain)}"
            for side in OTHER
        ]
        line += f"; plain ones decided rightly: {', '.join(sides)}"
    print(line)


def _list(own: Sequence[tuple[dict[str, Any], set[Verdict]]]) -> None:
    for row, one in own:
        is_wrong = bool(one) and one != {row["label"]}
        if is_wrong or (row["kind"] == "plain" and not one):
            taken = ", ".join(sorted(one)) if one else "open"
            print(f"{'WRONG' if is_wrong else 'open'} {row['id']} {row['kind']}: {taken}, gold {row['label']}")
            print(f"    {row['claim']}\n    {row['passage']}")


def print_pairs(rows: Sequence[dict[str, Any]], lang: Lang) -> None:
    """Print what the model decides of pairs, and what is left of it."""
    gold = [row["label"] for row in rows]
    judged = judge([(row["premise"], row["hypothesis"]) for row in rows])
    _print_sides("model", gold, [one.verdict for one in judged])
    known = {"claim_lang": lang, "passage_lang": lang, "published": DAY.isoformat(), "publisher": "Paper"}
    read = [
        {"article": row["hypothesis"], "claim": row["hypothesis"], "passage": row["premise"]} | known for row in rows
    ]
    chain = [verdicts(row) for row in read]
    one_each = [next(iter(one)) if len(one) == 1 else Verdict.NOT_ENOUGH_EVIDENCE for one in chain]
    _print_sides("chain", gold, one_each)


def _print_sides(name: str, gold: Sequence[str], found: Sequence[Verdict]) -> None:
    for side, other in OTHER.items():
        taken = [label for label, one in zip(gold, found, strict=True) if one == side]
        right, turned = taken.count(side), taken.count(other)
        share = f"{right / len(taken):.3f}" if taken else "–"
        print(f"{name} {side}: {len(taken)} of {gold.count(side)} decided, {share} right, {turned} the other way round")


def print_vetoes(rows: Iterable[dict[str, Any]], lang: Lang) -> None:
    """Print how many pairs of each label are vetoed, and by what."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        own, their = features_of([row["hypothesis"], row["premise"]], lang)
        kinds = {one.kind.value for one in vetoes(own, their)}
        counts.setdefault(row["label"], Counter()).update(["pairs", *kinds, *(["vetoed"] if kinds else [])])
    for label, count in sorted(counts.items()):
        print(label, ", ".join(f"{kind} {number}" for kind, number in count.most_common()))


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--lang", choices=("fr", "en"))
    parser.add_argument("--first", type=int)
    parser.add_argument("--vetoes", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = list(islice(records(options.data), options.first))
    if options.lang is None:
        score(rows, listing=options.list, is_json=options.json)
    elif options.vetoes:
        print_vetoes(rows, options.lang)
    else:
        print_pairs(rows, options.lang)


if __name__ == "__main__":
    main()
