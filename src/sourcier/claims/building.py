"""Make the claims of a sentence that has been read: their spans, times, entities, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcier.claims.conditions import is_condition, is_counterfactual
from sourcier.claims.dating import quote_times, times_of
from sourcier.claims.pieces import Opener, contents
from sourcier.claims.properties import (
    checkability_of,
    commitment_of,
    focus_of,
    polarity_of,
)
from sourcier.claims.saying import Manner, Saying, saying_of
from sourcier.claims.sentence import SentenceReading
from sourcier.claims.worth import worth_of, worth_of_quote
from sourcier.core.claims import (
    AUTHOR,
    UNNAMED,
    Checkability,
    Claim,
    ClaimKind,
    Commitment,
    Polarity,
    Source,
)
from sourcier.core.language import Mention, Quote
from sourcier.core.spans import Anchor, Span, trimmed
from sourcier.text.draft import Draft
from sourcier.text.tokens import Tokens

LEAST_WORDS = 3
"""Words of the shortest statement between quotation marks."""

ARTICLE = 4
"""Characters of the longest article with its space."""

CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})


def claim_of(draft: Draft, reading: SentenceReading, number: int, kinds: Sequence[ClaimKind]) -> Claim:
    """Return the claim that a piece of a sentence makes; `kinds` are those of all pieces of the sentence."""
    article = draft.article
    piece, traits, span = reading.pieces[number], reading.traits[number], reading.spans[number]
    saying = saying_of(reading.said, number)
    source = saying.source if saying is not None else AUTHOR
    if source.kind == "author" and (traits.is_hearsay or traits.is_doubtful):
        source = UNNAMED
    if saying is None and _is_quoted_whole(reading, number):
        saying = Saying(source=UNNAMED, manner=Manner.PHRASE, chunk=None)
        source = UNNAMED
    if source.kind == "author" and traits.is_accused:
        saying = Saying(source=UNNAMED, manner=Manner.PHRASE, chunk=None)
        source = UNNAMED
    is_untrue = number in reading.thrown_out
    is_others_word = source.kind != "author"
    if is_untrue and not is_others_word:
        source = UNNAMED
    kind = kinds[number]
    focus = focus_of(piece, reading.tokens, span, article.text)
    is_denial = saying is not None and saying.is_denial and is_others_word
    is_rejected = (
        reading.is_thrown_out
        or (reading.is_rejected and is_others_word and not is_denial)
        or (is_untrue and not is_others_word)
        or (saying is not None and saying.is_rejected)
    )
    commitment = commitment_of(traits, saying, is_rejected=is_rejected)
    polarity = polarity_of(traits)
    if is_denial or (is_untrue and is_others_word):
        polarity = Polarity.NEGATIVE
        source = replace(source, cue=saying.cue if saying is not None else None)
    if is_condition(piece, reading.tokens, reading.words) and is_counterfactual(piece, traits, reading.tokens):
        polarity = Polarity.POSITIVE
    worth, worth_reasons = worth_of(
        kind,
        piece,
        traits,
        commitment,
        polarity,
        tokens=contents(piece, reading.tokens),
        mentions=reading.mentions,
        lang=article.lang,
    )
    lemmas, context = _lemmas(reading.tokens, span)
    return Claim(
        id=Claim.key(article.id, kind, span, focus),
        article_id=article.id,
        sentence_id=reading.sentence.id,
        span=span,
        anchor=Anchor.at(span, article.text),
        focus=focus,
        kind=kind,
        source=_linked(source, draft),
        commitment=commitment,
        polarity=polarity,
        checkability=checkability_of(kind, piece, traits, article.published),
        worth=worth,
        worth_reasons=worth_reasons,
        quantities=tuple(piece.quantities),
        times=tuple(times_of(reading, number)),
        entities=tuple(_entities_of(reading, number)),
        is_presupposed=article.text[reading.sentence.span.end - 1] == "?" or piece.opener is Opener.ADVERBIAL,
        lemmas=lemmas,
        context=context,
    )


def _is_quoted_whole(reading: SentenceReading, number: int) -> bool:
    """Say whether a clause is part of a whole sentence between quotation marks: whoever says it, not the author.

    Words that the author's own clause runs into are none: ils « reconnaissent que l'île est chinoise ».
    """
    span = reading.spans[number]
    held = next((quote.content for quote in reading.quotes if quote.content.contains(span)), None)
    if held is None or not reading.pieces[number].is_finite:
        return False
    first = next(at for at, one in enumerate(reading.spans) if one.overlaps(held))
    return held.contains(reading.spans[first]) and reading.traits[first].has_subject


def _linked(source: Source, draft: Draft) -> Source:
    """Return a source with the entity that its words name, an article beside it left aside: "le Portugal"."""
    if source.span is None:
        return source
    for mention in draft.mentions:
        if mention.span.start >= source.span.end:
            break
        whole = source.span.contains(mention.span) and len(source.span) - len(mention.span) <= ARTICLE
        if whole and mention.entity_id is not None and not mention.is_adjective:
            return replace(source, entity_id=mention.entity_id)
    return source


def _entities_of(reading: SentenceReading, number: int) -> list[Mention]:
    """Return the mentions in a clause, and the one that its relative pronoun stands for: "les BRICS, qui passent"."""
    span, piece = reading.spans[number], reading.pieces[number]
    own = [mention for mention in reading.mentions if span.overlaps(mention.span)]
    if piece.opener is Opener.RELATIVE and piece.antecedent is None:
        before = [m for m in reading.mentions if 0 <= span.start - m.span.end <= 3]
        return before + own
    return own


def _lemmas(tokens: Tokens, span: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lemmas of the content words of a sentence inside a span, and those outside."""
    inside: list[str] = []
    outside: list[str] = []
    for token in tokens:
        if token.pos_ in CONTENT_WORDS:
            (inside if span.start <= token.idx < span.end else outside).append(token.lemma_.lower())
    return tuple(inside), tuple(outside)


