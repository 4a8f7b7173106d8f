"""What a sceptical editor must not find: doubled words, raw codes, figures no human would write."""

import re
from datetime import date
from decimal import Decimal

import pytest

import factory
from sourcier.assessment.comparison import Bounds, compare_number, compare_presence
from sourcier.assessment.wording import issuer_name, of_body, say, sentence, short_name
from sourcier.core.findings import Caveat, Operation, Verdict
from sourcier.core.language import Comparator, Entity
from sourcier.dossier.report.page import page
from sourcier.dossier.report.terminal import report

STATES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG")


def said(dossier) -> str:
    """The terminal report on one line."""
    return re.sub(r"\s+", " ", "\n".join(line.plain for line in report(dossier)))


def one(cells, *, verdict=Verdict.SUPPORTED, caveats=(), lang="fr", entities=(), statement="La table le dit.", **known):
    of = factory.article("Il y en a 12 en 2022.", lang=lang)
    claim = factory.claim(of, "Il y en a 12 en 2022")
    findings = [
        factory.finding(claim, cells=[each], statement=f"{statement} {n}", **known) for n, each in enumerate(cells)
    ]
    weighed = factory.assessment(claim, verdict, findings, caveats=caveats, justification=findings[0].statement)
    return factory.dossier(of, [claim], findings=findings, assessments=[weighed], entities=entities)


def spell(start: str | None, end: str = ""):
    key = (("subject", "AAA"), ("relation", "member_of"), ("object", "zorg"))
    key += (("start", start),) if start is not None else ()
    return factory.cell(end, key=key, column="end", unit="states", label="Appartenance")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (spell("1952-02-18"), "(AAA, zorg) : depuis le 18 février 1952, toujours en vigueur (base au"),
        (spell("1952-02-18", "1966-03-01"), "(AAA, zorg) : du 18 février 1952 au 1er mars 1966"),
        (spell(None), "(AAA, zorg) : aucune ligne"),
    ],
)
def test_datum_of_a_relation_says_from_when_to_when_or_that_there_is_no_row(cell, shown):
    text = said(one([cell]))
    assert shown in text
    assert "member_of" not in text


def test_datum_of_an_event_says_its_name_once():
    cell = factory.cell(
        "1953-07-27", key=(("event", "paix-du-lac"),), column="start", unit="events", label="paix du Lac"
    )
    text = said(one([cell]))
    assert "Donnée Paix du Lac : 27 juillet 1953" in text
    assert "paix-du-lac" not in text


def test_figure_of_the_article_shows_no_place_in_the_text():
    cell = factory.cell(
        "400000",
        key=(("start", "2971"),),
        unit="soldats",
        label="400 000 soldats",
        pack="article",
        resource="article",
        source="article",
    )
    text = said(one([cell]))
    assert "Chiffre de l’article : 400 000 soldats" in text
    assert "l’article lui-même" in text
    assert "2971" not in text
    assert "2971" not in page(one([cell])).split("<script")[0].partition('class="facts"')[2]


def test_interested_party_is_named_once_a_reading():
    cell = factory.cell("70000", party="AAA", unit="persons")
    text = said(one([cell, cell], statement="Tués : 70 000 – un ministre, intéressé : AAA."))
    reading = text[text.index("Autre lecture") :]
    assert reading.count("intéressé : AAA") == 1


@pytest.mark.parametrize(("parties", "plain"), [(("AAA", "BBB"), True), (("AAA", None), False), ((None, None), False)])
def test_verdict_says_when_only_interested_parties_speak(parties, plain):
    cells = [factory.cell("70000", party=party, unit="persons") for party in parties]
    text = said(one(cells, verdict=Verdict.NOT_ENOUGH_EVIDENCE, caveats=(Caveat.INTERESTED_SOURCE,)))
    assert ("seules des parties intéressées parlent" in text) is plain


def test_members_of_a_count_are_named_in_short_here_and_in_full_on_the_page():
    rows = [[state, "member_of", "zorg"] for state in STATES]
    named = [Entity(state, "state", f"État {state}", f"State {state}") for state in STATES]
    total = factory.cell("7", key=(("object", "zorg"), ("at", "2022-03-01")), column="count", unit="states")
    counted = one(
        [total],
        entities=named,
        operation=Operation.COUNT,
        queries=[factory.query(["subject", "relation", "object"], rows)],
    )
    text = said(counted)
    assert "Dont État AAA, État BBB, État CCC, État DDD, État EEE et 2 autres" in text
    assert "1er mars 2022" in text
    listed = re.search(r'<details class="members">(.*?)</details>', page(counted), re.DOTALL)
    assert listed
    assert all(f"État {state}" in listed[1] for state in STATES)


