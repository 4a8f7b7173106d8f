"""The article's page: what stands on it, what a filter leaves, where its links lead."""

from __future__ import annotations

import re

import pytest

import factory
from dossier.exports import material
from markup import page_of, pick
from sourcier.core.dossier import from_json, to_json
from sourcier.core.testimony import QuoteFinding

PAGES = ("", "/history", "/print", "/add")


def test_every_claim_is_marked_and_leads_to_its_own_page(jeanne):
    page = page_of(jeanne.get().text)
    claims = jeanne.json()["claims"]
    refs = {ref.get("data-c"): ref.get("href") for ref in pick(page, "#article .ref")}
    assert refs == {one["number"]: one["path"] for one in claims}
    for one in claims:
        opened = page_of(jeanne.client.get(one["path"]).text)
        (mark,) = pick(opened, "#claim mark#words")
        assert mark.text_content().split() == one["words"].split()


def test_marks_carry_verdict_and_kind(jeanne):
    page = page_of(jeanne.get().text)
    refuted = jeanne.claim("contre 74 %")
    (ref,) = pick(page, f".ref[data-c={refuted['number']}]")
    assert {"refuted", "k-comparison", "is-open"} <= set(ref.get("class").split())


def test_page_says_how_much_of_the_article_was_read(jeanne):
    coverage = jeanne.json()["coverage"]
    assert coverage in jeanne.get().text
    assert "phrases" in coverage


def test_panel_shows_what_a_verdict_rests_on(jeanne):
    claim = jeanne.claim("La France tire 63 %")
    text = " ".join(pick(page_of(jeanne.client.get(claim["path"]).text), ".scroll")[0].text_content().split())
    for said in ("62,7 % de l’électricité", "62,5 ≤ 62,7 ≤ 63,5", "source unique", "l’unité n’est pas celle"):
        assert said in text.replace("'", "’").replace("\u202f", " "), said


@pytest.mark.parametrize(
    ("words", "css"),
    [("La France tire 63 %", "svg.series"), ("La guerre aurait fait", "svg.ranges"), ("une cinquantaine", "svg.tally")],
)
def test_panel_draws_the_rows(jeanne, words, css):
    assert pick(page_of(jeanne.client.get(jeanne.claim(words)["path"]).text), f".grounds {css}")


def test_panel_alone_is_what_the_page_has_in_it(jeanne):
    path = jeanne.claim("contre 74 %")["path"]
    part = jeanne.client.get(f"{path}/panel").text
    whole = jeanne.client.get(path).text
    grounds = re.search(r'<div class="grounds".*?</details>', part, flags=re.DOTALL)
    assert "<html" not in part
    assert grounds is not None
    assert grounds[0] in whole


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?verdict=refuted", {"contre 74 % dix ans plus tôt", "le pays n'a connu aucune récession depuis 2010"}),
        ("?kind=prediction", {"Le budget des armées atteindra 60 milliards d'euros en 2027"}),
        ("?review=decided", set()),
        ("?verdict=supported&kind=event", set()),
    ],
)
def test_filter_fades_the_other_marks_and_hides_the_other_lines(jeanne, query, kept):
    page = page_of(jeanne.get(query).text)
    words = {one["number"]: one["words"] for one in jeanne.json()["claims"]}
    shown = {words[ref.get("data-c")] for ref in pick(page, ".ref") if "off" not in ref.get("class").split()}
    listed = {words[li.get("data-c")] for li in pick(page, ".claims li") if "hidden" not in li.attrib}
    assert shown == listed == kept
    answered = jeanne.client.get(f"{jeanne.path}.json{query}").json()
    assert {one["words"] for one in answered["claims"]} == kept


def test_filter_stays_when_a_claim_is_opened(jeanne):
    page = page_of(jeanne.get("?verdict=refuted").text)
    for ref in pick(page, ".ref"):
        assert ref.get("href").endswith("?verdict=refuted")


@pytest.mark.parametrize("query", ["?verdict=true", "?kind=rumour", "?review=never", "?speaker=" + "x" * 500])
def test_filter_that_is_none_is_refused(jeanne, query):
    assert jeanne.get(query).status_code == 422


def test_sentences_without_a_claim_are_in_the_ledger_with_a_way_to_add_one(jeanne):
    page = page_of(jeanne.get().text)
    without = [one for one in jeanne.json()["sentences"] if one["reason"]]
    shown = pick(page, "#ledger li")
    assert without
    assert len(shown) == len(without)
    for entry in shown:
        (way,) = pick(entry, "a.miss")
        assert jeanne.client.get(way.get("href")).status_code == 200


