"""`sourcier library add`: documents and earlier fact-checks into the library."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcier.app.cli.arguments import parse_date, parse_lang
from sourcier.app.cli.library.options import LibraryOption, as_line, clean, counted, opened, words
from sourcier.app.cli.outcome import ISSUES, Usage, complain, stopping
from sourcier.core.errors import SourcierError

if TYPE_CHECKING:  # named in annotations only
    from sourcier.evidence.library import Added
    from sourcier.evidence.library.intake import Asked, Taken

_SAID = 10
"""Errors of one kind that are said one by one; `--json` lists them all."""
_EXPECTED = frozenset({"hidden-file", "folder-loop"})
"""What is left aside on purpose: said and counted, and no reason for another exit code."""


def add_to_library(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL…",
            help="Files and folders of HTML, PDF, DOCX, Markdown, text; JSON Lines; WARC; RSS and Atom; ClaimReview "
            "(.json); Kiwix (.zim); http(s) addresses of any of these.",
        ),
    ],
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Who published what is added.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="fr|en", help="Its language, instead of finding it.")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Its day of publication.")] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Also fetch the pages that the entries of a feed link to.")
    ] = False,
    json: Annotated[
        bool,
        typer.Option(
            "--json", help="Print one JSON object: documents, passages, factchecks, replaced, kept, skipped, errors."
        ),
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Add documents and earlier fact-checks. Only what is new is read; a run that was stopped is taken up again.

    What is wrong with one file, record or entry is said, counted by its slug, and the rest is added. --publisher,
    --lang and --date are taken before what a page lets guess; what a record of a collection declares goes before them.
    Nothing is fetched unless an address is given. Kiwix files are read through the program zimdump (zim-tools).

    \b
    Examples:
      sourcier library add reports/ notes.md --publisher "Cour des comptes"
      sourcier library add crawl.warc.gz wires.jsonl wikipedia_fr_all_nopic_2023-10.zim
      sourcier library add https://example.org/feed.xml --follow
      sourcier library add factchecks-feed.json --json

    \b
    Exit codes: 0 done; 1 finished, but something could not be read; 2 usage; 3 stopped: run it again to go on.
    """  # noqa: D301 - \b keeps the lines as they are
    asked = _asked(publisher, lang, date, follow=follow)
    with stopping():
        done, tally = _add(sources, asked, library, quiet=json)
    if json:
        sys.stdout.write(as_line(_record(done, tally)))
    else:
        _say(done, tally)
    if any(slug not in _EXPECTED for slug in tally.slugs):
        raise typer.Exit(ISSUES)


def _asked(publisher: str | None, lang: str | None, day: str | None, *, follow: bool) -> Asked:
    from sourcier.evidence.library.intake import Asked
    from sourcier.ingest.head.dates import FIRST_YEAR, LAST_YEAR

    published = parse_date(day)
    if published and not FIRST_YEAR <= published.year <= LAST_YEAR:
        raise Usage(f"{day} is no day of publication", param_hint="--date")
    return Asked(publisher=publisher, lang=parse_lang(lang), published=published, follow=follow)


@dataclass(slots=True)
class _Tally:
    """What a run has seen so far."""

    quiet: bool
    show: Any
    """Called with the number of things read and the place reached."""
    read: int = 0
    known: int = 0
    slugs: Counter[str] = field(default_factory=Counter)
    errors: list[dict[str, str]] = field(default_factory=list)

    def see(self, taken: Taken) -> None:
        """Count what one file, record or entry gave, and say what is wrong with it."""
        self.read += 1
        self.known += taken.is_known
        for error in taken.items:
            if not isinstance(error, SourcierError):
                continue
            self.slugs[error.slug] += 1
            if self.quiet:
                self.errors.append({"slug": error.slug, "location": taken.location, "message": str(error)})
            elif self.slugs[error.slug] <= _SAID:
                complain(error if taken.location in str(error) else type(error)(f"{taken.location}: {error}"))
        self.show(self.read, taken.location)


def _add(sources: list[str], asked: Asked, path: Path | None, *, quiet: bool) -> tuple[Added, _Tally]:
    from dataclasses import replace

    from sourcier.evidence.library.intake import Journal, take

    held = opened(path, is_made=False)
    journal = Journal(held.path, held.ids)
    with _progress() as show:
        tally = _Tally(quiet, show)
        stream = take(sources, replace(asked, is_known=journal.is_known))
        done = held.add(journal.pass_on(stream, tally.see), progress=lambda _: journal.write())
        journal.write()
        tally.known += journal.repeated
    return done, tally


def _progress() -> AbstractContextManager[Any]:
    """Return what shows on a terminal how far a run is; nothing is shown elsewhere."""
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.table import Column

    if not sys.stderr.isatty():
        return nullcontext(lambda _read, _place: None)

    @contextmanager
    def shown() -> Any:
        place = TextColumn("{task.fields[place]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
        columns = (SpinnerColumn(), TextColumn("{task.completed}", markup=False), TimeElapsedColumn(), place)
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(words()["looking"], total=None, place="")
            yield lambda read, where: bar.update(task, completed=read, place=clean(where))

    return shown()


def _record(done: Added, tally: _Tally) -> dict[str, Any]:
    return {
        "documents": done.documents,
        "passages": done.passages,
        "factchecks": done.factchecks,
        "replaced": done.replaced,
        "kept": done.kept + tally.known,
        "skipped": dict(sorted(tally.slugs.items())),
        "errors": tally.errors,
    }


def _say(done: Added, tally: _Tally) -> None:
    said = words()
    for slug, count in sorted(tally.slugs.items()):
        if count > _SAID:
            typer.echo(f"error[{slug}]: {said['more'].format(count=count - _SAID)}", err=True)
    kept = done.kept + tally.known
    if done.documents or done.factchecks:
        new = {
            "documents": counted(done.documents, "document"),
            "passages": counted(done.passages, "passage"),
            "factchecks": counted(done.factchecks, "factcheck"),
        }
        typer.echo(said["added"].format(**new))
    elif not kept:
        typer.echo(said["nothing"])
    if done.replaced:
        typer.echo(said["replaced"].format(count=done.replaced))
    if kept:
        typer.echo(said["there"].format(count=kept))
    if tally.slugs:
        slugs = ", ".join(f"{slug} {count}" for slug, count in sorted(tally.slugs.items()))
        typer.echo(said["skipped"].format(count=sum(tally.slugs.values()), slugs=slugs))
