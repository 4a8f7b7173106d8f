"""The word tables of the report: `.tsv` beside this module, with a line of column names, and notes behind "#"."""

from __future__ import annotations

from functools import cache
from importlib import resources

REMEMBERED = 65536
"""Wordings of which each reader of words keeps what it found: a claim is held against dozens of others."""


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table by its name, each by column; ValueError where a row has other columns.

    >>> rows("saying")[0]["place"]
    'before'
    """
    lines = (resources.files(__package__) / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    header, *found = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(dict(zip(header, row, strict=True)) for row in found)
