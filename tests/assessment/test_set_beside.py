"""A claim is borne out only where all of it is: those it sets beside its subject, and the years said with a length."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs
from sourcier.ingest import from_text

YES, NO = Verdict.SUPPORTED, Verdict.REFUTED


def assessed(packs: Packs, lang: Lang, text: str) -> list[Assessment]:
    return list(check(from_text(text, lang=lang, published=date(2024, 9, 2)), packs).assessments)


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "La Hongrie est entrée dans l'OTAN en 1999, avec la Pologne et la Tchéquie.", YES),
        ("fr", "La Hongrie est entrée dans l'OTAN en 1999, avec la Pologne et la Slovaquie.", NO),
        ("en", "Hungary joined NATO in 1999 together with Poland.", YES),
        ("en", "Hungary joined NATO in 1999 together with Slovakia.", NO),
        ("en", "Romania, along with Bulgaria, joined the European Union in 2007.", YES),
        ("en", "Sweden joined NATO in 2024 with Hungary's approval.", None),  # no approval was looked up
        ("fr", "La France est membre de l'OTAN, de même que l'Autriche.", NO),
        ("en", "Like Poland, Lithuania is a member of the European Union.", YES),
        ("fr", "La Suisse n'est pas membre de l'Union européenne, pas plus que la Suède.", NO),
        ("fr", "La Suisse, en concurrence avec l'Autriche, n'est pas membre de l'Union européenne.", None),
        # the like in another year is no error
        ("fr", "La Croatie a rejoint l'Union européenne en 2013, comme la Slovénie.", None),
        ("fr", "La Finlande a rejoint l'OTAN en 2023, suivie par la Suède.", None),
        # votes, counts, events, figures, ranks
        ("fr", "La Syrie a voté contre la résolution du 2 mars 2022, avec la Biélorussie et la Chine.", NO),
        ("en", "Syria voted against the resolution of 2 March 2022, alongside Belarus.", YES),
        ("en", "The European Union has 27 members, including Malta.", YES),
        ("en", "The European Union has 27 members, including Norway.", None),
        ("fr", "La Russie a annexé la Crimée en 2014, avec la Biélorussie.", None),
        ("fr", "L'inflation a atteint 5,2 % en France en 2022, comme en Allemagne.", None),
        ("fr", "L'Inde est le pays le plus peuplé du monde, avec la France.", None),
        # who came before, who was above
        ("en", "Donald Trump became president on 20 January 2017, replacing Joe Biden.", None),
        ("fr", "Joe Biden a été le vice-président de Donald Trump.", None),
        ("fr", "Angela Merkel est entrée à la chancellerie.", None),
    ],
)
def test_the_same_is_looked_up_of_all_of_whom_it_is_said(
    packs: Packs, lang: Lang, text: str, verdict: Verdict | None
) -> None:
    found = {one.verdict for one in assessed(packs, lang, text)} & {YES, NO}
    assert found == ({verdict} if verdict else set())


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "Margaret Thatcher a été Première ministre onze ans, de 1979 à 1990.", YES),
        ("fr", "Margaret Thatcher a été Première ministre onze ans, de 1982 à 1993.", NO),
        ("en", "Margaret Thatcher was prime minister for eleven years, until 1990.", YES),
        ("en", "Margaret Thatcher was prime minister for eleven years, until 1994.", NO),
        ("fr", "Jacques Chirac a été président douze ans à partir de 1997.", None),
        ("fr", "La Lettonie est membre de l'OTAN depuis vingt ans, c'est-à-dire depuis 2009.", None),
        ("en", "South Korea's fertility rate fell from 1.47 children per woman in 2000 to 0.55 in 2020.", NO),
    ],
)
def test_a_length_or_a_figure_bears_out_no_other_year(
    packs: Packs, lang: Lang, text: str, verdict: Verdict | None
) -> None:
    found = {one.verdict for one in assessed(packs, lang, text)} & {YES, NO}
    assert found == ({verdict} if verdict else set())


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("en", "An earthquake affected 68 million people in France in 2022.", None),
        ("en", "A network that connects 68 million people in France is slow.", None),
        ("en", "In France 68 million people were affected by the heat wave in 2022.", None),
        ("en", "In 2022, 68 million people in France watched the final.", None),
        ("en", "In 2022, 68 million people lived in France.", YES),
        ("fr", "La France comptait 68 millions d'habitants en 2022.", YES),
    ],
)
def test_those_to_whom_something_happens_are_no_population(
    packs: Packs, lang: Lang, text: str, verdict: Verdict | None
) -> None:
    found = {one.verdict for one in assessed(packs, lang, text)} & {YES, NO}
    assert found == ({verdict} if verdict else set())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("La Pologne dépensera 5 % de son PIB pour sa défense en 2026.", date(2027, 1, 1)),
        ("Le pont rouvrira le 12 mars 2026.", date(2026, 3, 13)),
        ("Le péage sera supprimé à partir de 2030.", date(2030, 1, 1)),
    ],
)
def test_a_prediction_can_be_checked_when_its_time_is_over(packs: Packs, text: str, day: date) -> None:
    (assessment,) = assessed(packs, "fr", text)
    assert assessment.checkable_from == day


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("En Hongrie, les prix ont augmenté de 25 % en 2023.", False),  # Nigeria's by chance
        ("Le Nigeria souffre. En Hongrie, les prix ont augmenté de 25 % en 2023.", True),
    ],
)
def test_another_country_s_figure_is_told_where_the_text_speaks_of_it(packs: Packs, text: str, is_told: bool) -> None:
    said = " ".join(one.justification for one in assessed(packs, "fr", text))
    assert "17,1" in said
    assert ("Nigeria" in said) is is_told
