"""Arguments and options that more than one verb takes, and how their words become values."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from sourcier.app.cli.outcome import Usage
from sourcier.core.settings import home

if TYPE_CHECKING:  # named in annotations only; reading and packs are imported when a verb runs
    from sourcier.core.article import Article, Lang
    from sourcier.core.findings import PackRef
    from sourcier.evidence.library import Library
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
    list[str] | None,
    typer.Option(
        "--packs",
        metavar="DIR|NAME",
        help="Reference packs to use instead of the starter pack and the installed ones: a folder, or the name of "
        "an installed pack (NAME, NAME@VERSION, starter); repeat for several.",
    ),
]


LibraryFolder = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        file_okay=False,
        help="Folder of the library to look in, for what no table answers; that of SOURCIER_LIBRARY, else the user's "
        "own where there is one, by default.",
    ),
]
NoLibrary = Annotated[bool, typer.Option("--no-library", help="Look in no library: the tables alone.")]


def parse_date(text: str | None, *, option: str = "--date") -> date | None:
    """Return the date that an option gives. Raises a usage error."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Usage(f"{text!r} is not a date; write 2023-09-14", param_hint=option) from error


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


def open_texts(named: Path | None, *, none: bool = False) -> Library | None:
    """Return the library of a folder, or the user's own where there is one; None where none is wanted or there.

    Raises a usage error for a folder that is no library. Costs nothing where there is no library.
    """
    folder = find_library(named, none=none)
    if folder is None:
        return None
    from sourcier.evidence.library import open_library

    return open_library(folder)


def find_library(named: Path | None, *, none: bool = False) -> Path | None:
    """Return the folder of the library to look in, without opening it; see `open_texts`."""
    if none and named is not None:
        raise Usage("a library and none of it cannot both be asked for", param_hint="--no-library")
    folder = named or Path(os.environ.get("SOURCIER_LIBRARY") or home() / "library").expanduser()
    if none or not (folder / "library.json").is_file():
        if named is not None:
            raise Usage(f"{named} is no library; make one with: sourcier library add", param_hint="--library")
        return None
    return folder.absolute()


def open_all(named: list[str] | None) -> Packs:
    """Return the packs of some folders or names; where none is given, the starter pack and the installed ones."""
    from sourcier.evidence.packs import open_packs

    return open_packs(*(named or ()))


def open_recorded(named: list[str] | None, refs: Sequence[PackRef]) -> Packs:
    """Return the packs to replay a dossier on: those named, else those that made it, as far as they are here.

    The recorded version of an installed pack is taken where it is still installed, else its newest one, and the
    replay says that it is another.
    """
    from sourcier.evidence.packs import find_installed, open_packs

    if named:
        return open_packs(*named)
    found = [find_installed(f"{ref.name}@{ref.version}") or find_installed(ref.name) for ref in refs]
    wanted = [one.reference for one in found if one is not None]
    if any(ref.name == "starter" for ref in refs) or not wanted:
        wanted.insert(0, "starter")
    return open_packs(*wanted)
