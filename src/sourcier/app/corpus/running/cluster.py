"""The same work on a Ray cluster: actors of Ray Data, each with the packs and models, each with a worker of its own.

An actor hands its articles to one worker process, as `Team` has them on this machine. So an article that takes too
long, or that a process dies of, comes to the same rows here as there, and costs no actor.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from sourcier.app.corpus.inputs import Item, loaded
from sourcier.app.corpus.running.errors import CorpusChanged, RayFailed, RayMissing
from sourcier.app.corpus.running.processes import TERM
from sourcier.app.corpus.running.records import Result, Settings
from sourcier.app.corpus.running.team import LIMIT_S, Team
from sourcier.app.corpus.running.working import failure, said_of, slug_of
from sourcier.core.dossier import Run
from sourcier.core.errors import SourcierError

_ROUND = TERM
"""Articles an actor of one dataset. Ray Data takes a dataset whole and starts its actors for it, which load packs and
models: so a round is as long as a worker's term, after which a new process would be started anyway."""
_ROUND_BYTES = 64_000_000
"""Of the inputs of one dataset, an actor: they are in the driver's memory meanwhile."""
_ROUND_S = 60.0
_BATCH = 4
"""Articles an actor takes at once."""
_BEAT_S = 0.25
_PATIENCE_S = 10.0
"""For a cluster to answer."""
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
}
"""Nothing is reported to anybody, and nothing is written over the progress line."""


