"""Bring failures about, one after the other, and see that each is said in one line that names the way out, which works.

    tools/drills.py                      # or: make drills
    tools/drills.py --only full-report --only killed-run
    tools/drills.py --list

For each: what was done, what was said, the recovery that this names, that it was run and worked, and pass or FAIL. Exit
code 1 when one failed. Every command is the command line of this tree in a process of its own, with a folder of its own
for its data (`SOURCIER_HOME`); nothing outside the folder of `--work` is written. What a machine does not allow (to
mount a small disk, to lay down the rights of root) is said and left out.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from drilling import clocks, damaged, full, killed, missing, outputs, readonly  # noqa: F401  (each enters its own)
from drilling.scene import DRILLS, Drill, Failed, Scene, Skipped


def main() -> None:
    """Run the drills that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--list", action="store_true", help="print the drills and end")
    parser.add_argument("--only", action="append", choices=sorted(DRILLS), help="this one; may be repeated")
    parser.add_argument("--work", type=Path, help="folder to work in; a new one for temporary files by default")
    given = parser.parse_args()
    if given.list:
        for one in DRILLS.values():
            print(one.name, "fast" if one.is_fast else "slow", one.title, sep="\t")
        return
    work = Path(tempfile.mkdtemp(prefix="sourcier-drills-", dir=given.work))
    work.chmod(0o755)
    try:
        ends = [_played(DRILLS[name], work) for name in given.only or DRILLS]
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{ends.count('pass')} passed, {ends.count('FAIL')} failed, {ends.count('skipped')} left out")
    sys.exit(1 if "FAIL" in ends else 0)


def _played(one: Drill, work: Path) -> str:
    """Run a drill, print it, and return how it ended."""
    print(f"{one.name}: {one.title}", flush=True)
    scene, began = Scene(work / one.name), time.monotonic()
    try:
        one.play(scene)
        end, words = "pass", ""
    except Skipped as why:
        end, words = "skipped", str(why)
    except Failed as why:
        end, words = "FAIL", str(why)
    except Exception as why:  # noqa: BLE001  (whatever it is, the next drill is run)
        end, words = "FAIL", repr(why)
    for kind, line in scene.told:
        print(f"  {kind:9} {line}")
    print(f"  {end:9} {words or f'{time.monotonic() - began:.1f} s'}\n", flush=True)
    return end


if __name__ == "__main__":
    main()
