"""Who is made to say what in a sentence: reported speech, quotations, "selon …", incises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcier.claims.lexicon import Lexicon
from sourcier.claims.pieces import Chunk, Opener, contents
from sourcier.claims.sources import Speakers, inline_phrase, is_inverted, named_source, source_of, subject_of
from sourcier.core.claims import AUTHOR, Source
from sourcier.core.language import Quote
from sourcier.core.spans import Span


class Manner(StrEnum):
    """How a source is brought in."""

    SAYS = "says"
    RECKONS = "reckons"
    FACTIVE = "factive"
    """The author takes the content as true: "rappelle que"."""
    PHRASE = "phrase"
    """"Selon X", "according to X"."""


@dataclass(slots=True)
class Saying:
    """One act of saying in a sentence."""

    source: Source
    manner: Manner
    chunk: int | None
    """The piece that holds the verb of saying; None for a phrase."""
    contents: set[int] = field(default_factory=set)
    """The pieces that are said."""
    cue: Span | None = None
    is_spoken: bool = False
    """The verb is one of saying or writing, not only of knowing or reckoning."""


def sayings(
    pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon, quotes: Sequence[Quote], speakers: Speakers
) -> list[Saying]:
    """Return the acts of saying of a sentence, governing verbs before phrases."""
    found: list[Saying] = []
    for number, piece in enumerate(pieces):
        verb = _verb_of_saying(piece, pieces, number, sentence, words, quotes)
        if verb is None:
            continue
        said = _contents(pieces, number, sentence, words, quotes)
        if not said and not words.has(verb, "say"):
            continue
        source = source_of(verb, piece, sentence, words, speakers)
        if words.has(verb, "factive") and not words.has(verb, "say"):
            source = AUTHOR
        found.append(
            Saying(
                source=source,
                manner=_manner(verb, words, has_quotes=_holds_quote(pieces, {number, *said}, sentence, quotes)),
                chunk=number,
                contents=said,
                cue=Span(verb.idx, verb.idx + len(verb.text)),
                is_spoken=words.has(verb, "say"),
            )
        )
        if source.kind == "named":
            speakers.last = source
    found.extend(_phrases(pieces, sentence, words, found, speakers))
    return found


def _manner(verb: Token, words: Lexicon, *, has_quotes: bool) -> Manner:
    if words.has(verb, "factive"):
        return Manner.FACTIVE
    if words.has(verb, "reckon") and not has_quotes:
        return Manner.RECKONS
    return Manner.SAYS


def _verb_of_saying(
    piece: Chunk,
    pieces: Sequence[Chunk],
    number: int,
    sentence: Tokens,
    words: Lexicon,
    quotes: Sequence[Quote],
) -> Token | None:
    """Return the verb of a piece that says or holds what another piece contains, or None."""
    candidates = [
        token
        for token in contents(piece, sentence)
        if token.pos_ in {"VERB", "AUX"}
        and words.has(token, "say", "reckon", "factive")
        and not _in_quotes(token, quotes)
    ]
    if not candidates:
        return None
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    if following is not None and following.opener is Opener.CONTENT:
        return candidates[-1]
    main = [token for token in candidates if piece.verb in (token, token.head) or token.dep_ == "ROOT"]
    if not main or not words.has(main[0], "say"):
        return None
    verb = main[0]
    ends_with_colon = contents(piece, sentence)[-1].text == ":"
    quoted = any(_overlaps(quote, piece, sentence) for quote in quotes)
    if ends_with_colon or quoted or is_inverted(piece, sentence) or _is_closing(piece, number, sentence):
        return verb
    # "Le syndicat conteste cette version": a stand is taken, in words that are not given.
    takes_stand = words.has(verb, "stance") and "Inf" not in verb.morph.get("VerbForm", [])
    return verb if takes_stand and subject_of(verb) is not None else None


def _is_closing(piece: Chunk, number: int, sentence: Tokens) -> bool:
    """Say whether the piece is an English closing or inserted "…, the Coast Guard said on Thursday"."""
    if (
        sentence.doc.lang_ != "en"
        or piece.opener not in {Opener.COMMA, Opener.QUOTE}
        or not number
        or piece.verb is None
    ):
        return False
    after = [token for token in contents(piece, sentence) if token.i > piece.verb.i and not token.is_punct]
    return len(after) <= 4


def _contents(
    pieces: Sequence[Chunk],
    number: int,
    sentence: Tokens,
    words: Lexicon,
    quotes: Sequence[Quote],
) -> set[int]:
    """Return which pieces hold what is said."""
    said: set[int] = set()
    piece = pieces[number]
    inverted = is_inverted(piece, sentence) or _is_closing(piece, number, sentence)
    if inverted:
        for before in range(number - 1, -1, -1):
            if pieces[before].opener is Opener.STRONG and sentence.doc[pieces[before].start - 1].text == ";":
                said.add(before)
                break
            said.add(before)
    following = range(number + 1, len(pieces))
    if not inverted and contents(piece, sentence)[-1].text == ":":
        said.update(following)
    elif number + 1 < len(pieces) and pieces[number + 1].opener is Opener.CONTENT:
        for after in following:
            if pieces[after].opener is Opener.STRONG and sentence.doc[pieces[after].start - 1].text in {
                ";",
                "–",
                "—",
            }:
                break
            if pieces[after].opener is Opener.RESUME:
                break
            if after > number + 1 and _is_said_aside(pieces[after], sentence, words):
                break
            said.add(after)
    else:
        for after in following:
            if (
                any(_overlaps(quote, pieces[after], sentence) for quote in quotes)
                or pieces[after].opener is Opener.CONTENT
            ):
                said.add(after)
    return said


def _is_said_aside(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece after the content brings in another act of saying: ", a précisé le SDIS"."""
    return piece.verb is not None and words.has(piece.verb, "say") and is_inverted(piece, sentence)


