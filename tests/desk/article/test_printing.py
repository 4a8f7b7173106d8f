"""The print view says of each claim what the HTML export says, in the same order; labels stay as they were signed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from lxml.html import HtmlElement

import factory
from markup import page_of, pick, said
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.settings import Rating, set_ratings
from sourcier.core.findings import Verdict


def page(browser, path: str) -> HtmlElement:
    return page_of(re.sub("[\u202f\u00a0]", " ", browser.get(path).text))


def headings(found: Iterable[HtmlElement]) -> list[list[str]]:
    """The words of each card's heading, its number among them, in the order of the alphabet: only their order differs."""
    return [sorted(pick(one, "h3")[0].text_content().split()) for one in found]


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def decided(jeanne, paul):
    """A column of which claims were decided in every way."""
    jeanne.decide(jeanne.claim("La France tire"), "supported", "Relu.")
    jeanne.decide(jeanne.claim("contre 74 %"), "refuted", "La table dit autre chose.", seen="")
    paul.decide(jeanne.claim("contre 74 %"), "supported", "À peu près.", seen="")
    jeanne.decide(jeanne.claim("la dette a dépassé"), "withhold", "Trop tôt.")
    jeanne.decide(jeanne.claim("le pays n'a connu"), "dismiss", "Une image.")
    whole = jeanne.claim("400 000 morts dans")
    jeanne.post(f"{whole['path']}/split", parts="400 000 morts\nl'un des deux camps", reason="Deux faits.")
    part = next(one for one in jeanne.json()["claims"] if one["words"] == "l'un des deux camps")
    jeanne.decide(part, "not_enough_evidence", "Aucune source.")
    jeanne.post("/claims", words="Il faut relire l'histoire", reason="Manquée.")
    jeanne.post(
        f"{jeanne.claim('une cinquantaine')['path']}/evidence",
        url="https://onu.example/vote",
        title="Le scrutin",
        reason="Le compte rendu.",
        stance="supported",
    )
    return jeanne


def test_print_view_and_export_head_the_same_cards_in_the_same_order(decided):
    printed, exported = page(decided, "/print?reasons=with"), page(decided, "/export/html?reasons=with")
    cards, ours = pick(printed, "article.card"), pick(exported, "article.card")
    assert [one.get("id") for one in cards] == [one.get("id") for one in ours]
    assert headings(cards) == headings(ours)
    for one, other in zip(cards, ours, strict=True):
        for part in (".signed", ".program", ".rivals", ".decided"):
            assert said(one, part) == said(other, part)


def test_print_view_shows_a_split_claim_before_its_parts(decided):
    numbers = [one.get("id")[1:] for one in pick(page(decided, "/print"), "article.card")]
    split = decided.claim("400 000 morts dans")["number"]
    at = numbers.index(split)
    assert numbers[at : at + 3] == [split, f"{split}a", f"{split}b"]
    listed = [one["number"] for one in decided.json()["claims"]]
    assert listed == numbers


@pytest.mark.parametrize(
    ("words", "heading", "beneath"),
    [
        ("La France tire", "1 ✓ confirmé", "Par Jeanne, le "),
        ("contre 74 %", "2 ! décisions divergentes : contredit / confirmé", "✓ confirmé – Par Paul, le "),
        ("la dette a dépassé", "3 – verdict non publié", "Motif : Trop tôt."),
        ("le pays n'a connu", "5 – écartée : n’est pas une affirmation", "Motif : Une image."),
        ("une cinquantaine", "6 ? preuves insuffisantes programme, non signé", "✓ confirme – Par Jeanne"),
        ("Il faut relire l'histoire", "A1 · affirmation ajoutée, sans verdict", "Affirmation ajoutée par Jeanne, le "),
    ],
)
def test_card_in_print_is_headed_by_what_people_decided(decided, words, heading, beneath):
    printed = page(decided, "/print?reasons=with")
    (card,) = pick(printed, f"#c{decided.claim(words)['number']}")
    assert text(pick(card, "h3")[0]) == heading
    assert beneath in text(card)


def test_print_view_counts_what_people_decided(decided):
    told = said(page(decided, "/print"), ".standings")
    assert "1 où les décisions divergent" in told
    assert "1 au verdict non publié1 écartée1 scindée" in told
    assert "6 affirmations sur 12 examinées (Jeanne, Paul)" in text(page(decided, "/print"))


def test_print_view_without_decisions_says_that_nothing_is_signed(jeanne):
    printed = page(jeanne, "/print")
    assert not pick(printed, ".signed")
    assert "programme, non signé" in said(printed, "#c1 h3")
    assert "examinée" not in said(printed, ".top")


def test_print_view_is_in_the_article_s_language_whatever_that_of_the_desk(decided, enter):
    english = enter(decided.article_id, language="en")
    assert headings(pick(page(english, "/print"), ".card")) == headings(pick(page(decided, "/print"), ".card"))
    assert {one.get("lang") for one in pick(page(english, "/print"), "article.card")} == {"fr"}


def test_a_scale_that_changed_renames_nothing_that_was_signed(jeanne, store):
    jeanne.decide(jeanne.claim("La France tire"), "supported", "Signé sans échelle.")
    set_ratings(store, [Rating("Intox", Verdict.REFUTED)])
    jeanne.decide(jeanne.claim("contre 74 %"), "rating:Intox", "Signé sous l'ancienne.")
    set_ratings(store, [Rating("Faux", Verdict.REFUTED), Rating("Exact", Verdict.SUPPORTED)])
    for path in ("/export/html", "/print", "/export/json", "/export/annotations", "/history"):
        raw = jeanne.get(path).text
        assert "Intox" in raw, path
        assert "Exact" not in raw, path
        assert "Faux" not in raw, path
    found = json.loads(jeanne.get("/export/claimreview?page=https://phare.example/v").text)
    assert [one["reviewRating"]["alternateName"] for one in found] == ["Confirmé", "Intox"]
    assert text(pick(page(jeanne, "/export/html"), "#c1 h3")[0]) == "✓ confirmé 1"
    assert text(pick(page(jeanne, "/export/html"), "#c2 h3")[0]) == "✗ Intox (contredit) 2"


def test_a_decision_that_a_new_reading_lost_stands_in_no_print(store, jeanne):
    jeanne.decide(jeanne.claim("La France tire"), "supported", "Relu.")
    of = factory.column()
    first = of.claims[0].id
    lost = replace(
        of,
        claims=of.claims[1:],
        findings=tuple(one for one in of.findings if one.claim_id != first),
        assessments=tuple(one for one in of.assessments if one.claim_id != first),
    )
    add_dossier(store, lost, name="essai")
    assert "Relu." not in text(page(jeanne, "/print?reasons=with"))
    assert "Relu." in text(page(jeanne, "/history"))


def test_reasons_are_in_print_and_report_where_they_are_asked_for(jeanne):
    jeanne.decide(jeanne.claim("La France tire"), "supported", "Une source nous l'a confié.")
    for path in ("/print", "/export/html", "/export/annotations"):
        assert "confié" not in jeanne.get(path).text
        assert "confié" in jeanne.get(f"{path}?reasons=with").text
    assert "confié" in jeanne.get("/export/csv").text
    assert "confié" not in jeanne.get("/export/csv?reasons=without").text
    way = pick(page(jeanne, "/print"), ".no-print a")[-1]
    assert way.get("href") == f"{jeanne.path}/print?reasons=with"
    assert text(way) == "Montrer les motifs des décisions"
    boxes = {one.get("value") for one in pick(page(jeanne, "/export"), "input[name=reasons]")}
    assert boxes == {"with", "without"}
