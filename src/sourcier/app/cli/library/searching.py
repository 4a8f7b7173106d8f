"""`sourcier library search`: which passages, or which earlier fact-checks, speak of this?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from sourcier.app.cli.arguments import parse_date, parse_lang
from sourcier.app.cli.library.options import LibraryOption, as_line, clean, opened
from sourcier.app.cli.outcome import ISSUES, Usage, show, stopping

if TYPE_CHECKING:  # named in annotations only
    from datetime import date

    from rich.text import Text

    from sourcier.core.article import Lang
    from sourcier.evidence.library import Hit, Query


def search_library(
    words: Annotated[
        list[str], typer.Argument(metavar="QUERY…", help="A claim, a question or words, French or English.")
    ],
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="fr|en", help="Only texts in this language; both by default.")
    ] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="YYYY-MM-DD", help="Only what was published by this day.")
    ] = None,
    publisher: Annotated[
        list[str] | None, typer.Option("--publisher", metavar="NAME", help="Only theirs; repeat for several.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, metavar="N", help="How many at most.")] = 10,
    json: Annotated[
        bool,
        typer.Option(
            "--json", help="Print JSON, one text a line: rank, score, lexical_rank, vector_rank, passage or fact_check."
        ),
    ] = False,
    fact_checks: Annotated[
        bool, typer.Option("--fact-checks", help="Search the earlier fact-checks instead of the documents.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Find passages of the library by their words and by their sense, the nearest first, whatever their language.

    Each is shown with its publisher, date, title and address, then its words. Exit code 1 when nothing is found.

    \b
    Examples:
      sourcier library search "le chômage a reculé de 15 000 personnes"
      sourcier library search grain exports --before 2023-09-14 --lang en
      sourcier library search "vaccines alter DNA" --fact-checks --json
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        query = _query(words, lang, before, publisher or [], limit)
        held = opened(library)
        hits: Sequence[Hit[Any]] = held.search_factchecks(query) if fact_checks else held.search_passages(query)
        if json:
            sys.stdout.writelines(_json(hits))
        else:
            show(line for rank, hit in enumerate(hits, start=1) for line in _lines(rank, hit))
    if not hits:
        typer.echo("nothing found", err=True)
        raise typer.Exit(ISSUES)


def _query(words: list[str], lang: str | None, before: str | None, publishers: list[str], limit: int) -> Query:
    from sourcier.evidence.library import Query
    from sourcier.ingest.languages import likely_lang

    text = " ".join(words).strip()
    if not text:
        raise Usage("give some words", param_hint="QUERY")
    read = parse_lang(lang)
    return Query(
        text,
        lang=cast("Lang | None", {"fr": "fr", "en": "en"}.get(likely_lang(text) or "")),
        known_by=parse_date(before, option="--before"),
        publishers=tuple(publishers),
        langs=(read,) if read else (),
        limit=limit,
    )


def _json(hits: Sequence[Hit[Any]]) -> Iterator[str]:
    from sourcier.core.library import Passage

    for rank, hit in enumerate(hits, start=1):
        record: dict[str, Any] = {
            "rank": rank,
            "score": hit.score,
            "lexical_rank": hit.lexical_rank,
            "vector_rank": hit.vector_rank,
            "passage" if isinstance(hit.item, Passage) else "fact_check": hit.item,
        }
        yield as_line(record)


def _lines(rank: int, hit: Hit[Any]) -> Iterator[Text]:
    from rich.text import Text

    from sourcier.core.library import Passage

    item = hit.item
    day: date | None = item.published
    head = " · ".join(part for part in (item.publisher, day and day.isoformat(), item.title) if part)
    yield Text(f"{rank:>3}. ").append(clean(head or getattr(item, "location", "")), style="bold")
    yield Text(f"     {clean(item.text if isinstance(item, Passage) else item.claim)}")
    if not isinstance(item, Passage):
        yield Text(f"     → {clean(item.rating)}")
    if where := item.url or getattr(item, "location", None):
        yield Text(f"     {clean(where)}", style="dim")
