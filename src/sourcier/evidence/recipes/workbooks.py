"""Excel workbooks with what values alone do not say: the colour a figure is written in, the day the file was saved."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sourcier.evidence.recipes.built import File
from sourcier.evidence.recipes.errors import BadSourceFile
from sourcier.evidence.recipes.source_files import check_body

PLAIN = "plain"
_TEXT_THEME = frozenset({0, 1, 2, 3})
"""Theme colours that are a workbook's own text and ground, first and second."""
_AUTOMATIC = frozenset({64, 65})
"""Indexed colours that stand for the window's own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    value: Any
    """Text, a number, a date; None for an empty cell."""
    colour: str = PLAIN
    """`plain`, `blue`, `red`, or the colour's code where it is none of them."""

    @property
    def text(self) -> str:
        """The value as text without blanks around it, empty for an empty cell; 1949.0 is 1949."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value).strip()

    @property
    def number(self) -> Decimal | None:
        """The number as the workbook holds it, None where the cell holds none."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            return None
        return Decimal(str(self.value))


@dataclass(frozen=True, slots=True)
class Workbook:
    """One workbook, read whole."""

    saved: date
    sheets: dict[str, list[list[Cell]]]
    """Rows by the sheet's name, all of a sheet as wide as its widest."""


def workbook_of(file: File) -> Workbook:
    """Return a workbook.

    Raises:
        BadSourceFile: It is no workbook, is cut short, or does not say when it was saved.
    """
    check_body(file)
    import openpyxl  # noqa: PLC0415 -- 0.2 s to import, for workbooks only

    try:
        book = openpyxl.load_workbook(io.BytesIO(file.body), data_only=True)
        sheets = {
            sheet.title: [[Cell(cell.value, _colour(cell.font.color)) for cell in row] for row in sheet.iter_rows()]
            for sheet in book.worksheets
        }
    except Exception as error:  # openpyxl lets whatever its parts raise come through
        raise BadSourceFile.at(file.name, f"not an Excel workbook, or cut short: {error}") from error
    if book.properties.modified is None:
        raise BadSourceFile.at(file.name, "the workbook does not say when it was saved")
    return Workbook(book.properties.modified.date(), sheets)


def header_row(file: File, sheet: str, rows: Sequence[Sequence[Cell]], first: str) -> int:
    """Return the place of the row that holds a column's name, among a sheet's rows.

    Raises:
        BadSourceFile: No row does.
    """
    for at, row in enumerate(rows):
        if any(cell.text == first for cell in row):
            return at
    raise BadSourceFile.at(f"{file.name}: {sheet}", f"no row with the column {first!r}")


def plain(number: Decimal) -> str:
    """Return a number without exponent and without idle zeros.

    >>> plain(Decimal("801.5") * 1000000), plain(Decimal("0.0200") * 100)
    ('801500000', '2')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _colour(colour: Any) -> str:
    """Return what a font's colour is to a reader: tints of one colour are that colour."""
    if colour is None or colour.type == "auto":
        return PLAIN
    if colour.type == "theme":
        return PLAIN if colour.theme in _TEXT_THEME else f"theme {colour.theme}"
    if colour.type == "indexed":
        return _indexed(colour.indexed)
    return shade(str(colour.rgb))


def _indexed(place: int) -> str:
    from openpyxl.styles.colors import COLOR_INDEX  # noqa: PLC0415 -- as above

    if place in _AUTOMATIC:
        return PLAIN
    return shade(COLOR_INDEX[place]) if place < len(COLOR_INDEX) else f"indexed {place}"


def shade(code: str) -> str:
    """Return what an ARGB code looks like.

    >>> shade("FF0000FF"), shade("FFC00000"), shade("FF000000"), shade("FF00B050")
    ('blue', 'red', 'plain', 'FF00B050')
    """
    red, green, blue = (int(code[at : at + 2], 16) for at in (2, 4, 6))
    if red == green == blue:
        return PLAIN
    if blue > red and blue > green:
        return "blue"
    return "red" if red > blue and red > green else code
