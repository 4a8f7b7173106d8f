"""The article block by block, with the places of its claims and passages marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcier.core.article import Article, Block, BlockKind
from sourcier.core.spans import Span
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.marking import Run, beside, runs
from sourcier.dossier.report.typography import cleaned, one_line, unbroken


@dataclass(frozen=True, slots=True)
class Mark:
    """What a claim's mark in the text looks like and where it leads."""

    css: str
    """Names of classes: the verdict's."""
    number: str
    sign: str
    label: str
    """The verdict in words."""
    href: str
    attributes: Markup | str = ""
    """Of its reference, behind the others: markup, or nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the article, and the claims that begin in it."""

    kind: str
    start: int
    """Where the block begins in the article's text."""
    runs: tuple[Run, ...]
    begun: tuple[int, ...]
    """Indexes of the claims that begin in it, or in the gap behind it."""
    links: tuple[tuple[str, str | None], ...]
    """What to show and where it leads; None where the address is not to be opened."""
    is_said: bool
    """It repeats what the page shows elsewhere (the title, an address), and has no claim and no passage to mark."""


def rows(article: Article, title: str, spans: Sequence[Span], passages: Sequence[Span]) -> tuple[Row, ...]:
    """Return the blocks of an article in order.

    Args:
        article: To lay out.
        title: What the page shows as its title.
        spans: Of the claims to mark.
        passages: Of the layer of persuasion.
    """
    # Both keep every length, so the spans still hold in the text that is shown.
    text = unbroken(cleaned(article.text), article.lang)
    blocks = article.blocks or (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    addresses = {link.url for link in article.links} | {article.url or ""}
    places = [block.span for block in blocks]
    over, loaded = beside(places, spans), beside(places, passages)
    ordered = sorted(range(len(spans)), key=lambda index: spans[index].start)
    starts = [spans[index].start for index in ordered]
    found = []
    for number, block in enumerate(blocks):
        last = number + 1 == len(blocks)
        # A claim belongs to the block it begins in, or to the one before the gap it begins in.
        reach = Span(0 if number == 0 else block.span.start, len(text) + 1 if last else blocks[number + 1].span.start)
        begun = tuple(sorted(ordered[bisect_left(starts, reach.start) : bisect_left(starts, reach.end)]))
        words = one_line(block.span.of(article.text))
        repeats = words == title if block.kind == BlockKind.TITLE else _is_address(block, words, addresses)
        found.append(
            Row(
                kind=str(block.kind),
                start=block.span.start,
                runs=runs(text, block.span, over[number], loaded[number]),
                begun=begun,
                links=_links(article, block.span),
                is_said=repeats and not begun and not loaded[number],
            )
        )
    return tuple(found)


def _is_address(block: Block, words: str, addresses: set[str]) -> bool:
    return block.kind == BlockKind.LINK and words.strip("<>[]()* ") in addresses


def _links(article: Article, span: Span) -> tuple[tuple[str, str | None], ...]:
    urls = dict.fromkeys(link.url for link in article.links if span.overlaps(link.span))
    return tuple((one_line(url), safe_url(url)) for url in urls)
