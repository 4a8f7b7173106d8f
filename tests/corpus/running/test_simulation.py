"""The simulation behind design/corpus.md keeps its own books, and the page has what comes out of it."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def simulation():
    spec = importlib.util.spec_from_file_location("corpus_simulation", ROOT / "tools" / "corpus_simulation.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def calm(simulation):
    return simulation.World(hangs=0, dies=0, fails=0)


def test_where_nothing_goes_wrong_every_core_is_busy(simulation, calm):
    spent = simulation.simulate(calm, 20_000, 8)
    assert (spent.hung, spent.died, spent.failed, spent.held_up_s) == (0, 0, 0, 0)
    assert spent.busy_s == pytest.approx(20_000 * (calm.article_s + calm.own_s), rel=0.02)
    assert spent.wall_s == pytest.approx(calm.start_s + spent.busy_s / 8, rel=0.001)


def test_twice_the_cores_take_half_the_time(simulation, calm):
    once, twice = (simulation.simulate(calm, 20_000, cores).wall_s for cores in (8, 16))
    assert once / twice == pytest.approx(2, rel=0.01)


def test_article_that_hangs_holds_up_nobody_within_the_window(simulation, calm):
    hangs = replace(calm, hangs=1e-4)
    assert simulation.simulate(hangs, 20_000, 8).held_up_s == 0
    assert simulation.simulate(replace(hangs, ahead=64), 20_000, 8).held_up_s > 0


@pytest.mark.parametrize("what", ["hangs", "dies"])
def test_what_goes_wrong_costs_time(simulation, calm, what):
    assert (
        simulation.simulate(replace(calm, **{what: 1e-3}), 20_000, 8).wall_s
        > simulation.simulate(calm, 20_000, 8).wall_s
    )


def test_machine_that_fails_loses_half_a_part_and_the_time_it_is_away(simulation, calm):
    calm_s = simulation.simulate(calm, 60_000, 8).wall_s
    spent = simulation.simulate(replace(calm, fails=1000), 60_000, 8)
    assert spent.failed > 0
    lost_s = spent.failed * (calm.away_s + calm.part / 2 * calm.article_s / 8)
    assert spent.wall_s - calm_s == pytest.approx(lost_s, rel=0.1)


@pytest.mark.slow
def test_page_has_the_table_that_comes_out(simulation):
    assert simulation.table(simulation.ARTICLES) in simulation.PAGE.read_text(encoding="utf-8")
