"""Decisions: appended and shown, never lost, never overwritten."""

from __future__ import annotations

import pytest

import factory
from markup import page_of, pick, said
from sourcier.app.desk.store.decisions import revisions_of
from sourcier.app.desk.store.dossiers import dossier_of
from sourcier.app.desk.store.people import add_person
from sourcier.app.desk.store.settings import Rating, set_ratings
from sourcier.core.dossier import from_json, to_json
from sourcier.core.findings import Verdict


@pytest.mark.parametrize(
    ("choice", "action", "state", "verdict"),
    [
        ("refuted", "confirm", "decided", "refuted"),
        ("supported", "change", "decided", "supported"),
        ("withhold", "withhold", "withheld", None),
        ("dismiss", "dismiss", "dismissed", None),
    ],
)
def test_choice_becomes_a_decision(jeanne, choice, action, state, verdict):
    claim = jeanne.claim("contre 74 %")
    answer = jeanne.decide(claim, choice, "La table dit 76,4 %.")
    now = jeanne.claim("contre 74 %")
    (saved,) = jeanne.json("/history")["decisions"]
    assert (saved["action"], saved["author"], saved["reason"]) == (action, "Jeanne", "La table dit 76,4 %.")
    assert (now["state"], now["verdict"]) == (state, verdict)
    assert str(answer.url).endswith(claim["path"])
    assert "La table dit 76,4 %." in said(page_of(answer.text), ".standing")
    (ref,) = pick(page_of(answer.text), f".ref[data-c={claim['number']}]")
    assert f"is-{state}" in ref.get("class").split()


@pytest.mark.parametrize("choice", ["withhold", "dismiss"])
def test_a_verdict_that_nobody_is_to_read_is_counted_nowhere(jeanne, store, choice):
    def counts() -> list[dict[str, int]]:
        return [jeanne.json()["verdicts"], dict(dossier_of(store, jeanne.article_id).summary.verdicts)]

    before = counts()
    jeanne.decide(jeanne.claim("contre 74 %"), choice)
    assert counts() == [{**one, "refuted": one["refuted"] - 1} for one in before]


def test_the_help_names_the_keys_that_choose(jeanne, store):
    def keys() -> str:
        return next(
            one for one in pick(page_of(jeanne.get().text), "#keys dt, dialog dt") if "…" in one.text_content()
        ).text_content()

    assert keys().split() == ["1", "…", "5"]
    set_ratings(store, [Rating("Faux", Verdict.REFUTED), Rating("Plutôt faux", Verdict.REFUTED)])
    assert keys().split() == ["1", "…", "6"]


def test_a_dossier_is_decided_in_the_words_for_its_language(jeanne, visit, store):
    set_ratings(store, [Rating("Faux", Verdict.REFUTED, en="False"), Rating("Vrai", Verdict.SUPPORTED)])
    english = visit(factory.wire())
    for one, words, choices in (
        (jeanne, "contre 74 %", ["Vrai", "Faux"]),
        (english, "", ["Vrai", "False"]),
    ):
        claim = one.claim(words)
        offered = [
            option.get("value")
            for option in pick(page_of(one.client.get(claim["path"]).text), "#decide input[name=choice]")
        ]
        assert [value.removeprefix("rating:") for value in offered if value.startswith("rating:")] == choices
        one.decide(claim, f"rating:{choices[1]}")
        assert one.claim(words)["rating"] == choices[1]
    assert english.decide(english.claim(""), "rating:Faux").status_code == 422


@pytest.mark.parametrize(
    ("choice", "reason", "problem"),
    [
        ("", "Vu.", "Choisissez un verdict"),
        ("maybe", "Vu.", "Choisissez un verdict"),
        ("rating:Vrai", "Vu.", "L’échelle de la rédaction a changé"),
        ("refuted", "   ", "Donnez un motif"),
        ("refuted", "x" * 5000, "trop long"),
        ("dismiss", "", "Donnez un motif"),
    ],
)
def test_what_lacks_something_comes_back_with_what_was_typed(jeanne, choice, reason, problem):
    claim = jeanne.claim("contre 74 %")
    answer = jeanne.decide(claim, choice, reason)
    assert answer.status_code == 422
    assert problem in said(page_of(answer.text), ".problem").replace("'", "’")
    if reason.strip() and choice != "dismiss":
        assert said(page_of(answer.text), "#reason") == reason.strip()
    assert jeanne.json("/history")["decisions"] == []


def test_problem_alone_answers_htmx(jeanne):
    answer = jeanne.decide(jeanne.claim("contre 74 %"), "refuted", "", htmx=True)
    assert answer.status_code == 422
    assert "<form" not in answer.text
    assert "Donnez un motif" in answer.text


