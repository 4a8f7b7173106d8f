"""Run the benches and fail when a figure is worse than the one pinned in floors.json.

    bench/gate.py --shared ../shared [--only claims] [--update [--allow-regression REASON]]

Each bench (benches.py) names one primary metric. Scores may not fall below their floor (less `margin`, for the last
digit); times and memory may not pass their budget by more than the `noise` given with it (what lies between is printed
as "over"), and `--update` leaves budgets alone. Where a figure is known for French and for English alone, both are
printed beside it. The digest of the data is pinned too, so that a changed set is never compared with an old floor.
`--update` pins what was measured, and keeps all of it, budgets too, in figures.json, from which the tables of the
pages are made (tools/readme.py); lowering a floor needs a reason, which is kept. Without the shared folder only the
benches that need nothing of it are run, and the others named. The last line counts the figures: "gate: 9 passed, 0
failed".
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benches import BENCHES, HERE, LANGUAGES, Figures, Json

FLOORS = HERE / "floors.json"
FIGURES = HERE / "figures.json"
DATA = {".txt", ".json", ".jsonl", ".gz"}


def digest(data: Path) -> str:
    """Return the SHA-256 over a file, or over a folder's files and their names in name order."""
    hashed = hashlib.sha256()
    for path in sorted(data.rglob("*")) if data.is_dir() else [data]:
        if path.is_file() and path.suffix in DATA:
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


def kept(pinned: Json, figures: Mapping[str, Figures], before: Json) -> Json:
    """Return the figures of a run, of the metrics that are pinned: the whole and each language; others as they were.

    >>> kept({"claims": {"metrics": {"f1": {"floor": 0.8}}}}, {"claims": {"f1": 0.83456, "fr.f1": 0.85, "n": 8}}, {})
    {'claims': {'f1': 0.8346, 'fr.f1': 0.85}}
    """
    wanted = {
        name: {
            f"{prefix}{metric}" for metric in pinned[name]["metrics"] for prefix in ("", *(f"{x}." for x in LANGUAGES))
        }
        for name in figures
    }
    run = {
        name: {metric: round(value, 4) for metric, value in found.items() if metric in wanted[name]}
        for name, found in figures.items()
    }
    return {name: found for name in pinned if (found := run.get(name, before.get(name)))}


def shown(name: str, metric: str, floor: Json, figures: Figures) -> str:
    """Return the line of a figure: how it stands, where it is, what is asked, and each language by itself.

    >>> shown("claims", "f1", {"floor": 0.8}, {"f1": 0.83, "fr.f1": 0.85, "en.f1": 0.8})
    'ok   claims               f1                      0.8300   floor 0.8    fr 0.850  en 0.800'
    """
    value = figures[metric]
    limit = f"budget {floor['budget']}" if "budget" in floor else f"floor {floor['floor']}"
    word = "FAIL" if not holds(floor, value) else "over" if value > float(floor.get("budget", value)) else "ok  "
    apart = [f"{lang} {figures[f'{lang}.{metric}']:.3f}" for lang in LANGUAGES if f"{lang}.{metric}" in figures]
    return f"{word} {name:<21}{metric:<20}{value:>10.4f}   {limit:<13}{'  '.join(apart)}".rstrip()


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
        if bench.needs_shared and not options.shared.is_dir():
            print(f"skip {name}: {options.shared} is not here")
            continue
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
            fine = holds(floor, figures[name][metric])
            passed, failed = passed + fine, failed + (not fine)
            print(shown(name, metric, floor, figures[name]), flush=True)
    if options.update:
        text = json.dumps(updated(pinned, figures, options.allow_regression), indent=1)
        FLOORS.write_text(text + "\n", encoding="utf-8")
        before = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
        FIGURES.write_text(json.dumps(kept(pinned, figures, before), indent=1) + "\n", encoding="utf-8")
        print(f"pinned in {FLOORS}")
        return
    print(f"gate: {passed} passed, {failed} failed")
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
