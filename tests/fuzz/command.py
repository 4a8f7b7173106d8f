# ruff: noqa: T201 -- it is a command
"""The command: plan, run, keep a line for each input, and say what came of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from time import monotonic

from fuzz.kinds import KINDS, lay, plan, work
from fuzz.running import Limits, Result, run, to_line

ONCE_FAILED = Path(__file__).with_name("once_failed.txt")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 where anything was found."""
    parser = argparse.ArgumentParser(
        description="Give Sourcier generated and spoiled inputs, and see that it survives."
    )
    parser.add_argument("--inputs", type=int, default=1000, help="how many are generated (1000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (0)")
    parser.add_argument("--kind", choices=sorted(KINDS), action="append", help="only these kinds")
    parser.add_argument("--only", metavar="KIND:SEED", action="append", help="only these inputs")
    parser.add_argument("--once-failed", action="store_true", help="also the inputs that once failed")
    parser.add_argument("--jobs", type=int, default=2, help="worker processes (2)")
    parser.add_argument("--report", type=Path, help="JSON Lines, one an input; what stands in it is not run again")
    parser.add_argument("--keep", type=Path, help="write the files of the inputs below this folder, and run nothing")
    parser.add_argument("--cpu-s", type=float, default=Limits().cpu_s, help="processor time of an input (%(default)s)")
    parser.add_argument("--memory-mb", type=int, default=Limits().memory_mb, help="of a worker (%(default)s)")
    asked = parser.parse_args(arguments)

    names: Iterable[str] = asked.only or plan(asked.inputs, asked.first)
    if asked.kind:
        names = (name for name in names if name.partition(":")[0] in asked.kind)
    if asked.once_failed:
        names = chain(once_failed(), names)
    if asked.keep:
        for name in names:
            lay(name, asked.keep / name.replace(":", "-"))
        return 0

    done = read_report(asked.report) if asked.report and asked.report.exists() else []
    known = {one.name for one in done}
    with ExitStack() as stack:
        report = stack.enter_context(asked.report.open("a", encoding="utf-8")) if asked.report else None
        began = monotonic()
        left = (name for name in names if name not in known)
        limits = Limits(cpu_s=asked.cpu_s, memory_mb=asked.memory_mb)
        for count, result in enumerate(run(left, work, jobs=asked.jobs, limits=limits), start=1):
            done.append(result)
            if report:
                report.write(to_line(result))
                report.flush()
            if result.is_finding:
                print(f"\n{result.name}: {result.outcome}\n{result.detail}", flush=True)
            if count % 100 == 0:
                rate = count / (monotonic() - began)
                print(
                    f"{count} inputs, {rate:.1f} a second, {sum(one.is_finding for one in done)} findings",
                    file=sys.stderr,
                    flush=True,
                )
    print(summary(done))
    return 1 if any(one.is_finding for one in done) else 0


def once_failed() -> list[str]:
    """Return the names of the inputs that once failed."""
    lines = ONCE_FAILED.read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]


def read_report(path: Path) -> list[Result]:
    """Return the results of a report; a last line that was cut short is left out."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            found.append(Result(**json.loads(line)))
        except ValueError:
            continue
    return found


def summary(results: Sequence[Result]) -> str:
    """Return the figures of a run: by kind, by slug, the slowest, the largest, what was found."""
    by_kind: dict[str, list[Result]] = defaultdict(list)
    slugs: Counter[str] = Counter()
    for one in results:
        by_kind[one.name.partition(":")[0]].append(one)
        slugs.update(one.slugs)
    lines = [f"{'kind':10} {'inputs':>6} {'ok':>6} {'refused':>7} {'found':>5} {'slowest s':>9} {'most MB':>7}"]
    for kind, ones in sorted(by_kind.items()):
        outcomes = Counter("found" if one.is_finding else one.outcome for one in ones)
        slowest, largest = max(one.cpu_s for one in ones), max(one.grown_mb for one in ones)
        lines.append(
            f"{kind:10} {len(ones):6} {outcomes['ok']:6} {outcomes['refused']:7} {outcomes['found']:5} {slowest:9.1f} {largest:7.0f}"
        )
    lines.append(
        f"{'all':10} {len(results):6}, {sum(one.is_finding for one in results)} findings, {sum(one.cpu_s for one in results):.0f} s of processor time"
    )
    lines.append("records by slug: " + ", ".join(f"{slug} {count}" for slug, count in slugs.most_common()))
    lines.append(
        "slowest: "
        + ", ".join(f"{one.name} {one.cpu_s:.1f} s" for one in sorted(results, key=lambda one: -one.cpu_s)[:8])
    )
    lines.append(
        "largest: "
        + ", ".join(f"{one.name} {one.grown_mb:.0f} MB" for one in sorted(results, key=lambda one: -one.grown_mb)[:8])
    )
    lines += [
        f"FOUND {one.name} {one.outcome}: {one.detail.strip().splitlines()[-1][:200] if one.detail.strip() else ''}"
        for one in results
        if one.is_finding
    ]
    return "\n".join(lines)
