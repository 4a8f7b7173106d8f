"""The working copy of one article: its parse, and what each reader has found in it so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc

from sourcier.core.article import Article
from sourcier.core.language import Mention, Quantity, Quote, Sentence, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.tokens import Parse, Tokens


@dataclass(frozen=True, slots=True)
class Draft:
    """An article with its parse. Every list is in reading order; `token.idx` is an offset in `article.text`."""

    article: Article
    doc: Doc
    """One parse of the whole text. Sentence starts are ours; blocks are parsed apart."""
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeInterval, ...]
    quotes: tuple[Quote, ...]
    _parse: Parse = field(init=False, repr=False, compare=False)
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_parse", Parse(self.doc, self.article.text))
        object.__setattr__(self, "_starts", [token.idx for token in self._parse])

    def tokens(self, span: Span) -> Tokens:
        """Return the tokens that lie under a span, whole tokens where an end falls inside one."""
        under = tokens_under(self.doc, self._starts, span)
        return self._parse[under.start : under.stop]


def tokens_under(doc: Doc, starts: list[int], span: Span) -> slice:
    """Return the tokens that lie under a span, found by bisection: spaCy's own `char_span` walks the whole text.

    Args:
        doc: The parsed text.
        starts: Where each of its tokens starts.
        span: Where to look.
    """
    first = max(bisect_right(starts, span.start) - 1, 0)
    if first < len(doc) and starts[first] + len(doc[first]) <= span.start < span.end:
        first += 1
    return slice(first, max(bisect_left(starts, span.end), first))