def test_switches_for_kinds_and_keys_stand_on_the_page(jeanne):
    page = page_of(jeanne.get().text)
    assert pick(page, "input#by-kind")
    assert [key.text_content() for key in pick(page, "#keys kbd")][:1] == ["j"]
    assert pick(page, "a[href=#keys]")


def test_interface_speaks_english_and_the_evidence_the_article_s_language(jeanne, enter):
    english = enter(jeanne.article_id, language="en")
    page = page_of(english.client.get(jeanne.claim("contre 74 %")["path"]).text)
    assert page.get("lang") == "en"
    assert "Save, then next" in pick(page, "#decide")[0].text_content()
    (grounds,) = pick(page, ".grounds")
    assert grounds.get("lang") == "fr"
    assert "Comparaison" in grounds.text_content()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_json(jeanne, path):
    assert jeanne.get(path).headers["content-type"].startswith("text/html")
    answer = jeanne.get(f"{path}.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"


def test_json_of_a_claim_has_its_findings(jeanne):
    claim = jeanne.claim("contre 74 %")
    answer = jeanne.client.get(f"{claim['path']}.json").json()
    assert answer["standing"]["program"] == "refuted"
    assert answer["findings"][0]["cells"][0]["value"] == "76.4"
    assert answer["assessment"]["claim_id"] == answer["claim"]["id"] == claim["id"]


def test_print_json_is_the_dossier_again(jeanne):
    import json

    answer = jeanne.json("/print")
    assert to_json(from_json(json.dumps(answer["dossier"]))) == to_json(factory.column())
    assert answer["decisions"] == []
    assert QuoteFinding.__name__ not in answer["dossier"]


@pytest.mark.parametrize("path", ["/dossiers/art-none", "/dossiers/art-none.json", "/dossiers/art-none/history"])
def test_article_that_is_not_there_is_said_so(jeanne, path):
    assert jeanne.client.get(path).status_code == 404


@pytest.mark.parametrize("tail", ["", ".json", "/panel"])
def test_claim_that_is_not_there_is_said_so(jeanne, tail):
    assert jeanne.get(f"/claims/clm-none{tail}").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_nothing_on_a_page_is_inline(jeanne, path):
    page = page_of(jeanne.get(path).text)
    assert page.xpath("//style | //script[not(@src)] | //@style") == []
    assert [name for name in page.xpath("//@*") if name.attrname.startswith("on")] == []
    assert "unsafe" not in jeanne.get(path).headers["content-security-policy"]


def test_an_empty_article_has_a_page(visit):
    nobody = visit(factory.dossier(factory.article("Quelle farce !", title="Rien")))
    page = nobody.get()
    assert page.status_code == 200
    assert "aucune affirmation" in page.text.lower()


def test_what_the_article_denies_is_told_apart_from_its_own_errors(visit):
    one = visit(material.denying())
    page = page_of(one.get().text)
    listed = pick(page, ".claims li")
    assert [set(each.get("class").split()) & {"refuted", "supported", "denied"} for each in listed] == [
        {"refuted", "denied"},
        {"supported", "denied"},
        {"refuted"},
    ]
    assert "contredit, comme le dit l’article" in listed[0].text_content()
    chips = {pick(each, "input")[0].get("value"): each for each in pick(page, ".verdicts .chip")}
    told = {status: " ".join(chip.text_content().replace("\u00a0", " ").split()) for status, chip in chips.items()}
    assert told["refuted"] == "✗ contredit 2 niées par l’article, à raison : 1"
    assert told["supported"] == "✓ confirmé 1 niées par l’article, à tort : 1"
    assert pick(chips["refuted"], "small")[0].get("hidden") is None
    cells = [each.get("class") for each in pick(page, ".strip a")]
    assert cells == ["refuted denied is-open", "supported denied is-open", "refuted is-open"]
    first = one.claim("la Suède")
    one.decide(first, "refuted")
    decided = pick(page_of(one.get().text), ".claims li")[0]
    assert "contredit, comme le dit l’article" in decided.text_content()
    assert "denied" in decided.get("class").split()


def test_tables_that_were_rejected_do_not_stand_between_the_evidence_and_the_decision(jeanne):
    page = page_of(jeanne.client.get(jeanne.claim("La France tire")["path"]).text)
    (rejected,) = pick(page, ".considered")
    assert rejected.getparent().tag == "details"
    assert rejected.getparent().get("open") is None
