from datetime import date

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.around import Around
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.records import Tie
from sourcier.app.corpus.showing.telling import Teller
from sourcier.assessment.vetoes import features_of

AROUND = "La commune de Rivesault, en Saône."


def read(text, lang="fr", day="2024-03-01", around=AROUND):
    published = date.fromisoformat(day)
    return Read.of(features_of([text], lang, published)[0], Around(around, lang, published))


SAME, DRIFT, OTHER = Tie.SAME, Tie.DRIFT, Tie.OTHER


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        ("La piscine de Rivesault a coûté 9 millions d’euros.", "La piscine de Rivesault a coûté 9 millions d’euros.", SAME),
        ("La piscine de Rivesault a coûté 9 millions d’euros.", "La piscine de Rivesault a coûté 9,1 millions d’euros.", SAME),
        ("La piscine de Rivesault a coûté 9 millions d’euros.", "La piscine de Rivesault a coûté 12 millions d’euros.", DRIFT),
        ("La piscine de Rivesault a coûté plus de 9 millions d’euros.", "La piscine de Rivesault a coûté 12 millions d’euros.", DRIFT),
        ("La piscine de Rivesault a coûté 9 millions d’euros.", "La piscine de Tramoy a coûté 12 millions d’euros.", OTHER),
        ("La piscine de Rivesault a coûté 9 millions d’euros.", "La patinoire de Rivesault a coûté 12 millions d’euros.", OTHER),
        ("La piscine de Rivesault a coûté 9 millions d’euros.", "La piscine de Rivesault n’a pas coûté 9 millions d’euros.", OTHER),
        ("La piscine de Rivesault a coûté 9 millions d’euros.", "La piscine de Rivesault a coûté 9 millions d’euros et 2 ans de travaux.", OTHER),
        ("La piscine de Rivesault rouvrira le 3 mai 2024.", "La piscine de Rivesault rouvrira le 7 juin 2024.", OTHER),
        ("Le maire a inauguré 40 logements à Rivesault lundi.", "Le maire a inauguré 55 logements à Rivesault jeudi.", OTHER),
        ("Elle a coûté 9 millions d’euros.", "Elle a coûté 12 millions d’euros.", OTHER),
        ("Le loyer médian atteint 620 euros à Rivesault.", "Le loyer moyen atteint 710 euros à Rivesault.", OTHER),
        ("Rivesault est la 3e ville la plus boisée.", "Rivesault est la 5e ville la plus boisée.", OTHER),
    ],
)  # fmt: skip
def test_two_claims_are_one_only_without_any_difference_but_a_figure(one, other, tie):
    teller = Teller(press.topics())
    assert teller.tie(read(one), read(other)) is tie
    assert teller.tie(read(other), read(one)) is tie


def test_figures_of_two_years_are_a_series_and_of_two_days_two_events():
    teller = Teller(press.topics())
    years = [f"La population de Rivesault a augmenté de {n} % en {year}." for n, year in ((2, 2021), (5, 2023))]
    assert teller.tie(read(years[0]), read(years[1])) is DRIFT
    days = "Rivesault a enregistré {} naissances hier."
    assert teller.tie(read(days.format(4)), read(days.format(9), day="2024-03-02")) is OTHER


MONTHLY = "Le port de Rivesault a accueilli {} voiliers en {}."


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        ((410, "mars 2024"), (460, "avril 2024"), Tie.SERIES),
        ((410, "mars 2023"), (460, "avril 2024"), Tie.SERIES),
        ((410, "mars 2023"), (460, "mars 2024"), DRIFT),
        ((410, "mars 2024"), (460, "mars 2024"), DRIFT),
        ((410, "mars 2024"), (410, "avril 2024"), OTHER),
        ((410, "mars 2024"), (4600, "2024"), OTHER),  # a month's and a year's
        ((410, "2023"), (460, "2024"), DRIFT),
        ((410, "hiver"), (460, "été"), OTHER),
    ],
)
def test_figures_of_two_months_are_a_series_and_deny_nothing(one, other, tie):
    ours, theirs = (read(MONTHLY.format(*each), day="2024-05-02") for each in (one, other))
    teller = Teller(press.topics())
    assert teller.tie(ours, theirs) is teller.tie(theirs, ours) is tie


def test_two_things_of_two_months_are_no_series():
    here, there = (
        read(MONTHLY.format(410, "mars 2024")),
        read("Le port de Tramoy a accueilli 460 voiliers en avril 2024."),
    )
    assert Teller(press.topics()).tie(here, there) is OTHER


def test_claim_that_names_nobody_is_about_what_its_article_names():
    teller = Teller(press.topics())
    claim = "Le taux de remplissage des barrages atteint {} %."
    here, there = read(claim.format(40)), read(claim.format(60))
    assert teller.tie(here, there) is DRIFT
    elsewhere = read(claim.format(60), around="La province de Tramoy, au bord du Lison.")
    assert teller.tie(here, elsewhere) is OTHER


def test_across_languages_agreeing_figures_forgive_a_word_and_others_do_not():
    teller = Teller(press.topics())
    french = read("La piscine de Rivesault a coûté 9 millions d’euros.")
    around = "Rivesault, a town on the Saône."
    assert teller.tie(french, read("The Rivesault pool cost 9 million euros.", "en", around=around)) is SAME
    assert teller.tie(french, read("The Rivesault rink cost 12 million euros.", "en", around=around)) is OTHER
