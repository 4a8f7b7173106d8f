"""`sourcier corpus sql`: a query over the tables."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcier.app.cli.corpus.options import Csv, Folder, Json, Parquet, target
from sourcier.app.cli.outcome import Usage, stopping


def sql(
    folder: Folder,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One statement of DuckDB's SQL that reads.")],
    *,
    csv: Csv = None,
    parquet: Parquet = None,
    json: Json = None,
) -> None:
    """Ask the tables of a corpus with SQL, and print the rows or write them to a file.

    The tables are inputs, articles, sentences, claims, quantities, times, relations, findings, assessments and issues;
    docs/corpus-tables.md describes their columns, and so does "DESCRIBE claims". The columns "start", "end", "of" and
    "column" are written in double quotes. A query reads the tables and no other file, and writes nothing.

    \b
    Examples:
      sourcier corpus sql corpus "SELECT verdict, count(*) FROM assessments GROUP BY verdict"
      sourcier corpus sql corpus "FROM articles WHERE published >= '2023-09-01'" --parquet september.parquet
      sourcier corpus sql corpus "SELECT words FROM claims WHERE worth > 0.8" --json - | head

    \b
    Exit codes: 0 done; 2 usage: a query that cannot be run; 3 stopped: no corpus, a damaged file, a file that cannot
    be written.
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        from sourcier.app.corpus.tables import open_corpus
        from sourcier.app.corpus.tables.errors import BadQuery
        from sourcier.app.corpus.tables.querying import ask

        goal = target(csv, parquet, json)
        corpus = open_corpus(folder)
        try:
            answer = ask(corpus, query)
            if goal is not None:
                goal.write(answer)
                return
            from sourcier.app.cli.corpus.grid import show_rows

            show_rows(answer)
        except BadQuery as error:
            raise Usage(str(error), param_hint="QUERY") from error
