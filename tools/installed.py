"""Install what a user would install, and use it without a network: sdist, wheel, a clean environment, the examples.

    tools/installed.py --work build/installed      # or: make installed

The sdist is built from this tree and the wheel from the unpacked sdist, so that a file that the sdist lacks is missed.
The wheel and the pinned dependencies go into an environment of their own; from then on every command runs in a network
namespace without an interface (Linux, `unshare`), or, where the system forbids that, under a hook that refuses sockets.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HELP_S = 0.3
CHECK_S = 6.0
"""Budgets of `sourcier --help`, and of a check from a cold start; the best of a few runs is held to them."""

_REFUSING = """import sys
def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise OSError("no network here")
sys.addaudithook(refuse)
"""
_IS_SHUT = """import socket
assert {name for _, name in socket.if_nameindex()} <= {"lo"}, "there is an interface"
"""
_REFUSES = """import socket
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError as error:
    assert "no network here" in str(error), error
"""


def main() -> None:
    """Build, install, run, and say what came of each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, required=True, help="folder to work in; emptied first")
    work = parser.parse_args().work.absolute()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    wheel = built(work)
    program = installed(work, wheel)
    try_out(program, work)
    print("installed: all as it should be")


def built(work: Path) -> Path:
    """Return the wheel that is built from the sdist."""
    sdist = _backend("build_sdist", ROOT, work)
    with tarfile.open(sdist) as archive:
        archive.extractall(work / "sdist", filter="data")
    (tree,) = (work / "sdist").iterdir()
    wheel = _backend("build_wheel", tree, work)
    print(f"{sdist.name}: {sdist.stat().st_size / 1e6:.1f} MB; {wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
    return wheel


def _backend(hook: str, tree: Path, out: Path) -> Path:
    code = f"import hatchling.build; print(hatchling.build.{hook}({str(out)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tree, capture_output=True, text=True, check=True)
    return out / done.stdout.split()[-1]


def installed(work: Path, wheel: Path) -> Path:
    """Return the folder of programs of a clean environment that holds the wheel and what is pinned."""
    venv.create(work / "env", with_pip=True)
    programs = work / "env" / "bin"
    pip = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "--requirement", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    return programs


class Offline:
    """Runs the programs of an environment with no network, and nothing of the caller's home."""

    def __init__(self, programs: Path, work: Path) -> None:
        self._programs = programs
        self._work = work
        self._prefix = ["unshare", "--user", "--map-root-user", "--net"]
        self._environment = {"PATH": os.environ["PATH"], "HOME": str(work / "home"), "LANG": "C.UTF-8"}
        (work / "home").mkdir()
        if shutil.which("unshare") is None or self._run("python", "-c", "").returncode:
            (work / "refusing").mkdir()
            (work / "refusing" / "sitecustomize.py").write_text(_REFUSING, encoding="utf-8")
            self._prefix, self._environment["PYTHONPATH"] = [], str(work / "refusing")
        shown = self._run("python", "-c", _IS_SHUT if self._prefix else _REFUSES)
        if shown.returncode:
            sys.exit(f"installed: the network is not blocked\n{shown.stderr}")
        print(f"network blocked by {'a namespace without one' if self._prefix else 'an audit hook'}")

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        line = [*self._prefix, str(self._programs / words[0]), *words[1:]]
        return subprocess.run(
            line, cwd=self._work, env=self._environment, capture_output=True, text=True, check=False, timeout=300
        )

    def __call__(self, *words: str) -> str:
        """Return what `sourcier` prints; end everything where it fails."""
        done = self._run("sourcier", *words)
        if done.returncode:
            sys.exit(f"installed: sourcier {' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def best_of(self, times: int, *words: str) -> float:
        """Return the shortest time that a command took, in seconds."""
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            self(*words)
            taken.append(time.perf_counter() - began)
        return min(taken)


def try_out(programs: Path, work: Path) -> None:
    """Run what a newcomer runs; end everything at the first thing that is not so."""
    sourcier, examples = Offline(programs, work), ROOT / "examples"
    print(sourcier("--version").strip())
    within("sourcier --help", sourcier.best_of(5, "--help"), HELP_S)
    column = str(examples / "colonne.md")
    within("sourcier check", sourcier.best_of(3, "check", column, "--no-library"), CHECK_S)
    sourcier("check", column, "--no-library", "--json", "one.json", "--html", "one.html")
    sourcier("check", column, "--no-library", "--json", "two.json")
    expect("a check gives the same bytes twice", (work / "one.json").read_bytes() == (work / "two.json").read_bytes())
    expect("some verdicts are taken", '"refuted"' in (work / "one.json").read_text(encoding="utf-8"))
    print("a replay says:", sourcier("replay", "one.json").strip())
    sourcier("library", "add", str(examples / "library"))
    texts = json.loads(sourcier("check", str(examples / "tramway.md"), "--json", "-"))
    expect(
        "passages and fact-checks are found by sense", bool(texts["passage_findings"] and texts["factcheck_findings"])
    )
    sourcier("export", "one.json", "--out", "one.xlsx")
    expect("packs are listed", "starter" in sourcier("pack", "list"))


def within(what: str, seconds: float, budget: float) -> None:
    """Hold a time to its budget."""
    expect(f"{what}: {seconds:.2f} s (at most {budget} s)", seconds <= budget)


def expect(what: str, holds: bool) -> None:
    """Print what is so; end everything where it is not."""
    if not holds:
        sys.exit(f"installed: not so: {what}")
    print(what)


if __name__ == "__main__":
    main()
