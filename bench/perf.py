"""Time the reading, the assessment and the command, on the articles of a folder.

    bench/perf.py --data DIR [--json] [--rounds 5]

DIR as for bench/claims.py. What comes out, each the median over the rounds:

reading_vs_spacy    processor time of our whole reading (sentences, mentions, quantities, times, quotes, claims
                    with their worth, relations, persuasion, with spaCy's own work) over that of the stock spaCy
                    pipeline alone on the same texts, by turns
ms_per_claim        milliseconds to assess one claim against the starter pack, warm
cold_vs_spacy       processor time of `sourcier check` in a new process, on an article of 1 000 words made of the
                    folder's texts, over that of a process that only loads the stock spaCy pipeline and reads the same
cold_start_s        seconds of that `sourcier check`: what the budget speaks of, on a machine as fast as it was set on
help_s              seconds of `sourcier --help`
rss_mb              peak resident memory of that `sourcier check`
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

import spacy
from spacy.language import Language

from claims import inputs
from sourcier.assessment import assess
from sourcier.claims import find_claims
from sourcier.claims.relations import find_relations
from sourcier.core.article import Article, Lang
from sourcier.evidence.packs import open_packs
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.parsing import MODELS
from sourcier.text.reading import read_text
from sourcier.text.rhetoric import find_persuasion

WORDS = 1_000
"""Of the article that the command is timed on."""

OURS = "from sourcier.app.cli import main; main()"
STOCK = "import sys, spacy; spacy.load(sys.argv[1])(open(sys.argv[2], encoding='utf-8').read())"
"""A process of each: the command, and nothing but spaCy."""


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that some work takes: other people's work does not count."""
    start = process_time()
    work()
    return process_time() - start


def read_all(article: Article, gazetteer: Gazetteer) -> None:
    """Read everything in an article that a dossier has of it, assessments apart."""
    draft = read_text(article, gazetteer)
    claims, _ = find_claims(draft)
    find_relations(draft, claims)
    find_persuasion(draft)


def reading_vs_spacy(articles: Sequence[Article], gazetteer: Gazetteer, rounds: int) -> float:
    """Return how many times longer our reading takes than the stock pipeline, by turns on each article."""
    stock: dict[Lang, Language] = {lang: spacy.load(MODELS[lang]) for lang in {item.lang for item in articles}}

    def one(article: Article) -> tuple[float, float]:
        spacy_s = timed(lambda: stock[article.lang](article.text))
        return timed(lambda: read_all(article, gazetteer)), spacy_s

    for article in articles[:4]:  # warm both: caches, compiled word lists
        one(article)
    ratios = []
    for _ in range(rounds):
        pairs = [one(article) for article in articles]
        ratios.append(sum(ours for ours, _ in pairs) / sum(theirs for _, theirs in pairs))
    return median(ratios)


def ms_per_claim(articles: Sequence[Article], gazetteer: Gazetteer, rounds: int) -> float:
    """Return the milliseconds that one claim's assessment takes once the tables are loaded."""
    packs = open_packs("starter")
    drafts = [read_text(article, gazetteer) for article in articles]
    read = [(draft, find_claims(draft)[0]) for draft in drafts]
    count = sum(len(claims) for _, claims in read)
    if count == 0:
        raise SystemExit("no claim in these articles")

    def all_of_them() -> None:
        for draft, claims in read:
            assess(draft, claims, packs)

    all_of_them()
    return median(timed(all_of_them) for _ in range(rounds)) / count * 1000


class Run(NamedTuple):
    """What a process took: seconds on the clock and of processor time, and its peak memory in MB."""

    seconds: float
    processor_s: float
    memory_mb: float


def run(program: str, *arguments: str) -> Run:
    """Run a Python program in a new process."""
    start = perf_counter()
    line = [sys.executable, "-c", program, *arguments]
    # Where Python is kept from writing what it compiles, each start would compile all of our modules anew.
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=settings) as process:
        complaint = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - start
    if process.returncode not in {0, 1}:  # 1 is "finished with issues"
        raise SystemExit(f"{program} {' '.join(arguments)}: exit code {process.returncode}\n{complaint.decode()}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def cold(lang: Lang, text: str, rounds: int) -> dict[str, float]:
    """Return what the command costs in a new process, by turns with the stock pipeline in one."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "long.txt"
        path.write_text(text, encoding="utf-8")
        pairs = [(run(OURS, "check", str(path)), run(STOCK, MODELS[lang], str(path))) for _ in range(rounds)]
    return {
        "cold_vs_spacy": round(median(ours.processor_s / stock.processor_s for ours, stock in pairs), 3),
        "cold_start_s": round(median(ours.seconds for ours, _ in pairs), 2),
        "rss_mb": round(max(ours.memory_mb for ours, _ in pairs), 1),
    }


def long_article(articles: Sequence[Article]) -> tuple[Lang, str]:
    """Return some 1 000 words in one language, and which: articles one after the other, cut at a paragraph."""
    lang = articles[0].lang
    paragraphs: list[str] = []
    for article in articles:
        if article.lang == lang:
            paragraphs += [part for part in article.text.split("\n\n") if part.strip()]
    kept, words = [], 0
    while words < WORDS:
        for paragraph in paragraphs:
            kept.append(paragraph)
            words += len(paragraph.split())
            if words >= WORDS:
                break
    return lang, "\n\n".join(kept)


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """Return every figure for the articles of a folder."""
    articles = [item.article() for item in inputs(folder)]
    if not articles:
        raise SystemExit(f"{folder}: no .txt file")
    gazetteer = Gazetteer.of(open_packs("starter").entities)
    return {
        "reading_vs_spacy": round(reading_vs_spacy(articles, gazetteer, rounds), 3),
        "ms_per_claim": round(ms_per_claim(articles, gazetteer, rounds), 2),
        "help_s": round(median(run(OURS, "--help").seconds for _ in range(5)), 3),
        **cold(*long_article(articles), rounds=3),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of NAME.txt")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the reading and the assessment")
    options = parser.parse_args(arguments)
    found = measure(options.data, options.rounds)
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:<18}{value:>10}")


if __name__ == "__main__":
    main()
