"""Time a corpus run beside the bare pipeline, against itself with two workers, and against spaCy alone.

    bench/corpus.py [--data DIR] [--articles 60] [--rounds 3] [--many 6000] [--json]

The articles are made of the paragraphs of `examples/`, in an order and with figures of their own (a fixed seed), three
in French to two in English; or they are the files of DIR. Each round has articles of its own, and each figure is the
median of the rounds, which are shown behind it.

Processor time is what counts where it can: other people's work on the machine changes it little. Each article of a run
is worked by the bare loop and by spaCy just before it goes to the run's worker, so that all three have the same of the
machine at any time. All of them have loaded and read some articles before: loading is in no figure. Rates are on the
clock and hold on a quiet machine only; `load` gives its load average before and after.

overhead          processor time of a run with one worker, its own process and the worker together, less that of a loop
                  that reads and checks the same articles in one process and keeps nothing, over what the loop takes
cpu_ms            processor time of an article in such a run
bare_ms           and in the loop
parent_ms         and in the run's own process alone: what grows with the number of workers
vs_spacy          processor time of the loop over that of the stock spaCy pipelines on the same texts
kb_per_article    of Parquet on the disk
articles_per_s    of one worker
scaling           articles a second of two workers over those of one
memory_flat       peak memory of a run over `--many` articles of one sentence: in its last quarter over its second
worker_mb         peak resident memory of a worker
parent_mb         peak resident memory of the run's own process
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from statistics import median
from time import clock_gettime, monotonic, process_time
from typing import Self

from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running import Counts, Settings, run
from sourcier.app.corpus.running.records import Result
from sourcier.app.corpus.running.running import Engine
from sourcier.app.corpus.running.team import Team
from sourcier.app.corpus.running.worker import ONE_THREAD
from sourcier.core.dossier import Run
from sourcier.text.parsing import MODELS

EXAMPLES = Path(__file__).parents[1] / "examples"
SOURCES = {"fr": ("colonne.md", "tramway.md"), "en": ("wire-story.txt",)}
PARAGRAPHS = {"fr": 7, "en": 8}
"""Of an article: some 350 words."""
SEED = 7
WARM = 10
"""Articles that every process reads before anything is measured."""

BARE = """
import gc, sys
gc.set_threshold(100_000, 20, 10)
from sourcier.dossier import check
from sourcier.evidence.packs import open_packs
from sourcier.ingest import read
from sourcier.text.parsing import model_version
packs = open_packs()
model_version("fr"), model_version("en")
for line in sys.stdin:
    check(read(line.removesuffix("\\n")), packs)
    print(flush=True)
"""
STOCK = """
import sys, spacy
from pathlib import Path
models = {lang: spacy.load(name) for lang, name in zip(("en", "fr"), sys.argv[1:])}
for line in sys.stdin:
    path = Path(line.removesuffix("\\n"))
    models[path.name[:2]](path.read_text(encoding="utf-8"))
    print(flush=True)
"""
"""Programs that work the articles they are told of: the pipeline without a corpus, and spaCy alone."""


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


class Loop:
    """A Python program that works one article after the other, with one thread as a worker has."""

    def __init__(self, text: str, *arguments: str) -> None:
        line = [sys.executable, "-c", text, *arguments]
        self._process = subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **ONE_THREAD}
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def work(self, path: Path) -> None:
        """Have an article worked, and wait until it is."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):  # then it has ended, and says nothing
            self._process.stdin.write(f"{path}\n".encode())
            self._process.stdin.flush()
        if not self._process.stdout.readline():
            raise SystemExit(f"{self._process.args!r} ended at {path}: exit code {self._process.wait()}")

    @property
    def processor_s(self) -> float:
        """Seconds of processor time that it has taken until now."""
        return processor_s(self._process.pid)


