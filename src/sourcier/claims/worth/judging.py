"""Would a reader or an editor want a claim checked? What kind it is, moved by what the model makes of its words."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.pieces import Chunk
from sourcier.claims.traits import Traits
from sourcier.claims.worth.model import log_odds, probability, word_shares, word_weights
from sourcier.claims.worth.reasons import reasons_of
from sourcier.claims.worth.surface import read_surface
from sourcier.core.article import Lang
from sourcier.core.claims import ClaimKind, Commitment, Polarity, WorthReason
from sourcier.core.language import Mention
from sourcier.text.tokens import Token

BASE = {
    ClaimKind.QUANTITY: 0.75,
    ClaimKind.COMPARISON: 0.75,
    ClaimKind.CAUSE: 0.65,
    ClaimKind.PREDICTION: 0.65,
    ClaimKind.EVENT: 0.6,
    ClaimKind.STATE: 0.6,
}
"""Medians of the development articles, by kind, rounded towards each other. 0.7 is where an editor wants it checked."""

SWING = 0.2
"""How far apart the model can move two claims of a kind: what is likely worth nobody's time, and what surely is."""
MIDDLE = 0.6
"""The probability that moves nothing: that of the median clause which is a claim at all (sentences have less)."""


QUOTE = 0.3
"""That somebody said something is rarely what is in doubt, whatever the words."""

Worth = tuple[float, tuple[WorthReason, ...]]
"""0 to 1 in hundredths, and what it rests on."""


def worth_of_quote() -> Worth:
    """Return the worth of the claim that somebody said something."""
    return QUOTE, (WorthReason("quote", -1.0),)


def worth_of(
    kind: ClaimKind,
    piece: Chunk,
    traits: Traits,
    commitment: Commitment,
    polarity: Polarity,
    *,
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    lang: Lang,
) -> Worth:
    """Return the worth of a clause.

    Args:
        kind: What sort of statement it is; not a quote.
        piece: The clause.
        traits: What its surface shows.
        commitment: How far the author stands behind it.
        polarity: Whether a negation bears on it.
        tokens: Its tokens.
        mentions: The names in its sentence.
        lang: Its language.
    """
    surface = read_surface(tokens, lang, piece.quantities, piece.times, mentions)
    shares = word_shares(surface, lang)
    worth = BASE[kind] + SWING * (probability(log_odds(surface, shares)) - MIDDLE)
    worth += 0.1 * (polarity is Polarity.NEGATIVE and traits.has_flat_denial)
    worth += 0.1 * (commitment is Commitment.HEDGES)
    worth -= 0.1 * (traits.words <= 4 and not piece.quantities)
    worth -= 0.1 * traits.has_first_person
    return round(min(max(worth, 0.05), 0.95), 2), reasons_of(
        surface, shares, word_weights(lang), tokens=tokens, lang=lang
    )
