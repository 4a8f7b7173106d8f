"""A sentence that is read as two claims, the one within the other, is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.figures import key_of
from sourcier.app.corpus.showing.overlaps import shadowed, told_once
from sourcier.app.corpus.showing.records import Matter, Statement

WHOLE, PART = "Le bac, chargé de 40 voitures, a coulé devant Lison", "Le bac, chargé de 40 voitures"
LATER = "Le bac datait de 1971"


def claims_of(words, papers, start=0):
    """Return a claim of the same words in several articles."""
    return [replace(press.stated(press.paper(one), words, f"clm-{words}"), start=start) for one in papers]


def matter_of(*claims):
    return Matter((Statement(tuple(claims)),))


def told(*matters, figures=()):
    found = told_once(matters, {key_of(claim) for claim in figures})
    return [sorted(f"{claim.paper.id}: {claim.words}" for claim in matter.claims) for matter in found]


def test_of_two_matters_of_one_sentence_the_one_with_figures_is_told():
    whole, part = claims_of(WHOLE, "abc"), claims_of(PART, "abc")
    assert told(matter_of(*whole), matter_of(*part), figures=part) == [[f"{one}: {PART}" for one in "abc"]]
    assert told(matter_of(*whole), matter_of(*part), figures=whole) == [[f"{one}: {WHOLE}" for one in "abc"]]


@pytest.mark.parametrize("order", [1, -1])
def test_the_matter_of_more_articles_is_told_and_the_other_keeps_what_is_left(order):
    whole, part = claims_of(WHOLE, "abc"), claims_of(PART, "adefg")
    matters = [matter_of(*whole), matter_of(*part)][::order]
    kept = [[f"{one}: {WHOLE}" for one in "bc"], [f"{one}: {PART}" for one in "adefg"]][::order]
    assert told(*matters, figures=whole) == kept
    fewer = [matter_of(*whole[:2]), matter_of(*part)][::order]
    assert told(*fewer, figures=whole) == [[f"{one}: {PART}" for one in "adefg"]]  # one article repeats nothing


def test_claims_beside_each_other_are_told_both():
    first, later = claims_of(PART, "ab"), claims_of(LATER, "ab", start=len(PART))
    assert len(told(matter_of(*first), matter_of(*later))) == 2


def test_claims_that_overlap_one_of_a_matter_are_named_and_no_others():
    whole, part, later = claims_of(WHOLE, "ab"), claims_of(PART, "ab"), claims_of(LATER, "ab", start=len(WHOLE))
    assert shadowed([*whole, *part, *later], [matter_of(*part)]) == frozenset({0, 1})
    assert shadowed([*whole, *part, *later], []) == frozenset()


def test_corpus_draws_the_figure_of_a_sentence_once(tmp_path, packs):
    texts = [
        f"The ferry, laden with {cars} cars, was bound for Leith. {more}"
        for cars, more in (("412", "Its captain had slept."), ("421", "A storm had been forecast all day."))
    ]
    articles = [
        press.story(text, day, paper, lang="en")
        for text, day, paper in zip(texts, ("2024-03-01", "2024-03-02"), ("The Buoy", "The Anchor"), strict=True)
    ]
    from sourcier.app.corpus.showing.gathering import gather

    shown = gather(press.corpus_of(tmp_path / "c", articles, packs))
    assert shown.claims > 3  # more claims than sentences with one
    (drift,) = shown.drifts
    assert [one.figure.words for one in drift.figures] == ["412 cars", "421 cars"]
