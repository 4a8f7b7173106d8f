"""Paste what `sourcier check` prints today into README.md: the head of the example's dossier and a few of its claims.

    tools/readme.py          # or: make readme

A test compares the two, so that the README never shows an output that the program no longer gives.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ("la Hongrie n'a rejoint", "à 3,3 % de son PIB", "n'a déclenché aucune guerre")
"""Words of the claims that the README shows: one refuted by a date, one known only later, one by counter-examples."""


def main() -> None:
    """Replace the README's first block of plain text."""
    line = [sys.executable, "-m", "sourcier", "check", "examples/colonne.md"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    paragraphs = done.stdout.split("\n\n")
    claims = [next(part for part in paragraphs if words in part) for words in SHOWN]
    block = "\n\n…\n\n".join(["\n\n".join(paragraphs[:2]), *claims]) + "\n\n…"
    readme = ROOT / "README.md"
    before, after = re.split(r"```text\n.*?\n```", readme.read_text(encoding="utf-8"), maxsplit=1, flags=re.DOTALL)
    readme.write_text(f"{before}```text\n{block}\n```{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