def compared(low, high, figure, seen, *, comparator=Comparator.EQ, unit="%", lang="fr", tolerance="0.05"):
    bounds = Bounds(low and Decimal(low), high and Decimal(high), comparator, Decimal(figure))
    found = compare_number(bounds, (Decimal(seen), Decimal(seen)), tolerance=Decimal(tolerance), unit=unit, lang=lang)
    return re.sub(r"\s", " ", found.expression)


@pytest.mark.parametrize(
    ("known", "written"),
    [
        (("3.25", "3.35", "3.3", "3.2698"), "texte : 3,3 % (de 3,25 à 3,35) ; table : 3,27 % ± 5 % : concorde"),
        (
            ("1", "2", "1.5", "4"),
            "texte : 1,5 % (de 1 à 2) ; table : 4 % ± 5 % : ne concorde pas, l’un vaut 2,7 fois l’autre",
        ),
    ],
)
def test_comparison_reads_as_a_human_writes_it(known, written):
    assert compared(*known) == written


def test_comparison_of_large_figures_uses_scale_words():
    known = ("876500000000", "877500000000", "877000000000", "877000000000")
    french = compared(*known, unit="USD", tolerance="0.02")
    assert "877 milliards de dollars (de 876,5 à 877,5)" in french
    assert "000" not in french
    assert "876.5 to 877.5" in compared(*known, unit="USD", lang="en")


@pytest.mark.parametrize(
    ("comparator", "low", "high", "words"),
    [
        (Comparator.GT, "70000", None, "plus de 70 000"),
        (Comparator.LT, None, "70000", "moins de 70 000"),
        (Comparator.APPROX, "66500", "73500", "environ 70 000 (de 66 500 à 73 500)"),
        (Comparator.EQ, "70000", "90000", "de 70 000 à 90 000"),
        (Comparator.EQ, "70000", "70000", "texte : 70 000 ;"),
    ],
)
def test_comparison_says_what_the_words_of_the_claim_allow(comparator, low, high, words):
    assert words in compared(low, high, "70000", "70000", comparator=comparator, unit="", tolerance="0")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("found", [0, 1, 2, 14])
@pytest.mark.parametrize("expected", [True, False])
def test_presence_is_counted_in_real_plurals(lang, found, expected):
    words = compare_presence(expected=expected, found=found, lang=lang).expression
    assert "(s)" not in words
    assert ("lignes" in words or "rows" in words) is (found > 1)


def test_counter_example_alone_is_singular():
    known = {"who": "X", "since": "depuis 1990", "examples": "la guerre"}
    assert "contre-exemple," in say("counter_examples", "fr", count="1", **known)
    assert "14 contre-exemples," in say("counter_examples", "fr", count="14", **known)


@pytest.mark.parametrize(
    ("text", "written"),
    [("forces armées : 12.", "Forces armées : 12."), ("« pertes » : 12.", "« pertes » : 12."), ("", "")],
)
def test_statement_begins_with_a_capital(text, written):
    assert sentence(text) == written


@pytest.mark.parametrize(
    ("label", "lang", "written"),
    [
        ("Organisation du Lac", "fr", "de l’Organisation du Lac"),
        ("Conseil du Nord", "fr", "du Conseil du Nord"),
        ("zone franche", "fr", "de la zone franche"),
        ("Zorgland", "fr", "(Zorgland)"),
        ("Lake Organisation", "en", "of the Lake Organisation"),
        ("ZORG", "en", "of ZORG"),
    ],
)
def test_organisation_has_its_article(label, lang, written):
    assert of_body(label, lang) == written


def test_issuer_is_named_in_the_language_where_data_can_and_quoted_elsewhere():
    assert issuer_name("US officials (unnamed)", "US officials (unnamed)", "fr").startswith("responsables américains")
    assert issuer_name("Zorg staff", "Zorg staff", "fr") == "« Zorg staff »"
    assert issuer_name("zorg", "État-major du Zorg", "fr") == "État-major du Zorg"
    assert short_name("Ana Ruiz, ministre") == "Ana Ruiz"


def test_arithmetic_on_dates_is_shown():
    lasting = say("lasting", "fr", start="24 février 2022", day="14 septembre 2023", months="18,6")
    text = said(one([factory.cell("1")], expression=lasting))
    assert "24 février 2022 → 14 septembre 2023 : 18,6 mois" in text


def test_measure_codes_are_words_on_the_page():
    rows = [["AAA", "killed_and_wounded", "12"], ["AAA", "zorgs_lost", "13"]]
    shown = page(one([factory.cell("12")], queries=[factory.query(["subject", "measure", "low"], rows)]))
    assert "tués et blessés" in shown
    assert "zorgs lost" in shown
    assert "killed_and_wounded" not in shown


def test_pack_date_of_an_open_end_is_the_packs_own():
    dossier = one([spell("1952-02-18")])
    made = next(pack.created for pack in dossier.run.packs)
    assert isinstance(made, date)
    assert f"base au {made.day if made.day > 1 else '1er'}" in said(dossier)
