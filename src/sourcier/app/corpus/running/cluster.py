"""The same work on a Ray cluster: actors of Ray Data, for as long as the run goes on, each with a worker of its own.

An actor hands its articles to one worker process, as `Team` has them on this machine. So an article that takes too
long, or that a process dies of, comes to the same rows here as there, and costs no actor.
"""

from __future__ import annotations

import logging
import os
import socket
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from sourcier.app.corpus.inputs import Item, loaded
from sourcier.app.corpus.running.errors import RayFailed, RayMissing
from sourcier.app.corpus.running.flow import Flow
from sourcier.app.corpus.running.lots import identity
from sourcier.app.corpus.running.processes import PROGRAM
from sourcier.app.corpus.running.records import Result, Settings
from sourcier.app.corpus.running.team import LIMIT_S
from sourcier.app.corpus.running.working import failure, said_of, slug_of
from sourcier.core.dossier import Run
from sourcier.core.errors import SourcierError

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
        self,
        settings: Settings,
        *,
        count: int | None = None,
        limit_s: float = LIMIT_S,
        address: str | None = None,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        """Connect to nothing yet.

        Args:
            settings: How articles are read and checked; packs and library lie under the same paths on every node.
            count: Actors; None for one a core of the cluster.
            limit_s: Seconds that an article may take.
            address: Of a cluster that runs; None for one of its own on this machine.
            program: As for `Team`.
        """
        self._settings, self._limit_s, self._address = settings, limit_s, address
        self._count, self._program = count, program
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
        warnings.filterwarnings("ignore", module=r"ray\.")  # that a few inputs need fewer actors, for one
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        context.target_max_block_size = 1  # a lot comes and goes by itself, and waits for no others
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
            found: Run | SourcierError = ray.get(ray.remote(identity).remote(self._settings, self._program))
        if isinstance(found, SourcierError):
            raise found
        self._run = found
        return found

    def answers(self, items: Iterable[Item | Result | None]) -> Iterator[Result | None]:
        """Yield what becomes of inputs, in their order, as `Team.answers` does. Raises RayFailed."""
        stream: Iterator[Item | Result | None] | None = iter(items)
        arguments = (self._settings, self._limit_s, self._run, self._program)
        with Flow(_ray(), arguments, count=self._count or 1) as flow:
            while True:
                if stream is not None and _feed(flow, stream):
                    flow.close()
                    stream = None
                is_still = True
                for answer in flow.give():
                    is_still = False
                    yield answer
                if stream is None and flow.is_empty:
                    return
                if is_still:
                    yield None
                with _told():
                    flow.listen(0 if stream is not None and flow.has_room else _BEAT_S)


def _feed(flow: Flow, stream: Iterator[Item | Result | None]) -> bool:
    """Take what there is room for, or what comes in a moment; say whether it was the last."""
    until = monotonic() + _BEAT_S  # whoever waits may want to stop
    while flow.has_room and monotonic() < until:
        try:
            one = next(stream)
        except StopIteration:
            return True
        if one is None:
            flow.send()
            break
        flow.take(_with_bytes(one))
    if not flow.has_room:
        flow.send()  # what fills the room may wait for this lot
    return False


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
