"""Generated and spoiled inputs of every kind, a few of each; and what the fuzzer itself must see."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fuzz.kinds import KINDS, files_of, plan
from fuzz.running import Limits, run

ROOT = Path(__file__).parents[2]


def test_spoiled_inputs_of_every_kind_end_as_they_should():
    done = subprocess.run(
        [sys.executable, "tools/fuzz.py", "--inputs", "80", "--once-failed", "--jobs", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    for kind in KINDS:
        assert kind in done.stdout
    assert "\nall " in done.stdout


@pytest.mark.parametrize("kind", list(KINDS))
def test_an_input_is_made_from_its_name_alone(kind):
    first, again, other = (files_of(f"{kind}:{number}") for number in (77, 77, 78))
    assert first == again
    assert first != other


def test_the_plan_has_every_kind_by_its_share():
    names = [name.partition(":")[0] for name in plan(200, first=1300)]
    assert {kind: names.count(kind) for kind in KINDS} == {kind: 2 * one.share for kind, one in KINDS.items()}


def misbehave(name):
    """Do what a name says; a worker imports it."""
    match name.partition(":")[0]:
        case "raise":
            raise KeyError(name)
        case "promise":
            raise AssertionError(name)
        case "spin":
            while True:
                pass
        case "sleep":
            time.sleep(600)
        case "grow":
            held = []
            while True:
                held.append(b"x" * 2**24)
        case "die":
            os._exit(7)
    return {"accepted": 1}


def test_each_kind_of_defect_is_found_and_the_rest_goes_on():
    names = ["raise:1", "fine:1", "promise:1", "spin:1", "fine:2", "grow:1", "sleep:1", "die:1", "fine:3"]
    found = {one.name: one for one in run(names, misbehave, jobs=2, limits=Limits(cpu_s=1, wall_s=3, memory_mb=800))}
    assert {name: one.outcome for name, one in found.items()} == {
        "raise:1": "traceback",
        "promise:1": "unsound",
        "spin:1": "hang",
        "grow:1": "memory",
        "sleep:1": "hang",
        "die:1": "died",
        "fine:1": "ok",
        "fine:2": "ok",
        "fine:3": "ok",
    }
    assert "KeyError: 'raise:1'" in found["raise:1"].detail
    assert "misbehave" in found["spin:1"].detail
    assert "exit 7" in found["die:1"].detail
