"""Are claims of two articles taken for one statement, for one with another figure, only where they are?

    bench/corpus_groups.py --data FILE [--part a] [--json] [--show]
    bench/corpus_groups.py --many N [--alike] [--keep DIR] [--json]

FILE: JSON lines with `id`, `part`, `one` and `other` (each `lang`, `date`, `title` of the article, `text` of the claim)
and `tie`: "same", "drift" (one statement, another figure) or "other". Printed for the pairs of a part, within each
language and across the two: precision (of the pairs taken for "same" or "drift", how many are; the budget is no wrong
one) and recall. The vectors' own search comes before: a pair that lies too far apart counts as "other".
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from jsonlines import records
from sourcier.app.corpus.showing.around import Around
from sourcier.app.corpus.showing.grouping import group
from sourcier.app.corpus.showing.neighbours import NEAR, near_pairs
from sourcier.app.corpus.showing.reading import CONTEXT
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.records import Paper, Stated, Tie
from sourcier.app.corpus.showing.telling import Teller
from sourcier.app.corpus.showing.vectors import vectors_of
from sourcier.assessment.factchecks import Topics
from sourcier.assessment.vetoes import features_of
from sourcier.evidence.encoding import small_e5

Json = dict[str, Any]
PRESS = Path(__file__).parents[1] / "examples" / "corpus" / "press.jsonl"
OWN = Path(__file__).parent / "own"
CLAIMS = ("corpus_groups.jsonl", "relations_[a-d].jsonl", "table_claims_[a-j].jsonl")
SEED = 11
A_PLACE, AN_ARTICLE = 50, 5
"""Claims about one place, and of one article."""


def read(side: Mapping[str, str]) -> Read:
    """Return one side of a pair, as the report reads it."""
    day = date.fromisoformat(side["date"])
    lang = side["lang"]
    around = Around(f"{side['title']}.", lang, day)  # type: ignore[arg-type]
    return Read.of(features_of([side["text"]], lang, day)[0], around)  # type: ignore[arg-type]


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


def press(count: int) -> Iterator[Stated]:
    """Yield the made-up claims of a month of a press in the order of their publication.

    Some hundred stories a day, half of them told once and a few by thirty papers, each by ten sentences: an agency's
    text as it is, or some of its sentences with another source, day or figure. The sentences are those of our own
    benches of claims, each of which serves for some thirty stories with other names and figures.
    """
    dice = random.Random(SEED)  # noqa: S311  (the same claims each time)
    pools = _sentences()
    found: list[tuple[date, str, list[str]]] = []
    while len(found) < count // A_REPORT:
        lang = "fr" if dice.random() < FRENCH else "en"
        story = dice.sample(pools[lang], A_STORY)
        first, names, wire = dice.randrange(A_MONTH), _names(dice), None
        base = [_renamed(sentence, names, dice) for sentence in story]
        for _ in range(dice.choices(PAPERS, PAPERS_OF)[0]):
            day = date(2024, 1, 1) + timedelta(days=first + dice.choice((0, 0, 1, 2)))
            told = sorted(dice.sample(range(A_STORY), A_REPORT))
            if dice.random() < WIRE:
                wire = wire or [base[at] for at in told]
                found.append((day, lang, wire))
            else:
                found.append((day, lang, [_reworded(base[at], story[at], lang, names, dice) for at in told]))
    found.sort(key=lambda one: one[0])
    for number, (day, lang, words) in enumerate(found[: count // A_REPORT]):
        yield from _told(number, day, lang, words, f"{words[0]}. {'. '.join(words)[:CONTEXT]}")


A_MONTH, A_STORY, A_REPORT = 28, 16, 10
"""Days; sentences of a story, and of one report of it."""
FRENCH, WIRE, OTHER_FIGURE = 0.6, 0.4, 0.1
"""Shares: of stories in French, of reports that print an agency's sentences, of sentences that others give another
figure."""
PAPERS, PAPERS_OF = (1, 2, 3, 5, 10, 30), (50, 20, 10, 10, 8, 2)
"""By how many papers a story is told, and how often in a hundred."""
ADDED = {
    "fr": ("", "", ", selon la mairie", ", d’après la préfecture", " lundi", ", a indiqué la direction"),
    "en": ("", "", ", according to the council", ", officials said", " on Monday", ", the company said"),
}


def _sentences() -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {"fr": {}, "en": {}}
    for file in sorted(one for name in CLAIMS for one in OWN.glob(name)):
        for record in records(file):
            for side in (record["one"], record["other"]) if "one" in record else (record,):
                sentences = re.split(r"(?<=[.!?]) +", side["text"])
                found[side["lang"]] |= dict.fromkeys(one.rstrip(".!? \xa0") for one in sentences if one.count(" ") > 3)
    return {lang: list(some) for lang, some in found.items()}


def _reworded(words: str, sentence: str, lang: str, names: Mapping[str, str], dice: random.Random) -> str:
    return (_renamed(sentence, names, dice) if dice.random() < OTHER_FIGURE else words) + dice.choice(ADDED[lang])


def _renamed(sentence: str, names: Mapping[str, str], dice: random.Random) -> str:
    """Return a sentence with the names of a story, each figure but years grown by its first digits: "40 000" too."""
    moved = re.sub(NAME, lambda name: names[name[0]], sentence)
    grown = dice.choice((1, 2, 3))
    return re.sub(
        r"(?<![\d.,-])(?<!\d[ \xa0\u202f])(?!(?:19|20)\d\d\b)\d+", lambda figure: str(int(figure[0]) * grown), moved
    )


NAME = r"(?:(?<=[a-zà-ÿ,] )|(?<=[a-z]’))[A-ZÉ][\w-]+(?! 20)"
"""A word with a capital that does not begin its sentence."""


def alike(count: int) -> Iterator[Stated]:
    """Yield made-up claims that are far more alike than a press, in the order of their publication.

    Eighty sentences serve for all of them; many name nobody, and stand word for word in thousands of articles.
    """
    dice = random.Random(SEED)  # noqa: S311  (the same claims each time)
    pools: dict[str, list[str]] = {"fr": [], "en": []}
    for record in records(PRESS):
        pools[record["lang"]] += re.split(r"[.!?] +|[.!?]$", record["text"])[:-1]
    places = [_names(dice) for _ in range(max(count // A_PLACE, 1))]
    for number in range(count // AN_ARTICLE):
        lang = "fr" if number % 5 < 3 else "en"
        names = dice.choice(places)
        words = [_moved(sentence, names, dice) for sentence in dice.sample(pools[lang], AN_ARTICLE)]
        day = date(2024, 1, 1) + timedelta(days=number * 700 * AN_ARTICLE // count)
        yield from _told(number, day, lang, words, " ".join(words))


def _told(number: int, day: date, lang: str, words: Sequence[str], context: str) -> Iterator[Stated]:
    """Yield the claims of one article."""
    count = len(words)
    paper = Paper(f"art-{number:06}", words[0], f"P{number % 40}", day, None, None, lang, count, count, 0)  # type: ignore[arg-type]
    for at, claim in enumerate(words):
        yield Stated(paper, f"clm-{at}", claim, context, "positive", None, None, "author", "author", at)


def _names(dice: random.Random) -> Mapping[str, str]:
    """Return a place: another name for each that it is asked for, always the same."""
    salt = dice.random()

    class Names(dict[str, str]):
        def __missing__(self, name: str) -> str:
            own = random.Random(f"{salt}{name}")  # noqa: S311
            self[name] = "".join(own.choice(SYLLABLES) for _ in range(3)).capitalize()
            return self[name]

    return Names()


SYLLABLES = "ba bel bran cal dor fon gar lis mar mont nor pel ral sau tour val ver vil".split()


def _moved(sentence: str, names: Mapping[str, str], dice: random.Random) -> str:
    """Return a sentence with the names of a place, and with one of three values for each figure but years."""
    moved = re.sub(NAME, lambda name: names[name[0]], sentence)
    grown = dice.choice((1, 2, 3))
    return re.sub(r"\b(?!20\d\d)\d+", lambda figure: str(int(figure[0]) * grown), moved)


def timed(claims: Sequence[Stated], keep: Path) -> dict[str, float]:
    """Return what the grouping of some claims takes, in seconds of processor time and MB."""
    marks = [process_time()]
    rows = vectors_of([claim.words for claim in claims], small_e5(), keep)
    marks.append(process_time())
    pairs = near_pairs(rows)
    marks.append(process_time())
    texts: dict[str, str] = {}
    text_of = {claim.paper.id: texts.setdefault(claim.context, claim.paper.id) for claim in claims}
    matters = group(claims, pairs, Teller(Topics(small_e5())), text_of)
    marks.append(process_time())
    vectors, near, grouped = (after - before for before, after in zip(marks, marks[1:], strict=False))
    return {
        "claims": len(claims),
        "articles": len(text_of),
        "wordings": len({claim.words for claim in claims}),
        "pairs": len(pairs),
        "matters": len(matters),
        "vectors_s": vectors,
        "near_s": near,
        "group_s": grouped,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--data", type=Path, help="JSON lines with the pairs")
    what.add_argument("--many", type=int, metavar="N", help="time the grouping of N made-up claims")
    parser.add_argument("--alike", action="store_true", help="make up claims that are far more alike than a press")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the vectors of --many here for the next time")
    parser.add_argument("--part", help="only pairs of this part")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--show", action="store_true", help="print the pairs that come out wrong")
    options = parser.parse_args(arguments)
    if options.many:
        with tempfile.TemporaryDirectory() as folder:
            claims = list((alike if options.alike else press)(options.many))
            report = timed(claims, options.keep or Path(folder))
        _print(report, is_json=options.json)
        return
    found = list(judged([pair for pair in records(options.data) if options.part in {None, pair["part"]}]))
    if options.show:
        for pair, tie in found:
            if tie != pair["tie"]:
                print(pair["id"], pair["tie"], "->", tie, "|", pair["one"]["text"], "|", pair["other"]["text"])
    _print(figures(found), is_json=options.json)


def _print(report: Mapping[str, float], *, is_json: bool) -> None:
    print(json.dumps(report, indent=1) if is_json else "\n".join(f"{k:<28}{v:12.3f}" for k, v in report.items()))


if __name__ == "__main__":
    main()
