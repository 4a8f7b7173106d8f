"""Sentences on figures against the starter packs: second figures, ranks, sums, shares, factors, and their look-alikes.

A sentence's verdict is that of its worst claim; "none": no side is taken.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from sourcier.core.findings import Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text

HERE = Path(__file__).parent
WORST = (Verdict.REFUTED, Verdict.CONFLICTING, Verdict.SUPPORTED)


def _lines() -> list[tuple[str, str, str, str]]:
    with (HERE / "figures.tsv").open(encoding="utf-8") as file:
        return [
            (row["day"], row["lang"], row["verdict"], row["text"])
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


@pytest.fixture(scope="module")
def packs() -> Packs:
    return open_packs()


def _verdict(text: str, lang: str, day: str, packs: Packs) -> str:
    article = from_text(text, lang="fr" if lang == "fr" else "en", published=date.fromisoformat(day))
    found = {one.verdict for one in check(article, packs).assessments}
    return next((each.value for each in WORST if each in found), "none")


@pytest.mark.parametrize(("day", "lang", "verdict", "text"), _lines())
def test_a_sentence_with_figures_gets_the_verdict_of_its_worst_claim(
    day: str, lang: str, verdict: str, text: str, packs: Packs
) -> None:
    assert _verdict(text, lang, day, packs) == verdict


def test_each_verdict_has_its_sentences() -> None:
    lines = _lines()
    for verdict in ("supported", "refuted", "none"):
        assert sum(line[2] == verdict for line in lines) > 15


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("À elles deux, la Chine et l’Inde comptaient 3,8 milliards d’habitants en 2023.", "Chine et Inde (2 États)"),
        ("La France représentait en 2023 la moitié du PIB de l’Union européenne.", "du total de : Union européenne"),
        ("La France a procédé à 310 essais nucléaires entre 1960 et 1996.", "1960–1996 : 210 essais en tout"),
        (
            "En France, le chômage était en 2015 à son plus bas niveau depuis 2008.",
            "rang 7 sur les 7 années de 2009 à 2015",
        ),
        ("L’excédent commercial allemand représentait 8 % du PIB en 2023.", "Allemagne, 2023 : Solde des échanges"),
    ],
)
def test_the_justification_shows_what_was_set_against_what(text: str, said: str, packs: Packs) -> None:
    article = from_text(text, lang="fr", published=date(2024, 12, 19))
    refuted = [one for one in check(article, packs).assessments if one.verdict is Verdict.REFUTED]
    assert any(said in one.justification for one in refuted)


def test_a_second_figure_is_checked_on_its_own_claims_account(packs: Packs) -> None:
    text = "L’inflation allemande a atteint 6,9 % en 2022, contre 1,1 % en 2021."
    dossier = check(from_text(text, lang="fr", published=date(2023, 10, 12)), packs)
    assert [one.verdict for one in dossier.assessments] == [Verdict.SUPPORTED, Verdict.REFUTED]
