"""The precision and recall that readers are shown: on sentences by another hand, at their first reading."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from sourcier.core.article import Lang


@dataclass(frozen=True, slots=True)
class Measured:
    """What the sentences of one language gave."""

    precision: float
    """0 to 1: the share of `found` that a careful reader marks too."""
    recall: float
    """0 to 1: the share of `gold` that was found."""
    found: int
    gold: int
    """How many passages a careful reader marks."""
    sentences: int
    file: str
    """Its name in bench/own."""
    day: date
    """When it was measured."""


@cache
def measured(lang: Lang) -> Measured:
    """Return the measure of a language, from `measured.toml`, written by `bench/rhetoric.py --record`."""
    table = tomllib.loads((resources.files(__package__) / "measured.toml").read_text(encoding="utf-8"))
    return Measured(**table[lang])
