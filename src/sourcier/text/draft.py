"""The working copy of one article: its parse, and what each reader has found in it so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from sourcier.core.article import Article
from sourcier.core.language import Mention, Quantity, Quote, Sentence, TimeInterval
from sourcier.core.spans import Span


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
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", token_starts(self.doc))

    def tokens(self, span: Span) -> Tokens:
        """Return the tokens that lie under a span, whole tokens where an end falls inside one."""
        return tokens_under(self.doc, self._starts, span)


def token_starts(doc: Doc) -> list[int]:
    """Return where each token starts, for `tokens_under`."""
    return [token.idx for token in doc]


def tokens_under(doc: Doc, starts: list[int], span: Span) -> Tokens:
    """Return the tokens that lie under a span, found by bisection: spaCy's own `char_span` walks the whole text."""
    first = max(bisect_right(starts, span.start) - 1, 0)
    if first < len(doc) and starts[first] + len(doc[first]) <= span.start < span.end:
        first += 1
    return doc[first : max(bisect_left(starts, span.end), first)]
