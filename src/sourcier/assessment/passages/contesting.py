"""Texts that speak against a verdict though no clause of theirs can be laid beside the claim: errata, other counts.

They take no side. A verdict that would rest on other texts alone is withheld, and both are shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from sourcier.assessment.lexicon import tokenise
from sourcier.assessment.passages.weighing import Sides, Weighed
from sourcier.assessment.vetoes import Features, vetoes
from sourcier.assessment.vetoes.moments import can_agree
from sourcier.assessment.vetoes.names import same
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.findings import Verdict
from sourcier.core.testimony import VetoKind

NEAR = 0.5
"""Share of a claim's telling words that such a text has at least."""
LEANING = 0.7
"""Probability of a refutation from which another count of the same matter is one."""
SURE = 0.9
"""The same where the figures could not be read as counts of one thing."""
CORRECTING = tuple(words_of("correcting"))
"""Beginnings of the words by which a paper takes back what it, or another, wrote."""


def contested_by(sides: Sides, weighed: Weighed, scores: Mapping[str, float], nearness: float) -> frozenset[Verdict]:
    """Return the verdicts on a claim that a passage which takes no side speaks against all the same.

    One that corrects what was written of whom the claim names speaks against either. One that gives another figure
    than the claim's, of the same day, place and names, speaks against its support, where the model takes it for a
    refutation; one that differs in nothing that can be read speaks against its refutation, where it has the claim's
    figures or the model takes it for a support.

    Args:
        sides: The claim and the passage.
        weighed: What came of them.
        scores: The model's probabilities of the three verdicts.
        nearness: The share of the claim's telling words that the passage has.
    """
    if weighed.stance is not Verdict.NOT_ENOUGH_EVIDENCE or nearness < NEAR or not _names_the_same(sides):
        return frozenset()
    if _corrects(sides):
        return frozenset({Verdict.SUPPORTED, Verdict.REFUTED})
    found = {one.kind for one in vetoes(sides.ours, sides.theirs, beside=sides.beside)}
    supported, refuted = scores.get("supported", 0.0), scores.get("refuted", 0.0)
    if not found and (supported >= LEANING or _has_the_figures(sides)):
        return frozenset({Verdict.REFUTED})
    is_other_count = (found == {VetoKind.NUMBER} and refuted >= LEANING) or (
        not found and refuted >= SURE and _counts_otherwise(sides)
    )
    return frozenset({Verdict.SUPPORTED}) if is_other_count else frozenset()


def _names_the_same(sides: Sides) -> bool:
    theirs = (*sides.theirs.names, *sides.beside.names)
    return any(same(one, other) for one in sides.ours.names for other in theirs)


def _corrects(sides: Sides) -> bool:
    passage = sides.passage
    words = tokenise(" ".join(filter(None, (passage.title, passage.heading, passage.text))))
    return any(word.startswith(CORRECTING) for word in words)


def _counts_otherwise(sides: Sides) -> bool:
    """Say whether a passage of the claim's times has figures, read or not, and none of the claim's."""
    written = _written(sides.theirs)
    return _is_of_its_times(sides) and bool(written) and written.isdisjoint(sides.ours.tokens)


def _has_the_figures(sides: Sides) -> bool:
    ours = _written(sides.ours)
    return _is_of_its_times(sides) and bool(ours) and ours <= _written(sides.theirs)


def _is_of_its_times(sides: Sides) -> bool:
    return all(any(can_agree(one, each) for each in sides.theirs.moments) for one in sides.ours.moments)


def _written(text: Features) -> set[str]:
    """Return the figures of a text as they stand, times left out."""
    times = {word for one in text.moments for word in one.text.split()}
    return {word for word in text.tokens if word[0].isdigit() and word not in times}
