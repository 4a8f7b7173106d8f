"""`sourcier corpus run`: from a collection to its tables."""

from __future__ import annotations

import os
import shlex
import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.arguments import (
    Date,
    Language,
    LibraryFolder,
    NoLibrary,
    PackFolders,
    find_library,
    parse_date,
    parse_lang,
)
from sourcier.app.cli.outcome import ISSUES, Usage, stopping

if TYPE_CHECKING:  # named in annotations only
    from sourcier.app.corpus.inputs import Columns
    from sourcier.app.corpus.running import Outcome, Settings
    from sourcier.app.corpus.running.running import Engine

_FETCHED = ("http://", "https://")
_LISTINGS = (".xml", ".xml.gz", ".rss", ".atom", ".rdf")
"""Inputs that are not counted beforehand: they would be fetched twice."""

INTERRUPTED = 130
"""Exit code of a run that was asked to stop."""


class EngineName(StrEnum):
    """What reads and checks."""

    local = "local"
    ray = "ray"


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="Folders, globs and files of articles; JSON Lines, CSV, Parquet; WARC; addresses of pages, sitemaps "
            "and feeds.",
        ),
    ],
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", file_okay=False, help="Folder of the corpus.")],
    engine: Annotated[
        EngineName, typer.Option("--engine", help="Processes on this machine, or actors on a Ray cluster.")
    ] = EngineName.local,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="ADDRESS", help="Of a Ray cluster that runs; one of its own by default."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, help="Articles at the same time; one a core by default."),
    ] = None,
    packs: PackFolders = None,
    library: LibraryFolder = None,
    no_library: NoLibrary = False,
    date: Date = None,
    lang: Language = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="COLUMN", help="Column or key of a table that holds the text.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="COLUMN", help="Column or key that holds the address.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=COLUMN",
            help="Column or key of another field: html, title, byline, publisher, published, updated, lang; none where "
            "nothing stands behind the sign; repeat for several.",
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="S", min=1, help="Seconds that one article may take.")
    ] = 300.0,
    retry: Annotated[bool, typer.Option("--retry", help="Try inputs again that gave an error before.")] = False,
) -> None:
    """Check many articles, and write what comes of them as a folder of Parquet tables.

    Each input has its row in the table `inputs`: done, duplicate, or error with its slug. Nothing that is wrong with
    one article stops the run. Kill it at any moment and run the command again: what is done is not done again, what
    was not written is worked anew. More inputs can be added to the folder later; other packs need another folder.
    The tables are described in docs/corpus-tables.md: inputs, articles, sentences, claims, quantities, times,
    relations, findings, assessments, issues.

    \b
    Examples:
      sourcier corpus run articles/ --out corpus
      sourcier corpus run 'archive/2023-*.warc.gz' --out corpus --workers 8
      sourcier corpus run news.csv --text body --url link --out corpus --retry

    \b
    Exit codes: 0 done; 1 finished, but inputs gave errors; 2 usage;
    3 stopped: packs that do not open, a folder of another run, a full disk; 130 stopped by Ctrl-C.
    """  # noqa: D301 - \b keeps the lines as they are
    if engine == EngineName.local and address is not None:
        raise Usage("an address is of a Ray cluster; add --engine ray", param_hint="--address")
    settings = _settings(packs, library, date, lang, none=no_library)
    with stopping():
        crew = _engine(engine, settings, workers, address, timeout)
        outcome = _run(inputs, out, crew, _columns(text, url, column or []), retry=retry)
    from sourcier.app.cli.corpus.progress import summary

    for line in summary(outcome, shlex.quote(str(out))):
        typer.echo(line)
    if not outcome.is_complete:
        raise SystemExit(INTERRUPTED)
    if outcome.counts.errors:
        raise typer.Exit(ISSUES)


def _columns(text: str | None, url: str | None, others: list[str]) -> Columns:
    from sourcier.app.corpus.inputs import Columns

    named = [f"{field}={name}" for field, name in (("text", text), ("url", url)) if name is not None]
    try:
        return Columns.of([*others, *named])
    except ValueError as error:
        raise Usage(str(error), param_hint="--column") from error


def _settings(
    packs: list[str] | None, library: Path | None, date: str | None, lang: str | None, *, none: bool
) -> Settings:
    from sourcier.app.corpus.running import Settings

    return Settings(
        packs=tuple(packs or ()),
        library=find_library(library, none=none),
        published=parse_date(date),
        lang=parse_lang(lang),
    )


def _engine(
    engine: EngineName, settings: Settings, workers: int | None, address: str | None, timeout: float
) -> AbstractContextManager[Engine]:
    if engine == EngineName.ray:
        from sourcier.app.corpus.running.cluster import Cluster

        return Cluster(settings, count=workers, limit_s=timeout, address=address)
    from sourcier.app.corpus.running.team import Team

    return Team(settings, count=workers or _cores(), limit_s=timeout)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(
    inputs: list[str], out: Path, crew: AbstractContextManager[Engine], columns: Columns, *, retry: bool
) -> Outcome:
    from sourcier.app.cli.corpus.progress import Teller, Total
    from sourcier.app.corpus.inputs import expand
    from sourcier.app.corpus.running import run as run_all

    is_fetched = any(one.lower().startswith(_FETCHED) or one.lower().endswith(_LISTINGS) for one in inputs)
    total = Total(None if is_fetched else expand(inputs, columns=columns))
    teller = Teller(total)
    try:
        with crew as engine, _asked_to_stop() as asked:  # Ray has handlers of its own
            outcome = run_all(
                inputs,
                out,
                engine=engine,
                columns=columns,
                retry=retry,
                progress=teller.tell,
                is_stopped=lambda: bool(asked),
            )
            teller.inform(outcome.counts)
            return outcome
    finally:
        teller.clear()


@contextmanager
def _asked_to_stop() -> Iterator[list[int]]:
    """Take the first Ctrl-C or SIGTERM as the wish to end well, the second one as it is."""
    asked: list[int] = []
    before = {}

    def ask(number: int, _: FrameType | None) -> None:
        asked.append(number)
        if len(asked) > 1:
            raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            before[number] = signal.signal(number, ask)
        except ValueError:  # not in the main thread: whoever runs us sees to it
            break
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
