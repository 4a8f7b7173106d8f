"""JSON-stat, versions 1 and 2, as delimited text: a row for each observation, dimensions by code and by label.

Format: https://json-stat.org/full/
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from sourcier.evidence.packs.errors import UnreadableTable

_SIZE = 500 * 1024**2
_CELLS = 20_000_000
"""A sparse cube may declare far more cells than it holds."""
VALUE = "value"
STATUS = "obs_status"


def write_datasets(file: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each data set of a file by name, written as CSV into a folder.

    Raises:
        UnreadableTable: It is not JSON, or not JSON-stat.
    """
    if file.stat().st_size > _SIZE:
        raise UnreadableTable.of(file, f"larger than {_SIZE // 1024**2} MB")
    try:
        parsed = json.loads(file.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableTable.of(file, f"not JSON: {error}") from error
    for at, (name, dataset) in enumerate(_datasets(file, parsed)):
        path = folder / f"dataset-{at}.csv"
        try:
            _write(file, dataset, path)
        except UnreadableTable:
            raise
        except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
            raise UnreadableTable.of(file, f"not JSON-stat: {type(error).__name__} {error}") from error
        yield name, path


def _datasets(file: Path, parsed: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(parsed, dict) and parsed.get("class") == "dataset":
        yield "", parsed
        return
    sets = parsed.items() if isinstance(parsed, dict) else ()
    found = [(name, one) for name, one in sets if isinstance(one, dict) and "dimension" in one and "value" in one]
    if not found:
        raise UnreadableTable.of(file, "not JSON-stat: no data set in it")
    yield from found


def _write(file: Path, dataset: Mapping[str, Any], path: Path) -> None:
    dimensions = dataset["dimension"]
    # Version 1 has the order and the sizes inside `dimension`.
    ids: Sequence[str] = dataset.get("id") or dimensions["id"]
    sizes: Sequence[int] = dataset.get("size") or dimensions["size"]
    categories = [_categories(dimensions[name]) for name in ids]
    if [len(listed) for listed in categories] != list(sizes):
        raise UnreadableTable.of(file, "the sizes of its dimensions are not those it gives")
    cells = 1
    for size in sizes:
        cells *= size
    if cells > _CELLS:
        raise UnreadableTable.of(file, f"{cells} cells; at most {_CELLS} are read")
    values, statuses = _by_place(dataset["value"]), _by_place(dataset.get("status") or {})
    labelled = [any(code != label for code, label in listed) for listed in categories]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        header = [
            column
            for name, has_labels in zip(ids, labelled, strict=True)
            for column in ((name, f"{name} label") if has_labels else (name,))
        ]
        writer.writerow([*header, VALUE, STATUS])
        for at, place in enumerate(product(*categories)):
            value = values.get(at)
            if value is None:
                continue
            codes = [
                cell
                for (code, label), has_labels in zip(place, labelled, strict=True)
                for cell in ((code, label) if has_labels else (code,))
            ]
            writer.writerow([*codes, _number(value), statuses.get(at) or ""])


def _categories(dimension: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return code and label of each category of a dimension, in the cube's order."""
    category = dimension["category"]
    labels = category.get("label") or {}
    index = category.get("index")
    if index is None:
        codes = list(labels)  # a dimension of one category may give its label alone
    elif isinstance(index, dict):
        codes = sorted(index, key=lambda code: int(index[code]))
    else:
        codes = list(index)
    return [(str(code), str(labels.get(code, code))) for code in codes]


def _by_place(values: Any) -> dict[int, Any]:
    if isinstance(values, dict):
        return {int(place): value for place, value in values.items()}
    if isinstance(values, str):
        return {}
    return dict(enumerate(values))


def _number(value: Any) -> str:
    return repr(value) if isinstance(value, float) else str(value)
