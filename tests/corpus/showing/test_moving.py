"""Figures of a movement: which way it goes, whatever way its ends are written."""

from datetime import date

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.around import Around
from sourcier.app.corpus.showing.moving import are_turned
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.records import Tie
from sourcier.app.corpus.showing.telling import Teller
from sourcier.assessment.vetoes import features_of

DAY = date(2025, 5, 2)
TURNED = [
    ("fr", "Le marché de Vire passe de 1 100 à 700 étals.", "Le marché de Vire passe de 600 à 700 étals."),
    ("fr", "Le port de Vire est passé de 1\u202f100 à 700 bateaux.", "Le port de Vire est passé de 650 à 700 bateaux."),
    ("en", "The Leith fair went from 1,400 to 950 stalls.", "The Leith fair went from 900 to 950 stalls."),
    ("en", "The Leith fair went from £1,400 to £950.", "The Leith fair went from £900 to £950."),
    ("en", "Leith went from 900,000 to 1.2 million trips.", "Leith went from 1.3 million to 1.2 million trips."),
    (
        "fr",
        "Le fret de Vire passe de 31 à 34 millions de tonnes.",
        "Le fret de Vire passe de 36 à 34 millions de tonnes.",
    ),
    ("fr", "Le taux de Vire passe de 7,5 % à 8 %.", "Le taux de Vire passe de 8,5 % à 8 %."),
    ("fr", "Le tarif de Vire passe de douze à dix euros.", "Le tarif de Vire passe de neuf à dix euros."),
]
ALIKE = [
    ("fr", "Le marché de Vire passe de 1 100 à 700 étals.", "Le marché de Vire passe de 900 à 700 étals."),
    ("en", "The Leith fair went from 1,400 to 950 stalls.", "The Leith fair has 950 stalls."),
    ("en", "The Leith fair takes from morning to night.", "The Leith fair went from 900 to 950 stalls."),
]


def read(lang, *texts):
    return features_of(list(texts), lang, DAY)


@pytest.mark.parametrize(("lang", "one", "other"), TURNED)
def test_a_rise_and_a_fall_to_one_figure_are_turned(lang, one, other):
    ours, theirs = read(lang, one, other)
    assert are_turned(ours, theirs)
    assert are_turned(theirs, ours)
    sides = [Read.of(claim, Around(claim.text, lang, DAY)) for claim in (ours, theirs)]
    assert Teller(press.topics()).tie(*sides) is Tie.OTHER


@pytest.mark.parametrize(("lang", "one", "other"), ALIKE)
def test_two_falls_are_not_turned_nor_what_has_no_two_ends(lang, one, other):
    assert not are_turned(*read(lang, one, other))
