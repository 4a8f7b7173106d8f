"""What a million articles a day takes, with what goes wrong on the way: a simulation of the workers of a corpus run.

    tools/corpus_simulation.py [--check]

Each machine has its share of the inputs and a run of its own, as `Team` does it: a worker a core, an article at a time,
answers in the order of the inputs, the workers at most so far ahead of the first answer that is still out; a process
that dies costs its loading, and its article is tried once more while no other works; an article at its time limit costs
the limit and a process; a machine that fails loses half a part and comes back after a while. The time of an article is
drawn from a lognormal distribution. One seed, so the same figures each time.

`--check` compares design/corpus.md with the table that comes out.
"""

from __future__ import annotations

import argparse
import heapq
import math
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

PAGE = Path(__file__).parents[1] / "design" / "corpus.md"
SEED = 7
ARTICLES = 1_000_000
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class World:
    """What is taken as given; design/corpus.md says what was measured and what is assumed."""

    article_s: float = 0.5
    """Mean seconds of a core for an article."""
    spread: float = 0.6
    """Sigma of the logarithm of that time: of a hundred articles, the longest takes four times as long as most."""
    own_s: float = 0.005
    """Seconds of the run's own process for an article: order, index, tables. It has no core of its own."""
    start_s: float = 6.0
    """Of a worker process: models and packs."""
    hangs: float = 1e-5
    """Share of articles that reach their time limit."""
    limit_s: float = 300.0
    dies: float = 1e-5
    """Share of articles of which a process dies, each time."""
    fails: float = 1.0
    """Failures of a machine in thirty days."""
    away_s: float = 900.0
    """Until a machine that failed works again."""
    hush_s: float = 10.0
    """For which nobody begins an article before one is tried alone."""
    part: int = 1_000
    """Articles of a part: half of one is lost with a machine, on average."""
    ahead: int = 768
    """Articles a worker by which the workers are ahead of the first answer that is out, at most."""


@dataclass(slots=True)
class Spent:
    """Where a machine's time went."""

    wall_s: float = 0.0
    busy_s: float = 0.0
    """Core time in articles that gave an answer."""
    hung: int = 0
    died: int = 0
    failed: int = 0
    held_up_s: float = 0.0
    """Core time in which a worker waited because the first answer was too far behind."""


def simulate(world: World, articles: int, cores: int, seed: int = SEED) -> Spent:
    """Return what a machine spends on its share.

    Args:
        world: What is taken as given.
        articles: Its share.
        cores: Workers.
        seed: Of the chances.
    """
    dice = random.Random(seed)  # noqa: S311  (the same figures each time)
    mean = math.log(world.article_s) - world.spread**2 / 2
    machine = _Machine(world, cores)
    fails_at = _next_failure(world, dice, 0.0)
    while machine.answered < articles:
        now, worker = heapq.heappop(machine.free)
        if now >= fails_at:
            machine.fail(now)
            fails_at = _next_failure(world, dice, now)
            continue
        if machine.suspects and machine.suspects[0] <= now:
            heapq.heappush(machine.free, (now, worker))
            machine.try_alone(now, dice.lognormvariate(mean, world.spread))
            continue
        now = machine.wait_for_first(now)
        takes, chance = dice.lognormvariate(mean, world.spread) + world.own_s, dice.random()
        machine.work(worker, now, takes, hangs=chance < world.hangs, dies=chance > 1 - world.dies)
    machine.spent.wall_s = max(time for time, _ in machine.free)
    return machine.spent


class _Machine:
    """Workers by the time at which they are free."""

    def __init__(self, world: World, cores: int) -> None:
        self.world, self.cores = world, cores
        self.spent = Spent()
        self.free = [(world.start_s, worker) for worker in range(cores)]
        self.suspects: list[float] = []
        """When the processes died."""
        self.answered = 0
        self._out: deque[float] = deque()
        """Ends of the articles that have been begun, from the first one without an answer."""

    def work(self, worker: int, now: float, takes: float, *, hangs: bool, dies: bool) -> None:
        """Begin an article."""
        world = self.world
        loses = world.start_s if hangs or dies else 0.0
        end = now + (world.limit_s if hangs else takes)
        self.spent.hung += hangs
        self.spent.busy_s += 0 if hangs or dies else takes
        if dies:
            self.spent.died += 1
            heapq.heappush(self.suspects, end)
        else:
            self.answered += 1
        self._out.append(end)
        heapq.heappush(self.free, (end + loses, worker))

    def wait_for_first(self, now: float) -> float:
        """Return when another article may be begun: the first without an answer must not be too far behind."""
        while self._out and self._out[0] <= now:
            self._out.popleft()
        if len(self._out) < self.world.ahead * self.cores:
            return now
        then = self._out.popleft()
        self.spent.held_up_s += then - now
        return then

    def try_alone(self, now: float, takes: float) -> None:
        """Let everybody end who soon does, and have the article of a process that died tried by itself."""
        heapq.heappop(self.suspects)
        begins = min(max([now, *(time for time, _ in self.free)]), now + self.world.hush_s)
        self.answered += 1
        self.spent.busy_s += takes
        self.free = [(max(time, begins + takes), worker) for time, worker in self.free]
        heapq.heapify(self.free)

    def fail(self, now: float) -> None:
        """Lose half a part, and begin again with new processes."""
        world = self.world
        self.spent.failed += 1
        self.answered = max(self.answered - world.part // 2, 0)
        self.spent.busy_s -= world.part / 2 * world.article_s
        self._out.clear()
        self.free = [(now + world.away_s + world.start_s, worker) for worker in range(self.cores)]


def _next_failure(world: World, dice: random.Random, now: float) -> float:
    return now + dice.expovariate(world.fails / (30 * DAY_S)) if world.fails else math.inf


WORSE = World(hangs=1e-4, dies=1e-4, fails=30.0)
WORLDS = {
    "as assumed": World(),
    "ten times worse; a failure a day": WORSE,
    "the same; 256 ahead": replace(WORSE, ahead=256),
    "the same; as long a hush as it takes": replace(WORSE, hush_s=math.inf),
}
FLEETS = ((1, 8), (1, 16))
"""Machines, and cores of each."""


def table(articles: int) -> str:
    """Return the table of the page, in Markdown."""
    lines = [
        "| what goes wrong | machines × cores | hours for 10⁶ | a day | of ideal | hung | died | machines failed |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, world in WORLDS.items():
        for machines, cores in FLEETS:
            shares = [simulate(world, articles // machines, cores, SEED + number) for number in range(machines)]
            wall = max(one.wall_s for one in shares)
            ideal = articles * (world.article_s + world.own_s) / (machines * cores)
            hung, died, failed = (sum(getattr(one, what) for one in shares) for what in ("hung", "died", "failed"))
            lines.append(
                f"| {name} | {machines} × {cores} | {wall / 3600:.1f} | {_number(articles / wall * DAY_S)} "
                f"| {ideal / wall:.1%} | {hung} | {died} | {failed} |"
            )
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, or compare the page with it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="say whether design/corpus.md has this table")
    given = parser.parse_args(arguments)
    found = table(ARTICLES)
    if not given.check:
        print(found)
    elif found not in PAGE.read_text(encoding="utf-8"):
        raise SystemExit(f"{PAGE} has another table; this is the one that comes out:\n{found}")


if __name__ == "__main__":
    main()
