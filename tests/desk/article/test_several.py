"""What the program could not check is signed several at once: a decision for each claim that was ticked, and no other."""

from __future__ import annotations

import pytest

from markup import page_of, pick, said
from sourcier.app.desk.store.decisions import revisions_of
from sourcier.app.desk.store.people import add_person
from sourcier.app.desk.store.settings import Rating, set_ratings
from sourcier.core.findings import Verdict


def unchecked(one) -> list[dict]:
    return one.json("/several")


def sign(one, claims, **fields):
    sent = {"choice": "not_enough_evidence", "reason": "Hors de portée.", **fields}
    return one.post("/several", claim=[each["id"] for each in claims], follow=False, **sent)


def test_only_what_the_program_could_not_check_is_offered(jeanne):
    offered = {one["id"] for one in unchecked(jeanne)}
    assert offered == {one["id"] for one in jeanne.json()["claims"] if one["program"] is None}
    page = page_of(jeanne.get("/several").text)
    assert {one.get("value") for one in pick(page, "input[name=claim]")} == offered
    assert not pick(page, "input[name=claim][checked]")
    assert [one.get("value") for one in pick(page, "input[name=choice]")] == ["not_enough_evidence", "withhold"]
    assert "En signer plusieurs à la fois" in said(page_of(jeanne.get().text), "#progress")


def test_each_ticked_claim_gets_a_decision_of_its_own(jeanne, store):
    first, second, *rest = unchecked(jeanne)
    assert sign(jeanne, [first, second]).status_code == 303
    saved = revisions_of(store, jeanne.article_id)
    assert [(one.claim_id, one.verdict, one.author, one.reason) for one in saved] == [
        (each["id"], Verdict.NOT_ENOUGH_EVIDENCE, "Jeanne", "Hors de portée.") for each in (first, second)
    ]
    assert [one["id"] for one in unchecked(jeanne)] == [one["id"] for one in rest]


def test_the_newsroom_s_own_word_is_signed(jeanne, store):
    set_ratings(store, [Rating("Non établi", Verdict.NOT_ENOUGH_EVIDENCE), Rating("Faux", Verdict.REFUTED)])
    first, second, *_ = unchecked(jeanne)
    assert sign(jeanne, [first], choice="rating:Non établi").status_code == 303
    assert sign(jeanne, [second], choice="rating:Faux").status_code == 422
    assert [one.rating for one in revisions_of(store, jeanne.article_id)] == ["Non établi"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"reason": " "}, "Donnez un motif"),
        ({"choice": ""}, "Choisissez un verdict"),
        ({"choice": "refuted"}, "Choisissez un verdict"),
        ({"choice": "dismiss"}, "Choisissez un verdict"),
    ],
)
def test_what_cannot_be_signed_comes_back_with_what_was_ticked(jeanne, fields, problem):
    claim, *_ = unchecked(jeanne)
    answer = sign(jeanne, [claim], **fields)
    assert answer.status_code == 422
    page = page_of(answer.text)
    assert problem in said(page, ".problem").replace("’", "'")
    assert [one.get("value") for one in pick(page, "input[name=claim][checked]")] == [claim["id"]]
    assert jeanne.json("/history")["decisions"] == []


def test_nothing_ticked_signs_nothing(jeanne):
    answer = sign(jeanne, [])
    assert answer.status_code == 422
    assert "Cochez au moins une affirmation" in said(page_of(answer.text), ".problem")


def test_what_is_decided_or_judged_by_the_program_is_left(jeanne, paul):
    judged, (claim, *_) = jeanne.claim("contre 74 %"), unchecked(jeanne)
    paul.decide(claim, "withhold")
    assert sign(jeanne, [judged, claim]).status_code == 422
    assert len(jeanne.json("/history")["decisions"]) == 1


def test_readers_sign_nothing(jeanne, enter, store):
    add_person(store, "Lise", "long-enough-word", "reader")
    reader = enter(jeanne.article_id, accounts=True)
    assert reader.client.get(f"{reader.path}/several", follow_redirects=False).status_code == 303
