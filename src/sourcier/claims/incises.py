"""Put a clause together again that an incise parts: "Le ministre, assure-t-elle, lui a téléphoné deux fois"."""

from __future__ import annotations

from sourcier.claims.attributing import is_attribution
from sourcier.claims.governing import is_closing
from sourcier.claims.lexicon import Lexicon
from sourcier.claims.merging import merge_around
from sourcier.claims.pieces import Chunk, Opener, contents, has_subject, is_inverted, words_of
from sourcier.text.tokens import Token, Tokens

LONGEST = 12
"""Words of the longest incise."""


def bridge_incises(pieces: list[Chunk], sentence: Tokens, words: Lexicon) -> list[Chunk]:
    """Join what stands before and after an incise; the incise goes before it as a piece of its own."""
    kept: list[Chunk] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if (
            kept
            and following is not None
            and _is_incise(piece, sentence, words)
            and _goes_on(kept[-1], following, sentence, words)
        ):
            piece.is_incise = True
            kept[-1:] = [piece, merge_around(kept[-1], following, sentence)]
            at += 2
            continue
        kept.append(piece)
        at += 1
    return kept


def _is_incise(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece between two commas only says who speaks."""
    if piece.opener is not Opener.COMMA or contents(piece, sentence)[-1].text != ",":
        return False
    if len(words_of(piece, sentence)) > LONGEST:
        return False
    if is_attribution(piece, sentence, words) or _is_aside(piece, sentence, words):
        return True
    if piece.verb is None or not words.has(piece.verb, "say", "reckon"):
        return False
    is_plain = is_closing(piece, 1, sentence) and _has_no_object(piece, piece.verb, sentence)  # "the mayor said"
    return is_plain or piece.teller is not None or is_inverted(piece, sentence)


def _has_no_object(piece: Chunk, verb: Token, sentence: Tokens) -> bool:
    """Say whether nothing but a time stands behind the verb: "the mayor said last week"."""
    timed = [time.span for time in piece.times]
    after = [token for token in words_of(piece, sentence) if token.i > verb.i and token.pos_ not in {"ADV", "ADP"}]
    return all(any(span.start <= token.idx < span.end for span in timed) for token in after)


def _is_aside(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a few words are only the author's nod to the reader: "on le sait", "we know"."""
    body = words_of(piece, sentence)
    return len(body) <= 4 and piece.verb is not None and words.has(piece.verb, "factive") and body[0].pos_ == "PRON"


def _goes_on(before: Chunk, after: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a clause is half on one side and half on the other."""
    if after.opener is not Opener.COMMA:
        return False
    if after.verb is not None and words.has(after.verb, "say") and is_inverted(after, sentence):
        return False
    if not before.is_finite:
        nominal = any(token.pos_ in {"NOUN", "PROPN", "PRON"} for token in words_of(before, sentence))
        return nominal and after.is_finite and not has_subject(after, sentence)
    first = next(iter(words_of(after, sentence)), None)
    if after.is_finite or first is None or before.quantities:
        return False
    if first.pos_ == "DET" and not after.is_participle and _awaits_object(before, sentence):
        return True
    return bool(after.quantities) and first.pos_ in {"ADP", "NUM", "DET", "ADV"}


def _awaits_object(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a clause stops at its verb: "it is preparing, according to two diplomats, an eleventh package"."""
    last = words_of(piece, sentence)[-1]
    return last == piece.verb and last.pos_ == "VERB" and has_subject(piece, sentence)
