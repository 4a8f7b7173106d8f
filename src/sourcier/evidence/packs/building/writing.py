"""A pack from a descriptor and rows, for whoever has both already: checked, and put in place in one step."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sourcier.evidence.packs.building.placing import placing
from sourcier.evidence.packs.checking import check
from sourcier.evidence.packs.descriptor import DESCRIPTOR, Pack
from sourcier.evidence.packs.errors import BadPack, StoreFailed
from sourcier.evidence.packs.parsing import read_pack
from sourcier.evidence.packs.store import Store

Rows = Iterable[Sequence[str | None]]


def write_pack(descriptor: Mapping[str, Any], tables: Mapping[str, Rows], out: Path) -> Pack:
    """Write a pack into a new folder and return it, every row checked.

    Args:
        descriptor: What `datapackage.json` is to hold; each resource's `path` is a CSV file inside the pack, and its
            schema gives the columns.
        tables: By resource name, the rows: cells in the order of the schema's fields, None where one is missing.
        out: The folder.

    Raises:
        BadPack: The pack is not what PACKS.md asks for; nothing is left.
        OutputExists: The folder holds something.
        StoreFailed: It cannot be written.
    """
    with placing(out) as folder:
        write_files(descriptor, tables, folder)
        try:
            pack = read_pack(folder)
            check(Store([pack]), pack)
        except BadPack as error:
            raise error.told_of(out, instead_of=folder) from error
    return read_pack(out)


def write_files(descriptor: Mapping[str, Any], tables: Mapping[str, Rows], folder: Path) -> None:
    """Write the files of a pack into a folder that is there, and check nothing: a text may still be missing.

    Arguments as of `write_pack`.

    Raises:
        StoreFailed: A file cannot be written.
    """
    try:
        _write(descriptor, tables, folder)
    except OSError as error:
        raise StoreFailed.at(folder, error) from error


def _write(descriptor: Mapping[str, Any], tables: Mapping[str, Rows], folder: Path) -> None:
    for resource in descriptor["resources"]:
        file = folder / resource["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as text:
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow([field["name"] for field in resource["schema"]["fields"]])
            writer.writerows([cell or "" for cell in row] for row in tables[resource["name"]])
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
