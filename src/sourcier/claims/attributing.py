"""Expressions that bring in a source: "selon les pompiers", "according to two diplomats"."""

from __future__ import annotations

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, words_of
from sourcier.text.tokens import Token, Tokens

LONGEST = 6
"""Words of the longest attributing expression."""


def is_attribution(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece only names a source: "selon les pompiers", "according to two diplomats"."""
    if piece.is_finite:
        return False
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
