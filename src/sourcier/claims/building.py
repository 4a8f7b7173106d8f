"""Make the claims of a sentence that has been read: their spans, times, entities, sources."""

from __future__ import annotations

from spacy.tokens import Span as Tokens

from sourcier.claims.pieces import Opener, opens_with_preposition
from sourcier.claims.properties import (
    checkability_of,
    commitment_of,
    focus_of,
    kind_of,
    polarity_of,
)
from sourcier.claims.sentence import SentenceReading
from sourcier.claims.speech import Manner, Saying
from sourcier.claims.worth import worth_of
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
from sourcier.core.language import Mention, TimeInterval
from sourcier.core.spans import Anchor, Span, trimmed
from sourcier.text.draft import Draft

CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})


def claim_of(draft: Draft, reading: SentenceReading, number: int) -> Claim:
    """Return the claim that a piece of a sentence makes."""
    article = draft.article
    piece, traits, span = reading.pieces[number], reading.traits[number], reading.spans[number]
    saying = saying_of(reading, number)
    source = saying.source if saying is not None else AUTHOR
    if source.kind == "author" and (traits.is_hearsay or (traits.is_conditional and article.lang == "fr")):
        source = UNNAMED
    kind = kind_of(piece, traits, article.published)
    if kind is ClaimKind.STATE and piece.times and opens_with_preposition(piece, reading.tokens):
        kind = ClaimKind.EVENT
    focus = focus_of(piece, reading.tokens, span, article.text)
    is_rejected = reading.is_thrown_out or (reading.is_rejected and source.kind != "author")
    commitment = commitment_of(traits, saying, is_rejected=is_rejected)
    polarity = polarity_of(traits)
    return Claim(
        id=Claim.key(article.id, kind, span, focus),
        article_id=article.id,
        sentence_id=reading.sentence.id,
        span=span,
        anchor=Anchor.at(span, article.text),
        focus=focus,
        kind=kind,
        source=source,
        commitment=commitment,
        polarity=polarity,
        checkability=checkability_of(kind, piece, traits, article.published),
        worth=worth_of(kind, piece, traits, commitment, polarity),
        quantities=tuple(piece.quantities),
        times=tuple(_times_of(reading, number)),
        entities=tuple(_entities_of(reading, number)),
        is_presupposed=article.text[reading.sentence.span.end - 1] == "?" or piece.opener is Opener.ADVERBIAL,
        lemmas=_lemmas(reading.tokens, span, inside=True),
        context=_lemmas(reading.tokens, span, inside=False),
    )


def _entities_of(reading: SentenceReading, number: int) -> list[Mention]:
    """Return the mentions in a clause, and the one that its relative pronoun stands for: "les BRICS, qui passent"."""
    span, piece = reading.spans[number], reading.pieces[number]
    own = [mention for mention in reading.mentions if span.overlaps(mention.span)]
    if piece.opener is Opener.RELATIVE and piece.antecedent is None:
        before = [m for m in reading.mentions if 0 <= span.start - m.span.end <= 3]
        return before + own
    return own


def _times_of(reading: SentenceReading, number: int) -> list[TimeInterval]:
    """Return the times of a clause: its own, else one that it shares.

    A clause shares the time that opens the sentence ("En avril, …, et …"), that of the clause its "dont" goes back
    to, and that which ends a clause coordinated with it ("sont morts et … ont été blessés mardi soir").
    """
    pieces = reading.pieces
    piece = pieces[number]
    if piece.times:
        return piece.times
    first = pieces[0]
    opening = [
        time
        for time in first.times
        if first.verb is not None and time.span.start < first.verb.idx and time.mod != "during"
    ]
    if number and opening and not any(saying.chunk == 0 for saying in reading.said):
        return opening
    if number and piece.opener is Opener.RELATIVE and not piece.is_finite:
        return pieces[number - 1].times
    if number and piece.opener is Opener.COMMA and opens_with_preposition(pieces[number - 1], reading.tokens):
        return pieces[number - 1].times
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    if following is not None and following.opener is Opener.COORDINATION and following.is_finite and piece.is_finite:
        return [time for time in following.times if following.verb is not None and time.span.start > following.verb.idx]
    return []


def _lemmas(tokens: Tokens, span: Span, *, inside: bool) -> tuple[str, ...]:
    return tuple(
        token.lemma_.lower()
        for token in tokens
        if token.pos_ in CONTENT_WORDS and (span.start <= token.idx < span.end) == inside
    )


def quote_claim(draft: Draft, reading: SentenceReading, saying: Saying) -> Claim | None:
    """Return the claim that somebody said something: for sources that can be named, not for reckonings."""
    if saying.chunk is None or saying.source.kind != "named" or not saying.is_spoken or saying.manner is Manner.RECKONS:
        return None
    article = draft.article
    piece = reading.pieces[saying.chunk]
    span = reading.spans[saying.chunk]
    for number in saying.contents:
        span = span.cover(reading.spans[number])
    span = _balanced_start(span, article.text)
    quoted = [quote for quote in reading.quotes if quote.depth == 0 and span.overlaps(quote.content)]
    focus = reading.spans[saying.chunk]
    if quoted:
        content = quoted[0].content
        focus = Span(max(content.start, span.start), max(min(content.end, span.end), content.start, span.start))
        span = span.cover(focus)
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
        worth=worth_of(ClaimKind.QUOTE, piece, reading.traits[saying.chunk], Commitment.ASSERTS, Polarity.POSITIVE),
        times=tuple(piece.times),
        entities=tuple(mention for mention in reading.mentions if span.overlaps(mention.span)),
        lemmas=_lemmas(reading.tokens, span, inside=True),
        context=_lemmas(reading.tokens, span, inside=False),
    )


def _balanced_start(span: Span, text: str) -> Span:
    """Take the quotation mark before the first quoted word back in."""
    start = span.start
    while start and text[start - 1] in '«“" \u00a0\u202f' and start > span.start - 3:
        start -= 1
    return trimmed(Span(start, span.end), text)


def saying_of(reading: SentenceReading, number: int) -> Saying | None:
    """Return who is made to say a piece: the nearest act of saying that holds it."""
    holders = [saying for saying in reading.said if number in saying.contents]
    if not holders:
        return None
    return min(holders, key=lambda saying: (saying.chunk is None, abs((saying.chunk or 0) - number)))
