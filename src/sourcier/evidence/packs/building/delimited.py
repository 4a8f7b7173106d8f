"""Delimited text: its encoding, its delimiter and its header, found before DuckDB reads it."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sourcier.evidence.packs.errors import UnreadableTable

_CHUNK = 1024**2
_LONGEST = 1_000_000
_DELIMITERS = ",;\t|"
_LOOKED_AT = 60
"""Rows from the top in which the header is looked for: titles and notes may come first."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a delimited file is to be read."""

    path: Path
    """The file, or its copy in UTF-8."""
    delimiter: str
    skip: int
    """Lines up to and with the header."""
    header: tuple[str, ...]
    """Every name once, none empty."""


def find_layout(file: Path, copy: Path) -> Layout:
    """Return how to read a delimited file.

    Args:
        file: The file: UTF-8, UTF-16 with its mark, or Windows-1252, as French spreadsheets write it.
        copy: Where a copy in UTF-8 may be written.

    Raises:
        UnreadableTable: It is empty, is no text, or has no two columns.
    """
    path = _in_utf8(file, copy)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        head = [line for _ in range(4 * _LOOKED_AT) if (line := lines.readline(_LONGEST))]
    if any(len(line) == _LONGEST for line in head):
        raise UnreadableTable.of(file, f"a line of more than {_LONGEST} letters")
    if not any(line.strip() for line in head):
        raise UnreadableTable.of(file, "the file is empty")
    delimiter = _delimiter(head)
    try:
        skip, header = _header(head, delimiter)
    except csv.Error as error:
        raise UnreadableTable.of(file, f"not CSV: {error}") from error
    if len(header) < 2:
        raise UnreadableTable.of(
            file, "no table in it: no row has two cells (comma, semicolon, tab and bar were tried)"
        )
    return Layout(path=path, delimiter=delimiter, skip=skip, header=named(header))


def _in_utf8(file: Path, copy: Path) -> Path:
    try:
        with file.open("rb") as raw:
            start = raw.read(4)
        if start.startswith(_UTF_16):
            return _transcoded(file, copy, "utf-16")
        if _decodes(file, "utf-8-sig"):
            return file
        return _transcoded(file, copy, "cp1252")
    except OSError as error:
        raise UnreadableTable.of(file, f"cannot be read: {error.strerror}") from error
    except UnicodeError as error:
        raise UnreadableTable.of(file, "neither UTF-8, UTF-16 nor Windows-1252 text") from error


def _decodes(file: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open("rb") as raw:
        try:
            while chunk := raw.read(_CHUNK):
                if b"\0" in chunk:
                    raise UnreadableTable.of(file, "not text: it holds NUL bytes")
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _transcoded(file: Path, copy: Path, encoding: str) -> Path:
    with file.open(encoding=encoding, newline="") as text, copy.open("w", encoding="utf-8", newline="") as out:
        while chunk := text.read(_CHUNK):
            out.write(chunk)
    return copy


def _delimiter(head: list[str]) -> str:
    """Return the delimiter by which most rows have the same number of cells, more than one."""

    def regularity(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in _rows(head, delimiter) if row)
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            return 0.0, 0
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        return count / sum(widths.values()), width

    return max(_DELIMITERS, key=regularity)


def _rows(head: list[str], delimiter: str) -> list[list[str]]:
    reader = csv.reader(head, delimiter=delimiter)
    try:
        return list(reader)
    except csv.Error:
        return []


def _header(head: list[str], delimiter: str) -> tuple[int, list[str]]:
    """Return the number of lines up to and with the header, and its cells."""
    reader = csv.reader(head, delimiter=delimiter)
    rows = [(reader.line_num, row) for row in reader]
    at = header_at([row for _, row in rows[:_LOOKED_AT]])
    return rows[at]


def header_at(rows: list[list[str]]) -> int:
    """Return the place of the header: the first row with nearly as many cells as the widest of those below it.

    >>> header_at([["Chômage par pays", "", ""], [], ["pays", "2021", "2022"], ["France", "7.9", "7.3"]])
    2
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    for at, count in enumerate(filled):
        below = max(filled[at + 1 : at + 21], default=0)
        if count >= 2 and count >= 0.6 * below:
            return at
    return 0


def named(header: list[str]) -> tuple[str, ...]:
    """Return column names that are all there and all different.

    >>> named(["pays", "", "taux", "taux"])
    ('pays', 'column 2', 'taux', 'taux 4')
    """
    names: list[str] = []
    for at, cell in enumerate(header, start=1):
        name = " ".join(cell.split()) or f"column {at}"
        taken = {known.casefold() for known in names}
        names.append(name if name.casefold() not in taken else f"{name} {at}")
    return tuple(names)
