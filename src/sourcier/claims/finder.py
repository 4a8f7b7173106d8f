"""Find every claim of an article, and account for every sentence."""

from __future__ import annotations

import re

from sourcier.claims.attributing import is_attribution
from sourcier.claims.building import claim_of, quote_claim
from sourcier.claims.conditions import is_condition, is_counterfactual
from sourcier.claims.judging import BESIDE, THRESHOLD, weight
from sourcier.claims.kinds import kinds_of
from sourcier.claims.lexicon import Lexicon, lexicon
from sourcier.claims.pieces import asks
from sourcier.claims.reasons import reason
from sourcier.claims.saying import Manner, saying_of
from sourcier.claims.sentence import SentenceReading, read_sentence
from sourcier.claims.speakers import Speakers
from sourcier.core.article import HEADLINES, BlockKind
from sourcier.core.claims import (
    Claim,
    Ledger,
    LedgerEntry,
    Reason,
)
from sourcier.core.language import Sentence
from sourcier.text.draft import Draft

NO_CLAIM = -10.0
"""Below every weight that a clause can have."""


def find_claims(draft: Draft) -> tuple[tuple[Claim, ...], Ledger]:
    """Return the claims of an article in reading order, and the ledger of all its sentences."""
    words = lexicon(draft.article.lang)
    speakers = Speakers()
    claims: list[Claim] = []
    entries: list[LedgerEntry] = []
    repeated = _repeated_headings(draft)
    for number, sentence in enumerate(draft.sentences):
        if sentence.id in repeated:
            entries.append(LedgerEntry(sentence.id, reason=Reason.FURNITURE))
            continue
        following = draft.sentences[number + 1] if number + 1 < len(draft.sentences) else None
        found, why = _claims_of(draft, sentence, following, words, speakers)
        unique = list({claim.id: claim for claim in found}.values())
        unique.sort(key=lambda claim: (claim.span.start, claim.span.end, claim.kind))
        claims.extend(unique)
        entries.append(LedgerEntry(sentence.id, claim_ids=tuple(claim.id for claim in unique), reason=why))
    return tuple(claims), Ledger(tuple(entries))


def _repeated_headings(draft: Draft) -> set[str]:
    """Return the headings that stand word for word elsewhere in the article: a title printed twice, a pull quote.

    The first of two headings is kept; a sentence of the body says more surely who claims what.
    """
    said = [(sentence, _words_of(sentence.span.of(draft.article.text))) for sentence in draft.sentences]
    bodies = {words for sentence, words in said if sentence.block not in {*HEADLINES, BlockKind.FURNITURE}}
    found: set[str] = set()
    seen: set[tuple[str, ...]] = set()
    for sentence, words in said:
        if sentence.block in HEADLINES and words:
            if words in bodies or words in seen:
                found.add(sentence.id)
            seen.add(words)
    return found


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _claims_of(
    draft: Draft, sentence: Sentence, following: Sentence | None, words: Lexicon, speakers: Speakers
) -> tuple[list[Claim], Reason | None]:
    """Return the claims of one sentence, or none and the reason."""
    tokens = draft.tokens(sentence.span)
    if sentence.block is BlockKind.FURNITURE:
        return [], Reason.FURNITURE
    reading = read_sentence(draft, sentence, tokens, following, words, speakers)
    conditions = {number for number, piece in enumerate(reading.pieces) if is_condition(piece, tokens, words)}
    in_question = asks(sentence.span.of(draft.article.text))
    weights = [
        _weight(reading, number, conditions, words, in_question=in_question) for number in range(len(reading.pieces))
    ]
    quotes = [claim for saying in reading.said if (claim := quote_claim(draft, reading, saying)) is not None]
    least = BESIDE if quotes or max(weights, default=0.0) >= THRESHOLD else THRESHOLD
    kinds = kinds_of(reading, draft.article.published)
    claims = [claim_of(draft, reading, number, kinds) for number, total in enumerate(weights) if total >= least]
    if claims or quotes:
        return claims + quotes, None
    return [], reason(tokens, reading.pieces, reading.traits, words, is_hypothetical=bool(conditions))


def _weight(reading: SentenceReading, number: int, conditions: set[int], words: Lexicon, *, in_question: bool) -> float:
    """Return the weight of a piece; none for what only says who speaks."""
    piece, traits = reading.pieces[number], reading.traits[number]
    if is_attribution(piece, reading.tokens, words) or not len(reading.spans[number]):
        return NO_CLAIM
    saying = saying_of(reading.said, number)
    if any(other.chunk == number and (other.contents or other.manner is Manner.SAYS) for other in reading.said):
        return NO_CLAIM
    if number in conditions and is_counterfactual(piece, traits, reading.tokens):
        return THRESHOLD
    governed = bool(conditions) and (
        number in conditions or min(conditions) == 0 or traits.is_conditional or traits.is_future
    )
    return weight(
        piece,
        traits,
        is_said=saying is not None and saying.source.kind != "author",
        in_question=in_question,
        under_condition=governed,
        is_headline=reading.is_headline,
    )
