"""Pairs by the rule that decides them: half of each table are traps. Texts are our own."""

from datetime import date

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.around import Around
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.records import Tie
from sourcier.app.corpus.showing.telling import Teller
from sourcier.assessment.vetoes import features_of

SAME, DRIFT, OTHER = Tie.SAME, Tie.DRIFT, Tie.OTHER


def tied(one, other, around=("Actualité.", "Actualité.")):
    read = []
    for given, beside in zip((one, other), around, strict=True):
        lang, _, text = given.partition(": ")
        day = date(2025, 5, 2)
        read.append(Read.of(features_of([text], lang, day)[0], Around(beside, lang, day)))
    teller = Teller(press.topics())
    assert teller.tie(read[0], read[1]) is teller.tie(read[1], read[0])
    return teller.tie(read[0], read[1])


TIMES = [
    ("en: House prices in London fell 1.8% in the year to November 2024.", "en: In the 12 months to November 2024 London house prices dropped by 1.8%.", SAME),
    ("en: House prices in London fell 1.8% in the year to November 2024.", "en: House prices in London fell 0.6% in November 2024.", OTHER),
    ("fr: Les loyers ont augmenté de 2,8 % à Lyon en 2024.", "fr: Les loyers ont augmenté de 2,8 % à Lyon entre 2020 et 2024.", OTHER),
    ("fr: Les loyers ont augmenté de 2,8 % à Lyon en 2024.", "fr: Les loyers ont augmenté de 1,9 % à Lyon en 2023.", DRIFT),
    ("fr: La production a reculé de 0,4 % en France en mars 2025.", "fr: La production a reculé de 1,1 % en France sur un an en mars 2025.", OTHER),
    ("fr: Les ventes ont baissé de 31 % en Corse depuis 1990.", "fr: Les ventes ont baissé de 2 % en Corse en 2024.", OTHER),
    ("en: The trams of Leith are down 12% on 2019.", "en: The trams of Leith are down 7% on 2021.", OTHER),
    ("en: About 40% of flights from Leith were cancelled today.", "en: About 40% of flights from Leith were cancelled on 2 May 2025.", SAME),
]  # fmt: skip
MEASURES = [
    ("fr: Le gazole coûte 1,62 euro le litre en France.", "fr: Le litre de gazole coûte 1,71 euro en France.", DRIFT),
    ("en: The Leith kitchen serves 400 meals a week.", "en: The Leith kitchen serves 1,600 meals a month.", OTHER),
    ("en: Japan emits 8.5 tonnes of CO2 per person.", "en: Japan emits 1.1 billion tonnes of CO2.", OTHER),
    ("fr: Chaque Danois a produit 786 kilos de déchets en 2022.", "en: Denmark produced 4.6 million tonnes of waste in 2022.", OTHER),
    ("en: The number of beds in Kent hospitals fell by 350 in 2023.", "en: The number of beds in Kent hospitals fell to 350 in 2023.", OTHER),
    ("en: Wind turbines in Denmark produced 58% of its electricity in 2024.", "en: Wind turbines in Denmark produced 58% more electricity in 2024.", OTHER),
    ("en: The toll in Leith is £12.21.", "en: The toll in Leith goes up by 77p.", OTHER),
    ("fr: Le fret est passé de 24 à 26 millions de tonnes en Corse en 2024.", "fr: Le fret est passé de 26 à 24 millions de tonnes en Corse en 2024.", OTHER),
    ("en: The average wage in Wales grew 5.9% in 2024.", "en: The average wage in Wales grew 2.5% in 2024 after inflation.", OTHER),
    ("en: Norway spent 2.1% of its GDP on defence in 2024.", "en: Norway plans to spend 2.1% of its GDP on defence in 2024.", OTHER),
    ("fr: Alstom va supprimer 1 500 emplois.", "en: Alstom will cut 1,500 jobs.", SAME),
    ("fr: Alstom va supprimer 1 500 emplois.", "en: Alstom will cut 1,900 jobs.", DRIFT),
    ("fr: À Marseille, 17 % des élèves ont moins de 10 ans.", "fr: À Marseille, 17 % des élèves ont plus de 10 ans.", OTHER),
]  # fmt: skip
QUANTITIES = [
    ("fr: Un Belge sur cinq fume.", "fr: 20 % des Belges fument.", SAME),
    ("fr: Un Belge sur cinq fume.", "fr: Un Belge sur quatre fume.", DRIFT),
    ("en: The murder rate in Ecuador has tripled since 2021.", "en: Since 2021 Ecuador's murder rate has increased threefold.", SAME),
    ("en: The murder rate in Ecuador has tripled since 2021.", "en: The murder rate in Ecuador has doubled since 2021.", DRIFT),
    ("en: France had a population of 68.6 million on 1 January 2025.", "fr: Au 1er janvier 2025, la France comptait 68,6 millions d’habitants.", SAME),
    ("fr: EDF a produit 361,7 térawattheures en 2024.", "fr: EDF a produit 358 TWh en 2024.", DRIFT),
    ("en: At least 550 pilgrims died in Mecca in June 2024.", "en: More than 1,300 pilgrims died in Mecca in June 2024.", DRIFT),
]  # fmt: skip
WORDS = [
    ("fr: Le déficit de la Sécurité sociale s’est élevé à 15,3 milliards d’euros en 2024.", "fr: En 2024, la Sécurité sociale a accusé un déficit de 15,3 milliards d’euros.", SAME),
    ("fr: Le déficit de la Sécurité sociale s’est élevé à 15,3 milliards d’euros en 2024.", "fr: Le déficit de l’assurance maladie s’est élevé à 15,3 milliards d’euros en 2024.", OTHER),
    ("en: The Louvre had 8.7 million visitors in 2024.", "en: In 2024, 8.7 million people visited the Louvre.", SAME),
    ("en: Toyota made 10.8 million cars in 2024.", "en: Toyota sold 10.8 million cars in 2024.", OTHER),
    ("en: Toyota made 10.8 million cars in 2024.", "en: Toyota built 9.9 million cars in 2024.", DRIFT),
    ("en: Some 1,254 migrants crossed the Channel in May 2024.", "en: Some 1,254 migrants were rescued in the Channel in May 2024.", OTHER),
    ("fr: La Pologne a reçu 950 000 réfugiés ukrainiens en 2022.", "fr: La Pologne a renvoyé 950 000 réfugiés ukrainiens en 2022.", OTHER),
    ("fr: La Norvège va fermer 4 ambassades en 2025.", "en: Norway will open 4 embassies in 2025.", OTHER),
    ("fr: L’usine de Sochaux a embauché 412 ouvriers en 2023.", "fr: En 2023, 412 ouvriers ont été recrutés par l’usine de Sochaux.", SAME),
    ("fr: L’usine de Sochaux a embauché 412 ouvriers en 2023.", "fr: L’usine de Sochaux a licencié 412 ouvriers en 2023.", OTHER),
    ("en: The Valencia flood destroyed 4,300 homes in October 2024.", "en: The Valencia flood damaged 11,200 homes in October 2024.", OTHER),
    ("fr: Les émissions de carbone ont baissé de 3,4 % en Italie en 2024.", "en: Methane emissions in Italy fell 3.4% in 2024.", OTHER),
    ("en: NHS England spent £3bn on agency nurses in 2023.", "en: NHS England spent £3bn on agency doctors in 2023.", OTHER),
    ("en: Inflation in Britain was 3% in January 2025.", "en: Food inflation in Britain was 3.3% in January 2025.", OTHER),
]  # fmt: skip
NAMES = [
    ("fr: Les loyers lyonnais ont grimpé de 2,8 % en 2024.", "fr: Les loyers ont augmenté de 2,8 % à Lyon en 2024.", SAME),
    ("fr: Les loyers lillois ont grimpé de 2,8 % en 2024.", "fr: Les loyers ont augmenté de 2,8 % à Lyon en 2024.", OTHER),
    ("en: Ford intends to shed 4,000 European jobs.", "en: Ford plans to cut 4,000 jobs in Europe.", SAME),
    ("en: Half of London households own a car.", "fr: La moitié des ménages londoniens n’ont pas de voiture.", OTHER),
    ("en: Solar generated 11% of Malta's power in 2024.", "fr: Le solaire a fourni 11 % de l’électricité de Malte en 2024.", SAME),
    ("fr: Airbus a livré 735 avions en 2023.", "en: Boeing delivered 735 aircraft in 2023.", OTHER),
    ("fr: La Cour suprême du Kenya a annulé l’élection le 1er septembre 2017.", "en: Kenya's Supreme Court annulled the election on 1 September 2017.", SAME),
    ("fr: Selon la police, 25 000 personnes ont défilé à Lyon le 1er mai 2024.", "fr: Selon la CGT, 60 000 personnes ont défilé à Lyon le 1er mai 2024.", OTHER),
    ("fr: Selon la police, 25 000 personnes ont défilé à Lyon le 1er mai 2024.", "fr: À Lyon, 25 000 personnes ont défilé le 1er mai 2024.", SAME),
]  # fmt: skip
ANEW = [
    ("fr: L’exposition Vermond a attiré 210 000 visiteurs en trois mois au palais Brancas.", "en: In three months 210,000 people went to the Vermond show at the Palais Brancas.", SAME),
    ("en: Last year 41 per cent of the power used in Norrland came from wind turbines.", "fr: L’an dernier, 41 % des habitants du Norrland étaient hostiles aux éoliennes.", OTHER),
    ("fr: Un dessin de Vermond s’est vendu 210 000 euros au palais Brancas.", "en: In three months 210,000 people went to the Vermond show at the Palais Brancas.", OTHER),
    ("en: The bill for the Ostrava tunnel has doubled to £820 million.", "fr: Le tunnel d’Ostrava rapportera 820 millions de livres à son constructeur.", OTHER),
    ("fr: En 2024, 3,6 millions de voyageurs sont passés par l’aéroport de Bellegarde.", "fr: Bellegarde : 3,6 millions de passagers à l’aéroport en 2024.", SAME),
    ("fr: En 2024, 3,6 millions de voyageurs sont passés par l’aéroport de Bellegarde.", "fr: Bellegarde : 3,1 millions de passagers à l’aéroport en 2023.", DRIFT),
    ("fr: En 2024, 3,6 millions de voyageurs sont passés par l’aéroport de Bellegarde.", "fr: Un bénéfice de 3,6 millions d’euros : c’est ce que Bellegarde a tiré de son aéroport en 2024.", OTHER),
]  # fmt: skip
LIKELY = [
    ("en: Last year 41 per cent of the power used in Norrland came from wind turbines.", "fr: L’éolien a couvert 41 % de la production électrique du Norrland l’an dernier."),
    ("fr: Le groupe Vernelle va fermer son usine de Lacoste, qui emploie 140 personnes.", "fr: À Lacoste, 140 salariés de Vernelle vont perdre leur usine."),
]  # fmt: skip
ORDERS = [
    ("en: Greece beat Portugal 1-0 on 4 July 2004.", "fr: La Grèce a battu le Portugal 1 à 0 le 4 juillet 2004.", SAME),
    ("en: Greece beat Portugal 1-0 on 4 July 2004.", "fr: Le Portugal a battu la Grèce 1 à 0 le 4 juillet 2004.", OTHER),
    ("en: Greece beat Portugal 1-0 on 4 July 2004.", "fr: La Grèce a battu le Portugal 3 à 0 le 4 juillet 2004.", OTHER),
    ("en: Hungary blocked the plan on 14 December 2023.", "en: On 14 December 2023 the plan was blocked by Hungary.", SAME),
    ("en: Israel struck Iran on 26 October 2024.", "fr: L’Iran a frappé Israël le 26 octobre 2024.", OTHER),
    ("fr: La Turquie a acheté 40 avions à la France en 2023.", "fr: La France a acheté 40 avions à la Turquie en 2023.", OTHER),
    ("fr: Les ventes de vinyles ont dépassé celles de CD en 2023 en France.", "fr: Les ventes de CD ont dépassé celles de vinyles en 2023 en France.", OTHER),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "tie"), TIMES)
