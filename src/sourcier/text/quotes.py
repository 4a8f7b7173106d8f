"""Quotations: words between marks, nested or unclosed."""

from __future__ import annotations

import re
from collections import Counter

from sourcier.core.article import Article, Block, BlockKind
from sourcier.core.language import Quote
from sourcier.core.spans import Span, trimmed

PAIRS = {"«": "»", "“": "”", "„": "”", "‹": "›"}
CLOSERS = frozenset(PAIRS.values())
STRAIGHT = '"'
MARK = re.compile("[" + "".join([*PAIRS, *PAIRS.values(), STRAIGHT]) + "]")
DEEPEST = 8
"""How many quotations, one inside another, are kept: prose has three at most, a broken page has thousands."""
SKIPPED = frozenset({BlockKind.BYLINE, BlockKind.LINK, BlockKind.FURNITURE})


def find_quotes(article: Article) -> list[Quote]:
    """Return the quotations of an article in reading order, outer ones before those inside them.

    A quotation ends with its block: one whose closing mark is missing there is kept, and marked as not closed. Of
    those nested deeper than `DEEPEST` none is kept, though their marks still pair off. Apostrophes and single
    quotation marks are left alone: in both languages they mostly are not quotations.
    """
    found = [quote for block in article.blocks if block.kind not in SKIPPED for quote in _in_block(article.text, block)]
    return sorted(found, key=lambda quote: (quote.span.start, -quote.span.end))


def _in_block(text: str, block: Block) -> list[Quote]:
    quotes: list[Quote] = []
    pending: list[tuple[int, str]] = []
    """Where each open quotation started, and the mark that will close it."""
    awaited: Counter[str] = Counter()
    for match in MARK.finditer(text, block.span.start, block.span.end):
        at, char = match.start(), match[0]
        if (char == STRAIGHT or char in CLOSERS) and awaited[char]:
            is_own = False
            while not is_own:
                start, closer = pending.pop()
                awaited[closer] -= 1
                is_own = closer == char
                if len(pending) < DEEPEST:
                    quotes.append(_quote(text, start, at + 1 if is_own else at, len(pending), is_closed=is_own))
        elif char in PAIRS or char == STRAIGHT:
            closer = PAIRS.get(char, STRAIGHT)
            pending.append((at, closer))
            awaited[closer] += 1
    for depth, (start, _) in enumerate(pending[:DEEPEST]):
        quotes.append(_quote(text, start, block.span.end, depth, is_closed=False))
    return [quote for quote in quotes if len(quote.content)]


def _quote(text: str, start: int, end: int, depth: int, *, is_closed: bool) -> Quote:
    content = Span(start + 1, end - 1 if is_closed else end)
    return Quote(span=Span(start, end), content=trimmed(content, text), is_closed=is_closed, depth=depth)
