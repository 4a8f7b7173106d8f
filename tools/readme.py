"""Paste what `sourcier check` prints today into the READMEs: parts of the dossiers of two examples, one with a library.

    tools/readme.py          # or: make readme

A test compares the two, so that no README ever shows an output that the program no longer gives.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ("la Hongrie n'a rejoint", "à 3,3 % de son PIB", "n'a déclenché aucune guerre")
"""Words of the claims that the README shows: one refuted by a date, one known only later, one by counter-examples."""
FROM_TEXTS = ("11,3 millions de voyageurs en 2023", "toutes les lignes de nuit", "a déclaré le")
"""Likewise for the example with a library: a passage, an earlier fact-check, an altered quotation."""


def main() -> None:
    """Replace the README's blocks of plain text."""
    paragraphs = printed("check", "examples/colonne.md")
    first = ["\n\n".join(paragraphs[:2]), *claims(paragraphs, SHOWN)]
    with tempfile.TemporaryDirectory() as library:
        printed("library", "add", "examples/library", "--library", library)
        second = claims(printed("check", "examples/tramway.md", "--library", library), FROM_TEXTS)
    for name in ("README.md", "README.fr.md"):
        readme = ROOT / name
        shown = ["\n\n…\n\n".join(first) + "\n\n…", "\n\n…\n\n".join(second)]
        readme.write_text(pasted(readme.read_text(encoding="utf-8"), shown), encoding="utf-8")


def pasted(text: str, blocks: Sequence[str]) -> str:
    """Return a text with its blocks of plain text replaced, in order."""
    left = iter(blocks)
    return re.sub(r"```text\n.*?\n```", lambda _: f"```text\n{next(left)}\n```", text, flags=re.DOTALL)


def printed(*arguments: str) -> list[str]:
    """Return the paragraphs that a command prints."""
    line = [sys.executable, "-m", "sourcier", *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n\n")


def claims(paragraphs: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the first paragraph that has each of some words."""
    return [next(part for part in paragraphs if each in part) for each in words]


if __name__ == "__main__":
    main()
