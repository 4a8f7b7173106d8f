"""Who tells, behind a quotation, with what is set beside the name: "…," Admiral Bo Lind, a Danish officer, told us."""

from __future__ import annotations

from sourcier.claims.attributing import is_attribution
from sourcier.claims.lexicon import Lexicon
from sourcier.claims.merging import merge, merge_around
from sourcier.claims.pieces import CLOSING, Chunk, Opener, contents, has_subject, words_of
from sourcier.text.tokens import Token, Tokens

LONGEST = 12
"""Words set between the name and the verb."""
STRAIGHT = '"'


def join_tellers(pieces: list[Chunk], sentence: Tokens, _words: Lexicon) -> list[Chunk]:
    """Join a name behind a quotation with the verb that an apposition or a relative clause parts it from."""
    kept: list[Chunk] = []
    at = 0
    while at < len(pieces):
        end = _verb_behind(pieces, at, sentence)
        if end is None:
            kept.append(pieces[at])
            at += 1
            continue
        told, verb = pieces[at], pieces[end].verb
        for piece in pieces[at + 1 : end]:
            if piece.is_finite:
                kept.append(piece)
            else:
                told = merge(told, piece, sentence)
        told = (merge if told.end == pieces[end].start else merge_around)(told, pieces[end], sentence)
        told.verb = verb
        kept.append(told)
        at = end + 1
    return kept


def join_named(pieces: list[Chunk], sentence: Tokens, words: Lexicon) -> list[Chunk]:
    """Join the name to the role that it is set beside: "Selon le maire, | Paul Vif, | la ville compte 300 agents"."""
    if len(pieces) > 1 and _is_named_last(pieces[-2], pieces[-1], sentence, words):
        return [*pieces[:-2], merge(pieces[-2], pieces[-1], sentence)]  # "…, selon le maire, | Paul Vif."
    for number in range(len(pieces) - 2):
        role, name, clause = pieces[number : number + 3]
        names = words_of(name, sentence)
        is_name = bool(names) and names[0].pos_ == "PROPN" and all(token.is_title for token in names)
        parted = all(contents(one, sentence)[-1].text == "," for one in (role, name))
        own = clause.is_finite and has_subject(clause, sentence)
        own = own or (len(names) > 1 and sentence.doc[clause.start].pos_ == "DET")  # whose verb the tagger misses
        if parted and is_name and own and not role.is_finite and is_attribution(role, sentence, words):
            return [*pieces[:number], merge(role, name, sentence), *pieces[number + 2 :]]
    return pieces


def _is_named_last(role: Chunk, name: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether the last piece is only the name of the one whom the piece before brings in by office."""
    names = words_of(name, sentence)
    is_name = bool(names) and names[0].pos_ == "PROPN" and all(token.is_title for token in names)
    behind = words_of(role, sentence)
    is_role = len(behind) > 1 and behind[-1].pos_ == "NOUN" and contents(role, sentence)[-1].text == ","
    return is_name and is_role and not role.is_finite and is_attribution(role, sentence, words)


def _verb_behind(pieces: list[Chunk], at: int, sentence: Tokens) -> int | None:
    """Return the piece whose verb a name behind a quotation is the subject of, with only asides between, or None."""
    name = pieces[at]
    body = words_of(name, sentence)
    if name.is_finite or not body or body[0].pos_ not in {"PROPN", "DET"} or not is_behind_quotation(name, sentence):
        return None
    length = 0
    for number in range(at + 1, len(pieces)):
        piece = pieces[number]
        inside = words_of(piece, sentence)
        if contents(pieces[number - 1], sentence)[-1].text != "," or not inside or piece.opener is Opener.STRONG:
            return None
        is_verb = piece.is_finite and inside[0].pos_ in {"VERB", "AUX", "ADV"} and piece.opener is not Opener.RELATIVE
        if is_verb:
            return number if number > at + 1 and not has_subject(piece, sentence) else None
        length += len(inside)
        if length > LONGEST or (piece.is_finite and piece.opener is not Opener.RELATIVE):
            return None
    return None


def is_behind_quotation(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece starts right behind the mark that closes a quotation, a comma at most between."""
    before = list(sentence.doc[max(piece.start - 2, sentence.start) : piece.start])
    if before and before[-1].text == ",":
        before.pop()
    return bool(before) and _closes(before[-1], sentence)


def _closes(mark: Token, sentence: Tokens) -> bool:
    if mark.text != STRAIGHT:
        return mark.text in CLOSING
    return sum(token.text == STRAIGHT for token in sentence if token.i <= mark.i) % 2 == 0
