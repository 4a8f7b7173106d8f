"""Whose figure it is: a name, a place or a count that stands near a claim is lent to it only where it must be its own."""

from __future__ import annotations

import pytest

from assessment.deciding import DECISIVE, NO, YES, checked
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict


def decided(text: str, lang: Lang, day: str) -> dict[str, Verdict]:
    """Return the decisive verdicts of a text, by the words of the claim."""
    dossier = checked(text, lang, day)
    found = {one.claim_id: one.verdict for one in dossier.assessments}
    return {
        one.anchor.exact: verdict
        for one in dossier.claims
        if (verdict := found[one.id]) is not None and verdict in DECISIVE
    }


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        # the owner of the figure is he whom a pronoun or another noun means, not whoever stands behind
        ("fr", "2024-05-09", "Avec ses 19 millions d'habitants, l'archipel voisin de la Grèce attire."),
        ("fr", "2024-05-09", "Avec ses 10 millions d'habitants, le royaume tient tête à la Russie."),
        ("fr", "2024-05-09", "Forte de ses 11 millions d'habitants, elle fait jeu égal avec le Portugal."),
        ("en", "2024-05-09", "With its 19 million people, the island republic trades with India."),
        # who only looks on, in a clause that follows
        ("fr", "2024-05-09", "Le chômage dépasse 12 %, ce qui ferait pâlir un Allemand."),
        ("fr", "2024-05-09", "Le chômage dépasse 12 %, quand les Allemands ignorent jusqu'au mot."),
        ("en", "2024-05-09", "Inflation stood at 15% in 2022, which would have toppled any government in Spain."),
        # what the pronoun stands for is told elsewhere
        ("fr", "2024-05-09", "La Tunisie en héberge près de dix millions."),
        ("fr", "2024-05-09", "La Jordanie en accueille 700 000."),
        # those who are taken in are not the host
        ("fr", "2024-05-09", "La petite république accueille 400 000 réfugiés, pour la plupart soudanais."),
        ("fr", "2024-05-09", "Notre voisin abrite 1,2 million de réfugiés vénézuéliens."),
        ("en", "2024-05-09", "Its neighbour shelters 900,000 refugees, mostly Sudanese."),
        # those whom something befalls are not all who live there
        ("en", "2024-05-09", "The conflict in Myanmar has scattered 3 million people."),
        ("en", "2024-05-09", "Syria's war, which has thrown 12 million people out of their homes, drags on."),
        ("en", "2024-05-09", "Floods have driven 8 million people from their homes in Pakistan."),
        ("fr", "2024-05-09", "En Birmanie, le conflit a déplacé trois millions de personnes."),
        # a part of the world that is not named, two figures before one relative, the rank of another clause
        ("en", "2023-07-25", "Kenya has more people than any other country in the region."),
        ("en", "2023-07-25", "Uganda hosts more refugees than any other country on the continent."),
        ("fr", "2023-07-25", "Le Maroc est plus peuplé que tous les autres pays de la zone."),
        (
            "fr",
            "2024-01-17",
            "Le Niger est l'un des pays les plus féconds du monde : le Mali et le Tchad sont au-dessus de 5.",
        ),
        # a name that goes on behind the figure, a body that only forecasts, who is only quoted
        ("en", "2024-05-22", "France is the second, with 68 million people, and Malta the smallest."),
        ("fr", "2024-05-22", "Il compte 26 millions d'habitants, et l'ONU en prévoit 67 en 2050."),
        ("fr", "2024-03-08", "Ursula von der Leyen, à la tête de l'Otan des sanctions, y voit « la fin de Poutine »."),
        # where a change began, on a day not told
        ("en", "2025-03-05", "Latvia, whose population has dropped from 2.4 million to under 1.9 million, holds on."),
        # so round that half of it would do
        ("fr", "2025-07-12", "La Chine a 1 000 ogives nucléaires."),
        ("en", "2025-07-12", "China has 1,000 nuclear warheads."),
        # a name in the clause of another, a demonym of guests, an owner who is not named
        ("fr", "2024-05-09", "Le royaume, 11 millions d'habitants, accueille 60 000 réfugiés soudanais."),
        ("fr", "2023-02-14", "Elle fait 1,8 enfant par femme quand l'Espagne en fait 1,2."),
        ("fr", "2023-02-14", "Son armée, 200 000 militaires d'active, est la première de l'Union."),
        ("fr", "2022-06-21", "Elle n'était que de 28 % au second tour, quand Emmanuel Macron l'emportait."),
        ("en", "2024-11-20", "The war in Yemen, which has driven 4 million people from their homes, goes on."),
        # items that the reader is to judge
        ("fr", "2023-05-09", "Répondez : a) L'Autriche est membre de l'Otan b) La Suède a rejoint l'Union en 1995"),
        ("en", "2023-05-09", "Tick what is true: 1) Ireland is a member of NATO 2) Finland joined the EU in 1995"),
    ],
)
def test_a_figure_of_somebody_else_decides_nothing(lang: Lang, day: str, text: str) -> None:
    assert decided(text, lang, day) == {}


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        ("fr", "2024-05-09", "Avec ses 37 millions d'habitants, la Pologne pèse plus que l'Ukraine.", YES),
        ("fr", "2024-05-09", "Avec ses 47 millions d'habitants, la Pologne pèse plus que l'Ukraine.", NO),
        ("fr", "2024-05-09", "Au Portugal, la croissance a atteint 7 % en 2022, ce qui a surpris les Allemands.", YES),
        ("fr", "2024-05-09", "Au Portugal, la croissance a atteint 3 % en 2022, ce qui a surpris les Allemands.", NO),
        ("fr", "2024-05-09", "La population ? L'Allemagne en compte 83 millions.", YES),
        ("fr", "2024-07-02", "L'économie allemande tousse : elle a reculé de 0,9 % l'an dernier.", YES),
        ("fr", "2024-07-02", "L'économie allemande tousse : elle a reculé de 3,9 % l'an dernier.", NO),
        ("en", "2023-09-06", "Uganda hosts 1.5 million refugees, Ethiopia 880,000.", YES),
        ("en", "2023-09-06", "Uganda hosts 1.5 million refugees, Ethiopia 440,000.", NO),
        (
            "fr",
            "2024-03-08",
            "Stockholm consacrait 1,1 % de son PIB à sa défense en 2019 ; ce sera 2,9 % cette année.",
            YES,
        ),
        ("fr", "2025-07-12", "La Chine a 600 ogives nucléaires.", YES),
        ("fr", "2024-05-09", "L'Allemagne accueillait 2,6 millions de réfugiés en 2023.", YES),
        ("fr", "2024-05-09", "On comptait 6,4 millions de réfugiés afghans en 2023.", YES),
        ("en", "2024-05-09", "Turkey hosted more refugees than any other country in the world in 2022.", YES),
        ("fr", "2024-05-09", "Le Nigeria est le pays le plus peuplé d'Afrique.", YES),
    ],
)
def test_a_figure_of_ones_own_is_still_checked(lang: Lang, day: str, text: str, verdict: Verdict) -> None:
    assert set(decided(text, lang, day).values()) == {verdict}


