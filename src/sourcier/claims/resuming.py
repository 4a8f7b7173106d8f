"""Put verbs back with what they share: a subject, a relative clause they follow."""

from __future__ import annotations

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.merging import merge
from sourcier.claims.pieces import SUBJECTS, Chunk, Opener, has_subject, words_of
from sourcier.text.tokens import Tokens


def resume(pieces: list[Chunk], sentence: Tokens, _words: Lexicon) -> list[Chunk]:
    """Mark the main clause that goes on after a relative clause: "Le maire, qui avait payé, | jure que …"."""
    for number in range(1, len(pieces)):
        piece, previous = pieces[number], pieces[number - 1]
        if piece.opener is not Opener.COMMA or previous.opener is not Opener.RELATIVE or not previous.is_finite:
            continue
        first = next(iter(words_of(piece, sentence)), None)
        starts = first is not None and (first.pos_ in {"VERB", "AUX"} or form_of(first) in {"ne", "n'", "se", "s'"})
        if starts and piece.is_finite and not any(other.is_finite for other in pieces[: number - 1]):
            piece.opener = Opener.RESUME
    return pieces


def join_verbs(pieces: list[Chunk], sentence: Tokens, words: Lexicon) -> list[Chunk]:
    """Join verbs that share their subject or object: "a bombardé ou occupé", "n'a ni confirmé ni démenti"."""
    kept: list[Chunk] = []
    for piece in pieces:
        previous = kept[-1] if kept else None
        if previous is not None and _shares_verb(previous, piece, sentence, words):
            kept[-1] = merge(previous, piece, sentence)
        else:
            kept.append(piece)
    return kept


def _shares_verb(previous: Chunk, piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    if piece.opener not in {Opener.COORDINATION, Opener.COMMA} or not previous.is_finite:
        return False
    body = words_of(piece, sentence)
    verbal = bool(body) and (piece.is_finite or piece.is_participle or body[0].pos_ in {"VERB", "ADJ", "NOUN"})
    if piece.opener is Opener.COMMA:
        return verbal and len(body) == 1 and previous.opener is not Opener.RELATIVE and not words.has(body[0], "say")
    before = words_of(previous, sentence)
    ends_on_verb = (
        bool(before)
        and before[-1].pos_ in {"VERB", "AUX"}
        and before[-1].i >= (previous.verb.i if previous.verb else 0)
    )
    return verbal and ends_on_verb and not has_subject(piece, sentence) and sentence.doc[piece.start - 1].text != ","


LONGEST = 24
"""Words from the start of a subject to its verb, with what stands between."""


def lead(pieces: list[Chunk], sentence: Tokens, _words: Lexicon) -> list[Chunk]:
    """Let a clause begin with its subject that an aside parts from it: "Joe Biden, élu en 2020, | a promis l'enfer"."""
    for number in range(1, len(pieces)):
        piece = pieces[number]
        is_bare = piece.opener is Opener.COMMA and piece.is_finite and piece.antecedent is None
        if not is_bare or piece.quantities or piece.verb is None or has_subject(piece, sentence):
            continue
        subject = next((one for one in piece.verb.children if one.dep_ in SUBJECTS and one.i < piece.start), None)
        if subject is None or subject.pos_ not in {"NOUN", "PROPN"} or any(p.is_finite for p in pieces[:number]):
            continue
        start = subject.left_edge.i
        if sentence.start <= start and piece.start - start <= LONGEST:
            piece.antecedent = start
    return pieces
