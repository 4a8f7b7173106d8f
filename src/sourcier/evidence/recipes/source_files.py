"""Files of a source taken apart, each as what it must be or refused with one clear error."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sourcier.evidence.recipes.built import File
from sourcier.evidence.recipes.errors import BadSourceFile

_PAGE = (b"<!doctype html", b"<html", b"<head", b"<!--")
_UNPACKED = 1024 * 1024 * 1024
"""Bytes that an archive may unpack to."""
_ZIP = b"PK\x03\x04"


def check_body(file: File) -> None:
    """Refuse an empty file and a web page that came in the place of data.

    Raises:
        BadSourceFile: It is either.
    """
    start = file.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise BadSourceFile.at(file.name, "the file is empty")
    if start.startswith(_PAGE):
        raise BadSourceFile.at(file.name, "a web page, not data: the source answered with an error page, or has moved")


def text_of(file: File, encoding: str = "utf-8") -> str:
    """Return a file's text, without a byte order mark.

    Raises:
        BadSourceFile: It is empty, a web page, or not in this encoding.
    """
    check_body(file)
    try:
        return file.body.removeprefix(b"\xef\xbb\xbf").decode(encoding)
    except UnicodeDecodeError as error:
        line = file.body[: error.start].count(b"\n") + 1
        raise BadSourceFile.at(file.name, f"not {encoding} text", line=line) from error


def lines_of(file: File, *, delimiter: str = ",", encoding: str = "utf-8") -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each line of a CSV file; blank lines are left out.

    Raises:
        BadSourceFile: A quotation mark is never closed, or the text cannot be read.
    """
    reader = csv.reader(io.StringIO(text_of(file, encoding), newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        raise BadSourceFile.at(file.name, f"not CSV, or cut short: {error}", line=reader.line_num) from error


def table_of(
    file: File, *, delimiter: str = ",", encoding: str = "utf-8", preamble: int = 0
) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Return the header of a CSV file and its rows, each with the number of its line and its cells by column.

    Args:
        file: The file.
        delimiter: What parts the cells.
        encoding: As Python names it.
        preamble: Lines before the header, blank ones not counted.

    Raises:
        BadSourceFile: There is no header, two columns share a name, or a row has more or fewer cells than the header.
    """
    lines = list(lines_of(file, delimiter=delimiter, encoding=encoding))[preamble:]
    if not lines:
        raise BadSourceFile.at(file.name, "no header: cut short, or another format")
    (_, header), *rest = lines
    return header, rows_of(file, header, rest)


def rows_of(
    file: File, header: Sequence[str], lines: Sequence[tuple[int, list[str]]]
) -> list[tuple[int, dict[str, str]]]:
    """Return lines as cells by column.

    Raises:
        BadSourceFile: Two columns share a name, or a line has more or fewer cells than the header.
    """
    doubled = [name for name in header if list(header).count(name) > 1]
    if doubled:
        raise BadSourceFile.at(file.name, f"two columns are called {doubled[0]!r}")
    for number, cells in lines:
        if len(cells) != len(header):
            reason = f"{len(cells)} cells where the header has {len(header)}: cut short, or another format"
            raise BadSourceFile.at(file.name, reason, line=number)
    return [(number, dict(zip(header, cells, strict=True))) for number, cells in lines]


def json_of(file: File) -> Any:
    """Return what a JSON file holds, its numbers as `Decimal` so that no digit is lost.

    Raises:
        BadSourceFile: It is not JSON, or cut short.
    """
    try:
        return json.loads(text_of(file), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise BadSourceFile.at(file.name, f"not JSON, or cut short: {error}") from error


def is_zip(file: File) -> bool:
    """Say whether a file is a ZIP archive (an Excel workbook is one too)."""
    return file.body.startswith(_ZIP)


def members_of(file: File) -> list[File]:
    """Return the files of a ZIP archive, in its order.

    Raises:
        BadSourceFile: It is no archive, is cut short, or unpacks to more than 1 GB.
    """
    check_body(file)
    try:
        with zipfile.ZipFile(io.BytesIO(file.body)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            # A member is read up to the size that it declares, so the declared sizes bound what is unpacked.
            if sum(member.file_size for member in members) > _UNPACKED:
                raise BadSourceFile.at(file.name, "unpacks to more than 1 GB")
            return [File(f"{file.name}: {member.filename}", archive.read(member), file.obtained) for member in members]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise BadSourceFile.at(file.name, f"not a ZIP archive, or cut short: {error}") from error
