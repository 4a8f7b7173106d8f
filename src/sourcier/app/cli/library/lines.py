"""What the library holds, as lines: one a record for lists, several for one that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sourcier.app.cli.library.options import clean, words

if TYPE_CHECKING:  # named in annotations only
    from rich.text import Text

    from sourcier.core.library import Document, FactCheck, Passage

_PAD = "    "


def wrapped(text: str, width: int, *, first: str = "", rest: str = _PAD, style: str = "") -> Iterator[Text]:
    """Return a stored text as lines of the terminal's width."""
    from sourcier.dossier.report.lines import wrapped as broken

    yield from broken(clean(text), width, first=first, rest=rest, style=style)


def document_lines(document: Document, origin: str | None, width: int) -> Iterator[Text]:
    """Return a document's line for a list: id, day, language, whose, which; what it is a copy of."""
    from sourcier.evidence.library.origins import own_origin

    said = words()
    named = [document.publisher, document.title or document.location]
    if origin not in {None, own_origin(document.digest)}:
        named.append(f"{said['copies']} {origin}")
    yield from _record(document.id, document, named, width)


def factcheck_lines(factcheck: FactCheck, width: int) -> Iterator[Text]:
    """Return a fact-check's line for a list."""
    named = [factcheck.publisher, f"{factcheck.claim} → {factcheck.rating}"]
    yield from _record(factcheck.id, factcheck, named, width)


def _record(name: str, record: Document | FactCheck, named: Sequence[str | None], width: int) -> Iterator[Text]:
    day = record.published.isoformat() if record.published else words()["no_day"]
    first = f"{name}  {day:<10}  {record.lang}  "
    for number, line in enumerate(wrapped(" · ".join(part for part in named if part), width, first=first)):
        if number == 0:
            line.stylize("dim", len(name), len(first))
        yield line


def whole_document(document: Document, passages: Sequence[Passage], width: int) -> Iterator[Text]:
    """Return a document with its passages."""
    yield from wrapped(document.title or document.location, width, rest="", style="bold")
    yield from fields(
        {
            "day": document.published.isoformat() if document.published else words()["no_day"],
            "publisher": document.publisher,
            "address": document.url,
            "location": document.location,
            "lang": document.lang,
            "digest": document.digest,
        }
    )
    yield from passage_lines(passages, width)


def whole_passage(passage: Passage, width: int) -> Iterator[Text]:
    """Return a passage, and which document it is of."""
    yield from wrapped(passage.title or passage.location, width, rest="", style="bold")
    yield from fields(
        {
            "document": passage.document_id,
            "day": passage.published.isoformat() if passage.published else words()["no_day"],
            "publisher": passage.publisher,
            "address": passage.url,
            "location": passage.location,
            "lang": passage.lang,
            "its_origin": passage.origin,
        }
    )
    yield from passage_lines([passage], width)


def passage_lines(passages: Sequence[Passage], width: int) -> Iterator[Text]:
    """Return passages, each under its heading with its id and its place in the text."""
    from rich.text import Text

    from sourcier.evidence.library.origins import own_origin

    heading = None
    for passage in passages:
        if passage.heading and passage.heading != heading:
            yield Text()
            yield from wrapped(passage.heading, width, first="  ", rest="  ", style="bold")
        heading = passage.heading
        copied = "" if passage.origin == own_origin(passage.digest) else f"  ({words()['copies']} {passage.origin})"
        place = f"{passage.anchor.start}–{passage.anchor.end}"
        yield Text(f"  {place}  {passage.id}{copied}", style="dim")
        yield from wrapped(passage.text, width, first=_PAD)


def whole_factcheck(factcheck: FactCheck, width: int) -> Iterator[Text]:
    """Return a fact-check in its publisher's words."""
    said = words()
    yield from wrapped(factcheck.title or factcheck.claim, width, rest="", style="bold")
    scale = factcheck.rating_value
    yield from fields(
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
        yield from wrapped(said["scale"].format(value=scale[0], worst=scale[1], best=scale[2]), width, first="  ")


def fields(values: Mapping[str, str | None]) -> Iterator[Text]:
    """Return named values, one a line; what has none is left out."""
    from rich.text import Text

    for word, value in values.items():
        if value:
            yield Text(f"  {words()[word]}{words()['colon']}", style="dim").append(clean(value), style="not dim")
