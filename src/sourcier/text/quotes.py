"""Quotations: words between marks, nested or unclosed."""

from __future__ import annotations

from sourcier.core.article import Article, Block, BlockKind
from sourcier.core.language import Quote
from sourcier.core.spans import Span, trimmed

PAIRS = {"«": "»", "“": "”", "„": "”", "‹": "›"}
CLOSERS = frozenset(PAIRS.values())
STRAIGHT = '"'
SKIPPED = frozenset({BlockKind.BYLINE, BlockKind.LINK, BlockKind.FURNITURE})


def find_quotes(article: Article) -> list[Quote]:
    """Return the quotations of an article in reading order, outer ones before those inside them.

    A quotation ends with its block: one whose closing mark is missing there is kept, and marked as not closed.
    Apostrophes and single quotation marks are left alone: in both languages they mostly are not quotations.
    """
    found = [quote for block in article.blocks if block.kind not in SKIPPED for quote in _in_block(article.text, block)]
    return sorted(found, key=lambda quote: (quote.span.start, -quote.span.end))


def _in_block(text: str, block: Block) -> list[Quote]:
    quotes: list[Quote] = []
    pending: list[tuple[int, str]] = []
    """Where each open quotation started, and the mark that will close it."""
    for at in range(block.span.start, block.span.end):
        char = text[at]
        awaited = [closer for _, closer in pending]
        if char == STRAIGHT:
            char_closes = STRAIGHT in awaited
        elif char in CLOSERS:
            char_closes = char in awaited
        else:
            char_closes = False
        if char_closes:
            while pending:
                start, closer = pending.pop()
                is_own = closer == char
                quotes.append(_quote(text, start, at + 1 if is_own else at, len(pending), is_closed=is_own))
                if is_own:
                    break
        elif char in PAIRS or char == STRAIGHT:
            pending.append((at, PAIRS.get(char, STRAIGHT)))
    while pending:
        start, _ = pending.pop()
        quotes.append(_quote(text, start, block.span.end, len(pending), is_closed=False))
    return [quote for quote in quotes if len(quote.content)]


def _quote(text: str, start: int, end: int, depth: int, *, is_closed: bool) -> Quote:
    content = Span(start + 1, end - 1 if is_closed else end)
    return Quote(span=Span(start, end), content=trimmed(content, text), is_closed=is_closed, depth=depth)
