"""Worker processes on this machine: an article at a time each, answers in the order of the inputs.

A process that dies, or that is killed because an article takes too long, costs that article and nothing else.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from time import monotonic
from types import TracebackType
from typing import Self

from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running.errors import CorpusChanged, NoWorker, TimedOut, WorkerLost
from sourcier.app.corpus.running.processes import PROGRAM, Order, Worker
from sourcier.app.corpus.running.records import Result, Settings
from sourcier.app.corpus.running.worker import unpacked
from sourcier.app.corpus.running.working import without_answer
from sourcier.core.dossier import Run
from sourcier.core.errors import SourcierError

LIMIT_S = 300.0
"""What an article may take, unless another limit is given."""

_BEAT_S = 0.25
"""The longest that whoever waits for an answer hears nothing."""
AHEAD = 768
"""Articles a worker, on average, by which work may run ahead of the first answer that is still out: while one article
takes its 300 seconds, a worker is done with six hundred others of half a second. Their answers wait in memory, packed,
some 12 kB each."""
_HUSH_S = 10.0
"""For which nobody begins anything before a suspect is tried: whoever is not done by then may be at it for minutes."""
_START_S = 600.0
_STILLBORN = 3
"""Processes in a row that end before they are ready: then none ever will."""


class Team:
    """The worker processes of a run."""

    def __init__(
        self, settings: Settings, *, count: int, limit_s: float = LIMIT_S, program: Sequence[str] = PROGRAM
    ) -> None:
        """Start nothing yet.

        Args:
            settings: How articles are read and checked.
            count: Processes at most; no more are started than there is work for.
            limit_s: Seconds that an article may take before its process is killed.
            program: What a process runs, for Python; the number of its end of the connection is added.
        """
        self._settings, self._count, self._limit_s, self._program = settings, count, limit_s, program
        self._workers: list[Worker] = []
        self._back: deque[Order] = deque()
        """Handed back by a process that died, through no fault of theirs."""
        self._suspects: deque[Order] = deque()
        """A process died of them; each is tried once more while no other works."""
        self._finished: dict[int, bytes | Result] = {}
        self._taken = self._given = 0
        """Numbers of the next input to take, and of the next answer to give."""
        self._stillborn = 0
        self._hushed: float | None = None
        """Since when nobody is given anything, so that a suspect can be tried alone."""
        self._run: Run | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.connection.close()  # all at once: each then ends by itself
        for worker in self._workers:
            worker.end(now=bool(worker.hands))
        self._workers.clear()

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes at work."""
        return tuple(worker.process.pid for worker in self._workers)

    def start(self) -> Run:
        """Start the first process and return the run's identity, as it has opened packs, library and models.

        Raises:
            SourcierError: Packs or library do not open.
            NoWorker: The process dies before it is ready.
        """
        while self._run is None:
            if not self._workers:
                self._workers.append(Worker.start(self._settings, self._program))
            self._listen(_BEAT_S)
        return self._run

    def answers(self, items: Iterable[Item | Result | None]) -> Iterator[Result | None]:
        """Yield what becomes of inputs, in their order; None every now and then, while nothing comes.

        Args:
            items: Inputs; results that need no work, which keep their place; None for "nothing yet".
        """
        stream: Iterator[Item | Result | None] | None = iter(items)
        while True:
            while stream is not None and self._has_room():
                try:
                    item = next(stream)
                except StopIteration:
                    stream = None
                    break
                if item is None:
                    break
                self._take(item)
            self._deal()
            was = self._given
            while self._given in self._finished:
                self._given += 1
                yield _whole(self._finished.pop(self._given - 1))
            if stream is None and self._given == self._taken:
                return
            if self._given == was:
                yield None
            self._listen(0 if stream is not None and self._has_room() else _BEAT_S)

    def _has_room(self) -> bool:
        """Say whether another input may be taken: somebody can begin it soon, and it is not too far ahead."""
        if self._suspects or self._back or self._taken - self._given >= AHEAD * self._count:
            return False
        return self._has_hand()

    def _take(self, item: Item | Result) -> None:
        if isinstance(item, Result):
            self._finished[self._taken] = item
        else:
            self._back.append(Order(self._taken, item))
        self._taken += 1
        self._deal()

    def _deal(self) -> None:
        """Give out what waits: what is under suspicion while nobody works, anything else to whoever has least."""
        busy = [worker for worker in self._workers if worker.hands]
        if any(order.deaths for worker in busy for order in worker.hands):
            return
        if self._suspects:
            self._hushed = self._hushed or monotonic()
            is_over = monotonic() - self._hushed > _HUSH_S and len(busy) < self._count
            if is_over or not busy:
                self._hushed = None
                self._give(self._suspects.popleft())
            return
        while self._back and self._has_hand():
            self._give(self._back.popleft())

    def _has_hand(self) -> bool:
        return len(self._workers) < self._count or any(one.has_room for one in self._workers)

    def _give(self, order: Order) -> None:
        free = (one for one in self._workers if one.has_room)
        worker = min(free, key=lambda one: len(one.hands), default=None)
        if worker is None or (worker.hands and len(self._workers) < self._count):
            worker = Worker.start(self._settings, self._program)
            self._workers.append(worker)
        if not worker.hands and worker.is_ready:
            worker.since = monotonic()
        worker.hands.append(order)
        with suppress(OSError):  # that it has died is seen when it is listened to
            worker.connection.send(order.item)

    def _listen(self, timeout_s: float) -> None:
        """Take in what workers say, for a moment; see who has died and who takes too long."""
        ready = wait([worker.connection for worker in self._workers], timeout_s)
        for worker in [one for one in self._workers if one.connection in ready]:
            try:
                message = worker.connection.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if worker.is_ready:
                self._hear(worker, message)
            else:
                self._welcome(worker, pickle.loads(message))  # noqa: S301  (our own process)
        now = monotonic()
        for worker in list(self._workers):
            if not worker.connection.poll():
                self._hurry(worker, now)

    def _hear(self, worker: Worker, message: bytes) -> None:
        self._finished[worker.hands.popleft().number] = message
        worker.since = monotonic()
        worker.answered += 1
        if worker.is_over and not worker.hands:
            self._workers.remove(worker)
            worker.end()

    def _welcome(self, worker: Worker, said: Run | SourcierError) -> None:
        if isinstance(said, SourcierError):
            raise said
        if self._run is not None and said != self._run:
            raise CorpusChanged(
                "packs, library or models have changed since the run began, and articles checked before and after "
                "cannot stand in one corpus; run the command again with another --out"
            )
        self._run, self._stillborn = said, 0
        worker.is_ready, worker.since = True, monotonic()

    def _bury(self, worker: Worker) -> None:
        """Do without a process that has died, and see to what it had in hand."""
        self._workers.remove(worker)
        worker.end(now=True)
        if not worker.is_ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise NoWorker(
                    f"worker processes end before they are ready ({worker.last_words}); they need about 1 GB of memory "
                    f"each: try --workers 1, and `sourcier check` on one article to see what is wrong",
                    count=self._stillborn,
                )
        elif worker.hands:
            order = worker.hands.popleft()
            order.deaths += 1
            if order.deaths == 1:
                self._suspects.append(order)
            else:
                said = f"the process that read it ended ({worker.last_words}), and again when it was tried alone"
                self._finished[order.number] = without_answer(order.item, WorkerLost(said))
        self._back.extendleft(reversed(worker.hands))

    def _hurry(self, worker: Worker, now: float) -> None:
        """Kill a process that takes too long."""
        if not worker.is_ready and now - worker.since > _START_S:
            worker.process.kill()  # it is buried when its connection closes
        if worker.is_ready and worker.hands and now - worker.since > self._limit_s:
            self._workers.remove(worker)
            worker.end(now=True)
            order = worker.hands.popleft()
            said = f"it took longer than {self._limit_s:g} s; give more with --timeout and --retry"
            self._finished[order.number] = without_answer(order.item, TimedOut(said))
            self._back.extendleft(reversed(worker.hands))


def _whole(answer: bytes | Result) -> Result:
    result = unpacked(answer) if isinstance(answer, bytes) else answer
    if isinstance(result, SourcierError):
        raise result
    assert isinstance(result, Result)
    return result
