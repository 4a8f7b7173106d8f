"""`sourcier pack add` and `sourcier pack remove`: packs in the user's own data."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcier.app.cli.outcome import Progress, each
from sourcier.app.cli.pack.options import LangOption, chosen, stopping


def add_packs(
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH|URL…", help="A pack folder, a folder of packs, a zip file, or its URL.")
    ],
    lang: LangOption = None,
) -> None:
    """Install packs: every check that opens the installed ones then uses them. Each is checked first, row by row.

    Versions of one pack lie side by side; the newest is used. Nothing is fetched unless a URL is given.

    \b
    Examples:
      sourcier pack add facts/world-indicators
      sourcier pack add my-pack.zip https://example.org/other-pack.zip
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.app.cli.pack.page import Page
    from sourcier.evidence.packs import add_from

    page = Page(chosen(lang))
    with Progress() as progress:

        def work(source: str) -> None:
            progress.step(source)("checking")
            added = add_from(source)
            progress.clear()
            for one in added:
                page.say("there_already" if one.was_there else "added", pack=one.installed.reference)

        code = each(sources, work)
    if code:
        raise typer.Exit(code)


def remove_packs(
    references: Annotated[
        list[str], typer.Argument(metavar="NAME[@VERSION]…", help="An installed pack; without a version, all of them.")
    ],
    lang: LangOption = None,
) -> None:
    """Remove installed packs. Dossiers that used them no longer replay until they are added again.

    \b
    Examples:
      sourcier pack remove world-indicators@1.0.0
      sourcier pack remove world-indicators
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.app.cli.pack.page import Page
    from sourcier.evidence.packs import remove

    page = Page(chosen(lang))
    with stopping():
        for reference in references:
            for one in remove(reference):
                page.say("removed", pack=one.reference)
