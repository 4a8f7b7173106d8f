"""Time a corpus run against the bare pipeline, against itself with two workers, and against spaCy alone.

    bench/corpus.py [--data DIR] [--articles 120] [--rounds 3] [--many 6000] [--json]

The articles are made of the paragraphs of `examples/`, in an order and with figures of their own (a fixed seed), three
in French to two in English; or they are the files of DIR. Rounds go by turns, and each figure is the median of them.
Processor time is that of all processes of a run, so that other people's work on the machine counts little; rates are
on the clock, and hold on a quiet machine only: `load` gives its load average before and after.

articles_per_s    of one worker, once it is warm
cpu_ms            processor time of an article in such a run, loading apart
scaling           articles a second of two workers over those of one
overhead          processor time of a run with one worker less that of a loop that reads and checks the same articles in
                  one process and keeps nothing, over what the loop takes, loading apart; both run at the same time, so
                  that each has the same of the machine
vs_spacy          processor time of that loop over that of the stock spaCy pipelines on the same texts
parent_ms         processor time of the run's own process for an article: what grows with the number of workers
memory_flat       peak memory of a run over `--many` articles of one sentence: in its last quarter over its second
worker_mb         peak resident memory of a worker
parent_mb         peak resident memory of the run's own process
kb_per_article    of Parquet on the disk
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import monotonic
from typing import NamedTuple

from sourcier.app.corpus.running import Counts, Settings, run
from sourcier.app.corpus.running.team import Team
from sourcier.app.corpus.running.worker import ONE_THREAD
from sourcier.text.parsing import MODELS

EXAMPLES = Path(__file__).parents[1] / "examples"
SOURCES = {"fr": ("colonne.md", "tramway.md"), "en": ("wire-story.txt",)}
PARAGRAPHS = {"fr": 7, "en": 8}
"""Of an article: some 350 words."""
SEED = 7

BARE = """
import gc, sys
gc.set_threshold(100_000, 20, 10)
from pathlib import Path
from sourcier.dossier import check
from sourcier.evidence.packs import open_packs
from sourcier.ingest import read
from sourcier.text.parsing import model_version
packs = open_packs()
model_version("fr"), model_version("en")
for path in sorted(Path(sys.argv[1]).iterdir()):
    check(read(path), packs)
"""
STOCK = """
import sys, spacy
from pathlib import Path
models = {lang: spacy.load(name) for lang, name in zip(("en", "fr"), sys.argv[2:])}
for path in sorted(Path(sys.argv[1]).iterdir()):
    models[path.name[:2]](path.read_text(encoding="utf-8"))
"""
NOTHING = STOCK.replace("sorted(Path(sys.argv[1]).iterdir())", "()")
"""Programs of one process each: the pipeline without a corpus, and spaCy alone; the last one only loads it."""


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Yield language and text of made-up articles."""
    dice = random.Random(SEED)  # noqa: S311  (the same articles each time)
    pools = {
        lang: [part for name in names for part in (EXAMPLES / name).read_text(encoding="utf-8").split("\n\n") if part]
        for lang, names in SOURCES.items()
    }
    for number in range(count):
        lang = "fr" if number % 5 < 3 else "en"
        chosen = dice.sample(pools[lang], PARAGRAPHS[lang])
        yield lang, re.sub(r"\b[2-9]\b", lambda _: str(dice.randint(2, 9)), "\n\n".join(chosen))


def write_articles(folder: Path, count: int) -> None:
    """Write made-up articles, named by language and number."""
    for number, (lang, text) in enumerate(articles(count)):
        (folder / f"{lang}-{number:05}.txt").write_text(text, encoding="utf-8")


def write_sentences(folder: Path, count: int) -> None:
    """Write articles of one sentence each, no two alike."""
    for number in range(count):
        text = f"En 2023, la commune de Villeneuve-{number} comptait {number + 1000} habitants, selon la mairie."
        (folder / f"fr-{number:05}.txt").write_text(text, encoding="utf-8")


class Program:
    """A Python program that runs, with one thread as a worker has."""

    def __init__(self, text: str, *arguments: str) -> None:
        line = [sys.executable, "-c", text, *arguments]
        self._process = subprocess.Popen(line, stdout=subprocess.DEVNULL, env={**os.environ, **ONE_THREAD})

    def processor_s(self) -> float:
        """Return the seconds of processor time that it has taken, once it has ended."""
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        if self._process.returncode:
            raise SystemExit(f"{self._process.args!r}: exit code {self._process.returncode}")
        return usage.ru_utime + usage.ru_stime