@pytest.mark.parametrize(
    ("lang", "text", "bare"),
    [
        ("en", "Kenya, with 55 million people, is no longer a poor country.", "Kenya, with 55 million people"),
        ("en", "Cuba, with 11 million people, has outlived its sponsor.", "Cuba, with 11 million people"),
        ("fr", "L'Espagne, avec un chômage à 12,2 % en 2023, rêve de plein emploi.", "L'Espagne, avec un chômage"),
    ],
)
def test_an_aside_bears_out_no_more_than_itself(lang: Lang, text: str, bare: str) -> None:
    assert all(len(words) < len(text) * 0.9 and words.startswith(bare) for words in decided(text, lang, "2024-05-09"))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Kenya, with 95 million people, is no longer a poor country."),
        ("fr", "L'Espagne, avec un chômage à 2,2 % en 2023, rêve de plein emploi."),
    ],
)
def test_an_aside_that_is_wrong_is_still_refuted(lang: Lang, text: str) -> None:
    assert set(decided(text, lang, "2024-05-09").values()) == {NO}


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        ("fr", "2022-04-26", "Jean-Luc Mélenchon a échoué à 421 000 voix du second tour."),
        ("fr", "2022-04-26", "Jean-Luc Mélenchon finit à 421 000 voix de la qualification."),
        ("fr", "2002-04-26", "Lionel Jospin est resté à 195 000 voix de la finale."),
    ],
)
def test_the_votes_that_somebody_lacked_are_not_those_received(lang: Lang, day: str, text: str) -> None:
    assert decided(text, lang, day) == {}
