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
SINGLE, APOSTROPHE = "‘", "’"
"""The single marks of English typography; the closing one is the apostrophe as well."""
MARK = re.compile("[" + "".join([*PAIRS, *PAIRS.values(), STRAIGHT]) + "]")
_OPENS_SINGLE = re.compile(r"(?<![\w’])‘(?=[^\W_]|[“\"«‘\[(£$€]|…)(?!\d0s\b)")
_MAY_CLOSE = re.compile(r"(?<=\S)’(?!\w)")
_SURELY_CLOSES = re.compile(r"(?<=[,.!?…;:)\]”\"»])’|’(?=[,.!?…;:)\]”\"»–—]|$|\n|\s+[–—(])|(?<!s)’")
"""A mark beside another, at the end, or not behind an "s" as in "the growers’ fear"."""
DEEPEST = 8
"""How many quotations, one inside another, are kept: prose has three at most, a broken page has thousands."""
SKIPPED = frozenset({BlockKind.BYLINE, BlockKind.LINK, BlockKind.FURNITURE})


def find_quotes(article: Article) -> list[Quote]:
    """Return the quotations of an article in reading order, outer ones before those inside them.

    A quotation ends with its block: one whose closing mark is missing there is kept, and marked as not closed. Of
    those nested deeper than `DEEPEST` none is kept, though their marks still pair off. Single marks, ‘…’, are read
    where both are there; an apostrophe, or a straight single mark, never opens a quotation.
    """
    found = [quote for block in article.blocks if block.kind not in SKIPPED for quote in _in_block(article.text, block)]
    return sorted(found, key=lambda quote: (quote.span.start, -quote.span.end))


def _in_block(text: str, block: Block) -> list[Quote]:
    quotes: list[Quote] = []
    pending: list[tuple[int, str]] = []
    """Where each open quotation started, and the mark that will close it."""
    awaited: Counter[str] = Counter()
    for at, char in _marks(text, block.span):
        if (char in {STRAIGHT, APOSTROPHE} or char in CLOSERS) and awaited[char]:
            is_own = False
            while not is_own:
                start, closer = pending.pop()
                awaited[closer] -= 1
                is_own = closer == char
                if len(pending) < DEEPEST:
                    quotes.append(_quote(text, start, at + 1 if is_own else at, len(pending), is_closed=is_own))
        elif char in PAIRS or char in {STRAIGHT, SINGLE}:
            closer = APOSTROPHE if char == SINGLE else PAIRS.get(char, STRAIGHT)
            pending.append((at, closer))
            awaited[closer] += 1
    for depth, (start, _) in enumerate(pending[:DEEPEST]):
        quotes.append(_quote(text, start, block.span.end, depth, is_closed=False))
    return [quote for quote in quotes if len(quote.content)]


def _marks(text: str, within: Span) -> list[tuple[int, str]]:
    """Return the marks of a block in order, single ones only in pairs."""
    found = [(match.start(), match[0]) for match in MARK.finditer(text, within.start, within.end)]
    if SINGLE not in text[within.start : within.end]:
        return found
    for start, end in _single_pairs(text, within):
        found += [(start, SINGLE), (end, APOSTROPHE)]
    return sorted(found)


def _single_pairs(text: str, within: Span) -> list[tuple[int, int]]:
    """Return where single quotations open and close.

    Behind an "s" the mark may be that of a plural: it closes only where no surer one follows before the next opens.

    >>> text = "‘The growers’ wells are dry,’ she said. It’s the ‘old’ way of the ‘80s."
    >>> [text[start : end + 1] for start, end in _single_pairs(text, Span(0, len(text)))]
    ['‘The growers’ wells are dry,’', '‘old’']
    """
    opens = [match.start() for match in _OPENS_SINGLE.finditer(text, within.start, within.end)]
    pairs: list[tuple[int, int]] = []
    for number, start in enumerate(opens):
        if pairs and start < pairs[-1][1]:
            continue
        stop = opens[number + 1] if number + 1 < len(opens) else within.end
        closing = [match.start() for match in _MAY_CLOSE.finditer(text, start + 1, stop)]
        sure = next((at for at in closing if _SURELY_CLOSES.match(text, at)), None)
        end = sure if sure is not None else (closing[-1] if closing else None)
        if end is not None and end > start + 1:
            pairs.append((start, end))
    return pairs


def _quote(text: str, start: int, end: int, depth: int, *, is_closed: bool) -> Quote:
    content = Span(start + 1, end - 1 if is_closed else end)
    return Quote(span=Span(start, end), content=trimmed(content, text), is_closed=is_closed, depth=depth)
