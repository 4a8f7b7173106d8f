"""What bench/corpus.py measures with: its articles, and the programs beside a run."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from corpus.running.inline import write
from corpus.running.moody import PROGRAM
from sourcier.app.corpus.running import Settings
from sourcier.app.corpus.running.team import Team

PATH = Path(__file__).parents[3] / "bench" / "corpus.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("corpus_bench", PATH)  # by its path: tests/corpus has its name
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_articles_are_the_same_each_time_and_no_two_alike(bench):
    made = list(bench.articles(50))
    assert made == list(bench.articles(50))
    assert len({text for _, text in made}) == 50
    assert [lang for lang, _ in made].count("fr") == 30
    assert 200 < sum(len(text.split()) for _, text in made) / 50 < 450


_BUSY = """
import sys, time
for line in sys.stdin:
    until = time.process_time() + 0.3
    while time.process_time() < until: pass
    print(flush=True)
"""


def test_loop_tells_the_processor_time_of_what_it_works(bench):
    with bench.Loop(_BUSY) as loop:
        loop.work(Path("a"))
        before = loop.processor_s
        loop.work(Path("b"))
        assert 0.3 <= loop.processor_s - before < 0.6
    with bench.Loop("raise SystemExit(3)") as loop, pytest.raises(SystemExit, match="exit code 3"):
        loop.work(Path("a"))


class _Noting:
    def __init__(self):
        self.worked = []

    def work(self, path):
        self.worked.append(path.name)


def test_each_article_is_worked_by_the_loops_beside_and_a_team_serves_one_run_after_the_other(bench, tmp_path):
    folder = write(tmp_path / "in", **{name: f"takes 0.05 {name}" for name in "abcdefghijkl"})
    files, loop = sorted(folder.iterdir()), _Noting()
    with Team(Settings(), count=1, program=PROGRAM) as team:
        for half in (files[::2], files[1::2]):
            rate, size = bench.corpus(half, bench.Beside(team, loop))
            assert 0 < rate < 20  # each takes a twentieth of a second
            assert size > 1000
        assert len(team.pids) == 1
    assert loop.worked == [file.name for file in (*files[::2], *files[1::2])]
