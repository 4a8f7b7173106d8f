"""`sourcier library search`: which passages, or which earlier fact-checks, speak of this?

Vectors always have a nearest text, for "zzzz" as well. A text that has no word of the query is therefore shown only
where it lies nearer to it than sentences about nothing in particular do, and is marked as found by its sense.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from sourcier.app.cli.arguments import parse_date, parse_lang
from sourcier.app.cli.library import lines
from sourcier.app.cli.library.options import LibraryOption, as_line, opened
from sourcier.app.cli.library.options import words as said
from sourcier.app.cli.outcome import ISSUES, Usage, show, stopping, width

if TYPE_CHECKING:  # named in annotations only
    from datetime import date

    from rich.text import Text

    from sourcier.core.article import Lang
    from sourcier.evidence.encoding import Encoder
    from sourcier.evidence.library import Hit, Query

FLOOR = 0.2
"""How far a text without a word of the query must pass the usual nearness, as a share of what is left to 1. In two
small libraries "zzzz" and questions about other things reach 0.18, questions in the other language 0.20 to 0.44."""


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
            "--json",
            help="Print JSON lines: rank, score, lexical_rank, vector_rank, by_sense, and passage or fact_check.",
        ),
    ] = False,
    fact_checks: Annotated[
        bool, typer.Option("--fact-checks", help="Search the earlier fact-checks instead of the documents.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Find passages of the library by their words and by their sense, the nearest first, whatever their language.

    Each is shown with its publisher, date, title and address, then its words and its id, which `show` takes. What has
    no word of the query is marked, and left out where it is no nearer to it than any text is. Exit code 1 when nothing
    is found.

    \b
    Examples:
      sourcier library search "le chômage a reculé de 15 000 personnes"
      sourcier library search grain exports --before 2023-09-14 --lang en
      sourcier library search "vaccines alter DNA" --fact-checks --json
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        query = _query(words, lang, before, publisher or [], limit)
        held = opened(library)
        found: Sequence[Hit[Any]] = held.search_factchecks(query) if fact_checks else held.search_passages(query)
        hits = _telling(found, query.text, held.encoder)
        if json:
            sys.stdout.writelines(_json(hits))
        else:
            if hits and not any(map(_has_word, hits)):
                show(lines.wrapped(said()["no_word"], width(), rest=""))
            show(line for rank, hit in enumerate(hits, start=1) for line in _lines(rank, hit, width()))
    if not hits:
        typer.echo(said()["not_found"], err=True)
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


def _has_word(hit: Hit[Any]) -> bool:
    return hit.lexical_rank is not None


def _telling(hits: Sequence[Hit[Any]], text: str, encoder: Encoder) -> list[Hit[Any]]:
    """Return the hits that have a word of the query, or lie nearer to it than any text does."""
    if all(map(_has_word, hits)):
        return list(hits)
    usual = _usual(text, encoder)
    return [hit for hit in hits if _has_word(hit) or _nearness(hit, usual) >= FLOOR]


def _usual(text: str, encoder: Encoder) -> float:
    """Return the mean cosine of a query with sentences about nothing in particular."""
    import numpy as np

    from sourcier.evidence.encoding import kept_rows

    table = (resources.files(__package__) / "usual.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = kept_rows(encoder, [line.split("\t")[1] for line in table if not line.startswith("#")])
    row = encoder.encode([text])[0]
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(row)
    return float((rows @ row / np.maximum(lengths, 1e-9)).mean())


def _nearness(hit: Hit[Any], usual: float) -> float:
    """Return how far a hit's cosine passes the usual, as a share of what is left to 1."""
    cosine = next((one.value for one in hit.signals if one.name == "cosine"), 0.0)
    return (cosine - usual) / max(1 - usual, 1e-9)


def _json(hits: Sequence[Hit[Any]]) -> Iterator[str]:
    from sourcier.core.library import Passage

    for rank, hit in enumerate(hits, start=1):
        record: dict[str, Any] = {
            "rank": rank,
            "score": hit.score,
            "lexical_rank": hit.lexical_rank,
            "vector_rank": hit.vector_rank,
            "by_sense": not _has_word(hit),
            "passage" if isinstance(hit.item, Passage) else "fact_check": hit.item,
        }
        yield as_line(record)


def _lines(rank: int, hit: Hit[Any], columns: int) -> Iterator[Text]:
    from sourcier.core.library import Passage

    item, pad = hit.item, " " * 5
    day: date | None = item.published
    head = " · ".join(part for part in (item.publisher, day and day.isoformat(), item.title) if part)
    where = item.url or getattr(item, "location", "")
    yield from lines.wrapped(head or where, columns, first=f"{rank:>3}. ", rest=pad, style="bold")
    words = item.text if isinstance(item, Passage) else item.claim
    yield from lines.wrapped(words, columns, first=pad, rest=pad)
    if not isinstance(item, Passage):
        yield from lines.wrapped(item.rating, columns, first=f"{pad}→ ", rest=f"{pad}  ")
    if where:
        yield from lines.wrapped(where, columns, first=pad, rest=pad, style="dim")
    note = "" if _has_word(hit) else f"  ({said()['by_sense']})"
    yield from lines.wrapped(f"{item.id}{note}", columns, first=pad, rest=pad, style="dim")
