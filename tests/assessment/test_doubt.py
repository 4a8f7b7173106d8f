"""Sentences that a table seems to answer and does not: each once gave a wrong decisive verdict, or stands beside one."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.core.findings import Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text

YES, NO, OPEN, UNKNOWN = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_EVIDENCE, None


@pytest.fixture(scope="module")
def packs() -> Packs:
    return open_packs()


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        ("fr", "2024-06-15", "Madrid est peuplée de 3,3 millions d’habitants.", UNKNOWN),
        ("en", "2024-06-15", "Unemployment in London fell to 4.5 percent in 2022.", UNKNOWN),
        ("fr", "2024-06-15", "Moscou a consacré 4 % de son PIB à son armée en 2021.", YES),
        ("fr", "2024-06-15", "L’Australie, deuxième exportateur mondial de charbon, réduit ses émissions.", UNKNOWN),
        ("fr", "2024-06-15", "Le Chili est le premier producteur mondial de cuivre.", UNKNOWN),
        ("en", "2024-06-15", "China is the world’s largest exporter.", UNKNOWN),
        ("fr", "2024-06-15", "Le Japon est la deuxième économie mondiale.", NO),
        ("fr", "2024-06-15", "Les États-Unis sont la première économie mondiale.", YES),
        ("fr", "2024-06-15", "Elle a progressé de 2 % en 2023, plus vite que celle de l’Italie.", UNKNOWN),
        ("en", "2024-06-15", "At the height of the Cold War, the EU had 9 members.", UNKNOWN),
        ("fr", "2024-06-15", "L’OTAN compte 29 membres.", NO),
        ("fr", "2024-06-15", "Le taux de chômage des 15-24 ans atteint 17 % en France.", UNKNOWN),
        ("en", "2024-06-15", "Unemployment among under-25s was 17 percent in France in 2022.", UNKNOWN),
        ("fr", "2024-06-15", "L’espérance de vie à 60 ans est de 25 ans en France.", UNKNOWN),
        ("fr", "2024-06-15", "L’espérance de vie en France est de 82 ans.", YES),
        ("fr", "2024-06-15", "L’Union africaine compte 55 membres.", OPEN),
        ("en", "2024-02-15", "US GDP grew by 2.5 percent in 2023.", OPEN),
        ("en", "2024-02-15", "US GDP grew by 7 percent in 2023.", NO),
        ("fr", "2024-06-15", "L’inflation a atteint 5,9 % en France en 2022.", OPEN),
        ("fr", "2024-06-15", "L’inflation a atteint 12 % en France en 2022.", NO),
        ("fr", "2025-03-10", "L’ONU a recensé plus de 12 000 civils tués en Ukraine.", OPEN),
        ("fr", "2025-03-10", "L’ONU a recensé plus de 10 000 civils tués en Ukraine.", YES),
        ("en", "2024-09-15", "Italy’s population exceeded 59 million in 2023.", OPEN),
        ("fr", "2025-06-15", "Gabriel Attal a été Premier ministre pendant un an.", OPEN),
        ("fr", "2024-06-15", "Angela Merkel a été chancelière pendant 16 ans.", YES),
        (
            "en",
            "2022-06-15",
            "The UN resolution of 2 March 2022 was approved by 141 countries and rejected by Russia and Belarus.",
            YES,
        ),
        (
            "en",
            "2022-06-15",
            "The UN resolution of 2 March 2022 was approved by 141 countries and rejected by Russia and China.",
            NO,
        ),
    ],
)
def test_doubtful_sentences(packs: Packs, lang: str, day: str, text: str, verdict: Verdict | None) -> None:
    article = from_text(text, lang="fr" if lang == "fr" else "en", published=date.fromisoformat(day))
    found = {one.verdict for one in check(article, packs).assessments}
    decisive = found & {YES, NO, OPEN}
    assert decisive == (set() if verdict is None else {verdict})
