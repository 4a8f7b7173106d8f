"""Claims added and split by their words, evidence brought by hand."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from markup import page_of, pick, said
from sourcier.app.desk.store.decisions import save
from sourcier.app.desk.web.placing import Misplaced, Place, placed
from sourcier.core.revisions import Action, Revision, added_key
from sourcier.core.spans import Span


def test_words_of_the_article_become_a_claim(jeanne):
    answer = jeanne.post("/claims", words="relire l'histoire avant de donner des leçons", reason="Se discute.")
    added = jeanne.claim("relire l'histoire")
    assert (added["number"], added["kind"], added["state"], added["program"]) == ("A1", None, "open", None)
    assert str(answer.url).endswith(added["path"])
    (ref,) = pick(page_of(answer.text), ".ref[data-c=A1]")
    assert ref.get("href") == added["path"]
    assert jeanne.get(f"/claims/{added['id']}").status_code == 200


@pytest.mark.parametrize(
    "words",
    [
        "relire l’histoire avant",
        "relire\u00a0l'histoire\n avant",
        "  relire l'histoire avant  ",
    ],
)
def test_spaces_and_apostrophes_of_another_kind_are_found(jeanne, words):
    jeanne.post("/claims", words=words, reason="Se discute.")
    assert jeanne.claim("relire l'histoire")["words"].replace("\u00a0", " ") == "relire l'histoire avant"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"words": "relire la géographie"}, "ne se trouvent pas"),
        ({"words": "Relire l'histoire"}, "ne se trouvent pas"),
        ({"words": "dans"}, "ne se trouvent pas"),
        ({"words": "de"}, "se trouvent"),
        ({"words": "  "}, "Donnez les mots"),
        ({"words": "relire l'histoire", "sentence": "999"}, "pas dans l’article"),
        ({"words": "relire l'histoire", "sentence": "1"}, "ne se trouvent pas"),
        ({"words": "contre 74 % dix ans plus tôt"}, "déjà l’affirmation"),
        ({"words": "relire l'histoire", "reason": " "}, "Donnez un motif"),
        ({"words": "x" * 30000}, "trop long"),
    ],
)
def test_words_that_are_not_one_place_are_refused_with_the_reason(jeanne, fields, problem):
    if fields["words"] == "dans":
        fields = {**fields, "sentence": "1"}
    answer = jeanne.post("/claims", **{"reason": "Se discute.", **fields})
    assert answer.status_code == 422
    assert problem in said(page_of(answer.text), ".problem").replace("'", "’")
    assert jeanne.json("/history")["decisions"] == []
    if len(fields["words"]) < 1000:
        assert pick(page_of(answer.text), "#a-words")[0].text_content().strip() == fields["words"].strip()


def test_sentence_or_place_tells_apart_words_that_occur_twice(jeanne):
    text = jeanne.json("/print")["dossier"]["article"]["text"]
    places = [at for at in range(len(text)) if text.startswith("de", at)]
    assert len(places) > 1
    jeanne.post("/claims", words="de", start=str(places[1]), reason="Un essai.")
    assert [one["start"] for one in jeanne.json()["claims"] if one["number"] == "A1"] == [places[1]]


def test_same_words_are_added_once(jeanne, paul):
    jeanne.post("/claims", words="Quelle farce", reason="Une.")
    answer = paul.post("/claims", words="Quelle farce", reason="Deux.")
    assert answer.status_code == 422
    assert "A1" in said(page_of(answer.text), ".problem")


def test_words_that_two_add_at_the_same_moment_are_one_claim(jeanne, store):
    text = jeanne.json("/print")["dossier"]["article"]["text"]
    span = Span(text.index("Quelle farce"), text.index("Quelle farce") + 12)
    id_, now = added_key(jeanne.article_id, span), datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    for author in ("Jeanne", "Paul"):
        save(
            store,
            Revision(f"rev-{author}", jeanne.article_id, id_, Action.ADD_CLAIM, "Une.", author, now, spans=(span,)),
        )
    assert [one["number"] for one in jeanne.json()["claims"] if one["id"] == id_] == ["A1"]
    assert said(page_of(jeanne.get(f"/claims/{id_}").text), "#past").count("affirmation ajoutée") == 2


def test_claim_added_is_decided_like_any_other(jeanne):
    jeanne.post("/claims", words="Quelle farce", reason="Une.")
    added = jeanne.claim("Quelle farce")
    jeanne.decide(added, "refuted", "Ce n'en est pas une.")
    assert jeanne.claim("Quelle farce")["verdict"] == "refuted"


def test_claim_splits_into_parts_that_are_examined_each(jeanne):
    claim = jeanne.claim("une cinquantaine de pays")
    answer = jeanne.post(
        f"{claim['path']}/split",
        parts="ont refusé de voter\nune cinquantaine de pays",
        reason="Deux choses.",
        seen=claim["seen"] or "",
    )
    parts = {one["number"]: one for one in jeanne.json()["claims"] if one["part_of"] == claim["id"]}
    number = claim["number"]
    assert {name: one["words"] for name, one in parts.items()} == {
        f"{number}a": "une cinquantaine de pays",
        f"{number}b": "ont refusé de voter",
    }
    assert jeanne.claim("refusé de voter le texte")["state"] == "split"
    assert said(page_of(answer.text), ".standing").endswith(f"Scindée en : {number}a, {number}b")
    jeanne.decide(parts[f"{number}a"], "supported")
    assert jeanne.json()["decided"] == 2


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ("une cinquantaine de pays", "au moins deux parties"),
        ("une cinquantaine de pays\nune cinquantaine de pays", "mêmes mots"),
        ("une cinquantaine de pays ont refusé de voter le texte\nde pays", "toute l’affirmation"),
        ("une cinquantaine de pays\nQuelle farce", "ne se trouvent pas"),
    ],
)
def test_parts_that_are_none_are_refused(jeanne, parts, problem):
    claim = jeanne.claim("une cinquantaine de pays")
    answer = jeanne.post(f"{claim['path']}/split", parts=parts, reason="Deux choses.")
    assert answer.status_code == 422
    assert problem in said(page_of(answer.text), ".problem").replace("'", "’")
    assert said(page_of(answer.text), "#s-parts").split() == parts.split()
    assert jeanne.json("/history")["decisions"] == []


def test_evidence_stands_with_the_claim(jeanne):
    claim = jeanne.claim("contre 74 %")
    jeanne.post(
        f"{claim['path']}/evidence",
        url="https://rte.example/bilan?an=2012&page=3",
        title="Bilan électrique 2012",
        passage="La part du nucléaire s'établit à 74,8 %.",
        stance="supported",
        reason="L'année que vise l'auteur.",
    )
    page = page_of(jeanne.client.get(claim["path"]).text)
    (link,) = pick(page, ".brought a")
    assert link.get("href") == "https://rte.example/bilan?an=2012&page=3"
    assert {"noopener", "noreferrer", "nofollow"} <= set(link.get("rel").split())
    text = pick(page, ".brought")[0].text_content()
    for words in ("Bilan électrique 2012", "74,8 %", "confirme", "L'année que vise l'auteur."):
        assert words in text
    assert jeanne.claim("contre 74 %")["state"] == "open", "evidence decides nothing"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "//example.org/x",
        "https://",
        "https://exa mple.org",
        'https://example.org/"onmouseover="alert(1)',
        "example.org",
    ],
)
def test_address_that_no_link_may_lead_to_is_refused(jeanne, url):
    claim = jeanne.claim("contre 74 %")
    answer = jeanne.post(f"{claim['path']}/evidence", url=url, reason="Vu.")
    assert answer.status_code == 422
    assert "http:// ou https://" in said(page_of(answer.text), ".problem").replace("\u202f", " ")
    assert jeanne.json("/history")["decisions"] == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "un lien ou un passage"),
        ({"passage": "x", "stance": "perhaps"}, "pas reconnu"),
        ({"passage": "x" * 30000}, "trop long"),
        ({"passage": "x", "reason": ""}, "Donnez un motif"),
    ],
)
def test_evidence_that_lacks_something_is_refused(jeanne, fields, problem):
    claim = jeanne.claim("contre 74 %")
    answer = jeanne.post(f"{claim['path']}/evidence", **{"reason": "Vu.", **fields})
    assert answer.status_code == 422
    assert problem in said(page_of(answer.text), ".problem").replace("'", "’")


def test_characters_that_cannot_be_shown_are_made_visible(jeanne):
    claim = jeanne.claim("contre 74 %")
    jeanne.decide(claim, "refuted", "avant\x00\x1b[31m\u202eaprès")
    (saved,) = jeanne.json("/history")["decisions"]
    assert saved["reason"] == "avant\ufffd\ufffd[31m\ufffdaprès"


def test_half_a_word_is_taken_for_the_whole_one(jeanne):
    answer = jeanne.post("/claims", words="relire l'histo", reason="Manquée.")
    assert answer.status_code == 200
    assert [one["words"] for one in jeanne.json()["claims"] if one["number"] == "A1"] == ["relire l'histoire"]


def test_words_that_stand_everywhere_are_counted_no_further_than_needed(jeanne):
    began = time.monotonic()
    span = Span(0, 200_000)
    with pytest.raises(Misplaced) as caught:
        placed("a " * 5_000, Place("a " * 100_000, span))
    assert caught.value.count == 100
    assert placed("a " * 5_000, Place("a " * 100_000, span, start=4_000)).start == 4_000
    assert time.monotonic() - began < 20, "it took minutes"


def test_a_part_of_what_is_whole_again_is_not_lost_silently(jeanne):
    claim = jeanne.claim("une cinquantaine de pays")
    whole = {"parts": "ont refusé de voter\nune cinquantaine de pays", "reason": "Deux choses."}
    jeanne.post(f"{claim['path']}/split", **whole)
    part = next(one for one in jeanne.json()["claims"] if one["part_of"] == claim["id"])
    jeanne.decide(jeanne.claim("refusé de voter le texte"), "refuted", "Non, d'un bloc.")
    answer = jeanne.decide(part, "supported", "Vu au procès-verbal.")
    page = page_of(answer.text)
    assert answer.status_code == 422
    assert "dans son ensemble" in said(page, ".problem")
    assert said(page, "#reason") == "Vu au procès-verbal."
    assert pick(page, "#claim")[0].get("data-c") == claim["number"]


def test_words_that_nearly_stand_everywhere_are_looked_for_in_no_time():
    began = time.monotonic()
    with pytest.raises(Misplaced) as caught:
        placed("a " * 10_000 + "b", Place("a " * 500_000, Span(0, 1_000_000)))
    assert caught.value.count == 0
    assert time.monotonic() - began < 20, "it took an hour"
