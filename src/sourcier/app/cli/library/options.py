"""What the verbs of `sourcier library` share: the folder, the words, how stored texts are shown."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcier.app.cli.pack.options import chosen

if TYPE_CHECKING:  # named in annotations only; the library is imported when a verb runs
    from sourcier.evidence.library import Library

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        file_okay=False,
        help="The library's folder; that of SOURCIER_LIBRARY, else the user's own, by default.",
    ),
]


def opened(path: Path | None, *, is_made: bool = True) -> Library:
    """Return the library of a folder, or the user's own.

    Args:
        path: The folder; None for the user's own.
        is_made: It must be there; else what is added makes it.

    Raises:
        NoLibrary: The folder is not there, or holds something else.
    """
    from sourcier.evidence.library import open_library
    from sourcier.evidence.library.errors import NoLibrary
    from sourcier.evidence.library.folder import MANIFEST, library_folder

    folder = path.absolute() if path else library_folder()
    if is_made and not (folder / MANIFEST).is_file() and not any(folder.glob("*.lance")):
        raise NoLibrary.at(folder)
    return open_library(folder)


def words() -> Mapping[str, str]:
    """Return the words of the locale's language: French, else English."""
    return _texts()[chosen(None)]


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((resources.files(__package__) / "words.toml").read_text(encoding="utf-8"))


def counted(count: int, one: str) -> str:
    """Return a number with its noun: "1 document", "0 fact-checks"; in French « 0 document »."""
    is_singular = count == 1 or (count == 0 and words()["nought"] == "singular")
    return f"{count} {words()[one if is_singular else f'{one}s']}"


def clean(text: object) -> str:
    """Return a stored text on one line, without what could steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in " ".join(str(text).split()))


def unknown(name: str) -> None:
    """Say that the library has nothing of an id."""
    message = f"the library holds no {clean(name)!r}; `sourcier library list` and `search` print ids"
    typer.echo(f"error[usage]: {message}", err=True)


def as_line(record: Any) -> str:
    """Return a record as one line of JSON."""
    from pydantic import TypeAdapter

    return TypeAdapter(Any).dump_json(record).decode() + "\n"
