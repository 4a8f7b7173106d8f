"""Memberships, offices, possessions, capitals and counts as papers put them, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.isles import claim_of, draft_of, isles
from sourcier.assessment import assess
from sourcier.core.findings import Assessment, Caveat, Verdict

DAY = date(2023, 9, 1)
YES, NO = Verdict.SUPPORTED, Verdict.REFUTED


def check(text: str, lang: str = "fr", day: date = DAY) -> Assessment:
    draft = draft_of(text, "fr" if lang == "fr" else "en", day)
    _, (assessment,) = assess(draft, [claim_of(draft)], isles())
    return assessment


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "La Dorlande, qui détient un siège permanent au Conseil des Isles, se tait.", None),
        ("fr", "La Borélie, qui détient un siège permanent au Conseil des Isles, se tait.", NO),
        ("fr", "La Calvanie siège au Conseil des Isles, dont elle est membre non permanent.", YES),
        ("en", "Borelia is a permanent member of the Council of the Isles.", NO),
        ("en", "Calvania is an elected member of the Council of the Isles.", YES),
        ("fr", "L’Ardénie, membre de la Ligue du Nord depuis 1990, aime dire non.", YES),
        ("fr", "L’Ardénie, membre de la Ligue du Nord depuis 1993, aime dire non.", NO),
        ("fr", "L’Ardénie, membre de la Ligue du Nord depuis 1990, a fermé ses ports hier.", None),
        ("fr", "Ni la Calvanie ni la Dorlande ne font partie de la Ligue du Nord.", YES),
        ("fr", "La Borélie, membre du Pacte du Sud, n’appartient plus à la Ligue du Nord.", YES),
        ("fr", "La Borélie n’a jamais fait partie de la Ligue du Nord.", NO),
        ("fr", "La Borélie a été membre de la Ligue du Nord jusqu’en 2021.", YES),
        ("fr", "La Borélie a été membre de la Ligue du Nord jusqu’en 2015.", NO),
        ("en", "Ardenia left the Northern League in 2020.", NO),
        ("fr", "La Dorlande a réintégré le Pacte du Sud en mai 2018.", YES),
        ("fr", "La Dorlande a réintégré le Pacte du Sud en 2021.", NO),
        ("fr", "La Dorlande, puissance nucléaire, se dit neutre.", NO),
        ("fr", "La Dorlande n’a jamais possédé l’arme nucléaire.", NO),
        ("fr", "Jean Valmont, président jusqu’en 2016, se repose.", NO),
        ("fr", "Rosa Lindt, présidente depuis 2015, hésite.", NO),
        ("fr", "Rosa Lindt, présidente depuis 2020, aime dire non.", YES),
        ("fr", "Rosa Lindt, au pouvoir depuis 2020, aime dire non.", YES),
        ("fr", "Rosa Lindt est au pouvoir depuis 2014.", NO),
        ("fr", "Jean Valmont est resté président de l’Ardénie pendant dix ans.", YES),
        ("fr", "Jean Valmont est resté président de l’Ardénie pendant dix-huit mois.", NO),
        ("fr", "Jamais la Calvanie n’a connu de coup d’État au XXIe siècle.", NO),
        ("fr", "La Calvanie n’a connu aucun putsch depuis 2014.", None),
        ("en", "Port-Clair is the capital of Borelia.", YES),
        ("en", "Montclar is the capital of Borelia.", NO),
    ],
)
def test_a_standing_is_decided_by_its_rows(lang: str, text: str, verdict: Verdict | None) -> None:
    assessment = check(text, lang)
    decisive = assessment.verdict if assessment.verdict in {YES, NO} else None
    assert decisive is verdict, assessment.justification


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "L’Ardénie a poussé la Calvanie à rejoindre la Ligue du Nord."),
        ("fr", "La Calvanie refuse de devenir membre de la Ligue du Nord."),
        ("fr", "La Calvanie a irrité les membres de la Ligue du Nord."),
        ("fr", "La Calvanie, membre associé de la Ligue du Nord, proteste."),
        ("fr", "Les entreprises de Calvanie sont membres de la Ligue du Nord."),
        ("fr", "L’Ardénie a ratifié en 2022 l’adhésion de la Calvanie à la Ligue du Nord."),
        ("fr", "L’Ardénie fait partie des pays de la Ligue du Nord qui dépensent le plus."),
        ("fr", "La Calvanie cherche à se doter de l’arme nucléaire."),
        ("fr", "La Dorlande veut rester une puissance nucléaire."),
        ("fr", "Le successeur de Jean Valmont, président de l’Ardénie, a pris la parole."),
        ("fr", "La présidente Rosa Lindt a passé trois jours en Borélie."),
        ("fr", "La présidente Rosa Lindt a présenté un plan de cinq ans."),
        ("fr", "La présidente Rosa Lindt est mariée depuis 2009."),
        ("fr", "Le parti de Rosa Lindt est au pouvoir depuis 2003."),
        ("fr", "La Calvanie n’a jamais condamné le coup d’État."),
        ("fr", "La Ligue du Nord a réuni quarante pays lors d’un exercice."),
        ("en", "Ardenia left the Northern League summit early on Tuesday."),
        ("en", "Calvania met members of the Northern League."),
        ("en", "Ardenia ratified Calvania’s accession to the Northern League in January."),
        ("en", "President Rosa Lindt held talks for two days."),
        ("en", "Montclar was once the capital of Borelia."),
    ],
)
def test_what_only_looks_like_a_standing_stays_open(lang: str, text: str) -> None:
    assessment = check(text, lang)
    assert assessment.verdict not in {YES, NO}, assessment.justification


def test_a_possession_given_up_is_out_of_date() -> None:
    assert check("La Dorlande, puissance nucléaire, se dit neutre.").caveats == (Caveat.OUTDATED,)


def test_a_seat_taken_later_is_only_known_later() -> None:
    assessment = check("La Borélie est membre élu du Conseil des Isles.")
    assert (assessment.verdict, assessment.caveats) == (NO, (Caveat.ONLY_KNOWN_LATER,))


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "La Ligue du Nord compte trois membres, Ardénie comprise.", NO),
        ("en", "With Ardenia on board, the Northern League has three members.", NO),
    ],
)
def test_a_member_named_among_those_counted_hides_no_count(lang: str, text: str, verdict: Verdict) -> None:
    assessment = check(text, lang)
    assert assessment.verdict is verdict, assessment.justification


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "La Borélie appartient au Pacte du Sud mais pas à la Ligue du Nord.", YES),
        ("fr", "L’Ardénie appartient à la Ligue du Nord mais pas au Pacte du Sud.", YES),
        ("fr", "La Borélie n’appartient pas à la Ligue du Nord mais au Pacte du Sud.", YES),
        ("fr", "La Borélie appartient au Pacte du Sud mais aussi à la Ligue du Nord.", NO),
        ("en", "Ardenia belongs to the Northern League but not to the Southern Pact.", YES),
        ("fr", "La Borélie, pays de la Ligue du Nord, ferme ses ports.", NO),
        ("fr", "L’Ardénie, pays de la Ligue du Nord, a volé des millions.", None),
        ("fr", "La Borélie, pays candidat à la Ligue du Nord, a volé des millions.", None),
        ("en", "Borelia, a Northern League country, closed its ports.", NO),
        ("fr", "La Dorlande a rejoint le Pacte du Sud deux ans après la crise.", None),
        ("fr", "Rosa Lindt préside l’Ardénie depuis mai 2020.", YES),
        ("fr", "Rosa Lindt préside l’Ardénie depuis mai 2015.", NO),
        ("fr", "Rosa Lindt préside la fédération de cyclisme d’Ardénie depuis mai 2015.", None),
        ("fr", "Jean Valmont est à la tête de l’Ardénie.", NO),
        ("fr", "Jean Valmont est à la tête de l’équipe d’Ardénie.", None),
        ("fr", "Rosa Lindt a prêté serment en mai 2020.", YES),
        ("fr", "Rosa Lindt a pris ses fonctions en mai 2019.", NO),
        ("fr", "Le ministre de Rosa Lindt a pris ses fonctions en mai 2021.", None),
        ("fr", "La Calvanie n’a pas connu un seul coup d’État depuis 2010.", NO),
        ("fr", "La Calvanie n’a pas connu un seul coup d’éclat depuis 2010.", None),
    ],
)
def test_other_ways_to_put_it(lang: str, text: str, verdict: Verdict | None) -> None:
    assert check(text, lang).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("C’est en mai 1999 que la paix du Lac a été signée.", YES),
        ("C’est en mai 1989 que la paix du Lac a été signée.", NO),
        ("C’est en 2005 que la mairie a fêté la paix du Lac.", None),
    ],
)
def test_a_date_set_before_its_clause(text: str, verdict: Verdict | None) -> None:
    assert check(text).verdict is verdict
