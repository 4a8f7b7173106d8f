"""Arguments and options that more than one verb takes, and how their words become values."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from sourcier.app.cli.outcome import Usage

if TYPE_CHECKING:  # named in annotations only; reading and packs are imported when a verb runs
    from sourcier.core.article import Article, Lang
    from sourcier.evidence.packs import Packs

Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLE", help="Path of a text, Markdown, HTML, PDF or DOCX file, URL, or - for standard input."
    ),
]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="Publication date, where the article does not give it."),
]
Language = Annotated[
    str | None, typer.Option("--lang", metavar="fr|en", help="Language of the article, where it should not be guessed.")
]
PackFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--packs", metavar="DIR", help="Reference packs to use instead of the starter pack; repeat for several."
    ),
]


def parse_date(text: str | None) -> date | None:
    """Return the date that an option gives. Raises a usage error."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Usage(f"{text!r} is not a date; write 2023-09-14", param_hint="--date") from error


def parse_lang(text: str | None) -> Lang | None:
    """Return the language that an option gives. Raises a usage error."""
    if text is None:
        return None
    if text not in {"fr", "en"}:
        raise Usage(f"{text!r} is not a language that Sourcier reads; give fr or en", param_hint="--lang")
    return cast("Lang", text)


def read_article(source: str, published: date | None, lang: Lang | None) -> Article:
    """Return the article of a path, a URL or `-`."""
    from sourcier.ingest import read

    stdin = sys.stdin.buffer.read() if source == "-" else None
    return read(source, published=published, lang=lang, stdin=stdin)


def open_all(folders: list[Path] | None) -> Packs:
    """Return the packs of some folders, the starter pack where none is given."""
    from sourcier.evidence.packs import open_packs

    return open_packs(*(folders or ()))
