"""Clauses of a claim and of a passage side by side: what decides, and what keeps a passage from deciding."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assessment.passages.shelves import passage
from factory import article
from sourcier.assessment.passages.clauses import clause_of
from sourcier.assessment.passages.holding import Held, hold
from sourcier.assessment.passages.telling import told_in
from sourcier.assessment.vetoes import features_of_claim
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.evidence.packs import open_packs
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

LINES = Path(__file__).with_name("clauses.tsv").read_text(encoding="utf-8").splitlines()[1:]
UNVOUCHED = Path(__file__).with_name("unvouched.tsv").read_text(encoding="utf-8").splitlines()[1:]
SAID = {
    "fr": ("La Grèce a exporté 31 000 tonnes d’olives en 2020", "la Grèce a exporté 31 000 tonnes d’olives en 2020"),
    "en": ("The Tamworth brewery hired 310 people in 2018", "the Tamworth brewery hired 310 people in 2018"),
}
"""A sentence, and the same inside another."""
DAY = date(2023, 9, 14)


@cache
def _names() -> Gazetteer:
    return Gazetteer.of(open_packs().entities)


def held(ours: Lang, claim: str, theirs: Lang, text: str, *above: str) -> Held:
    draft = read_text(article(claim, lang=ours, published=DAY), _names())
    claims, _ = find_claims(draft)
    assert claims, claim
    clause = clause_of(draft, claims[0], features_of_claim(draft, claims[0], gazetteer=_names()))
    told = told_in(passage(text, day=date(2023, 9, 1), lang=theirs), _names(), find_claims)
    return hold(clause, told, above=above)


@pytest.mark.parametrize("line", LINES)
def test_a_clause_decides_only_where_it_says_the_same_of_the_same(line: str) -> None:
    expected, ours, claim, theirs, text = line.split("\t")
    found = held(ours, claim, theirs, text)  # type: ignore[arg-type]  # languages, from a file
    kinds = " ".join(sorted({one.kind.value for one in found.differences})) or "-"
    assert expected == (kinds if found.stance is Verdict.NOT_ENOUGH_EVIDENCE else found.stance.value)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sentence_bears_itself_out(lang: Lang) -> None:
    assert held(lang, f"{SAID[lang][0]}.", lang, f"{SAID[lang][0]}.").stance is Verdict.SUPPORTED


@pytest.mark.parametrize("line", UNVOUCHED)
def test_the_same_words_decide_nothing_where_the_text_does_not_vouch_for_them(line: str) -> None:
    lang, words = line.split("\t")
    whole, inside = SAID[lang]
    text = words.format(c=whole, l=inside)
    assert held(lang, f"{whole}.", lang, text).stance is Verdict.NOT_ENOUGH_EVIDENCE  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("Les comptes de la ville", Verdict.SUPPORTED),
        ("Non, c’est faux : la mairie n’a rien vendu", Verdict.NOT_ENOUGH_EVIDENCE),
        ("Discours de Paul Riou", Verdict.NOT_ENOUGH_EVIDENCE),
        ("Vente du terrain : rectificatif", Verdict.NOT_ENOUGH_EVIDENCE),
    ],
)
def test_a_title_may_take_back_what_stands_below(title: str, stance: Verdict) -> None:
    text = "La mairie de Brest a vendu le terrain en 2022."
    assert held("fr", text, "fr", text, title).stance is stance


def test_a_passage_of_two_minds_decides_nothing() -> None:
    claim = "Le musée de Brest a reçu 4 100 visiteurs en 2021."
    text = f"{claim} Le musée de Brest a reçu 5 200 visiteurs en 2021."
    assert held("fr", claim, "fr", text).stance is Verdict.NOT_ENOUGH_EVIDENCE
