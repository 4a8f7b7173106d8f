"""Two claims in two languages: what is said decides, not the name and the year that both hold."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.assessment.factchecks import LIKELY, Topics, differences, hold_against
from sourcier.assessment.factchecks.across import tell
from sourcier.assessment.vetoes import features_of
from sourcier.core.testimony import VetoKind
from sourcier.evidence.encoding import small_e5

DAY = date(2024, 3, 1)


@pytest.fixture(scope="module")
def topics():
    return Topics(small_e5())


def read(french, english):
    return features_of([french], "fr", DAY)[0], features_of([english], "en", DAY)[0]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Pornic a fermé six plages en 2023.", "In 2023 Pornic shut six beaches."),
        ("La mairie de Lorval a vendu le musée.", "Lorval town hall has sold the museum."),
        ("Les moustiques transmettent la tuberculose.", "Mosquitoes transmit tuberculosis."),
    ],
)
def test_the_same_in_the_other_language_is_a_match(topics, french, english):
    ours, theirs = read(french, english)
    for claim, reviewed in ((ours, theirs), (theirs, ours)):
        probability, vetoes = hold_against(claim, reviewed, 0.5, topics)
        assert probability >= LIKELY
        assert not vetoes


@pytest.mark.parametrize(
    ("french", "english", "sides"),
    [
        ("Pornic a supprimé la cantine en 2023.", "Six beaches in Pornic were closed in 2023.", ("cantine", "beaches")),
        ("La mairie de Lorval a vendu le musée.", "Lorval town hall has sold the forest.", ("musée", "forest")),
        ("Les moustiques transmettent la tuberculose.", "Mosquitoes transmit malaria.", ("tuberculose", "malaria")),
    ],
)
def test_a_name_and_a_year_alone_are_no_match(topics, french, english, sides):
    probability, (veto,) = hold_against(*read(french, english), 0.95, topics)
    assert veto.kind is VetoKind.TOPIC
    assert all(word in side for word, side in zip(sides, (veto.claim_side, veto.evidence_side), strict=True))
    assert probability == 0.95


def test_what_each_side_has_alone_is_told_in_its_own_words(topics):
    told = tell(*read("Pornic a fermé deux écoles maternelles.", "Pornic has closed two churches."), topics)
    assert (told.ours, told.theirs) == ("écoles maternelles", "churches")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("La reine Élisabeth a vendu un cheval.", "Queen Elizabeth sold a horse."),
        ("Le feu a détruit un village en Écosse.", "Fire destroyed a village in Scotland."),
        ("La tour Eiffel a été repeinte.", "The Eiffel Tower was repainted."),
        ("La ville a retiré les sapins de Noël.", "The town removed the Christmas trees."),
        ("La ville propose des repas sans porc.", "The town offers pork-free meals."),
        ("Le ministre a refusé de signer.", "The minister would not sign."),
    ],
)
def test_a_name_or_a_denial_in_other_letters_is_no_difference(french, english):
    ours, theirs = read(french, english)
    assert differences(ours, theirs) == ()
    assert differences(theirs, ours) == ()


@pytest.mark.parametrize(
    ("french", "english", "kind"),
    [
        ("Le maire a interdit les sapins.", "The mayor did not ban the trees.", VetoKind.POLARITY),
        ("Le feu a détruit un village à Lille.", "Fire destroyed a village in Nice.", VetoKind.PLACE),
        ("Le maire a vendu 12 bancs.", "The mayor sold 40 benches.", VetoKind.NUMBER),
    ],
)
def test_a_true_difference_stands_across_languages(french, english, kind):
    assert [one.kind for one in differences(*read(french, english))] == [kind]
