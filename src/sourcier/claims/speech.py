"""Who is made to say what in a sentence: reported speech, quotations, "selon …", incises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcier.claims.attributing import is_attribution
from sourcier.claims.lexicon import Lexicon
from sourcier.claims.pieces import Chunk, Opener, contents, is_inverted, span_of
from sourcier.claims.sources import Speakers, gender_of, inline_phrase, named_source, source_of, subject_of
from sourcier.core.claims import AUTHOR, Source
from sourcier.core.language import Quote
from sourcier.core.spans import Span

MARKS = " »”\"'’)\u00a0\u202f"
"""What may stand after the question mark."""


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
    gives_words: bool = False
    """Brought in by "selon X", or a quotation that goes on: a quote where the words stand in marks."""
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
        subject = subject_of(verb)
        if subject is not None and words.has(subject, "nobody"):
            continue  # "rien ne dit que": nobody says so
        said -= {other for other in said if other < number and _is_about(source, pieces[other], sentence)}
        if words.has(verb, "factive") and not words.has(verb, "say"):
            source = AUTHOR
        found.append(
            Saying(
                source=source,
                manner=_manner(verb, piece, words, has_quotes=_holds_quote(pieces, {number, *said}, sentence, quotes)),
                chunk=number,
                contents=said,
                cue=Span(verb.idx, verb.idx + len(verb.text)),
                is_spoken=words.has(verb, "say"),
            )
        )
        if source.kind == "named":
            speakers.remember(source, gender_of(source, sentence))
    found.extend(_phrases(pieces, sentence, words, found, speakers))
    return found


def _manner(verb: Token, piece: Chunk, words: Lexicon, *, has_quotes: bool) -> Manner:
    heard = inline_phrase([token for token in piece.tokens or () if token.i > verb.i], words, "heard")
    if heard:
        return Manner.SAYS  # "a-t-on appris auprès de la préfecture": what one is told, not what one knows
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
    if _is_ordered(piece, sentence):
        return None
    candidates = [
        token
        for token in contents(piece, sentence)
        if token.pos_ in {"VERB", "AUX"}
        and words.has(token, "say", "reckon", "factive")
        and (
            not _in_quotes(token, quotes) or (number and piece.opener is Opener.COMMA and is_inverted(piece, sentence))
        )
    ]
    if not candidates:
        return None
    governed = _governed(pieces, number, sentence, words)
    if governed is not None and not _goes_on(piece, pieces[governed], sentence):
        return candidates[-1]
    main = [token for token in candidates if _is_main(token, piece)]
    if not main or not words.has(main[0], "say"):
        return None
    verb = main[0]
    ends_with_colon = contents(piece, sentence)[-1].text == ":"
    quoted = any(_overlaps(quote, piece, sentence) for quote in quotes)
    asks = not number and sentence.text.rstrip(MARKS).endswith("?")
    inverted = is_inverted(piece, sentence) and not asks
    if ends_with_colon or quoted or inverted or _is_closing(piece, number, sentence):
        return verb
    # "Le syndicat conteste cette version": a stand is taken, in words that are not given.
    takes_stand = words.has(verb, "stance") or (words.has(verb, "commits") and _governs_infinitive(verb))
    takes_stand = takes_stand and "Inf" not in verb.morph.get("VerbForm", []) and not _is_suffered(verb)
    return verb if takes_stand and subject_of(verb) is not None else None


def _is_ordered(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece tells the reader to say or not to say: "ne dites pas que", "Do not tell me that"."""
    verb = piece.verb
    if sentence.doc.lang_ == "en":
        root = next((token for token in contents(piece, sentence) if token.dep_ == "ROOT"), None)
        return (
            root is not None
            and root.tag_ == "VB"
            and subject_of(root) is None
            and root.lower_ not in {"let", "remember"}
        )
    return verb is not None and verb.lower_.endswith("ez") and "Imp" in verb.morph.get("Mood", [])


def _governed(pieces: Sequence[Chunk], number: int, sentence: Tokens, words: Lexicon) -> int | None:
    """Return the "que …" that follows a piece, also after an attribution set in: "assure, selon nos sources, que"."""
    for after in range(number + 1, len(pieces)):
        if pieces[after].opener is Opener.CONTENT:
            return after
        if not is_attribution(pieces[after], sentence, words):
            return None
    return None


def _goes_on(piece: Chunk, following: Chunk, sentence: Tokens) -> bool:
    """Say whether "et que" goes on with what a piece is part of: "assure que A et que B"."""
    first = next(iter(contents(following, sentence)))
    coordinated = first.pos_ == "CCONJ" or (first.i > sentence.start and first.nbor(-1).pos_ == "CCONJ")
    return piece.opener is Opener.CONTENT and coordinated


def _is_main(token: Token, piece: Chunk) -> bool:
    """Say whether a verb leads its piece: it is the piece's verb, governs it, or is the sentence's root."""
    return (
        piece.verb is not None and (token in {piece.verb, piece.verb.head} or token.head == piece.verb)
    ) or token.dep_ == "ROOT"


def _governs_infinitive(verb: Token) -> bool:
    """Say whether a verb promises, denies or asks for what an infinitive gives: "a juré de partir", "denied losing"."""
    ahead = verb.doc[verb.i + 1 : verb.i + 6]
    return any(token.tag_ in {"VB", "VBG"} or "Inf" in token.morph.get("VerbForm", []) for token in ahead)


