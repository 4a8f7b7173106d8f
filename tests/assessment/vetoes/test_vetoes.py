"""What forbids to take one text for another: pairs written for this test, and one thing changed at a time."""

from __future__ import annotations

import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import article
from sourcier.assessment.vetoes import Features, agreements, features_by_day, features_of, features_of_claim, vetoes
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.testimony import VetoKind
from sourcier.evidence.packs import Packs, open_packs
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

HERE = Path(__file__).parent


def _pairs(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / name).read_text("utf-8").splitlines()[1:]]


SHORT, LONG = _pairs("pairs.tsv"), _pairs("passages.tsv")
"""Two wordings of one statement or of two; and claims with passages that say more than they do."""
PAIRS = [*SHORT, *LONG]
SAME = [pair for pair in PAIRS if pair[0] == "-"]
APART = [pair for pair in PAIRS if pair[0] != "-"]
FALSE, MISSED = 0.0, 0.0
"""Rates of the table: what speaks of the same and is vetoed all the same; what differs and is let through."""


@cache
def _packs() -> Packs:
    return open_packs()


@cache
def _names() -> Gazetteer:
    return Gazetteer.of(_packs().entities)


@cache
def _read() -> dict[tuple[str, str], Features]:
    found: dict[tuple[str, str], Features] = {}
    for lang in ("fr", "en"):
        texts = [text for pair in PAIRS for own, text in (pair[1:3], pair[3:5]) if own == lang]
        read = features_of(texts, cast("Lang", lang), gazetteer=_names())
        found |= {(lang, text): one for text, one in zip(texts, read, strict=True)}
    return found


def _kinds(claim: tuple[str, str], evidence: tuple[str, str]) -> set[str]:
    return {one.kind.value for one in vetoes(_read()[claim], _read()[evidence])}


def test_the_table_is_large_and_in_both_languages() -> None:
    assert len(PAIRS) >= 120
    assert {(pair[1], pair[3]) for pair in APART} >= {("fr", "fr"), ("en", "en"), ("fr", "en"), ("en", "fr")}


def test_rates_on_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    false = [pair for pair in SAME if _kinds((pair[1], pair[2]), (pair[3], pair[4]))]
    missed = [pair for pair in APART if pair[0] not in _kinds((pair[1], pair[2]), (pair[3], pair[4]))]
    with capsys.disabled():
        sys.stdout.write(f"\nfalse vetoes {len(false)}/{len(SAME)}, missed {len(missed)}/{len(APART)}\n")
    assert len(false) <= FALSE * len(SAME), false
    assert len(missed) <= MISSED * len(APART), missed


@pytest.mark.parametrize("pair", [pair for pair in SHORT if pair[0] == "-"], ids=lambda pair: pair[2][:40])
def test_wordings_of_one_statement_are_not_vetoed_the_other_way_round(pair: list[str]) -> None:
    assert not _kinds((pair[3], pair[4]), (pair[1], pair[2]))


def test_no_text_vetoes_itself() -> None:
    assert not [one.text for one in _read().values() if vetoes(one, one, is_mutual=True)]


PEOPLE = ["Odile Marchand", "Gérard Vautier", "Lucie Pommeret", "Alain Brissac"]
TOWNS = ["Lyon", "Rennes", "Toulouse", "Grenoble"]
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
FRAMES = {
    ("fr", True): "{who} a ouvert à {where} un pont de {long} mètres le {day} {month} {year}.",
    ("fr", False): "{who} n’a pas ouvert à {where} un pont de {long} mètres le {day} {month} {year}.",
    ("en", True): "{who} opened a bridge of {long} metres in {where} on {day} {month} {year}.",
    ("en", False): "{who} did not open a bridge of {long} metres in {where} on {day} {month} {year}.",
}
STATEMENTS = st.fixed_dictionaries(
    {
        "who": st.sampled_from(PEOPLE),
        "where": st.sampled_from(TOWNS),
        "long": st.integers(110, 990),
        "day": st.integers(1, 28),
        "month": st.integers(0, 11),
        "year": st.integers(1995, 2022),
    }
)


def _written(values: dict[str, object], lang: str, *, affirmed: bool = True) -> Features:
    month = MONTHS[lang][cast("int", values["month"])]
    text = FRAMES[lang, affirmed].format(**values | {"month": month})
    return features_of([text], cast("Lang", lang), gazetteer=_names())[0]


LANGS = st.sampled_from(["fr", "en"])


@settings(max_examples=15, deadline=None)
@given(values=STATEMENTS, lang=LANGS, other=LANGS)
def test_what_is_said_alike_in_either_language_is_not_vetoed(values: dict[str, object], lang: str, other: str) -> None:
    assert vetoes(_written(values, lang), _written(values, other), is_mutual=True) == ()


