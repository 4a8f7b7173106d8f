"""A desk as people run it: the command in a process of its own, its worker behind it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs"


def article(page: str) -> str:
    """Return the article that a newcomer's page gives to try."""
    (found,) = re.findall(
        r"^```text\n(# .*?)^```$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return found


@dataclass
class RunningDesk:
    """The command `sourcier desk`, that can be ended, killed and started again on the same data and port."""

    home: Path
    options: tuple[str, ...] = ()
    port: int = 0
    process: subprocess.Popen[str] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.home / "desk.log").read_text(encoding="utf-8")

    def run(self, *arguments: str, stdin: str = "") -> None:
        """Run `sourcier desk` with a subcommand, to its end."""
        command = [sys.executable, "-m", "sourcier", "desk", *arguments]
        subprocess.run(command, input=stdin, env=self._environment(), text=True, check=True, capture_output=True)

    def start(self) -> None:
        """Return once the pages can be opened."""
        command = [sys.executable, "-m", "sourcier", "desk", "--no-browser", "--port", str(self.port), *self.options]
        with (self.home / "desk.log").open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                command, env=self._environment(), stdout=subprocess.PIPE, stderr=log, text=True
            )
        said = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert found, f"{said}\n{self.log}"
        self.port = int(found[1])

    def worker(self) -> int | None:
        """Return the process of the worker."""
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                with suppress(OSError):
                    if b"sourcier.app.desk.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                        return int(child)
        return None

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "SOURCIER_HOME": str(self.home), "OMP_WAIT_POLICY": "PASSIVE"}
