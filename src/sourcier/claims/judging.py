"""Is a clause a claim? And if no clause of a sentence is, why not?

A clause is weighed by what evidence could hold on to (figures, dates, names, a past event, a flat denial, a
comparison) against what it could not (praise and blame, oneself, duties, whole kinds, what would happen if).
The weights were set by hand on the development articles of bench/claims and rounded to quarters: a finer setting
would fit eight articles, not the language.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as Tokens

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, Opener, contents
from sourcier.claims.traits import Traits
from sourcier.core.claims import Reason

THRESHOLD = 1.0

LABEL = 40
"""Characters of a sentence in which a label such as "Lire aussi" stands."""


def weight(
    piece: Chunk, traits: Traits, *, is_said: bool, in_question: bool, under_condition: bool, is_headline: bool = False
) -> float:
    """Return how much of a clause evidence could bear on; a claim from `THRESHOLD` up.

    Args:
        piece: The clause.
        traits: What its surface shows.
        is_said: A source is made to say it.
        in_question: It stands in a question: only what the question takes for granted can be a claim.
        under_condition: A condition governs it.
        is_headline: Headlines leave their verbs out: a name and a noun can tell an event.
    """
    total = 0.0
    total += 1.5 * bool(piece.quantities)
    total += 0.75 * bool(piece.times)
    total += 0.75 * traits.has_link + 0.25 * (traits.has_name and not traits.has_link)
    total += 0.75 * (traits.is_past or piece.is_participle)
    total += 0.5 * traits.is_future
    total += 0.5 * traits.has_flat_denial
    total += 0.25 * (traits.is_negative and not traits.has_flat_denial)
    total += 0.5 * traits.has_comparison + 0.25 * traits.has_trend
    total += 0.25 * traits.has_cause
    total += 0.25 * is_said
    total += 0.25 * (piece.is_finite and traits.has_subject)
    total += 0.25 * (traits.words >= 9)
    total -= 1.0 * traits.has_evaluation
    total -= 0.75 * traits.is_vague
    total -= 1.25 * traits.has_first_person
    total -= 0.75 * traits.is_duty
    total -= 0.75 * (traits.is_generic and not is_said and not is_headline)
    total -= 2.0 * traits.is_imperative
    total += 1.0 * piece.is_gapped
    total -= 0.5 * (traits.words <= 3 and not piece.quantities)
    if is_headline and not piece.is_finite and traits.has_name and traits.words >= 4:
        total += 1.0
    total -= 0.5 * (not piece.is_finite and not piece.quantities and not piece.is_participle)
    total -= 2.0 * under_condition
    total -= 1.5 * (traits.is_conditional and not is_said and not traits.has_link and not piece.quantities)
    if in_question and not _is_taken_for_granted(piece):
        total -= 1.0 if piece.quantities or traits.has_flat_denial else 3.0
    return total


def _is_taken_for_granted(piece: Chunk) -> bool:
    """Say whether a clause of a question is presupposed: "alors que 40 pays la soutiennent", "dont 25 …"."""
    return piece.is_granted and bool(piece.quantities or piece.times or piece.is_finite)


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
    lowered = " " + " ".join(form_of(token) for token in sentence if not token.is_space) + " "
    if not any(piece.is_finite for piece in pieces) and text[-1:].isalnum():
        return Reason.FURNITURE
    if text.rstrip(" »”\"'’)\u00a0\u202f").endswith("?"):
        return Reason.QUESTION
    if is_hypothetical:
        return Reason.HYPOTHETICAL
    if any(one.is_imperative for one in traits) or any(f" {phrase} " in lowered for phrase in words.words("exhort")):
        return Reason.EXHORTATION
    if any(one.is_duty for one in traits) and not any(one.has_link for one in traits):
        return Reason.EXHORTATION
    if any(one.has_first_person for one in traits):
        return Reason.PERSONAL
    if (
        text.endswith("!")
        or any(one.has_evaluation or one.is_generic for one in traits)
        or not any(piece.is_finite for piece in pieces)
    ):
        return Reason.OPINION
    if any(one.is_conditional for one in traits):
        return Reason.HYPOTHETICAL
    if any(one.is_vague for one in traits) or len(text) < 60:
        return Reason.VAGUE
    return Reason.OPINION


def is_condition(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece states a condition: "si elle stagnait", "were rates to fall", "unless it rains"."""
    body = [token for token in contents(piece, sentence) if not token.is_punct]
    if not body:
        return False
    if piece.marker is not None and piece.marker.lower_ in words.words("condition"):
        return True
    first = body[0]
    if form_of(first) in {
        "si",
        "s'",
        "if",
        "unless",
        "sinon",
        "otherwise",
    } and first.pos_ in {"SCONJ", "ADV"}:
        return True
    inverted = first.lower_ in {"were", "had", "should"} and piece.opener is Opener.START and len(body) > 1
    return inverted and body[1].pos_ in {"PRON", "NOUN", "PROPN", "DET", "ADJ"} and sentence.text.strip()[-1:] != "?"
