"""`sourcier corpus report`: what a collection shows, as one HTML page and as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.arguments import PackFolders, open_recorded, parse_lang
from sourcier.app.cli.corpus.options import Folder
from sourcier.app.cli.outcome import Progress, Usage, stopping

if TYPE_CHECKING:  # named in annotations only
    from sourcier.app.corpus.showing.gathering import Shown
    from sourcier.core.article import Lang


def report(
    folder: Folder,
    *,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="The page to write.")] = None,
    tables: Annotated[
        Path | None,
        typer.Option(
            "--tables", metavar="DIR2", file_okay=False, help="Folder for all rows of every part, as Parquet and CSV."
        ),
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option(
            "--before", metavar="OLDDIR", help="An earlier corpus of the same articles: show the verdicts that changed."
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="fr|en", help="Language of the page; that of most articles by default."),
    ] = None,
    packs: PackFolders = None,
) -> None:
    """Write what a collection shows as one HTML page, without script, and as tables with all of its rows.

    Articles, claims and verdicts over time and by publisher; the claims that several texts make, who published first
    and who repeated it, with copies of one text counted once; claims given with several figures for one period, apart
    from those of several periods, and what the tables have for them; the sources cited; versions of one page; how all
    of it was made. The vectors of the claims are kept in DIR/.state, some fifteen milliseconds of work each.

    The tables are matters, groups, possible, references, copies, sources, verdict_changes, versions, version_changes
    and counts, each as .parquet and .csv, beside report.json, which says how they were made.

    \b
    Examples:
      sourcier corpus report corpus --html report.html
      sourcier corpus report corpus --html report.html --tables corpus-tables
      sourcier corpus report corpus --html report.html --lang en
      sourcier corpus report corpus-2026-11 --before corpus-2026-10 --html changes.html

    \b
    Exit codes: 0 done; 2 usage; 3 stopped: no corpus, a damaged file, a file that cannot be written.
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        from sourcier.dossier.report.typography import one_line
        from sourcier.dossier.storing import probe, save

        asked = parse_lang(lang)
        if html is None and tables is None:
            raise Usage("give --html FILE for the page, --tables DIR2 for its rows, or both", param_hint="--html")
        if html is not None:
            probe(html)
        if tables is not None:
            _make(tables, folder)
        from sourcier.app.corpus.showing.gathering import gather
        from sourcier.app.corpus.showing.page import page
        from sourcier.app.corpus.tables import open_corpus

        corpus = open_corpus(folder)
        earlier = open_corpus(before) if before is not None else None
        problems: list[str] = []
        with Progress() as progress:
            opened = open_recorded(packs, corpus.manifest.run.packs)
            shown = gather(corpus, before=earlier, packs=opened, tell=progress.step(str(folder)), warn=problems.append)
        langs = Counter(one.lang for one in shown.papers)
        of_page: Lang = asked or ("en" if langs["en"] > langs["fr"] else "fr")
        if html is not None:
            save(page(shown, folder.resolve().name, of_page).encode(), html)
        if tables is not None:
            from sourcier.app.corpus.showing.sheets import write

            write(shown, tables)
    for problem in problems:
        typer.echo(f"note: {one_line(problem)}", err=True)
    for line in _told(shown):
        typer.echo(line)
    for path in (html, tables):
        if path is not None:
            typer.echo(f"written: {path}")


def _make(tables: Path, corpus: Path) -> None:
    """Make the folder of the tables before the work. Raises a usage error where it is a corpus, and OutputFailed."""
    from sourcier.app.corpus.tables.folder import MANIFEST
    from sourcier.dossier.storing import probe, unwritten

    if tables.resolve() == corpus.resolve() or (tables / MANIFEST).exists():
        raise Usage(f"{tables} is a corpus; give another folder", param_hint="--tables")
    try:
        tables.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritten(tables, error) from error
    probe(tables / MANIFEST)


def _told(shown: Shown) -> Iterator[str]:
    """Yield what a collection shows, on lines that fit into 80 columns."""
    from sourcier.app.cli.corpus.progress import counted, number, used

    yield f"{counted(len(shown.papers), 'article')}, {counted(shown.claims, 'claim')}"
    yield f"  {counted(len(shown.repeated), 'claim')} in several texts"
    yield f"  {number(len(shown.drifts))} with several figures for one period"
    yield f"  {number(len(shown.series))} with figures of several periods: series"
    yield f"  {counted(len(shown.versions), 'pair')} of versions of one page"
    yield from used(shown.run)
