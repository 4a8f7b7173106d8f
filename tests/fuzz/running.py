"""Workers that are given inputs one at a time, watched from outside: what takes too long or too much is ended."""

from __future__ import annotations

import faulthandler
import json
import multiprocessing
import os
import resource
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import Any

_TICK_S = 0.1
_PAGE = resource.getpagesize()
_HERTZ = os.sysconf("SC_CLK_TCK")
_RENEWED = 400
"""Inputs after which a worker makes way for a new one, so that what one leaves behind is not charged to another."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may take."""

    cpu_s: float = 30.0
    """Processor time; the machine may be busy."""
    wall_s: float = 240.0
    memory_mb: int = 3000
    """Resident, of the whole worker with its models."""


@dataclass(slots=True)
class Result:
    """What became of one input."""

    name: str
    """kind:seed"""
    outcome: str = ""
    """ok, refused, or a finding: traceback, unsound, hang, memory, died."""
    slugs: dict[str, int] = field(default_factory=dict)
    """How many records were accepted, or refused by which slug."""
    cpu_s: float = 0.0
    grown_mb: float = 0.0
    """By which the worker's resident memory rose at most."""
    detail: str = ""
    """Of a finding: the end of the traceback."""

    @property
    def is_finding(self) -> bool:
        """Say whether this is a defect."""
        return self.outcome not in {"ok", "refused"}


Work = Callable[[str], dict[str, int]]
"""From kind:seed to how many records were accepted or refused by slug; raises what the program raises."""


def run(names: Iterable[str], work: Work, *, jobs: int, limits: Limits) -> Iterator[Result]:
    """Yield what became of each input, in the order in which they end.

    Args:
        names: kind:seed, drawn one at a time.
        work: A function of a module: it is imported by the workers.
        jobs: Workers at a time.
        limits: What one input may take.
    """
    left, ready = iter(names), deque[_Worker]()
    busy: list[_Worker] = []
    try:
        while True:
            while len(busy) < jobs and (name := next(left, None)) is not None:
                worker = ready.popleft() if ready else _Worker(work)
                busy.append(worker)
                worker.give(name)
            if not busy:
                return
            wait([worker.ours for worker in busy], timeout=_TICK_S)
            for worker in list(busy):
                if (result := worker.result(limits)) is not None:
                    busy.remove(worker)
                    if worker.is_worn:
                        worker.end()
                    else:
                        ready.append(worker)
                    yield result
    finally:
        for worker in [*busy, *ready]:
            worker.end()


class _Worker:
    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.folder = Path(tempfile.mkdtemp(prefix="sourcier-fuzz-"))
        self.stacks = self.folder / "stacks"
        self.ours, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work, str(self.folder), os.getpid()), daemon=False)
        self.process.start()
        theirs.close()
        self.ours.recv()  # it has its modules: loading is nobody's time
        self.done = 0
        self.is_worn = False

    def give(self, name: str) -> None:
        self.name, self.begun, self.cpu_before, self.peak = name, monotonic(), self._cpu(), 0.0
        self.done += 1
        self.is_worn = self.done >= _RENEWED
        self.ours.send(name)

    def result(self, limits: Limits) -> Result | None:
        """Return what became of the input at hand; None while it goes on within its limits."""
        spent, resident = self._cpu() - self.cpu_before, self._resident_mb()
        over = ""
        if self.ours.poll():
            with suppress(EOFError, ConnectionResetError):
                found: Result = self.ours.recv()
                return found
            over = "died"
        elif not self.process.is_alive():
            over = "died"
        elif spent > limits.cpu_s or monotonic() - self.begun > limits.wall_s:
            over = "hang"
        elif resident > limits.memory_mb:
            over = "memory"
        if not over:
            return None
        self.is_worn = True
        if over == "died":
            self.process.join(5)
            detail = f"exit {self.process.exitcode}\n"
        else:
            with suppress(ProcessLookupError):
                os.kill(self.process.pid or 0, signal.SIGUSR1)  # writes where it stands
            self.process.join(0.5)
            detail = ""
        detail += self.stacks.read_text(encoding="utf-8", errors="replace")[-3000:] if self.stacks.exists() else ""
        return Result(self.name, over, cpu_s=round(spent, 2), grown_mb=round(resident), detail=detail)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.ours.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _cpu(self) -> float:
        with suppress(OSError, IndexError):
            parts = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            return (int(parts[11]) + int(parts[12])) / _HERTZ
        return 0.0

    def _resident_mb(self) -> float:
        with suppress(OSError, IndexError):
            return int(Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 2**20
        return 0.0


def _serve(theirs: Connection, work: Work, folder: str, parent: int) -> None:
    """Work on what comes until the parent is gone."""
    stacks = Path(folder, "stacks").open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the worker lives
    faulthandler.enable(stacks)
    faulthandler.register(signal.SIGUSR1, stacks, all_threads=True)
    tempfile.tempdir = folder
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    socket.socket.connect = _no_network  # type: ignore[method-assign]
    theirs.send("ready")
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while os.getppid() == parent:
            theirs.send(attempt(theirs.recv(), work))


def attempt(name: str, work: Work) -> Result:
    """Return what becomes of one input, in this process."""
    from sourcier.core.errors import SourcierError

    _reset_peak()
    before, began = _status_mb("VmRSS"), _own_cpu()
    result = Result(name)
    try:
        result.slugs = work(name)
        result.outcome = "ok" if {"accepted", "checked"} & result.slugs.keys() else "refused"
    except SourcierError as error:
        result.outcome, result.slugs = "refused", {error.slug: 1}
        result.detail = _fault_of(error)
        if result.detail:
            result.outcome = "unsound"
    except AssertionError:
        result.outcome, result.detail = "unsound", traceback.format_exc(limit=-6)[-3000:]
    except BaseException as error:  # whatever it is, it is the finding
        if isinstance(error, KeyboardInterrupt):
            raise
        result.outcome, result.detail = "traceback", traceback.format_exc(limit=-8)[-3000:]
    result.cpu_s = round(_own_cpu() - began, 3)
    result.grown_mb = round(max(0.0, _status_mb("VmHWM") - before), 1)
    return result


def _fault_of(error: Any) -> str:
    """Return what is wrong with an error: it must cross processes, be written anywhere, and be short enough to read."""
    import pickle

    if len(error.message) > 2000:
        return f"a message of {len(error.message)} characters: {error.message[:200]!r}"
    try:
        error.message.encode("utf-8")
        json.dumps(error.slug)
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - as above
        return traceback.format_exc(limit=-3)
    return ""


def _no_network(_socket: Any, address: Any) -> None:
    raise AssertionError(f"an input wanted to reach {address}")


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _reset_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _status_mb(key: str) -> float:
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith(key):
                return int(line.split()[1]) / 1024
    return 0.0


def to_line(result: Result) -> str:
    """Return a result as a line of a report."""
    return json.dumps(asdict(result), ensure_ascii=True) + "\n"
