"""A draft as a person left it: its descriptor, the ids of its names, and what is still missing."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sourcier.evidence.packs.blanks import find_blanks
from sourcier.evidence.packs.building.naming import starter_naming
from sourcier.evidence.packs.descriptor import DESCRIPTOR
from sourcier.evidence.packs.errors import BadPack, PackNotFound
from sourcier.evidence.packs.fields import parse_json

NAMES = "entities.csv"
"""In a draft's folder: every name that its tables give to an entity, with the id it was taken for."""
NAME_COLUMNS = ("name", "id", "how", "kind", "label_fr", "label_en", "aliases_fr", "aliases_en", "wikidata")
LEFT_OUT = "-"
"""The id of a name whose rows a person wants left out."""
NO_ID = f"the id of this entity, or {LEFT_OUT} to leave its rows out"
PARTING = r"\s*[;,|]\s*"
"""What parts the names in a cell with several."""


def read_draft(folder: Path) -> dict[str, Any] | None:
    """Return what a draft's descriptor holds; None when the folder's pack is no draft.

    Raises:
        PackNotFound: There is no descriptor.
        BadPack: It is no JSON.
    """
    file = folder / DESCRIPTOR
    try:
        parsed = parse_json(file, file.read_bytes())
    except OSError as error:
        raise PackNotFound.at(folder, f"no readable {DESCRIPTOR}") from error
    resources = parsed.get("resources")
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        return None
    return parsed if any("build" in one for one in resources) else None


def missing_from(folder: Path, parsed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the path of each blank of a draft with what should stand there, then the names without an id."""
    yield from find_blanks(parsed)
    for row in read_names(folder):
        missing = [column for column in ("kind", "label_fr", "label_en") if not row[column]]
        if not row["id"]:
            yield f"{NAMES}: {row['name']}", NO_ID
        elif row["id"] != LEFT_OUT and missing and row["id"] not in starter_naming().entities:
            yield f"{NAMES}: {row['name']}", f"{', '.join(missing)} of {row['id']}"


def read_names(folder: Path) -> list[dict[str, str]]:
    """Return the rows of a draft's `entities.csv`; none where it has none.

    Raises:
        BadPack: It cannot be read, or lacks a column.
    """
    file = folder / NAMES
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines, restval="", delimiter=_delimiter(file)))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadPack.at(file, f"cannot be read: {error}") from error
    if rows and not {"name", "id"} <= rows[0].keys():
        raise BadPack.at(file, f"needs the columns {', '.join(NAME_COLUMNS)}", row=1)
    return [{column: (row.get(column) or "").strip() for column in NAME_COLUMNS} for row in rows]


def _delimiter(file: Path) -> str:
    """Return what parts the cells: a spreadsheet set to French saves semicolons."""
    with file.open(encoding="utf-8-sig") as lines:
        header = lines.readline()
    return ";" if header.count(";") > header.count(",") else ","
