"""`sourcier corpus export`: one table as a file."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcier.app.cli.corpus.options import Csv, Folder, Json, Parquet, target
from sourcier.app.cli.outcome import Usage, stopping


def export(
    folder: Folder,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="One of the tables: inputs, articles, claims, …")],
    *,
    csv: Csv = None,
    parquet: Parquet = None,
    json: Json = None,
) -> None:
    """Write a table of a corpus as one file: CSV, Parquet or JSON lines.

    The rows come in the order in which they were written, however many there are. In CSV, no text is taken for a
    formula by a spreadsheet, every text is one line, lists stand in one cell, and articles.record is left out; where
    "start" and "end" shall fit articles.text, take Parquet or JSON.

    \b
    Examples:
      sourcier corpus export corpus claims --csv claims.csv
      sourcier corpus export corpus articles --parquet articles.parquet

    \b
    Exit codes: 0 done; 2 usage; 3 stopped: no corpus, a damaged file, a file that cannot be written.
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.app.corpus.tables import TABLES

    if table not in TABLES:
        raise Usage(f"{table!r} is no table; give one of {', '.join(TABLES)}", param_hint="TABLE")
    with stopping():
        goal = target(csv, parquet, json)
        if goal is None:
            raise Usage("give --csv FILE, --parquet FILE or --json FILE", param_hint="--csv")
        from sourcier.app.corpus.tables import open_corpus
        from sourcier.app.corpus.tables.querying import whole

        goal.write(whole(open_corpus(folder), table))
