"""Sentences that a table seems to answer and must not: each is here for one guard, which alone keeps it silent."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from assessment import isles
from sourcier.assessment import assess
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

YES, NO = Verdict.SUPPORTED, Verdict.REFUTED
DECISIVE = {YES, NO, Verdict.CONFLICTING}


@cache
def starter() -> tuple[Packs, Gazetteer]:
    packs = open_packs()
    return packs, Gazetteer.of(packs.entities)


@cache
def invented() -> tuple[Packs, Gazetteer]:
    return isles.isles(), isles.gazetteer()


def decided(text: str, lang: Lang, day: str, known: tuple[Packs, Gazetteer]) -> set[Verdict]:
    """Return the decisive verdicts on the claims of a text, read the whole way."""
    packs, names = known
    draft = read_text(from_text(text, lang=lang, published=date.fromisoformat(day)), names)
    claims, _ = find_claims(draft)
    _, found = assess(draft, claims, packs)
    return {one.verdict for one in found if one.verdict} & DECISIVE


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # what is aimed at, pledged, expected (cue `aim`)
        ("fr", "En 2022, la banque centrale visait une inflation de 2 % en Ardénie."),
        ("fr", "Pour 2022, l’objectif d’inflation de l’Ardénie était de 2 %."),
        ("en", "In 2022 the central bank’s target was inflation of 2% in Ardenia."),
        ("en", "Forecasters projected inflation of 2% in Ardenia in 2022."),
        # a rate without a date is of the last month, and no yearly mean
        ("fr", "L’inflation est de 2 % en Ardénie."),
        ("en", "Inflation stands at 2% in Ardenia."),
        # rounding and the table's tolerance together: 10.4 and "11 %"
        ("fr", "En 2015, le chômage touchait 11 % des actifs en Ardénie."),
        # a toll of one place, one attack, one day, or not of the fighting
        ("fr", "À Montclar, 300 soldats ardéniens ont été tués."),
        ("fr", "L’attaque d’un convoi a coûté la vie à 300 soldats ardéniens."),
        ("fr", "En une seule journée, 300 soldats ardéniens ont été tués."),
        ("fr", "Une épidémie a tué 300 soldats ardéniens."),
        # what somebody believes, hopes, makes up
        ("fr", "Les Boréliens pensent que le chômage touchait 20 % des actifs en Ardénie en 2022."),
        ("fr", "Imaginons que le chômage ait touché 20 % des actifs en Ardénie en 2022."),
        ("fr", "Selon une rumeur, le chômage touchait 20 % des actifs en Ardénie en 2022."),
        ("en", "It is a myth that unemployment in Ardenia stood at 20% in 2022."),
        ("en", "Borelians believe that unemployment in Ardenia reached 20% in 2022."),
    ],
)
def test_in_the_invented_world(lang: Lang, text: str) -> None:
    assert decided(text, lang, "2023-09-01", invented()) == set()


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "En 2022, l’inflation a atteint 2 % en Ardénie.", NO),
        ("en", "In 2022 inflation was 2% in Ardenia.", NO),
        ("fr", "En 2015, le chômage touchait 12 % des actifs en Ardénie.", NO),
        ("fr", "En 2015, le chômage touchait 10,5 % des actifs en Ardénie.", YES),
        ("fr", "Le chômage touchait 20 % des actifs en Ardénie en 2022.", NO),
    ],
)
def test_what_the_same_tables_do_answer(lang: Lang, text: str, verdict: Verdict) -> None:
    assert decided(text, lang, "2023-09-01", invented()) == {verdict}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Sans interruption, le chômage a augmenté en Ardénie : 8 % en 2020, 7,9 % en 2021."),
        ("en", "Without interruption, unemployment in Ardenia has risen: 8% in 2020, 7.9% in 2021."),
    ],
)
def test_right_figures_bear_out_no_steady_rise(lang: Lang, text: str) -> None:
    assert YES not in decided(text, lang, "2023-09-01", invented())


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        # growth with prices in it is not the growth that tables hold
        ("fr", "2023-12-01", "L’économie allemande a crû de 6 % en valeur en 2022."),
        ("en", "2023-12-01", "Germany’s economy grew 6% in current prices in 2022."),
        # a share of a budget is no share of a product
        ("fr", "2023-12-01", "En 2022, l’Allemagne consacrait 12 % de son budget à la défense."),
        ("en", "2023-12-01", "In 2022 Germany spent 12% of its budget on defence."),
    ],
)
def test_in_the_world_of_the_starter_pack(lang: Lang, day: str, text: str) -> None:
    assert decided(text, lang, day, starter()) == set()


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        ("fr", "2023-12-01", "L’économie allemande a crû de 6 % en 2022.", NO),
        ("fr", "2023-12-01", "En 2022, l’Allemagne consacrait 12 % de son PIB à la défense.", NO),
        # a figure that opens a sentence, that answers a heading, that takes its year from before a colon
        ("fr", "2023-12-01", "Avec 1,46 enfant par femme en 2022, l’Allemagne ferme des écoles.", YES),
        ("en", "2023-12-01", "With 1.9 children per woman in 2022, Germany is closing schools.", NO),
        ("fr", "2023-12-01", "Le chômage en Espagne ? 12,9 % en 2022.", YES),
        ("fr", "2024-12-01", "Mauvaise passe pour Madrid en 2022 : l’économie espagnole s’est contractée de 3 %.", NO),
    ],
)
def test_what_the_starter_pack_does_answer(lang: Lang, day: str, text: str, verdict: Verdict) -> None:
    assert decided(text, lang, day, starter()) == {verdict}
