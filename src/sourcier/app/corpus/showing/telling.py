"""Are two claims one statement, one statement with another figure, or two? When in doubt, two.

Two claims are first held against each other without their figures and times (frames.py): nothing may forbid to take
one for the other (names, places, denials, roles, topics), no word that says something may be left without an answer on
either side, and both must be about somebody or something that is named, in the claim or around it. Only then figures
and times are compared. A wrong "same" puts words into somebody's mouth, and a wrong "other figure" accuses somebody of
having changed it: both cost far more than a repetition that is not noticed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from sourcier.app.corpus.showing.contrasts import are_contrasted
from sourcier.app.corpus.showing.frames import frame_of
from sourcier.app.corpus.showing.records import Tie
from sourcier.assessment.factchecks import Topics, differences
from sourcier.assessment.factchecks.across import tell
from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes import Features
from sourcier.assessment.vetoes.figures import Match, match
from sourcier.assessment.vetoes.moments import can_agree
from sourcier.assessment.vetoes.names import is_met
from sourcier.assessment.vetoes.records import Figure, Moment, Named
from sourcier.core.language import Comparator, Grain
from sourcier.core.testimony import VetoKind

LIKELY = 0.7
"""Probability from which claims in two languages say the same (assessment/factchecks/across.py)."""
FEWEST_TERMS = 3
"""Words with a meaning of their own that a claim without any name must have: "la hausse atteint 3 %" is of anything."""
_COARSE = frozenset({Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.YEAR})
"""Times of which a series has one figure each; two days are two events."""


@dataclass(frozen=True, slots=True)
class Read:
    """A claim, read to be held against others."""

    whole: Features
    frame: Features
    around: Features
    """Title and first sentences of its article."""

    @classmethod
    def of(cls, claim: Features, around: Features) -> Read:
        """Return a claim with its frame."""
        return cls(claim, frame_of(claim), around)


class Teller:
    """Tells claims apart, with the vectors of one encoder for words that no table knows."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def tie(self, one: Read, other: Read) -> Tie:
        """Say how two claims stand to each other; the order of the two changes nothing."""
        figures = _figures(one.whole, other.whole)
        if (
            figures is Tie.OTHER
            or not _are_about_one(one, other)
            or not self._say_one(one.frame, other.frame, is_strict=figures is Tie.DRIFT)
        ):
            return Tie.OTHER
        at_one_time = _times_agree(one.whole.moments, other.whole.moments)
        if figures is Tie.SAME:
            return Tie.SAME if at_one_time else Tie.OTHER
        both = (*one.whole.moments, *other.whole.moments)
        return Tie.DRIFT if at_one_time or all(each.grain in _COARSE for each in both) else Tie.OTHER

    def _say_one(self, one: Features, other: Features, *, is_strict: bool) -> bool:
        """Say whether two frames say the same.

        In one language every word must find its answer. In two, a word may be no table's: one that is left alone is
        forgiven where the figures agree, and never where they differ (nurses' pay, "les médecins gagnent").
        """
        if are_contrasted(one, other):
            return False
        for left, right in ((one, other), (other, one)):
            if any(veto.kind is not VetoKind.NUMBER for veto in differences(left, right, topics=self._topics)):
                return False
            told = tell(left, right, self._topics)
            if (is_strict or one.lang == other.lang) and (told.ours or told.theirs):
                return False
            if one.lang != other.lang and told.probability < LIKELY:
                return False
        return True


def _are_about_one(one: Read, other: Read) -> bool:
    """Say whether both claims name what they are about, or stand in articles that do, and name nothing else."""
    if one.whole.has_open_pronoun or other.whole.has_open_pronoun:
        return False
    named = False
    for here, there in ((one, other), (other, one)):
        names = here.frame.names
        if not all(_is_named(name, there) for name in names):
            return False
        capitals = _capitals(here.frame)
        if one.whole.lang == other.whole.lang and not all(_has(word, there) for word in capitals):
            return False
        named = named or bool(names) or any(_has(word, there) for word in capitals)
    if named:
        return True
    enough = min(len(set(terms(each.frame.text))) for each in (one, other)) >= FEWEST_TERMS
    return enough and any(_is_named(name, other, only_around=True) for name in one.around.names)


def _is_named(name: Named, text: Read, *, only_around: bool = False) -> bool:
    """Say whether a name is met in a claim or around it; of "pont de Sainte-Aure", what has a capital is the name."""
    places = (text.around,) if only_around else (text.whole, text.around)
    own = [part for word in name.text.split() if word[:1].isupper() for part in _parts(word)]
    return any(is_met(name, each) or (bool(own) and all(part in each.words for part in own)) for each in places)


def _has(word: str, text: Read) -> bool:
    return all(part in text.whole.words or part in text.around.words for part in _parts(word))


def _capitals(text: Features) -> list[str]:
    """Return the words with a capital inside the text: names, whether or not a reader knew them."""
    return [
        word for before, word in pairwise(text.tokens) if word[:1].isupper() and len(word) > 1 and before not in ".!?:"
    ]


def _parts(word: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in fold(word)).split()


def _figures(one: Features, other: Features) -> Tie:
    """Compare the figures: all alike, all of one kind with one or more that differ, or not to be compared."""
    if len(one.figures) != len(other.figures):
        return Tie.OTHER
    is_lone = one.lang != other.lang and len(one.figures) == 1
    left, found = list(other.figures), Tie.SAME
    for figure in one.figures:
        matches = [(_match(figure, each, is_lone=is_lone), at) for at, each in enumerate(left)]
        best = min(
            ((_PREFERENCE.index(each), at) for each, at in matches if each is not Match.APART),
            default=None,
        )
        if best is None or not _are_per_one(figure, left[best[1]]):
            return Tie.OTHER
        if _PREFERENCE[best[0]] is Match.DIFFER:
            is_unclear = _match(figure, left[best[1]], is_lone=False) is Match.APART
            if figure.unit == "rank" or is_unclear:  # cars of the one, motorcycles of the other
                return Tie.OTHER
            found = Tie.DRIFT
        del left[best[1]]
    return found


_PREFERENCE = (Match.AGREE, Match.NEAR, Match.DIFFER)


def _match(one: Figure, other: Figure, *, is_lone: bool) -> Match:
    """Compare two figures as given: "over 200" and "350" are two, though the one does not deny the other."""
    return match(_plain(one), _plain(other), is_lone=is_lone)


def _plain(figure: Figure) -> Figure:
    edge = figure.low if figure.low is not None else figure.high
    comparator = figure.comparator if figure.comparator is Comparator.APPROX else Comparator.EQ
    high = figure.high if figure.high is not None and figure.low is not None else edge
    return replace(figure, low=edge, high=high, comparator=comparator, per=None)


def _are_per_one(one: Figure, other: Figure) -> bool:
    return bool(one.per) == bool(other.per)


def _times_agree(one: tuple[Moment, ...], other: tuple[Moment, ...]) -> bool:
    """Say whether each time of either claim can be one of the other's, where the other gives any."""
    return all(
        not theirs or each.is_present or any(can_agree(each, moment) for moment in theirs)
        for ours, theirs in ((one, other), (other, one))
        for each in ours
    )
