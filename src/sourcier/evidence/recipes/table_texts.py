"""What a recipe itself says of its tables: `tables.toml` in its folder, with labels, definitions, terms and units.

Keys of each table: `shape`, `label.fr/en`, `definition.fr/en`, `terms.fr/en` (lists), `unit`, and where they apply
`tolerance` (`value`, `reason`), `revised`, `note`, `gaps`, `role`, `companion`, `key`, and `columns` (name = [type,
description]).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Any

from sourcier.evidence.packs.descriptor import Column
from sourcier.evidence.recipes.built import Row, Table

_FILE = "tables.toml"


def table_from(folder: Traversable, name: str, rows: Iterable[Row], **changes: Any) -> Table:
    """Return a table with what the recipe's `tables.toml` says of it.

    Args:
        folder: The recipe's.
        name: As in the file.
        rows: The rows.
        changes: Fields of `Table` that this file of the source decides.

    Raises:
        KeyError: The file has no such table: a fault of the recipe.
    """
    said = tomllib.loads((folder / _FILE).read_text(encoding="utf-8"))[name]
    tolerance = said.get("tolerance")
    table = Table(
        name=name,
        shape=said["shape"],
        rows=tuple(rows),
        label=said["label"],
        definition=said["definition"],
        terms={lang: tuple(terms) for lang, terms in said.get("terms", {}).items()},
        unit=said["unit"],
        extra=tuple(Column(column, kind, about) for column, (kind, about) in said.get("columns", {}).items()),
        key=tuple(said.get("key", ())),
        tolerance=(Decimal(str(tolerance["value"])), tolerance["reason"]) if tolerance else None,
        revised=said.get("revised"),
        gaps=tuple(said.get("gaps", ())),
        note=said.get("note", ""),
        role=said.get("role", ""),
        companion=said.get("companion", ""),
    )
    return replace(table, **changes)
