"""Expressions that bring in a source: "selon les pompiers", "according to two diplomats"."""

from __future__ import annotations

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, contents, words_of
from sourcier.text.tokens import Token, Tokens

LONGEST = 6
"""Words of the longest attributing expression."""


def is_attribution(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece only names a source: "selon les pompiers", "according to two diplomats"."""
    if piece.is_finite:
        return believed(words_of(piece, sentence)) is not None
    return attribution_cue(words_of(piece, sentence), words) is not None


def attribution_cue(body: list[Token], words: Lexicon, name: str = "attribute") -> int | None:
    """Return how many words the attributing expression at the start of a phrase has, or None.

    "D'après" is two words to the tokenizer and one to the lexicon, so the text is compared, not the words.
    """
    if not body or form_of(body[0]) not in words.first_words(name):
        return None
    text = "".join(token.text_with_ws for token in body[:LONGEST]).lower().replace("’", "'")
    for phrase in words.longest_first(name):
        if text == phrase or text.startswith(phrase + " "):
            read = 0
            for count, token in enumerate(body, start=1):
                read += len(token.text_with_ws)
                if read >= len(phrase):
                    return count
    return None


def believed(body: list[Token]) -> Token | None:
    """Return who is believed in "if a survey is to be believed", "si l'on en croit un sondage"."""
    forms = [form_of(token) for token in body]
    if forms[:1] == ["if"] and forms[-3:] == ["to", "be", "believed"]:
        return next((token for token in body if token.dep_.startswith("nsubj")), None)
    if forms[:1] in (["si"], ["l'"], ["on"]) and "croit" in forms[:5] and "en" in forms[:4]:
        after = [token for token in body if token.i > body[forms.index("croit")].i]
        return next((token for token in after if token.pos_ in {"NOUN", "PROPN"}), None)
    return None


def follows_conjunction(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether the phrase is set in after a conjunction: "A is so and, according to X, B is so" gives X only B."""
    before = sentence.doc[max(piece.start - 2, sentence.start) : piece.start]
    opening = next(iter(contents(piece, sentence)))
    return any(token.pos_ == "CCONJ" for token in before) or opening.pos_ == "CCONJ"
