"""The fields of a claim that follow from its clause: kind, focus, polarity, commitment, checkability."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sourcier.claims.comparing import is_count
from sourcier.claims.pieces import Chunk, contents
from sourcier.claims.saying import Manner, Saying
from sourcier.claims.traits import Traits
from sourcier.claims.vocabulary import read_words
from sourcier.core.claims import Checkability, ClaimKind, Commitment, Polarity
from sourcier.core.language import TimeInterval
from sourcier.core.spans import Span, trimmed
from sourcier.text.tokens import Tokens

NEGATIONS = frozenset({"n'", "n’", "ne", "not", "never", "jamais", "pas"})
EDGES = ",;:.!?…–—«»“”\"()[]'‘’"


def kind_of(piece: Chunk, traits: Traits, published: date | None, *, is_headline: bool = False) -> ClaimKind:
    """Return the kind of a clause; the first question that the clause answers yes to.

    A headline tells in the present what has just happened: "L'ONU prolonge l'embargo".
    """
    if _is_ahead(piece, traits, published):
        return ClaimKind.PREDICTION
    if traits.is_caused:
        return ClaimKind.CAUSE
    if piece.is_ranked and not traits.is_negative:
        return ClaimKind.COMPARISON
    is_share = any(quantity.unit in {"%", "pp", "1"} and not is_count(quantity) for quantity in piece.quantities)
    if (
        traits.has_factor
        or traits.has_both_ends
        or (traits.has_trend and (is_share or traits.has_change or not piece.quantities))
    ):
        return ClaimKind.COMPARISON
    if piece.quantities:
        return ClaimKind.COMPARISON if traits.is_measured and is_share else ClaimKind.QUANTITY
    if traits.has_cause:
        return ClaimKind.CAUSE
    if traits.has_comparison:
        return ClaimKind.COMPARISON
    if traits.is_stative:
        return ClaimKind.STATE
    if traits.is_past or piece.is_participle or is_headline:
        return ClaimKind.EVENT
    return ClaimKind.STATE if piece.is_finite else ClaimKind.EVENT


def _is_ahead(piece: Chunk, traits: Traits, published: date | None) -> bool:
    """Say whether a clause is about what is still to come on the day of publication."""
    if traits.is_future:
        return not _is_over(piece.times, published)
    ahead = published is not None and any(_is_to_come(time, published) for time in piece.times)
    is_open = traits.is_conditional and not (traits.is_past or traits.is_stative or _lasts(piece))
    if is_open and piece.quantities:
        return True  # "la mesure rapporterait 850 millions"
    if traits.is_expected and (piece.quantities or ahead or (piece.times and not _is_over(piece.times, published))):
        return True
    return ahead and not traits.is_past and (piece.is_finite or piece.is_participle)


LASTING = read_words("lasting")


def _lasts(piece: Chunk) -> bool:
    """Say whether what a conditional tells by hearsay is so today: "elles tiendraient encore 40 villages"."""
    return piece.verb is not None and any(child.lower_ in LASTING for child in piece.verb.children)


def _is_to_come(time: TimeInterval, published: date) -> bool:
    if time.start is not None and time.start > published:
        return True
    is_deadline = time.mod in {"until", "before"} and (time.start is None or time.start >= published)
    return is_deadline and time.end is not None and time.end > published


def _is_over(times: Sequence[TimeInterval], published: date | None) -> bool:
    ends = [time.end for time in times if time.end is not None]
    return bool(ends) and published is not None and all(end <= published for end in ends)


def focus_of(piece: Chunk, sentence: Tokens, span: Span, text: str) -> Span:
    """Return the words that make a clause checkable: its figures, else its predicate, else all of it."""
    if piece.quantities:
        first, last = piece.quantities[0].span, piece.quantities[-1].span
        cover = first.cover(last)
        if len(cover) <= 2 * (len(first) + len(last)) and span.contains(cover):
            return cover
        if span.contains(first):
            return first
    if piece.verb is not None:
        start = piece.verb.idx
        negated = [
            token
            for token in contents(piece, sentence)
            if token.i < piece.verb.i and token.i >= piece.verb.i - 4 and token.lower_ in NEGATIONS
        ]
        if negated:
            start = negated[0].idx
        if span.start <= start < span.end:
            return trimmed(Span(start, span.end), text, EDGES)
    return span


def polarity_of(traits: Traits) -> Polarity:
    """Return negative where a negation bears on the clause."""
    return Polarity.NEGATIVE if traits.is_negative else Polarity.POSITIVE


def commitment_of(traits: Traits, saying: Saying | None, *, is_rejected: bool) -> Commitment:
    """Return how far the author stands behind a clause."""
    if is_rejected:
        return Commitment.DENIES
    if saying is not None and saying.is_unsaid:
        return Commitment.HEDGES
    if saying is not None and saying.source.kind != "author":
        if saying.manner is Manner.FACTIVE:
            return Commitment.ASSERTS
        doubtful = traits.is_conditional or traits.is_hearsay or saying.manner is Manner.RUMOURS
        hedged = saying.source.kind == "unnamed" and doubtful
        return Commitment.HEDGES if hedged else Commitment.REPORTS
    if traits.is_hearsay or traits.is_hedged or traits.is_doubtful or traits.is_able:
        return Commitment.HEDGES
    return Commitment.ASSERTS


def checkability_of(kind: ClaimKind, piece: Chunk, traits: Traits, published: date | None) -> Checkability:
    """Return whether evidence could settle a clause."""
    if kind is ClaimKind.PREDICTION:
        return Checkability.NOT_YET
    if published is not None and any(time.start is not None and time.start > published for time in piece.times):
        return Checkability.NOT_YET
    if traits.is_intention and not piece.quantities and not piece.times:
        return Checkability.NOT_CHECKABLE
    if traits.is_vague and not piece.quantities:
        return Checkability.NEEDS_CONTEXT
    if kind is ClaimKind.CAUSE and not piece.quantities and not piece.times and not traits.has_name:
        return Checkability.NEEDS_CONTEXT
    return Checkability.CHECKABLE
