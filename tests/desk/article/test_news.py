"""An open page hears what others decided since, and nothing of what its own person did."""

from __future__ import annotations

import pytest

import factory
from desk.article.conftest import Reviewer
from markup import page_of, pick
from sourcier.core.dossier import from_json, to_json


def news(one: Reviewer, have: int = 0, **known: str):
    return one.client.get(f"{one.path}/news", params={"have": have, **known}, headers={"hx-request": "true"})


def part(answer):
    return page_of(f"<main>{answer.text}</main>")


def test_nothing_new_is_no_answer_to_swap(jeanne):
    assert news(jeanne).status_code == 204
    jeanne.decide(jeanne.claim("contre 74 %"), "refuted")
    assert news(jeanne, 1).status_code == 204
    assert news(jeanne, 1, edition=jeanne.json()["edition"]).status_code == 204


def test_another_s_decision_is_told_with_what_changes_on_the_page(jeanne, paul):
    claim = jeanne.claim("contre 74 %")
    paul.decide(claim, "supported", "L'ordre de grandeur y est.")
    assert not pick(part(news(jeanne)), ".claims")
    told = part(news(jeanne, listed="true"))
    (changed,) = pick(told, ".changed")
    assert changed.get("data-c") == claim["number"]
    assert {"supported", "is-decided"} <= set(changed.get("data-css").split())
    (fresh,) = pick(told, ".fresh-one")
    words = " ".join(fresh.text_content().split())
    assert "Paul vient de décider de ce point." in words
    assert "L'ordre de grandeur y est." in words
    assert pick(fresh, "button")[0].get("data-take") == jeanne.claim("contre 74 %")["seen"]
    assert pick(told, "#had")[0].get("data-have") == "1"
    assert pick(told, "#progress[hx-swap-oob]")
    assert "par Paul" in pick(told, f".claims li[data-c={claim['number']}]")[0].text_content()


def test_one_s_own_decision_changes_the_page_and_is_not_told(jeanne):
    jeanne.decide(jeanne.claim("contre 74 %"), "refuted")
    told = part(news(jeanne))
    assert pick(told, ".changed")
    assert not pick(told, ".fresh-one, p[data-at]")


@pytest.mark.parametrize(
    ("do", "words"),
    [
        (lambda one, claim: one.post(f"{claim['path']}/evidence", passage="Un passage.", reason="Lu."), "une preuve"),
        (lambda one, claim: one.decide(claim, "dismiss"), "vient de décider"),
    ],
)
def test_what_was_done_is_named(jeanne, paul, do, words):
    do(paul, jeanne.claim("contre 74 %"))
    assert words in pick(part(news(jeanne)), ".fresh-one b")[0].text_content()


def test_many_decisions_are_told_by_the_last_and_the_history(jeanne, paul):
    for claim in jeanne.json()["claims"]:
        paul.decide(claim, "withhold")
    told = part(news(jeanne))
    assert len(pick(told, ".fresh-one")) == 5
    assert "4 autres décisions" in " ".join(told.text_content().split())


def test_an_article_that_was_checked_again_is_said_so_and_marks_nothing_on_a_page_of_other_numbers(jeanne, paul, visit):
    before = jeanne.json()["edition"]
    first, other = jeanne.claim("contre 74 %")["id"], jeanne.claim("La France tire")
    visit(from_json(to_json(factory.column()).replace(first.encode(), b"clm-0123456789abcdef")))
    paul.decide(other, "withhold")
    told = part(news(jeanne, 0, edition=before, listed="true"))
    assert [a.get("href") for a in pick(told, "a")] == [jeanne.path]
    assert not pick(told, "#had, .changed, .fresh-one, .claims, #progress")


def test_a_dossier_that_is_gone_is_said_so(jeanne):
    assert jeanne.client.get("/dossiers/art-0/news").status_code == 404
