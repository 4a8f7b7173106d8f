"""The kinds of all pieces of a sentence, in order: a figure without a verb goes on with the clause before it."""

from __future__ import annotations

from datetime import date

from sourcier.claims.pieces import Chunk, Opener, contents, opens_with_preposition
from sourcier.claims.properties import kind_of
from sourcier.claims.saying import saying_of
from sourcier.claims.sentence import SentenceReading
from sourcier.claims.standing import is_contrast
from sourcier.core.claims import ClaimKind


def kinds_of(reading: SentenceReading, published: date | None) -> list[ClaimKind]:
    """Return the kind of each piece of a sentence, each read once."""
    kinds: list[ClaimKind] = []
    for number in range(len(reading.pieces)):
        own = _own_kind(reading, number, published)
        kinds.append(_carried_on(reading, number, own, kinds[-1]) if kinds else own)
    return kinds


def _own_kind(reading: SentenceReading, number: int, published: date | None) -> ClaimKind:
    piece, traits = reading.pieces[number], reading.traits[number]
    kind = kind_of(piece, traits, published, is_headline=reading.is_headline)
    if kind is ClaimKind.STATE and piece.times and opens_with_preposition(piece, reading.tokens):
        return ClaimKind.EVENT
    if piece.opener is not Opener.CONTENT:
        return kind
    if piece.is_deed:
        return ClaimKind.EVENT if kind is ClaimKind.STATE else kind
    if not piece.is_finite and _is_planned(piece, reading):
        return ClaimKind.PREDICTION
    if traits.is_conditional and not traits.is_past and saying_of(reading.said, number):
        return ClaimKind.PREDICTION  # "a assuré que la dette s'établirait à …": the future, told in the past
    return kind


def _carried_on(reading: SentenceReading, number: int, own: ClaimKind, before: ClaimKind) -> ClaimKind:
    """Return the kind of the clause before for a figure that goes on with it: "…, et de 15 % en mai"."""
    piece, previous = reading.pieces[number], reading.pieces[number - 1]
    if piece.is_ranked and not piece.quantities and is_contrast(contents(piece, reading.tokens)):
        return before  # "Les coûts ont bondi de 30 %, | pas les prix"
    if piece.is_finite or piece.is_participle or not piece.quantities:
        return own
    if before is ClaimKind.PREDICTION and not piece.times and piece.opener is not Opener.STRONG:
        return before  # "fermera, | pour 2,4 millions d'euros, | dont la moitié en mai"
    same_unit = {one.unit for one in piece.quantities} & {one.unit for one in previous.quantities}
    return before if own is ClaimKind.QUANTITY and same_unit else own


def _is_planned(piece: Chunk, reading: SentenceReading) -> bool:
    """Say whether what somebody says is an infinitive: "prévoit | de supprimer 480 postes"."""
    body = contents(piece, reading.tokens)[:3]
    return any("Inf" in token.morph.get("VerbForm", []) or token.tag_ == "VB" for token in body) and not any(
        token.lower_ in {"avoir", "être", "have"} for token in body
    )
