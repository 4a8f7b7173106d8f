"""Who puts which figure on a thing: issuers by any name, those who are not among them, and what issuers dispute."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text

YES, NO, BOTH, OPEN = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.CONFLICTING, Verdict.NOT_ENOUGH_EVIDENCE
ONE_PARTY = {Caveat.INTERESTED_SOURCE, Caveat.SINGLE_SOURCE}
ONE = {Caveat.SINGLE_SOURCE}


@pytest.fixture(scope="module")
def packs() -> Packs:
    return open_packs()


def told(packs: Packs, lang: Lang, day: str, text: str) -> list[tuple[Verdict | None, set[Caveat]]]:
    dossier = check(from_text(text, lang=lang, published=date.fromisoformat(day)), packs)
    return [(one.verdict, set(one.caveats)) for one in dossier.assessments if one.verdict is not None]


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict", "caveats"),
    [
        (
            "fr",
            "2024-08-20",
            "Le ministère de la Santé de Gaza avance un bilan de plus de 40 000 morts.",
            YES,
            ONE_PARTY,
        ),
        (
            "fr",
            "2024-08-20",
            "Plus de 40 000 Palestiniens ont été tués à Gaza, d’après le ministère de la Santé de l’enclave.",
            YES,
            ONE_PARTY,
        ),
        ("fr", "2024-08-20", "Le ministère de la Santé du Hamas recense 62 000 morts à Gaza.", NO, ONE_PARTY),
        ("fr", "2023-09-14", "Kiev revendique 263 000 soldats russes mis hors de combat.", YES, ONE_PARTY),
        (
            "fr",
            "2023-09-14",
            "Les autorités américaines évaluent à 120 000 le nombre de soldats russes tués.",
            YES,
            ONE_PARTY,
        ),
        (
            "en",
            "2023-09-14",
            "American officials estimate that 300,000 Ukrainian soldiers have been killed.",
            NO,
            ONE_PARTY,
        ),
        ("en", "2023-03-01", "CSIS estimates that 60,000 to 70,000 Russian soldiers have been killed.", YES, ONE),
        ("en", "2023-03-01", "CSIS estimates that 20,000 Russian soldiers have been killed.", NO, ONE),
        ("fr", "2024-07-10", "D’après Mediazona, au moins 106 000 soldats russes ont trouvé la mort.", YES, ONE),
        ("fr", "2023-09-20", "L’ONU a vérifié la mort de 9 614 civils en Ukraine.", YES, ONE),
        (
            "fr",
            "2023-11-15",
            "Israël a ramené à 1 200 le bilan des morts de l’attaque du 7 octobre.",
            YES,
            ONE_PARTY,
        ),
        ("en", "2024-06-28", "SIPRI reckons China now has 500 nuclear warheads.", YES, ONE),
        ("fr", "2024-04-16", "Selon l’Insee, la dette publique atteint 110,6 % du PIB fin 2023.", YES, ONE),
        ("fr", "2024-06-28", "Le Royaume-Uni et la France disposent ensemble de 515 ogives.", YES, ONE),
        (
            "fr",
            "2024-06-28",
            "À eux deux, les États-Unis et la Russie possèdent 60 % des têtes nucléaires mondiales.",
            NO,
            ONE,
        ),
        (
            "en",
            "2024-06-28",
            "The United States accounted for 37% of world military spending in 2023, according to SIPRI.",
            YES,
            ONE,
        ),
        ("fr", "2024-03-06", "Un peu plus de 31 000 soldats ukrainiens sont tombés.", BOTH, {Caveat.INTERESTED_SOURCE}),
        (
            "fr",
            "2022-10-06",
            "Moins de 6 000 soldats russes ont péri.",
            BOTH,
            {Caveat.INTERESTED_SOURCE, Caveat.DEPENDS_ON_DEFINITION},
        ),
    ],
)
def test_a_figure_is_held_against_who_gives_it(
    packs: Packs, lang: Lang, day: str, text: str, verdict: Verdict, caveats: set[Caveat]
) -> None:
    assert (verdict, caveats) in told(packs, lang, day, text)


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        ("fr", "2023-09-14", "Selon le chef d’état-major polonais, 40 000 soldats ukrainiens ont été tués."),
        ("fr", "2023-09-14", "La Russie a perdu 120 000 électeurs."),
        ("fr", "2024-05-01", "Le Sipri évalue à 15 milliards de dollars le budget militaire de la Belgique en 2023."),
        ("fr", "2024-08-20", "Un hôpital de Gaza fait état de quarante morts."),
        ("fr", "2024-03-06", "Selon un ministre ukrainien, 31 000 civils ont été tués dans la guerre."),
        ("fr", "2024-03-06", "Selon un expert, 55 000 soldats ukrainiens ont été tués."),
        ("fr", "2022-05-10", "Selon Moscou, 5 000 soldats russes ont été blessés."),
        ("fr", "2024-03-06", "31 000 soldats ukrainiens sont tombés malades cet hiver."),
        ("fr", "2024-03-06", "31 000 soldats russes sont tombés aux mains des Ukrainiens."),
        ("fr", "2024-04-16", "Selon l’Insee, la dette des ménages atteint 98 % du PIB fin 2023."),
        ("fr", "2024-06-28", "À eux deux, Washington et Moscou détiennent 40 % des réserves d’or de la planète."),
        ("en", "2024-08-20", "Israel says it has killed 17,000 fighters in Gaza."),
        ("fr", "2024-03-15", "L’Otan compte dix-huit alliés au-dessus des 2 %."),
    ],
)
def test_somebody_else_s_figure_is_left_open(packs: Packs, lang: Lang, day: str, text: str) -> None:
    assert {verdict for verdict, _ in told(packs, lang, day, text)} <= {OPEN}


def test_the_world_s_figure_is_not_that_of_the_state_in_the_next_clause(packs: Packs) -> None:
    text = (
        "Les dépenses militaires mondiales ont atteint 2 443 milliards de dollars en 2023, "
        "dont plus d’un tiers pour les seuls États-Unis."
    )
    assert told(packs, "fr", "2024-06-28", text) == [(YES, ONE), (YES, ONE)]


@pytest.mark.parametrize(("figure", "verdict"), [("5,5", YES), ("4,7", NO)])
def test_the_figure_of_another_year_is_another_figure(packs: Packs, figure: str, verdict: Verdict) -> None:
    found = told(packs, "fr", "2024-02-01", f"Le déficit public français a atteint {figure} % du PIB en 2023.")
    assert [(one, Caveat.ONLY_KNOWN_LATER in caveats) for one, caveats in found] == [(verdict, True)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La guerre en Ukraine a fait trois morts à Kherson mardi."),
        ("fr", "Trois soldats ukrainiens ont été tués mardi près d’Avdiïvka."),
        ("fr", "L’armée ukrainienne a perdu onze hommes dans une embuscade hier."),
        ("fr", "En octobre, la Russie a perdu 20 000 hommes."),
        ("fr", "La Russie a perdu 900 soldats en une journée, selon l’état-major ukrainien."),
        ("fr", "Les bombardements de mercredi ont fait 80 morts à Gaza, selon le ministère de la Santé."),
        ("fr", "Le Covid a fait 110 000 morts en Ukraine."),
        ("fr", "La Russie a subi 3 millions de pertes d’emplois."),
        ("en", "Ukraine lost 400 soldiers in the battle for Avdiivka last week."),
        ("en", "Overnight drone attacks killed seven civilians in Ukraine."),
        ("en", "Russia lost 1,200 men on Sunday alone, Ukraine’s General Staff said."),
        ("en", "The earthquake killed 2,000 people in Ukraine."),
    ],
)
def test_the_toll_of_a_day_or_a_place_is_no_war_s(packs: Packs, lang: Lang, text: str) -> None:
    assert not [one for one in told(packs, lang, "2023-11-15", text) if one[0] is not OPEN]


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict", "caveats"),
    [
        (
            "fr",
            "2023-06-20",
            "Evgueni Prigojine parle de 20 000 combattants de Wagner tués à Bakhmout.",
            YES,
            ONE_PARTY,
        ),
        (
            "en",
            "2023-06-20",
            "The Wagner boss, Yevgeny Prigozhin, said 60,000 of his men had died at Bakhmut.",
            NO,
            ONE_PARTY,
        ),
        (
            "fr",
            "2024-09-20",
            "La dette publique au sens de Maastricht s’élevait à 3 101 milliards d’euros fin 2023, d’après l’Insee.",
            YES,
            ONE,
        ),
        (
            "fr",
            "2023-10-03",
            "L’Union européenne a promis 60 milliards d’euros à l’Ukraine, selon l’institut de Kiel.",
            NO,
            ONE,
        ),
        (
            "en",
            "2024-09-20",
            "NATO expects just eighteen allies to clear the 2% threshold this year.",
            NO,
            {Caveat.OUTDATED, Caveat.SINGLE_SOURCE},
        ),
        ("fr", "2025-09-01", "Les immigrés représentent 10,7 % de la population, selon l’Insee.", YES, ONE),
    ],
)
def test_a_source_by_any_verb_is_its_source(
    packs: Packs, lang: Lang, day: str, text: str, verdict: Verdict, caveats: set[Caveat]
) -> None:
    assert (verdict, caveats) in told(packs, lang, day, text)


@pytest.mark.parametrize("figure", ["près de 14", "10,7"])
def test_two_definitions_of_one_name_conflict(packs: Packs, figure: str) -> None:
    found = told(packs, "fr", "2025-09-01", f"Les immigrés forment {figure} % de la population française.")
    assert [(verdict, Caveat.DEPENDS_ON_DEFINITION in caveats) for verdict, caveats in found] == [(BOTH, True)]