def test_times_are_held_against_times_of_their_kind_and_length(one, other, tie):
    assert tied(one, other) is tie


@pytest.mark.parametrize(("one", "other", "tie"), MEASURES)
def test_a_level_is_no_change_and_a_rate_is_of_what_it_is_of(one, other, tie):
    assert tied(one, other) is tie


@pytest.mark.parametrize(("one", "other", "tie"), QUANTITIES)
def test_one_quantity_is_one_however_it_is_written(one, other, tie):
    assert tied(one, other) is tie


@pytest.mark.parametrize(("one", "other", "tie"), WORDS)
def test_another_wording_is_forgiven_where_nothing_contradicts(one, other, tie):
    assert tied(one, other) is tie


@pytest.mark.parametrize(("one", "other", "tie"), NAMES)
def test_names_are_met_by_their_people_and_in_the_other_language(one, other, tie):
    assert tied(one, other) is tie


@pytest.mark.parametrize(("one", "other", "tie"), ANEW)
def test_what_a_newsroom_writes_anew_is_the_same_where_the_model_is_sure(one, other, tie):
    assert tied(one, other) is tie


@pytest.mark.parametrize(("one", "other"), LIKELY)
def test_what_is_only_likely_joins_nothing(one, other):
    assert tied(one, other) is OTHER


@pytest.mark.parametrize(("one", "other", "tie"), ORDERS)
def test_who_does_it_to_whom_is_told_by_order_and_voice(one, other, tie):
    assert tied(one, other) is tie


def test_claims_that_name_nobody_are_two_where_their_articles_name_two():
    claim = "fr: Le budget de la propreté augmentera de 6 % en 2025."
    assert tied(claim, claim, ("Le conseil de Niort.", "Le conseil de Pau.")) is OTHER
    assert tied(claim, claim, ("Le conseil de Niort.", "Niort, le budget.")) is SAME
