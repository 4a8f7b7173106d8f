"""The inputs of a run on their way through one dataset of Ray Data: what is out is bounded, the order stays."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeAlias

from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running.errors import RayFailed
from sourcier.app.corpus.running.lots import Actor, Shelf, as_answers, as_lot, numbers
from sourcier.app.corpus.running.records import Result
from sourcier.app.corpus.running.team import AHEAD
from sourcier.core.errors import SourcierError

_AHEAD_BYTES = 16_000_000
"""Of the lots that are out, an actor: they lie in the memory of the driver's machine until they are answered."""
_LOT = (4, 32)
"""Articles of the first lots and of the later ones: Ray Data spends 8 ms of the driver's time on a lot, and keeps 5 kB
of notes on it to the end of the run; but of a few dozen articles every actor should have some."""
_ROUNDS = 8
"""Lots an actor that should come of what has been taken so far: as they get more, lots get longer."""
_LOT_BYTES = 1_000_000
_PARTING_S = 10.0
"""For a dataset that has nothing more to do to let its actors go."""

Heard: TypeAlias = SimpleQueue[list[Result] | BaseException]


class Flow:
    """One dataset, fed by the driver for as long as the run goes on."""

    def __init__(self, ray: Any, arguments: tuple[Any, ...], *, count: int) -> None:
        """Start nothing yet.

        Args:
            ray: The module, connected.
            arguments: Of each actor, after the shelf.
            count: Actors.
        """
        self._ray, self._arguments, self._count = ray, arguments, count
        self._lot: list[Item] = []
        self._lot_bytes = 0
        self._places: deque[Result | None] = deque()
        """What is to be given, in order; None for an answer that is still out."""
        self._came: deque[Result] = deque()
        self._out: deque[int] = deque()
        """Bytes of the lots that are out."""
        self._bytes_out = 0
        self._laid = self._taken = 0
        self._heard: Heard = SimpleQueue()
        self._ended: BaseException | None = None
        """Why the dataset gives nothing more."""
        self._shelf: Any = None
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread is None:
            return
        if kind is None and not self._places:
            self._thread.join(_PARTING_S)
        self._ray.kill(self._shelf)
        self._thread.join(_PARTING_S)

    @property
    def has_room(self) -> bool:
        """Whether another input may be taken."""
        within = self._bytes_out + self._lot_bytes < _AHEAD_BYTES * self._count
        return within and len(self._places) < AHEAD * self._count

    @property
    def is_empty(self) -> bool:
        """Whether everything that was taken has been given."""
        return not self._places

    def take(self, one: Item | Result) -> None:
        """Take in an input, whose file has been read, or a result that needs no work and keeps its place."""
        self._taken += 1
        if isinstance(one, Result):
            self._places.append(one)
            return
        self._places.append(None)
        self._lot.append(one)
        self._lot_bytes += len(one.body or b"")
        first, later = _LOT
        long_enough = min(max(self._taken // (_ROUNDS * self._count), first), later)
        if len(self._lot) >= long_enough or self._lot_bytes >= _LOT_BYTES:
            self.send()

    def send(self) -> None:
        """Send what has been taken, though more would go into the lot."""
        if not self._lot:
            return
        lot = as_lot(self._lot)
        self._begin()
        self._shelf.lay.remote(self._laid, lot)
        self._out.append(len(lot))
        self._bytes_out += len(lot)
        self._laid += 1
        self._lot, self._lot_bytes = [], 0

    def close(self) -> None:
        """Send the last lot: nothing more is taken."""
        self.send()
        if self._laid:
            self._shelf.close.remote(self._laid)

    def _begin(self) -> None:
        """Start shelf, dataset and actors with the first lot: a run that has nothing to do needs none."""
        if self._shelf is not None:
            return
        here = self._ray.get_runtime_context().get_node_id()
        beside = {"num_cpus": 0, "label_selector": {"ray.io/node-id": here}}  # they die with the driver alone
        self._shelf = self._ray.remote(Shelf).options(**beside, max_concurrency=1_000).remote()
        data = self._ray.data
        dataset = data.from_items([0]).map_batches(numbers, fn_kwargs={"shelf": self._shelf}, batch_size=1, **beside)
        dataset = dataset.map_batches(
            Actor,
            fn_constructor_args=(self._shelf, *self._arguments),
            batch_size=1,
            num_cpus=1,
            compute=data.ActorPoolStrategy(size=self._count),
        )
        self._thread = Thread(target=_listen, args=(dataset, self._heard), name="ray", daemon=True)
        self._thread.start()

    def listen(self, timeout_s: float) -> None:
        """Take in what has come, or what comes within a time. Raises what ended the dataset too early."""
        with suppress(Empty):
            self._hear(self._heard.get(timeout=timeout_s) if timeout_s else self._heard.get_nowait())
            while True:
                self._hear(self._heard.get_nowait())
        if self._ended is not None and self._out:
            raise self._ended

    def _hear(self, answers: list[Result] | BaseException) -> None:
        if isinstance(answers, BaseException):
            self._ended = answers
            return
        self._came.extend(answers)
        self._shelf.drop.remote(self._laid - len(self._out))
        self._bytes_out -= self._out.popleft()

    def give(self) -> Iterator[Result]:
        """Yield what has its turn."""
        while self._places and (self._places[0] is not None or self._came):
            yield self._places.popleft() or self._came.popleft()


def _listen(dataset: Any, heard: Heard) -> None:
    """Have a dataset worked, and pass on the answers to each lot as they come."""
    try:
        for batch in dataset.iter_batches(batch_size=None, batch_format="pyarrow"):
            for raw in batch["answers"].to_pylist():
                answers: list[Result] | SourcierError = as_answers(raw)
                heard.put(answers)
        heard.put(RayFailed("the Ray cluster lost articles on the way"))  # where some are still out
    except BaseException as error:  # noqa: BLE001  (raised where the answers are awaited)
        heard.put(error)
