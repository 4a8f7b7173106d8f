"""The words of `words.toml`: what columns are called, what marks a gap, what a person is asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from sourcier.evidence.packs.blanks import BLANK
from sourcier.evidence.packs.searching import fold


@cache
def words() -> Mapping[str, Any]:
    """Return the file's tables."""
    return tomllib.loads((resources.files(__package__) / "words.toml").read_text(encoding="utf-8"))


@cache
def role_names(role: str) -> frozenset[str]:
    """Return the folded names of the columns of one role."""
    return frozenset(words()["roles"][role])


@cache
def missing_cells() -> tuple[str, ...]:
    """Return what a cell without a figure may hold, besides nothing."""
    return tuple(words()["missing"]["cells"])


def folded(name: str) -> str:
    """Return a column's name without case, accents, plurals and signs.

    >>> folded("TIME_PERIOD"), folded("Années")
    ('time period', 'annee')
    """
    return " ".join(fold(name.replace("_", " ")))


def blank(key: str, lang: str) -> str:
    """Return the mark of a blank, with what a person should write there."""
    return f"{BLANK} {words()['blanks'][lang][key]}"
