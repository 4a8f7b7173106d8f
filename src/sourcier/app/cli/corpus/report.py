"""`sourcier corpus report`: what a collection shows, as one HTML page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.arguments import PackFolders, open_recorded, parse_lang
from sourcier.app.cli.corpus.options import Folder
from sourcier.app.cli.outcome import Progress, stopping

if TYPE_CHECKING:  # named in annotations only
    from sourcier.core.article import Lang


def report(
    folder: Folder,
    *,
    html: Annotated[Path, typer.Option("--html", metavar="FILE", help="The page to write.")],
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
    """Write what a collection shows as one HTML page, without script: open it in a browser, or print it.

    Articles, claims and verdicts over time and by publisher; the claims that several texts make, who published first
    and who repeated it, with copies of one text counted once; claims given with changing figures, and the reference
    series that they were checked against; the sources cited; versions of one page. The vectors of the claims are kept
    in DIR/.state, some fifteen milliseconds of work each.

    \b
    Examples:
      sourcier corpus report corpus --html report.html
      sourcier corpus report corpus --html report.html --lang en
      sourcier corpus report corpus-2026-11 --before corpus-2026-10 --html changes.html

    \b
    Exit codes: 0 done; 2 usage; 3 stopped: no corpus, a damaged file, a file that cannot be written.
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        from sourcier.dossier.storing import probe, save

        asked = parse_lang(lang)
        probe(html)
        from sourcier.app.cli.corpus.progress import counted, number
        from sourcier.app.corpus.showing.gathering import gather
        from sourcier.app.corpus.showing.page import page
        from sourcier.app.corpus.tables import open_corpus

        corpus = open_corpus(folder)
        earlier = open_corpus(before) if before is not None else None
        with Progress() as progress:
            opened = open_recorded(packs, corpus.manifest.run.packs)
            shown = gather(corpus, before=earlier, packs=opened, tell=progress.step(str(folder)))
        langs = Counter(one.lang for one in shown.papers)
        of_page: Lang = asked or ("en" if langs["en"] > langs["fr"] else "fr")
        save(page(shown, folder.resolve().name, of_page).encode(), html)
        typer.echo(
            f"{html}: {counted(len(shown.papers), 'article')}, {counted(len(shown.repeated), 'repeated claim')}, "
            f"{number(len(shown.drifts))} with changing figures, {counted(len(shown.versions), 'page')} with versions"
        )
