"""The list of dossiers: found, filtered, sorted, as a page and as JSON; tags; what is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from factory import article, claim, column, dossier, wire
from markup import page_of, pick
from sourcier.app.desk.store.decisions import save
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision


@pytest.fixture
def filled(store):
    """A French column and an English wire story, the first with a tag and one decision."""
    held = column()
    first = add_dossier(store, held, name="colonne.md", tags=("budget",))
    add_dossier(store, wire(), name="wire.txt")
    decided = next(one for one in held.assessments if one.verdict is Verdict.REFUTED)
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    save(
        store,
        Revision(
            id=Revision.key(first, decided.claim_id, Action.CONFIRM, "Awa Diop", at, "vu"),
            article_id=first,
            claim_id=decided.claim_id,
            action=Action.CONFIRM,
            reason="vu",
            author="Awa Diop",
            at=at,
            verdict=Verdict.REFUTED,
        ),
    )
    return store


def titles(browser, query=""):
    return [one["title"] for one in browser.get(f"/dossiers.json?{query}").json()["dossiers"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("q=nucl%C3%A9aire", 1),
        ("q=atome", 1),
        ("q=zzz", 0),
        ("language=fr", 1),
        ("tag=budget", 1),
        ("tag=autre", 0),
        ("review=begun", 1),
        ("review=open", 1),
        ("review=done", 0),
        ("verdict=refuted&language=fr", 1),
        ("kind=quote&language=fr", 1),
        ("since=2023-09-14&until=2023-09-14", 1),
        ("until=2001-01-01", 0),
        ("publisher=Le+Courrier+du+fleuve", 1),
        ("publisher=Personne", 0),
        ("language=&verdict=&q=&since=&page=1&sort=title", 2),
    ],
)
def test_the_filters_find_what_they_name_on_the_page_and_in_json(filled, browser, query, found):
    assert len(titles(browser, query)) == found
    page = browser.get(f"/?{query}")
    assert page.text.count('<li class="entry">') == found


def test_an_entry_says_what_an_editor_asks_first(filled, browser):
    page = browser.get("/?language=fr").text

    for words in (
        "Nucléaire, dette, armée",
        "Le Courrier du fleuve",
        "14 septembre 2023",
        "1 affirmation examinée sur",
        'href="/?tag=budget"',
        "confirmée",
        "contredite",
        "/export",
    ):
        assert words in page


def test_words_of_another_language_say_which(filled, visit):
    page = page_of(visit(language="en").get("/?q=atome").text)
    for selector in (".entry h2", ".matches a span[lang]", ".links .hush"):
        assert {one.get("lang") for one in pick(page, selector)} == {"fr"}, selector
    path = visit().get("/dossiers.json?q=atome").json()["dossiers"][0]["path"]
    browser = visit(language="en")
    for tail, selector in (
        ("/tags", "h1"),
        ("/export", ".lead"),
        ("/history", ".top .about a"),
        ("/add", ".top .about a"),
        ("", "h1"),
    ):
        (named,) = pick(page_of(browser.get(f"{path}{tail}").text), selector)
        assert (named.get("lang"), "Nucléaire" in named.text_content()) == ("fr", True), tail
    marks = pick(page_of(browser.get(path).text), "#article .ref")
    assert {one.get("lang") for one in marks} == {"en"}, "their labels are the interface's"


@pytest.mark.parametrize(
    ("title", "day", "form", "name"),
    [
        ("L'Éco-taxe : 3,5 % de hausse ?", date(2024, 3, 18), "csv", "l-eco-taxe-3-5-de-hausse-2024-03-18-claims.csv"),
        ("../../etc/passwd", date(2024, 3, 18), "json", "etc-passwd-2024-03-18.json"),
        ("con", date(2024, 3, 18), "html", "con-2024-03-18.html"),
        ("mot " * 40, date(2024, 3, 18), "reply", "mot-" * 15 + "2024-03-18-reply.md"),
        ("欧元", date(2024, 3, 18), "json", "{id}-2024-03-18.json"),
        (None, None, "json", "{id}-{today}.json"),
    ],
)
def test_a_file_is_called_by_the_title_and_the_day(store, browser, title, day, form, name):
    of = article("Le pont de Valbrune a été fermé en 2019.", title=title, published=day)
    id_ = add_dossier(store, dossier(of, [claim(of, "Le pont de Valbrune a été fermé en 2019")]))
    given = browser.get(f"/dossiers/{id_}/export/{form}").headers["content-disposition"]
    known = {"id": id_, "today": datetime.now(UTC).date()}
    assert given == f'attachment; filename="{name.format(**known)}"'


def test_claims_that_were_found_lead_to_their_place(filled, browser):
    (entry,) = browser.get("/dossiers.json?q=atome").json()["dossiers"]
    (match, *_) = entry["matches"]

    assert "atome" in match["text"]
    assert match["path"] == f"{entry['path']}/claims/{match['claim_id']}"
    assert f'href="{match["path"]}"' in browser.get("/?q=atome").text


def test_the_way_to_the_next_page_keeps_the_filters(store, browser):
    for number in range(30):
        of = article(f"Le pont numéro {number} a été fermé.", title=f"Pont {number}")
        add_dossier(store, dossier(of, [claim(of, f"Le pont numéro {number} a été fermé")]), name=str(number))

    page = browser.get("/?q=pont&sort=title").text

    assert 'rel="next" href="/?q=pont&amp;sort=title&amp;page=2"' in page
    assert "Page 1 sur 2" in page
    assert 'rel="prev" href="/?q=pont&amp;sort=title&amp;page=1"' in browser.get("/?q=pont&sort=title&page=2").text
    assert browser.get("/?page=99").status_code == 200


def test_an_empty_desk_says_how_to_begin(browser):
    page = browser.get("/").text

    assert "Aucun dossier pour l’instant." in page
    assert 'href="/new"' in page
    assert "Aucun dossier ne répond à cette recherche." in browser.get("/?q=zzz").text


def test_the_interface_speaks_the_language_chosen_else_the_browser_s(filled, visit):
    undecided = visit(language=None)

    assert '<html lang="en">' in visit(language="en").get("/").text
    for asked, lang in (
        ("en-GB,en;q=0.9,fr;q=0.5", "en"),
        ("fr-CA", "fr"),
        ("de", "fr"),
        ("", "fr"),
        ("x" * 500, "fr"),
    ):
        assert f'<html lang="{lang}">' in undecided.get("/", headers={"accept-language": asked}).text


def test_tags_are_set_listed_and_taken_away(filled, browser, send):
    path = titles_path(browser, "language=en")

    assert send(browser, f"{path}/tags", {"tags": "budget, été 2024"}).status_code == 303
    assert browser.get(f"{path}/tags.json").json()["tags"] == ["budget", "été 2024"]
    listed = {one["tag"]: one["dossiers"] for one in browser.get("/tags.json").json()["tags"]}
    assert listed == {"budget": 2, "été 2024": 1}
    assert "2 dossiers" in browser.get("/tags").text
    assert 'value="budget, été 2024"' in browser.get(f"{path}/tags").text
    send(browser, f"{path}/tags", {"tags": " "})
    assert browser.get(f"{path}/tags.json").json()["tags"] == []


def titles_path(browser, query):
    (entry,) = browser.get(f"/dossiers.json?{query}").json()["dossiers"]
    return entry["path"]


def test_a_dossier_that_is_removed_is_gone(filled, browser, send):
    path = titles_path(browser, "language=en")

    assert send(browser, f"{path}/remove").status_code == 303
    assert browser.get(f"{path}/export").status_code == 404
    assert len(titles(browser)) == 1
    assert send(browser, f"{path}/remove").status_code == 404


def test_days_are_said_as_the_language_says_them(filled, visit):
    assert "published 14 September 2023" in visit(language="en").get("/?language=fr").text
    assert date(2023, 9, 14).isoformat() == browser_day(visit())


def browser_day(browser):
    return browser.get("/dossiers.json?language=fr").json()["dossiers"][0]["published"]
