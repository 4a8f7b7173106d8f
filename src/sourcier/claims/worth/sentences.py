"""The worth of sentences by themselves, without an article around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sourcier.claims.worth.model import log_odds, model, probability, word_shares
from sourcier.claims.worth.surface import Surface, read_surface
from sourcier.core.article import Lang
from sourcier.text.gazetteer import Gazetteer, find_mentions
from sourcier.text.parsing import pipeline
from sourcier.text.quantities import find_quantities
from sourcier.text.times import find_times
from sourcier.text.tokens import Parse


@dataclass(frozen=True, slots=True)
class SentenceWorth:
    """How likely it is that somebody would want a sentence checked."""

    probability: float
    is_worth_checking: bool


def worth_of_sentences(texts: Iterable[str], lang: Lang, gazetteer: Gazetteer) -> Iterator[SentenceWorth]:
    """Return the worth of each text, in order; a text may be a sentence or a post of several."""
    for surface in surfaces(texts, lang, gazetteer):
        worth = probability(log_odds(surface, word_shares(surface, lang)))
        yield SentenceWorth(worth, worth >= model().threshold)


def surfaces(texts: Iterable[str], lang: Lang, gazetteer: Gazetteer) -> Iterator[Surface]:
    """Return what each text shows, in order."""
    for doc in pipeline(lang).pipe((" ".join(text.split()) for text in texts), batch_size=128):
        yield read_surface(
            list(Parse(doc)),
            lang,
            find_quantities(doc, lang),
            find_times(doc, lang, None),
            find_mentions(doc, lang, gazetteer),
        )
