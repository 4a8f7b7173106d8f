"""`sourcier library list` and `sourcier library show`: what the library holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcier.app.cli.library.options import LibraryOption, as_line, clean, counted, opened, words
from sourcier.app.cli.outcome import USAGE, show, stopping

if TYPE_CHECKING:  # named in annotations only
    from rich.text import Text

    from sourcier.core.library import Document, FactCheck, Passage
    from sourcier.evidence.library import Library

SHOWN = 40


def list_library(
    fact_checks: Annotated[
        bool, typer.Option("--fact-checks", help="List the earlier fact-checks instead of the documents.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="How many are printed at most.")] = SHOWN,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON, one a line, all of them: the record without its text, origin.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """List the documents: id, date, publisher, title, and of which other one each is a copy.

    The last line counts documents, independent origins and fact-checks: copies of one text have one origin.

    \b
    Examples:
      sourcier library list
      sourcier library list --fact-checks --limit 100
      sourcier library list --json | jq -r .location
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        held = opened(library)
        ref = held.ref
        if json:
            records: Iterator[Any] = held.factchecks() if fact_checks else _records(held)
            sys.stdout.writelines(map(as_line, records))
            return
        if not ref.documents and not ref.factchecks:
            typer.echo(words()["none"])
            return
        if fact_checks:
            show(_factcheck_line(one) for one in islice(held.factchecks(), limit))
            _say_shown(limit, ref.factchecks)
            return
        origins = held.origins()
        show(_document_line(one, origins.get(one.id)) for one in islice(held.documents(), limit))
        _say_shown(limit, ref.documents)
        totals = {
            "documents": counted(ref.documents, "document"),
            "origins": counted(len(set(origins.values())), "origin"),
            "factchecks": counted(ref.factchecks, "factcheck"),
        }
        typer.echo(words()["total"].format(**totals))


def show_item(
    item: Annotated[str, typer.Argument(metavar="ID", help="Of a document or fact-check, as `list` prints it.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON: document and passages, or fact_check.")] = False,
    library: LibraryOption = None,
) -> None:
    """Show a document with its passages, each with its place in the text and its origin, or a fact-check.

    \b
    Examples:
      sourcier library show doc-2f4a09c6b1d3e857
      sourcier library show doc-2f4a09c6b1d3e857 --json | jq .passages
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        held = opened(library)
        document = held.document(item)
        factcheck = None if document else next((one for one in held.factchecks() if one.id == item), None)
        if document:
            passages = held.passages_of(document.id)
            if json:
                sys.stdout.write(as_line({"document": document, "passages": passages}))
            else:
                show(_document_lines(document, passages))
        elif factcheck:
            if json:
                sys.stdout.write(as_line({"fact_check": factcheck}))
            else:
                show(_factcheck_lines(factcheck))
        else:
            typer.echo(
                f"error[usage]: the library holds no {clean(item)!r}; `sourcier library list` gives ids", err=True
            )
            raise typer.Exit(USAGE)


def _records(held: Library) -> Iterator[dict[str, Any]]:
    from dataclasses import asdict

    origins = held.origins()
    for document in held.documents():
        record = asdict(document)
        del record["text"], record["headings"]
        yield {**record, "origin": origins.get(document.id)}


def _say_shown(limit: int, count: int) -> None:
    if count > limit:
        typer.echo(words()["shown"].format(shown=limit, count=count))


def _document_line(document: Document, origin: str | None) -> Text:
    from rich.text import Text

    from sourcier.evidence.library.origins import own_origin

    said = words()
    day = document.published.isoformat() if document.published else said["no_day"]
    line = Text(document.id).append(f"  {day:<10}  {document.lang}  ", style="dim")
    named = " · ".join(clean(part) for part in (document.publisher, document.title or document.location) if part)
    line.append(named)
    if origin not in {None, own_origin(document.digest)}:
        line.append(f"  ({said['copies']} {origin})", style="dim")
    return line


def _factcheck_line(factcheck: FactCheck) -> Text:
    from rich.text import Text

    day = factcheck.published.isoformat() if factcheck.published else words()["no_day"]
    line = Text(factcheck.id).append(f"  {day:<10}  {factcheck.lang}  ", style="dim")
    return line.append(f"{clean(factcheck.publisher)} · {clean(factcheck.claim)} → {clean(factcheck.rating)}")


def _document_lines(document: Document, passages: Sequence[Passage]) -> Iterator[Text]:
    from rich.text import Text

    from sourcier.evidence.library.origins import own_origin

    yield Text(clean(document.title or document.location), style="bold")
    day = document.published.isoformat() if document.published else words()["no_day"]
    fields = {
        "day": day,
        "publisher": document.publisher,
        "address": document.url,
        "location": document.location,
        "lang": document.lang,
        "digest": document.digest,
    }
    yield from _fields(fields)
    heading = None
    for passage in passages:
        if passage.heading and passage.heading != heading:
            yield Text(f"\n  {clean(passage.heading)}", style="bold")
        heading = passage.heading
        place = f"{passage.anchor.start}–{passage.anchor.end}"
        copied = "" if passage.origin == own_origin(document.digest) else f"  ({words()['copies']} {passage.origin})"
        yield Text(f"  {place}{copied}", style="dim")
        yield Text(f"    {clean(passage.text)}")


def _factcheck_lines(factcheck: FactCheck) -> Iterator[Text]:
    from rich.text import Text

    said = words()
    yield Text(clean(factcheck.title or factcheck.claim), style="bold")
    scale = factcheck.rating_value
    yield from _fields(
        {
            "claim": factcheck.claim,
            "rating": factcheck.rating,
            "publisher": factcheck.publisher,
            "day": factcheck.published.isoformat() if factcheck.published else said["no_day"],
            "claimant": factcheck.claimant,
            "claimed": factcheck.claimed.isoformat() if factcheck.claimed else None,
            "address": factcheck.url,
            "lang": factcheck.lang,
        }
    )
    if scale:
        yield Text(f"  {clean(said['scale'].format(value=scale[0], worst=scale[1], best=scale[2]))}")


def _fields(values: dict[str, str | None]) -> Iterator[Text]:
    from rich.text import Text

    for word, value in values.items():
        if value:
            yield Text(f"  {words()[word]}{words()['colon']}", style="dim").append(clean(value), style="not dim")
