"""Where to look for a quotation: the stretches of documents that share its words, copies of the article apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sourcier.assessment.quoting.words import Item, Kind, source_words, words_under
from sourcier.core.article import Article, Lang
from sourcier.core.language import Quote
from sourcier.core.library import Document, Passage
from sourcier.core.spans import Span

_LIMIT = 12
"""Passages asked for: a quotation's own words are rare enough together."""
_AROUND = 240
"""Characters looked at on either side of a passage, beside the length of the quotation."""
_UNDER_GAP = 2400
"""More of them where an ellipsis may stand for sentences."""
_SHARED = 0.5
"""Share of the quotation's words that a stretch must have, in any order, to be compared."""
_RUN = 5
"""Words of the runs that two texts are compared by."""
_FEWEST_RUNS = 32
"""Below half as many in common, two texts may only name the same people alike."""
_BESIDE = 1500
"""Characters on either side of a stretch that are read to see whether it is a copy."""
_COPY = 0.5
"""Share of the runs of one text that stand in the other: reprints have nearly all, two reports of one event few."""
_ADDRESS = re.compile(r"^(?:https?:)?//(?:www\.|m\.|amp\.)?|[?#].*$|/+$")


class PassageHit(Protocol):
    """A passage that a search found."""

    @property
    def item(self) -> Passage:
        """The passage."""
        ...


class QuoteLibrary(Protocol):
    """What of a library quotations need; `sourcier.evidence.library.store.Library` has it."""

    def find_words(self, text: str, *, lang: Lang | None = None, limit: int = 10) -> Sequence[PassageHit]:
        """Return passages that share words with a text, most first."""
        ...

    def document(self, id: str) -> Document | None:  # noqa: A002 - as the library calls it
        """Return a document by its id."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a document that may hold a quotation."""

    document: Document
    span: Span
    passages: tuple[Passage, ...]
    """Those of it that the search gave."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search gave for one quotation."""

    stretches: tuple[Stretch, ...]
    copies: tuple[Stretch, ...]
    """In copies of the article itself: they repeat it and confirm nothing."""


def seek(written: str, items: Sequence[Item], library: QuoteLibrary, copies: Copies, lang: Lang) -> Sought:
    """Return where in a library the words of a quotation may stand."""
    by_document: dict[str, list[Passage]] = {}
    for hit in library.find_words(written, lang=lang, limit=_LIMIT):
        if hit.item.lang == lang:
            by_document.setdefault(hit.item.document_id, []).append(hit.item)
    found: list[Stretch] = []
    for id_, passages in by_document.items():
        document = library.document(id_)
        if document is not None:
            found += [one for one in _stretches(document, passages, written, items) if _shares(one, items, lang)]
    own = [one for one in found if copies.has(one)]
    origins = {passage.origin for one in own for passage in one.passages}
    own += [one for one in found if one not in own and any(passage.origin in origins for passage in one.passages)]
    return Sought(tuple(one for one in found if one not in own), tuple(own))


def _stretches(document: Document, passages: Sequence[Passage], written: str, items: Sequence[Item]) -> list[Stretch]:
    """Return the passages of a document with what is around them; those that touch are one stretch."""
    beside = len(written) + _AROUND + (_UNDER_GAP if any(item.kind is Kind.GAP for item in items) else 0)
    found: list[Stretch] = []
    for passage in sorted(passages, key=lambda one: one.anchor.start):
        start = max(passage.anchor.start - beside, 0)
        end = min(passage.anchor.end + beside, len(document.text))
        span = Span(_word_start(document.text, start), end)
        if found and span.start <= found[-1].span.end:
            found[-1] = Stretch(document, found[-1].span.cover(span), (*found[-1].passages, passage))
        else:
            found.append(Stretch(document, span, (passage,)))
    return found


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and not text[at - 1].isspace():
        at -= 1
    return at


def _shares(stretch: Stretch, items: Sequence[Item], lang: Lang) -> bool:
    keys = {item.key for item in items if item.kind is Kind.WORD}
    there = {word.key for word in words_under(stretch.document.text, stretch.span, lang)}
    return len(keys & there) >= _SHARED * len(keys)


class Copies:
    """Tells copies of one article: its own page, its text, reprints and the wire story it was made from."""

    def __init__(self, article: Article, quotes: Sequence[Quote]) -> None:
        self._article = article
        self._runs = self._own_runs(quotes)
        self._known: dict[tuple[str, Span], bool] = {}

    def has(self, stretch: Stretch) -> bool:
        """Say whether a stretch stands in a copy of the article, or in what both were copied from."""
        document = stretch.document
        around = Span(max(stretch.span.start - _BESIDE, 0), min(stretch.span.end + _BESIDE, len(document.text)))
        key = (document.id, around)
        if key not in self._known:
            self._known[key] = self._is_copy(document, around)
        return self._known[key]

    def _is_copy(self, document: Document, around: Span) -> bool:
        article = self._article
        if document.digest == article.digest:
            return True
        if article.url and document.url and _address(article.url) == _address(document.url):
            return True
        theirs = _runs(_keys(document.text, around, document.lang))
        fewest = max(min(len(self._runs), len(theirs)), _FEWEST_RUNS)
        return len(self._runs & theirs) >= _COPY * fewest

    def _own_runs(self, quotes: Sequence[Quote]) -> frozenset[tuple[str, ...]]:
        """Return the runs of the article's own words: everybody has those of its quotations."""
        runs: set[tuple[str, ...]] = set()
        at = 0
        text, lang = self._article.text, self._article.lang
        for quote in sorted((one for one in quotes if one.depth == 0), key=lambda one: one.span.start):
            runs |= _runs(_keys(text, Span(at, max(at, quote.span.start)), lang))
            at = max(at, quote.span.end)
        return frozenset(runs | _runs(_keys(text, Span(at, len(text)), lang)))


def _keys(text: str, span: Span, lang: Lang) -> list[str]:
    return [word.key for word in source_words(text, span, lang)]


def _runs(keys: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(keys[at : at + _RUN]) for at in range(len(keys) - _RUN + 1))


def _address(url: str) -> str:
    """Return what of an address names the page.

    >>> _address("https://www.journal.example/a/b/?utm=1#top") == _address("http://journal.example/a/b")
    True
    """
    return _ADDRESS.sub("", _ADDRESS.sub("", _ADDRESS.sub("", url.lower())))