class Cluster:
    """An engine on a Ray cluster."""

    def __init__(
        self, settings: Settings, *, count: int | None = None, limit_s: float = LIMIT_S, address: str | None = None
    ) -> None:
        """Connect to nothing yet.

        Args:
            settings: How articles are read and checked; packs and library lie under the same paths on every node.
            count: Actors; None for one a core of the cluster.
            limit_s: Seconds that an article may take.
            address: Of a cluster that runs; None for one of its own on this machine.
        """
        self._settings, self._limit_s, self._address = settings, limit_s, address
        self._count = count
        self._run: Run | None = None

    def __enter__(self) -> Self:
        os.environ.update(_QUIET)
        ray = _ray()
        options: dict[str, Any] = {"address": self._address or "local"}
        if self._address is None:
            options |= {"include_dashboard": False, "num_cpus": self._count}
        else:
            _reach(self._address)
        try:
            ray.init(**options, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError) as error:
            where = self._address or "this machine"
            raise RayFailed(f"no Ray cluster at {where}: {said_of(error)}") from error
        cores = max(int(ray.cluster_resources().get("CPU", 1)), 1)
        self._count = min(self._count or cores, cores)  # Ray waits for actors that have no core
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _ray().shutdown()

    def start(self) -> Run:
        """Return the run's identity, as a node of the cluster has opened packs, library and models.

        Raises:
            SourcierError: Packs or library do not open there.
            RayFailed: The cluster gives up.
        """
        ray = _ray()
        with _told():
            found: Run | SourcierError = ray.get(ray.remote(_identity).remote(self._settings))
        if isinstance(found, SourcierError):
            raise found
        self._run = found
        return found

    def answers(self, items: Iterable[Item | Result | None]) -> Iterator[Result | None]:
        """Yield what becomes of inputs, in their order, as `Team.answers` does. Raises RayFailed."""
        stream = iter(items)
        for taken in self._rounds(stream):
            if taken is None:
                yield None
                continue
            worked = self._worked([one for one in taken if isinstance(one, Item)])
            for one in taken:
                if isinstance(one, Result):
                    yield one
                    continue
                for answer in worked:
                    yield answer
                    if answer is not None:
                        break

    def _rounds(self, stream: Iterator[Item | Result | None]) -> Iterator[list[Item | Result] | None]:
        """Yield what one dataset takes; None for "nothing yet"."""
        taken: list[Item | Result] = []
        size = 0
        actors = self._count or 1
        since = said = monotonic()
        for one in stream:
            if one is None:
                yield None
                if taken and monotonic() - since > _ROUND_S:  # pages come slowly
                    yield taken
                    taken, size = [], 0
                continue
            now = monotonic()
            since = since if taken else now
            if now - said > _BEAT_S:  # whoever waits may want to stop
                said = now
                yield None
            ready = _with_bytes(one)
            taken.append(ready)
            size += len(ready.body or b"") if isinstance(ready, Item) else 0
            if len(taken) >= _ROUND * actors or size >= _ROUND_BYTES * actors:
                yield taken
                taken, size = [], 0
        if taken:
            yield taken

    def _worked(self, items: list[Item]) -> Iterator[Result | None]:
        """Yield what becomes of some items, and None while nothing comes."""
        heard: SimpleQueue[Result | BaseException | None] = SimpleQueue()
        Thread(target=self._listen, args=(items, heard), name="ray", daemon=True).start()
        left = len(items)
        while left:
            try:
                answer = heard.get(timeout=_BEAT_S)
            except Empty:
                yield None
                continue
            if isinstance(answer, BaseException):
                with _told():
                    raise answer
            left -= 1
            yield answer

    def _listen(self, items: list[Item], heard: SimpleQueue[Result | BaseException | None]) -> None:
        """Have a dataset worked, and pass on each answer as it comes."""
        ray = _ray()
        try:
            rows = [{"item": pickle.dumps(item)} for item in items]
            blocks = -(-len(rows) // _BATCH)
            dataset = ray.data.from_items(rows, override_num_blocks=blocks).map_batches(
                _Actor,
                fn_constructor_args=(self._settings, self._limit_s, self._run),
                batch_size=_BATCH,
                num_cpus=1,
                compute=ray.data.ActorPoolStrategy(size=self._count),
            )
            for batch in dataset.iter_batches(batch_size=None, batch_format="pyarrow"):
                for raw in batch["answer"].to_pylist():
                    heard.put(pickle.loads(raw))  # noqa: S301  (our own actor's)
            heard.put(RayFailed("the Ray cluster lost articles on the way"))  # nobody waits for it where it did not
        except BaseException as error:  # noqa: BLE001  (raised where the answers are awaited)
            heard.put(error)


class _Actor:
    """Works on articles of a dataset, in a worker process that loads packs and models once."""

    def __init__(self, settings: Settings, limit_s: float, run: Run) -> None:
        self._team = Team(settings, count=1, limit_s=limit_s)
        self._run = run

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        items = [pickle.loads(raw) for raw in batch["item"]]  # noqa: S301  (our own driver's)
        try:
            answers: list[object] = list(self._answers(items))
        except SourcierError as error:  # it ends the run; Ray would try again
            answers = [error]
        return {"answer": [pickle.dumps(one) for one in answers]}

    def _answers(self, items: list[Item]) -> Iterator[Result]:
        if self._team.start() != self._run:
            raise CorpusChanged(
                "a node of the cluster has other packs, another library or another version than the one that the run "
                "began with; have the same on every node"
            )
        return (one for one in self._team.answers(items) if one is not None)


def _identity(settings: Settings) -> Run | SourcierError:
    """Return what a worker of this node opens, or the error: Ray would wrap it."""
    try:
        with Team(settings, count=1) as team:
            return team.start()
    except SourcierError as error:
        return error


def _reach(address: str) -> None:
    """See that something answers at an address; Ray itself would ask for minutes. Raises RayFailed."""
    found = urlsplit(address if "//" in address else f"//{address}")
    if found.port is None:  # a name of Ray's own: auto
        return
    try:
        socket.create_connection((found.hostname or "", found.port), _PATIENCE_S).close()
    except OSError as error:
        raise RayFailed(
            f"no Ray cluster answers at {address}: {said_of(error)}; start one with: ray start --head"
        ) from error


def _with_bytes(one: Item | Result) -> Item | Result:
    """Return an item with the bytes of its file, which the nodes need not have; what cannot be read is a result."""
    if isinstance(one, Result) or one.path is None or one.body is not None:
        return one
    try:
        return loaded(one)
    except SourcierError as error:
        return failure(one.locator, None, slug_of(error), said_of(error))


def _ray() -> Any:
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise RayMissing(
            "the engine ray is not installed; install it with: pip install 'sourcier[ray]' – or run without --engine"
        ) from error
    return ray


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Ray raises into the error that was meant."""
    try:
        yield
    except SourcierError:
        raise
    except Exception as error:
        raise RayFailed(f"the Ray cluster gave up: {said_of(error)}") from error
