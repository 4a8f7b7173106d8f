"""`sourcier check`: from an article to its dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.arguments import (
    Articles,
    Date,
    Language,
    LibraryFolder,
    NoLibrary,
    PackFolders,
    open_all,
    open_texts,
    parse_date,
    parse_lang,
    read_article,
)
from sourcier.app.cli.outcome import Progress, Usage, each, show, stopping, width

if TYPE_CHECKING:  # named in annotations only
    from sourcier.core.dossier import Dossier


def check(
    articles: Articles,
    *,
    date: Date = None,
    lang: Language = None,
    packs: PackFolders = None,
    library: LibraryFolder = None,
    no_library: NoLibrary = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the dossier as one HTML page (one article only)."),
    ] = None,
    json: Annotated[
        str | None,
        typer.Option(
            "--json",
            metavar="FILE|-",
            help="Write the dossier as JSON; - for standard output, which then carries nothing else. "
            "Several articles give JSON lines: one dossier a line.",
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show and keep the tables that were considered and rejected.")
    ] = False,
    rhetoric: Annotated[
        bool, typer.Option("--rhetoric", help="List the passages that persuade by their form; no verdict heeds them.")
    ] = False,
) -> None:
    """Check an article's claims against reference tables, and the texts of a library, and print the dossier.

    The report gives the coverage (every sentence carries claims or a reason for none), then each claim in reading
    order: verdict, words, who says so and how firmly, the deciding row of the tables, the arithmetic, the caveats; and,
    where there is a library, the passages that decide, earlier fact-checks, and each quotation as its source has it.
    The JSON holds: schema_version, article, sentences, mentions, quantities, times, quotes, claims, ledger, findings,
    assessments, issues, run, entities, series, relations,
    persuasion, profiles, passage_findings, factcheck_findings, quote_findings.

    \b
    Examples:
      sourcier check column.txt
      sourcier check report.pdf --date 2023-09-14 --html dossier.html --json dossier.json
      curl -s https://example.org/article | sourcier check - --packs ./packs --json - | jq .assessments

    \b
    Exit codes: 0 done; 1 finished, but an article could not be read; 2 usage;
    3 stopped: packs that do not open, a file that cannot be written.
    """  # noqa: D301 - \b keeps the lines as they are
    published, language = parse_date(date), parse_lang(lang)
    if html is not None and len(articles) > 1:
        raise Usage("a page holds one article; run the command once for each", param_hint="--html")
    if articles.count("-") > 1:
        raise Usage("standard input can be read once", param_hint="ARTICLE")
    output = None if json in {None, "-"} else Path(json or "")
    with Progress() as progress:
        with stopping():
            _probe(html, output)
            progress.step("sourcier")("opening packs")
            opened = open_all(packs)
            texts = open_texts(library, none=no_library)
        lines: list[bytes] = []

        def work(source: str) -> None:
            from sourcier.dossier import check as check_article

            tell = progress.step("standard input" if source == "-" else source)
            tell("reading the article")
            article = read_article(source, published, language)
            dossier = check_article(article, opened, library=texts, explain=explain, progress=tell)
            if html is not None:
                _write_page(dossier, html)
            if json is not None:
                lines.append(_json(dossier, one=len(articles) == 1))
            if output is not None:
                _save(b"".join(lines), output)
            progress.clear()
            if json == "-":
                _emit(lines.pop())
            else:
                _print(dossier, explain=explain, rhetoric=rhetoric)

        code = each(articles, work)
    if code:
        raise typer.Exit(code)


def _probe(*paths: Path | None) -> None:
    from sourcier.dossier.storing import probe

    for path in paths:
        if path is not None:
            probe(path)


def _write_page(dossier: Dossier, path: Path) -> None:
    from sourcier.dossier.report.page import page

    _save(page(dossier).encode(), path)


def _save(content: bytes, path: Path) -> None:
    from sourcier.dossier.storing import save

    save(content, path)


def _json(dossier: Dossier, *, one: bool) -> bytes:
    from sourcier.core.dossier import to_json
    from sourcier.dossier.storing import to_line

    return to_json(dossier) + b"\n" if one else to_line(dossier)


def _emit(content: bytes) -> None:
    out = typer.get_binary_stream("stdout")
    out.write(content)
    out.flush()


def _print(dossier: Dossier, *, explain: bool, rhetoric: bool) -> None:
    from sourcier.dossier.report.terminal import report

    show(report(dossier, width=width(), explain=explain, rhetoric=rhetoric))
