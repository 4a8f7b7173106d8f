"""The same statement of other peers, within other groups, per head and as a share of GDP: figures in `archipelago`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assessment.archipelago import archipelago
from sourcier.assessment.operations.figures.denominators import Form
from sourcier.assessment.replay import replay_finding
from sourcier.core.article import Lang
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Caveat, Verdict
from sourcier.dossier import check
from sourcier.ingest import from_text

PICKED = Caveat.CHERRY_PICKED


def read(lang: Lang, text: str) -> Dossier:
    return check(from_text(text, lang=lang, published=date(2023, 9, 1)), archipelago())


@pytest.mark.parametrize(
    ("lang", "text", "told", "picked"),
    [
        (
            "fr",
            "En 2022, le taux de chômage était plus élevé en Ardénie qu’en Borélie.",
            (
                "Vrai face à 2 des 11 autres membres du Pacte du Sud : Borélie et Calvanie. "
                "Choix orienté (moins d’un pays sur cinq)."
            ),
            True,
        ),
        (
            "en",
            "In 2022, unemployment was higher in Ardenia than in Borelia.",
            (
                "True against 2 of the 11 other members of the Southern Pact: Borelia and Calvania. "
                "Cherry-picked (fewer than one country in five)."
            ),
            True,
        ),
        (
            "fr",  # 7, 5 and 6 % are below 10 %: three in eleven are more than one in five
            "En 2022, le taux de chômage était plus élevé en Dorlande qu’en Borélie.",
            "Vrai face à 3 des 11 autres membres du Pacte du Sud : Ardénie, Borélie et Calvanie.",
            False,
        ),
        (
            "fr",
            "En 2022, le taux de chômage était plus bas en Dorlande qu’en Lorvanie.",
            "Vrai face à 8 des 11 autres membres du Pacte du Sud, faux face à : Ardénie, Borélie et Calvanie.",
            False,
        ),
        (
            "fr",
            "En 2022, l’Ardénie avait le taux de chômage le plus élevé de la Ligue du Nord.",
            (
                "Faux dans les 5 autres groupes de pays examinés : Pacte du Sud (rang 10 sur 12), Conseil des Isles "
                "(rang 5 sur 5), Forum du Large (rang 5 sur 5), Groupe de Morven (rang 5 sur 6) et Union des Caps "
                "(rang 5 sur 6). Choix orienté (moins d’un groupe sur trois)."
            ),
            True,
        ),
        (
            "fr",  # 100 t for a million dollars against 500, one tonne a head against five
            "En 2022, l’Ardénie a émis plus de CO2 que la Borélie.",
            (
                "Par habitant, c’est l’inverse : Ardénie, 1 tonne ; Borélie, 5 tonnes. "
                "Par million de dollars de PIB, c’est l’inverse : Ardénie, 100 tonnes ; Borélie, 500 tonnes. "
                "Choix orienté (aucun des dénominateurs ne le confirme)."
            ),
            True,
        ),
        (
            "en",  # GDP bears it out: 100 t for a million dollars against 66.7
            "In 2022, Ardenia emitted more CO2 than Calvania.",
            "Per head, it is the other way round: Ardenia, 1 tonne; Calvania, 2 tonnes.",
            False,
        ),
        (
            "fr",
            "Les émissions de CO2 de l’Ardénie ont augmenté entre 2012 et 2022.",
            "Par habitant, c’est l’inverse : 2012, 1,5 tonne ; 2022, 1 tonne.",
            False,
        ),
        (
            "fr",
            "En 2022, le PIB de l’Ardénie était supérieur à celui de la Calvanie.",
            "Par habitant, c’est l’inverse : Ardénie, 10\u202f000 dollars ; Calvanie, 30\u202f000 dollars.",
            False,
        ),
        (
            "fr",
            "En 2022, l’Ardénie était le premier émetteur mondial de CO2.",
            "Par habitant : Ardénie, rang 3 sur 11 (1 tonne) ; en tête : Borélie (5 tonnes).",
            False,
        ),
    ],
)
def test_what_other_choices_give_is_said_and_run_again(lang: Lang, text: str, told: str, *, picked: bool) -> None:
    dossier = read(lang, text)
    (found,) = [one for one in dossier.assessments if one.verdict]
    assert found.verdict is Verdict.SUPPORTED
    assert found.justification.endswith(told)
    assert (PICKED in found.caveats) is picked
    finding = dossier.findings[0]
    assert not replay_finding(finding, archipelago())
    last = finding.queries[-1]
    revised = replace(last, rows=((last.rows[0][0], last.rows[0][1], "1", "Office"), *last.rows[1:]))
    assert replay_finding(replace(finding, queries=(*finding.queries[:-1], revised)), archipelago())


@pytest.mark.parametrize(
    "text",
    [
        # Higher than in all eleven others, and than in every other group: nothing was picked.
        "En 2022, le taux de chômage était plus élevé en Lorvanie qu’en Borélie.",
        "En 2022, la Lorvanie avait le taux de chômage le plus élevé du Pacte du Sud.",
        # 0.5 t a head and 50 t for a million dollars: Dorland emits less in every form.
        "En 2022, l’Ardénie a émis plus de CO2 que la Dorlande.",
        # Nobody knows how many live in Estavia, nor what they make.
        "En 2022, l’Ardénie a émis plus de CO2 que l’Estavie.",
        # People have no denominator of people, and a number of them is no rate to be asked of other peers.
        "En 2022, la Dorlande était plus peuplée que la Borélie.",
    ],
)
def test_where_no_other_choice_speaks_against_it_nothing_is_said(text: str) -> None:
    (found,) = [one for one in read("fr", text).assessments if one.verdict]
    assert found.verdict is Verdict.SUPPORTED
    assert PICKED not in found.caveats
    assert not any(word in found.justification for word in ("inverse", "Par habitant", "Vrai", "Faux", "Choix"))


def test_what_is_refuted_is_asked_of_no_other_choice() -> None:
    dossier = read("fr", "En 2022, la Borélie a émis plus de CO2 que l’Ardénie.")
    assert [one.verdict for one in dossier.assessments] == [Verdict.REFUTED]
    assert {query.resource for query in dossier.findings[0].queries} == {"emissions"}
    assert "inverse" not in dossier.assessments[0].justification


def test_a_size_is_asked_of_no_other_peer() -> None:
    # Twice what the chosen peer has is told of extremes, not of peers.
    (found,) = read(
        "fr", "En 2022, le taux de chômage était deux fois plus élevé en Dorlande qu’en Borélie."
    ).assessments
    assert found.verdict is Verdict.SUPPORTED
    assert "membres" not in found.justification


@pytest.mark.parametrize(
    ("lower", "higher", "verdict"),
    [("Borélie", "Ardénie", Verdict.SUPPORTED), ("Ardénie", "Borélie", Verdict.REFUTED)],
)
@pytest.mark.parametrize("word", ["plus bas", "plus faible", "moins élevé"])
def test_lower_is_less(word: str, lower: str, higher: str, verdict: Verdict) -> None:
    (found,) = read("fr", f"En 2022, le taux de chômage était {word} en {lower} qu’en {higher}.").assessments
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("form", "value", "base", "turned", "largest", "scale"),
    [
        (Form(":population", "t"), 100, 50, 2, "2", (1, "by_head")),
        (Form(":population", "t"), 1, 100, "0.01", "0.01", (1000, "by_thousand_heads")),
        (Form(":population", "persons"), 1, 4, "0.25", "0.25", (1000, "by_thousand_heads")),
        (Form(":population", "persons"), 1, 100_000, "0.00001", "0.00001", (1_000_000, "by_million_heads")),
        (Form(":gdp", "%"), 5, 200, "2.5", "2.5", (1, "by_gdp")),
        (Form(":gdp", "USD", is_amount=True), "2.5", 200, 5, "5", (1, "by_nothing")),
        (Form(":population", "t", is_amount=True), 2, 50, 100, "100", (1, "by_nothing")),
    ],
)
def test_an_amount_turns_into_a_share_and_back(  # type: ignore[no-untyped-def]
    form: Form, value, base, turned, largest: str, scale: tuple[int, str]
) -> None:
    assert form.turn(Decimal(value), Decimal(base)) == Decimal(turned)
    assert form.scale(Decimal(largest)) == scale
