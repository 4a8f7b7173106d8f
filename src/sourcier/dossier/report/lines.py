"""Lines of the terminal report: paragraphs at a width, rows with a label."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

_LABEL = 14
"""Columns kept for "Autre lecture", the longest label."""


def row(label: str, text: str, width: int, *, style: str = "") -> Iterator[Text]:
    """Return a text behind its label; nothing for an empty text."""
    if not text:
        return
    first = f"{'':4}{label:<{_LABEL}}"
    for number, line in enumerate(wrapped(text, width, first=first, rest=" " * len(first), style=style)):
        if number == 0:
            line.stylize("dim", 0, len(first))
        yield line


def wrapped(text: str, width: int, *, first: str = "", rest: str = "", style: str = "") -> Iterator[Text]:
    """Return a paragraph as lines.

    Breaks fall at plain spaces only: Rich's own wrapping breaks at the no-break spaces of French too. A word
    longer than the line (an address) stays whole.
    """
    line, room = first, width - cell_len(first)
    is_empty = True
    for word in text.split(" "):
        size = cell_len(word)
        if not is_empty and size + 1 > room:
            yield Text(line, style=style)
            line, room, is_empty = rest, width - cell_len(rest), True
        line += word if is_empty else f" {word}"
        room -= size if is_empty else size + 1
        is_empty = False
    yield Text(line, style=style)
