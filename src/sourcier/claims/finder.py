"""Find every claim of an article, and account for every sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Span as Tokens

from sourcier.claims.attributing import is_attribution
from sourcier.claims.chunks import Chunk, Opener, contents, opens_with_preposition, span_of
from sourcier.claims.clauses import clauses
from sourcier.claims.judging import THRESHOLD, is_condition, is_furniture, reason, weight
from sourcier.claims.lexicon import Lexicon, lexicon
from sourcier.claims.properties import (
    EDGES,
    checkability_of,
    commitment_of,
    focus_of,
    is_rejection,
    is_rejection_within,
    kind_of,
    polarity_of,
)
from sourcier.claims.sources import Speakers
from sourcier.claims.speech import Manner, Saying, sayings
from sourcier.claims.traits import Traits, read_traits
from sourcier.claims.worth import worth_of
from sourcier.core.article import BlockKind
from sourcier.core.claims import (
    AUTHOR,
    UNNAMED,
    Checkability,
    Claim,
    ClaimKind,
    Commitment,
    Ledger,
    LedgerEntry,
    Polarity,
    Reason,
    Source,
)
from sourcier.core.language import Mention, Quantity, Quote, Sentence, TimeInterval
from sourcier.core.spans import Anchor, Span, trimmed
from sourcier.text.draft import Draft

CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
Item = TypeVar("Item", Quantity, TimeInterval, Mention)
HEADLINES = frozenset({BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.HEADING})
MARKERS = frozenset({Opener.CONTENT, Opener.COORDINATION, Opener.ADVERBIAL})


@dataclass(slots=True)
class _Reading:
    """One sentence while it is being read."""

    sentence: Sentence
    tokens: Tokens
    pieces: list[Chunk]
    traits: list[Traits]
    spans: list[Span]
    said: list[Saying]
    mentions: list[Mention]
    quotes: list[Quote]
    is_rejected: bool


def find_claims(draft: Draft) -> tuple[tuple[Claim, ...], Ledger]:
    """Return the claims of an article in reading order, and the ledger of all its sentences."""
    words = lexicon(draft.article.lang)
    speakers = Speakers()
    claims: list[Claim] = []
    entries: list[LedgerEntry] = []
    for number, sentence in enumerate(draft.sentences):
        following = draft.sentences[number + 1] if number + 1 < len(draft.sentences) else None
        found, why = _read_sentence(draft, sentence, following, words, speakers)
        unique = list({claim.id: claim for claim in found}.values())
        unique.sort(key=lambda claim: (claim.span.start, claim.span.end, claim.kind))
        claims.extend(unique)
        entries.append(
            LedgerEntry(sentence.id, claim_ids=tuple(claim.id for claim in unique))
            if unique
            else LedgerEntry(sentence.id, reason=why)
        )
    return tuple(claims), Ledger(tuple(entries))


def _read_sentence(
    draft: Draft, sentence: Sentence, following: Sentence | None, words: Lexicon, speakers: Speakers
) -> tuple[list[Claim], Reason]:
    tokens = draft.tokens(sentence.span)
    lowered = " ".join(token.lower_.replace("’", "'") for token in tokens if not token.is_space)
    if sentence.block is BlockKind.FURNITURE or is_furniture(lowered, words):
        return [], Reason.FURNITURE
    reading = _prepare(draft, sentence, tokens, following, words, speakers)
    conditions = {number for number, piece in enumerate(reading.pieces) if is_condition(piece, tokens, words)}
    in_question = sentence.span.of(draft.article.text).rstrip(" »”\"'’)\u00a0\u202f").endswith("?")
    claims = [
        _claim(draft, reading, number)
        for number in range(len(reading.pieces))
        if _is_claim(reading, number, conditions, words, in_question=in_question)
    ]
    claims.extend(claim for saying in reading.said if (claim := _quote_claim(draft, reading, saying)) is not None)
    why = reason(tokens, reading.pieces, reading.traits, words, is_hypothetical=bool(conditions))
    return claims, why


def _prepare(
    draft: Draft,
    sentence: Sentence,
    tokens: Tokens,
    following: Sentence | None,
    words: Lexicon,
    speakers: Speakers,
) -> _Reading:
    quantities = _within(draft.quantities, sentence.span)
    times = _within(draft.times, sentence.span)
    mentions = _within(draft.mentions, sentence.span)
    quotes = [quote for quote in draft.quotes if quote.span.overlaps(sentence.span)]
    pieces = clauses(tokens, draft.article.lang, words, quantities, times)
    spans = [_claim_span(piece, tokens, draft.article.text) for piece in pieces]
    traits = [
        read_traits(piece, tokens, draft.article.lang, words, mentions, span)
        for piece, span in zip(pieces, spans, strict=True)
    ]
    said = sayings(pieces, tokens, words, quotes, speakers)
    for saying in said:
        if saying.manner is Manner.FACTIVE:
            for number in saying.contents:
                pieces[number].is_granted = True
    if not said:
        said = _carried(sentence, pieces, quotes, speakers)
    rejected = is_rejection_within(pieces, said, tokens, words)
    next_words = following.span.of(draft.article.text) if following is not None else ""
    return _Reading(
        sentence=sentence,
        tokens=tokens,
        pieces=pieces,
        traits=traits,
        spans=spans,
        said=said,
        mentions=mentions,
        quotes=quotes,
        is_rejected=rejected or is_rejection(next_words, draft.article.lang),
    )


def _within(items: Sequence[Item], span: Span) -> list[Item]:
    first = bisect_left(items, span.start, key=lambda item: item.span.start)
    found: list[Item] = []
    for item in items[first:]:
        if item.span.start >= span.end:
            break
        found.append(item)
    return found


def _carried(sentence: Sentence, pieces: Sequence[Chunk], quotes: Sequence[Quote], speakers: Speakers) -> list[Saying]:
    """Give a sentence that stands wholly in quotation marks to the last one who spoke."""
    whole = any(
        quote.span.start <= sentence.span.start + 1 and sentence.span.end - 2 <= quote.span.end for quote in quotes
    )
    if not whole:
        return []
    source = speakers.last if speakers.last.kind == "named" else UNNAMED
    return [Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=set(range(len(pieces))))]


def _claim_span(piece: Chunk, tokens: Tokens, text: str) -> Span:
    """Return the words of a clause without its connective and the marks around it."""
    whole = span_of(piece, tokens)
    start, end = whole.start, whole.end
    body = [token for token in contents(piece, tokens) if not token.is_punct]
    if piece.antecedent is None and piece.opener in MARKERS | {Opener.STRONG, Opener.COMMA, Opener.START}:
        for token in body:
            if token.pos_ in {"CCONJ", "SCONJ"} or token.lower_.replace("’", "'") in {"que", "qu'", "that"}:
                start = token.idx + len(token.text)
            else:
                break
    for token in reversed(body):
        if token.pos_ == "CCONJ" or (token.pos_ == "SCONJ" and token.lower_ in {"que", "that"}):
            end = token.idx
        else:
            break
    span = trimmed(Span(min(start, end), end), text, EDGES)
    return _balanced(span, text)


def _balanced(span: Span, text: str) -> Span:
    """Take a closing mark back in when the opening one stands inside: "l'usine (Oise)"."""
    words = span.of(text)
    for opening, closing in (("(", ")"), ("«", "»"), ("“", "”")):
        if words.count(opening) > words.count(closing):
            at = text.find(closing, span.end, span.end + 3)
            if at >= 0:
                return Span(span.start, at + 1)
    return span


def _saying_of(reading: _Reading, number: int) -> Saying | None:
    """Return who is made to say a piece: the nearest act of saying that holds it."""
    holders = [saying for saying in reading.said if number in saying.contents]
    if not holders:
        return None
    return min(holders, key=lambda saying: (saying.chunk is None, abs((saying.chunk or 0) - number)))


def _is_claim(reading: _Reading, number: int, conditions: set[int], words: Lexicon, *, in_question: bool) -> bool:
    piece, traits = reading.pieces[number], reading.traits[number]
    if is_attribution(piece, reading.tokens, words) or not len(reading.spans[number]):
        return False
    saying = _saying_of(reading, number)
    if any(other.chunk == number and (other.contents or other.manner is Manner.SAYS) for other in reading.said):
        return False
    governed = bool(conditions) and (
        number in conditions or min(conditions) == 0 or traits.is_conditional or traits.is_future
    )
    total = weight(
        piece,
        traits,
        is_said=saying is not None and saying.source.kind != "author",
        in_question=in_question,
        under_condition=governed,
        is_headline=reading.sentence.block in HEADLINES,
    )
    return total >= THRESHOLD


def _claim(draft: Draft, reading: _Reading, number: int) -> Claim:
    article = draft.article
    piece, traits, span = reading.pieces[number], reading.traits[number], reading.spans[number]
    saying = _saying_of(reading, number)
    source = saying.source if saying is not None else AUTHOR
    if source.kind == "author" and (traits.is_hearsay or (traits.is_conditional and article.lang == "fr")):
        source = UNNAMED
    kind = kind_of(piece, traits, article.published)
    if kind is ClaimKind.STATE and piece.times and opens_with_preposition(piece, reading.tokens):
        kind = ClaimKind.EVENT
    focus = focus_of(piece, reading.tokens, span, article.text)
    commitment = commitment_of(traits, saying, is_rejected=reading.is_rejected and source.kind != "author")
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


def _entities_of(reading: _Reading, number: int) -> list[Mention]:
    """Return the mentions in a clause, and the one that its relative pronoun stands for: "les BRICS, qui passent"."""
    span, piece = reading.spans[number], reading.pieces[number]
    own = [mention for mention in reading.mentions if span.overlaps(mention.span)]
    if piece.opener is Opener.RELATIVE and piece.antecedent is None:
        before = [m for m in reading.mentions if 0 <= span.start - m.span.end <= 3]
        return before + own
    return own


def _times_of(reading: _Reading, number: int) -> list[TimeInterval]:
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


def _quote_claim(draft: Draft, reading: _Reading, saying: Saying) -> Claim | None:
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
