"""`sourcier read`: the ledger alone."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcier.app.cli.arguments import (
    Articles,
    Date,
    Language,
    PackFolders,
    open_all,
    parse_date,
    parse_lang,
    read_article,
)
from sourcier.app.cli.outcome import Progress, Usage, each, show, stopping, width


def read(
    articles: Articles,
    *,
    date: Date = None,
    lang: Language = None,
    packs: PackFolders = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print the dossier as JSON, one a line, with no finding and no assessment.")
    ] = False,
) -> None:
    """Read an article and print its ledger: every sentence with its claims, or why it carries none.

    Nothing is checked; the packs only lend the names of states, organisations and people. The JSON holds:
    schema_version, article, sentences, mentions, quantities, times, quotes, claims, ledger, findings (empty),
    assessments (empty), issues, run, entities, series.

    \b
    Examples:
      sourcier read column.txt
      sourcier read https://example.org/article --lang en
      sourcier read *.txt --json > ledgers.jsonl

    \b
    Exit codes: 0 done; 1 finished, but an article could not be read; 2 usage; 3 stopped.
    """  # noqa: D301 - \b keeps the lines as they are
    published, language = parse_date(date), parse_lang(lang)
    if articles.count("-") > 1:
        raise Usage("standard input can be read once", param_hint="ARTICLE")
    with Progress() as progress:
        with stopping():
            progress.step("sourcier")("opening packs")
            opened = open_all(packs)

        def work(source: str) -> None:
            from sourcier.dossier import survey

            tell = progress.step("standard input" if source == "-" else source)
            tell("reading the article")
            dossier = survey(read_article(source, published, language), opened, progress=tell)
            progress.clear()
            if json:
                from sourcier.dossier.storing import to_line

                typer.get_binary_stream("stdout").write(to_line(dossier))
            else:
                from sourcier.dossier.report.terminal import ledger

                show(ledger(dossier, width=width()))

        code = each(articles, work)
    if code:
        raise typer.Exit(code)
