"""Rows on a terminal: a table where its columns have room, else a record under the other."""

from __future__ import annotations

from itertools import islice
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sourcier.app.cli.outcome import width
from sourcier.app.corpus.tables.querying import Answer
from sourcier.dossier.report.typography import one_line

ROWS = 50
"""Shown at most; a file takes all."""
_NARROWEST = 12
"""Columns of the terminal that a column needs on average."""
_LONGEST = 300
"""Characters of a value that are shown."""


def show_rows(answer: Answer) -> None:
    """Print the first rows, and say whether there are more."""
    names = [one_line(name) for name in answer.schema.names]
    rows = answer.rows()
    shown = [[_shown(value) for value in row] for row in islice(rows, ROWS)]
    columns = width()
    console = Console(highlight=False, markup=False, emoji=False, width=columns)
    if len(names) * _NARROWEST <= columns:
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for name in names:
            table.add_column(Text(name), overflow="fold")
        for row in shown:
            table.add_row(*map(Text, row))
        console.print(table)
    else:
        pad = max(map(len, names))
        for number, row in enumerate(shown, start=1):
            console.print(Text(f"── {number}", style="dim"))
            for name, value in zip(names, row, strict=True):
                console.print(Text(f"{name:<{pad}}  {value}"), soft_wrap=True)
    if next(rows, None) is not None:
        typer.echo(f"… more than {ROWS} rows; --csv FILE, --parquet FILE or --json FILE writes all of them", err=True)


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    line = one_line(str(value))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
