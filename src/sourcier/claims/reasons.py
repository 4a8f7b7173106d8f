"""Why a sentence has no claim: the first of the reasons that its surface shows."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.lexicon import Lexicon, form_of, running
from sourcier.claims.pieces import Chunk, asks
from sourcier.claims.traits import Traits
from sourcier.core.claims import Reason
from sourcier.text.tokens import Tokens


def reason(
    sentence: Tokens,
    pieces: Sequence[Chunk],
    traits: Sequence[Traits],
    words: Lexicon,
    *,
    is_hypothetical: bool,
) -> Reason:
    """Return why a sentence without a claim has none: the first of the reasons that its surface shows."""
    text = sentence.text.strip()
    lowered = running(token for token in sentence if not token.is_punct)
    if not any(piece.is_finite for piece in pieces) and text[-1:].isalnum():
        return Reason.FURNITURE
    if asks(text) or any(f" {phrase} " in lowered for phrase in words.words("asks")):
        return Reason.QUESTION
    if is_hypothetical:
        return Reason.HYPOTHETICAL
    if (
        any(one.is_imperative for one in traits)
        or _is_urged(sentence)
        or any(f" {phrase} " in lowered for phrase in words.words("exhort"))
    ):
        return Reason.EXHORTATION
    if any(one.is_duty for one in traits) and not any(one.has_link for one in traits):
        return Reason.EXHORTATION
    if any(one.has_first_person for one in traits):
        return Reason.PERSONAL
    if text.endswith("!") or any(one.has_evaluation or one.is_generic for one in traits):
        return Reason.OPINION
    if not any(piece.is_finite for piece in pieces) and not _is_left_out(sentence, traits, words):
        return Reason.OPINION
    if any(one.is_conditional for one in traits):
        return Reason.HYPOTHETICAL
    return Reason.VAGUE


def _is_left_out(sentence: Tokens, traits: Sequence[Traits], words: Lexicon) -> bool:
    """Say whether a sentence leaves its verb to the one before: "Le Mali aussi.", "Portugal too."."""
    also = any(words.has(token, "also") for token in sentence)
    return also or any(one.has_name for one in traits)


def _is_urged(sentence: Tokens) -> bool:
    """Say whether a sentence opens with an order that the tagger may have missed.

    "Cessons de …", "racontez-nous …", "Que l'on publie …", "Negotiate, inspect and …".
    """
    body = [token for token in sentence if not (token.is_punct or token.is_space or token.pos_ in {"CCONJ", "ADV"})]
    if len(body) < 2:
        return False
    first, second = body[0], body[1]
    if sentence.doc.lang_ == "en":
        return first.tag_ == "VB" and first.is_sent_start is not False
    if form_of(first) in {"que", "qu'"}:
        return any("Sub" in token.morph.get("Mood", []) for token in body) or form_of(second) in {"l'", "on", "chacun"}
    for token, after in zip(body[:3], body[1:4], strict=False):
        ends = token.lower_.endswith(("ons", "ez")) and not token.lower_.endswith("ions")
        if ends and (token is first or after.text.startswith("-")):
            return True
    return False
