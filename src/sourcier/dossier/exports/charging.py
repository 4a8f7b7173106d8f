"""What an article charges people with: by its claims, and by sentences that no claim was read in."""

from __future__ import annotations

from collections.abc import Iterator

from sourcier.core.article import BlockKind
from sourcier.core.claims import Polarity, Reason
from sourcier.core.spans import Span
from sourcier.dossier.exports.accusing import Charge, charge, found_charge, is_hedged_about
from sourcier.dossier.exports.records import ClaimRecord, Gathered

SET_APART = frozenset({BlockKind.TITLE, BlockKind.HEADING})
"""Blocks whose open claims are not asked about: the article says below what it rests them on."""
_MAY_ACCUSE = frozenset({None, Reason.OPINION, Reason.VAGUE})
"""Why a sentence that accuses somebody may carry no claim; one that asks or supposes accuses nobody."""


def charged(claim: ClaimRecord, gathered: Gathered) -> Charge | None:
    """Return what a claim charges somebody with, also by words of its sentence that reach out of it.

    None where it says that it is not so.
    """
    if claim.shown is not None and claim.shown.claim.polarity is Polarity.NEGATIVE:
        return None
    text, lang = gathered.dossier.article.text, gathered.dossier.article.lang
    if own := charge(claim.span.of(text), lang):
        return own
    found = _in_sentence(gathered.dossier.sentences[claim.sentence - 1].span, gathered) if claim.sentence else None
    return found[0] if found and found[1].overlaps(claim.span) else None


def accused(gathered: Gathered) -> Iterator[Span]:
    """Yield the sentences that accuse somebody in words that no claim was read in."""
    dossier, claims = gathered.dossier, [one.span for one in gathered.claims]
    reasons = {entry.sentence_id: entry.reason for entry in dossier.ledger.entries}
    for sentence in dossier.sentences:
        if sentence.block in SET_APART or reasons.get(sentence.id) not in _MAY_ACCUSE:
            continue
        found = _in_sentence(sentence.span, gathered)
        if found and not any(one.overlaps(found[1]) for one in claims):
            yield sentence.span


def block_of(claim: ClaimRecord, gathered: Gathered) -> BlockKind | None:
    """Return the kind of block that a claim stands in."""
    return gathered.dossier.sentences[claim.sentence - 1].block if claim.sentence else None


def _in_sentence(whole: Span, gathered: Gathered) -> tuple[Charge, Span] | None:
    """Return what a sentence charges somebody with, and where; None where a word of it may deny that."""
    told, lang = whole.of(gathered.dossier.article.text), gathered.dossier.article.lang
    found = found_charge(told, lang)
    if found is None or is_hedged_about(told, lang):
        return None
    return found[0], Span(whole.start + found[1].start, whole.start + found[1].end)
