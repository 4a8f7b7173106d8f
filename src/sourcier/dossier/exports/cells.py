"""Cells of a spreadsheet: no text of an article, a table or a document is ever taken for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from sourcier.dossier.report.typography import as_number, one_line

Value = str | int | Decimal | bool | None

MARK = "'"
"""Stands before what would start a formula; Excel, LibreOffice and Google Sheets then show text."""

# OWASP, "CSV Injection": = + - @, tab and carriage return, their full-width forms, also behind blanks, and at the
# start of a cell that a reader with another separator makes of the middle of ours.
_STARTS = re.compile(r"[\s']*[=+\-@＝＋－＠]")
_INNER = re.compile(r"(;[\s\"']*)(?=[=+\-@＝＋－＠])")


def guarded(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula. A plain figure is none, and stays.

    >>> guarded("=1+1"), guarded("-4,2 points"), guarded("-4.2"), guarded("taux ;=A1")
    ("'=1+1", "'-4,2 points", '-4.2', "taux ;'=A1")
    """
    line = _INNER.sub(rf"\1{MARK}", one_line(text))
    return MARK + line if _STARTS.match(line) and as_number(line) is None else line


def cell(value: Value) -> str | int | Decimal:
    """Return what stands in a cell: a figure as a figure, yes and no in words, a text guarded, nothing as empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(value) if isinstance(value, str) else value


def plain(value: Value) -> str:
    """Return a cell as a file of separated values has it.

    >>> plain(Decimal("1E+3")), plain(True), plain("@a")
    ('1000', 'yes', "'@a")
    """
    shown = cell(value)
    return f"{shown:f}" if isinstance(shown, Decimal) else str(shown)


def joined(parts: Iterable[str]) -> str:
    """Return several entries in one cell."""
    return "; ".join(part for part in parts if part)


def figure(raw: str) -> Value:
    """Return a table's entry as a figure where it is one, else as it stands."""
    number = as_number(raw)
    return raw if number is None else number
