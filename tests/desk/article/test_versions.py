"""A corrected article: both pages say so, and decisions about the same words are carried over when somebody asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

import factory
from markup import page_of, pick, said
from sourcier.app.desk.store.decisions import revisions_of
from sourcier.core.claims import Commitment
from sourcier.core.findings import Verdict

TITLE = "Le barrage de Brévaux"
KEPT = "Le barrage retient 12 millions de mètres cubes"
COST = "il a coûté 41 millions d'euros"
LOST = "la route de Vars a disparu sous l'eau"
DENIED = "le chantier a tué six ouvriers"
SAME = "il fournit 3 % du courant de la région"
TWICE = "la Sarve a débordé deux fois"
UNCLEAR = Verdict.NOT_ENOUGH_EVIDENCE
FIRST = (
    f"{TITLE}\n\n{KEPT}. Au total, {COST}, et {LOST}. Depuis 2019, {SAME}. Selon le préfet, {TWICE} depuis. "
    f"Il est faux de dire que {DENIED}. "
    "Les riverains en parlent encore au marché du samedi, quand les eaux montent."
)
SECOND = FIRST.replace("41 millions", "44 millions").replace("Il est faux de dire", "Chacun sait")


def made(text: str, *, verdicts: dict[str, Verdict | None], denied: bool = False, **known):
    of = factory.article(text, title=TITLE, publisher="La Gazette de la Sarve", **known)
    claims = {words: factory.claim(of, words) for words in verdicts}
    if denied:
        claims[DENIED] = replace(claims[DENIED], commitment=Commitment.DENIES)
    said_of = [factory.assessment(claims[words], verdict) for words, verdict in verdicts.items()]
    return factory.dossier(of, list(claims.values()), assessments=said_of)


@pytest.fixture
def first(visit):
    verdicts = {KEPT: UNCLEAR, COST: UNCLEAR, LOST: UNCLEAR, SAME: UNCLEAR, TWICE: None, DENIED: UNCLEAR}
    return visit(made(FIRST, verdicts=verdicts, denied=True))


@pytest.fixture
def second(first, visit):
    changed = "il a coûté 44 millions d'euros"
    verdicts = {KEPT: UNCLEAR, changed: None, LOST: UNCLEAR, SAME: None, TWICE: None, DENIED: UNCLEAR}
    return visit(made(SECOND, verdicts=verdicts))


def offer(one, other) -> dict:
    return one.client.get(f"{one.path}/versions/{other.article_id}.json").json()


def carry(one, other, *claims: str):
    return one.post(f"/versions/{other.article_id}", claim=list(claims), follow=False)


def test_a_form_of_thousands_of_boxes_is_taken(first, second, store):
    first.decide(first.claim(KEPT), "not_enough_evidence")
    boxes = [f"clm-{number:016x}" for number in range(3000)]
    assert carry(second, first, *boxes, second.claim(KEPT)["id"]).status_code == 303
    assert len(revisions_of(store, second.article_id)) == 1


def test_both_pages_link_to_the_other_one(first, second):
    for one, other, word in ((first, second, "plus récente"), (second, first, "plus ancienne")):
        (notice,) = pick(page_of(one.get().text), ".top .notice")
        assert word in notice.text_content()
        assert pick(notice, "a")[0].get("href") == other.path
        (version,) = one.json()["versions"]
        assert version["article_id"] == other.article_id
        assert version["is_newer"] is (word == "plus récente")


def test_an_article_of_one_version_says_nothing_of_others(jeanne):
    assert jeanne.json()["versions"] == []
    assert not pick(page_of(jeanne.get().text), ".top .notice")


def test_nothing_is_carried_before_somebody_asks(first, second, store):
    first.decide(first.claim(KEPT), "supported", "Vu au registre.")
    second.get()
    second.get(f"/versions/{first.article_id}")
    assert revisions_of(store, second.article_id) == ()


def test_what_holds_is_carried_and_says_where_it_comes_from(first, second, enter):
    first.decide(first.claim(KEPT), "refuted", "Le registre dit 11.")
    first.post(f"{first.claim(KEPT)['path']}/evidence", url="https://registre.example/", reason="Le registre")
    first.decide(first.claim(TWICE), "withhold", "Rien au dossier.")
    page = page_of(second.get().text)
    (way,) = [a for a in pick(page, ".top .notice a") if "/versions/" in a.get("href")]
    assert way.text_content() == "Reprendre les 2 décisions"
    awa = enter(second.article_id, "Awa")
    listed = page_of(awa.client.get(way.get("href")).text)
    claims = [field.get("value") for field in pick(listed, "form input[name=claim]")]
    assert claims == [second.claim(KEPT)["id"], second.claim(TWICE)["id"]]

    assert carry(awa, first, *claims).status_code == 303
    brought, changed, withheld = awa.json("/history")["decisions"]
    assert (brought["action"], brought["evidence"]["url"]) == ("add_evidence", "https://registre.example/")
    assert (changed["action"], changed["verdict"], changed["author"]) == ("change", "refuted", "Jeanne")
    assert changed["reason"].startswith("Le registre dit 11. (décision de Jeanne, ")
    assert changed["reason"].endswith(f", reprise du dossier {first.article_id} par Awa)")
    assert withheld["action"] == "withhold"
    assert len(first.json("/history")["decisions"]) == 3, "the other version keeps its own"
    assert not [a for a in pick(page_of(second.get().text), ".top .notice a") if "/versions/" in a.get("href")]
    carry(awa, first, *claims)
    assert len(awa.json("/history")["decisions"]) == 3, "a second time there is nothing left"


@pytest.mark.parametrize(
    ("prepare", "words", "why"),
    [
        (lambda first, second: first.decide(first.claim(COST), "supported"), COST, "absent"),
        (lambda first, second: first.decide(first.claim(SAME), "refuted"), SAME, "program"),
        (lambda first, second: first.decide(first.claim(DENIED), "refuted"), DENIED, "taken"),
        (
            lambda first, second: first.post("/claims", words="Les riverains", reason="Oubliée."),
            "Les riverains",
            "absent",
        ),
        (lambda first, second: [one.decide(one.claim(KEPT), "supported") for one in (first, second)], KEPT, "decided"),
        (
            lambda first, second: [first.decide(first.claim(KEPT), one, seen="") for one in ("refuted", "withhold")],
            KEPT,
            "disputed",
        ),
        (
            lambda first, second: first.post(
                f"{first.claim(KEPT)['path']}/split", parts="Le barrage retient\n12 millions", reason="Deux."
            ),
            KEPT,
            "split",
        ),
    ],
)
def test_what_does_not_hold_is_listed_with_why_and_not_carried(first, second, prepare, words, why):
    prepare(first, second)
    before = len(second.json("/history")["decisions"])
    found = offer(second, first)
    assert [(one["words"], one["why"]) for one in found["left"]] == [(words, why)]
    assert found["carried"] == []
    page = page_of(second.get(f"/versions/{first.article_id}").text)
    assert not pick(page, "form input[name=claim]")
    assert words in said(page, "ul.decisions").replace("’", "'")
    carry(second, first, *(one["id"] for one in second.json()["claims"]))
    assert len(second.json("/history")["decisions"]) == before


def test_evidence_that_is_here_already_keeps_nothing_from_being_carried_and_is_not_doubled(first, second):
    first.decide(first.claim(KEPT), "refuted", "Le registre dit 11.")
    for one in (first, second):
        one.post(f"{one.claim(KEPT)['path']}/evidence", url="https://registre.example/", reason="Le registre")
    assert [one["words"] for one in offer(second, first)["carried"]] == [KEPT]
    carry(second, first, second.claim(KEPT)["id"])
    assert [one["action"] for one in second.json("/history")["decisions"]] == ["add_evidence", "change"]


def test_where_the_sentence_has_changed_both_are_shown_and_it_is_for_who_decided_to_tick_it(first, second, enter):
    for words in (KEPT, LOST):
        first.decide(first.claim(words), "refuted")
    page = page_of(second.get(f"/versions/{first.article_id}").text)
    boxes = {field.get("value"): field.get("checked") is not None for field in pick(page, "form input[name=claim]")}
    assert boxes == {second.claim(KEPT)["id"]: True, second.claim(LOST)["id"]: False}
    assert [figure in said(page, "dl.pair") for figure in ("41 millions", "44 millions")] == [True, True]
    awa = enter(second.article_id, "Awa")
    found = offer(awa, first)
    assert [one["words"] for one in found["carried"]] == [KEPT]
    assert [(one["words"], one["why"]) for one in found["left"]] == [(LOST, "sentence")]
    carry(awa, first, *boxes)
    assert [(one["claim_id"], one["author"]) for one in awa.json("/history")["decisions"]] == [
        (second.claim(KEPT)["id"], "Jeanne")
    ]
    carry(second, first, *boxes)
    assert len(awa.json("/history")["decisions"]) == 2


def test_only_what_the_page_listed_is_carried(first, second):
    first.decide(first.claim(KEPT), "supported")
    first.decide(first.claim(TWICE), "withhold")
    carry(second, first, second.claim(TWICE)["id"], "clm-made-up")
    assert [one["claim_id"] for one in second.json("/history")["decisions"]] == [second.claim(TWICE)["id"]]


def test_hundreds_are_carried_at_once(first, second):
    first.decide(first.claim(KEPT), "supported")
    assert carry(second, first, second.claim(KEPT)["id"], *(f"clm-{n}" for n in range(500))).status_code == 303
    assert len(second.json("/history")["decisions"]) == 1


def test_another_article_is_no_version(first, jeanne):
    for path in (f"/versions/{jeanne.article_id}", f"/versions/{jeanne.article_id}.json", "/versions/art-0"):
        assert first.get(path).status_code == 404
    assert carry(first, jeanne, "x").status_code == 404
