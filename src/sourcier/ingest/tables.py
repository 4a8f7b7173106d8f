"""Reading the small tables that lie beside the modules."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a tab-separated file beside a module; lines that start with # are comments."""
    text = (resources.files(package) / name).read_text(encoding="utf-8")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )
