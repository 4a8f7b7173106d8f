"""Merge two neighbouring pieces of a sentence."""

from __future__ import annotations

from sourcier.claims.pieces import Chunk, contents, words_of
from sourcier.text.tokens import Tokens


def merge(first: Chunk, second: Chunk, sentence: Tokens) -> Chunk:
    """Return one piece over both: the opener of the first, the first verb, the figures and times of the two."""
    finite = next((piece for piece in (first, second) if piece.is_finite), None)
    opening = first if words_of(first, sentence) else second
    return Chunk(
        start=first.start,
        end=second.end,
        opener=first.opener,
        verb=finite.verb if finite is not None else None,
        is_finite=finite is not None,
        is_participle=finite is None and opening.is_participle,
        is_deed=finite is None and first.is_deed,
        is_conceded=finite is None and first.is_conceded,
        is_ranked=finite is None and (first.is_ranked or second.is_ranked),
        marker=first.marker,
        quantities=first.quantities + second.quantities,
        times=first.times + second.times,
        antecedent=first.antecedent,
        teller=first.teller if first.teller is not None or first.is_finite else second.teller,
        tokens=contents(first, sentence) + contents(second, sentence) if first.end == second.start else None,
    )


def merge_around(before: Chunk, after: Chunk, sentence: Tokens) -> Chunk:
    """Return one piece over two that something set in stands between; it keeps the words of the two only."""
    joined = merge(before, after, sentence)
    joined.tokens = contents(before, sentence) + contents(after, sentence)
    joined.is_bridged = True
    return joined
