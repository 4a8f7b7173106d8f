"""What every drill stands on: a folder of its own, the command line as a user types it, and what must be said.

A drill is a function of a `Scene`. It brings a failure about, holds what was said to the rule (one `error[slug]` line,
no trace, no hang, the way out named in it), goes that way, and sees that it leads out.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
LIMIT_S = 120.0
"""A command that takes longer hangs."""
_AS_USER = "--bounding-set=-dac_override,-dac_read_search"
"""Takes from root the right to pass over the rights of files, for the program that is started."""


class Failed(Exception):
    """What should have been did not come to be."""


class Skipped(Exception):
    """This machine does not let the failure be brought about."""


@dataclass(frozen=True, slots=True)
class Drill:
    """One failure."""

    name: str
    title: str
    play: Callable[[Scene], None]
    is_fast: bool


DRILLS: dict[str, Drill] = {}


def drill(*, fast: bool = False) -> Callable[[Callable[[Scene], None]], Callable[[Scene], None]]:
    """Enter a function into the list, by its name, with the first line of its docstring."""

    def enter(play: Callable[[Scene], None]) -> Callable[[Scene], None]:
        name = play.__name__.replace("_", "-")
        DRILLS[name] = Drill(name, (play.__doc__ or "").splitlines()[0], play, fast)
        return play

    return enter


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    line: str
    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        """The lines that say an error."""
        return [line for line in self.err.splitlines() if line.startswith("error[")]


@dataclass(slots=True)
class Scene:
    """A drill's folder, and what came about in it."""

    folder: Path
    told: list[tuple[str, str]] = field(default_factory=list)
    """What is printed: a word for the kind of line, and the line."""
    environment: dict[str, str] = field(default_factory=dict)
    """Set for every command from now on."""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        program = self.folder / "bin" / "sourcier"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m sourcier "$@"\n', encoding="utf-8")
        program.chmod(0o755)

    def tell(self, kind: str, words: str) -> None:
        """Note what is to be printed."""
        self.told.append((kind, self._shown(words)))

    def _shown(self, words: str) -> str:
        return words.replace(f"{self.folder}/", "").replace(str(self.folder), ".").replace(f"{ROOT}/", "")

    def expect(self, is_so: object, words: str) -> None:
        """Fail the drill where something is not so."""
        if not is_so:
            raise Failed(words)

    def run(self, line: str, *, user: bool = False, environment: Mapping[str, str] | None = None) -> Ran:
        """Run a command line in the drill's folder, and wait for its end.

        Args:
            line: As typed into a shell; `sourcier` is the program of this tree.
            user: Without the rights of root.
            environment: Set for this command.
        """
        self.tell("done", line)
        process = self.start(line, user=user, environment=environment)
        try:
            out, err = process.communicate(timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            self.kill(process)
            raise Failed(f"hangs for more than {LIMIT_S:.0f} s: {line}") from None
        ran = Ran(line, process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))
        self.expect("Traceback" not in ran.err, f"a trace: {ran.err[-2000:]}")
        self.expect("error[internal]" not in ran.err, f"unforeseen: {ran.errors}")
        return ran

    def start(
        self, line: str, *, user: bool = False, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a command line in a group of processes of its own."""
        command = ["bash", "-c", line]
        if user and os.geteuid() == 0:
            command = ["setpriv", _AS_USER, *command]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self._environment() | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a command and all that it started, at once: `kill -9` of the group."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    def works(self, line: str, *, user: bool = False, code: int = 0) -> Ran:
        """Run a command line that must go well."""
        ran = self.run(line, user=user)
        self.expect(ran.code == code, f"exit code {ran.code}, not {code}: {line}: {ran.err[-1000:]}")
        return ran

    def says(self, ran: Ran, slug: str, *, names: str, code: int = 3) -> str:
        """See that a command said one error and what to do, and return the line.

        Args:
            ran: What it did.
            slug: Of the error.
            names: What the line names as the way out.
            code: How it must have ended.
        """
        self.expect(len(ran.errors) == 1, f"{len(ran.errors)} error lines, not one: {ran.err[-1500:]}")
        (line,) = ran.errors
        self.tell("said", line)
        self.expect(line.startswith(f"error[{slug}]: "), f"not said as {slug}: {line}")
        self.expect(names in line, f"the way out is not named ({names}): {line}")
        self.expect(ran.code == code, f"exit code {ran.code}, not {code}")
        return line

    def recovers(self, line: str, *, user: bool = False, code: int = 0) -> Ran:
        """Go the way that an error named."""
        self.tell("recovery", line)
        ran = self.works(line, user=user, code=code)
        self.told.pop(-1)  # said as the recovery
        self.expect(not ran.errors, f"the way out does not lead out: {ran.errors}")
        self.tell("worked", f"exit code {ran.code}")
        return ran

    def wait(self, is_so: Callable[[], object], words: str, *, limit_s: float = 90.0) -> None:
        """Wait until something is so."""
        end = time.monotonic() + limit_s
        while not is_so():
            self.expect(time.monotonic() < end, f"not within {limit_s:.0f} s: {words}")
            time.sleep(0.05)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SOURCIER_", "PYTHON"))}
        return (
            kept
            | {
                "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
                "HOME": str(self.folder),
                "SOURCIER_HOME": str(self.folder / "home"),
                "LC_ALL": "C.UTF-8",
                "PYTHONDONTWRITEBYTECODE": "1",
                "OMP_WAIT_POLICY": "PASSIVE",
            }
            | self.environment
        )


@contextmanager
def small_disk(scene: Scene, name: str, *, kib: int) -> Iterator[Path]:
    """Give a folder with little room: a small file system, where root may mount one."""
    place = scene.folder / name
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kib}k,mode=777", "sourcier-drill", str(place)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        raise Skipped("no small disk can be mounted here (it takes root)")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False, capture_output=True)


def more_room(place: Path, *, kib: int = 200_000) -> None:
    """Make a small disk larger."""
    subprocess.run(["mount", "-o", f"remount,size={kib}k", str(place)], check=True, capture_output=True)


def as_user(scene: Scene) -> None:
    """See that commands can be run that the rights of files hold back."""
    if os.geteuid() != 0:
        return
    shut = scene.folder / "shut-off"
    shut.mkdir(mode=0o555)
    process = scene.start("touch shut-off/file 2>&1", user=True)
    out, _ = process.communicate()
    if b"Permission denied" not in out:
        raise Skipped(f"the rights of root cannot be laid down here: {out.decode()[-200:]}")
