"""Why a claim is worth checking or not: the largest terms of the sum, with the words that show them."""

from __future__ import annotations

from collections.abc import Mapping

from sourcier.claims.worth.model import WordWeight, model
from sourcier.claims.worth.surface import CROSSED, Surface
from sourcier.core.claims import WorthReason

SHOWN = 4
"""No claim gives more reasons than this."""
LEAST = 0.25
"""Log-odds below which a term is no reason: a quarter moves a probability of one half by six hundredths."""
GRAMMAR = frozenset({"finite", "third_person"})
"""Traits that weigh but that nobody would call a reason."""
FIGURES = ("percentage", "money", "rate", "large", "figure")
"""Traits of the same words: one reason, named after the first that is there."""
SUBJECT = "subject"
TELLING = 0.97
"""Weight of a word from which it tells a subject: the three hundred commonest of a language do not."""


def reasons_of(
    surface: Surface, shares: Mapping[str, float], known: Mapping[str, WordWeight]
) -> tuple[WorthReason, ...]:
    """Return the largest terms, for and against, largest first.

    Args:
        surface: What the text shows.
        shares: What each of its words adds.
        known: The words of its language.
    """
    shown, weights = surface.shown, model().traits
    terms = {trait: weights.get(trait, 0.0) for trait in shown if trait not in GRAMMAR}
    for one, other in CROSSED:
        if one in terms and other in surface.traits:
            terms[one] += weights.get(f"{one} {other}", 0.0)
    figures = [trait for trait in FIGURES if trait in terms]
    if figures:
        terms[figures[0]] = sum(terms.pop(trait) for trait in figures)
    about = sum(shares.values()) - model().usual_words
    moving = [word for word in shares if shares[word] * about > 0 and known[word].weight >= TELLING]
    if moving:
        terms[SUBJECT] = about
    largest = sorted(terms.items(), key=lambda term: (-abs(term[1]), term[0]))
    return tuple(
        WorthReason(
            name,
            round(weight, 2),
            tuple(
                sorted(moving, key=lambda word: -abs(shares[word]))[:3]
                if name == SUBJECT
                else dict.fromkeys(shown[name])
            ),
        )
        for name, weight in largest[:SHOWN]
        if abs(weight) >= LEAST
    )
