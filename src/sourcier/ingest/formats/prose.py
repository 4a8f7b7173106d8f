"""Whether a page says something in sentences, or only leads elsewhere: a front page, a menu, a notice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sourcier.core.article import BlockKind
from sourcier.ingest.head.furniture import is_furniture
from sourcier.ingest.pages import Page
from sourcier.ingest.repair.joins import is_ended

_SENTENCE = 4
"""Words of a sentence, at least."""
_ENOUGH = 200
"""Characters beside links and headings that are taken for prose, sentences or not: a poem, a table of results."""
_LINKED = 0.8
"""Share of a paragraph that is links, from which on it is only that."""
_LITTLE = 20_000
_MOST_LINKS = 400
"""Characters and links up to which the links of the source are looked for in the text."""
_END = re.compile(r"(?<=[.!?…])[\"'»”’)\]]*\s+|\n")
_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION})


def has_prose(page: Page, leading: Sequence[str] = ()) -> bool:
    """Say whether a page has one sentence, or much text, that is neither a heading nor a link.

    Args:
        page: What was found of it.
        leading: The words of all links of its source: where little was found, its links are there as mere words.
    """
    bodies = [
        part
        for part, linked in zip(page.parts, _linked(page), strict=True)
        if part.kind not in _HEADS and linked < _LINKED * len(part.span)
    ]
    texts = [part.span.of(page.original) for part in bodies]
    if leading and not page.links and sum(map(len, texts)) <= _LITTLE:
        texts = [_without(text, leading) for text in texts]
    return is_prose(texts)


def is_prose(texts: Sequence[str]) -> bool:
    """Say whether one of some paragraphs is a sentence, or they are much text together.

    >>> is_prose(["Accueil", "Lyon compte 520 000 habitants."]), is_prose(["Accueil", "Tous droits réservés."])
    (True, False)
    """
    return any(_is_sentence(text) for text in texts) or sum(map(len, texts)) >= _ENOUGH


def _without(text: str, leading: Sequence[str]) -> str:
    bare = " ".join(text.split())
    for words in sorted(set(leading), key=len, reverse=True)[:_MOST_LINKS]:
        whole = r"\b" * words[0].isalnum() + re.escape(words) + r"\b" * words[-1].isalnum()
        bare = re.sub(whole, " ", bare)
    return " ".join(bare.split())


def _is_sentence(text: str) -> bool:
    """Say whether one stands in a paragraph, behind which a signature, an agency or an address may stand."""
    return any(
        len(piece.split()) >= _SENTENCE and is_ended(piece) and not is_furniture(piece) for piece in _END.split(text)
    )


def _linked(page: Page) -> list[int]:
    """Return how many characters of each part are links."""
    starts = [part.span.start for part in page.parts]
    counts = [0] * len(starts)
    for link in page.links:
        counts[max(bisect_right(starts, link.span.start) - 1, 0)] += len(link.span)
    return counts
