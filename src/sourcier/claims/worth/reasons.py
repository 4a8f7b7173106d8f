"""Why a claim is worth checking or not: the largest terms of the sum, with the words that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcier.claims.worth.model import WordWeight, model
from sourcier.claims.worth.surface import CROSSED, Surface
from sourcier.claims.worth.wording import subjects, telling
from sourcier.core.article import Lang
from sourcier.core.claims import WorthReason
from sourcier.text.tokens import Token

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
    surface: Surface,
    shares: Mapping[str, float],
    known: Mapping[str, WordWeight],
    *,
    tokens: Sequence[Token],
    lang: Lang,
) -> tuple[WorthReason, ...]:
    """Return the largest terms, for and against, largest first, but none whose words would not show it to a reader.

    Args:
        surface: What the text shows.
        shares: What each of its words adds.
        known: The words of its language.
        tokens: Of the clause.
        lang: Of the clause.
    """
    weights = model().traits
    told = {trait: telling(trait, words, tokens, lang) for trait, words in surface.shown.items()}
    shown = {trait: words for trait, words in told.items() if words is not None}
    terms = {trait: weights.get(trait, 0.0) for trait in shown if trait not in GRAMMAR}
    for one, other in CROSSED:
        if one in terms and other in surface.traits:
            terms[one] += weights.get(f"{one} {other}", 0.0)
    figures = [trait for trait in FIGURES if trait in terms]
    if figures:
        terms[figures[0]] = sum(terms.pop(trait) for trait in figures)
    about = sum(shares.values()) - model().usual_words
    moving = [word for word in shares if shares[word] * about > 0 and known[word].weight >= TELLING]
    moving.sort(key=lambda word: -abs(shares[word]))
    subject = subjects(moving, tokens, lang)
    if subject:
        terms[SUBJECT] = about
    largest = sorted(terms.items(), key=lambda term: (-abs(term[1]), term[0]))
    return tuple(
        WorthReason(
            name,
            round(weight, 2),
            subject[:3] if name == SUBJECT else shown[name],
        )
        for name, weight in largest[:SHOWN]
        if abs(weight) >= LEAST
    )
