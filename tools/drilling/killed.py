"""Processes that end without a word: `kill -9` in the middle of the work."""

from __future__ import annotations

import json
import os
import re
import signal
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from drilling.full import articles, same_tables
from drilling.scene import EXAMPLES, Failed, Scene, drill


@drill()
def killed_run(scene: Scene) -> None:
    """A corpus run is killed (the whole group) while it works: the same command again gives the same tables."""
    articles(scene, count=30)
    scene.works("sourcier corpus run articles --out whole --workers 1 --no-library")
    run = "sourcier corpus run articles --out corpus --workers 2 --no-library"
    for number in range(2):
        process = scene.start(run)
        at_work = scene.folder / "corpus" / "corpus.json"
        scene.wait(at_work.exists, "the run begins")
        time.sleep(1.0 + number)
        scene.kill(process)
        scene.tell("done", f"{run}   and kill -9 of its group")
    scene.recovers(run)
    same_tables(scene, "whole", "corpus")


@drill()
def killed_add(scene: Scene) -> None:
    """`library add` is killed while it works: the same command again adds what is missing, and nothing twice."""
    texts = scene.folder / "texts"
    texts.mkdir()
    for number in range(60):
        (texts / f"{number}.md").write_text(
            f"# Note {number}\n\nLe pont n° {number} a rouvert le 3 mai {1960 + number}. " * 8, encoding="utf-8"
        )
    add = "sourcier library add texts --lang fr"
    library = scene.folder / "home" / "library"
    for seconds in (0.0, 0.7):
        process = scene.start(add)
        scene.wait((library / "passages.lance").exists, "the library begins")
        time.sleep(seconds)
        scene.kill(process)
        scene.tell("done", f"{add}   and kill -9 of its group")
    scene.recovers(add)
    found = json.loads(scene.works("sourcier library verify --json").out)
    scene.expect(found["documents"] == 60 and not found["faults"], f"lost, or there twice: {found}")


@drill()
def killed_worker(scene: Scene) -> None:
    """The desk's worker is killed at a job, then the whole desk: the job is done all the same, once."""
    with desk(scene) as (address, process):
        visitor = Visitor(address)
        visitor.submit((EXAMPLES / "colonne.md").read_text(encoding="utf-8"))
        scene.tell("done", "sourcier desk; an article is sent; kill -9 of its worker")
        scene.wait(lambda: workers(process), "a worker is there")
        time.sleep(2.0)
        os.kill(workers(process)[0], signal.SIGKILL)
        scene.wait(lambda: len(listed(scene)) == 1, "the dossier of the article")
        visitor.submit((EXAMPLES / "wire-story.txt").read_text(encoding="utf-8"))
        time.sleep(0.5)
    scene.tell("done", "another article is sent; kill -9 of the desk and its worker")
    scene.tell("recovery", "sourcier desk")
    with desk(scene):
        scene.wait(lambda: len(listed(scene)) == 2, "the dossier of the second article")
    scene.tell("worked", "both dossiers are there, once each")


@contextmanager
def desk(scene: Scene, *, options: str = "") -> Iterator[tuple[str, int]]:
    """Open the desk; give its address and its process; kill it, with its worker, in the end."""
    log = scene.folder / "desk.log"
    process = scene.start(f"exec sourcier desk --no-browser --port 0 {options} > {log} 2>&1")
    try:
        scene.wait(lambda: _address(log), f"the desk opens: {log.read_text() if log.exists() else ''}")
        yield _address(log), process.pid
    finally:
        left = workers(process.pid)
        scene.kill(process)
        for worker in left:  # a group of its own
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)


def _address(log: Path) -> str:
    found = re.search(r"http://[\w.:]+", log.read_text(encoding="utf-8")) if log.exists() else None
    return found[0] if found else ""


def workers(desk_process: int) -> list[int]:
    """Return the worker processes of a desk."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                command = (entry / "cmdline").read_bytes().split(b"\0")
                if b"sourcier.app.desk.worker" in command and str(desk_process).encode() in command:
                    found.append(int(entry.name))
    return found


def listed(scene: Scene) -> list[str]:
    """Return the dossiers of the desk, a line each."""
    process = scene.start("sourcier dossiers list --json")
    out, _ = process.communicate(timeout=60)
    return out.decode().splitlines()


class Visitor:
    """Somebody before the desk's pages: what a browser keeps, and the forms that it sends."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def get(self, path: str) -> str:
        """Return a page."""
        with self._browser.open(f"{self._address}{path}", timeout=60) as answer:
            return str(answer.read().decode())

    def submit(self, text: str) -> None:
        """Send an article."""
        self._send("/new", text=text)

    def log_in(self, name: str, password: str) -> bool:
        """Say whether the desk lets a person in."""
        try:
            self._send("/login", name=name, password=password)
            return "/logout" in self.get("/")
        except urllib.error.HTTPError:
            return False

    def _send(self, path: str, **fields: str) -> None:
        token = re.search(r'name="csrf" value="([^"]+)"', self.get(path))
        if token is None:
            raise Failed(f"no form at {path}")
        body = urllib.parse.urlencode({"csrf": token[1], **fields}).encode()
        with self._browser.open(f"{self._address}{path}", body, timeout=60):
            return
