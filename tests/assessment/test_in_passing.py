"""What a sentence says in passing is not what it claims: a title, a count, a date of something else decides nothing."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text

DECISIVE = {Verdict.SUPPORTED, Verdict.REFUTED, Verdict.CONFLICTING}


@cache
def starter() -> Packs:
    return open_packs()


def decided(text: str, lang: Lang, day: str) -> list[Verdict]:
    dossier = check(from_text(text, lang=lang, published=date.fromisoformat(day)), starter())
    return [one.verdict for one in dossier.assessments if one.verdict in DECISIVE]


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        # the title that a former holder keeps, or bore when the thing happened
        ("en", "2024-09-01", "A video shows President Obama dancing with a robot in a museum."),
        ("en", "2024-09-01", "U.S. President Bill Clinton has met the rock band twice, a book says."),
        ("en", "2024-09-01", "President George W. Bush owns a ranch and paints portraits of dogs."),
        ("en", "2024-09-01", "A statue of Vice President Mike Pence's grandfather stands in a small Irish village."),
        ("fr", "2024-09-01", "Le président Sarkozy possède une montre offerte par un chanteur."),
        ("fr", "2024-09-01", "Un portrait du président François Hollande orne la salle des fêtes de Tulle."),
        # an office to come, behind a semicolon
        ("fr", "2024-01-15", "Nelson Mandela était encore en prison ; il serait président cinq ans après."),
        # of whom alone a figure is, cut off by its comma
        ("fr", "2024-06-12", "Chez les moins de 25 ans, pourtant, le chômage atteint 17 % en France."),
        # a title that is wanted, refused, possible, or one among several
        ("en", "2024-09-01", "An actress has endorsed Donald Trump for President at a rodeo."),
        ("fr", "2024-09-01", "Boris Johnson est candidat au poste de Premier ministre."),
        ("en", "2024-09-01", "Barack Obama is the only president who has kept bees in his garden."),
        ("en", "2024-09-01", "In May 2019, Donald Trump became the first sitting president to attend a sumo final."),
        ("fr", "2000-11-05", "Helmut Kohl devient le plus ancien chancelier de son pays, en octobre 1996."),
        # a title of somebody else's, or with another's country behind the name
        ("en", "2024-09-01", "A former judge has joined President Trump's legal team in Florida."),
        ("en", "2016-09-01", "Two senators blamed President Barack Obama over Syrian refugees in their towns."),
        # a time that stands in another clause
        ("en", "2024-09-01", "Barack Obama was president when the towers fell in New York."),
        ("fr", "2024-09-01", "Emmanuel Macron était président lorsque le stade a été inauguré en 1998."),
        ("fr", "2011-05-05", "Un recomptage a confirmé Enrique Peña Nieto comme président élu du Mexique."),
        ("fr", "2024-09-01", "Le président George W. Bush, qui a peint des chiens, expose à Dallas."),
        ("en", "2024-09-01", "A cartoon repeats Donald Trump's explanation of why Lincoln succeeded as a president."),
        # an event that is said to be more than dated
        (
            "fr",
            "2024-09-01",
            "Les accords de paix de Dayton ont été le premier accord de paix signé en musique, en décembre 1995.",
        ),
        # one membership of several that are claimed
        ("fr", "2024-09-01", "La Russie est membre de l’ONU, membre fondateur de l’OSCE, invitée du G7."),
        # countries in which something is, members of something else
        ("fr", "2024-09-01", "L’entreprise nourrit les casques bleus de l’ONU dans au moins neuf pays."),
        ("fr", "2024-09-01", "Un rapport d’une commission de six membres de l’ONU décrit des pillages."),
        # the date of what only places something else in time
        ("fr", "2024-09-01", "L’Égypte et le Qatar ont signé une déclaration après la guerre du Golfe de 1991."),
        ("en", "2024-09-01", "Crowds protested a 12 April 2016 attack in London outside the embassy."),
        # the wage of one person, the minimum of another thing
        ("fr", "2024-09-01", "Son salaire est de 3,2 millions d’euros par an."),
        ("fr", "2024-09-01", "Il réclame un minimum de 5 000 euros par mois."),
        ("fr", "2024-09-01", "L’éolien a fourni 47 % de l’électricité du Danemark en 2019."),
        ("en", "2024-09-01", "Wind supplied 47% of Denmark’s electricity in 2019."),
        ("en", "2024-09-01", "Wind and solar supplied 50% of Denmark’s electricity in 2019."),
    ],
)
def test_nothing_is_decided(lang: Lang, day: str, text: str) -> None:
    assert decided(text, lang, day) == []


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        ("fr", "2024-09-01", "Emmanuel Macron est président de la République.", Verdict.SUPPORTED),
        ("fr", "2024-10-20", "Le Premier ministre britannique Rishi Sunak est attendu mardi à Paris.", Verdict.REFUTED),
        ("en", "2024-10-20", "James Cleverly, Britain’s foreign secretary, is due in Rome.", Verdict.REFUTED),
        ("fr", "2024-09-01", "Le Smic brut est de 1 900 euros par mois.", Verdict.REFUTED),
        ("fr", "2024-09-01", "Le salaire minimum brut est de 1 767 euros par mois.", Verdict.SUPPORTED),
        ("fr", "2024-09-01", "L’Union européenne, une organisation de 27 membres, se réunit.", Verdict.SUPPORTED),
        ("fr", "2024-09-01", "Le mur de Berlin est tombé en novembre 1989.", Verdict.SUPPORTED),
    ],
)
def test_what_is_claimed_still_is(lang: Lang, day: str, text: str, verdict: Verdict) -> None:
    assert decided(text, lang, day) == [verdict]


def test_a_figure_without_a_date_takes_the_one_of_its_sentence() -> None:
    text = "Le Portugal a fini l’année 2010 en récession, avec un chômage à plus de 9 %."
    dossier = check(from_text(text, lang="fr", published=date(2024, 9, 1)), starter())
    assert [one.reading.period for one in dossier.findings if one.reading.measure.startswith("Taux de chômage")] == [
        "2010"
    ]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("fr", "La France comptait 68 millions d'habitants en 2023, devant l'Espagne.", [Verdict.SUPPORTED]),
        ("fr", "La France comptait 68 millions d'habitants en 2023, loin derrière l'Allemagne.", [Verdict.SUPPORTED]),
        ("fr", "La France comptait 68 millions d'habitants en 2023, derrière l'Espagne.", []),
        ("fr", "La France comptait 68 millions d'habitants en 2023, devant l'Allemagne.", []),
        ("fr", "La France comptait 75 millions d'habitants en 2023, devant l'Espagne.", [Verdict.REFUTED]),
        ("en", "France had 68 million inhabitants in 2023, far behind Spain.", []),
        ("en", "France had 68 million inhabitants in 2023, far ahead of Spain.", [Verdict.SUPPORTED]),
    ],
)
def test_a_figure_bears_out_no_order_that_is_said_beside_it(lang, text, wanted):
    assert decided(text, lang, "2024-09-01") == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("fr", "Le Royaume-Uni, qui compte 67 millions d'habitants, a quitté l'Union européenne en 2016.", "NO"),
        ("fr", "Le Royaume-Uni, qui compte 67 millions d'habitants, a quitté l'Union européenne en 2020.", "YES"),
        ("fr", "La Finlande, pays de 5,5 millions d'habitants, a rejoint l'Otan en 2022.", "NO"),
        ("fr", "La Suisse, qui compte 9 millions d'habitants, n'est pas membre de l'Otan.", "YES"),
        ("en", "Croatia, whose coast draws millions, adopted the euro in 2023.", "YES"),
        ("en", "Finland, which shares a border with Russia, joined NATO in 2021.", "NO"),
        # the vote of this time is not the one of the clause before
        ("fr", "Le Mali, qui s'était abstenu en mars 2022, a cette fois voté contre.", "YES"),
    ],
)
def test_what_follows_a_clause_about_its_subject_is_said_of_it(lang: Lang, text: str, wanted: str) -> None:
    last = {"YES": Verdict.SUPPORTED, "NO": Verdict.REFUTED}[wanted]
    assert decided(text, lang, "2024-05-01")[-1] is last


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("fr", "La Croatie a adopté l'euro en 2023, comme la Bulgarie.", []),
        ("fr", "L'Estonie a rejoint l'OTAN en 2004, en même temps que la Croatie.", [Verdict.REFUTED]),
        ("fr", "L'Italie est membre de l'OTAN depuis 1949 grâce à Silvio Berlusconi.", []),
        ("fr", "L'Estonie a rejoint l'OTAN en 2009, en même temps que la Croatie.", [Verdict.REFUTED]),
        ("fr", "La Croatie a adopté l'euro en 2023.", [Verdict.SUPPORTED]),
        ("en", "Estonia joined NATO in 2004, at the same time as Croatia.", [Verdict.REFUTED]),
        ("en", "Italy has been a member of NATO since 1949 thanks to Silvio Berlusconi.", []),
    ],
)
def test_one_fact_bears_out_neither_another_s_nor_a_cause(lang, text, wanted):
    assert decided(text, lang, "2024-09-01") == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le député Paul Vif a dit que la Suisse est membre de l’Otan."),
        ("fr", "« La Norvège est membre de l’Union européenne », a déclaré Paul Vif."),
        ("en", "Laura Finch said that Switzerland is a member of NATO."),
        ("en", "Norway is a member of the European Union, Mr. Finch wrote in 2020."),
    ],
)
def test_that_somebody_said_so_is_not_refuted_by_what_was_said(lang: Lang, text: str) -> None:
    dossier = check(from_text(text, lang=lang, published=date(2024, 9, 1)), starter())
    kinds = {claim.id: claim.kind for claim in dossier.claims}
    refuted = [kinds[one.claim_id] for one in dossier.assessments if one.verdict is Verdict.REFUTED]
    assert refuted == ["state"]
