"""What throws out what is said: "Faux.", "prétendre que … est une fable", "il n'est pas vrai que …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.meant import THAT
from sourcier.claims.pieces import Chunk, contents
from sourcier.claims.saying import Saying
from sourcier.core.article import Lang
from sourcier.text.tokens import Token, Tokens

REJECTION = {
    "fr": re.compile(
        r"^\W*(?:(?:c'est |tout cela est |rien n'est plus )?faux|erreur|non|mensonges?|il n'en est rien)\s*[.!…:;]",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^\W*(?:(?:that is |this is |it is |it's |that's )?(?:false|wrong|untrue)|not so|no|nonsense"
        r"|(?:it|they|he|she) (?:was|were|is|are|did|does|do|has|have) not)\s*[.!…:;]",
        re.IGNORECASE,
    ),
}
"""A sentence that does nothing but throw out the one before. "Faux, rétorque X" is X's word, not the author's."""


def is_rejection(following: str, lang: Lang) -> bool:
    """Say whether the next sentence throws out what has just been said.

    >>> is_rejection("Faux.", "fr"), is_rejection("Faux, répond le maire.", "fr")
    (True, False)
    """
    return bool(REJECTION[lang].search(following.replace("’", "'")))


def is_rejection_within(pieces: Sequence[Chunk], said: Sequence[Saying], sentence: Tokens, words: Lexicon) -> bool:
    """Say whether the sentence itself throws out what it quotes: "prétendre que …, est une fable"."""
    rejecting = {
        number
        for number, piece in enumerate(pieces)
        if piece.is_finite
        and any(_rejects(token, words) and not _answers(token, sentence) for token in contents(piece, sentence))
    }
    if not rejecting:
        return False
    reported = [saying.contents for saying in said if saying.source.kind != "author" and saying.contents]
    return any(rejecting - (held - {max(held)}) for held in reported)


def thrown_out(pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon) -> frozenset[int]:
    """Return the pieces that are called untrue where they stand: "il est faux que …", "the claim that … is a myth"."""
    if sentence[-1].text == "?":
        return frozenset()
    clauses = [
        mark.head
        for mark in sentence
        if mark.dep_ == "mark"
        and form_of(mark) in THAT
        and any(_rejects(token, words) and not _is_supposed(token) for token in _judging(mark.head))
    ]
    return frozenset(
        number for number, piece in enumerate(pieces) if any(piece.start <= clause.i < piece.end for clause in clauses)
    )


COPULAS = frozenset({"acomp", "attr"})
"""What an English verb "be" says of its subject; in French the subject hangs on the adjective itself."""


def _judging(clause: Token) -> list[Token]:
    """Return the words that say of a clause, or of the noun it explains, what it is worth."""
    over = clause.head
    subject_of = [over.head] if over.dep_ == "nsubj" else []
    return [word for each in (over, *subject_of) for word in (each, *(c for c in each.children if c.dep_ in COPULAS))]


def _rejects(token: Token, words: Lexicon) -> bool:
    """Say whether a word calls something untrue: "faux", "not true", and not "pas faux"."""
    if token.pos_ not in {"NOUN", "ADJ"}:
        return False
    carriers = (token, token.head) if token.dep_ in COPULAS else (token,)
    is_denied = any(words.has(child, "denial") for each in carriers for child in each.children)
    return not is_denied if words.has(token, "reject") else is_denied and words.has(token, "true")


def _is_supposed(token: Token) -> bool:
    """Say whether it is only supposed that something is untrue: "s'il est faux que …"."""
    carriers = (token, token.head) if token.dep_ in COPULAS else (token,)
    return any(child.lower_ in {"si", "s'", "s’", "if"} for each in carriers for child in each.children)


def _answers(token: Token, sentence: Tokens) -> bool:
    """Say whether a word throws out what stood before the sentence: "Faux, répond le maire : « … »"."""
    return token.i == sentence.start and token.i + 1 < sentence.end and token.nbor().text == ","
