"""Are two claims one statement, one statement with another figure, or two? When in doubt, two.

Figures are compared first: their values, what they are a rate of, whether they say where something stands or by how
much it moved. Then names and times, and words of which one group has one on either side. Last, the words: every one
needs its answer where the figures differ; where they agree, and hardly agree by chance, another wording is forgiven.
What two newsrooms wrote each in its own way passes none of this: of claims that share what a repetition has to share
(sharing.py) a model is asked (judgement.py), and believed where it is sure.
A wrong "same" puts words into somebody's mouth, and a wrong "other figure" accuses somebody of having changed it: both
cost far more than a repetition that is not noticed.
"""

from __future__ import annotations

from collections.abc import Mapping

from sourcier.app.corpus.showing.contrasts import are_contrasted
from sourcier.app.corpus.showing.figuring import Compared, compare, telling
from sourcier.app.corpus.showing.judgement import likeness
from sourcier.app.corpus.showing.moving import are_moved_alike, are_turned, loose_digits, move_of
from sourcier.app.corpus.showing.naming import are_about_one, is_one_place
from sourcier.app.corpus.showing.ordering import are_in_one_order
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.records import Tie
from sourcier.app.corpus.showing.saidby import are_said_by_two
from sourcier.app.corpus.showing.sharing import may_be_one, may_differ_in_a_figure
from sourcier.app.corpus.showing.timing import (
    are_full_days,
    are_of_one_series,
    are_of_one_time,
    are_of_two_months,
    may_be_of_one_time,
)
from sourcier.app.corpus.showing.wording import TELLING, is_forgiven, wordings
from sourcier.assessment.factchecks import Topics, differences
from sourcier.assessment.vetoes import Features
from sourcier.core.article import Lang
from sourcier.core.testimony import VetoKind

SURE: Mapping[Lang, float] = {"fr": 0.975, "en": 0.93}
SURE_ACROSS, SURE_BUT_FOR_A_FIGURE = 0.985, 0.5
"""Likeness (judgement.py) from which claims that share their figures are one in whatever words, in one language and
across the two, and from which they are one but for a figure. The surest wrong one of 315, 297 and 560 pairs, most of
them of stories that the model has not learned, lies at 0.966 in French, 0.904 in English, 0.98 across; with another
figure, of twelve, at 0.27."""

MAYBE = 0.7
"""Likeness from which claims that nothing joins are worth a person's reading: of 192 such pairs of stories that the
model has not learned, all written as repetitions or as traps, one in four was two."""


class Teller:
    """Tells claims apart, with the vectors of one encoder for words that no table knows."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def tie(self, one: Read, other: Read) -> Tie:
        """Say how two claims stand to each other; the order of the two changes nothing."""
        told = self._by_words(one, other)
        if told is not Tie.OTHER:
            return told
        tie, sure, texts = Tie.SAME, _sure(one, other), may_be_one(one, other)
        if texts is None:
            tie, sure, texts = Tie.DRIFT, SURE_BUT_FOR_A_FIGURE, may_differ_in_a_figure(one, other)
        return tie if texts is not None and likeness(*texts) >= sure else Tie.OTHER

    def likeness(self, one: Read, other: Read) -> float | None:
        """Return the likeness of two claims that share their figures and are not surely one; None below `MAYBE`.

        None as well where they are one by their words. What `tie` has asked the model is not asked again.
        """
        texts = may_be_one(one, other)
        if texts is None:
            return None
        found = likeness(*texts)
        return found if MAYBE <= found < _sure(one, other) and self._by_words(one, other) is Tie.OTHER else None

    def _by_words(self, one: Read, other: Read) -> Tie:
        """Say how two claims stand to each other whose words answer to each other."""
        figures = compare(one.whole, other.whole)
        moves = (move_of(one.whole, one.frame), move_of(other.whole, other.frame))
        if (
            figures.tie is Tie.OTHER
            or not are_moved_alike(*moves)
            or are_turned(one.whole, other.whole)
            or loose_digits(one.whole) != loose_digits(other.whole)
        ):
            return Tie.OTHER
        times = (one.whole.moments, other.whole.moments)
        is_one_time = are_of_one_time(*times)
        found = figures.tie
        if figures.tie is Tie.DRIFT:
            fits = is_one_time or (one.whole.lang == other.whole.lang and are_of_one_series(*times))
            if not fits and one.whole.lang == other.whole.lang and are_of_two_months(*times):
                fits, found = True, Tie.SERIES
            fits = fits and not are_said_by_two(one.whole, other.whole)
        else:
            fits = is_one_time or may_be_of_one_time(*times, is_change=moves[0].is_by)
        digits = _digits(one, other) if is_one_time and figures.tie is Tie.SAME else 0
        fits = fits and not are_contrasted(one.frame, other.frame, is_strict=figures.tie is Tie.DRIFT)
        if not fits or not are_about_one(one, other, is_anchored=digits > TELLING):
            return Tie.OTHER
        return found if self._say_one(one.frame, other.frame, figures, digits) else Tie.OTHER

    def _say_one(self, one: Features, other: Features, figures: Compared, digits: int) -> bool:
        """Say whether two frames say the same.

        Every word must find its answer where the figures differ (nurses' pay, "les médecins gagnent"); where they
        agree, what is left alone may be another wording (wording.py).
        """
        is_drift = figures.tie is Tie.DRIFT
        if not are_in_one_order(one, other):
            return False
        said = wordings(one, other, self._topics)
        if is_drift and figures.is_unclear and not said.is_known:
            return False
        if not said.is_whole and (is_drift or not is_forgiven(said, digits)):
            return False
        return not any(
            veto.kind is not VetoKind.NUMBER and not is_one_place(veto)
            for left, right in ((one, other), (other, one))
            for veto in differences(left, right, topics=self._topics)
        )


def _sure(one: Read, other: Read) -> float:
    return SURE[one.whole.lang] if one.whole.lang == other.whole.lang else SURE_ACROSS


def _digits(one: Read, other: Read) -> int:
    """Return how telling what two claims agree in is: digits of the figures, or of a day."""
    found = min(telling(each.whole.figures) for each in (one, other))
    return found + (TELLING if are_full_days(one.whole.moments) and are_full_days(other.whole.moments) else 0)
