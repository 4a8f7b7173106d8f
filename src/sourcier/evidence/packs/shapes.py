"""The shapes of table that PACKS.md defines: their columns, and what these hold."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """What every table of one shape has."""

    required: tuple[str, ...]
    """Columns the table must have."""
    filled: tuple[str, ...] = ()
    """Columns that no row may leave empty."""
    ids: tuple[str, ...] = ()
    """Columns that hold an id of the entities."""
    id_lists: tuple[str, ...] = ()
    """Columns that hold ids parted by `;`."""
    key: tuple[str, ...] = ()
    """What tells two rows apart, where the schema gives no primary key."""
    dates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    """Two columns of which the first is not after the second."""
    same_day: bool = False
    """The two may be equal."""


def _shapes() -> Mapping[str, Shape]:
    raw = tomllib.loads((resources.files(__package__) / "shapes.toml").read_text(encoding="utf-8"))
    return {name: _shape(fields) for name, fields in raw.items()}


def _shape(fields: Mapping[str, Any]) -> Shape:
    lists = {key: tuple(value) for key, value in fields.items() if key != "same_day"}
    return Shape(**lists, same_day=bool(fields.get("same_day", False)))


SHAPES = _shapes()
RATE_ROLES = frozenset({"exchange_rate", "conversion_rate"})
"""Tables of rates between currencies: of a market by period, or set by law from a day on."""
ROLES = frozenset({"positions", "profiles"}) | RATE_ROLES
"""Layouts that a table has by its role, beside its shape."""
