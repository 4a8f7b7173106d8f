"""`sourcier pack validate`: everything that is wrong with a pack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sourcier.app.cli.outcome import ISSUES, Progress
from sourcier.app.cli.pack.options import LangOption, chosen, stopping

SHOWN_PROBLEMS = 50


def validate_packs(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A pack folder, or a folder of packs.")],
    lang: LangOption = None,
) -> None:
    """Validate packs in full: Frictionless, and the rules of PACKS.md. Exit code 1 when something is wrong.

    Each fault is printed as file, row, column and reason; the header of a table is row 1.

    \b
    Examples:
      sourcier pack validate my-pack/
      sourcier pack validate facts/
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.app.cli.pack.page import Page
    from sourcier.evidence.packs import find_packs, validate

    page = Page(chosen(lang))
    is_valid = True
    with stopping():
        for folder in find_packs(path):
            with Progress() as progress:
                report = validate(folder, progress=progress.step(folder.name))
            is_valid = is_valid and report.is_valid
            page.report(report, SHOWN_PROBLEMS)
    if not is_valid:
        raise typer.Exit(ISSUES)
