"""Find every claim of an article, and account for every sentence."""

from __future__ import annotations

import re

from sourcier.claims.attributing import attribution_cue, is_attribution
from sourcier.claims.building import claim_of, quote_claim
from sourcier.claims.conditions import is_counterfactual, suppositions
from sourcier.claims.judging import BESIDE, THRESHOLD, is_plain, weight
from sourcier.claims.kinds import kinds_of
from sourcier.claims.lexicon import Lexicon, form_of, lexicon
from sourcier.claims.pieces import Chunk, asks, contents, words_of
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
from sourcier.text.tokens import Tokens

NO_CLAIM = -10.0
"""Below every weight that a clause can have."""


def find_claims(draft: Draft) -> tuple[tuple[Claim, ...], Ledger]:
    """Return the claims of an article in reading order, and the ledger of all its sentences."""
    words = lexicon(draft.article.lang)
    speakers = Speakers()
    claims: list[Claim] = []
    entries: list[LedgerEntry] = []
    repeated = _repeated_headings(draft)
    supposed = False
    for number, sentence in enumerate(draft.sentences):
        if sentence.id in repeated:
            entries.append(LedgerEntry(sentence.id, reason=Reason.FURNITURE))
            continue
        following = draft.sentences[number + 1] if number + 1 < len(draft.sentences) else None
        found, why, supposed = _claims_of(draft, sentence, following, words, speakers, goes_on=supposed)
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
    draft: Draft, sentence: Sentence, following: Sentence | None, words: Lexicon, speakers: Speakers, *, goes_on: bool
) -> tuple[list[Claim], Reason | None, bool]:
    """Return the claims of one sentence, or none and the reason, and whether it tells what would be on a condition.

    Args:
        draft: The text as read.
        sentence: The sentence.
        following: The one after it.
        words: What the lemmas of the language can do.
        speakers: Who has spoken so far.
        goes_on: The sentence before told what would be.
    """
    tokens = draft.tokens(sentence.span)
    if sentence.block is BlockKind.FURNITURE:
        return [], Reason.FURNITURE, False
    reading = read_sentence(draft, sentence, tokens, following, words, speakers)
    conditions = suppositions(reading.pieces, reading.traits, tokens, words)
    if goes_on:
        conditions |= _consequences(reading)
    supposes = bool(conditions) and any(one.is_conditional for one in reading.traits)
    in_question = asks(sentence.span.of(draft.article.text))
    weights = [
        _weight(reading, number, conditions, words, in_question=in_question) for number in range(len(reading.pieces))
    ]
    quotes = [claim for saying in reading.said if (claim := quote_claim(draft, reading, saying)) is not None]
    is_personal = any(one.has_first_person or one.is_imperative for one in reading.traits)
    is_open = not (quotes or conditions or in_question or is_personal)
    if is_open:
        plain = [
            is_plain(piece, reading.traits[number], is_named=_names_somebody(reading, number))
            and not _depends(piece, tokens)
            and not any(words.has(token, "reject") for token in contents(piece, tokens))
            for number, piece in enumerate(reading.pieces)
        ]
        weights = [
            max(total, THRESHOLD) if is_one and total > NO_CLAIM else total
            for total, is_one in zip(weights, plain, strict=True)
        ]
    least = BESIDE if quotes or max(weights, default=0.0) >= THRESHOLD else THRESHOLD
    kinds = kinds_of(reading, draft.article.published)
    claims = [claim_of(draft, reading, number, kinds) for number, total in enumerate(weights) if total >= least]
    if claims or quotes:
        return claims + quotes, None, supposes
    why = reason(tokens, reading.pieces, reading.traits, words, is_hypothetical=bool(conditions))
    return [], why, supposes


def _depends(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a clause opens with what makes it hang on another: "As Paul Roe pretends", "comme on sait"."""
    first = next(iter(words_of(piece, sentence)), None)
    return first is not None and (first.pos_ == "SCONJ" or first.lower_ in {"as", "comme"})


def _names_somebody(reading: SentenceReading, number: int) -> bool:
    """Say whether a clause holds a name: one that is known, or a capital elsewhere than at the start."""
    span, first = reading.spans[number], reading.tokens[0]
    own = contents(reading.pieces[number], reading.tokens)
    traits = reading.traits[number]
    if reading.is_headline and (traits.is_negative or traits.has_comparison or traits.has_trend):
        return True  # headlines are about somebody or something of the article: "La laine ne vaut plus rien"
    return any(one.span.overlaps(span) for one in reading.mentions) or any(
        token.pos_ == "PROPN" and token.is_title and token.i > first.i for token in own
    )


def _consequences(reading: SentenceReading) -> set[int]:
    """Return the pieces in the conditional that go on with what the sentence before supposes: "l'alliance céderait"."""
    traits = reading.traits
    return {
        number
        for number, piece in enumerate(reading.pieces)
        if piece.is_finite
        and traits[number].is_conditional
        and not (traits[number].is_past or piece.quantities)
        and saying_of(reading.said, number) is None
    }


def _weight(reading: SentenceReading, number: int, conditions: set[int], words: Lexicon, *, in_question: bool) -> float:
    """Return the weight of a piece; none for what only says who speaks."""
    piece, traits = reading.pieces[number], reading.traits[number]
    if is_attribution(piece, reading.tokens, words) or not len(reading.spans[number]):
        return NO_CLAIM
    body = words_of(piece, reading.tokens)
    is_described = attribution_cue(body, words) is not None and any(form_of(one) in {"qui", "who"} for one in body)
    if is_described and not (piece.quantities or piece.times) and number + 1 < len(reading.pieces):
        return NO_CLAIM  # "D'après un rapport qui circule, …"
    said = reading.spans[number].of(reading.tokens.doc.text).lower().replace("’", "'")
    if said.startswith(tuple(words.words("unlike"))):
        return NO_CLAIM  # "contrairement à ce que nous avons écrit"
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
