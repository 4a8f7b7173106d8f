"""The clauses and fragments of a sentence, each of which could be a claim."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sourcier.claims.chunks import cut
from sourcier.claims.joining import JOINS
from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.nested import part_nested
from sourcier.claims.pieces import Chunk, Opener, place, words_of
from sourcier.claims.summed import yardsticks
from sourcier.core.language import Quantity, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.tokens import Tokens


def clauses(
    sentence: Tokens,
    lang: str,
    words: Lexicon,
    quantities: Sequence[Quantity],
    times: Sequence[TimeInterval],
    names: Sequence[Span] = (),
) -> list[Chunk]:
    """Return the clauses and fragments of a sentence that could be claims, in order; `names` are spans of names."""
    whole = [item.span for item in quantities] + [item.span for item in times]
    whole += yardsticks(sentence, words, names)
    pieces = cut(sentence, lang, words, whole)
    place(pieces, sentence, quantities, times)
    for settle in JOINS:
        pieces = settle(pieces, sentence, words)
    place(pieces, sentence, quantities, times)
    pieces = part_nested(pieces, sentence, words, names)
    _grant(pieces, sentence, words)
    return pieces


def _grant(pieces: list[Chunk], sentence: Tokens, words: Lexicon) -> None:
    """Mark what a connective takes for granted, with the relative clauses and fragments that go with it."""
    granted = False
    for piece in pieces:
        text = " ".join(form_of(token) for token in words_of(piece, sentence)[:4]) + " "
        own = text.startswith(_granting(words))
        depends = granted and piece.opener in {Opener.RELATIVE, Opener.COMMA} and not piece.is_finite
        piece.is_granted = granted = own or depends


@cache
def _granting(words: Lexicon) -> tuple[str, ...]:
    """Return the connectives that take what follows for granted, as a clause starts with them: "alors qu' "."""
    phrases = [one for one in words.words("presuppose") if " " in one or one in {"puisque", "since"}]
    return tuple(form for one in phrases for form in (one + " ", one.removesuffix("e") + "' "))
