"""The clock of the machine jumps by a day, on and back, while programs run."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from functools import partial
from pathlib import Path

from drilling.full import articles, same_tables
from drilling.killed import Visitor, desk, listed
from drilling.missing import packs
from drilling.scene import EXAMPLES, Failed, Scene, Skipped, drill

_DAY = 86_400

_STEPPED = '''"""Lets the clock of the day be stepped while a program runs: by the seconds that a file holds."""
import datetime
import os
import time

_FILE = os.environ["DRILL_CLOCK"]
_time, _time_ns, _datetime = time.time, time.time_ns, datetime.datetime


def _step():
    with open(_FILE, encoding="ascii") as file:
        return int(file.read() or 0)


class _OfAnyKind(type):
    def __instancecheck__(cls, one):
        return isinstance(one, _datetime)

    def __subclasscheck__(cls, kind):
        return issubclass(kind, _datetime)


class Stepped(_datetime, metaclass=_OfAnyKind):
    __slots__ = ()  # as large as compiled packages take it to be

    @classmethod
    def now(cls, tz=None):
        return _datetime.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return _datetime.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)


time.time = lambda: _time() + _step()
time.time_ns = lambda: _time_ns() + _step() * 1_000_000_000
datetime.datetime = Stepped
'''


_SHIM = """#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long step(void) {
    char text[32] = {0};
    int file = open(getenv("DRILL_CLOCK"), O_RDONLY);
    if (file < 0) return 0;
    if (read(file, text, 31) < 0) text[0] = 0;
    close(file);
    return atol(text);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int (*own)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int done = own(clock, now);
    if (clock == CLOCK_REALTIME) now->tv_sec += step();
    return done;
}

