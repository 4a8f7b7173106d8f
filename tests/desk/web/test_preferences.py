"""What a newsroom sets, and what its exports make of it."""

from __future__ import annotations

import pytest

from factory import column
from sourcier.app.desk.store import people
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.settings import Rating, ratings, set_ratings
from sourcier.core.findings import Verdict
from sourcier.dossier.exports import EXPORTS


def test_the_scale_is_kept_in_its_order_and_empty_lines_are_left_out(store, browser, send):
    fields = {"label": ["Vrai", " ", "Plutôt faux", "Faux"], "verdict": ["supported", "refuted", "refuted", "refuted"]}

    assert send(browser, "/settings/ratings", fields).status_code == 303

    assert [(one.label, one.verdict) for one in ratings(store)] == [
        ("Vrai", Verdict.SUPPORTED),
        ("Plutôt faux", Verdict.REFUTED),
        ("Faux", Verdict.REFUTED),
    ]
    assert 'value="Plutôt faux"' in browser.get("/settings").text
    assert browser.get("/settings.json").json()["ratings"][0] == {
        "label": "Vrai",
        "verdict": "supported",
        "fr": "Vrai",
        "en": "Vrai",
    }


def test_a_word_for_each_language_is_kept_beside_the_first(store, browser, send):
    fields = {
        "label": ["Faux", "", "Vrai"],
        "fr": ["", "Trompeur", ""],
        "en": ["False", "", " "],
        "verdict": ["refuted", "conflicting", "supported"],
    }
    send(browser, "/settings/ratings", fields)
    assert ratings(store) == (
        Rating("Faux", Verdict.REFUTED, en="False"),
        Rating("Trompeur", Verdict.CONFLICTING, fr="Trompeur"),
        Rating("Vrai", Verdict.SUPPORTED),
    )
    assert 'name="en" value="False"' in browser.get("/settings").text


@pytest.mark.parametrize(
    ("path", "fields", "slug"),
    [
        ("/settings/ratings", {"label": ["Faux", "faux"], "verdict": ["refuted", "refuted"]}, "bad-setting"),
        ("/settings/ratings", {"label": ["Faux"], "verdict": ["false"]}, "bad-form"),
        ("/settings/ratings", {"label": ["x" * 61], "verdict": ["refuted"]}, "bad-setting"),
        ("/settings/language", {"language": "de"}, "bad-setting"),
        ("/settings/signer", {"name": "  "}, "bad-setting"),
        ("/settings/signer", {"name": "x" * 300}, "bad-form"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(store, browser, send, path, fields, slug):
    answer = send(browser, path, fields, headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["error"]) == (422, slug)
    assert ratings(store) == ()


def test_the_language_is_that_of_the_settings_at_once(visit, send):
    browser = visit(language=None)
    assert '<html lang="fr">' in browser.get("/").text

    send(browser, "/settings/language", {"language": "en"})

    assert '<html lang="en">' in browser.get("/").text
    send(browser, "/settings/language", {"language": ""})
    assert '<html lang="fr">' in browser.get("/").text


def test_whoever_is_named_in_the_settings_signs(visit, send):
    browser = visit(person=None)

    send(browser, "/settings/signer", {"name": "Awa Diop"})

    assert browser.get("/settings.json").json()["person"] == "Awa Diop"
    assert "Awa Diop" in browser.get("/").text


def test_every_form_is_offered_and_given(store, browser):
    set_ratings(store, [Rating("Faux", Verdict.REFUTED)])
    id_ = add_dossier(store, column(), name="colonne.md")
    page = browser.get(f"/dossiers/{id_}/export").text
    listed = browser.get(f"/dossiers/{id_}/export.json").json()

    assert [one["name"] for one in listed["formats"]] == list(EXPORTS)
    assert f'href="/dossiers/{id_}/print"' in page
    assert listed["print"] == f"/dossiers/{id_}/print"
    for form in listed["formats"]:
        answer = browser.get(form["path"])
        assert answer.status_code == 200, form
        assert answer.headers["content-type"].startswith(form["media_type"].split(";")[0])
        assert answer.headers["content-disposition"].endswith(f'{form["suffix"]}"')
        assert f"{form['path']}" in page
        assert len(answer.content) > 2


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", "Personne n’a encore signé les points 1 à 5"), ("en", "Nobody has signed points 1 to 5 yet (claims")],
)
def test_the_editor_is_told_that_nobody_has_signed_the_letter(store, visit, lang, words):
    id_ = add_dossier(store, column(), name="colonne.md")
    browser = visit(language=lang)

    assert words in browser.get(f"/dossiers/{id_}/export").text.replace("\u00a0", " ")
    assert "Personne n’a encore signé les points 1 à 5" in browser.get(f"/dossiers/{id_}/export/reply").text[:200]


def test_a_form_that_there_is_not_is_told(store, browser):
    id_ = add_dossier(store, column(), name="colonne.md")

    answer = browser.get(f"/dossiers/{id_}/export/docx", headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["error"]) == (404, "no-format")


def test_questions_are_signed_by_the_newsroom(store, visit):
    id_ = add_dossier(store, column(), name="colonne.md")

    given = visit(newsroom="Le Courrier du fleuve").get(f"/dossiers/{id_}/export/reply?newsroom=La+Gazette")

    assert "La Gazette" in given.text


def test_where_the_store_lies_is_for_who_runs_the_desk(store, visit, send):
    people.add_person(store, "Chef", "sept lampes au grenier", "admin")
    people.add_person(store, "Awa Diop", "sept lampes au grenier", "reader")
    shown = {}
    for name in ("Chef", "Awa Diop"):
        browser = visit(accounts=True)
        send(browser, "/login", {"name": name, "password": "sept lampes au grenier"})
        shown[name] = store.shown in browser.get("/settings").text
    assert shown == {"Chef": True, "Awa Diop": False}
