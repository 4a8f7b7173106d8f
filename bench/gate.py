"""Run the benches and fail when a figure is worse than the one pinned in floors.json.

    bench/gate.py --shared ../shared [--only claims] [--update [--allow-regression REASON]]

Each bench names one primary metric. Scores may not fall below their floor (less `margin`, for the last
digit); times and memory may not pass their budget by more than the `noise` given with it (what lies between is printed
as "over"), and `--update` leaves budgets alone. The digest of the data is
pinned too, so that a changed set is never compared with an old floor. `--update` pins what was measured;
lowering a floor needs a reason, which is kept. The last line counts the figures: "gate: 9 passed, 0 failed".
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"

Figures = dict[str, float]
Json = dict[str, Any]
DECISIVE = {"supported", "refuted"}


@dataclass(frozen=True, slots=True)
class Bench:
    """A bench: the data it reads, below the shared folder, and how it comes to its figures."""

    data: str
    run: Callable[[Path, Path, Path], Figures]
    """From the data, the shared folder and an empty folder for predictions."""
    is_ours: bool = False
    """The data lie in this repository, not in the shared folder."""

    def path(self, shared: Path) -> Path:
        """Return where the data lie."""
        return (HERE.parent if self.is_ours else shared) / self.data


def run_claims(data: Path, _shared: Path, scratch: Path) -> Figures:
    """Score what we read in the annotated articles with the set's own scorer."""
    _python(HERE / "claims.py", "--data", data, "--out", scratch)
    overall = json.loads(_python(data / "score.py", data, scratch, "--json"))["overall"]
    return {name: value for name, value in overall.items() if isinstance(value, int | float)}


def run_table_claims(data: Path, shared: Path, scratch: Path) -> Figures:
    """Score our verdicts on single sentences, with the whole packs."""
    out = scratch / "predicted.jsonl"
    _python(HERE / "table_claims.py", "--data", data, "--packs", shared / "facts", "--out", out)
    return score_verdicts(_by_id(data), _by_id(out))


def run_perf(data: Path, _shared: Path, _scratch: Path) -> Figures:
    """Time the reading, the assessment and the command."""
    figures: Figures = json.loads(_python(HERE / "perf.py", "--data", data, "--json"))
    return figures


BENCHES: Mapping[str, Bench] = {
    "claims": Bench("bench/claims", run_claims),
    "table_claims": Bench("bench/table_claims/dev.jsonl", run_table_claims),
    "own_table_claims": Bench("bench/own/table_claims_b.jsonl", run_table_claims, is_ours=True),
    "perf": Bench("bench/articles", run_perf),
}


def score_verdicts(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> Figures:
    """Return the accuracy of all verdicts and the precision of those that take a side.

    A claim with no prediction counts as wrong. `unrelated_decisive` is the rate at which a side is taken
    where the packs cannot tell.

    >>> gold = {"a": {"verdict": "supported"}, "b": {"verdict": "not_enough_evidence"}}
    >>> score_verdicts(gold, {"a": {"verdict": "supported"}, "b": {"verdict": "refuted"}})
    {'accuracy': 0.5, 'decisive_precision': 0.5, 'decisive': 2, 'unrelated_decisive': 1.0}
    """
    answers = {key: predicted.get(key, {}).get("verdict") for key in gold}
    right = [key for key in gold if answers[key] == gold[key]["verdict"]]
    decisive = [key for key in gold if answers[key] in DECISIVE]
    unknown = [key for key in gold if gold[key]["verdict"] == "not_enough_evidence"]
    return {
        "accuracy": len(right) / len(gold),
        "decisive_precision": len([key for key in decisive if key in right]) / len(decisive) if decisive else 1.0,
        "decisive": len(decisive),
        "unrelated_decisive": len([key for key in unknown if key in decisive]) / len(unknown) if unknown else 0.0,
    }


def _by_id(path: Path) -> dict[str, Json]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: row for row in rows}


def _python(*arguments: object) -> str:
    line = [sys.executable, *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(line[1:])}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def digest(data: Path) -> str:
    """Return the SHA-256 over a file, or over a folder's files and their names in name order."""
    hashed = hashlib.sha256()
    for path in sorted(data.rglob("*")) if data.is_dir() else [data]:
        if path.is_file() and path.suffix in {".txt", ".json", ".jsonl"}:
            hashed.update(path.name.encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()


def holds(floor: Json, value: float) -> bool:
    """Say whether a figure is as good as the one pinned; a budget may have some noise above it.

    >>> holds({"floor": 0.7, "margin": 0.0005}, 0.6996), holds({"floor": 0.7, "margin": 0.0005}, 0.69)
    (True, False)
    >>> holds({"budget": 6.0, "noise": 0.2}, 6.5), holds({"budget": 0.05}, 0.06)
    (True, False)
    """
    if "budget" in floor:
        return value <= float(floor["budget"]) * (1 + float(floor.get("noise", 0)))
    return value >= float(floor["floor"]) - float(floor.get("margin", 0))


def updated(pinned: Json, figures: Mapping[str, Figures], reason: str | None) -> Json:
    """Return the floors moved to what was measured; SystemExit when one would sink without a reason."""
    for name, found in figures.items():
        for metric, floor in pinned[name]["metrics"].items():
            if "budget" in floor:
                continue
            value = round(found[metric], 4)
            if value < floor["floor"] and reason is None:
                sinking = f"{name} {metric} would sink from {floor['floor']} to {value}"
                raise SystemExit(f"{sinking}: --allow-regression REASON")
            if value < floor["floor"]:
                lowered = {"metric": metric, "from": floor["floor"], "to": value, "reason": reason}
                pinned[name].setdefault("regressions", []).append(lowered)
            floor["floor"] = value
    return pinned


def main(arguments: Sequence[str] | None = None) -> None:
    """Run, compare, print one line a figure; exit 1 when one is worse than pinned."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder of the shared data")
    parser.add_argument("--only", choices=sorted(BENCHES), action="append", help="run this bench only (repeatable)")
    parser.add_argument("--update", action="store_true", help="pin what is measured now")
    parser.add_argument("--allow-regression", metavar="REASON", help="with --update: let a floor sink, and say why")
    options = parser.parse_args(arguments)
    pinned: Json = json.loads(FLOORS.read_text(encoding="utf-8"))
    figures: dict[str, Figures] = {}
    passed = failed = 0
    for name in options.only or BENCHES:
        bench = BENCHES[name]
        data = bench.path(options.shared)
        found = digest(data)
        if options.update:
            pinned[name]["data"] = found
        elif found != pinned[name]["data"]:
            print(f"FAIL {name}: {data} is not the data that the floors were measured on; re-pin with --update")
            failed += 1
        with tempfile.TemporaryDirectory() as scratch:
            figures[name] = bench.run(data, options.shared, Path(scratch))
        for metric, floor in pinned[name]["metrics"].items():
            value = figures[name][metric]
            fine = holds(floor, value)
            passed, failed = passed + fine, failed + (not fine)
            limit = f"budget {floor['budget']}" if "budget" in floor else f"floor {floor['floor']}"
            word = "FAIL" if not fine else "over" if value > float(floor.get("budget", value)) else "ok  "
            print(f"{word} {name:<18}{metric:<20}{value:>10.4f}   {limit}")
    if options.update:
        text = json.dumps(updated(pinned, figures, options.allow_regression), indent=1)
        FLOORS.write_text(text + "\n", encoding="utf-8")
        print(f"pinned in {FLOORS}")
        return
    print(f"gate: {passed} passed, {failed} failed")
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
