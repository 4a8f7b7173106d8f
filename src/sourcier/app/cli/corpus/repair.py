"""`sourcier corpus repair`: take damaged parts out."""

from __future__ import annotations

import typer

from sourcier.app.cli.corpus.options import Folder
from sourcier.app.cli.outcome import stopping


def repair(folder: Folder) -> None:
    """Take the parts of a corpus that have a missing or broken file out of all its tables.

    What is left is whole again. The files of the parts taken out are kept in DIR/.damaged; the next
    `sourcier corpus run` with the same inputs reads their articles anew, and no others.

    \b
    Example:
      sourcier corpus repair corpus && sourcier corpus run articles/ --out corpus

    \b
    Exit codes: 0 done, whether or not anything was damaged; 3 stopped: no corpus, no manifest, a run is going on.
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        from sourcier.app.corpus.tables import repair as mend

        lost = mend(folder)
        if not lost:
            typer.echo(f"{folder} is whole")
            return
        typer.echo(
            f"taken out of {folder}: {'part' if len(lost) == 1 else 'parts'} {', '.join(map(str, lost))}; run again as "
            "before to read their articles anew"
        )
