"""`sourcier corpus dossier`: the dossier of one article of a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.arguments import LibraryFolder, PackFolders, open_recorded, open_texts
from sourcier.app.cli.corpus.options import Folder
from sourcier.app.cli.outcome import ISSUES, Progress, Usage, show, stopping, width

if TYPE_CHECKING:  # named in annotations only
    from sourcier.app.corpus.tables.again import Again


def dossier(
    folder: Folder,
    id_: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or its beginning.")],
    *,
    packs: PackFolders = None,
    library: LibraryFolder = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the dossier as one HTML page.")
    ] = None,
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE|-", help="Write it as JSON; - for standard output.")
    ] = None,
) -> None:
    """Check an article of a corpus again, as the corpus keeps it, and give its dossier whole.

    Says on standard error whether the dossier is byte for byte the one that the run made, and if not, which packs,
    library or version differ. Without --packs, the packs of the run are taken, in their versions where these are
    installed; a run with a library needs it again.

    \b
    Examples:
      sourcier corpus dossier corpus art-3f0c
      sourcier corpus dossier corpus 3f0c91 --html dossier.html --json dossier.json

    \b
    Exit codes: 0 done, identical; 1 done, and it differs; 2 usage: no such article; 3 stopped: no corpus, packs that do
    not open, a file that cannot be written.
    """  # noqa: D301 - \b keeps the lines as they are
    output = None if json in {None, "-"} else Path(json or "")
    with Progress() as progress, stopping():
        from sourcier.app.corpus.tables import open_corpus
        from sourcier.app.corpus.tables.again import check_again, kept_article
        from sourcier.app.corpus.tables.errors import NoArticle
        from sourcier.dossier.storing import probe

        for path in (html, output):
            if path is not None:
                probe(path)
        corpus = open_corpus(folder)
        try:
            kept = kept_article(corpus, id_)
        except NoArticle as error:
            raise Usage(str(error), param_hint="ID") from error
        tell = progress.step(kept.article.id)
        tell("opening packs")
        run = corpus.manifest.run
        opened = open_recorded(packs, run.packs)
        texts = open_texts(library) if run.library is not None or library is not None else None
        again = check_again(kept, corpus, opened, texts, tell)
        _write(again, html, output)
        progress.clear()
        _print(again, json)
    if again.is_identical:
        typer.echo("identical to the run's dossier, byte for byte", err=True)
        return
    typer.echo(f"not the run's dossier: {'; '.join(again.differing) or 'its bytes differ'}", err=True)
    raise typer.Exit(ISSUES)


def _write(again: Again, html: Path | None, output: Path | None) -> None:
    from sourcier.core.dossier import to_json
    from sourcier.dossier.report.page import page
    from sourcier.dossier.storing import save

    if html is not None:
        save(page(again.dossier).encode(), html)
    if output is not None:
        save(to_json(again.dossier) + b"\n", output)


def _print(again: Again, json: str | None) -> None:
    if json == "-":
        from sourcier.core.dossier import to_json

        out = typer.get_binary_stream("stdout")
        out.write(to_json(again.dossier) + b"\n")
        out.flush()
        return
    from sourcier.dossier.report.terminal import report

    show(report(again.dossier, width=width()))
