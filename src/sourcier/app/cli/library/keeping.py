"""`sourcier library remove` and `sourcier library verify`: taking out, and making sure of what is in."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from sourcier.app.cli.library.options import LibraryOption, as_line, clean, counted, opened, words
from sourcier.app.cli.outcome import ISSUES, USAGE, Usage, stopping


def remove_from_library(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID…", help="Documents and fact-checks, as `list` prints them.")
    ] = None,
    all_from: Annotated[
        str | None,
        typer.Option(
            "--all-from", metavar="PATH|URL", help="All that came from this file, folder, archive or address."
        ),
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Remove documents with their passages, and fact-checks. What was a copy of them has an origin of its own again.

    Dossiers that rest on them no longer replay until they are added again.

    \b
    Examples:
      sourcier library remove doc-2f4a09c6b1d3e857
      sourcier library remove --all-from reports/2021
    """  # noqa: D301 - \b keeps the lines as they are
    if bool(ids) == bool(all_from):
        raise Usage("give ids, or --all-from", param_hint="ID…")
    from sourcier.evidence.library.intake import Journal, is_from

    with stopping():
        held = opened(library)
        wanted = set(ids or ())
        if all_from:
            place = all_from if "://" in all_from else os.path.abspath(all_from)  # noqa: PTH100 - as when it was added
            wanted = Journal(held.path, held.ids).ids_from(place)
            wanted |= {one.id for one in held.documents() if is_from(one.location, place) or one.url == place}
        there = held.ids()
        gone = held.remove(sorted(wanted & there))
        typer.echo(words()["removed"].format(count=gone))
        missing = sorted(wanted - there) if ids else []
        for one in missing:
            typer.echo(
                f"error[usage]: the library holds no {clean(one)!r}; `sourcier library list` gives ids", err=True
            )
        if missing or not gone:
            raise typer.Exit(USAGE)


def verify_library(
    json: Annotated[
        bool,
        typer.Option("--json", help="Print one JSON object: library, documents, passages, factchecks, faults."),
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Look at every row: does each text have its digest, does each passage stand where it says, who made the vectors?

    Exit code 1 when something is not as it was added; 3 when the folder cannot be opened at all.

    \b
    Examples:
      sourcier library verify
      sourcier library verify --library /data/press --json
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        held = opened(library)
        ref, found = held.ref, held.verify()
    said = words()
    if json:
        record = {
            "library": ref,
            "documents": found.documents,
            "passages": found.passages,
            "factchecks": found.factchecks,
            "faults": found.faults,
        }
        sys.stdout.write(as_line(record))
    else:
        counts = {
            "documents": counted(found.documents, "document"),
            "passages": counted(found.passages, "passage"),
            "factchecks": counted(found.factchecks, "factcheck"),
        }
        typer.echo((said["faults"] if found.faults else said["sound"]).format(count=len(found.faults), **counts))
        typer.echo(f"{said['encoder']}{said['colon']}{ref.encoder} ({ref.encoder_digest[:12]})")
        typer.echo(f"{said['digest']}{said['colon']}{ref.digest}")
        for fault in found.faults:
            typer.echo(f"  {clean(fault)}")
    if found.faults:
        raise typer.Exit(ISSUES)
