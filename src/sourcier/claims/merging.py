"""Merge two neighbouring pieces of a sentence."""

from __future__ import annotations

from spacy.tokens import Span as Tokens

from sourcier.claims.chunks import Chunk, contents, describe


def merge(first: Chunk, second: Chunk, sentence: Tokens) -> Chunk:
    """Return one piece over both: the opener of the first, the figures and times of the two."""
    merged = Chunk(
        start=first.start,
        end=second.end,
        opener=first.opener,
        marker=first.marker,
        quantities=first.quantities + second.quantities,
        times=first.times + second.times,
        antecedent=first.antecedent,
        tokens=contents(first, sentence) + contents(second, sentence) if first.end == second.start else None,
    )
    describe(merged, sentence)
    if first.is_finite and not second.is_finite:
        merged.verb = first.verb
    return merged