def test_htmx_gets_the_panel_with_what_changed_in_the_text(jeanne):
    claim = jeanne.claim("contre 74 %")
    answer = jeanne.decide(claim, "supported", htmx=True, then="next")
    part = page_of(f"<main>{answer.text}</main>")
    (changed,) = pick(part, ".changed")
    assert changed.get("data-c") == claim["number"]
    assert {"supported", "is-decided"} <= set(changed.get("data-css").split())
    assert pick(part, "#claim")[0].get("data-c") != claim["number"]
    assert pick(part, "#progress[hx-swap-oob]")


def test_next_is_the_next_claim_that_awaits_somebody(jeanne):
    claims = jeanne.json()["claims"]
    jeanne.decide(claims[1], "withhold")
    answer = jeanne.decide(claims[0], "withhold", then="next")
    awaiting = next(one for one in claims[2:] if one["verdict"])  # what the program could not check awaits nobody
    assert str(answer.url).endswith(awaiting["path"])
    named = jeanne.decide(claims[2], "withhold", then="next", behind=claims[5]["id"])
    assert str(named.url).endswith(claims[5]["path"])


def test_last_decision_leads_nowhere_further(jeanne):
    claims = jeanne.json()["claims"]
    for claim in claims:
        answer = jeanne.decide(claim, "withhold", then="next")
    assert str(answer.url).endswith(claims[-1]["path"])
    assert f"{len(claims)} examinées sur {len(claims)}" in said(page_of(answer.text), "#progress")


def test_newsroom_s_scale_takes_the_place_of_the_verdicts_own_words(jeanne, store):
    set_ratings(store, [Rating("Faux", Verdict.REFUTED), Rating("Plutôt faux", Verdict.REFUTED)])
    claim = jeanne.claim("La France tire")
    choices = pick(page_of(jeanne.client.get(claim["path"]).text), "#decide input[name=choice]")
    values = [one.get("value") for one in choices]
    assert values == [
        "supported",
        "rating:Faux",
        "rating:Plutôt faux",
        "conflicting",
        "not_enough_evidence",
        "withhold",
    ]
    answer = jeanne.decide(claim, "rating:Plutôt faux")
    assert (jeanne.claim("La France tire")["verdict"], jeanne.claim("La France tire")["rating"]) == (
        "refuted",
        "Plutôt faux",
    )
    assert "Plutôt faux" in said(page_of(answer.text), ".standing")
    assert jeanne.decide(claim, "refuted").status_code == 422


def test_two_who_decide_unseen_of_each_other_both_keep_their_decision(jeanne, paul):
    claim, before = jeanne.claim("contre 74 %"), jeanne.json()["verdicts"]
    jeanne.decide(claim, "refuted", "La table dit autre chose.", seen="")
    answer = paul.decide(claim, "supported", "L'ordre de grandeur y est.", seen="", then="next")
    assert str(answer.url).endswith(claim["path"]), "whoever conflicts is shown it, not led on"
    conflict = said(page_of(answer.text), ".conflict")
    for word in ("Jeanne", "Paul", "La table dit autre chose.", "L'ordre de grandeur y est."):
        assert word in conflict
    assert [one["author"] for one in jeanne.json("/history")["decisions"]] == ["Jeanne", "Paul"]
    assert jeanne.json()["disputed"] == 1
    assert jeanne.json()["verdicts"] == before | {claim["program"]: before[claim["program"]] - 1}
    (line,) = jeanne.client.get("/dossiers.json").json()["dossiers"]
    assert line["verdicts"] == jeanne.json()["verdicts"], "the list counts as the page does"
    page = page_of(jeanne.get().text)
    assert pick(page, f".ref[data-c={claim['number']}]")[0].get("aria-label").endswith("décisions divergentes")
    (cell,) = pick(page, ".strip .is-disputed")
    assert cell.get("title").endswith("décisions divergentes")
    assert jeanne.client.get(f"{jeanne.path}.json?review=disputed").json()["claims"][0]["id"] == claim["id"]


def test_conflict_is_settled_by_who_has_seen_both(jeanne, paul):
    claim = jeanne.claim("contre 74 %")
    jeanne.decide(claim, "refuted", seen="")
    paul.decide(claim, "supported", seen="")
    seen = jeanne.claim("contre 74 %")["seen"]
    answer = jeanne.decide(claim, "refuted", "Nous en avons parlé.", seen=seen)
    assert not pick(page_of(answer.text), ".conflict")
    assert jeanne.json()["disputed"] == 0
    assert len(jeanne.json("/history")["decisions"]) == 3


