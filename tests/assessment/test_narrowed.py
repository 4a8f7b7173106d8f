"""A part of a country, one people or tongue in it, one kind of prices: no figure of theirs is held against the whole."""

from __future__ import annotations

import pytest

from assessment.deciding import NO, YES, decided
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # a place inside a state, or that has another state's name
        ("fr", "La Réunion compte 885 000 habitants, selon l’Insee."),
        ("fr", "La Réunion comptait 885 000 habitants au 1er janvier 2024, selon l’Insee."),
        ("fr", "À La Réunion, le chômage touche 19 % des actifs, selon l’Insee."),
        ("fr", "Les Landes comptent 420 000 habitants, selon l’Insee."),
        ("fr", "La Géorgie américaine compte 11 millions d’habitants."),
        ("fr", "Le Luxembourg belge compte 290 000 habitants."),
        # a people or a tongue inside a state is neither it nor the state that has its name
        ("en", "The French-speaking population of Belgium is about 4.5 million."),
        ("en", "The Russian-speaking population of Latvia is about 600,000."),
        ("en", "Switzerland's German-speaking population is 5.3 million."),
        ("en", "The Polish population of Britain is about 700,000."),
        ("en", "Germany has a Turkish population of 3 million."),
        ("en", "The British Indian population is about 1.8 million."),
        ("fr", "L’Allemagne compte une population turque de 3 millions de personnes."),
        ("fr", "La population turque d’Allemagne compte 3 millions de personnes."),
        # the prices of some things
        ("fr", "L’inflation des produits frais en France a ralenti à 2,1 % en 2023."),
        ("fr", "L’inflation des produits de grande consommation en France a ralenti à 3,1 % en 2023."),
        ("en", "Goods inflation in France was 4% in 2023."),
        ("en", "Inflation for services in France was 3% in 2023."),
        # some of a country's people, and those for whom something is done
        ("en", "Finland has two million people living in towns."),
        ("en", "Germany has 3 million people who rent."),
        ("en", "Germany has 3 million people without insurance."),
        ("en", "Norway (3 million people a year) sells its fjords."),
        ("fr", "La France compte 10 millions d’habitants vivant à la campagne."),
        ("fr", "La France compte 6 millions de personnes qui vivent seules."),
        ("fr", "La Turquie a ouvert ses portes à 3 millions de personnes."),
    ],
)
def test_figure_of_fewer_is_held_against_no_whole(lang: Lang, text: str) -> None:
    assert not decided(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "La France compte 68,4 millions d’habitants, selon l’Insee.", YES),
        ("fr", "La France compte 60 millions d’habitants, selon l’Insee.", NO),
        ("en", "The Belgian population is about 15 million.", NO),
        ("en", "The French population is almost six times that of Belgium.", YES),
        ("en", "France's population is larger than the German population.", NO),
        ("fr", "L’inflation des prix à la consommation en France a atteint 4,9 % en 2023.", YES),
        ("fr", "L’inflation française a ralenti à 2,1 % en 2023.", NO),
        ("en", "Consumer price inflation in France was 4.9% in 2023.", YES),
        ("en", "Price inflation in France was 2% in 2023.", NO),
        ("en", "There are 84 million people living in Germany.", YES),
        ("en", "Germany is home to 54 million people.", NO),
        ("fr", "La population de l’Allemagne est passée à 84 millions d’habitants.", YES),
    ],
)
def test_figure_of_the_whole_is_decided(lang: Lang, text: str, verdict: Verdict) -> None:
    assert decided(text, lang) == {verdict}


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "La Finlande (5,5 millions d’habitants) a changé de doctrine.", {YES}),
        ("fr", "La Finlande (9,5 millions d’habitants) change de doctrine.", {NO}),
        ("fr", "La Finlande, avec ses 5,5 millions d’habitants, a changé de doctrine.", {YES}),
        ("fr", "Le Qatar, petit émirat de 2,7 millions d’habitants, exporte du gaz.", {YES}),
        ("en", "Finland, with its 5.5 million people, changed its doctrine.", {YES}),
        ("en", "India, home to 1.4 billion people, has a new parliament.", {YES}),
        ("en", "Norway, home to some 9 million people, votes on Sunday.", {NO}),
        # others than all of its people, another place's, another time's
        ("fr", "Tampere (Finlande, 250 000 habitants) attire les étudiants.", set()),
        ("fr", "Avec ses 3 millions d’habitants, la capitale de la Norvège vote dimanche.", set()),
        ("fr", "En 1950, la Norvège (3,3 millions d’habitants) vota.", set()),
        ("fr", "La Norvège, 3 millions de personnes, regarde la finale.", set()),
        ("fr", "L’opéra de la Norvège (3 millions de personnes) ouvre.", set()),
        ("en", "Norway, with its 3 million people at work, votes on Sunday.", set()),
        ("en", "With over 3 million people, Norway leads the ski ranking.", set()),
        ("en", "Tampere, Finland (population 250,000) is a student town.", set()),
    ],
)
def test_population_set_beside_its_country(lang: Lang, text: str, verdict: set[Verdict]) -> None:
    assert decided(text, lang) == verdict


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        # neither a verb nor one word that anybody's text has names a vote
        ("en", "2024-03-09", "The mayor, Alain Roquebrune, has written to the health minister."),
        ("en", "2024-03-20", "The teachers have written to the Congress."),
        ("en", "2024-03-20", "The doctors have written a guide on abortion."),
        ("en", "2024-03-20", "Abortion was rejected by the parish council."),
        ("en", "2024-03-20", "The constitution was written by a monk and adopted by the order."),
        ("fr", "2024-03-20", "Les pompiers volontaires ont adopté un nouveau casque."),
        ("fr", "2024-03-20", "Les inscriptions au Congrès des maires ont été adoptées."),
        ("fr", "2023-12-22", "Le conseil municipal a rejeté la charte sur l’immigration."),
    ],
)
def test_vote_is_met_by_words_of_its_matter_alone(lang: Lang, day: str, text: str) -> None:
    assert not decided(text, lang, day)


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        ("fr", "2024-03-20", "Les parlementaires ont inscrit l’IVG dans la Constitution le 4 mars.", YES),
        ("fr", "2024-03-20", "L’IVG a été inscrite dans la Constitution.", YES),
        ("en", "2024-03-20", "Abortion was written into the constitution by 600 votes to 72.", NO),
        ("fr", "2023-12-22", "La loi immigration a été adoptée par 349 voix contre 186.", YES),
        ("fr", "2023-12-22", "La loi immigration a été adoptée par 249 voix contre 186.", NO),
    ],
)
def test_vote_is_met_by_its_matter(lang: Lang, day: str, text: str, verdict: Verdict) -> None:
    assert decided(text, lang, day) == {verdict}
