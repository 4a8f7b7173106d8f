"""Worker processes, started with the desk, started anew when they die, ended with it."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

from sourcier.app.desk.store.engine import open_store
from sourcier.app.desk.store.jobs import release

log = logging.getLogger(__name__)

STORE_VARIABLE = "SOURCIER_DESK_STORE"
"""Carries the store's address to a worker: on its command line everybody on the machine could read a password."""

_LOOK_S = 0.25
_STOP_S = 5.0
"""For each thing that has to end before the desk does: what takes longer is killed, or left to its silence."""
_DELAYS_S = (0.0, 1.0, 5.0, 30.0)
"""Before a worker that died is started anew: longer each time it dies young."""
_YOUNG_S = 60.0


class Workers:
    """The worker of a desk, as a child process under watch."""

    def __init__(self, store_url: str) -> None:
        """Start nothing yet.

        Args:
            store_url: Address of the store, as `Store.url` has it.
        """
        self._url = store_url
        self._child: subprocess.Popen[bytes] | None = None
        self._name = ""
        self._stopping = threading.Event()
        self._spawning = threading.Lock()
        self._thread = threading.Thread(target=self._watch, name="workers", daemon=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int | None:
        """The process that works now; None between two of them."""
        return self._child.pid if self._child is not None and self._child.poll() is None else None

    def start(self) -> None:
        """Start the worker and watch over it."""
        self._spawn()
        self._thread.start()

    def stop(self) -> None:
        """End the worker; the job it was at waits for the next one, and the attempt does not count.

        Whatever hangs, it takes a few seconds: a worker that does not end is killed, and a store that does not answer
        hears of it by the worker's silence.
        """
        with self._spawning:  # none is started from here on
            self._stopping.set()
        child = self._child
        if child is not None:
            child.terminate()
            try:
                child.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                child.kill()
                with suppress(subprocess.TimeoutExpired):
                    child.wait(_STOP_S)
        self._thread.join(_STOP_S)
        releasing = threading.Thread(target=self._release, kwargs={"counts": False}, name="release", daemon=True)
        releasing.start()
        releasing.join(_STOP_S)

    def _spawn(self) -> None:
        with self._spawning:
            if not self._stopping.is_set():
                self._start_child()

    def _start_child(self) -> None:
        self._name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        # -P: a folder in which the desk is started does not lend its files as modules.
        command = [
            sys.executable,
            "-P",
            "-m",
            "sourcier.app.desk.worker",
            "--name",
            self._name,
            "--parent",
            str(os.getpid()),
        ]
        environment = {**os.environ, STORE_VARIABLE: self._url, "OMP_WAIT_POLICY": "PASSIVE"}
        # A group of its own: Ctrl-C in the terminal is for the desk, which ends its worker.
        self._child = subprocess.Popen(  # noqa: S603  (our own)
            command, env=environment, stdin=subprocess.DEVNULL, process_group=0
        )

    def _watch(self) -> None:
        deaths, born = 0, time.monotonic()
        while not self._stopping.wait(_LOOK_S):
            child = self._child
            if child is None or child.poll() is None:
                continue
            if self._stopping.is_set():  # it was told to end
                return
            now = time.monotonic()
            deaths = deaths + 1 if now - born < _YOUNG_S else 0
            log.warning("the worker ended with %s; it starts anew", child.returncode)
            self._release(counts=True)
            if self._stopping.wait(_DELAYS_S[min(deaths, len(_DELAYS_S) - 1)]):
                return
            born = time.monotonic()
            try:
                self._spawn()
            except OSError as error:  # no memory, no more processes: later there may be
                log.warning("the worker could not be started: %s; it is tried again", error)

    def _release(self, *, counts: bool) -> None:
        """Give the worker's job back at once; where that fails, its silence does so later."""
        try:
            store = open_store(self._url)
            try:
                release(store, self._name, counts=counts)
            finally:
                store.close()
        except Exception as error:  # noqa: BLE001  (whatever it is, the next worker must start)
            log.warning("the worker's job cannot be given back: %s", error)