@settings(max_examples=25, deadline=None)
@given(
    values=STATEMENTS,
    other=STATEMENTS,
    slot=st.sampled_from(["who", "where", "long", "day", "month", "year", "polarity"]),
    langs=st.tuples(LANGS, LANGS),
)
def test_one_change_is_vetoed(
    values: dict[str, object], other: dict[str, object], slot: str, langs: tuple[str, str]
) -> None:
    expected = {
        "who": VetoKind.PERSON,
        "where": VetoKind.PLACE,
        "long": VetoKind.NUMBER,
        "polarity": VetoKind.POLARITY,
    }.get(slot, VetoKind.DATE)
    changed = values if slot == "polarity" else values | {slot: other[slot]}
    if slot != "polarity" and changed == values:
        return
    if slot == "long" and abs(cast("int", changed["long"]) - cast("int", values["long"])) < 20:
        return  # a length in tens may be rounded
    found = vetoes(_written(values, langs[0]), _written(changed, langs[1], affirmed=slot != "polarity"))
    assert {one.kind for one in found} == {expected}


def test_what_only_one_side_has_is_neither_veto_nor_agreement() -> None:
    claim, evidence = features_of(["La réforme touche 12 500 agents.", "La réforme inquiète les agents."], "fr")
    assert vetoes(claim, evidence) == ()
    assert [(one.name, one.value) for one in agreements(claim, evidence) if one.name == "number"] == [("number", 0.0)]


def test_what_stands_in_the_title_is_not_missing() -> None:
    claim = features_of(["Odile Marchand a fermé la piscine."], "fr")[0]
    evidence = features_of(["La maire, soutenue par Alain Brissac, a fermé la piscine."], "fr")[0]
    title = features_of(["Odile Marchand ferme un équipement"], "fr")[0]
    assert [one.kind for one in vetoes(claim, evidence)] == [VetoKind.PERSON]
    assert vetoes(claim, evidence, beside=title) == ()


def test_a_higher_floor_implies_a_lower_one_and_is_another_claim() -> None:
    low, high = features_of(["Plus de 70 000 soldats sont morts.", "Plus de 90 000 soldats sont morts."], "fr")
    assert vetoes(low, high) == ()
    assert [one.kind for one in vetoes(high, low)] == [VetoKind.NUMBER]
    assert [one.kind for one in vetoes(low, high, is_mutual=True)] == [VetoKind.NUMBER]


def test_times_are_placed_by_the_day_of_publication() -> None:
    claim = features_of(["L’usine a fermé l’an dernier."], "fr", date(2021, 6, 1))[0]
    same, other = features_of(["L’usine a fermé en 2020.", "L’usine a fermé en 2018."], "fr")
    assert vetoes(claim, same) == ()
    assert [one.kind for one in vetoes(claim, other)] == [VetoKind.DATE]


def test_texts_of_many_days_are_read_as_each_by_itself() -> None:
    days = [date(2021, 6, 1), date(2023, 1, 9), None]
    texts = [
        "L’usine a fermé l’an dernier.",
        "Le 3 mai 2021, Lyon comptait 522 000 habitants.",
        "Ils reviendront mardi.",
        "mot " * 900,
    ]
    asked = [(text, day) for text in texts for day in days]
    read = features_by_day(asked, "fr")
    assert read == [features_of([text], "fr", day)[0] for text, day in asked]
    assert read[3] is read[4]  # whatever the day, it is that of 2021
    assert read[0] is not read[1]


def test_a_claim_of_an_article_is_read_from_its_parse() -> None:
    text = "Emmanuel Macron a inauguré un hôpital de 320 lits à Lyon le 3 mai 2021."
    draft = read_text(article(text, published=date(2021, 6, 1)), _names())
    claims, _ = find_claims(draft)
    other = features_of(["Emmanuel Macron a inauguré à Lyon un hôpital de 210 lits."], "fr", gazetteer=_names())[0]
    found = [one for claim in claims for one in vetoes(features_of_claim(draft, claim, gazetteer=_names()), other)]
    assert {one.kind for one in found} == {VetoKind.NUMBER}


@pytest.mark.parametrize("text", ["", " \n ", "?!", "1", "vers l’an 1", "vers 9999", "«", "A" * 5000, "non " * 400])
def test_odd_texts_are_read_and_compared(text: str) -> None:
    odd, plain = features_of([text, "La mairie a fermé en 2021."], "fr", gazetteer=_names())
    assert vetoes(odd, odd, is_mutual=True) == ()
    assert isinstance(vetoes(odd, plain), tuple)
    assert isinstance(agreements(plain, odd), tuple)