def quote_claim(draft: Draft, reading: SentenceReading, saying: Saying) -> Claim | None:
    """Return the claim that somebody said something: for sources that can be named, not for reckonings.

    "Selon X" makes one only where X's own words stand in quotation marks.
    """
    if saying.source.kind != "named" or saying.manner is Manner.RECKONS:
        return None
    article = draft.article
    held = sorted(saying.contents | ({saying.chunk} if saying.chunk is not None else set()))
    if not held or (saying.chunk is not None and not saying.is_spoken):
        return None
    own = reading.spans[held[0] if saying.chunk is None else saying.chunk]
    span = own
    for number in held:
        span = span.cover(reading.spans[number])
    named = saying.source.span
    if saying.chunk is None and named is not None and reading.sentence.span.contains(named):
        span = span.cover(named)
    span = _balanced_start(span, article.text)
    quoted = [quote for quote in reading.quotes if quote.depth == 0 and span.overlaps(quote.content)]
    if saying.is_rejected and not quoted:
        return None  # "prétend à tort que P": P is what the author judges
    if saying.chunk is None and not (saying.gives_words and any(_is_statement(quote, reading) for quote in quoted)):
        return None
    focus = own
    if quoted:
        content = quoted[0].content
        if not _is_within(saying, content, reading):
            # A clause may begin in the middle of what is quoted: "We need doctors, | not promises," said Ann Roe.
            inside = Span(max(quoted[0].span.start, reading.sentence.span.start), max(span.start, quoted[0].span.start))
            span = span.cover(inside)
        focus = Span(max(content.start, span.start), max(min(content.end, span.end), content.start, span.start))
        span = span.cover(focus)
    worth, worth_reasons = worth_of_quote()
    lemmas, context = _lemmas(reading.tokens, span)
    return Claim(
        id=Claim.key(article.id, ClaimKind.QUOTE, span, focus),
        article_id=article.id,
        sentence_id=reading.sentence.id,
        span=span,
        anchor=Anchor.at(span, article.text),
        focus=focus,
        kind=ClaimKind.QUOTE,
        source=Source(kind="author", name="author", cue=saying.cue),
        commitment=Commitment.ASSERTS,
        polarity=Polarity.POSITIVE,
        checkability=Checkability.CHECKABLE,
        worth=worth,
        worth_reasons=worth_reasons,
        times=tuple(quote_times(reading, saying)),
        entities=tuple(mention for mention in reading.mentions if span.overlaps(mention.span)),
        lemmas=lemmas,
        context=context,
    )


def _is_within(saying: Saying, content: Span, reading: SentenceReading) -> bool:
    """Say whether somebody is said to speak inside of what is quoted: « Il m'a dit que tout va bien »."""
    verb = reading.pieces[saying.chunk].verb if saying.chunk is not None else None
    if verb is not None:
        return content.start <= verb.idx < content.end
    return saying.source.span is not None and content.contains(saying.source.span)


def _is_statement(quote: Quote, reading: SentenceReading) -> bool:
    """Tell somebody's words from a word that the author keeps at arm's length: « caspien »."""
    inside = [token for token in reading.tokens if quote.content.start <= token.idx < quote.content.end]
    return sum(not token.is_punct for token in inside) >= LEAST_WORDS


def _balanced_start(span: Span, text: str) -> Span:
    """Take the quotation mark before the first quoted word back in."""
    start = span.start
    while start and text[start - 1] in '«“" \u00a0\u202f' and start > span.start - 3:
        start -= 1
    return trimmed(Span(start, span.end), text)
