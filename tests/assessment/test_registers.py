"""Thousands of recorded votes: found by symbol, or by day and whole title; by words alone only where a matter is known and has one vote."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from assessment import isles
from sourcier.assessment import assess
from sourcier.assessment.operations.votes.registers import is_register, symbol_in
from sourcier.assessment.operations.votes.tallies import tallies_of
from sourcier.assessment.scope import scope_of
from sourcier.assessment.tables import tables_of
from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Finding, Verdict
from sourcier.evidence.packs import Packs, open_packs
from sourcier.text.gazetteer import Gazetteer

YES, NO = Verdict.SUPPORTED, Verdict.REFUTED
REGISTER, SHORT = "ga-roll-calls", "votes"


@cache
def starter() -> Packs:
    return open_packs()


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isles, "gazetteer", cache(lambda: Gazetteer.of(starter().entities)))


def check(text: str, lang: Lang, day: date = date(2023, 9, 1)) -> tuple[tuple[Finding, ...], Assessment]:
    draft = isles.draft_of(text, lang, day)
    findings, (assessment,) = assess(draft, [isles.claim_of(draft)], starter(), explain=True)
    return findings, assessment


@pytest.mark.parametrize(
    ("lang", "text", "verdict", "table"),
    [
        ("fr", "La résolution A/RES/70/5 a été adoptée par 191 voix contre 2.", YES, REGISTER),
        ("fr", "La résolution 70/5 de l’Assemblée générale de l’ONU a recueilli 150 voix pour.", NO, REGISTER),
        ("fr", "Israël a voté pour la résolution A/RES/70/5.", NO, REGISTER),
        ("en", "The United States voted against resolution A/RES/73/195.", YES, REGISTER),
        ("en", "Resolution 60/251 of the UN General Assembly was adopted by 170 votes to 4.", YES, REGISTER),
        # its day and its whole title
        ("en", "On 17 December 2018, 121 states voted for the moratorium on the use of the death penalty.", YES, REGISTER),
        # its time and its matter, in the papers' words
        ("en", "On 17 December 2018, 121 states voted for the death penalty moratorium in New York.", YES, REGISTER),
        ("fr", "En décembre 2012, la France s’est abstenue à l’ONU lors du vote sur un moratoire sur la peine de mort.", NO, REGISTER),
        ("fr", "Le 27 octobre 2015, 191 États ont réclamé à l’ONU la levée de l’embargo contre Cuba.", YES, REGISTER),
        ("fr", "La levée de l’embargo contre Cuba a été réclamée le 28 octobre 2014 à l’ONU par 150 États.", NO, REGISTER),
        ("en", "Israel backed the General Assembly call to lift the embargo on Cuba in November 2017.", NO, REGISTER),
        ("en", "Hungary was one of five states to vote against the UN migration pact in December 2018.", YES, REGISTER),
        ("fr", "Le Royaume-Uni a voté en juin 2017 à l’Assemblée générale contre un avis sur les Chagos.", YES, REGISTER),
        # a vote that is described keeps its place
        ("fr", "La résolution A/RES/68/262 a été adoptée par 100 voix contre 11.", YES, SHORT),
        ("fr", "La résolution 68/262 de l’Assemblée générale de l’ONU a été adoptée par 100 voix contre 11.", YES, SHORT),
    ],
)  # fmt: skip
def test_recorded_vote_is_found(lang: Lang, text: str, verdict: Verdict, table: str) -> None:
    findings, assessment = check(text, lang)
    assert assessment.verdict is verdict, assessment.justification
    assert {cell.resource.removesuffix("-positions") for finding in findings for cell in finding.cells} == {table}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # by words, however near, and by a day without the title
        ("fr", "Soixante pays ont voté contre le moratoire sur la peine de mort."),
        ("en", "On 17 December 2018, 121 lawmakers voted for the death penalty moratorium in Austin."),
        (
            "fr",
            "En décembre 2018, l’Assemblée générale de l’ONU a voté par 130 voix un texte sur le désarmement nucléaire.",
        ),
        # a matter that only stands beside, or is what others than the Assembly chose
        (
            "fr",
            "Jeudi 18 décembre 2014, à l’ONU, la Jordanie a refusé de s’expliquer malgré le moratoire sur la peine de mort.",
        ),
        ("en", "On 18 December 2019 Iran rejected at the UN accusations about human rights in Iran."),
        (
            "fr",
            "Le 19 décembre 2018, le parlement belge a voté le pacte mondial de l’ONU sur les migrations par 106 voix.",
        ),
        (
            "fr",
            "Le 16 novembre 2018, la Troisième commission de l’ONU a adopté par 123 voix un moratoire sur la peine de mort.",
        ),
        ("en", "Hungary backed the embargo on Cuba at the UN in October 2015."),
        ("en", "Chile’s senate opposed the UN migration compact on 19 December 2018 by 25 votes to 10."),
        # what the words ask for is not a vote
        ("fr", "Le 19 décembre 2018, à New York, 3 000 personnes ont réclamé un moratoire sur la peine de mort."),
        # a resolution that no table has is no other one
        ("fr", "La résolution A/RES/99/999 sur l’Ukraine a été adoptée par 141 voix contre 5."),
        # another body, whose resolutions bear numbers of the same form
        ("fr", "La Chine a voté contre la résolution 46/16 du Conseil des droits de l’homme de l’ONU."),
        # one symbol, several votes
        ("en", "Resolution A/RES/72/50 was adopted by 3 votes to 2."),
        # a year that is not the vote's
        ("fr", "En 2003, la France a voté pour la résolution A/RES/70/5."),
    ],
)
def test_recorded_vote_is_not_guessed(lang: Lang, text: str) -> None:
    _, assessment = check(text, lang)
    assert assessment.verdict in {None, Verdict.NOT_ENOUGH_EVIDENCE}, assessment.justification


def test_recorded_vote_is_unknown_before_its_day() -> None:
    _, assessment = check("La résolution A/RES/70/5 a été adoptée par 191 voix contre 2.", "fr", date(2015, 10, 1))
    assert assessment.verdict is None


@pytest.mark.parametrize(("count", "verdict"), [("57", None), ("54", YES), ("80", NO)])
def test_count_of_a_register_may_be_off_by_a_few(count: str, verdict: Verdict | None) -> None:
    # The table has 54 votes against; a delegation may have corrected its own afterwards.
    text = f"{count} pays ont voté contre la résolution A/RES/62/149."
    _, assessment = check(text, "fr")
    assert assessment.verdict in ({None, Verdict.NOT_ENOUGH_EVIDENCE} if verdict is None else {verdict})


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("L’ONU a adopté la résolution 67/19 de l’Assemblée générale.", "a/res/67/19"),
        ("Le texte (A/RES/ES-10/19) a été adopté.", "a/res/es-10/19"),
        ("La résolution 67/19 du Conseil de sécurité de l’ONU a été adoptée.", ""),
        ("La résolution 67/19 a été adoptée par le parlement.", ""),
        ("Les résolutions A/RES/67/19 et A/RES/70/5 ont été adoptées.", ""),
        ("À 24/7, l’ONU a voté la résolution.", ""),
    ],
)
def test_symbol_is_read_where_it_is_the_assemblys(text: str, symbol: str) -> None:
    draft = isles.draft_of(text, "fr")
    assert symbol_in(scope_of(draft, isles.claim_of(draft), tables_of(starter()))) == symbol


def test_only_the_long_table_is_a_register() -> None:
    tables = tables_of(starter())
    registers = [one.name for one in tables.of_shape("tally") if is_register(tables, one)]
    assert registers == [REGISTER]
    assert len(tallies_of(tables).all) < 300


def test_rank_is_not_told_of_a_year_with_one_entity() -> None:
    _, assessment = check("En 1980, la France était le pays le plus peuplé du monde.", "fr")
    assert assessment.verdict is None, assessment.justification