def test_action_is_told_from_what_stood_on_the_author_s_page(jeanne, paul, store):
    claim = jeanne.claim("contre 74 %")
    jeanne.decide(claim, "supported", seen="")
    paul.decide(claim, "refuted", seen="")
    first, second = revisions_of(store, jeanne.article_id, claim["id"])
    assert (first.action, second.action) == ("change", "confirm"), "he had the program's verdict before him"


@pytest.mark.parametrize(
    ("words", "before", "choice", "told"),
    [
        ("contre 74 %", [], "refuted", "verdict du programme maintenu"),
        ("contre 74 %", [], "supported", "verdict du programme modifié"),
        ("Le budget des armées", [], "supported", "verdict donné"),
        ("contre 74 %", ["supported"], "supported", "verdict maintenu"),
        ("contre 74 %", ["supported"], "refuted", "verdict du programme repris"),
        ("contre 74 %", ["supported"], "conflicting", "verdict modifié"),
        ("contre 74 %", ["withhold"], "supported", "verdict donné"),
        ("contre 74 %", ["withhold"], "refuted", "verdict du programme repris"),
        ("Le budget des armées", ["supported", "refuted"], "supported", "verdict modifié"),
    ],
)
def test_history_says_what_happened_to_the_verdict(jeanne, paul, words, before, choice, told):
    for one in before:
        jeanne.decide(jeanne.claim(words), one, seen=jeanne.claim(words)["seen"] or "")
    paul.decide(jeanne.claim(words), choice, seen=jeanne.claim(words)["seen"] or "")
    for page in (jeanne.get("/history"), jeanne.client.get(jeanne.claim(words)["path"])):
        (last, *_) = pick(page_of(page.text), ".decisions b")
        assert last.text_content().split(":")[0].strip() == told


def test_a_verdict_kept_unseen_of_another_s_is_the_program_s(jeanne, paul):
    claim = jeanne.claim("contre 74 %")
    paul.decide(claim, "not_enough_evidence", seen="")
    jeanne.decide(claim, "refuted", seen="")
    told = said(page_of(jeanne.get("/history").text), ".decisions")
    assert "verdict du programme maintenu" in told
    assert "verdict maintenu" not in told


def options(visitor, words: str) -> dict[str, str]:
    page = page_of(visitor.client.get(visitor.claim(words)["path"]).text)
    labels = pick(page, "#decide label.chip")
    return {pick(one, "input")[0].get("value"): one.text_content() for one in labels}


@pytest.mark.parametrize(
    ("scale", "tagged"),
    [
        ([], ["refuted"]),
        ([Rating("Faux", Verdict.REFUTED)], ["rating:Faux"]),
        ([Rating("Faux", Verdict.REFUTED), Rating("Plutôt faux", Verdict.REFUTED)], []),
    ],
)
def test_of_two_labels_of_the_newsroom_the_program_said_neither(jeanne, store, scale, tagged):
    set_ratings(store, scale)
    assert [value for value, label in options(jeanne, "contre 74 %").items() if "programme" in label] == tagged


@pytest.mark.parametrize(("seen", "standing"), [(False, []), (True, ["supported"])])
def test_nothing_stands_while_two_decisions_differ(jeanne, paul, seen, standing):
    jeanne.decide(jeanne.claim("contre 74 %"), "refuted", seen="")
    paul.decide(jeanne.claim("contre 74 %"), "supported", seen=jeanne.claim("contre 74 %")["seen"] if seen else "")
    found = options(jeanne, "contre 74 %")
    assert [value for value, label in found.items() if "en vigueur" in label] == standing


