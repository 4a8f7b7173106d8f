"""`sourcier corpus search`: claims and sentences by their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcier.app.cli.arguments import parse_date, parse_lang
from sourcier.app.cli.corpus.options import Csv, Folder, Json, Parquet, target
from sourcier.app.cli.outcome import ISSUES, Usage, show, stopping, width

if TYPE_CHECKING:  # named in annotations only
    from rich.text import Text

    from sourcier.app.corpus.tables.searching import Filters

LIMIT = 20


def search(
    folder: Folder,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="Words, French or English, in any order.")],
    *,
    verdict: Annotated[
        str | None,
        typer.Option(
            "--verdict",
            metavar="VERDICT",
            help="Only claims with this one: supported, refuted, conflicting, not_enough_evidence, or none.",
        ),
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option("--publisher", metavar="NAME", help="Only articles of this one; part of its name will do."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Only articles of this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Only articles of this day or earlier.")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="fr|en", help="Only articles in this language.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help=f"How many at most; {LIMIT} on a terminal.")
    ] = None,
    csv: Csv = None,
    parquet: Parquet = None,
    json: Json = None,
) -> None:
    """Find claims, and sentences without one, that have all the words: any case, accents, number and gender.

    "chomage" finds "Chômage", "annee" finds "années"; claims are found by the infinitives of their verbs too. The
    newest article comes first. Each is shown with the article's day, publisher and title, its verdict, and the
    article's id, which `corpus dossier` takes. Exit code 1 when nothing is found.

    \b
    Examples:
      sourcier corpus search corpus chômage
      sourcier corpus search corpus inflation hausse --verdict refuted --since 2023-01-01
      sourcier corpus search corpus "nuclear share" --lang en --csv claims.csv
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        filters = _filters(verdict, publisher, since, until, lang)
        from sourcier.app.corpus.tables import open_corpus
        from sourcier.app.corpus.tables.errors import BadQuery
        from sourcier.app.corpus.tables.searching import search as find

        goal = target(csv, parquet, json)
        most = limit if goal is not None or limit is not None else LIMIT
        corpus = open_corpus(folder)
        try:
            answer = find(corpus, " ".join(words), filters, limit=None if most is None else most + (goal is None))
        except BadQuery as error:
            raise Usage(str(error), param_hint="WORDS") from error
        if goal is not None:
            count = goal.write(answer)
        else:
            rows = list(answer.rows())
            count = len(rows)
            show(line for row in rows[:most] for line in _lines(dict(zip(answer.schema.names, row, strict=True))))
            if most is not None and count > most:
                typer.echo(f"… more than {most}; give --limit, or --csv FILE for all of them", err=True)
    if not count:
        typer.echo("nothing found", err=True)
        raise typer.Exit(ISSUES)


def _filters(
    verdict: str | None, publisher: str | None, since: str | None, until: str | None, lang: str | None
) -> Filters:
    from sourcier.app.corpus.tables.searching import VERDICTS, Filters

    if verdict is not None and verdict not in VERDICTS:
        raise Usage(f"{verdict!r} is no verdict; give one of {', '.join(VERDICTS)}", param_hint="--verdict")
    return Filters(
        verdict=verdict,
        publisher=publisher,
        since=parse_date(since, option="--since"),
        until=parse_date(until, option="--until"),
        lang=parse_lang(lang),
    )


def _lines(row: dict[str, Any]) -> Iterator[Text]:
    from sourcier.dossier.report.lines import wrapped
    from sourcier.dossier.report.typography import one_line

    day = row["published"].isoformat() if row["published"] else "undated"
    head = " · ".join(one_line(part) for part in (day, row["publisher"], row["title"]) if part)
    yield from wrapped(head, width(), first="", rest="    ", style="bold")
    yield from wrapped(one_line(row["words"]), width(), first="    ", rest="    ")
    told = row["verdict"] or ("no verdict" if row["kind"] == "claim" else "no claim")
    yield from wrapped(f"{told} · {row['article']} · {row['id']}", width(), first="    ", rest="    ", style="dim")