def _is_suffered(verb: Token) -> bool:
    """Say whether the subject suffers the stand ("est accusé de"), or a court's sentence ("condamné à trois ans")."""
    passive = any(child.dep_ in {"aux:pass", "auxpass"} for child in verb.children)
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    sentenced = verb.lemma_ == "condamner" and following is not None and following.lower_ in {"à", "au"}
    return passive or sentenced


def _is_closing(piece: Chunk, number: int, sentence: Tokens) -> bool:
    """Say whether the piece is an English closing or inserted "…, the Coast Guard said on Thursday"."""
    if (
        sentence.doc.lang_ != "en"
        or piece.opener not in {Opener.COMMA, Opener.QUOTE}
        or not number
        or piece.verb is None
    ):
        return False
    subject = subject_of(piece.verb)
    first = next((token for token in contents(piece, sentence) if not token.is_punct), None)
    if subject is None or first is None or subject.left_edge.i > first.i:
        return False  # "a charge Cairo calls baseless": what is said stands first
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
    if piece.is_incise:
        said.add(number + 1)
    if inverted:
        for before in range(number - 1, -1, -1):
            if pieces[before].opener is Opener.STRONG and sentence.doc[pieces[before].start - 1].text == ";":
                said.add(before)
                break
            said.add(before)
    following = range(number + 1, len(pieces))
    if not inverted and contents(piece, sentence)[-1].text == ":":
        said.update(following)
    elif (governed := _governed(pieces, number, sentence, words)) is not None:
        for after in range(governed, len(pieces)):
            if pieces[after].opener is Opener.STRONG and sentence.doc[pieces[after].start - 1].text in {
                ";",
                "–",
                "—",
            }:
                break
            if pieces[after].opener is Opener.RESUME:
                break
            if after > governed and _is_said_aside(pieces[after], sentence, words):
                break
            said.add(after)
    else:
        for after in following:
            if _brings_in(pieces[after], sentence, words, quotes):
                break
            if pieces[after].opener is Opener.CONTENT or _starts_in_quotes(pieces[after], sentence, quotes):
                said.add(after)
    return said


def _brings_in(piece: Chunk, sentence: Tokens, words: Lexicon, quotes: Sequence[Quote]) -> bool:
    """Say whether a piece brings in a saying of its own: "…, tout en concédant que …"."""
    return any(
        token.pos_ == "VERB" and words.has(token, "say") and not _in_quotes(token, quotes)
        for token in contents(piece, sentence)
    )


def _starts_in_quotes(piece: Chunk, sentence: Tokens, quotes: Sequence[Quote]) -> bool:
    """Say whether a piece is the source's own words, and not the author's with some of them set in."""
    first = next((token for token in contents(piece, sentence) if not token.is_punct), None)
    if first is None:
        return False
    if piece.is_participle:
        return _in_quotes(first, quotes)
    return any(_overlaps(quote, piece, sentence) for quote in quotes)


def _is_about(source: Source, piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece before the verb describes who speaks: "X, qui avait financé la piste, assure que …"."""
    own = source.span is not None and source.span.overlaps(span_of(piece, sentence))
    before = sentence.doc[max(piece.start - 2, sentence.start) : piece.start]
    follows = source.span is not None and any(source.span.end == token.idx + len(token.text) for token in before)
    return own or (piece.opener is Opener.RELATIVE and follows)


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
        noun = inline_phrase(body, words) or _agent(body, words)
        if noun is None:
            noun = _who_imputes(piece, words)
        if noun is None or any(saying.chunk == number for saying in found):
            continue
        source = named_source(noun, piece, words) if noun.pos_ != "PRON" else speakers.meant_by(noun.lower_)
        if source.kind == "named":
            speakers.remember(source, gender_of(source, sentence))
        if inline_phrase(body, words) is None:
            phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents={number}))
            continue
        said = {
            other
            for other in range(len(pieces))
            if other not in governed
            and _same_part(other, number, pieces, sentence)
            and not (other < number and _follows_conjunction(piece, sentence))
        }
        phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=said, gives_words=True))
    return phrases


def _agent(body: list[Token], words: Lexicon) -> Token | None:
    """Return who reckons in "un préjudice chiffré à 1,3 million par la commune", "assets put at … by the bank"."""
    reckoned = next(
        (
            at
            for at, token in enumerate(body)
            if token.pos_ == "VERB"
            and "Part" in token.morph.get("VerbForm", [])
            and words.has(token, "tells", "reckon")
        ),
        None,
    )
    if reckoned is None:
        return None
    by = next((at for at, token in enumerate(body) if at > reckoned and token.lower_ in {"par", "by"}), None)
    if by is None:
        return None
    return next((token for token in body[by + 1 : by + 4] if token.pos_ in {"NOUN", "PROPN"}), None)


def _who_imputes(piece: Chunk, words: Lexicon) -> Token | None:
    """Return who lays something at somebody's door: "elle impute la décision au prix de l'énergie"."""
    if piece.verb is None or not words.has(piece.verb, "imputes"):
        return None
    return subject_of(piece.verb)


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