class Beside:
    """A team, each article of which is worked by loops just before it goes to a worker."""

    def __init__(self, team: Team, *loops: Loop) -> None:
        self._team, self._loops = team, loops

    def start(self) -> Run:
        """Do as `Team.start`."""
        return self._team.start()

    def answers(self, items: Iterable[Item | Result | None]) -> Iterator[Result | None]:
        """Do as `Team.answers`."""
        return self._team.answers(self._worked(items))

    def _worked(self, items: Iterable[Item | Result | None]) -> Iterator[Item | Result | None]:
        for item in items:
            if isinstance(item, Item) and item.path is not None:
                for loop in self._loops:
                    loop.work(item.path)
            yield item


def processor_s(pid: int) -> float:
    """Return the seconds of processor time that all threads of a process have taken (Linux)."""
    return clock_gettime(~pid << 3 | 2)  # as clock_getcpuclockid(3) makes it


def corpus(files: Sequence[Path], engine: Engine) -> tuple[float, float]:
    """Run a corpus, and return its articles a second, from the first tenth on, and its bytes of Parquet an article."""
    seen: list[tuple[float, int]] = []
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "corpus"
        outcome = run(
            [str(file) for file in files],
            out,
            engine=engine,
            progress=lambda counts: seen.append((monotonic(), counts.worked)),
        )
        size = sum(file.stat().st_size for file in out.rglob("*.parquet"))
    if outcome.counts.errors:
        raise SystemExit(f"articles gave errors: {outcome.counts.errors}")
    first, worked = next(one for one in seen if one[1] >= len(files) // 10)
    return (len(files) - worked) / (seen[-1][0] - first), size / len(files)


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


def measure(files: Sequence[Path], rounds: int) -> list[dict[str, float]]:
    """Return the figures of speed of each round."""
    figures = []
    with ExitStack() as held:
        one, two = (held.enter_context(Team(Settings(), count=count)) for count in (1, 2))
        bare = held.enter_context(Loop(BARE))
        stock = held.enter_context(Loop(STOCK, MODELS["en"], MODELS["fr"]))
        beside = Beside(one, bare, stock)
        for engine in (beside, two):
            corpus(files[:: len(files) // WARM or 1], engine)
        for number in range(rounds):
            timed, clocked = files[2 * number :: 2 * rounds], files[2 * number + 1 :: 2 * rounds]
            before = _taken(one, bare, stock)
            _, size = corpus(timed, beside)
            own, worker, alone, spacy = (
                (now - then) / len(timed) * 1000 for now, then in zip(_taken(one, bare, stock), before, strict=True)
            )
            rate = corpus(clocked, one)[0]
            figures.append(
                {
                    "overhead": (own + worker) / alone - 1,
                    "cpu_ms": own + worker,
                    "bare_ms": alone,
                    "parent_ms": own,
                    "vs_spacy": alone / spacy,
                    "kb_per_article": size / 1000,
                    "articles_per_s": rate,
                    "scaling": corpus(clocked, two)[0] / rate,
                }
            )
    return figures


def _taken(team: Team, *loops: Loop) -> list[float]:
    """Return the processor time of this process, of a team's workers, and of loops, until now."""
    return [process_time(), sum(map(processor_s, team.pids)), *(loop.processor_s for loop in loops)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of fr-NAME.txt and en-NAME.txt")
    parser.add_argument("--articles", type=int, default=60, help="of each of the two halves of a round")
    parser.add_argument("--many", type=int, default=6_000, help="articles of one sentence that memory is measured on")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    given = parser.parse_args(arguments)
    before = os.getloadavg()[0]
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as scratch:
        if given.data is None:
            write_articles(Path(scratch), given.articles * given.rounds * 2)
        rounds = measure(sorted((given.data or Path(scratch)).iterdir()), given.rounds)
    each = {name: [round(one[name], 3) for one in rounds] for name in rounds[0]}
    found.update({name: median(values) for name, values in each.items()})
    if given.many:
        with tempfile.TemporaryDirectory() as scratch:
            write_sentences(Path(scratch), given.many)
            found.update(memory(Path(scratch)))
    found["load"] = [round(before, 1), round(os.getloadavg()[0], 1)]
    if given.json:
        print(json.dumps({**found, "rounds": each}))
        return
    for name, value in found.items():
        print(f"{name:<16} {value!s:<12} {' '.join(map(str, each.get(name, ())))}".rstrip())


if __name__ == "__main__":
    main()
