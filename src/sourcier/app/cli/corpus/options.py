"""Arguments and options that several verbs of `sourcier corpus` take, and where their rows go."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from sourcier.app.cli.outcome import Usage

if TYPE_CHECKING:  # named in annotations only
    from sourcier.app.corpus.tables.querying import Answer

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder of the corpus: what `sourcier corpus run --out` wrote.")
]
Csv = Annotated[
    str | None, typer.Option("--csv", metavar="FILE|-", help="Write CSV; - for standard output. Texts are one line.")
]
Parquet = Annotated[Path | None, typer.Option("--parquet", metavar="FILE", help="Write Parquet.")]
Json = Annotated[str | None, typer.Option("--json", metavar="FILE|-", help="Write JSON lines; - for standard output.")]


@dataclass(frozen=True, slots=True)
class Target:
    """Where rows are written, and as what."""

    format: str
    path: Path | None
    """None for standard output."""

    def write(self, answer: Answer) -> int:
        """Write rows, the file whole or not at all, and return their number. Raises OutputFailed."""
        from sourcier.app.corpus.tables.outputs import WRITERS

        with self._opened() as file:
            count = WRITERS[self.format](answer, file)
            file.flush()
        return count

    def _opened(self) -> AbstractContextManager[BinaryIO]:
        from sourcier.dossier.storing import saving

        return nullcontext(sys.stdout.buffer) if self.path is None else saving(self.path)


def target(csv: str | None, parquet: Path | None, json: str | None) -> Target | None:
    """Return where the rows go; None for the terminal. Raises a usage error, and OutputFailed before any work."""
    given = {"csv": csv, "parquet": str(parquet) if parquet else None, "json": json}
    named = {name: place for name, place in given.items() if place is not None}
    if len(named) > 1:
        raise Usage("give one of --csv, --parquet, --json", param_hint=f"--{list(named)[-1]}")
    for name, place in named.items():
        if place == "-" and name != "parquet":
            return Target("piped-csv" if name == "csv" else name, None)
        from sourcier.dossier.storing import probe

        probe(Path(place))
        return Target(name, Path(place))
    return None
