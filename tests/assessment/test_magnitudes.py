"""Figures an order of magnitude apart are of two things, unless a sentence says nothing but a country and its figure."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.deciding import NO, YES, decided, starter
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.dossier import check
from sourcier.ingest import from_text

APART: list[tuple[Lang, str]] = [
    # by how many a people grows, and whom it includes, are no population
    ("fr", "La population finlandaise augmente de 20 000 personnes."),
    ("fr", "La population française, vieillissante, augmente encore de 150 000 personnes."),
    ("en", "Kenya's population of 55 million includes half a million Somalis."),
    ("en", "Ghana's population of 33 million includes 12,000 Liberians."),
    # a part of it
    ("fr", "La population rurale du Japon est de 5 millions d’habitants."),
    ("en", "The foreign population of Japan is 3 million."),
    # what one has seen born, those of one faith
    ("fr", "Le Danemark a vu naître 57 000 habitants."),
    ("en", "Of its inhabitants, 300,000 in Denmark are Muslims."),
]


@pytest.mark.parametrize(("lang", "text"), APART)
def test_a_figure_far_from_the_table_decides_nothing(lang: Lang, text: str) -> None:
    assert decided(text, lang) == set()


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        # said outright of a country: nothing else that the figure could belong to
        ("fr", "Le Japon compte 5 millions d’habitants.", NO),
        ("fr", "En 2023, le Japon comptait 5 millions d’habitants.", NO),
        ("en", "Japan has 5 million inhabitants.", NO),
        ("en", "China has 20,000 nuclear warheads.", NO),
        # the measure as the subject, and no word that narrows it
        ("fr", "La population du Japon est de 5 millions d’habitants.", NO),
        ("fr", "La population de la France était de 6 millions de personnes en 2023.", NO),
        ("en", "The population of Japan is 5 million.", NO),
        ("en", "Japan's population was 5 million in 2023.", NO),
        # far, and not ten times
        ("fr", "La population finlandaise compte 9 millions de personnes.", NO),
        ("en", "Ghana, with 62 million people, is a young country.", NO),
        # the same digits with the wrong unit: a slip
        ("fr", "L’économie française a pesé 3 052 millions de dollars en 2023.", NO),
        ("fr", "L’économie française a pesé 3 052 milliards de dollars en 2023.", YES),
        # a rate passes through nought
        ("fr", "La croissance de la France a été de 0,05 % en 2023.", NO),
        ("en", "France's economy grew by 0.05% in 2023.", NO),
    ],
)
def test_a_figure_that_is_wrong_stays_so(lang: Lang, text: str, verdict: Verdict) -> None:
    assert decided(text, lang) == {verdict}


def test_the_reason_is_shown_with_what_was_put_aside() -> None:
    article = from_text(
        "La population finlandaise augmente de 20 000 personnes.", lang="fr", published=date(2024, 5, 9)
    )
    (one,) = check(article, starter(), explain=True).assessments
    assert any(
        candidate.rejected.startswith("le chiffre du texte et celui de la table") for candidate in one.considered
    )
