"""One worker process, as its parent has it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe
from time import monotonic

from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running.records import Settings
from sourcier.app.corpus.running.worker import ONE_THREAD

PROGRAM = ("-m", "sourcier.app.corpus.running.worker")
"""What a worker process runs."""

TERM = 5_000
"""Articles after which a process makes room for a new one: models keep every word they have met. With six unseen words
an article a process grows by 20 MB in a thousand, and by 7 MB once our own tables are full; to load it anew takes as
long as twenty articles."""

_IN_HAND = 2
"""Articles a worker has at once: the one it is at, and the next, so that it never waits."""


@dataclass(slots=True)
class Order:
    """An input on its way."""

    number: int
    item: Item
    deaths: int = 0


@dataclass(slots=True, eq=False)
class Worker:
    """A process, and what it has in hand, in the order in which it answers."""

    process: subprocess.Popen[bytes]
    connection: Connection
    since: float
    """When it was started, or began the first thing it has in hand."""
    hands: deque[Order] = field(default_factory=deque)
    is_ready: bool = False
    answered: int = 0

    @property
    def is_over(self) -> bool:
        """Whether it has done its term."""
        return self.answered >= TERM

    @property
    def has_room(self) -> bool:
        """Whether it may have another article in hand."""
        return len(self.hands) < _IN_HAND and self.answered + len(self.hands) < TERM

    @classmethod
    def start(cls, settings: Settings, program: Sequence[str]) -> Worker:
        """Start a process, which says when it is ready."""
        ours, theirs = Pipe()
        # -P: a folder in which the run is started does not lend its files as modules.
        command = [sys.executable, "-P", *program, str(theirs.fileno())]
        with theirs:
            process = subprocess.Popen(  # noqa: S603  (our own)
                command,
                env={**os.environ, **ONE_THREAD},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        worker = cls(process, ours, monotonic())
        with suppress(OSError):  # that it has died is seen when it is listened to
            ours.send(settings)
        return worker

    def end(self, *, now: bool = False) -> None:
        """Let the process go: it hears that nobody listens; one that does not is killed."""
        self.connection.close()
        if now:
            self.process.kill()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def last_words(self) -> str:
        """How a process ended that has died: by which signal, or with which code."""
        code = self.process.returncode
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
