"""CSV and TSV: the columns by their header, a row at a time, and a row that is broken without the rows behind it."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO

from sourcier.app.corpus.inputs.columns import LOOKED_AT, Found, find_columns, hold_against
from sourcier.app.corpus.inputs.layout import layout
from sourcier.app.corpus.inputs.records import Asked, Expanded, Failed
from sourcier.app.corpus.inputs.rows import item_of
from sourcier.ingest.containers.errors import BadRecord
from sourcier.ingest.containers.packed import open_packed
from sourcier.ingest.errors import EmptyText
from sourcier.ingest.sources import LIMIT

_ROW = 3 * LIMIT
"""Characters of a row: a page of `LIMIT` with a text of it."""
_AGAIN = 16 * LIMIT
"""Characters that may be read again behind broken rows, before the rest of a file is given up: some seconds."""
_LINE = 50
"""Characters that a line takes as long as, however short."""
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_NONE = "\x1f"
"""Parts nothing: no text has it."""
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    """On which it starts, from 1."""
    cells: tuple[str, ...] = ()
    wrong: str | None = None
    """Why there are no cells."""


class _Broken(Exception):
    """A row that cannot be one."""


def check_table(path: Path, asked: Asked, name: str) -> None:
    """Look at the header of a table. Raises what `find_columns` raises, and EmptyText where there is nothing."""
    with open_packed(path) as file:
        rows = _rows(file, path)
        header, found = _header(rows, asked, name)
        first = (dict(zip(header, row.cells, strict=False)) for row in islice(rows, LOOKED_AT) if not row.wrong)
        hold_against(first, found, asked.columns, name)


def read_table(path: Path, asked: Asked, name: str) -> Iterator[Expanded]:
    """Yield the item of each row, or what is wrong with it; empty rows give nothing."""
    with open_packed(path) as file:
        rows = _rows(file, path)
        header, found = _header(rows, asked, name)
        yield from layout(header, found, name)
        for row in rows:
            locator = f"{name}#line={row.line}"
            cells = row.cells
            while len(cells) > len(header) and not cells[-1].strip():
                cells = cells[:-1]
            wrong = row.wrong
            if not wrong and len(cells) != len(header):
                wrong = f"{len(cells)} fields, where the header has {len(header)}"
            if wrong:
                yield Failed.of(locator, BadRecord.at(locator, wrong))
            else:
                yield item_of(dict(zip(header, cells, strict=True)), found, locator)


def _header(rows: Iterator[_Row], asked: Asked, name: str) -> tuple[tuple[str, ...], Found]:
    row = next(rows, None)
    if row is None:
        raise EmptyText(f"{name} is empty", source=name)
    if row.wrong:
        raise BadRecord.at(f"{name}#line={row.line}", row.wrong)
    header = tuple(cell.strip() for cell in row.cells)
    while header and not header[-1]:
        header = header[:-1]
    return header, find_columns(header, asked.columns, name)


def _rows(file: IO[bytes], path: Path) -> Iterator[_Row]:
    lines = _Lines(file)
    delimiter = _delimiter(lines, path)
    csv.field_size_limit(max(csv.field_size_limit(), _ROW))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    width = 0
    while True:
        lines.begin()
        try:
            cells = next(reader, None)
        except (csv.Error, _Broken) as error:
            yield _Row(lines.first, wrong=_said(error))
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            # Of a table of one column any line would pass for a row.
            if width > 1 and not lines.back():
                yield _Row(lines.first, wrong="too many quotes that are never closed; what follows is not read")
                return
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            width = width or len(cells)
            yield _Row(lines.first, tuple(cells))


def _said(error: Exception) -> str:
    said = str(error)
    if "expected after" in said:
        return "letters behind a closing quote; a quote inside a field is written twice"
    return "a quote that is never closed" if "end of data" in said else said


class _Lines:
    """The lines of a table, of which those of a broken row can be had again but for its first."""

    def __init__(self, file: IO[bytes]) -> None:
        self._lines = _numbered(file)
        self._again: deque[tuple[int, str | None]] = deque()
        self._used: list[tuple[int, str]] = []
        self._length = 0
        self._left = _AGAIN
        self.first = 1
        """The line on which the row at hand starts."""

    def begin(self) -> None:
        """Say that a row starts."""
        self._used, self._length = [], 0

    def back(self) -> bool:
        """Give back what the row at hand has taken but for its first line; False where that was done too often."""
        again = self._used[1:]
        self._left -= sum(len(line) + _LINE for _, line in again)
        self._again.extendleft(reversed(again))
        return self._left > 0

    def look(self) -> str:
        """Return the next line that is not blank, and leave it there."""
        while True:
            number, line = next(self._lines, (0, ""))
            if line is None or line.strip() or number == 0:
                self._again.append((number, line))
                return line or ""

    def drop(self) -> None:
        """Leave out the line that was looked at."""
        self._again.clear()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, line = self._again.popleft() if self._again else next(self._lines)
        if not self._used:
            self.first = number
        if line is None:
            raise _Broken(f"a line of more than {_ROW // 1024**2} MB")
        self._used.append((number, line))
        self._length += len(line)
        if self._length > _ROW:
            raise _Broken(f"more than {_ROW // 1024**2} MB; a quote may never be closed")
        return line


def _numbered(file: IO[bytes]) -> Iterator[tuple[int, str | None]]:
    """Yield the lines with their numbers, each in UTF-8 or, where it is not, in Windows-1252.

    None stands for a line that is too long. The encoding is told line by line: tables that several hands have put
    together are in several.
    """
    head = file.read(2)
    file.seek(0)
    is_wide = head in _BOMS
    # As Latin-1 every byte is a character: the lines are parted at any line end, and decoded one by one.
    lines = TextIOWrapper(file, "utf-16" if is_wide else "latin-1", errors="replace", newline="")
    number = 0
    while line := lines.readline(_ROW + 1):
        number += 1
        if len(line) > _ROW:
            while not line.endswith(("\n", "\r")) and (line := lines.readline(_ROW)):
                pass
            yield number, None
        elif is_wide or line.isascii():
            yield number, line
        else:
            text = _decoded(line.encode("latin-1"))
            yield number, text.removeprefix("\ufeff") if number == 1 else text


def _decoded(line: bytes) -> str:
    """Return the text of a line. A text in UTF-8 that was cut inside a letter is not Windows-1252 for that.

    >>> _decoded("Évry".encode("cp1252")), _decoded("Élève à Évr\u00e9".encode()[:-1])
    ('Évry', 'Élève à Évr\ufffd')
    """
    text = line.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(not letter.isascii() for letter in text) - broken if broken else 0
    return line.decode("cp1252", "replace") if broken > letters else text


def _delimiter(lines: _Lines, path: Path) -> str:
    """Return what parts the fields, by the header: it has more of that than of the others."""
    header = lines.look()
    if header.startswith("sep=") and len(header.strip()) == 5:  # as Excel writes above the header
        lines.drop()
        return header[4]
    bare = _QUOTED.sub("", header)
    wanted = "\t,;|" if any(ending in {".tsv", ".tab"} for ending in path.suffixes) else ",;\t|"
    delimiter = max(wanted, key=bare.count)
    # Of one column, as a list of addresses, a comma parts nothing.
    return delimiter if delimiter in bare else _NONE
