"""Rejoin what a date or a cleft has parted: "la signature, en 1953, de …", "c'est … que …"."""

from __future__ import annotations

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.merging import merge
from sourcier.claims.pieces import Chunk, Opener, has_subject, words_of
from sourcier.claims.vocabulary import read_words
from sourcier.text.tokens import Token, Tokens

FEW = 3
"""Words of the longest linking expression."""

AGES = frozenset({"ans", "an"})

LONGEST = 8
"""Words set in between an auxiliary and its participle."""

MARKING = frozenset({"ADV", "PRON", "ADP", "CCONJ"})
LINKING = read_words("linking")
"""Nouns of the expressions that link a clause to the one before: "en revanche", "in fact"."""


def join_insertions(pieces: list[Chunk], sentence: Tokens, _words: Lexicon) -> list[Chunk]:
    """Join a date set between a noun and its complement: "la signature, en 1953, de l'armistice"; join clefts."""
    kept: list[Chunk] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if (
            kept
            and following is not None
            and (
                (
                    (_is_adverbial(piece, sentence) or _is_set_in(piece, kept[-1], sentence))
                    and _is_open(kept[-1], following, sentence)
                )
                or (_is_age(piece, kept[-1], sentence) and _is_complement_of_verb(kept[-1], following, sentence))
            )
        ):
            kept[-1] = merge(merge(kept[-1], piece, sentence), following, sentence)
            kept[-1].verb = following.verb or kept[-1].verb
            at += 2
            continue
        if kept and following is not None and _is_only_time(piece, sentence) and _is_complement(following, sentence):
            kept[-1] = merge(merge(kept[-1], piece, sentence), following, sentence)
            at += 2
            continue
        if following is not None and _ends_with_time(piece, sentence) and _is_complement(following, sentence):
            kept.append(merge(piece, following, sentence))
            at += 2
            continue
        if len(kept) > 1 and _is_beside(kept[-1], sentence) and _closes_cleft(kept[-2], piece, sentence):
            joined = merge(merge(kept[-2], kept.pop(), sentence), piece, sentence)
            joined.verb = piece.verb or joined.verb
            kept[-1] = joined  # "c'est le ministre, Paul Roy, qui a signé"
        elif kept and _closes_cleft(kept[-1], piece, sentence):
            joined = merge(kept[-1], piece, sentence)
            joined.verb = piece.verb or joined.verb
            kept[-1] = joined
        elif (
            kept
            and _is_only_time(piece, sentence)
            and following is not None
            and _closes_cleft(kept[-1], following, sentence)
        ):
            kept[-1] = merge(kept[-1], piece, sentence)
        else:
            kept.append(piece)
        at += 1
    return kept


def _is_adverbial(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece between commas is an adverb or a pronoun that only marks: "however", "en revanche", "eux"."""
    body = words_of(piece, sentence)
    if not 0 < len(body) <= FEW or piece.is_finite or piece.quantities or piece.times:
        return False
    return all(token.pos_ in MARKING or token.lower_ in LINKING for token in body)


def _is_age(piece: Chunk, before: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece between commas is the age of whoever is named before: "Marie Roy, 54 ans", "Ann Roe, 54"."""
    body, words_before = words_of(piece, sentence), words_of(before, sentence)
    if not words_before or words_before[-1].pos_ != "PROPN" or piece.opener is not Opener.COMMA:
        return False
    counted = bool(body) and body[0].lower_.isdigit() and len(body[0].text) < FEW
    return counted and (len(body) == 1 or (len(body) == FEW - 1 and body[1].lower_ in AGES))


def _is_complement_of_verb(before: Chunk, after: Chunk, sentence: Tokens) -> bool:
    """Say whether what follows an age goes on with the clause: "a condamné Marie Roy, 54 ans, | à deux ans"."""
    first = next(iter(words_of(after, sentence)), None)
    goes_on = first is not None and first.pos_ in {"ADP", "PART"} and after.opener is Opener.COMMA
    return before.is_finite and goes_on and not after.is_finite


def _is_auxiliary(token: Token) -> bool:
    """Say whether a verb at the end of a piece still awaits its participle, whatever the tagger called it."""
    return token.pos_ == "AUX" or (token.pos_ == "VERB" and token.lemma_ in {"avoir", "être", "have"})


def _is_set_in(piece: Chunk, before: Chunk, sentence: Tokens) -> bool:
    """Say whether a few words part an auxiliary from its participle: "Le Tchad a, de son côté, rompu l'accord"."""
    body, words_before = words_of(piece, sentence), words_of(before, sentence)
    waits = bool(words_before) and _is_auxiliary(words_before[-1])
    return waits and 0 < len(body) <= LONGEST and not (piece.is_finite or piece.quantities)


def _is_open(before: Chunk, after: Chunk, sentence: Tokens) -> bool:
    """Say whether a clause is still without its verb, or its participle, when the insertion comes."""
    body = words_of(before, sentence)
    if not body or after.opener is not Opener.COMMA:
        return False
    if not before.is_finite:
        return (
            body[-1].pos_ in {"NOUN", "PROPN", "PRON", "ADJ"} and after.is_finite and not has_subject(after, sentence)
        )
    waits = _is_auxiliary(body[-1]) or (body[-1].pos_ in {"PART", "ADV"} and len(body) > 1 and body[-2].pos_ == "AUX")
    return waits and not has_subject(after, sentence)


def _is_only_time(piece: Chunk, sentence: Tokens) -> bool:
    body = words_of(piece, sentence)
    return (
        bool(body)
        and not piece.is_finite
        and all(any(time.span.start <= token.idx < time.span.end for time in piece.times) for token in body)
    )


def _ends_with_time(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece without a verb ends with a date that covers its noun: "depuis la signature, en 1953,"."""
    body = words_of(piece, sentence)
    return (
        bool(body)
        and not piece.is_finite
        and any(time.span.start <= body[-1].idx < time.span.end and len(body) > 2 for time in piece.times)
    )


def _is_complement(piece: Chunk, sentence: Tokens) -> bool:
    first = next(iter(words_of(piece, sentence)), None)
    return first is not None and form_of(first) in {"de", "d'", "du", "des", "of"}


def _is_beside(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece is only a name between commas."""
    body = words_of(piece, sentence)
    is_name = bool(body) and body[0].pos_ == "PROPN" and all(token.is_title for token in body)
    return is_name and not piece.is_finite and sentence.doc[piece.end - 1].text == ","


def _closes_cleft(previous: Chunk, piece: Chunk, sentence: Tokens) -> bool:
    """Say whether "que …" ends "c'est … que": together they are one statement."""
    if piece.opener not in {Opener.CONTENT, Opener.RELATIVE} or not piece.is_finite or sentence.doc.lang_ != "fr":
        return False
    before = words_of(previous, sentence)
    if before and "Inf" in before[-1].morph.get("VerbForm", []):
        return False  # "c'est un mensonge de dire | que": the verb governs it
    body = [form_of(token) for token in before]
    starts = any(
        one in {"c'", "ce"} and other in {"est", "fut", "était", "sont", "sera"}
        for one, other in zip(body, body[1:], strict=False)
    )
    first = next(iter(words_of(piece, sentence)))
    return starts and form_of(first) in {"que", "qu'", "qui", "dont", "où"}
