"""Put verbs back with what they share: a subject, a relative clause they follow."""

from __future__ import annotations

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.merging import merge
from sourcier.claims.pieces import SUBJECTS, Chunk, Opener, has_subject, words_of
from sourcier.text.tokens import Tokens


def resume(pieces: list[Chunk], sentence: Tokens, _words: Lexicon) -> list[Chunk]:
    """Mark the main clause that goes on after a relative clause: "Le maire, qui avait payé, | jure que …"."""
    for number in range(1, len(pieces)):
        piece, aside = pieces[number], _aside_before(pieces, number)
        if piece.opener is not Opener.COMMA or aside is None:
            continue
        first = next(iter(words_of(piece, sentence)), None)
        starts = first is not None and (first.pos_ in {"VERB", "AUX"} or form_of(first) in {"ne", "n'", "se", "s'"})
        if starts and piece.is_finite and not any(other.is_finite for other in pieces[:aside]):
            piece.opener = Opener.RESUME
    return pieces


def _aside_before(pieces: list[Chunk], number: int) -> int | None:
    """Return the relative clause before a piece, with what is said in it between: "X, qui dit que A, | a vendu B"."""
    at = number - 1
    while at > 0 and (pieces[at].opener is Opener.CONTENT or not pieces[at].is_finite):
        at -= 1
    return at if pieces[at].opener is Opener.RELATIVE and pieces[at].is_finite else None


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


HOLDS = frozenset({"with", "de", "d'"})
"""Before a figure, tell what a thing holds or carries: "laden with 300 tonnes"."""

LONGEST = 24
"""Words from the start of a subject to its verb, with what stands between."""


def lead(pieces: list[Chunk], sentence: Tokens, _words: Lexicon) -> list[Chunk]:
    """Let a clause begin with its subject that an aside parts from it: "Joe Biden, élu en 2020, | a promis l'enfer"."""
    kept = pieces[:1]
    for piece in pieces[1:]:
        kept.append(piece)
        number = len(kept) - 1
        is_bare = piece.opener is Opener.COMMA and piece.is_finite and piece.antecedent is None
        if not is_bare or piece.quantities or piece.verb is None or has_subject(piece, sentence):
            continue
        subject = next((one for one in piece.verb.children if one.dep_ in SUBJECTS and one.i < piece.start), None)
        if subject is None or subject.pos_ not in {"NOUN", "PROPN"} or any(p.is_finite for p in kept[:number]):
            continue
        start = subject.left_edge.i
        if sentence.start <= start and piece.start - start <= LONGEST:
            piece.antecedent = start
            if _only_describes(kept[-2], piece, start, sentence):
                kept[-2:] = [merge(kept[-2], piece, sentence)]
    return kept


def _only_describes(aside: Chunk, piece: Chunk, start: int, sentence: Tokens) -> bool:
    """Say whether the sentence's only figure measures what its subject holds: "Le navire, chargé de 300 tonnes, …".

    People and money ("forte de 5 millions d'habitants") can be checked, and stay statements of their own.
    """
    begins = aside.start if aside.antecedent is None else aside.antecedent
    if begins != start or aside.is_finite or not aside.quantities or aside.times or piece.times:
        return False
    figure = aside.quantities[0]
    before = next((token for token in reversed(words_of(aside, sentence)) if token.idx < figure.span.start), None)
    is_size = figure.unit not in {"%", "1", figure.of} and not figure.unit.isupper()
    return is_size and before is not None and form_of(before) in HOLDS
