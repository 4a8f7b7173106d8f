"""Put a clause together again that an aside parts: "Huit élus – neuf, pardon – ont voté"."""

from __future__ import annotations

from sourcier.claims.lexicon import Lexicon
from sourcier.claims.merging import merge, merge_around
from sourcier.claims.pieces import Chunk, Opener, contents, has_subject, words_of
from sourcier.text.tokens import Tokens

DASHES = frozenset({"–", "—"})

LONGEST = 12
"""Words of the longest aside."""


def join_asides(pieces: list[Chunk], sentence: Tokens, _words: Lexicon) -> list[Chunk]:
    """Join a subject with its verb: over what stands between dashes, around a clause that stands between commas."""
    kept: list[Chunk] = []
    at = 0
    while at < len(pieces):
        end = _after_dashes(pieces, at, sentence)
        if end is not None:
            joined, inside = pieces[at], pieces[at + 1 : end]
            if joined.opener is Opener.COORDINATION and kept and _is_subject(kept[-1], sentence):
                joined = merge(kept.pop(), joined, sentence)
            if any(piece.is_finite for piece in inside):
                kept += [*inside, merge_around(joined, pieces[end], sentence)]
            else:
                for piece in [*inside, pieces[end]]:
                    joined = merge(joined, piece, sentence)
                kept.append(joined)
            at = end + 1
        elif at + 2 < len(pieces) and _is_between_commas(pieces[at + 1], sentence) and _parts(pieces, at, sentence):
            kept += [pieces[at + 1], merge_around(pieces[at], pieces[at + 2], sentence)]
            at += 3
        else:
            kept.append(pieces[at])
            at += 1
    return kept


def _after_dashes(pieces: list[Chunk], at: int, sentence: Tokens) -> int | None:
    """Return the piece with which the clause of a bare subject goes on behind a pair of dashes, or None."""
    if (
        at + 2 >= len(pieces)
        or not _starts_with_dash(pieces[at + 1], sentence)
        or not _is_subject(pieces[at], sentence)
    ):
        return None
    length = 0
    for number in range(at + 1, len(pieces)):
        piece = pieces[number]
        if number > at + 1 and _starts_with_dash(piece, sentence):
            return number if piece.is_finite and not has_subject(piece, sentence) else None
        length += len(words_of(piece, sentence))
        if length > LONGEST:
            return None
    return None


def _is_between_commas(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a clause such as "if a survey is to be believed", "who were aboard" stands between two commas."""
    opens = piece.opener is Opener.ADVERBIAL or (piece.opener is Opener.RELATIVE and piece.antecedent is None)
    if not opens or not piece.is_finite or piece.start == sentence.start:
        return False
    comma = sentence.doc[piece.start - 1].text == "," and contents(piece, sentence)[-1].text == ","
    return comma and len(words_of(piece, sentence)) <= LONGEST


def _parts(pieces: list[Chunk], at: int, sentence: Tokens) -> bool:
    """Say whether the clause after a piece stands between it, a bare subject, and the verb that follows."""
    before, aside, after = pieces[at : at + 3]
    if aside.opener is Opener.RELATIVE and not before.quantities:
        return False  # "L'usine, qui emploie 300 personnes": the relative clause takes the name with it
    goes_on = after.opener in {Opener.COMMA, Opener.RESUME} and after.is_finite and not has_subject(after, sentence)
    return goes_on and _is_subject(before, sentence)


def _is_subject(piece: Chunk, sentence: Tokens) -> bool:
    body = [token for token in words_of(piece, sentence) if token.pos_ != "CCONJ"]
    if not body or piece.is_finite or piece.is_participle:
        return False
    return body[0].pos_ != "ADP" and body[-1].pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}


def _starts_with_dash(piece: Chunk, sentence: Tokens) -> bool:
    marks = (contents(piece, sentence)[0], sentence.doc[piece.start - 1])
    return any(mark.text in DASHES for mark in marks)
