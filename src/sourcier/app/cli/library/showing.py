"""`sourcier library list` and `sourcier library show`: what the library holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcier.app.cli.library import lines
from sourcier.app.cli.library.options import LibraryOption, as_line, counted, opened, unknown, words
from sourcier.app.cli.outcome import USAGE, show, stopping, width

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
    skip: Annotated[int, typer.Option("--skip", min=0, metavar="N", help="How many are left out before them.")] = 0,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON, one a line, all of them: the record without its text, origin.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """List the documents, the newest first: id, date, language, publisher, title, and of which origin each is a copy.

    Those of one day stand in the order of their titles (fact-checks: of their claims), those without a date at the end.
    The last line counts documents, independent origins and fact-checks: copies of one text have one origin. `show`
    takes every id that is printed.

    \b
    Examples:
      sourcier library list
      sourcier library list --skip 40
      sourcier library list --fact-checks --limit 100
      sourcier library list --json | jq -r .location
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        held = opened(library)
        ref = held.ref
        if json:
            records: Iterable[Any] = sorted(held.factchecks(), key=_place) if fact_checks else _records(held)
            sys.stdout.writelines(map(as_line, records))
            return
        if not ref.documents and not ref.factchecks:
            typer.echo(words()["none"])
            return
        if fact_checks:
            _print(held.factchecks(), lambda one: lines.factcheck_lines(one, width()), skip, limit)
            _say_shown(skip, limit, ref.factchecks)
            return
        origins = held.origins()
        _print(held.documents(), lambda one: lines.document_lines(one, origins.get(one.id), width()), skip, limit)
        _say_shown(skip, limit, ref.documents)
        totals = {
            "documents": counted(ref.documents, "document"),
            "origins": counted(len(set(origins.values())), "origin"),
            "factchecks": counted(ref.factchecks, "factcheck"),
        }
        typer.echo(words()["total"].format(**totals))


def show_item(
    item: Annotated[
        str, typer.Argument(metavar="ID", help="Of a document, passage, origin or fact-check, as they are printed.")
    ],
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON: document and passages, passage, documents, or fact_check.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Show a document with its passages, a passage, all documents of one origin, or a fact-check.

    \b
    Examples:
      sourcier library show doc-2f4a09c6b1d3e857
      sourcier library show org-91c07be2d4f6a835
      sourcier library show doc-2f4a09c6b1d3e857 --json | jq .passages
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        found = _found(opened(library), item)
        if found is None:
            unknown(item)
            raise typer.Exit(USAGE)
        record, shown = found
        if json:
            sys.stdout.write(as_line(record))
        else:
            show(shown)


def _found(held: Library, item: str) -> tuple[dict[str, Any], Iterable[Text]] | None:
    """Return what an id names, as a record and as lines; None where the library has nothing of it."""
    if document := held.document(item):
        passages = held.passages_of(document.id)
        return {"document": document, "passages": passages}, lines.whole_document(document, passages, width())
    if passage := held.passage(item):
        return {"passage": passage}, lines.whole_passage(passage, width())
    if factcheck := next((one for one in held.factchecks() if one.id == item), None):
        return {"fact_check": factcheck}, lines.whole_factcheck(factcheck, width())
    if item.startswith("org-") and (shared := _of_origin(held, item)):
        printed = (_member(document, passages) for document, passages in shared)
        records = [{"document": one.id, "passages": [passage.id for passage in some]} for one, some in shared]
        return {"origin": item, "documents": records}, chain.from_iterable(printed)
    return None


def _of_origin(held: Library, origin: str) -> list[tuple[Document, list[Passage]]]:
    """Return the documents that have passages of an origin, the one that it is the origin of first."""
    shared: dict[str, list[Passage]] = {}
    for passage in held.passages_of_origin(origin):
        shared.setdefault(passage.document_id, []).append(passage)
    found = ((held.document(name), passages) for name, passages in shared.items())
    return [(document, passages) for document, passages in found if document]


def _member(document: Document, passages: list[Passage]) -> Iterator[Text]:
    yield from lines.document_lines(document, None, width())
    yield from lines.passage_lines(passages, width())


def _print(records: Iterable[Any], shown: Callable[[Any], Iterator[Text]], skip: int, limit: int) -> None:
    first = nsmallest(skip + limit, records, key=_place)  # a library is too large to be sorted as a whole
    show(line for one in first[skip:] for line in shown(one))


def _place(one: Document | FactCheck) -> tuple[int, str, str]:
    """Return what a list is ordered by: newest first, without a date last; titles without regard to accents."""
    from sourcier.assessment.lexicon import fold

    title = getattr(one, "claim", one.title) or getattr(one, "location", "")
    return (-one.published.toordinal() if one.published else 0, fold(title), one.id)


def _records(held: Library) -> Iterator[dict[str, Any]]:
    from dataclasses import asdict, replace

    origins = held.origins()
    bare = (replace(document, text="", headings=()) for document in held.documents())
    for document in sorted(bare, key=_place):
        record = asdict(document)
        del record["text"], record["headings"]
        yield {**record, "origin": origins.get(document.id)}


def _say_shown(skip: int, limit: int, count: int) -> None:
    last = min(skip + limit, count)
    if skip or last < count:
        more = words()["further"].format(last=last) if last < count else ""
        typer.echo(words()["shown"].format(first=min(skip + 1, count), last=last, count=count) + more)
