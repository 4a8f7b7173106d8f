"""Who tells, behind a statement, with what is set beside the name: "…, the mayor, Ann Shaw, said on Monday"."""

from __future__ import annotations

from sourcier.claims.lexicon import Lexicon
from sourcier.claims.merging import merge
from sourcier.claims.naming import named_source
from sourcier.claims.pieces import Chunk, Opener, contents, has_subject, is_inverted, words_of
from sourcier.claims.tellers import is_behind_quotation
from sourcier.claims.vocabulary import read_words
from sourcier.core.claims import Source
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

LONGEST = 9
"""Words of the longest role or name."""

ASIDE = 14
"""Words of the longest clause set beside either: "who flew over the area"."""

HEARD = read_words("hearers")
"""Verbs whose object is who hears."""

PARTICLES = read_words("particles")
"""Words without a capital inside a name: "Ana de la Torre"."""


def join_taglines(pieces: list[Chunk], sentence: Tokens, words: Lexicon) -> list[Chunk]:
    """Join the role, the name and the verb of who says, at the end, what stands before, however commas part them."""
    if sentence.doc.lang_ != "en":
        return pieces  # in French the verb stands before: "…, a dit le maire, Paul Vif"
    kept: list[Chunk] = []
    at = 0
    while at < len(pieces):
        end = _end(pieces, at, sentence, words)
        if end is None:
            kept.append(pieces[at])
            at += 1
            continue
        joined = pieces[at]
        for piece in pieces[at + 1 : end + 1]:
            joined = merge(joined, piece, sentence)
        joined.verb = next(token for token in words_of(pieces[end], sentence) if words.has(token, "say"))
        if end + 1 == len(pieces) or pieces[end + 1].opener is not Opener.CONTENT:
            joined.teller = _teller(pieces[at:end], sentence, words)
        kept.append(joined)
        at = end + 1
    return kept


def join_incise_names(pieces: list[Chunk], sentence: Tokens, words: Lexicon) -> list[Chunk]:
    """Join a name to the role in a clause set in: "Le pont, a dit le maire, | Paul Vif, | coûte 3 millions"."""
    for number in range(1, len(pieces) - 2):
        before, said, name, after = pieces[number - 1 : number + 3]
        is_said = said.opener is Opener.COMMA and said.verb is not None and words.has(said.verb, "say")
        is_set_in = not before.is_finite and _is_bare(after, sentence)
        if not (is_said and is_set_in and is_inverted(said, sentence) and _is_apposed(name, sentence)):
            continue
        if _is_parted(said, sentence) and _is_parted(name, sentence):
            return [*pieces[:number], merge(said, name, sentence), *pieces[number + 2 :]]
    return pieces


def _is_apposed(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece may be a name or an office set beside a name: "Paul Vif", "directeur du groupe"."""
    body = words_of(piece, sentence)
    is_short = 0 < len(body) <= LONGEST and piece.opener is Opener.COMMA
    return is_short and not (piece.is_finite or piece.quantities) and body[0].pos_ in {"NOUN", "PROPN", "DET"}


def _is_bare(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece goes on with a verb whose subject stands before it."""
    return piece.opener is Opener.COMMA and piece.is_finite and not has_subject(piece, sentence)


def is_name(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece is only somebody's name: words with capitals, and the particles between them."""
    body = _names(piece, sentence)
    if piece.is_finite or piece.quantities or piece.times or not 0 < len(body) <= LONGEST:
        return False
    capitals = all(token.text[:1].isupper() or token.lower_ in PARTICLES for token in body)
    return capitals and body[0].pos_ == "PROPN" and body[-1].text[:1].isupper()


def _names(piece: Chunk, sentence: Tokens) -> list[Token]:
    """Return the words of a piece without the "and" before them."""
    body = words_of(piece, sentence)
    return body[1:] if piece.opener is Opener.COORDINATION else body


def _end(pieces: list[Chunk], at: int, sentence: Tokens, words: Lexicon) -> int | None:
    """Return the piece with the verb of saying whose subject starts with a piece, or None."""
    first = pieces[at]
    is_set_off = first.opener is Opener.COMMA or (first.opener is Opener.QUOTE and is_behind_quotation(first, sentence))
    if not is_set_off:
        return None
    if not (is_name(first, sentence) or _is_role(first, sentence)) or not _is_parted(first, sentence):
        return None
    for number in range(at + 1, min(at + 4, len(pieces))):
        piece = pieces[number]
        if piece.opener is Opener.COMMA and _only_says(piece, sentence, words):
            after = pieces[number + 1] if number + 1 < len(pieces) else None
            is_set_in = after is not None and _is_parted(piece, sentence) and _is_bare(after, sentence)
            return number if is_set_in or any(one.is_finite for one in pieces[:at]) else None
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        is_beside = is_name(piece, sentence) or _is_role(piece, sentence) or _is_aside(piece, sentence)
        is_first = following is not None and following.opener is Opener.COORDINATION and is_name(following, sentence)
        if not is_beside or not (is_first or _is_parted(piece, sentence)):
            return None
    return None


def _is_role(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece is a noun phrase that may name an office: "the council's leader", "le préfet du Nord"."""
    body = words_of(piece, sentence)
    if piece.is_finite or piece.is_participle or piece.quantities or piece.times or not 1 < len(body) <= LONGEST:
        return False
    opens = body[0].pos_ == "DET" or body[0].dep_ in {"poss", "det"}
    return opens and body[-1].pos_ in {"NOUN", "PROPN", "ADJ"} and not any(token.pos_ == "VERB" for token in body)


def _is_aside(piece: Chunk, sentence: Tokens) -> bool:
    body = words_of(piece, sentence)
    return (piece.opener is Opener.RELATIVE or piece.is_participle) and len(body) <= ASIDE


def _is_parted(piece: Chunk, sentence: Tokens) -> bool:
    return contents(piece, sentence)[-1].text == ","


def _only_says(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece is a verb of saying without a subject or an object of its own: "told reporters on Monday"."""
    body = [token for token in words_of(piece, sentence) if token.pos_ != "ADV"]
    if not body or not words.has(body[0], "say") or body[0].pos_ != "VERB" or body[0].tag_ == "VBG":
        return False
    after = body[1] if len(body) > 1 else None
    if after is None or after.pos_ in {"ADP", "PRON", "SCONJ"} or body[0].lemma_ in HEARD:
        return True
    return any(time.span.start <= after.idx < time.span.end for time in piece.times)


def _teller(asides: list[Chunk], sentence: Tokens, words: Lexicon) -> Source:
    """Return who speaks: by name where one stands there, else by role."""
    at = next((at for at, piece in enumerate(asides) if is_name(piece, sentence)), None)
    if at is not None:
        body = words_of(asides[at], sentence)
        for piece in asides[at + 1 :]:
            body += words_of(piece, sentence) if piece.opener is Opener.COORDINATION else []
        span = Span(body[0].idx, body[-1].idx + len(body[-1].text))
        return Source(kind="named", name=" ".join(span.of(sentence.doc.text).split()), span=span)
    return named_source(_head(words_of(asides[0], sentence)), asides[0], words)


def _head(body: list[Token]) -> Token:
    """Return the noun that a role hangs on: the last one before what "of" or "for" brings in."""
    ahead: list[Token] = []
    for token in body:
        if token.pos_ == "ADP" and any(one.pos_ in {"NOUN", "PROPN"} for one in ahead):
            break
        ahead.append(token)
    return next((token for token in reversed(ahead) if token.pos_ in {"NOUN", "PROPN"}), body[-1])
