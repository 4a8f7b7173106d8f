"""The process that reads and checks, an article at a time, until its parent hangs up; may be killed at any time.

`python -m sourcier.app.corpus.running.worker FD`: FD is one end of a connection, of which `Team` holds the other.
The first thing that comes is the settings, and what goes back is the run's identity, or why it cannot start.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import time
import zlib
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TYPE_CHECKING, Protocol

from sourcier.core.errors import SourcierError

if TYPE_CHECKING:  # imported with the models, once the environment is known to be a worker's
    from collections.abc import Callable

    from sourcier.app.corpus.inputs import Item
    from sourcier.app.corpus.running.records import Result, Settings
    from sourcier.core.dossier import Run

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "LANCE_CPU_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Environment of a worker: there is one a core, so none of them needs a second thread."""

_COLLECT_AFTER = (100_000, 20, 10)
"""As the command line has it: word lists and tables that stay to the end need no looking through."""

_GRACE_S = 2.0
"""What a worker whose parent is gone may take to end by itself."""


def packed(answer: object) -> bytes:
    """Return an answer as it travels and waits: a quarter of its size, half a millisecond."""
    return zlib.compress(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL), 1)


def unpacked(raw: bytes) -> object:
    """Return the answer of a worker of our own."""
    answer: object = pickle.loads(zlib.decompress(raw))  # noqa: S301  (nobody else writes into the connection)
    return answer


def _listen(connection: Connection, inbox: SimpleQueue[Item | None]) -> None:
    """Take in what is sent while an article is worked, so that nobody waits for the other; end with the parent."""
    try:
        while True:
            inbox.put(connection.recv())
    except (EOFError, OSError):
        inbox.put(None)
        time.sleep(_GRACE_S)
        os._exit(0)  # in the midst of an article that nobody waits for


class Works(Protocol):
    """What a worker does with an item; `Checker` outside of tests."""

    run: Run

    def work(self, item: Item) -> Result:
        """Return what becomes of it."""


def serve(connection: Connection, load: Callable[[Settings], Works]) -> None:
    """Work on what comes until nothing more does.

    Args:
        connection: To the parent.
        load: Called once, with the settings; what it raises ends the run.
    """
    settings = connection.recv()
    inbox: SimpleQueue[Item | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(connection, inbox), name="listen", daemon=True).start()
    try:
        checker = load(settings)
    except SourcierError as error:
        connection.send(error)
        return
    connection.send(checker.run)
    while (item := inbox.get()) is not None:
        try:
            answer: object = checker.work(item)
        except SourcierError as error:  # it concerns the run, not the article
            answer = error
        connection.send_bytes(packed(answer))


def main() -> None:
    """Serve the parent at the other end of a file descriptor."""
    run(_checker)


def _checker(settings: Settings) -> Works:
    from sourcier.app.corpus.running.working import Checker

    return Checker(settings)


def run(load: Callable[[Settings], Works]) -> None:
    """Be a worker, from the command line's file descriptor to the end of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent says when to end
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(*_COLLECT_AFTER)
    try:
        serve(Connection(int(sys.argv[1])), load)
    except (BrokenPipeError, ConnectionResetError):
        os._exit(0)


if __name__ == "__main__":
    main()
