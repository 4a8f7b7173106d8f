"""Which vote is told, and of whom a count is: statements apart, a text carried by so many, two votes of one day."""

from __future__ import annotations

import pytest

from assessment.deciding import NO, YES, checked, decisive
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        # so many passed it; who abstained is not counted
        (
            "fr",
            "2011-03-20",
            "Le Conseil de sécurité a adopté la résolution 1973 par 10 voix, l'Allemagne s'abstenant.",
            YES,
        ),
        (
            "fr",
            "2011-03-20",
            "Le Conseil de sécurité a adopté la résolution 1973 par 13 voix, l'Allemagne s'abstenant.",
            NO,
        ),
        ("en", "2011-03-20", "The Security Council adopted resolution 1973 by 10 votes, Russia abstaining.", YES),
        (
            "fr",
            "2022-03-04",
            "L'Assemblée générale a condamné l'invasion de l'Ukraine par 141 voix, 35 pays s'abstenant.",
            YES,
        ),
        ("fr", "2015-03-03", "La Russie a annexé la Crimée en mai 2013.", NO),
    ],
)
def test_a_count_goes_to_its_own_option(lang: Lang, day: str, text: str, verdict: Verdict) -> None:
    assert decisive(checked(text, lang, day)) == {verdict}


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        # the choice behind a semicolon is that of others
        ("en", "2013-02-14", "In 2012, 138 countries voted to make Palestine an observer state; nine opposed it."),
        # who is named in another clause is not among those counted
        (
            "en",
            "2025-03-05",
            "In March 2022, 141 countries asked that Russia withdraw; five were against and 35 abstained.",
        ),
        # the Council, in which they had no seat, is not meant
        ("en", "2023-12-14", "Canada and Australia, which had abstained in October on Gaza, changed sides."),
        # the day of an act is not that of a vote or a word on it
        ("fr", "2023-03-03", "En octobre, 143 États avaient rejeté les annexions de quatre régions ukrainiennes."),
        ("fr", "2023-03-03", "En novembre, l'Argentine avait condamné l'annexion de quatre régions ukrainiennes."),
        ("en", "2015-03-03", "In May 2014 a hundred governments rejected the annexation of Crimea."),
    ],
)
def test_what_others_choose_decides_nothing(lang: Lang, day: str, text: str) -> None:
    assert NO not in decisive(checked(text, lang, day))


def test_of_two_texts_of_a_day_the_one_with_all_the_counts_is_meant() -> None:
    dossier = checked(
        "Le texte sur l'Ukraine a recueilli lundi à l'ONU 93 voix pour, 18 contre et 65 abstentions.",
        "fr",
        "2025-02-26",
    )
    assert {one.reading.measure.split(" :")[0] for one in dossier.findings} == {"Résolution ES-11/7"}
