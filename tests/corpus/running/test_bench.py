"""The articles that bench/corpus.py makes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

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


def test_program_tells_its_processor_time(bench):
    busy = "import time\nwhile time.process_time() < 0.5: pass"
    assert 0.4 < bench.Program(busy).processor_s() < 2
    with pytest.raises(SystemExit):
        bench.Program("raise SystemExit(3)").processor_s()