def test_a_second_click_on_save_saves_nothing(jeanne, store):
    claim = jeanne.claim("contre 74 %")
    answers = [jeanne.decide(claim, "supported", "Vu.", seen="", follow=False) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert len({one.headers["location"] for one in answers}) == 1
    assert len(revisions_of(store, jeanne.article_id)) == 1


def test_a_part_shows_what_was_found_of_the_whole_as_the_whole_s(jeanne):
    claim = jeanne.claim("La France tire 63 %")
    jeanne.post(f"{claim['path']}/evidence", passage="Un registre le dit.", reason="Relevé.")
    jeanne.post(f"{claim['path']}/split", parts="La France tire 63 %\nde son électricité de l'atome", reason="Deux.")
    path = next(one["path"] for one in jeanne.json()["claims"] if one["words"].startswith("de son électricité"))
    page = page_of(jeanne.client.get(path).text)
    (whole,) = pick(page, ".of-whole")
    words = " ".join(whole.text_content().split()).replace("\u202f", " ").replace("’", "'")
    assert words.startswith(f"Preuves de l'affirmation {claim['number']}, entière")
    for told in ("Un registre le dit.", "62,7 % de l'électricité", "confirmé"):
        assert told in words
    assert len(pick(page, ".of-whole .grounds")) == len(pick(page, ".grounds")) == 1
    assert not pick(page_of(jeanne.client.get(claim["path"]).text), ".of-whole")


def test_one_count_stands_everywhere(jeanne, store):
    """On the bar, in the list of claims and in the list of dossiers: all claims that the page lists."""

    def counts() -> set[tuple[int, int]]:
        page, row = page_of(jeanne.get().text), dossier_of(store, jeanne.article_id).summary
        claims = jeanne.json()["claims"]
        (bar,) = pick(page, "#progress progress")
        (line,) = pick(page_of(jeanne.client.get("/").text), ".side progress")
        return {
            *((int(one.get("value")), int(one.get("max"))) for one in (bar, line)),
            (row.decided, row.claims),
            (sum(one["state"] != "open" for one in claims), len(pick(page, ".claims li"))),
            (jeanne.json()["decided"], len(claims)),
        }

    assert counts() == {(0, 9)}
    jeanne.decide(jeanne.claim("contre 74 %"), "refuted")
    jeanne.decide(jeanne.claim("La guerre aurait fait"), "dismiss")
    assert counts() == {(2, 9)}
    jeanne.post(f"{jeanne.claim('La France')['path']}/split", parts="La France tire\n63 %", reason="Deux.")
    assert counts() == {(3, 11)}
    jeanne.post("/claims", words="Il faut relire l'histoire", reason="Oubliée.")
    assert counts() == {(3, 12)}
    for claim in jeanne.json()["claims"]:
        if claim["state"] == "open":
            jeanne.decide(claim, "withhold")
    assert counts() == {(12, 12)}
    assert "examen terminé" in said(page_of(jeanne.client.get("/").text), ".side")


def test_id_that_was_never_on_the_page_is_not_kept(jeanne, store):
    claim = jeanne.claim("contre 74 %")
    jeanne.decide(claim, "refuted", seen='rev-"><script>')
    (saved,) = revisions_of(store, jeanne.article_id, claim["id"])
    assert saved.seen is None


def test_history_has_every_decision_the_last_first(jeanne, paul):
    claim = jeanne.claim("contre 74 %")
    jeanne.decide(claim, "refuted", "Premier motif.")
    paul.decide(claim, "withhold", "Second motif.")
    told = said(page_of(jeanne.get("/history").text), ".decisions")
    assert told.index("Second motif.") < told.index("Premier motif.")
    panel = said(page_of(jeanne.client.get(claim["path"]).text), "#past")
    assert "Premier motif." in panel
    assert "Second motif." in panel


def test_decisions_stay_when_the_article_is_checked_again(jeanne, visit, store):

    claim = jeanne.claim("contre 74 %")
    jeanne.decide(claim, "refuted", "Motif.")
    raw = to_json(factory.column()).replace(claim["id"].encode(), b"clm-0123456789abcdef")
    visit(from_json(raw))
    page = jeanne.get("/history")
    assert page.status_code == 200
    assert "que la dernière lecture de l’article ne trouve plus" in said(page_of(page.text), ".decisions").replace(
        "'", "’"
    )
    assert jeanne.get().status_code == 200


def test_reader_sees_no_form_and_may_not_decide(jeanne, enter, store):
    claim = jeanne.claim("contre 74 %")
    add_person(store, "Lise", "un mot de passe assez long", role="reader")
    client = enter(jeanne.article_id, accounts=True).client
    page = client.get("/login").text
    token = pick(page_of(page), "input[name=csrf]")[0].get("value")
    client.post("/login", data={"csrf": token, "name": "Lise", "password": "un mot de passe assez long"})
    seen = page_of(client.get(claim["path"]).text)
    assert pick(seen, "#claim")
    assert not pick(seen, "#decide, #bring, #split, #dismiss, .miss, #adding")
    token = pick(seen, "input[name=csrf]")[0].get("value")
    for path in (
        f"{claim['path']}/decisions",
        f"{claim['path']}/evidence",
        f"{claim['path']}/split",
        f"{jeanne.path}/claims",
    ):
        assert client.post(path, data={"csrf": token, "choice": "refuted", "reason": "x"}).status_code == 403
    assert client.get(f"{jeanne.path}/add").status_code == 403


def test_nothing_is_taken_without_the_form_s_token(jeanne):
    claim = jeanne.claim("contre 74 %")
    answer = jeanne.client.post(f"{claim['path']}/decisions", data={"choice": "refuted", "reason": "Vu."})
    assert answer.status_code == 403
    assert jeanne.json("/history")["decisions"] == []
