"""What goes to a worker and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.core.article import Lang

if TYPE_CHECKING:  # pyarrow comes with it
    from sourcier.app.corpus.tables import Rows


@dataclass(frozen=True, slots=True)
class Settings:
    """How every article of a run is read and checked. The same on every worker."""

    packs: tuple[str, ...] = ()
    """Folders or names of packs; none for the starter pack and the installed ones."""
    library: Path | None = None
    """Folder of the library to look in; None for the tables alone."""
    published: date | None = None
    """Day of publication of articles that do not say theirs."""
    lang: Lang | None = None
    """Language of articles that do not say theirs."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input. It depends on the input and the settings, on nothing else."""

    locator: str
    sha256: str | None
    """Of the bytes read; None where none came."""
    rows: Rows
    article: str | None = None
    """The article's id; None for an error."""
    slug: str | None = None
    """Which error; None where there is a dossier."""
    claims: int = 0