int gettimeofday(struct timeval *now, void *zone) {
    int (*own)(struct timeval *, void *) = dlsym(RTLD_NEXT, "gettimeofday");
    int done = own(now, zone);
    now->tv_sec += step();
    return done;
}
"""


def _machine_clock(scene: Scene) -> Path:
    """Do the same for all that a program is made of, compiled libraries too; this takes a C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    source, shim, file = (scene.folder / name for name in ("shim.c", "shim.so", "clock"))
    source.write_text(_SHIM, encoding="ascii")
    file.write_text("0", encoding="ascii")
    made = compiler and subprocess.run([compiler, "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=False)
    if not made or made.returncode:
        raise Skipped("no C compiler here, to step the clock of compiled libraries")
    scene.environment = {"LD_PRELOAD": str(shim), "DRILL_CLOCK": str(file)}
    return file


def _clock(scene: Scene) -> Path:
    """Have every command from now on go by a clock that can be stepped; return the file that steps it."""
    hooks, file = scene.folder / "hooks", scene.folder / "clock"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(_STEPPED, encoding="utf-8")
    file.write_text("0", encoding="ascii")
    scene.environment = {"PYTHONPATH": str(hooks), "DRILL_CLOCK": str(file)}
    return file


def _step(scene: Scene, clock: Path, seconds: int) -> None:
    fresh = clock.with_suffix(".new")
    fresh.write_text(str(seconds), encoding="ascii")
    fresh.replace(clock)
    scene.tell("done", f"the clock goes {seconds / _DAY:+.0f} days from the right time")


def _are(scene: Scene, number: int) -> bool:
    return len(listed(scene)) == number


@drill()
def clock_desk(scene: Scene) -> None:
    """The clock jumps on and back while the desk checks articles: every one gets its dossier, once."""
    clock = _clock(scene)
    with desk(scene) as (address, _):
        visitor = Visitor(address)
        for number, (name, step) in enumerate((("colonne.md", _DAY), ("wire-story.txt", -_DAY), ("tramway.md", 0)), 1):
            visitor.submit((EXAMPLES / name).read_text(encoding="utf-8"))
            time.sleep(1.0)
            _step(scene, clock, step)
            scene.wait(partial(_are, scene, number), f"the dossier of {name}")
        jobs = visitor.get("/jobs.json")
        states = [job["state"] for job in json.loads(jobs)["jobs"]]
        scene.expect(states == ["done"] * 3, f"jobs that are not done: {states}")
    scene.tell("same", "three articles sent, three dossiers")


@drill()
def clock_login(scene: Scene) -> None:
    """The clock jumps back after wrong passwords, and on in a session: nobody is shut out for a day."""
    clock = _clock(scene)
    scene.works("echo 'a good long password' | sourcier desk person add Awa --role admin")
    with desk(scene, options="--accounts") as (address, _):
        for step in (_DAY, 0, -_DAY):
            _step(scene, clock, step)
            stranger = Visitor(address)
            for _ in range(7):
                stranger.log_in("Awa", "no good password at all")
            _step(scene, clock, step - _DAY)
            visitor, began = Visitor(address), time.monotonic()
            while not visitor.log_in("Awa", "a good long password"):
                if time.monotonic() - began > 70:
                    raise Failed("shut out for longer than the longest wait")
                time.sleep(2.0)
            scene.tell("worked", f"logged in after {time.monotonic() - began:.0f} s")
        _step(scene, clock, _DAY)
        visitor = Visitor(address)
        scene.wait(lambda: visitor.log_in("Awa", "a good long password"), "a login after the jump")


@drill()
def clock_run(scene: Scene) -> None:
    """The clock jumps on and back while a corpus run works: the tables are those of a run with a steady clock."""
    articles(scene, count=16)
    scene.works("sourcier corpus run articles --out whole --workers 1 --no-library")
    clock = _machine_clock(scene)
    process = scene.start("sourcier corpus run articles --out corpus --workers 2 --no-library")
    for step in (_DAY, -_DAY, 0, _DAY):
        time.sleep(1.5)
        _step(scene, clock, step)
    try:
        _, err = process.communicate(timeout=120)
    except Exception as error:
        scene.kill(process)
        raise Failed("the run hangs") from error
    scene.expect(process.returncode == 0, f"the run ended with {process.returncode}: {err.decode()[-500:]}")
    same_tables(scene, "whole", "corpus")


@drill(fast=True)
def clock_packs(scene: Scene) -> None:
    """The clock jumps on by a day while a pack is added, and another is: neither takes the other's files away."""
    clock = _clock(scene)
    old, new = packs(scene)
    work = scene.folder / "home" / "packs"
    work.mkdir(parents=True)
    at_work = scene.start("exec sleep 60")  # stands for a process that is adding a pack
    half = work / f".adding-{at_work.pid}-half"
    half.mkdir()
    (half / "datapackage.json").write_text("{}", encoding="utf-8")
    _step(scene, clock, _DAY)
    scene.works(f"sourcier pack add {old}")
    scene.expect((half / "datapackage.json").exists(), "what another process is adding is taken away")
    scene.kill(at_work)
    _step(scene, clock, -_DAY)
    scene.works(f"sourcier pack add {new}")
    scene.expect(not half.exists(), "what a killed process left stays")
    scene.works("sourcier pack show vaurelle population")


@drill()
def clock_library(scene: Scene) -> None:
    """A library is made, added to and asked by programs whose clocks are days apart: nothing is lost."""
    clock = _machine_clock(scene)
    texts = scene.folder / "texts"
    texts.mkdir()
    for number, step in enumerate((0, _DAY, -_DAY), start=1):
        _step(scene, clock, step)
        (texts / f"{number}.md").write_text(f"# Note {number}\n\nLe pont n° {number} a rouvert.\n", encoding="utf-8")
        scene.works("sourcier library add texts --lang fr")
        found = json.loads(scene.works("sourcier library verify --json").out)
        scene.expect(found["documents"] == number and not found["faults"], f"lost, or there twice: {found}")
    check = f"sourcier check {EXAMPLES / 'tramway.md'} --json made.json"
    process = scene.start(check)
    time.sleep(2.5)
    _step(scene, clock, 2 * _DAY)
    (texts / "4.md").write_text("# Note 4\n\nLe tramway a rouvert.\n", encoding="utf-8")
    scene.works("sourcier library add texts --lang fr")
    _, err = process.communicate(timeout=120)
    scene.tell("done", f"{check}   since before the clock went on")
    scene.expect(process.returncode == 0, f"a check that was under way: {err.decode()[-800:]}")
