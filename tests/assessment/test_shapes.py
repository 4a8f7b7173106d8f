"""Shapes of sentence that no operation foresees by itself: read into one statement first, look-alikes left alone."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sourcier.assessment import assess
from sourcier.assessment.canonical import stretch_of
from sourcier.assessment.scope import scope_of
from sourcier.assessment.subjects import strangers
from sourcier.assessment.tables import tables_of
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

DECISIVE = {Verdict.SUPPORTED, Verdict.REFUTED, Verdict.CONFLICTING}
ROWS = [
    row
    for row in csv.reader(
        (Path(__file__).parent / "shapes.tsv").read_text(encoding="utf-8").splitlines()[1:],
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    if row and not row[0].startswith("#")
]


@cache
def starter() -> tuple[Packs, Gazetteer]:
    packs = open_packs()
    return packs, Gazetteer.of(packs.entities)


def draft_of(text: str, lang: Lang, day: str = "2024-12-05") -> Draft:
    return read_text(from_text(text, lang=lang, published=date.fromisoformat(day)), starter()[1])


@pytest.mark.parametrize(("day", "lang", "verdict", "text"), ROWS, ids=[row[3] for row in ROWS])
def test_a_shape_gets_the_verdict_of_its_worst_claim(day: str, lang: Lang, verdict: str, text: str) -> None:
    draft = draft_of(text, lang, day)
    claims, _ = find_claims(draft)
    _, found = assess(draft, claims, starter()[0])
    decided = {one.verdict for one in found if one.verdict} & DECISIVE
    worst = "refuted" if Verdict.REFUTED in decided else next((one.value for one in decided), "none")
    assert worst == verdict


@pytest.mark.parametrize(
    ("lang", "text", "at", "stretch"),
    [
        ("fr", "La dette ? Elle monte.", 1, "La dette ? Elle monte."),
        ("fr", "Espagne. Un chômage de 12 %.", 1, "Espagne. Un chômage de 12 %."),
        ("en", "Exports: 40% of GDP. Spain, 2023.", 0, "Exports: 40% of GDP. Spain, 2023."),
        ("fr", "Elle baisse. La dette monte.", 1, "La dette monte."),
        ("fr", "La dette ?\n\nElle monte.", 1, "Elle monte."),
        ("fr", "Douze pour cent ? Elle monte.", 1, "Elle monte."),
    ],
)
def test_a_statement_in_two_sentences_is_read_as_one(lang: Lang, text: str, at: int, stretch: str) -> None:
    draft = draft_of(text, lang)
    assert stretch_of(draft, draft.sentences[at].span).of(draft.article.text) == stretch


@pytest.mark.parametrize(
    ("text", "units", "unknown"),
    [
        ("Norway topped Transparency International’s corruption perceptions index with a score of 84.", ["points"], []),
        (
            "Norway topped Transparency International’s donor list with a score of 84.",
            ["points"],
            ["Transparency International"],
        ),
    ],
)
def test_who_publishes_an_index_is_no_stranger_to_it(text: str, units: list[str], unknown: list[str]) -> None:
    draft = draft_of(text, "en")
    claims, _ = find_claims(draft)
    scope = scope_of(draft, claims[0], tables_of(starter()[0]))
    assert [one.unit for one in scope.quantities] == units
    assert [one.text for one in strangers(scope)] == unknown
