"""The tables of measured figures in the pages and in the report of a collection, made from what the gate last pinned.

    tools/published.py          # or: make readme

bench/published.toml says which figures and in which words; a test compares the pages with what this makes of them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"
REPORT = ROOT / "src" / "sourcier" / "app" / "corpus" / "showing" / "measured.tsv"
"""What the report of a collection says of itself: the benches are not installed with the program."""
PAGES = ("README.md", "README.fr.md", "docs/limits.md", "bench/README.md")
_ENGLISH = "| | development | held out |\n|---|--:|--:|"
_HEADS = {
    "README.md": _ENGLISH,
    "docs/limits.md": _ENGLISH,
    "README.fr.md": "| | mise au point | jamais vus |\n|---|--:|--:|",
    "bench/README.md": "| bench | metric | all | French | English | asked |\n|---|---|--:|--:|--:|--:|",
}

Figures = Mapping[str, Mapping[str, float]]


def main() -> None:
    """Write the tables into the pages."""
    for name in PAGES:
        page = ROOT / name
        page.write_text(with_table(page.read_text(encoding="utf-8"), name), encoding="utf-8")
    REPORT.write_text(measured(), encoding="utf-8")


def with_table(text: str, name: str) -> str:
    """Return the text of a page with its table made anew; SystemExit where it has none."""
    head = _HEADS[name]
    made, times = re.subn(rf"{re.escape(head)}\n(\|.*\n)*", lambda _: f"{head}\n{table(name)}", text)
    if times != 1:
        raise SystemExit(f"{name}: there is no table that begins with {head.splitlines()[0]!r}")
    return made


def table(name: str) -> str:
    """Return the rows of the table of a page, a line each."""
    figures: Figures = json.loads((BENCH / "figures.json").read_text(encoding="utf-8"))
    wording = tomllib.loads((BENCH / "published.toml").read_text(encoding="utf-8"))
    rows = _benches(figures, wording) if name == "bench/README.md" else _readme(figures, wording, french=".fr." in name)
    return "".join(f"{row}\n" for row in rows)


def measured() -> str:
    """Return what the report of a collection says of itself, a line a figure."""
    figures: Figures = json.loads((BENCH / "figures.json").read_text(encoding="utf-8"))
    wording = tomllib.loads((BENCH / "published.toml").read_text(encoding="utf-8"))
    lines = ["name\tdevelopment\theld_out"]
    for row in wording["report"]:
        cells = ["; ".join(shown(figures, name, wording) for name in row[of]) for of in ("development", "held_out")]
        lines.append("\t".join([row["name"], *cells]))
    return "".join(f"{line}\n" for line in lines)


def _readme(figures: Figures, wording: Mapping[str, Any], *, french: bool) -> list[str]:
    def cell(names: Sequence[str]) -> str:
        return "; ".join(shown(figures, name, wording) for name in names)

    rows = [
        f"| {row['fr' if french else 'en']} | {cell(row['development'])} | {cell(row['held_out'])} |"
        for row in wording["row"]
    ]
    return [re.sub(r"(?<=\d)\.(?=\d)", ",", row).replace(";", " ;") if french else row for row in rows]


def _benches(figures: Figures, wording: Mapping[str, Any]) -> list[str]:
    rows = []
    for bench, found in figures.items():
        for number, metric in enumerate(name for name in found if not name.startswith(("fr.", "en."))):
            digits = wording["digits"].get(f"{bench}.{metric}", 2)
            apart = [_rounded(found.get(f"{lang}.{metric}"), digits) for lang in ("fr", "en")]
            asked = wording["asked"].get(f"{bench}.{metric}", "")
            cells = [
                "" if number else f"`{bench}`",
                metric,
                shown(figures, f"{bench}.{metric}", wording),
                *apart,
                asked,
            ]
            rows.append("|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|")
    return rows


def shown(figures: Figures, name: str, wording: Mapping[str, Any]) -> str:
    """Return a figure by its bench and metric, rounded as the pages show it."""
    bench, metric = name.split(".", 1)
    return _rounded(figures[bench][metric], wording["digits"].get(name, 2))


def _rounded(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


if __name__ == "__main__":
    main()
