"""Read one sentence: its pieces, their traits, who says them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sourcier.claims.clauses import clauses
from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, Opener, contents, span_of
from sourcier.claims.properties import EDGES
from sourcier.claims.rejecting import is_rejection, is_rejection_within, thrown_out
from sourcier.claims.saying import Manner, Saying
from sourcier.claims.speakers import Speakers
from sourcier.claims.speech import sayings
from sourcier.claims.topics import is_apposed
from sourcier.claims.traits import Traits, read_traits
from sourcier.claims.verbs import is_finite
from sourcier.claims.vocabulary import read_words
from sourcier.core.article import HEADLINES
from sourcier.core.claims import UNNAMED, Source
from sourcier.core.language import Mention, Quantity, Quote, Sentence, TimeInterval
from sourcier.core.spans import Span, trimmed
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token, Tokens

Item = TypeVar("Item", Quantity, TimeInterval, Mention)
WITH_THAT = read_words("with_that")
"""Words that make a connective with "que"."""

OPENING_MARKS = frozenset({"«", "“", '"', "``"})
MARKERS = frozenset({Opener.CONTENT, Opener.COORDINATION, Opener.ADVERBIAL})


@dataclass(slots=True)
class SentenceReading:
    """One sentence while it is being read."""

    sentence: Sentence
    tokens: Tokens
    words: Lexicon
    pieces: list[Chunk]
    traits: list[Traits]
    spans: list[Span]
    said: list[Saying]
    mentions: list[Mention]
    quotes: list[Quote]
    inner_times: list[TimeInterval]
    """Times that stand within another: the 2009 of "since 2009"."""
    is_rejected: bool
    """The sentence throws out what it quotes: "prétendre que … est une fable"."""
    is_thrown_out: bool
    """The next sentence does: "Faux."."""
    thrown_out: frozenset[int]
    """Pieces that are called untrue where they stand: "il est faux que …"."""

    @property
    def is_headline(self) -> bool:
        """Headlines leave out verbs, and tell in the present what has happened."""
        return self.sentence.block in HEADLINES


def read_sentence(
    draft: Draft,
    sentence: Sentence,
    tokens: Tokens,
    following: Sentence | None,
    words: Lexicon,
    speakers: Speakers,
) -> SentenceReading:
    """Cut a sentence into pieces, read their traits, and find who says them."""
    quantities = _within(draft.quantities, sentence.span)
    times = _within(draft.times, sentence.span)
    mentions = _within(draft.mentions, sentence.span)
    quotes = [quote for quote in draft.quotes if quote.span.overlaps(sentence.span)]
    names = [one.span for one in mentions if one.kind != "group"]  # "troupes russes" describes, and names nobody
    pieces = clauses(tokens, draft.article.lang, words, quantities, times, names)
    spans = [_claim_span(piece, tokens, draft.article.text, words) for piece in pieces]
    traits = [
        read_traits(piece, tokens, draft.article.lang, words, mentions, span)
        for piece, span in zip(pieces, spans, strict=True)
    ]
    speakers.enter(tokens, mentions, quotes)
    said = sayings(pieces, tokens, words, quotes, speakers)
    for saying in said:
        if saying.manner is Manner.FACTIVE:
            for number in saying.contents:
                pieces[number].is_granted = True
    if not said:
        said = _carried(draft, sentence, pieces, quotes, words, speakers)
    if not said:
        said = _going_on(pieces, tokens, speakers)
    if not said:
        said = _before_colon(draft, sentence, spans, quotes, mentions)
    rejected = is_rejection_within(pieces, said, tokens, words)
    next_words = following.span.of(draft.article.text) if following is not None else ""
    return SentenceReading(
        sentence=sentence,
        tokens=tokens,
        words=words,
        pieces=pieces,
        traits=traits,
        spans=spans,
        said=said,
        mentions=mentions,
        quotes=quotes,
        inner_times=[one for one in times if any(o.span != one.span and o.span.contains(one.span) for o in times)],
        is_rejected=rejected,
        is_thrown_out=is_rejection(next_words, draft.article.lang),
        thrown_out=thrown_out(pieces, tokens, words),
    )


def _within(items: Sequence[Item], span: Span) -> list[Item]:
    first = bisect_left(items, span.start, key=lambda item: item.span.start)
    found: list[Item] = []
    for item in items[first:]:
        if item.span.start >= span.end:
            break
        found.append(item)
    return found


def _carried(
    draft: Draft,
    sentence: Sentence,
    pieces: Sequence[Chunk],
    quotes: Sequence[Quote],
    words: Lexicon,
    speakers: Speakers,
) -> list[Saying]:
    """Give a sentence wholly in quotation marks to who says where they close, else to the last who spoke."""
    whole = next(
        (
            quote
            for quote in quotes
            if quote.span.start <= sentence.span.start + 1 and sentence.span.end - 2 <= quote.span.end
        ),
        None,
    )
    if whole is None:
        return []
    source = _who_closes(draft, sentence, whole, words, speakers) or speakers.last
    if source.kind != "named":
        source = UNNAMED
    return [Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=set(range(len(pieces))), gives_words=True)]


def _going_on(pieces: Sequence[Chunk], tokens: Tokens, speakers: Speakers) -> list[Saying]:
    """Give a sentence that goes on with what somebody says to him: "Il croit que A. Et que B."."""
    first = next((token for token in tokens if token.pos_ not in {"CCONJ", "PUNCT", "SPACE"}), None)
    main = [piece for piece in pieces if piece.is_finite and piece.opener is not Opener.RELATIVE]
    if first is None or form_of(first) not in {"que", "qu'", "that"} or len(main) != 1 or main[0].verb is None:
        return []
    moods = [token.morph.get("Mood", []) for token in contents(main[0], tokens)]
    after = next((token for token in tokens if token.i > first.i), first)
    is_wish = ["Sub"] in moods or after.pos_ not in {"DET", "PROPN"}  # "Qu'on relise", "Que le ministre s'explique !"
    if is_wish or (form_of(first) == "that" and first.pos_ != "SCONJ"):
        return []  # "That was in 2009."
    source = speakers.last if speakers.last.kind == "named" else UNNAMED
    return [Saying(source=source, manner=Manner.SAYS, chunk=None, contents=set(range(len(pieces))))]


def _before_colon(
    draft: Draft, sentence: Sentence, spans: Sequence[Span], quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> list[Saying]:
    """Give a quotation behind a colon to the only person named before it: "Paul Roy est amer : « … »"."""
    quote = next((one for one in quotes if one.depth == 0 and one.span.start > sentence.span.start), None)
    if quote is None:
        return []
    ahead = Span(sentence.span.start, quote.span.start)
    named = [one for one in mentions if one.kind == "person" and ahead.contains(one.span)]
    people = [one for one in named if is_apposed(draft.article.text, one.span)]
    held = {number for number, span in enumerate(spans) if quote.content.overlaps(span)}
    if (
        len(named) != 1
        or not people
        or not held
        or not ahead.of(draft.article.text).rstrip(" \u00a0\u202f").endswith(":")
    ):
        return []
    (who,) = people
    source = Source(kind="named", name=who.text, span=who.span, entity_id=who.entity_id)
    return [Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=held, gives_words=True)]


def _who_closes(draft: Draft, sentence: Sentence, quote: Quote, words: Lexicon, speakers: Speakers) -> Source | None:
    """Return who says, in a later sentence, the quotation that starts in this one: « A. B », dit X."""
    quote = _last_part(draft, quote)
    if quote.span.end <= sentence.span.end + 1:
        return None
    closing = next((one for one in draft.sentences if one.span.start < quote.span.end <= one.span.end), None)
    if closing is None or closing.span.end <= quote.span.end + 1:
        return None
    tokens = draft.tokens(closing.span)
    pieces = clauses(
        tokens,
        draft.article.lang,
        words,
        _within(draft.quantities, closing.span),
        _within(draft.times, closing.span),
    )
    quotes = [one for one in draft.quotes if one.span.overlaps(closing.span)]
    ahead = speakers.copy()
    ahead.enter(tokens, _within(draft.mentions, closing.span), quotes)
    said = sayings(pieces, tokens, words, quotes, ahead)
    return next((one.source for one in said if one.contents and one.source.kind == "named"), None)


def _last_part(draft: Draft, quote: Quote) -> Quote:
    """Return the last part of a quotation that opens anew with each paragraph and is closed in the last one only."""
    for one in draft.quotes:
        follows = one.depth == 0 and one.span.start >= quote.span.end
        if follows and not quote.is_closed and not draft.article.text[quote.span.end : one.span.start].strip():
            quote = one
    return quote


def _claim_span(piece: Chunk, tokens: Tokens, text: str, words: Lexicon) -> Span:
    """Return the words of a clause without its label, its connective and the marks around it."""
    whole = span_of(piece, tokens)
    start, end = whole.start, whole.end
    body = [token for token in contents(piece, tokens) if not token.is_punct]
    if piece.antecedent is None and piece.opener in MARKERS | {Opener.STRONG, Opener.COMMA, Opener.START}:
        start = _after_connective(body, start)
    if piece.opener is Opener.START and len(body) > 1 and words.has(body[0], "label"):
        label = body[0]
        if label.i + 1 < body[1].i and label.nbor(1).text == ":":
            start = body[1].idx  # "Rectificatif : l'usine a ouvert en 1974"
    start = _behind_label(contents(piece, tokens), start) if piece.opener is Opener.START else start
    for token in reversed(body):
        if token.pos_ == "CCONJ" or (token.pos_ == "SCONJ" and token.lower_ in {"que", "that"}):
            end = token.idx
        else:
            break
    span = trimmed(Span(min(start, end), end), text, EDGES)
    return _balanced(span, text)


def _behind_label(inside: list[Token], start: int) -> int:
    """Return where quoted words start behind a few that bring them in: "Une affiche au mur : « Oslo a cédé »"."""
    for colon, mark, first in zip(inside, inside[1:], inside[2:], strict=False):
        if colon.text == ":" and mark.text in OPENING_MARKS:
            ahead = [token for token in inside if token.i < colon.i]
            return first.idx if not any(is_finite(token) for token in ahead) else start
    return start


def _after_connective(body: list[Token], start: int) -> int:
    """Return where the clause itself starts: after "et", "ou bien", "dès lors que", "that"."""
    if len(body) > 1 and body[0].lower_ == "even" and body[1].pos_ == "SCONJ":
        body = body[1:]
    forms = [form_of(token) for token in body[:4]]
    that = next((at for at, form in enumerate(forms) if form in {"que", "qu'"}), None)
    if that is not None and all(form in WITH_THAT or body[at].pos_ == "CCONJ" for at, form in enumerate(forms[:that])):
        return body[that].idx + len(body[that].text)
    for at, token in enumerate(body):
        second = at and forms[at - 1 : at + 1] == ["ou", "bien"]
        if token.pos_ not in {"CCONJ", "SCONJ"} and token.lower_ != "that" and not second:
            break
        start = token.idx + len(token.text)
    return start


def _balanced(span: Span, text: str) -> Span:
    """Take a mark back in when its other stands inside: "l'usine (Oise)", "[Nous] avons signé"."""
    words = span.of(text)
    if words.count("]") > words.count("[") and text[span.start - 1 : span.start] == "[":
        return _balanced(Span(span.start - 1, span.end), text)
    for opening, closing in (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”")):
        if words.count(opening) > words.count(closing):
            at = text.find(closing, span.end, span.end + 3)
            if at >= 0:
                return Span(span.start, at + 1)
    if words.count('"') % 2 and text[span.end : span.end + 1] == '"':
        return Span(span.start, span.end + 1)  # 'le "camarade Poutine"'
    return span
