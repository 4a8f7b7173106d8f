"""What texts say of an article, as lines of the terminal report."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from sourcier.dossier.report.lines import row, wrapped
from sourcier.dossier.report.records import (
    ClaimView,
    DossierView,
    FactCheckView,
    PassageView,
    QuoteView,
    SourceView,
)
from sourcier.dossier.report.testimony import plain
from sourcier.dossier.report.words import Words

SHOWN = 3
"""Passages of a claim that are listed; the page and the JSON have them all."""


def testimony(claim: ClaimView, say: Words, width: int, *, explain: bool) -> Iterator[Text]:
    """Return the passages and earlier fact-checks of a claim; with `explain`, also those that have no bearing on it.

    Where something keeps every passage from deciding, it is said how many were read, and the nearest is shown.
    """
    near = [one for one in claim.passages if one.differences]
    deciding = [one for one in claim.passages if not one.differences]
    for passage in deciding[:SHOWN]:
        yield from _passage(passage, say, width)
    if near and not deciding and not explain:
        yield from row(say("label.passages"), say.count("passage.none_settles", len(near)), width, style="dim")
        yield from _passage(near[0], say, width)
    for check in claim.factchecks:
        if explain or not check.differences:
            yield from _factcheck(check, say, width)
    if explain:
        for passage in near:
            yield from _passage(passage, say, width)


def _passage(passage: PassageView, say: Words, width: int) -> Iterator[Text]:
    words = say("quoted", words=plain(passage.pieces))
    style = "dim" if passage.differences else ""
    yield from row(say("label.passage"), f"{passage.mark} {words}", width, style=style)
    about = [passage.source.line, passage.copies, passage.clock, *passage.caveats]
    yield from row(say("label.source_text"), _joined(about, say), width, style=style)
    yield from row(say("label.apart"), _joined(passage.differences, say), width, style=style)
    yield from _where(passage.source, say, width, style=style)


def _where(source: SourceView, say: Words, width: int, *, style: str) -> Iterator[Text]:
    """Return where a text can be opened: its address, else its file."""
    yield from row(say("label.link"), source.url or "", width, style=style)
    yield from row(say("label.file"), source.path, width, style=style)


def _factcheck(check: FactCheckView, say: Words, width: int) -> Iterator[Text]:
    style = "dim" if check.differences else ""
    rated = say("factcheck.rated", rating=check.rating, source=check.source.line)
    yield from row(say("label.factcheck"), _joined([rated, check.clock], say), width, style=style)
    yield from row("", _joined([check.claim, check.claimant], say), width, style=style)
    yield from row(say("label.apart"), _joined(check.differences, say), width, style=style)
    yield from row(say("label.link"), check.source.url or "", width, style=style)


def quotations(shown: DossierView, width: int) -> Iterator[Text]:
    """Return the quotations that were looked up, with what differs between stars."""
    if not shown.quotes:
        return
    yield Text()
    yield Text(shown.say("page.quotes"), style="bold")
    for quote in shown.quotes:
        yield from _quotation(quote, shown.say, width)


def _quotation(quote: QuoteView, say: Words, width: int) -> Iterator[Text]:
    words = say("quoted", words=plain(quote.ours))
    styles = {"supported": "green", "conflicting": "yellow"}
    head = f"{quote.mark} {quote.verdict} – {words}"
    yield from wrapped(head, width, first=" " * 4, rest=" " * 6, style=styles.get(quote.status, "dim"))
    yield from wrapped(quote.statement, width, first=" " * 6, rest=" " * 6)
    if quote.theirs and quote.status == "conflicting":
        original = say("quoted", words=plain(quote.theirs))
        yield from wrapped(f"{say('label.original')}{say('label.colon')}{original}", width, first=" " * 6, rest=" " * 8)
    if quote.source is not None and (where := quote.source.url or quote.source.path):
        yield from wrapped(where, width, first=" " * 6, rest=" " * 6, style="dim")


def _joined(parts: Iterator[str] | list[str] | tuple[str, ...], say: Words) -> str:
    return say("label.semicolon").join(part for part in parts if part)
