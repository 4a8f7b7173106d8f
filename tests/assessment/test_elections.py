"""French ballots: candidates, seats, referendums, votes of the houses, turnout; and what must stay silent."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from assessment import isles
from sourcier.assessment import assess
from sourcier.assessment.lexicon import read_table
from sourcier.assessment.operations.france.ballots import ballots_of
from sourcier.assessment.replay import replay_finding
from sourcier.assessment.tables import tables_of
from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Finding, Verdict
from sourcier.evidence.packs import Packs, open_packs
from sourcier.text.gazetteer import Gazetteer

YES, NO = Verdict.SUPPORTED, Verdict.REFUTED


@cache
def starter() -> Packs:
    return open_packs()


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isles, "gazetteer", cache(lambda: Gazetteer.of(starter().entities)))


def check(text: str, lang: Lang, day: str) -> tuple[tuple[Finding, ...], Assessment]:
    draft = isles.draft_of(text, lang, date.fromisoformat(day))
    findings, (assessment,) = assess(draft, [isles.claim_of(draft)], starter())
    return findings, assessment


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        # a share, a number of votes, of the right round and year
        ("fr", "2022-04-25", "Emmanuel Macron (58,5 %) a battu Marine Le Pen (41,5 %).", YES),
        ("fr", "2023-03-01", "En 2017, Benoît Hamon n’avait recueilli que 6,36 % des voix.", YES),
        ("fr", "2023-03-01", "Au second tour de la présidentielle de 2017, Marine Le Pen a obtenu plus de 40 % des voix.", NO),
        ("fr", "2007-05-07", "Nicolas Sarkozy a été élu dimanche avec 55 % des voix face à Ségolène Royal.", NO),
        ("fr", "2012-05-07", "François Hollande l’a emporté avec 51,64 % des voix contre Nicolas Sarkozy.", YES),
        ("en", "2022-04-25", "Emmanuel Macron beat Marine Le Pen with 66% of the vote.", NO),
        ("en", "2017-05-20", "Marine Le Pen took 34% of the vote in the run-off.", YES),
        ("fr", "2022-05-03", "Au second tour de 2002, Jean-Marie Le Pen avait réuni plus du quart des suffrages exprimés.", NO),
        ("fr", "2022-05-03", "Au premier tour de 2022, Marine Le Pen avait réuni près du quart des suffrages exprimés.", YES),
        ("fr", "2017-05-10", "Emmanuel Macron a balayé Marine Le Pen avec 66 % des suffrages dimanche.", YES),
        ("en", "2007-05-20", "Nicolas Sarkozy crushed Ségolène Royal in the second round with 60 percent of the vote.", NO),
        # places, thresholds, who came before whom, by how much
        ("fr", "2022-04-11", "Marine Le Pen est arrivée en deuxième position avec 23,15 % des voix au premier tour.", YES),
        ("fr", "2002-04-22", "Lionel Jospin s’est qualifié pour le second tour de la présidentielle.", NO),
        ("fr", "2002-04-22", "Lionel Jospin a été éliminé dès le premier tour.", YES),
        ("fr", "2022-04-25", "Marine Le Pen a été battue par Emmanuel Macron au second tour de la présidentielle.", YES),
        ("fr", "2022-04-25", "Marine Le Pen a battu Emmanuel Macron au second tour de la présidentielle.", NO),
        ("fr", "2022-06-01", "Anne Hidalgo a devancé Yannick Jadot au premier tour de la présidentielle.", NO),
        ("fr", "2017-05-08", "Emmanuel Macron a devancé Marine Le Pen de moins de 5 millions de voix.", NO),
        ("fr", "2022-04-26", "Emmanuel Macron a devancé Marine Le Pen de 17 points au second tour.", YES),
        ("fr", "2022-04-20", "Jean-Luc Mélenchon a manqué le second tour à moins de 500 000 voix de Marine Le Pen.", YES),
        ("fr", "2017-05-20", "En 2002, Lionel Jospin a été éliminé à moins de 100 000 voix de Jean-Marie Le Pen.", NO),
        # seats: lists by their press names, added up where the words join them
        ("fr", "2024-07-09", "Le Rassemblement national a obtenu 125 sièges.", YES),
        ("fr", "2024-07-09", "Le RN et ses alliés ont obtenu 142 sièges.", YES),
        ("fr", "2022-06-21", "La Nupes a décroché 131 sièges, le RN 89.", YES),
        ("fr", "2017-06-20", "En marche et le MoDem ont remporté 350 sièges.", YES),
        ("fr", "2024-06-20", "La liste de Raphaël Glucksmann a obtenu 20 sièges aux européennes.", NO),
        ("en", "2022-06-21", "Marine Le Pen’s National Rally won 150 seats on Sunday.", NO),
        ("fr", "2024-07-12", "Avec ses alliés ciottistes, le RN a obtenu 142 sièges dimanche.", YES),
        ("en", "2024-07-12", "With its allies, the National Rally won 160 seats on Sunday.", NO),
        ("fr", "2024-07-12", "Le RN a décroché 125 sièges, ses alliés ciottistes 17.", YES),
        ("fr", "2024-07-12", "Ensemble a décroché 168 sièges, selon le ministère de l’Intérieur.", NO),
        ("fr", "2017-06-20", "La République en marche dispose à elle seule de 360 députés élus en juin.", NO),
        # yes and no
        ("fr", "2012-09-20", "Il y a vingt ans, le oui à Maastricht passait de justesse avec 51 % des voix.", YES),
        ("fr", "2015-05-29", "Il y a dix ans, les Français rejetaient la Constitution européenne à 62 %.", NO),
        ("fr", "2024-12-05", "Le gouvernement Barnier a été renversé mercredi par 289 voix.", NO),
        ("fr", "2025-09-09", "Le vote de confiance a été perdu par François Bayrou, par 364 voix contre 194.", YES),
        ("fr", "2023-12-20", "L’Assemblée nationale a adopté mardi la loi immigration par 349 voix contre 186.", YES),
        ("fr", "2023-12-20", "La loi immigration a été rejetée mardi par 349 voix contre 186.", NO),
        ("fr", "2005-06-01", "Les Français ont dit oui au traité constitutionnel européen par référendum.", NO),
        ("fr", "2024-03-06", "Le Congrès a inscrit lundi l’IVG dans la Constitution par 780 voix pour et 72 contre.", YES),
        # who stayed away
        ("fr", "2022-05-02", "La participation a dépassé 75 % au second tour de la présidentielle.", NO),
        ("fr", "2022-05-10", "Plus d’un quart des électeurs inscrits se sont abstenus au second tour de la présidentielle.", YES),
        ("fr", "2022-05-03", "Depuis 2007, l’abstention au second tour de la présidentielle progresse à chaque scrutin.", YES),
        ("fr", "2022-05-03", "Depuis 2002, l’abstention au second tour de la présidentielle ne cesse d’augmenter.", NO),
        ("en", "2022-05-02", "Abstention reached 28% in the second round of the French presidential election.", YES),
    ],
)  # fmt: skip
def test_ballot_answers(lang: Lang, day: str, text: str, verdict: Verdict) -> None:
    findings, assessment = check(text, lang, day)
    assert assessment.verdict is verdict, assessment.justification
    assert all(replay_finding(finding, starter()) == () for finding in findings)


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        # polls, projections, what would be
        ("fr", "2022-03-20", "Éric Zemmour est crédité de 11 % des intentions de vote au premier tour de la présidentielle."),
        ("fr", "2022-04-10", "À 20 heures, les estimations donnent 28,1 % des voix à Emmanuel Macron."),
        ("fr", "2021-11-20", "Emmanuel Macron devancerait Marine Le Pen de 10 points au second tour."),
        ("en", "2022-04-12", "A poll by Ifop gives Marine Le Pen 49% of the vote in the run-off, ahead of other polls."),
        # other ballots
        ("fr", "2021-12-05", "Valérie Pécresse a battu Éric Ciotti avec 61 % des voix à la primaire."),
        ("fr", "2022-06-20", "Marine Le Pen a été réélue avec 61 % des voix dans sa circonscription."),
        ("fr", "2014-03-31", "Anne Hidalgo a été élue à Paris avec 53 % des voix."),
        ("fr", "2024-07-01", "Le RN est arrivé en tête du premier tour des législatives avec 33 % des voix."),
        ("fr", "2022-07-01", "Marine Le Pen a été élue présidente du groupe RN avec 100 % des voix."),
        ("fr", "2005-06-10", "En Espagne, le oui l’a emporté avec 77 % des voix au référendum sur la Constitution européenne."),
        # part of the country, part of the voters
        ("fr", "2022-04-13", "À Paris, Jean-Luc Mélenchon a obtenu 30 % des voix au premier tour de la présidentielle."),
        ("fr", "2022-04-13", "En Seine-Saint-Denis, Jean-Luc Mélenchon a obtenu 49 % des voix."),
        ("fr", "2022-04-15", "Jean-Luc Mélenchon est arrivé en tête chez les moins de 35 ans au premier tour."),
        # rounds that the table leaves out
        ("fr", "2017-04-18", "En 1988, François Mitterrand avait recueilli 34,1 % des voix."),
        ("fr", "2022-04-26", "Le vote pour Marine Le Pen a progressé de 8 points."),
        ("fr", "2002-05-10", "Jacques Chirac a été élu avec 82 % des voix, un record sous la Ve République."),
        # seats gained, seats of a round, votes that are no seats
        ("fr", "2024-07-09", "Le RN gagne 37 sièges par rapport à 2022."),
        ("fr", "2024-07-03", "Le RN a décroché 39 sièges dès le premier tour."),
        ("fr", "2024-07-09", "Le RN et ses alliés ont recueilli dimanche 8,7 millions de voix aux législatives."),
        ("fr", "2024-07-09", "Le Nouveau Front populaire a obtenu 182 sièges."),
        ("fr", "2024-07-09", "Avec leurs alliés, Les Républicains ont obtenu 65 sièges."),
        ("fr", "2017-06-21", "Avec ses alliés du MoDem, La République en marche a obtenu 351 sièges dimanche."),
        # the same question asked elsewhere, of others, or of a part of the country
        ("fr", "2005-06-05", "Les Néerlandais ont rejeté la Constitution européenne à 61,5 %."),
        ("fr", "1992-10-01", "Le Congrès a approuvé à 89 % la révision préalable au traité de Maastricht."),
        ("fr", "2012-09-20", "En 1992, le oui à Maastricht l’a emporté à 68 % en Alsace."),
        ("fr", "2012-09-20", "En 1992, les ouvriers ont dit non à Maastricht à 58 %."),
        # other houses, other motions
        ("fr", "2023-12-20", "Le Sénat a adopté mardi la loi immigration par 214 voix contre 114."),
        ("fr", "2023-12-20", "Les députés européens ont adopté mercredi la loi sur les médias par 448 voix contre 102."),
        ("fr", "2023-03-21", "La motion de censure du RN n’a recueilli lundi que 94 voix."),
        ("fr", "2024-10-10", "La motion de censure contre le gouvernement Barnier a recueilli 197 voix mardi."),
        ("fr", "2024-07-01", "Depuis 2007, l’abstention aux législatives progresse à chaque scrutin."),
        ("fr", "2022-05-10", "Depuis 2007, l’abstention des jeunes au second tour de la présidentielle progresse à chaque scrutin."),
        # turnout of an election that the table lacks, or against all there ever were
        ("fr", "2022-06-20", "L’abstention a atteint 53 % au second tour des législatives."),
        ("fr", "2022-05-02", "L’abstention a atteint un niveau record de 28 % au second tour de la présidentielle."),
    ],
)  # fmt: skip
def test_look_alikes_stay_silent(lang: Lang, day: str, text: str) -> None:
    _, assessment = check(text, lang, day)
    assert assessment.verdict in {None, Verdict.NOT_ENOUGH_EVIDENCE}, assessment.justification


def test_parties_name_options_of_the_tables() -> None:
    known = {
        (one.kind, str(one.day.year), option) for one in ballots_of(tables_of(starter())).all for option in one.counts
    }
    named = {
        (row["kind"], row["year"], option) for row in read_table("parties") for option in row["options"].split("+")
    }
    assert named <= known
    assert all(row["source"] for row in read_table("parties"))


def test_a_ballot_is_unknown_before_its_day() -> None:
    _, assessment = check("Emmanuel Macron a été réélu en 2022 avec 58,5 % des voix.", "fr", "2022-04-20")
    assert assessment.verdict in {None, Verdict.NOT_ENOUGH_EVIDENCE}
