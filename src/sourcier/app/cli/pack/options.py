"""What the verbs of `sourcier pack` share: the language of labels, exit codes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.arguments import parse_lang
from sourcier.app.cli.outcome import STOPPED, USAGE, complain
from sourcier.core.errors import SourcierError

if TYPE_CHECKING:  # named in annotations only
    from sourcier.core.article import Lang

LangOption = Annotated[
    str | None, typer.Option("--lang", metavar="fr|en", help="Language of the labels; the locale's by default.")
]


def chosen(lang: str | None) -> Lang:
    """Return the language asked for, else the locale's, else English."""
    asked = parse_lang(lang)
    if asked is not None:
        return asked
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if locale.startswith("fr") else "en"


@contextmanager
def stopping() -> Iterator[None]:
    """Turn an error of ours into its message and an exit code: 2 for a wrong name, 3 for anything else."""
    from sourcier.evidence.packs import NoSuchPack, NoSuchResource, PackNotFound

    try:
        yield
    except SourcierError as error:
        complain(error)
        wrong_name = isinstance(error, NoSuchPack | NoSuchResource | PackNotFound)
        raise typer.Exit(USAGE if wrong_name else STOPPED) from error
