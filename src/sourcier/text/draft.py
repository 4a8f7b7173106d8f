"""The working copy of one article: its parse, and what each reader has found in it so far."""

from __future__ import annotations

from dataclasses import dataclass

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

    def tokens(self, span: Span) -> Tokens:
        """Return the tokens that lie under a span, whole tokens where an end falls inside one."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is None:
            raise ValueError(f"{span} lies outside the text of {self.article.id}")
        return found
