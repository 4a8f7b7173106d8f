"""What two claims say besides names, figures and times, and how much of it may stay without an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from sourcier.app.corpus.showing.contrasts import folded, shared_places
from sourcier.app.corpus.showing.naming import is_of
from sourcier.app.corpus.showing.vocabulary import rows
from sourcier.assessment.factchecks import Topics
from sourcier.assessment.factchecks.across import ANSWERED, Word, answers, tell
from sourcier.assessment.lexicon import Patterns, fold, parse_pattern
from sourcier.assessment.vetoes import Features
from sourcier.core.article import Lang

TELLING = 3
"""Digits from which figures hardly agree by chance where all names and times agree as well."""
FORGIVING, DOUBTING = 0.4, 0.9
"""That probability where figures are telling, and where they are plain."""
NEAR, NEAR_NOUN, NEAR_BOTH = 0.5, 0.8, 0.8
"""How well a word must be answered that has no equal where figures are plain; a noun, for water is no fish; and any
word, however telling the figures, where words stand alone on both sides: "reçu" and "renvoyé" are no two wordings."""


@dataclass(frozen=True, slots=True)
class Said:
    """What two frames have for each other."""

    ours: Sequence[Word]
    """Words of the first to which nothing in the other answers."""
    theirs: Sequence[Word]
    is_known: bool
    """Every word has an equal of the same sense or spelling, none only a neighbour."""
    nouns: frozenset[str]
    predicates: frozenset[str]
    likely: Callable[[], float]
    """Asks for the probability that they say the same, by assessment/factchecks/across.py; it reads vectors of both."""

    @property
    def is_whole(self) -> bool:
        """Every word has its answer."""
        return not (self.ours or self.theirs)


def wordings(one: Features, other: Features, topics: Topics) -> Said:
    """Return what two frames leave each other without an answer to."""
    ours, theirs = _saying(one, other, topics), _saying(other, one, topics)
    return Said(
        [word for word in ours if word.answered < ANSWERED],
        [word for word in theirs if word.answered < ANSWERED],
        all(word.answered == 1 for word in (*ours, *theirs)),
        frozenset((*one.nouns, *other.nouns)),
        frozenset(word for text in (one, other) for said in text.said for word in said.text.split()),
        lambda: tell(one, other, topics).probability,
    )


def _saying(text: Features, other: Features, topics: Topics) -> list[Word]:
    plain = _stating(text) | shared_places(text, other)
    names = [word for name in other.names for word in name.words]
    return [
        word
        for word in answers(text, other, topics)
        if word.at not in plain and not any(is_of(name, fold(word.text)) for name in names)
    ]


def is_forgiven(said: Said, digits: int) -> bool:
    """Say whether what two claims with the same figures leave unanswered can be another wording of one thing.

    Args:
        said: Their words.
        digits: How telling the figures are that agree.
    """
    alone = (*said.ours, *said.theirs)
    if said.ours and said.theirs and any(word.answered < NEAR_BOTH for word in alone):
        return False
    if any(word.answered < NEAR_BOTH for word in alone if word.text in said.predicates and word.text not in said.nouns):
        return False  # whoever "has" 412 workers has not sacked them
    if digits >= TELLING:
        return said.likely() >= FORGIVING
    near = all(word.answered >= (NEAR_NOUN if word.text in said.nouns else NEAR) for word in alone)
    return near and said.likely() >= DOUBTING


def _stating(text: Features) -> frozenset[int]:
    """Return where words stand that only state a figure: "s'élève à", "stood at"."""
    found = _patterns(text.lang).find(folded(text))
    return frozenset(at for start, end, _ in found for at in range(start, end))


@cache
def _patterns(lang: Lang) -> Patterns:
    said = [row["words"] for row in rows("stating") if row["lang"] == lang]
    return Patterns([parse_pattern(form, lang) for words in said for form in words.split(", ")])
