"""Articles against themselves: what a text ties together and gets wrong, and look-alikes that need not agree."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.isles import isles
from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Finding, Operation, Verdict
from sourcier.dossier import check
from sourcier.ingest import from_text

DAY = date(2024, 5, 10)


def own(text: str, lang: Lang) -> list[tuple[Assessment, Finding]]:
    dossier = check(from_text(text, lang=lang, published=DAY), isles())
    findings = {one.id: one for one in dossier.findings}
    return [
        (assessment, findings[each])
        for assessment in dossier.assessments
        for each in assessment.finding_ids
        if findings[each].reading.operation is Operation.INTERNAL
    ]


@pytest.mark.parametrize(
    ("lang", "text", "expression"),
    [
        ("fr", "Le groupe supprime 12 % des 1 500 postes de l’usine, soit 300 emplois.", "300 / 1 500 = 20 %"),
        ("fr", "Le taux est passé de 7,4 à 7,1 %, soit 0,8 point de moins.", "7,4 − 7,1 = 0,3 points"),
        ("fr", "Les effectifs sont passés de 200 à 250 salariés, soit une hausse de 40 %.", "(250 − 200) / 200 = 25 %"),
        ("fr", "Le loyer est de 500 euros par mois pendant deux ans, soit 20 000 euros.", "500 × 24 = 12 000"),
        ("fr", "L’attaque a fait deux morts et trois blessés, soit sept victimes.", "2 + 3 = 5"),
        ("fr", "Sur les 27 pays, 23 ont signé : il en reste six.", "27 − 23 = 4"),
        ("fr", "Un quart des 800 élèves, soit environ 350, viennent en bus.", "350 / 800 = 43,75 %"),
        ("fr", "Sur 577 députés, 278 ont voté la motion, soit 58 %.", "278 / 577 = 48,18 %"),
        ("fr", "Né en 1952, Jean Valmont, 68 ans, dirige l’Ardénie.", "2024 − 1952 = 72"),
        ("fr", "Jean Valmont, 67 ans, a reçu la presse.\n\nJean Valmont est né à Brême en 1952.", "2024 − 1952 = 72"),
        ("en", "Of the 1,500 workers, 12%, or 300, will leave.", "300 / 1,500 = 20%"),
        ("en", "He pays $500 a month for two years, or $20,000 in all.", "500 × 24 = 12,000"),
        ("en", "The rate fell from 7.4% to 7.1%, or 0.8 points.", "7.4 − 7.1 = 0.3 points"),
        (
            "fr",
            "Le club compte 450 licenciés contre 400 l’an passé, soit une hausse de 25 %.",
            "(450 − 400) / 400 = 12,5 %",
        ),
        ("fr", "Douze des quinze juges, soit 90 %, ont signé.", "12 / 15 = 80 %"),
        ("fr", "Il l’emporte par 1 540 voix contre 1 280, soit près de 500 voix d’écart.", "1 540 − 1 280 = 260"),
        ("en", "Sales fell from 800 to 600 cars, a drop of more than half.", "(600 − 800) / 800 = 25%"),
        ("en", "Enrolment rose from 400 to 500 pupils, an increase of 50%.", "(500 − 400) / 400 = 25%"),
        ("en", "Jean Valmont, 68, who was born in 1952, leads the country.", "2024 − 1952 = 72"),
        (
            "en",
            "Sales rose from $80m in 2021 to $88m in 2022, a jump of 25 percent.",
            "(88,000,000 − 80,000,000) / 80,000,000 = 10%",
        ),
        ("fr", "250 contre, 140 pour : le maire n’a même pas réuni le tiers.", "140 / (140 + 250) = 35,9 %"),
    ],
)
def test_an_article_that_contradicts_itself_is_told_so(lang: Lang, text: str, expression: str) -> None:
    found = own(text, lang)
    assert [one.verdict for one, _ in found] == [Verdict.REFUTED]
    finding = found[0][1]
    assert finding.computation.expression.replace("\u202f", " ") == expression
    assert all(cell.label in finding.statement for cell in finding.cells)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le groupe supprime 12 % des 1 500 postes de l’usine, soit 180 emplois."),
        ("fr", "Le taux est passé de 7,4 à 7,1 %, soit 0,3 point de moins."),
        ("fr", "Le taux est passé de 7,4 à 7,1 %, soit une baisse de 4 %."),
        ("fr", "Les effectifs sont passés de 200 à 250 salariés, soit une hausse de 25 %."),
        ("fr", "Le loyer est de 500 euros par mois pendant deux ans, soit 12 000 euros."),
        ("fr", "L’attaque a fait deux morts et trois blessés, soit cinq victimes."),
        ("fr", "L’équipe compte trois victoires et deux nuls, soit onze points."),
        ("fr", "Sur les 27 pays, 23 ont signé : il en reste quatre."),
        ("fr", "Un quart des 800 élèves, soit environ 200, viennent en bus."),
        ("fr", "Le budget augmente de 300 millions sur 2 ans, soit 10 %."),
        ("fr", "Le prix passe de 10 à 12 euros le kilo, soit 3 euros de plus qu’en 2019."),
        ("fr", "Sur 577 députés, 278 ont voté la motion, soit 19 de plus que la gauche."),
        ("fr", "Dix pour cent des 200 communes, soit 50 000 habitants, sont privées d’eau."),
        ("fr", "Le parti a perdu 12 sièges sur 80, soit près de la moitié de ceux gagnés en 2019."),
        ("fr", "Né en 1952, Jean Valmont, 71 ans, dirige l’Ardénie."),
        ("fr", "À 58 ans, Jean Valmont, né en 1952, a pris le pouvoir."),
        ("fr", "Jean Valmont, 67 ans, a reçu la presse.\n\nRosa Lindt est née à Brême en 1952."),
        ("en", "Of the 1,500 workers, 12%, or 180, will leave."),
        ("en", "The rate fell from 7.4% to 7.1%, or about 0.3 points."),
        ("en", "Jean Valmont, 68, was born in 1899 and died in 1967."),
        ("en", "Two people died and three were hurt, or so five witnesses said."),
    ],
)
def test_what_agrees_or_need_not_agree_stays_silent(lang: Lang, text: str) -> None:
    assert not [one for one, _ in own(text, lang) if one.verdict is Verdict.REFUTED]


@pytest.mark.parametrize(
    ("lang", "text", "is_told"),
    [
        ("fr", "Valmont emploie 450 salariés. Le maire s’inquiète. Valmont emploie 540 salariés.", True),
        ("fr", "Port-Clair compte 12 000 habitants. Il y pleut. Port-Clair compte environ 12 000 habitants.", False),
        ("fr", "Port-Clair compte 12 000 habitants. Il y pleut. Port-Clair comptait 21 000 habitants en 1960.", False),
        ("en", "Valmont employs 450 people. The mayor is worried. Valmont employs 540 people.", True),
        ("en", "Valmont employs 450 people. The mayor is worried. Valmont employs 540 people in Calvania.", False),
        ("en", "Port-Clair has 3 schools. It rains. Port-Clair has 4 churches.", False),
    ],
)
def test_two_figures_of_the_very_same_thing_conflict(lang: Lang, text: str, *, is_told: bool) -> None:
    assert [one.verdict for one, _ in own(text, lang)] == [Verdict.CONFLICTING] * is_told


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "fr",
            "Avec 90 000 visiteurs en 2023 après 100 000 l’année précédente, les recettes ont chuté de 20 % en un an.",
        ),
        ("fr", "Les ventes sont tombées de 800 à 600 voitures, une chute de plus de moitié par rapport à 2010."),
        ("fr", "Le nombre d’élèves est passé de 800 à 600, une baisse de 40 % des effectifs en maternelle."),
        ("en", "The firm sold 500 cars against 400 for its rival, while profits fell by 10%."),
        ("en", "Enrolment rose from 400 to 500 pupils, an increase of 50% since 2010."),
        ("en", "Three of the twelve players, all foreigners, earn more than 50% of the wages."),
    ],
)
def test_a_change_of_something_else_is_no_sum(lang: Lang, text: str) -> None:
    assert not own(text, lang)
