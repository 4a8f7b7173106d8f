"""Give pieces of a sentence that cannot stand alone back to their neighbours."""

from __future__ import annotations

from collections.abc import Callable

from sourcier.claims.asides import join_asides
from sourcier.claims.attributing import is_attribution
from sourcier.claims.incises import bridge_incises
from sourcier.claims.insertions import join_insertions
from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.merging import merge
from sourcier.claims.pieces import Chunk, Opener, contents, has_subject, words_of
from sourcier.claims.resuming import join_verbs, lead, resume
from sourcier.claims.standing import (
    is_dated_event,
    is_denied,
    is_set_against,
    sets_scope,
    stands_alone,
    tells_perfect,
)
from sourcier.claims.taglines import join_incise_names, join_taglines
from sourcier.claims.tellers import join_named, join_tellers
from sourcier.text.tokens import Tokens

GAPPED = 9
"""Longest clause, in words, that leaves its verb out."""


ANTECEDENT = 9
"""Longest noun phrase, in words, that a relative clause or a participle takes with it."""


def _join_marks(pieces: list[Chunk], sentence: Tokens, _words: Lexicon) -> list[Chunk]:
    """Join punctuation to what it closes, and short quoted words to their sentence."""
    kept: list[Chunk] = []
    after_marks = False
    for piece in pieces:
        body = words_of(piece, sentence)
        alone = not body
        quoted_words = piece.opener is Opener.QUOTE and not piece.is_finite
        if quoted_words and piece.quantities and kept:
            last = next((token for token in reversed(words_of(kept[-1], sentence))), None)
            quoted_words = last is not None and last.pos_ in {"VERB", "AUX", "ADP", "DET"}
        goes_on = after_marks and kept and piece.opener is Opener.QUOTE and not (piece.is_finite or piece.quantities)
        if kept and (alone or quoted_words or goes_on):
            kept[-1] = merge(kept[-1], piece, sentence)
            after_marks = True
        elif kept and _is_only_marks(kept[-1], sentence):
            kept[-1] = merge(kept[-1], piece, sentence)
            after_marks = False
        else:
            kept.append(piece)
            after_marks = False
    return kept


