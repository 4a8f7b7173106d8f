"""What bears a name, a vote or a title like another's, and is not it: no table of the one may judge the other."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from assessment import isles
from sourcier.assessment import assess
from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Caveat, Verdict
from sourcier.evidence.packs import Packs, open_packs
from sourcier.text.gazetteer import Gazetteer

YES, NO, BOTH = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.CONFLICTING
SILENT = (None, Verdict.NOT_ENOUGH_EVIDENCE)


@cache
def starter() -> Packs:
    return open_packs()


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isles, "gazetteer", cache(lambda: Gazetteer.of(starter().entities)))


def check(text: str, lang: Lang, day: str) -> Assessment:
    draft = isles.draft_of(text, lang, date.fromisoformat(day))
    _, (assessment,) = assess(draft, [isles.claim_of(draft)], starter())
    return assessment


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        # on the way to a law's last vote, or in the other house
        (
            "fr",
            "2023-12-21",
            "Une motion de rejet préalable de la loi immigration a été adoptée par 270 voix contre 265.",
        ),
        ("fr", "2023-12-21", "Un amendement à la loi immigration a été rejeté par 310 voix contre 120."),
        ("fr", "2023-12-21", "L’article 9 de la loi immigration a été supprimé par 203 voix contre 190."),
        ("fr", "2023-12-21", "En première lecture, la loi immigration a été adoptée par 210 voix contre 115."),
        ("fr", "2023-12-21", "Le Sénat a approuvé mardi la loi immigration par 214 voix contre 114."),
        ("en", "2023-12-21", "A motion to reject the immigration bill passed by 270 votes to 265."),
        ("en", "2023-12-21", "An amendment to the immigration act was rejected by 210 votes to 140."),
        ("en", "2023-12-21", "Senators passed the immigration act by 214 votes to 114."),
        # one motion against a government is not another
        ("fr", "2024-12-20", "La première motion de censure contre le gouvernement Barnier date du 8 octobre 2024."),
        # nor is what came about after the article
        ("fr", "2024-10-20", "Le gouvernement Barnier a été censuré le 8 octobre 2024."),
        ("en", "2016-03-10", "The Brexit referendum took place in February 2016."),
        # bodies that no table of votes has
        ("fr", "2022-03-06", "Au Conseil des droits de l’homme, 32 pays ont voté pour la résolution sur l’Ukraine."),
        (
            "fr",
            "2022-03-06",
            "L’Inde a voté contre la résolution de l’AIEA sur l’agression contre l’Ukraine en mars 2022.",
        ),
        ("en", "2022-03-06", "At the Human Rights Council, 32 states voted for the resolution on Ukraine."),
        ("en", "2022-03-06", "At UNESCO, 33 countries backed a resolution against the war in Ukraine in March 2022."),
        # a state's name inside that of another place
        ("fr", "2021-12-01", "L’Irlande du Nord comptait 1,9 million d’habitants en 2020."),
        ("fr", "2022-12-01", "L’Italie du Nord comptait 27 millions d’habitants en 2021."),
        ("fr", "2022-12-01", "Le chômage touchait 5,2 % des actifs dans l’est de l’Allemagne en 2021."),
        ("fr", "2022-12-01", "Dans le sud de l’Italie, le chômage touchait 20 % des actifs en 2021."),
        ("en", "2022-12-01", "In northern Italy, unemployment stood at 6 percent in 2021."),
        ("en", "2022-12-01", "The east of Germany had 16 million inhabitants in 2021."),
        ("fr", "2022-12-01", "Le Kurdistan irakien comptait 6 millions d’habitants en 2021."),
        ("fr", "2022-12-01", "Le Congo comptait 95 millions d’habitants en 2021."),
        ("en", "2022-12-01", "Northern Ireland is a member of the European Union."),
        ("en", "2022-12-01", "French Polynesia had 280,000 inhabitants in 2021."),
        ("en", "2022-12-01", "British Columbia had 5 million inhabitants in 2021."),
        # a body's name inside that of another body
        ("fr", "2024-07-08", "La Russie est membre du Conseil de l’Europe de volley."),
        ("fr", "2024-07-08", "Israël fait partie de l’Union européenne de radio-télévision."),
        ("fr", "2024-07-08", "Le Maroc appartient à l’Union africaine de natation depuis 1990."),
        ("fr", "2024-07-08", "La Suisse n’est pas membre du Conseil de l’Europe des communes."),
        ("en", "2024-07-08", "Israel is a member of the European Union of Gymnastics."),
        ("en", "2024-07-08", "Turkey is a member of the NATO Parliamentary Assembly."),
        ("en", "2024-07-08", "Australia is a member of the Council of Europe Development Bank."),
        ("en", "2024-07-08", "Japan is an ally of NATO."),
        # a date beside another body is not this one's
        ("en", "2024-02-20", "Croatia, a member of the EU since July 2013, uses the euro."),
        # an office of statistics speaks of places inside its country as well
        ("fr", "2024-01-04", "Lyon compte 520 000 habitants, selon l’Insee."),
        ("fr", "2024-01-04", "La métropole compte 1,4 million d’habitants, selon l’Insee."),
        ("fr", "2024-01-04", "Selon l’Insee, la région compte 6 millions d’habitants."),
        ("fr", "2024-01-04", "La zone d’emploi comptait 310 000 habitants en 2020, d’après l’Insee."),
        ("fr", "2024-01-04", "Le taux de chômage de la région atteint 12 %, selon l’Insee."),
        # who flees need not have left the country: tables of refugees hold those abroad alone
        ("fr", "2024-05-12", "La guerre en Ukraine a fait fuir onze millions de personnes."),
        ("fr", "2024-05-12", "En 2022, 9 millions d’Ukrainiens ont fui leur foyer."),
        ("en", "2024-05-12", "In 2022, eleven million people had fled the war in Syria."),
        ("en", "2024-05-12", "In 2022, 6.8 million people were displaced in Syria."),
        # terms in a row are one spell in a list
        ("fr", "2024-01-20", "Angela Merkel a été quatre fois chancelière d’Allemagne."),
        ("fr", "2024-01-20", "Emmanuel Macron a entamé son second mandat de président de la République en mai 2022."),
        ("en", "2024-01-20", "Barack Obama was three times president of the United States."),
        ("en", "2024-01-20", "Barack Obama began his second term as president of the United States in January 2013."),
        # elections summed up are no round of one
        ("fr", "2024-07-09", "Marine Le Pen a été battue trois fois à la présidentielle."),
        ("fr", "2024-07-09", "Jean-Luc Mélenchon a été candidat trois fois à la présidentielle."),
        ("fr", "2022-06-20", "Marine Le Pen a gagné 2,6 millions de voix entre les deux scrutins."),
        # the first words say of whom alone a figure is
        ("fr", "2024-06-12", "Dans le bâtiment, en revanche, le chômage atteint 9 % en France."),
        ("fr", "2024-06-12", "Pour les jeunes, hélas, le chômage atteint 17 % en France."),
        ("en", "2024-06-12", "For young people, alas, unemployment in France was 17 percent in 2022."),
        ("en", "2023-09-28", "In Japan, 30 percent over 65 is the world's highest share of the population."),
        # what something else is divided by, or told of by a quality of it
        ("fr", "2024-08-12", "Rapporté à sa population, la Nouvelle-Zélande fait dix fois mieux que la Chine."),
        ("en", "2024-01-15", "Japan has the world's oldest population."),
        ("en", "2024-01-15", "Niger has the world's fastest-growing population."),
        ("fr", "2024-01-15", "Les États-Unis en émettent deux fois plus par tête que la Chine."),
        # some members of whom something is told; some of those whom another sentence names
        ("en", "2024-11-07", "Only two NATO members do."),
        ("fr", "2024-11-07", "Seuls deux membres de l’Otan le font."),
        ("en", "2024-02-20", "In 2022 the country took in 3.6 million of them, mostly Syrians."),
        # each has its own figure, though the two are then added up
        (
            "en",
            "2023-12-14",
            "Russia holds 5,889 warheads, America 5,244, and between them nine-tenths of the world's stock.",
        ),
        # so near that another year, or the table itself, may have it the other way
        ("fr", "2024-11-07", "La Pologne consacre à sa défense une part plus grande de son PIB que les États-Unis."),
        ("fr", "2024-03-15", "À elle seule, l’Amérique représente 37 % des dépenses militaires mondiales."),
        # counted otherwise by the state itself; the highest of a year's months
        ("fr", "2023-05-04", "La France compte 10 % d’immigrés."),
        ("en", "2024-11-10", "Inflation had hit 11% in Britain in 2022."),
        ("fr", "2024-11-10", "L’inflation a culminé à 11 % au Royaume-Uni en 2022."),
        # a round figure that the table lies a little beside
        ("fr", "2024-11-10", "La population française a atteint 70 millions d’habitants en 2023."),
        ("fr", "2024-11-10", "La population allemande atteignait 80 millions d’habitants en 2023."),
        ("fr", "2024-11-10", "L’Ukraine a perdu un cinquième de sa population depuis 2014."),
        # history has its own present
        ("fr", "2024-10-05", "Jacques Chirac, président depuis 1995, s’y opposa."),
        ("fr", "2024-10-05", "Lula, président du Brésil depuis janvier 2003, refusa de s’aligner."),
    ],
)
def test_nothing_judges_a_look_alike(lang: Lang, day: str, text: str) -> None:
    assert check(text, lang, day).verdict in SILENT


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        ("fr", "2023-12-21", "La loi immigration a été adoptée à l’Assemblée nationale par 349 voix contre 186.", YES),
        ("fr", "2023-12-21", "La loi immigration a été adoptée à l’Assemblée nationale par 370 voix contre 165.", NO),
        (
            "fr",
            "2024-12-20",
            "La motion de censure contre le gouvernement Barnier a été adoptée le 4 décembre 2024.",
            YES,
        ),
        ("fr", "2025-01-20", "Le gouvernement Barnier a été censuré en novembre 2024.", NO),
        ("fr", "2022-04-10", "93 pays ont voté pour la suspension de la Russie du Conseil des droits de l’homme.", YES),
        (
            "en",
            "2022-04-10",
            "China voted against suspending Russia from the Human Rights Council on 7 April 2022.",
            YES,
        ),
        ("fr", "2022-12-01", "La Macédoine du Nord est membre de l’Otan.", YES),
        ("fr", "2022-12-01", "C’est l’Allemagne qui comptait 83,2 millions d’habitants en 2021.", YES),
        ("en", "2022-12-01", "South Korea had 51.8 million inhabitants in 2021.", YES),
        ("en", "2022-12-01", "The Republic of Ireland had 5.1 million inhabitants in 2021.", YES),
        ("fr", "2024-07-08", "La Suède est membre de l’Otan de plein droit.", YES),
        ("fr", "2024-07-08", "L’Autriche est membre du Conseil de l’Europe depuis 1956.", YES),
        ("fr", "2024-01-20", "Shinzo Abe a été deux fois premier ministre du Japon.", YES),
        ("en", "2024-01-20", "Shinzo Abe was twice prime minister of Japan.", YES),
        ("fr", "2024-05-12", "Selon l’Insee, l’inflation a atteint 4,9 % en 2023.", YES),
        # the state that is voted on does not vote
        (
            "en",
            "2022-04-11",
            "The General Assembly suspended Russia from the Human Rights Council on April 7th by 93 votes to 24.",
            YES,
        ),
        # who has not left is inside
        ("fr", "2024-11-18", "La Russie n’a pas quitté l’ONU.", YES),
        ("en", "2024-11-18", "Russia has not left the United Nations.", YES),
        ("en", "2024-11-18", "Britain has not left the European Union.", NO),
        ("fr", "2024-11-18", "La Grèce n’a pas quitté la zone euro en 2015.", YES),
        ("fr", "2024-11-18", "La Russie n’est plus membre du Conseil de l’Europe.", YES),
        # an economy that has shrunk has not grown
        ("fr", "2024-11-07", "L’économie allemande n’a pas crû en 2023.", YES),
        ("fr", "2024-11-07", "L’économie allemande n’a pas crû en 2022.", NO),
        # "prendre fin" ends nothing late in the year
        ("fr", "2023-09-15", "La guerre de Corée a pris fin il y a soixante-dix ans, sans traité de paix.", YES),
        # zeros before a scale word are figures
        ("fr", "2024-11-10", "La Bulgarie comptait 10 millions d’habitants en 2023.", NO),
        ("en", "2024-11-10", "Belgium had a population of 10 million in 2023.", NO),
        ("fr", "2024-11-10", "L’Union européenne compte 450 millions d’habitants.", YES),
        ("fr", "2023-05-04", "La France comptait 25 % d’immigrés en 2020.", NO),
        ("fr", "2023-12-14", "La Russie et les États-Unis détiennent ensemble 11 133 ogives.", YES),
        ("fr", "2024-10-05", "Emmanuel Macron, président depuis 2016, a refusé de s’aligner.", NO),
        ("fr", "2024-05-12", "En 2022, 5,7 millions de personnes ont fui l’Ukraine.", YES),
        ("fr", "2024-05-12", "En 2022, 3 millions d’Ukrainiens avaient fui leur pays.", NO),
        ("en", "2024-05-12", "In 2022, 6.5 million people had fled from Syria.", YES),
        # votes of two sides, each with its verb, and how far apart they are
        (
            "fr",
            "2025-09-10",
            "364 députés ont refusé leur confiance au gouvernement Bayrou, 194 la lui ont accordée.",
            YES,
        ),
        ("fr", "2025-09-10", "Le gouvernement Bayrou a été battu de 170 voix lundi lors du vote de confiance.", YES),
        ("fr", "2025-09-10", "Le gouvernement Bayrou a été battu de 120 voix lundi lors du vote de confiance.", NO),
        ("fr", "2024-03-06", "Le Congrès a inscrit l’IVG dans la Constitution, avec 708 voix d’écart.", YES),
    ],
)
def test_the_thing_itself_is_judged(lang: Lang, day: str, text: str, verdict: Verdict) -> None:
    assert check(text, lang, day).verdict is verdict


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        ("fr", "2024-02-20", "Le Niger a quitté la Cédéao en janvier 2024."),
        ("fr", "2024-02-20", "Le Mali n’est plus membre de la Cédéao."),
        ("fr", "2022-06-01", "La Finlande a rejoint l’Otan en avril 2022."),
        ("en", "2019-06-01", "The United Kingdom left the European Union in March 2019."),
    ],
)
def test_what_only_came_about_later_refutes_with_the_caveat(lang: Lang, day: str, text: str) -> None:
    found = check(text, lang, day)
    assert found.verdict is NO
    assert Caveat.ONLY_KNOWN_LATER in found.caveats


def test_a_past_error_of_date_has_no_such_caveat() -> None:
    found = check("La Finlande a rejoint l’Otan en avril 2022.", "fr", "2024-06-01")
    assert (found.verdict, found.caveats) == (NO, ())


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        # no row for the world: the sum of all states may fall short of it, and a share of the sum is too high
        ("fr", "2023-12-01", "La Chine émettait 30 % du CO2 mondial en 2021.", None),
        ("en", "2023-12-01", "China emitted 32 percent of the world’s CO2 in 2021.", YES),
        ("fr", "2023-12-01", "La Chine émettait 20 % du CO2 mondial en 2021.", NO),
        ("fr", "2023-12-01", "La Chine émettait 40 % du CO2 mondial en 2021.", NO),
        # a row for the world
        ("fr", "2023-12-01", "L’Inde abritait 15 % de la population mondiale en 2022.", NO),
    ],
)
def test_a_share_of_the_sum_of_states(lang: Lang, day: str, text: str, verdict: Verdict | None) -> None:
    found = check(text, lang, day).verdict
    assert found in SILENT if verdict is None else found is verdict


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        ("fr", "2025-06-01", "La Russie a consacré 6 % de son PIB à la défense en 2023.", None),
        ("fr", "2025-06-01", "La Russie a consacré 5,4 % de son PIB à la défense en 2023.", YES),
        ("fr", "2025-06-01", "La Russie a consacré 7 % de son PIB à la défense en 2023.", NO),
        # the last figure out by the day, and the next one, lie on both sides of it
        ("en", "2025-06-01", "Poland spends 4.1 percent of its GDP on defence.", None),
        ("en", "2025-06-01", "Poland spends 6.1 percent of its GDP on defence.", NO),
    ],
)
def test_rounding_or_tolerance_and_not_their_sum(lang: Lang, day: str, text: str, verdict: Verdict | None) -> None:
    found = check(text, lang, day).verdict
    assert found in SILENT if verdict is None else found is verdict


def test_a_round_count_of_some_months_told_of_the_whole_war() -> None:
    found = check("Vingt mille soldats russes ont trouvé la mort en Ukraine.", "fr", "2023-05-12")
    assert found.verdict is BOTH
    assert Caveat.DEPENDS_ON_DEFINITION in found.caveats
    assert "Ce chiffre ne porte que sur une partie de la guerre." in found.justification


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Au bas mot, 150 000 soldats russes ont été tués en Ukraine."),
        ("en", "At the very least, 150,000 Russian soldiers have been killed in Ukraine."),
    ],
)
def test_a_floor_is_no_exact_figure(lang: Lang, text: str) -> None:
    assert check(text, lang, "2024-03-05").verdict is BOTH


@pytest.mark.parametrize(
    ("lang", "day", "text", "words"),
    [
        (
            "fr",
            "2023-12-01",
            "Le Japon émettait 15 % du CO2 mondial en 2021.",
            "2021 : Japon, 2,962 % du total mondial.",
        ),
        (
            "en",
            "2023-12-01",
            "Japan emitted 15 percent of the world’s CO2 in 2021.",
            "2021: Japan, 2.962% of the world",
        ),
    ],
)
def test_the_sentences_read_well(lang: Lang, day: str, text: str, words: str) -> None:
    assert words in check(text, lang, day).justification.replace("\u202f", " ")
