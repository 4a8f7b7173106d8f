"""`sourcier library remove` and `sourcier library verify`: taking out, and making sure of what is in."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.library import lines
from sourcier.app.cli.library.options import LibraryOption, as_line, clean, counted, opened, unknown, words
from sourcier.app.cli.outcome import ISSUES, USAGE, Usage, show, stopping, width

if TYPE_CHECKING:  # named in annotations only
    from rich.text import Text

    from sourcier.evidence.library import Library

SHOWN = 10
"""Of what is removed, named one by one; `--json` names all."""
_DOCUMENT = re.compile(r"\bdoc-[0-9a-f]+")


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
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object: removed, missing.")] = False,
    library: LibraryOption = None,
) -> None:
    """Remove documents with their passages, and fact-checks. What was a copy of them has an origin of its own again.

    It asks nothing, and says what it has removed; the files that it came from are not touched. Dossiers that rest on it
    no longer replay until it is added again.

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
        gone = sorted(wanted & there)
        missing = sorted(wanted - there) if ids else []
        printed = list(islice(_named(held, gone), SHOWN)) if not json else []
        held.remove(gone)
        if json:
            sys.stdout.write(as_line({"removed": gone, "missing": missing}))
        else:
            _say_removed(printed, len(gone))
        for one in missing:
            unknown(one)
        if missing or not gone:
            raise typer.Exit(USAGE)


def _named(held: Library, gone: Sequence[str]) -> Iterator[list[Text]]:
    """Yield the lines of what is about to be removed, as `list` prints them."""
    checks = {one.id: one for one in held.factchecks() if one.id in set(gone)}
    for name in gone:
        if name in checks:
            yield list(lines.factcheck_lines(checks[name], width()))
        elif document := held.document(name):
            yield list(lines.document_lines(document, None, width()))


def _say_removed(printed: Sequence[list[Text]], count: int) -> None:
    show(line for some in printed for line in some)
    if count > len(printed):
        typer.echo(words()["others"].format(count=count - len(printed)))
    typer.echo(words()["removed"].format(count=count))


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
        show(line for fault in found.faults for line in lines.wrapped(fault, width(), first="  ", rest="    "))
        if found.faults:
            show(_repairs(held, found.faults))
    if found.faults:
        raise typer.Exit(ISSUES)


def _repairs(held: Library, faults: Sequence[str]) -> Iterator[Text]:
    """Return the commands that mend a library: take each damaged document out, and add it again from where it came."""
    said = words()
    damaged = sorted({name for fault in faults for name in _DOCUMENT.findall(fault)})
    yield from lines.wrapped(said["repair" if damaged else "remake"], width(), rest="")
    for name in damaged:
        document = held.document(name)
        place = (document.location if document else "").partition("#")[0]
        yield from _command(f"sourcier library remove {name}")
        if place:
            yield from _command(f"sourcier library add {shlex.quote(clean(place))}")


def _command(line: str) -> Iterator[Text]:
    from rich.text import Text

    yield Text(f"  {line}")
