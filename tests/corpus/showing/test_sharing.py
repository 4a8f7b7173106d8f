from datetime import date

import pytest

from sourcier.app.corpus.showing.around import Around
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.sharing import may_be_one, may_differ_in_a_figure
from sourcier.assessment.vetoes import features_of


def read(given, beside="Actualité."):
    lang, _, text = given.partition(": ")
    day = date(2025, 5, 2)
    return Read.of(features_of([text], lang, day)[0], Around(beside, lang, day))


ASKED = [
    ("fr: L’incendie de Morvane a fait onze morts et trente blessés lundi.", "fr: Bilan du sinistre survenu à Morvane : onze tués."),
    ("fr: Le bourg de Lunery compte 2 410 habitants.", "en: Some 2,410 people live in Lunery."),
    # a number that no reader takes for a figure
    ("fr: Le collège de Lunery accueille 734 élèves.", "fr: Ils sont 734 à avoir franchi les grilles du collège de Lunery."),
    ("en: Seven people have been detained over the Dunmore canal death.", "en: Dunmore canal: seven in custody."),
    ("fr: Vannes a été battue 3-1 par Rodez samedi.", "fr: Rodez s’est imposé 3-1 contre Vannes, le 26 avril."),
]  # fmt: skip
SPARED = [
    # figures of one kind that differ, one that the other holds its own against, other figures, none
    ("fr: Le car de Morvane transportait 34 élèves.", "fr: À Morvane, ils étaient 37 dans le car, et non 34 élèves."),
    ("en: Some 27.8% of Morvane's pupils passed.", "fr: À Morvane, 27,2 % des élèves ont été reçus."),
    ("fr: L’incendie de Morvane a fait onze morts.", "fr: Bilan du sinistre survenu à Morvane : douze tués."),
    ("fr: L’incendie de Morvane a fait onze morts.", "fr: À Morvane, le sinistre a coûté 4 millions d’euros."),
    ("fr: Le pont de Morvane est fermé.", "fr: À Morvane, on ne traverse plus la rivière."),
    ("en: The boat that sank off Lunery was carrying 28 crew and 4 guests.", "fr: Sur le bateau coulé à Lunery, âgé de 28 ans, ils étaient 31."),
    # other times, other names, another way
    ("fr: Le bourg de Lunery a perdu 310 habitants en 2012.", "fr: En 2021, ce sont 310 personnes qui ont quitté Lunery."),
    ("fr: Le bourg de Lunery compte 2 410 habitants.", "en: Some 2,410 people live in Bramford."),
    ("fr: Le fret est passé de 24 à 26 millions de tonnes en Corse.", "en: Freight in Corsica went from 26 to 24 million tonnes."),
    # a word of one group, or held against something else
    ("fr: Morvane a vendu pour 118 millions d’euros de moins que l’an passé.", "en: Morvane's sales were €118m below analysts' expectations."),
    ("fr: À Lunery, un facteur débutant touche 1 850 euros net.", "fr: Un facteur gagne d’abord 1 850 euros brut à la poste de Lunery."),
    # one wording: the word that differs is the difference
    ("en: Toyota made 10.8 million cars in 2024.", "en: Toyota sold 10.8 million cars in 2024."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ASKED)
def test_claims_that_share_figures_and_names_may_be_one_in_any_words(one, other):
    assert may_be_one(read(one), read(other))
    assert may_be_one(read(other), read(one))


@pytest.mark.parametrize(("one", "other"), SPARED)
def test_nobody_asks_about_claims_that_are_two_anyway(one, other):
    assert may_be_one(read(one), read(other)) is None
    assert may_be_one(read(other), read(one)) is None


@pytest.mark.parametrize(
    ("one", "other", "evened"),
    [
        (
            "fr: L’incendie de Morvane a fait onze morts jeudi.",
            "fr: Bilan du sinistre survenu jeudi à Morvane : douze tués.",
            ("Bilan du sinistre survenu jeudi à Morvane : douze tués.", "L’incendie de Morvane a fait douze morts jeudi."),
        ),
        (
            "fr: En 2021, le festival de Lunery a attiré 41 000 visiteurs.",
            "en: Lunery's festival drew 52,000 visitors in 2022.",
            ("En 2021, le festival de Lunery a attiré 41 000 visiteurs.", "Lunery's festival drew 41 000 visitors in 2021."),
        ),
        (
            "fr: Depuis juin 2024, Lunery a enregistré cinq cas autochtones de dengue.",
            "en: Nineteen locally acquired dengue cases have been recorded in Lunery since June 2024.",
            (
                "Depuis juin 2024, Lunery a enregistré cinq cas autochtones de dengue.",
                "cinq locally acquired dengue cases have been recorded in Lunery since June 2024.",
            ),
        ),
    ],
)  # fmt: skip
def test_one_figure_is_put_in_the_place_of_the_other(one, other, evened):
    assert may_differ_in_a_figure(read(one), read(other)) == evened
    assert may_differ_in_a_figure(read(other), read(one)) == evened


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "fr: Lundi, onze personnes ont péri à Morvane.",
            "fr: À Morvane, le sinistre de mercredi a tué douze habitants.",
        ),
        ("fr: Morvane a perdu onze habitants.", "fr: À Morvane, on a vu partir 900 personnes."),
        (
            "fr: Selon la police, 900 personnes ont défilé à Morvane.",
            "fr: À Morvane, 1 500 manifestants, selon la CGT.",
        ),
        ("fr: Onze morts et six blessés à Morvane.", "fr: À Morvane, douze tués et neuf blessés."),
    ],
)
def test_figures_of_two_days_two_counters_or_another_size_are_two_claims(one, other):
    assert may_differ_in_a_figure(read(one), read(other)) is None
