"""A person who completes drafts, for tests."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sourcier.evidence.packs.building import Built, build, describe


def drafted(source: Path, folder: Path) -> dict[str, Any]:
    """Describe a file or a folder; return what the draft's descriptor holds."""
    describe([source], folder, name=source.stem, lang="en")
    parsed: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return parsed


def complete(folder: Path, ids: Mapping[str, str] | None = None, **blanks: Any) -> None:
    """Fill every blank of a draft: `blanks` by the last part of their key, the others with a word.

    `ids` gives the id of names that are not known; a new id gets the name for its labels.
    """
    file = folder / "datapackage.json"
    filled = _filled(json.loads(file.read_text(encoding="utf-8")), "", {"revised": False, **blanks})
    file.write_text(json.dumps(filled), encoding="utf-8")
    names = folder / "entities.csv"
    with names.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if not row["id"] and ids and row["name"] in ids:
            row |= {"id": ids[row["name"]], "kind": "region", "label_fr": row["name"], "label_en": row["name"]}
    if rows:
        with names.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)


def _filled(value: Any, key: str, blanks: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(inner, name, blanks) for name, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, key, blanks) for inner in value]
    return blanks.get(key, "word") if isinstance(value, str) and value.startswith("TODO") else value


def built(source: Path, folder: Path, ids: Mapping[str, str] | None = None, **blanks: Any) -> Built:
    """Describe a source, complete the draft, and build its pack."""
    drafted(source, folder / "draft")
    complete(folder / "draft", ids, **blanks)
    return build(folder / "draft", folder / "pack")


def rows_of(made: Built, table: str) -> list[tuple[str | None, ...]]:
    """Return entity, period and value of each row of a series."""
    (resource,) = (one for one in made.pack.resources if one.name == table)
    return [(row["entity"], row["period"], row["value"]) for row in resource.rows()]
