"""`sourcier replay`: run a saved dossier again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sourcier.app.cli.arguments import LibraryFolder, PackFolders, open_recorded, open_texts
from sourcier.app.cli.outcome import ISSUES, Progress, show, stopping, width


def replay(
    dossier: Annotated[
        str, typer.Argument(metavar="DOSSIER.json", help="What `sourcier check --json` wrote; - for standard input.")
    ],
    *,
    packs: PackFolders = None,
    library: LibraryFolder = None,
) -> None:
    """Recompute every finding of a dossier from the packs and say `identical`, or list each difference.

    A difference is a changed cell, a missing pack, a pack or a library of another digest, a text that was edited.
    Where this is the version that made the dossier, the article is read and checked again too, so that any edited
    record shows. The answer is in the article's language (French: identique). Without --packs, the packs that made the
    dossier are taken, in their recorded versions where these are installed.

    \b
    Examples:
      sourcier replay dossier.json
      sourcier replay dossier.json --packs ./packs
      sourcier check column.txt --json - | sourcier replay -

    \b
    Exit codes: 0 identical; 1 a difference; 2 usage; 3 stopped: not a dossier, packs that do not open.
    """  # noqa: D301 - \b keeps the lines as they are
    is_identical = True
    with Progress() as progress, stopping():
        tell = progress.step(dossier)
        tell("reading the dossier")
        from sourcier.dossier.storing import load_all

        loaded = load_all(_bytes(dossier), dossier)
        for one in loaded:
            tell("opening packs")
            opened = open_recorded(packs, one.run.packs)
            from sourcier.dossier import replay_whole
            from sourcier.dossier.report.replaying import lines

            tell("running it again")
            texts = open_texts(library) if one.run.library is not None else None
            found = replay_whole(one, opened, texts)
            progress.clear()
            show(lines(one, found, width=width()))
            is_identical = is_identical and found.is_identical
    if not is_identical:
        raise typer.Exit(ISSUES)


def _bytes(path: str) -> bytes:
    from sourcier.dossier.errors import BadDossier

    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise BadDossier(f"cannot read {path}: {error.strerror or error}", path=path) from error
