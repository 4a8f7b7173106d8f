"""Two claims in one frame about two things."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.library.shelves import Directions
from sourcier.assessment.factchecks import Topics, differences
from sourcier.assessment.vetoes import features_of
from sourcier.core.testimony import Veto, VetoKind

DAY = date(2023, 6, 1)


@pytest.fixture(scope="module")
def topics():
    """Vectors that know no likeness but that of equal words: what is told then rests on the words."""
    return Topics(Directions())


def told(topics, claim, reviewed, lang="fr", other=None):
    (ours,), (theirs,) = features_of([claim], lang, DAY), features_of([reviewed], other or lang, DAY)
    return [one for one in differences(ours, theirs, topics=topics) if one.kind is VetoKind.TOPIC]


@pytest.mark.parametrize(
    ("claim", "reviewed", "lang", "sides"),
    [
        ("Le préfet a interdit la pêche.", "Le préfet a interdit le nautisme.", "fr", ("pêche", "nautisme")),
        ("Le maire a vendu le phare.", "Le phare a coûté cher, le maire a vendu le bac.", "fr", None),
        ("Le salaire des dockers a baissé de 4 %.", "Son salaire a baissé de 4 %.", "fr", ("dockers", "Son salaire")),
        ("The port has banned kites.", "The port has banned drones.", "en", ("kites", "drones")),
        ("The wages of dockers fell by 4%.", "His wages fell by 4%.", "en", ("dockers", "His wages")),
        (
            "La ville a fermé les lignes de banlieue.",
            "La ville a fermé les lignes scolaires.",
            "fr",
            ("banlieue", "scolaires"),
        ),
    ],
)
def test_another_matter_makes_another_claim(topics, claim, reviewed, lang, sides):
    expected = [Veto(VetoKind.TOPIC, *sides)] if sides else []
    assert told(topics, claim, reviewed, lang) == expected


@pytest.mark.parametrize(
    ("claim", "reviewed", "lang"),
    [
        ("Le préfet a interdit la pêche.", "Pêcher est interdit par le préfet.", "fr"),
        ("Le nombre de dockers a baissé de 4 %.", "Il y a 4 % de dockers en moins.", "fr"),
        ("La mairie a vendu le phare.", "Le phare a été vendu par la municipalité.", "fr"),
        ("Les bateaux polluent la baie.", "Des navires polluent la baie.", "fr"),
        ("The mayor has banned cars.", "Vehicles are banned by the mayor.", "en"),
        ("The singer Ada Lowe sold her house.", "Ada Lowe sold her home.", "en"),
    ],
)
def test_the_same_in_other_words_is_not_told_apart(topics, claim, reviewed, lang):
    assert told(topics, claim, reviewed, lang) == []


def test_texts_of_two_languages_are_not_held_apart_by_their_nouns(topics):
    assert told(topics, "Le préfet a interdit la pêche.", "The prefect has banned fishing.", "fr", "en") == []


def test_vectors_that_lie_near_bridge_two_words():
    near = Topics(Directions())
    assert told(near, "The town closed its bread shops.", "The town closed its pain shops.", "en") == []
