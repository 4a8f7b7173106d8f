"""What orders candidates, and what decides."""

from __future__ import annotations

import pytest

from sourcier.assessment.factchecks.ranking import probability, weights
from sourcier.assessment.factchecks.rarity import Rarity
from sourcier.assessment.factchecks.traits import Asked, Candidate, traits
from sourcier.assessment.factchecks.words import read
from sourcier.core.library import FactCheck

CLAIM = "La commune de Bréhal a vendu son phare à un Norvégien."


def candidate(claim, *, cosine):
    check = FactCheck(id=claim, claim=claim, rating="", publisher="", lang="fr")
    return Candidate((check,), read(claim), read(""), cosine, usual=0.75)


def weighed(*candidates):
    rarity = Rarity.of(each.claim.terms for each in candidates)
    return traits(Asked.of(CLAIM), candidates, rarity)


@pytest.mark.parametrize("column", ["order", "within", "across"])
def test_only_traits_that_are_read_are_weighed(column):
    (own,) = weighed(candidate(CLAIM, cosine=0.99))
    assert weights(column).traits.keys() <= own.keys()


@pytest.mark.parametrize("column", ["within", "across"])
def test_what_decides_does_not_depend_on_what_else_was_found(column):
    near, far = candidate(CLAIM, cosine=0.95), candidate("Le phare est éteint.", cosine=0.8)
    rarity = Rarity.of([near.claim.terms, far.claim.terms])
    alone, beside = (traits(Asked.of(CLAIM), some, rarity)[0] for some in ([far], [far, near]))
    assert weights(column).odds(alone) == weights(column).odds(beside)


def test_same_words_are_likelier_than_a_shared_subject():
    same, other = weighed(candidate(CLAIM, cosine=0.95), candidate("Un phare a brûlé à Bréhal.", cosine=0.86))
    decide = weights("within")
    assert probability(decide.odds(same)) > 0.7 > probability(decide.odds(other))


def test_unread_cosine_counts_as_the_least_of_the_list():
    _, last, unread = weighed(*(candidate(text, cosine=at) for text, at in (("a b", 0.9), ("c d", 0.8), ("e f", None))))
    assert unread["likeness"] == last["likeness"] == 0.8
