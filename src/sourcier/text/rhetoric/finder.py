"""Find the words of an article that persuade by their form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from sourcier.core.language import Quote
from sourcier.core.rhetoric import Persuasion, Technique
from sourcier.core.spans import Span, trimmed
from sourcier.text.draft import Draft
from sourcier.text.rhetoric.candidates import Candidate, Tokens, find_candidates
from sourcier.text.rhetoric.features import features_of, setting_of
from sourcier.text.rhetoric.lexicon import lexicon
from sourcier.text.rhetoric.model import model

AT_ENDS = ' \u00a0\u202f.,;:!?…«»“”"()–—'


def find_persuasion(draft: Draft) -> tuple[Persuasion, ...]:
    """Return the spans of persuasion of an article in reading order.

    It reads the draft and nothing else; claims, findings and verdicts are found without it.
    """
    judge = model()
    found = []
    for candidate, features, quote in weighed(draft):
        technique, score = Technique(candidate.cue.technique), judge.score(features)
        if judge.shows(technique, score):
            found.append(_persuasion(draft, candidate, technique, score, quote))
    return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end)))


def weighed(draft: Draft) -> Iterator[tuple[Candidate, dict[str, float], Quote | None]]:
    """Yield every candidate of a draft with its features and the quotation around it, for the model to weigh."""
    words = lexicon(draft.article.lang)
    tokens = Tokens.of(draft)
    starts = [quote.span.start for quote in draft.quotes]
    for _, group in groupby(find_candidates(draft, tokens, words), key=lambda one: one.sentence):
        together = list(group)
        setting = setting_of(draft, tokens, words, together)
        for candidate in together:
            span = cue_span(draft, candidate)
            quote = _quote_around(span, draft.quotes, starts)
            yield candidate, features_of(candidate, setting, tokens, words, quote, span), quote


def cue_span(draft: Draft, candidate: Candidate) -> Span:
    """Return the words of a cue."""
    tokens = draft.doc[candidate.start : candidate.end]
    return Span(tokens.start_char, tokens.end_char)


def span_of(draft: Draft, candidate: Candidate) -> Span:
    """Return the words that a candidate stands for: the cue, or the cue and the rest of its sentence."""
    cue = cue_span(draft, candidate)
    end = draft.sentences[candidate.sentence].span.end if candidate.extends else cue.end
    return trimmed(Span(cue.start, max(end, cue.end)), draft.article.text, AT_ENDS)


def _persuasion(
    draft: Draft, candidate: Candidate, technique: Technique, score: float, quote: Quote | None
) -> Persuasion:
    span = span_of(draft, candidate)
    return Persuasion(
        span=span,
        text=span.of(draft.article.text),
        technique=technique,
        score=score,
        cues=tuple(token.text for token in draft.doc[candidate.start : candidate.end] if not token.is_space),
        in_quote=quote is not None,
        sentence_id=draft.sentences[candidate.sentence].id,
    )


def _quote_around(span: Span, quotes: tuple[Quote, ...], starts: list[int]) -> Quote | None:
    """Return the innermost quotation that holds a span."""
    for quote in reversed(quotes[: bisect_right(starts, span.start)]):
        if quote.span.contains(span):
            return quote
    return None
