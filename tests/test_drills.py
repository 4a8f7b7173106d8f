"""The failure drills that take a few seconds each; all of them: `make drills`."""

import subprocess
import sys
from pathlib import Path

import pytest

DRILLS = Path(__file__).parents[1] / "tools" / "drills.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(DRILLS), *arguments], check=False, capture_output=True, text=True)


LISTED = [line.split("\t") for line in run("--list").stdout.splitlines()]


def test_drills_are_listed_with_their_titles():
    assert len(LISTED) > 15
    assert all(len(fields) == 3 and fields[2].endswith(".") for fields in LISTED)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, pace, _ in LISTED if pace == "fast"])
def test_failure_is_said_and_the_way_out_works(name, tmp_path):
    done = run("--only", name, "--work", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAIL" not in done.stdout
    if "1 left out" in done.stdout:
        pytest.skip(done.stdout)
    assert "1 passed" in done.stdout