def _in_quotes(token: Token, quotes: Sequence[Quote]) -> bool:
    return any(quote.content.start <= token.idx < quote.content.end for quote in quotes)


def _overlaps(quote: Quote, piece: Chunk, sentence: Tokens) -> bool:
    first, last = sentence.doc[piece.start], sentence.doc[piece.end - 1]
    return quote.content.start < last.idx + len(last.text) and first.idx < quote.content.end


def _holds_quote(pieces: Sequence[Chunk], chosen: set[int], sentence: Tokens, quotes: Sequence[Quote]) -> bool:
    return any(_overlaps(quote, pieces[number], sentence) for number in chosen for quote in quotes)


def _phrases(
    pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon, found: Sequence[Saying], speakers: Speakers
) -> list[Saying]:
    """Return what "selon X" and "according to X" bring in: the pieces that no verb of saying governs."""
    governed = {number for saying in found for number in saying.contents}
    phrases: list[Saying] = []
    for number, piece in enumerate(pieces):
        body = [token for token in contents(piece, sentence) if not token.is_punct]
        noun = inline_phrase(body, words)
        if noun is None or any(saying.chunk == number for saying in found):
            continue
        source = named_source(noun, piece) if noun.pos_ != "PRON" else speakers.last
        if source.kind == "named":
            speakers.last = source
        said = {
            other
            for other in range(len(pieces))
            if other not in governed
            and _same_part(other, number, pieces, sentence)
            and not (other < number and _follows_conjunction(piece, sentence))
        }
        phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=said))
    return phrases


def _follows_conjunction(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether the phrase is set in after a conjunction: "A is so and, according to X, B is so" gives X only B."""
    before = sentence.doc[max(piece.start - 2, sentence.start) : piece.start]
    opening = next(iter(contents(piece, sentence)))
    return any(token.pos_ == "CCONJ" for token in before) or opening.pos_ == "CCONJ"


def _same_part(one: int, other: int, pieces: Sequence[Chunk], sentence: Tokens) -> bool:
    """Say whether no full stop of sense (a semicolon) before the phrase parts two pieces."""
    low, high = sorted((one, other))
    parted = any(
        pieces[number].opener is Opener.STRONG and sentence.doc[pieces[number].start - 1].text == ";"
        for number in range(low + 1, high + 1)
    )
    return not parted or other < one