class Timed(NamedTuple):
    """What a run took."""

    rate: float
    """Articles a second, from the first tenth on."""
    own_s: float
    """Processor time of the run's own process."""
    all_s: float
    """And of its workers."""
    kb: float
    """Of Parquet an article."""


def corpus(folder: Path, workers: int) -> Timed:
    """Run a corpus, and return what it took."""
    count = sum(1 for _ in folder.iterdir())
    seen: list[tuple[float, int]] = []
    with tempfile.TemporaryDirectory() as scratch:
        before = _processor_s()
        with Team(Settings(), count=workers) as team:
            out = Path(scratch) / "corpus"
            outcome = run(
                [str(folder)], out, engine=team, progress=lambda counts: seen.append((monotonic(), counts.worked))
            )
        own, children = (now - then for now, then in zip(_processor_s(), before, strict=True))
        size = sum(file.stat().st_size for file in out.rglob("*.parquet"))
    if outcome.counts.errors:
        raise SystemExit(f"articles gave errors: {outcome.counts.errors}")
    first, worked = next(one for one in seen if one[1] >= count // 10)
    return Timed((count - worked) / (seen[-1][0] - first), own, own + children, size / count / 1000)


def _processor_s() -> tuple[float, float]:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime, children.ru_utime + children.ru_stime


def memory(folder: Path) -> dict[str, float]:
    """Return the memory that a run takes, and whether it grows."""
    count = sum(1 for _ in folder.iterdir())
    quarters: list[list[float]] = [[], [], [], []]
    peak = {"worker": 0.0, "parent": 0.0}
    with tempfile.TemporaryDirectory() as scratch, Team(Settings(), count=2) as team:
        last = [0.0]

        def look(counts: Counts) -> None:
            if monotonic() - last[0] < 0.1:
                return
            last[0] = monotonic()
            own, theirs = _resident_mb(os.getpid()), [_resident_mb(pid) for pid in team.pids]
            quarters[min(4 * counts.worked // count, 3)].append(own + sum(theirs))
            peak["parent"], peak["worker"] = max(peak["parent"], own), max(peak["worker"], *theirs)

        run([str(folder)], Path(scratch) / "corpus", engine=team, progress=look)
    return {
        "memory_flat": round(max(quarters[3]) / max(quarters[1]), 3),
        "worker_mb": round(peak["worker"]),
        "parent_mb": round(peak["parent"]),
    }


def _resident_mb(pid: int) -> float:
    """Return the memory that a process has now (Linux); 0 for one that is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """Return the figures of speed for the articles of a folder."""
    count = sum(1 for _ in folder.iterdir())
    figures: list[dict[str, float]] = []
    models = [MODELS["en"], MODELS["fr"]]
    for _ in range(rounds):
        beside = Program(BARE, str(folder))
        one = corpus(folder, 1)
        bare = beside.processor_s()
        alone, two = corpus(folder, 1), corpus(folder, 2)
        start = Program(BARE, tempfile.mkdtemp()).processor_s()
        loading = Program(NOTHING, str(folder), *models).processor_s()
        stock = Program(STOCK, str(folder), *models).processor_s() - loading
        figures.append(
            {
                "articles_per_s": alone.rate,
                "cpu_ms": (alone.all_s - start) / count * 1000,
                "scaling": two.rate / alone.rate,
                "overhead": (one.all_s - bare) / (bare - start),
                "vs_spacy": (bare - start) / stock,
                "parent_ms": alone.own_s / count * 1000,
                "kb_per_article": alone.kb,
            }
        )
    return {name: round(median(one[name] for one in figures), 3) for name in figures[0]}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of fr-NAME.txt and en-NAME.txt")
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--many", type=int, default=6_000, help="articles of one sentence that memory is measured on")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    given = parser.parse_args(arguments)
    before = os.getloadavg()[0]
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as scratch:
        if given.data is None:
            write_articles(Path(scratch), given.articles)
        found.update(measure(given.data or Path(scratch), given.rounds))
    if given.many:
        with tempfile.TemporaryDirectory() as scratch:
            write_sentences(Path(scratch), given.many)
            found.update(memory(Path(scratch)))
    found["load"] = [round(before, 1), round(os.getloadavg()[0], 1)]
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name:<16} {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
