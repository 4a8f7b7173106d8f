"""From an article to a draft: sentences, mentions, quantities, times, quotes."""

from __future__ import annotations

from spacy.tokens import Doc

from sourcier.core.article import Article, BlockKind
from sourcier.core.ids import make_id
from sourcier.core.language import Sentence
from sourcier.core.spans import Span, trimmed
from sourcier.text.draft import Draft, tokens_under
from sourcier.text.gazetteer import Gazetteer, find_mentions
from sourcier.text.parsing import parse
from sourcier.text.quantities import find_quantities
from sourcier.text.quotes import find_quotes
from sourcier.text.times import find_times


def read_text(article: Article, gazetteer: Gazetteer) -> Draft:
    """Return the draft of an article: parsed once, read once by each finder."""
    doc = parse(article)
    return Draft(
        article=article,
        doc=doc,
        sentences=_sentences(article, doc),
        mentions=tuple(find_mentions(doc, article.lang, gazetteer)),
        quantities=tuple(find_quantities(doc, article.lang)),
        times=tuple(find_times(doc, article.lang, article.published)),
        quotes=tuple(find_quotes(article)),
    )


LIST_MARKS = frozenset("-•*–")

NOT_SENTENCES = frozenset({BlockKind.BYLINE, BlockKind.LINK})
"""Blocks that the ledger passes over: names of authors, dates, addresses."""


def _sentences(article: Article, doc: Doc) -> tuple[Sentence, ...]:
    """Return the sentences of the article's own blocks, without the white space around them."""
    found: list[Sentence] = []
    starts = doc.to_array("IDX").tolist()
    for block in article.blocks:
        if block.kind in NOT_SENTENCES:
            continue
        for sent in doc[tokens_under(doc, starts, block.span)].sents:  # type: ignore[attr-defined]  # missing from its stubs
            start, end = max(sent.start_char, block.span.start), min(sent.end_char, block.span.end)
            span = _without_list_mark(trimmed(Span(start, end), article.text), article.text)
            if len(span):
                found.append(Sentence(id=make_id("sen", article.id, span.start, span.end), span=span, block=block.kind))
    return tuple(found)


def _without_list_mark(span: Span, text: str) -> Span:
    """Drop the mark of a list item; the sign of a figure stays: "-12 % en 2022"."""
    words = span.of(text)
    if words[:1] in LIST_MARKS and words[1:2].isspace():
        return trimmed(Span(span.start + 1, span.end), text)
    return span
