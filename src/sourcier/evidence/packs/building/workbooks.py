"""Excel workbooks as delimited text, a file a sheet."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zlib import error as ZlibError  # noqa: N812 -- zlib names its exception in lower case

from sourcier.evidence.packs.archives import RATIO
from sourcier.evidence.packs.errors import UnreadableTable

_SIZE = 2 * 1024**3
_FREE = 50 * 1024**2
"""Sheets that unpack to less are never a bomb."""


def write_sheets(file: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each sheet that is not empty by name, written as CSV into a folder.

    Numbers keep their digits, dates become ISO days, and what is shown as a percentage is written as one: the cell of
    "7.1 %" holds 0.071.

    Raises:
        UnreadableTable: It is damaged, locked, or unpacks to far more than it weighs.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 -- half a second to import, and most tables are text

    _check_size(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except Exception as error:
        # openpyxl lets through whatever its parsers raise on a damaged file: KeyError, ValueError, ParseError, …
        raise UnreadableTable.of(file, f"not a workbook that can be read: {type(error).__name__}") from error
    try:
        for at, sheet in enumerate(book.worksheets):
            path = folder / f"sheet-{at}.csv"
            if _write(sheet, path):
                yield sheet.title, path
    except (ValueError, KeyError, SyntaxError, zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError) as error:
        raise UnreadableTable.of(file, f"a sheet cannot be read: {error}") from error
    finally:
        book.close()


def _check_size(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        raise UnreadableTable.of(file, "not an .xlsx workbook; an .xls or .ods file must be saved as .xlsx") from error
    if size > _SIZE or (size > _FREE and size > RATIO * file.stat().st_size):
        raise UnreadableTable.of(file, f"unpacks to {size // 1024**2} MB")


def _write(sheet: Any, path: Path) -> bool:
    """Write a sheet; say whether it holds anything."""
    is_filled = False
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for row in sheet.iter_rows():
            cells = [_text(cell.value, getattr(cell, "number_format", "")) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            is_filled = is_filled or bool(cells)
            writer.writerow(cells)
    return is_filled


def _text(value: Any, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        # 15 digits: what a workbook keeps. 0.1 + 0.2 is shown, and meant, as 0.3.
        number = Decimal(f"{value:.15g}")
        if number_format and "%" in number_format:
            return f"{_plain(number * 100)} %"
        return _plain(number)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split())


def _plain(number: Decimal) -> str:
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
