"""A run that is killed at any moment and started again gives the corpus that an undisturbed one gives."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assessment.isles import write_pack
from corpus.running.inline import Inline, whole, write
from sourcier.app.corpus.running import run, running

TESTS = Path(__file__).parents[2]
_CHANGES = ("open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "sqlite3.connect", "shutil.rmtree", "os.truncate")
"""What touches a file, as Python's own audit names it."""


class _Watcher:
    """Before each touch of a file under a folder, keeps what a process killed now would leave there."""

    def __init__(self):
        self.folder, self.states = None, []

    def __call__(self, event, arguments):
        folder = self.folder
        if folder is None or event not in _CHANGES or not str((arguments or ("",))[0]).startswith(str(folder)):
            return
        self.folder = None  # to look is no touch
        found = {path.relative_to(folder): path.is_file() and path.read_bytes() for path in sorted(folder.rglob("*"))}
        if self.states[-1:] != [found]:
            self.states.append(found)
        self.folder = folder


@pytest.fixture(scope="module")
def watcher():
    watcher = _Watcher()
    sys.addaudithook(watcher)  # cannot be taken back: it looks at no folder instead
    return watcher


@pytest.mark.parametrize("retry", [False, True], ids=["run", "retry"])
def test_killed_before_any_touch_of_a_file(tmp_path, monkeypatch, watcher, retry):
    monkeypatch.setattr(running, "PART_INPUTS", 2)
    monkeypatch.setattr("os.fsync", lambda handle: None)  # a process that is killed leaves what it has written
    folder = write(tmp_path / "in", a="one", b="fails badly", c="one", d="two")
    out, killed = tmp_path / "undisturbed", tmp_path / "killed"

    def attempt(out):
        return run([str(folder)], out, engine=Inline(), retry=retry and (out / "corpus.json").exists())

    if retry:  # the errors of a first run
        attempt(out)
    watcher.states, watcher.folder = [], out
    attempt(out)
    watcher.folder = None
    expected = whole(out)
    for state in watcher.states:
        shutil.rmtree(killed, ignore_errors=True)
        killed.mkdir()
        for path, content in state.items():
            if content is False:
                (killed / path).mkdir()
            else:
                (killed / path).write_bytes(content)
        attempt(killed)
        found = whole(killed)
        if retry:  # tried twice, an error may stand in a later part
            found, expected = in_any_order(found), in_any_order(expected)
        assert found == expected
    assert len(watcher.states) > 25  # each other than the one before


def in_any_order(tables):
    return {table: sorted(listed) for table, listed in tables.items()}


_PROGRAM = f"""
import sys; sys.path.insert(0, {str(TESTS)!r})
from pathlib import Path
from corpus.running.moody import PROGRAM
from sourcier.app.corpus.running import Settings, run, running
from sourcier.app.corpus.running.team import Team
running.PART_INPUTS = 3
with Team(Settings(), count=2, program=PROGRAM) as team:
    run([sys.argv[1]], Path(sys.argv[2]), engine=team)
"""


def killed(command, out, *, kills, seed):
    """Start a command again and again, kill it and all its processes, and at last let it end; say how often.

    Each fifth time it is killed within its first two seconds, the other times soon after it has written a part.
    """
    dice = random.Random(seed)
    for kill in range(kills):
        before, until = parts(out), time.monotonic() + dice.uniform(0, 2)
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            while process.poll() is None and (time.monotonic() < until if kill % 5 == 0 else parts(out) == before):
                time.sleep(0.01)
            time.sleep(dice.uniform(0, 0.2))
            if process.poll() is not None:
                return kill
            os.killpg(process.pid, signal.SIGKILL)
    assert subprocess.run(command, check=False, capture_output=True).returncode in {0, 1}
    return kills


def parts(out):
    return len(list(out.glob("inputs/*.parquet")))


def test_killed_at_random_moments(tmp_path):
    texts = {f"a{n:03}": f"takes 0.02 s {n}" for n in range(150)}
    folder = write(tmp_path / "in", **texts, b="fails badly", c="takes 0.02 s 7")
    command = [sys.executable, "-c", _PROGRAM, str(folder)]
    subprocess.run([*command, str(tmp_path / "undisturbed")], check=True, capture_output=True)
    assert killed([*command, str(tmp_path / "killed")], tmp_path / "killed", kills=5, seed=7) == 5
    assert whole(tmp_path / "killed") == whole(tmp_path / "undisturbed")


_REAL = """
import sys
from sourcier.app.cli import main
from sourcier.app.corpus.running import running
running.PART_INPUTS = 3
sys.argv[0] = "sourcier"
main()
"""

_TEXTS = (
    "En 2022, le chômage en Ardénie est tombé à {n},1 %, selon l’Observatoire des guerres.",
    "La Borélie compte {n} millions d’habitants, contre {m} millions en 2015.",
    "Unemployment in Calvania rose to {n} percent in 2021, the Northern League said on {m} March 2022.",
    "{n}",
)


@pytest.mark.long
def test_killed_fifty_times_with_packs_and_models(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(900):
        (folder / f"{n:03}.txt").write_text(
            " ".join(_TEXTS[n % 4].format(n=k, m=n % 28 + 1) for k in (n, n + 1, n + 2))
        )
    (folder / "empty.txt").touch()
    packs = write_pack(tmp_path)
    command = [sys.executable, "-c", _REAL, "corpus", "run", str(folder), "--packs", str(packs), "--workers", "2"]
    undisturbed = subprocess.run([*command, "--out", str(tmp_path / "undisturbed")], check=False, capture_output=True)
    assert undisturbed.returncode == 1, undisturbed.stderr  # one is empty
    assert killed([*command, "--out", str(tmp_path / "killed")], tmp_path / "killed", kills=50, seed=50) == 50
    assert whole(tmp_path / "killed") == whole(tmp_path / "undisturbed")
