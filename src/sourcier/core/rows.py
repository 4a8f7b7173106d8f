"""Tables that are packaged beside the code: a head, tab-separated cells, and lines of comment that begin with `#`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


def read_rows(package: str, name: str) -> list[list[str]]:
    """Return the cells of a table below its head, comments and blank lines left out.

    Args:
        package: The package that the file stands in.
        name: The file, with its ending.
    """
    return _lines(package, name)[1:]


def read_columns(package: str, name: str) -> list[dict[str, str]]:
    """Return the rows of a table by the names of its head, missing cells empty."""
    columns, *rows = _lines(package, name)
    return [dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=True)) for cells in rows]


@cache
def read_lists(package: str, name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of each list of a table, read once.

    The first cell names the list; the words of the other cells, parted by blanks, are taken together.
    """
    return {cells[0]: tuple(word for cell in cells[1:] for word in cell.split()) for cells in read_rows(package, name)}


def _lines(package: str, name: str) -> list[list[str]]:
    text = (resources.files(package) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
