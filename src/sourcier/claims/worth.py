"""Would a reader or an editor want a claim checked? A plain sum whose terms can be read off the claim."""

from __future__ import annotations

from sourcier.claims.pieces import Chunk
from sourcier.claims.traits import Traits
from sourcier.core.claims import ClaimKind, Commitment, Polarity

BASE = {
    ClaimKind.QUANTITY: 0.7,
    ClaimKind.COMPARISON: 0.7,
    ClaimKind.CAUSE: 0.6,
    ClaimKind.PREDICTION: 0.6,
    ClaimKind.EVENT: 0.5,
    ClaimKind.STATE: 0.5,
    ClaimKind.QUOTE: 0.3,
}
"""Medians of the development articles, by kind."""


def worth_of(kind: ClaimKind, piece: Chunk, traits: Traits, commitment: Commitment, polarity: Polarity) -> float:
    """Return the worth of a claim, 0 to 1, rounded to hundredths."""
    worth = BASE[kind]
    if kind is not ClaimKind.QUOTE:
        worth += 0.1 * (traits.has_link and bool(piece.quantities))
        worth += 0.15 * (polarity is Polarity.NEGATIVE and traits.has_flat_denial)
        worth += 0.1 * (commitment is Commitment.HEDGES)
        worth -= 0.15 * (traits.words <= 4 and not piece.quantities)
        worth -= 0.1 * traits.has_first_person
    return round(min(max(worth, 0.05), 0.95), 2)
