"""How often Sourcier is wrong, as last measured: measured.tsv, which tools/published.py makes of bench/figures.json."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure of the benches, as the page shows it."""

    name: str
    """Of its words: `corpus.rate.<name>`."""
    development: str
    """On the sets that were in sight while the rules were written; several are parted by "; "."""
    held_out: str
    """On those that were not."""


@cache
def rates() -> tuple[Rate, ...]:
    """Return the figures, in the order in which they are shown."""
    lines = (resources.files(__package__) / "measured.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Rate(*line.split("\t")) for line in lines[1:])