def _is_only_marks(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece is only marks, to be given to what follows."""
    return not words_of(piece, sentence)


def _join_fragments(pieces: list[Chunk], sentence: Tokens, words: Lexicon) -> list[Chunk]:
    """Join what carries neither verb nor figure to the clause it belongs to."""
    kept: list[Chunk] = []
    waiting: Chunk | None = None
    for number, piece in enumerate(pieces):
        if waiting is not None:
            piece = _attach_waiting(waiting, piece, sentence, kept)  # noqa: PLW2901 - it has grown
            waiting = None
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if kept and _is_gapped(piece, kept[-1], sentence):
            piece.is_gapped = True
            kept.append(piece)
        elif sets_scope(piece, pieces[number + 1 :], sentence):
            waiting = piece
        elif (
            stands_alone(piece, sentence)
            or is_attribution(piece, sentence, words)
            or (following is not None and is_set_against(piece, following, sentence))
        ):
            # "20 000, selon X, | et 60 000, | selon Y": each figure has a source of its own.
            is_paired = (
                bool(kept and piece.quantities and following)
                and is_attribution(kept[-1], sentence, words)
                and following is not None
                and is_attribution(following, sentence, words)
            )
            if not is_paired and _continues(piece, kept, sentence):
                kept[-1] = merge(kept[-1], piece, sentence)
            else:
                kept.append(piece)
        elif following is not None and following.opener is Opener.CONTENT and _governs(piece, sentence, words):
            kept.append(piece)
        elif _awaits_verb(piece, pieces[number + 1 :], sentence) or _belongs_forward(
            piece, following, kept, sentence, words
        ):
            waiting = piece
        elif kept and piece.is_participle and kept[-1].is_deed:
            kept.append(piece)  # "denied losing the airfield, | dismissing the report": who denies dismisses
        elif kept and not is_attribution(kept[-1], sentence, words):
            kept[-1] = merge(kept[-1], piece, sentence)
        elif following is not None and not _closes_quote(piece, sentence):
            waiting = piece
        else:
            kept.append(piece)
    if waiting is not None:
        kept.append(waiting)
    return kept


def _is_gapped(piece: Chunk, previous: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece repeats a clause without its verb: "… a signé en 1981, et l'autre pays en 2005"."""
    if piece.is_finite or not piece.times or not ((previous.is_finite and previous.times) or previous.is_gapped):
        return False
    if piece.opener not in {Opener.COMMA, Opener.COORDINATION}:
        return False
    body = [token for token in words_of(piece, sentence) if token.pos_ != "CCONJ"]
    if not body or len(body) > GAPPED or body[0].pos_ not in {"DET", "PROPN", "NOUN"}:
        return False
    timed = [time.span for time in piece.times]
    return any(
        token.pos_ == "PROPN" and not any(span.start <= token.idx < span.end for span in timed) for token in body
    )


def _attach_waiting(waiting: Chunk, piece: Chunk, sentence: Tokens, kept: list[Chunk]) -> Chunk:
    """Put a waiting noun phrase before the clause that follows it."""
    if piece.opener is Opener.RELATIVE or piece.is_participle:
        if len(words_of(waiting, sentence)) <= ANTECEDENT:
            piece.antecedent = waiting.start
        else:
            kept.append(waiting)
        return piece
    return merge(waiting, piece, sentence)


def _belongs_forward(
    piece: Chunk, following: Chunk | None, kept: list[Chunk], sentence: Tokens, words: Lexicon
) -> bool:
    if following is None or is_attribution(following, sentence, words) or _closes_quote(piece, sentence):
        return False
    if piece.opener in {Opener.START, Opener.STRONG} and sentence.doc[piece.start].text not in {"(", "["}:
        return not (following.is_finite and contents(piece, sentence)[-1].text == ":")
    if not kept:
        return True
    if following.is_finite and following.opener in {Opener.COMMA, Opener.COORDINATION, Opener.STRONG}:
        ends_with_noun = any(token.pos_ in {"NOUN", "PROPN", "PRON"} for token in words_of(piece, sentence))
        return (
            ends_with_noun and not has_subject(following, sentence) and sentence.doc[piece.end - 1].text in {",", ")"}
        )
    if following.opener is Opener.RELATIVE:
        return piece.opener in {Opener.COMMA, Opener.COORDINATION}
    if piece.opener is Opener.COORDINATION and not _may_be_subject(piece, sentence):
        return False
    if piece.opener in {Opener.COORDINATION, Opener.ADVERBIAL, Opener.CONTENT} and following.is_finite:
        # "pendant que l'Amérique, elle, a bombardé": the connective's verb is still to come.
        return not has_subject(following, sentence)
    return False


def _closes_quote(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a quotation ends with the piece: what follows is somebody else's word."""
    marks = [token.text for token in contents(piece, sentence)]
    closes = any(mark in {"»", "”"} for mark in marks) and not any(mark in {"«", "“"} for mark in marks)
    return closes or (marks[-1] == "," and len(marks) > 1 and marks[-2] in {"»", "”"})


def _may_be_subject(piece: Chunk, sentence: Tokens) -> bool:
    first = next((token for token in words_of(piece, sentence) if token.pos_ != "CCONJ"), None)
    return first is not None and first.pos_ in {"DET", "NOUN", "PROPN", "PRON", "NUM"}


def _governs(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece without a finite verb holds a verb of saying: "prétendre | que …"."""
    return any(
        token.pos_ == "VERB" and words.has(token, "say", "reckon", "factive") for token in words_of(piece, sentence)
    )


def _awaits_verb(piece: Chunk, rest: list[Chunk], sentence: Tokens) -> bool:
    """Say whether a connective has been read whose verb is still to come: "pendant que l'autre, lui, attend"."""
    opens = piece.opener is Opener.CONTENT or (piece.opener is Opener.ADVERBIAL and _has_conjunction(piece, sentence))
    if not opens:
        return False
    for other in rest:
        if other.opener is Opener.STRONG or other.opener is Opener.CONTENT:
            return False
        if other.is_finite and other.opener not in {Opener.RELATIVE, Opener.ADVERBIAL}:
            return True
    return False


def _has_conjunction(piece: Chunk, sentence: Tokens) -> bool:
    return any(
        form_of(token) in {"que", "qu'", "si", "s'", "quand", "lorsque", "lorsqu'", "if", "when", "while", "because"}
        for token in words_of(piece, sentence)[:4]
    )


def _continues(piece: Chunk, kept: list[Chunk], sentence: Tokens) -> bool:
    """Say whether a piece goes on with the one before: a coordinated noun whose verb follows, a bare figure."""
    if not kept or piece.is_bridged or piece.is_incise:
        return False
    previous = kept[-1]
    if (
        piece.opener is Opener.COORDINATION
        and piece.is_finite
        and not previous.is_finite
        and not previous.is_participle
    ):
        parted = sentence.doc[piece.start - 1].text == "," and has_subject(piece, sentence)
        return not parted and not (previous.quantities and piece.quantities)
    body = words_of(piece, sentence)
    if is_dated_event(piece, body):
        return False
    if piece.opener is Opener.COORDINATION and is_denied(body):
        return False
    if piece.opener is Opener.COORDINATION and not piece.is_finite:
        return not (piece.quantities and previous.quantities) and not (piece.is_participle and piece.quantities)
    bare = (
        piece.quantities and not piece.is_finite and not any(token.pos_ in {"NOUN", "PROPN", "SYM"} for token in body)
    )
    if bare and previous.is_finite and not previous.quantities and piece.opener is Opener.COMMA:
        return True
    tells = piece.is_finite or piece.quantities or tells_perfect(piece, body)
    return piece.opener is Opener.CONTENT and not tells


def _join_relatives(pieces: list[Chunk], sentence: Tokens, words: Lexicon) -> list[Chunk]:
    """Join relative clauses that only say which one is meant, and main clauses cut by them."""
    kept: list[Chunk] = []
    for piece in pieces:
        previous = kept[-1] if kept else None
        if previous is None:
            kept.append(piece)
        elif piece.opener is Opener.RELATIVE and not _adds_a_fact(piece, sentence, words):
            kept[-1] = merge(previous, piece, sentence)
        elif (
            piece.opener is Opener.RELATIVE
            and piece.antecedent is None
            and not previous.is_finite
            and not previous.quantities
            and not is_attribution(previous, sentence, words)
        ):
            piece.antecedent = previous.start
            kept[-1] = piece
        else:
            kept.append(piece)
    return kept


def _adds_a_fact(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a relative clause adds a fact: set off by a comma, or with a figure, a date or a flat denial."""
    start = piece.start if piece.antecedent is None else piece.antecedent
    before = sentence.doc[max(start - 1, 0)]
    if before.text in {",", "–", "—", "("} or before.text in {"»", "”"}:
        return piece.is_finite or bool(piece.quantities)
    return bool(piece.quantities or piece.times) or any(
        token.lower_ in words.words("flat_denial") for token in contents(piece, sentence)
    )


JOINS: tuple[Callable[[list[Chunk], Tokens, Lexicon], list[Chunk]], ...] = (
    join_taglines,
    join_incise_names,
    join_insertions,
    join_tellers,
    join_named,
    _join_marks,
    resume,
    join_verbs,
    bridge_incises,
    join_asides,
    _join_fragments,
    _join_relatives,
    lead,
)
"""In the order in which they must run."""
