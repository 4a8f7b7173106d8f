"""A figure in one currency, a table in another: the rate of the period, or silence. Currencies are real, rates invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from assessment.isles import claim_of, draft_of, write_pack
from sourcier.assessment import assess, replay_finding
from sourcier.assessment.rates import rates_of
from sourcier.assessment.tables import tables_of
from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Caveat, Finding, Verdict
from sourcier.evidence.packs import BadPack, Packs, known_on, open_packs, read_pack


def _series(label: str, english: str, unit: str, rows: str, **more: Any) -> dict[str, Any]:
    return {
        "label": {"fr": label, "en": english},
        "definition": {"fr": label, "en": english},
        "terms": {"fr": [label], "en": [english]},
        "unit": unit,
        "tolerance": 0.01,
        "rows": rows,
    } | more


def _rates(unit: str, rows: str, role: str = "exchange_rate", **more: Any) -> dict[str, Any]:
    return _series("Taux", "Rates", unit, rows, role=role, **more)


MONEY = {
    "catch": _series("Budget de la pêche", "Fishing budget", "USD", "ARD,2021,200e6 ARD,2022,300e6 BOR,2022,100e6"),
    "harvest": _series("Recettes des moissons", "Harvest revenue", "EUR", "ARD,1998,90e6 ARD,2000,100e6"),
    "forest": _series("Valeur des forêts (dollars constants)", "Forest value", "USD", "ARD,2022,300e6"),
    "mines": _series("Produit des mines", "Mining product", "international dollars", "ARD,2022,300e6"),
    "tolls": _series("Solde des péages", "Toll balance", "USD", "ARD,2022,-300e6"),
    "euro": _rates("EUR/USD", "BOR,2020,0.5 BOR,2022,0.8 BOR,2022-03,0.7"),
    "swinging": _rates("TRY/USD", "ARD,2021,9 ARD,2022,16"),
    "pound": _rates("USD/GBP", "CAL,2022,1.25"),
    "others": _rates(
        "LCU/USD", "ARD,2022,CAD,1.5 BOR,2022,CHF,2 CAL,2022,CHF,3", header="entity,period,currency,value"
    ),
    "legal": _rates(
        "LCU/EUR", "CAL,FRF,1999-01-01,6.5", role="conversion_rate", header="entity,currency,period,value", tolerance=0
    ),
}
for known in MONEY.values():
    known["rows"] = known["rows"].replace("e6", "000000")


@cache
def packs() -> Packs:
    return open_packs(write_pack(Path(mkdtemp(prefix="money-")), more=MONEY))


def answer(text: str, lang: Lang = "fr") -> tuple[Assessment, tuple[Finding, ...]]:
    draft = draft_of(text, lang, date(2024, 9, 1))
    findings, (assessment,) = assess(draft, [claim_of(draft)], packs(), explain=True)
    return assessment, findings


@pytest.mark.parametrize(
    ("lang", "text", "arithmetic"),
    [
        (
            "fr",
            "En 2022, le budget de la pêche de l’Ardénie atteignait 240 millions d’euros.",
            "300 millions de dollars × 0,8 €/$ (moyenne de 2022) = 240 millions d’euros",
        ),
        (
            "en",
            "In 2022, the fishing budget of Ardenia reached 240 million euros.",
            "300 million dollars × 0.8 €/$ (average of 2022) = 240 million euros",
        ),
        (
            "fr",
            "En 2022, le budget de la pêche de l’Ardénie atteignait 240 millions de livres britanniques.",
            "300 millions de dollars ÷ 1,25 $/£ (moyenne de 2022) = 240 millions de livres",
        ),
        (
            "fr",
            "En 2022, le budget de la pêche de l’Ardénie atteignait 450 millions de dollars canadiens.",
            "300 millions de dollars × 1,5 CAD/$ (moyenne de 2022) = 450 millions de dollars canadiens",
        ),
        (
            "fr",
            "En 2000, les recettes des moissons de l’Ardénie atteignaient 650 millions de francs français.",
            "100 millions d’euros × 6,5 FRF/€ (taux légal depuis le 1er janvier 1999) = 650 millions de francs français",
        ),
    ],
)
def test_a_figure_is_set_against_the_table_at_the_rate_of_its_period(lang: Lang, text: str, arithmetic: str) -> None:
    assessment, (finding,) = answer(text, lang)
    assert assessment.verdict is Verdict.SUPPORTED
    assert finding.computation.expression == arithmetic
    table, rate = finding.cells
    assert table.resource in {"catch", "harvest"}
    assert rate.value in arithmetic.replace(",", ".")
    assert "/" in rate.unit
    assert rate.source in assessment.justification
    assert replay_finding(finding, packs()) == ()


def test_only_a_market_rate_widens_the_margin_and_says_so() -> None:
    _, (market,) = answer("En 2022, le budget de la pêche de l’Ardénie atteignait 240 millions d’euros.")
    _, (legal,) = answer(
        "En 2000, les recettes des moissons de l’Ardénie atteignaient 650 millions de francs français."
    )
    assert (market.comparison.tolerance, legal.comparison.tolerance) == (Decimal("0.04"), Decimal("0.01"))
    assert "élargi de 3" in market.statement
    assert "élargi" not in legal.statement


@pytest.mark.parametrize(
    ("amount", "verdict", "caveats"),
    [
        ("245", Verdict.SUPPORTED, ()),
        ("256", Verdict.NOT_ENOUGH_EVIDENCE, (Caveat.IMPRECISE,)),  # right at another day's rate
        ("390", Verdict.REFUTED, ()),
        ("24", Verdict.REFUTED, ()),
        ("310", Verdict.REFUTED, ()),  # near the figure in dollars
    ],
)
def test_what_another_days_rate_may_explain_is_not_refuted(amount: str, verdict: Verdict, caveats: object) -> None:
    assessment, _ = answer(f"En 2022, le budget de la pêche de l’Ardénie atteignait {amount} millions d’euros.")
    assert (assessment.verdict, assessment.caveats) == (verdict, caveats)


@pytest.mark.parametrize(
    ("amount", "verdict"),
    [("4,8", Verdict.SUPPORTED), ("3,1", Verdict.NOT_ENOUGH_EVIDENCE), ("9,7", Verdict.REFUTED)],
)
def test_a_currency_that_fell_from_year_to_year_may_have_fallen_within_one(amount: str, verdict: Verdict) -> None:
    text = f"En 2022, le budget de la pêche de l’Ardénie atteignait {amount} milliards de livres turques."
    assert answer(text)[0].verdict is verdict


def test_a_legal_rate_leaves_no_such_room() -> None:
    assessment, _ = answer(
        "En 2000, les recettes des moissons de l’Ardénie atteignaient 690 millions de francs français."
    )
    assert assessment.verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "En 2021, le budget de la pêche de l’Ardénie atteignait 160 millions d’euros.",
            "aucun taux EUR/USD pour 2021",
        ),
        (
            "En 2022, le budget de la pêche de l’Ardénie atteignait 600 millions de francs suisses.",
            "aucun taux CHF/USD",
        ),
        (
            "En 2022, le budget de la pêche de l’Ardénie atteignait 900 millions de francs français.",
            "aucune table de taux",
        ),
        ("En 1998, les recettes des moissons de l’Ardénie atteignaient 585 millions de francs français.", "pour 1998"),
        (
            "En 2000, les recettes des moissons de l’Ardénie atteignaient 650 millions d’anciens francs français.",
            "ancienne monnaie",
        ),
        (
            "En 2022, le budget de la pêche de l’Ardénie atteignait 240 millions d’euros en parité de pouvoir d’achat.",
            "parité",
        ),
        ("En 2022, le budget de la pêche de l’Ardénie atteignait 240 millions d’euros constants.", "autre année"),
        ("En 2022, le budget de la pêche de l’Ardénie atteignait 240 millions d’euros de 2015.", "autre année"),
        ("En 2022, la valeur des forêts de l’Ardénie atteignait 240 millions d’euros.", "autre année"),
        ("En 2022, le produit des mines de l’Ardénie atteignait 240 millions d’euros.", "ne convient pas"),
    ],
)
def test_without_the_rate_no_side_is_taken_and_the_reason_is_told(text: str, reason: str) -> None:
    assessment, findings = answer(text)
    assert (assessment.verdict, findings) == (None, ())
    assert any(reason in one.rejected for one in assessment.considered), [one.rejected for one in assessment.considered]


@pytest.mark.parametrize(
    "text",
    [
        "En 2022, le solde des péages de l’Ardénie était un déficit de 240 millions d’euros.",
        "En 2000, les recettes des moissons de l’Ardénie atteignaient 650 millions de francs CFA.",
        "En 2000, les recettes des moissons de l’Ardénie atteignaient 650 millions de francs suisses.",
        "En 2000, les recettes des moissons de l’Ardénie atteignaient 650 millions de francs.",
    ],
)
def test_a_deficit_and_other_francs_are_left_alone(text: str) -> None:
    assessment, _ = answer(text)
    assert assessment.verdict is None


@pytest.mark.parametrize(("amount", "verdict"), [("300", Verdict.SUPPORTED), ("500", Verdict.REFUTED)])
def test_a_bare_dollar_is_the_american_one_and_needs_no_rate(amount: str, verdict: Verdict) -> None:
    assessment, (finding,) = answer(
        f"En 2022, le budget de la pêche de l’Ardénie atteignait {amount} millions de dollars."
    )
    assert (assessment.verdict, len(finding.queries)) == (verdict, 1)


def test_an_amount_given_in_both_currencies_is_checked_in_the_tables_own() -> None:
    text = "En 2022, le budget de la pêche de l’Ardénie atteignait 300 millions de dollars (500 millions d’euros)."
    assessment, findings = answer(text)
    assert assessment.verdict is Verdict.SUPPORTED
    assert all(len(finding.queries) == 1 for finding in findings)


def test_a_replay_sees_a_revised_rate(tmp_path: Path) -> None:
    _, (finding,) = answer("En 2022, le budget de la pêche de l’Ardénie atteignait 240 millions d’euros.")
    revised = open_packs(write_pack(tmp_path, more=MONEY, changed=("BOR,2022,0.8,", "BOR,2022,0.9,")))
    differences = replay_finding(finding, revised)
    assert "'0.8' → '0.9'" in differences[0]
    assert any(one.startswith("comparison:") for one in differences)


@pytest.mark.parametrize(
    ("have", "want", "period", "value"),
    [
        ("USD", "EUR", "2022", "0.8"),
        ("EUR", "USD", "2022", "0.8"),
        ("USD", "EUR", "2022-03", "0.7"),
        ("USD", "EUR", "2021", None),
        ("USD", "EUR", "2022-03-01", None),  # no day's rate serves an amount in force from that day on
        ("USD", "CHF", "2022", None),  # two rows, two values
        ("EUR", "FRF", "2010", "6.5"),
        ("EUR", "FRF", "1998", None),
        ("FRF", "EUR", "1999-01-01", "6.5"),
        ("EUR", "GBP", "2022", None),  # two steps are never taken
    ],
)
def test_a_rate_is_of_its_own_period(have: str, want: str, period: str, value: str | None) -> None:
    found = rates_of(tables_of(packs())).find(have, want, period)
    assert (
        None if found is None else dict(zip(found.query.columns, found.query.rows[0], strict=True))["value"]
    ) == value


def test_local_currency_is_the_states_own_from_its_first_year(tmp_path: Path) -> None:
    rows = "euro-area,1998,0.9 euro-area,2022,0.95 TUR,2004,1.4 TUR,2022,16.5 ARD,2022,7"
    entities = "world,world,Monde,World,planète,,"
    more = "".join(f"\n{one},state,{one},{one},,," for one in ("euro-area", "TUR"))
    root = write_pack(tmp_path, more={"lcu": _rates("LCU/USD", rows)}, changed=(entities, entities + more))
    rates = rates_of(tables_of(open_packs(root)))
    found = {
        (code, year): rates.find("USD", code, year) for code in ("EUR", "TRY") for year in ("1998", "2004", "2022")
    }
    assert {key for key, rate in found.items() if rate} == {("EUR", "2022"), ("TRY", "2022")}


@pytest.mark.parametrize("unit", ["dollars", "EUR", "EUR/dollar", "LCU per US$"])
def test_a_table_of_rates_says_between_which_currencies(unit: str, tmp_path: Path) -> None:
    with pytest.raises(BadPack, match="EUR/USD"):
        read_pack(write_pack(tmp_path, more={"bad": _rates(unit, "ARD,2022,2")}))


def test_the_shipped_rates_are_those_of_the_regulations() -> None:
    resource = open_packs("starter").resource("starter", "euro-conversion-rates")
    rows = {row["currency"]: row for row in resource.rows()}
    spot = {"FRF": "6.55957", "DEM": "1.95583", "ITL": "1936.27", "GRD": "340.750", "HRK": "7.53450", "IEP": "0.787564"}
    assert {code: rows[code]["value"] for code in spot} == spot
    assert len(rows) == 20
    assert all("/eli/reg/" in (row["source"] or "") for row in rows.values())
    # Six significant figures, as the regulations have them; each from a 1 January.
    assert {len((row["value"] or "").replace(".", "").lstrip("0")) for row in rows.values()} == {6}
    assert all((row["period"] or "").endswith("-01-01") for row in rows.values())
    assert known_on(resource, rows["FRF"]) == date(1999, 1, 2)
