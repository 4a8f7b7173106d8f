"""`sourcier pack search`: which table holds this?"""

from __future__ import annotations

from typing import Annotated

import typer

from sourcier.app.cli.arguments import PackFolders, open_all
from sourcier.app.cli.outcome import ISSUES
from sourcier.app.cli.pack.options import LangOption, chosen, stopping


def search_packs(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="French or English, with accents or without.")],
    packs: PackFolders = None,
    lang: LangOption = None,
) -> None:
    """Find tables by words of their labels, terms, definitions and names, best first. Exit code 1 when there is none.

    \b
    Examples:
      sourcier pack search chomage
      sourcier pack search military spending --lang fr
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.app.cli.pack.page import Page
    from sourcier.evidence.packs import search

    page = Page(chosen(lang))
    with stopping():
        found = search(open_all(packs).resources, " ".join(words))
    if not found:
        page.say("no_table", words=" ".join(words))
        raise typer.Exit(ISSUES)
    page.found(found)
