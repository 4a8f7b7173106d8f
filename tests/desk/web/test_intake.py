"""What is sent, what is put in the queue, and how far the work on it has come."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest

from factory import column
from markup import page_of, pick
from sourcier.app.desk.store import people
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.jobs import Wish, add_job, beat, claim_job, fail, finish, jobs

TEXT = "Le pont de Valbrune a été fermé en 2019. Il avait coûté 12 millions d'euros."


def queued(store):
    found = []
    while (claimed := claim_job(store, "w")) is not None:
        found.append(claimed[1])
    return found


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def test_a_pasted_text_is_put_in_the_queue(store, browser, send):
    fields = {"text": f"Un titre\n\n{TEXT}", "published": "2024-03-18", "lang": "fr", "tags": "ponts, été 2024"}

    answer = send(browser, "/new", fields)

    (wish,) = queued(store)
    assert answer.status_code == 303
    assert (wish.name, wish.url, wish.lang, wish.published) == ("Un titre", None, "fr", date(2024, 3, 18))
    assert wish.content == f"Un titre\n\n{TEXT}".encode()
    assert wish.tags == ("ponts", "été 2024")
    assert jobs(store)[0].added_by == "Jeanne Ferrand"


def test_a_title_in_markdown_is_shown_without_its_signs(store, browser, send):
    send(browser, "/new", {"text": f"## Un pont #\n\n{TEXT}"})
    add_job(store, Wish(name="# Un autre pont", content=TEXT.encode()))  # as it was kept before
    add_job(store, Wish(name="#MeToo, sept ans après", content=TEXT.encode()))

    page = page_of(browser.get("/jobs").text)
    assert [one.text_content() for one in pick(page, "tbody th")] == [
        "#MeToo, sept ans après",
        "Un autre pont",
        "Un pont",
    ]
    assert {one.name for one in queued(store)} >= {"Un pont"}


def test_a_job_that_is_done_says_the_language_of_its_article(store, visit):
    for name in ("Nucléaire, dette, armée", "en attente"):
        add_job(store, Wish(name=name, content=TEXT.encode()))
    finish(store, claim_job(store, "w")[0].id, add_dossier(store, column()))

    links = pick(page_of(visit(language="en").get("/jobs").text), "tbody th a")
    assert [one.get("lang") for one in links] == [None, "fr"]


@pytest.mark.parametrize(
    ("name", "body", "kept"),
    [
        ("chronique.txt", TEXT.encode(), "chronique.txt"),
        ("C:\\Users\\awa\\chronique.md", TEXT.encode(), "chronique.md"),
        ("../../etc/passwd", TEXT.encode(), "passwd"),
        ("page.html", b"<html><body><p>Bonjour</p></body></html>", "page.html"),
        ("a" * 300 + ".txt", TEXT.encode(), "a" * 115 + "….txt"),
        ("deux  mots\u202e.txt", TEXT.encode(), "deux mots\N{REPLACEMENT CHARACTER}.txt"),
        ("article.docx", docx(), "article.docx"),
        ("article.pdf", b"%PDF-1.4\n" + b"x" * 50, "article.pdf"),
    ],
)
def test_a_file_is_put_in_the_queue_under_its_own_last_name(store, browser, send, name, body, kept):
    answer = send(browser, "/new", files={"file": (name, body)})

    (wish,) = queued(store)
    assert answer.status_code == 303
    assert (wish.name, wish.content) == (kept, body)


def test_an_address_is_put_in_the_queue_and_not_fetched(store, browser, send):
    send(browser, "/new", {"url": " https://courrier.example/atome "})

    (wish,) = queued(store)
    assert (wish.url, wish.content) == ("https://courrier.example/atome", None)


@pytest.mark.parametrize(
    ("fields", "files", "slug"),
    [
        ({}, None, "bad-job"),
        ({"text": "  \n "}, None, "bad-job"),
        ({"text": TEXT, "url": "https://courrier.example/"}, None, "two-sources"),
        ({"text": TEXT}, {"file": ("a.txt", b"x")}, "two-sources"),
        ({"url": "ftp://courrier.example/"}, None, "bad-address"),
        ({"url": "file:///etc/passwd"}, None, "bad-address"),
        ({"url": "/etc/passwd"}, None, "bad-address"),
        ({"url": "javascript:alert(1)"}, None, "bad-address"),
        ({"url": "https://awa:secret@courrier.example/"}, None, "blocked-address"),
        ({"url": "http://[::1"}, None, "bad-address"),
        ({"text": TEXT, "published": "hier"}, None, "bad-form"),
        ({"text": TEXT, "lang": "de"}, None, "bad-job"),
        ({"text": TEXT, "tags": "x" * 61}, None, "bad-tag"),
        ({}, {"file": ("image.png", b"\x89PNG\r\n\x1a\n" + b"x" * 20)}, "unsupported-media-type"),
        ({}, {"file": ("article.txt", b"\x89PNG\r\n\x1a\n" + b"x" * 20)}, "unsupported-media-type"),
        ({}, {"file": ("article.pdf", b"hello")}, "broken-document"),
        ({}, {"file": ("program.txt", b"\x7fELF" + b"x" * 20)}, "unsupported-media-type"),
        ({}, {"file": ("sheet.docx", b"PK\x03\x04 broken")}, "broken-document"),
        ({}, {"file": ("empty.txt", b"   ")}, "empty-text"),
    ],
)
def test_what_cannot_be_checked_is_said_and_not_queued(store, browser, send, fields, files, slug):
    page = send(browser, "/new", fields, files=files)
    data = send(browser, "/new", fields, files=files, headers={"accept": "application/json"})

    assert 400 <= page.status_code < 500
    assert 'role="alert"' in page.text
    assert data.json()["error"] == slug
    assert jobs(store) == ()


def test_a_form_that_is_refused_keeps_what_was_typed(browser, send):
    answer = send(browser, "/new", {"text": TEXT, "url": "https://courrier.example/", "tags": "ponts"})

    assert "12 millions" in answer.text
    assert 'value="https://courrier.example/"' in answer.text
    assert 'value="ponts"' in answer.text


def test_a_file_over_the_limit_is_refused(store, browser, send):
    answer = send(browser, "/new", files={"file": ("long.txt", b"a " * (5 * 1024 * 1024 + 10))})

    assert answer.status_code == 413
    assert jobs(store) == ()


@pytest.mark.parametrize("files", [[("file", ("a.txt", b"x")), ("file", ("b.txt", b"y"))]])
def test_more_files_than_one_are_refused(store, browser, send, files):
    assert send(browser, "/new", files=files).status_code == 400
    assert jobs(store) == ()


def test_more_fields_than_a_form_has_are_refused(store, browser, send):
    assert send(browser, "/new", {f"field{n}": "x" for n in range(200)}).status_code == 400


def test_a_multipart_form_that_is_broken_is_refused(browser):
    answer = browser.post(
        "/new", content=b"--x\r\nnonsense", headers={"content-type": "multipart/form-data; boundary=x"}
    )

    assert answer.status_code in {400, 403}


def test_a_full_queue_takes_no_more(store, browser, send):
    for n in range(100):
        add_job(store, Wish(name=str(n), content=b"x"))

    answer = send(browser, "/new", {"text": TEXT}, headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["error"]) == (429, "queue-full")


def test_the_job_s_page_shows_the_step_and_asks_again_until_the_dossier_is_there(store, browser, send):
    where = send(browser, "/new", {"text": TEXT}).headers["location"]
    waiting = browser.get(where)
    assert "La vérification va commencer." in waiting.text
    assert 'hx-trigger="every 1s"' in waiting.text

    job, _ = claim_job(store, "w")
    beat(store, job.id, "w", "claims", done=3, total=6)
    running = browser.get(where)
    assert 'aria-label="Avancement"' in running.text
    assert "Relever les affirmations <small>en cours</small>" in running.text
    assert browser.get(f"{where}.json").json()["step"] == "claims"
    assert f'href="{where}"' in running.text  # for a browser without script

    finish(store, job.id, add_dossier(store, column(), name="x"))
    part = browser.get(f"{where}/progress")
    path = browser.get(f"{where}.json").json()["dossier"]
    assert part.headers["hx-redirect"] == path
    assert "every" not in part.text
    assert f'href="{path}"' in browser.get(where).text


def test_a_job_that_failed_says_why_and_what_to_do(store, browser):
    job = add_job(store, Wish(name="https://courrier.example/", url="https://courrier.example/"))
    claim_job(store, "w")
    fail(store, job.id, "fetch-failed", "status 503")

    page = browser.get(f"/jobs/{job.id}")

    assert "Page inaccessible" in page.text
    assert "<code>fetch-failed</code>" in page.text
    assert "every" not in page.text
    assert "Page inaccessible" in browser.get("/jobs").text
    retry = "/new?url=https%3A%2F%2Fcourrier.example%2F"
    assert f'href="{retry}"' in page.text
    assert 'value="https://courrier.example/"' in browser.get(retry).text


def test_a_job_taken_up_again_says_so(store, browser):
    job = add_job(store, Wish(name="a", content=b"x"))
    claim_job(store, "one")
    claim_job(store, "two", now=datetime.now(UTC) + timedelta(minutes=1))

    assert "elle a repris (tentative 2)" in browser.get(f"/jobs/{job.id}").text


def test_an_address_without_what_stands_before_it_is_understood(store, browser, send):
    assert send(browser, "/new", {"url": "www.courrier.example/port"}).status_code == 303
    assert jobs(store)[0].name == "https://www.courrier.example/port"


def test_an_article_given_twice_is_said_to_be_there(store, browser):
    article = add_dossier(store, column(), name="colonne.md")
    again = add_job(store, Wish("colonne.md", b"x"))
    claim_job(store, "w")
    finish(store, again.id, article)
    onward = browser.get(f"/jobs/{again.id}/progress").headers["hx-redirect"]
    assert onward == f"/dossiers/{article}?again=1"
    assert "déjà dans vos dossiers" in browser.get(onward).text
    assert "déjà dans vos dossiers" not in browser.get(f"/dossiers/{article}").text


def test_an_error_without_words_is_told_in_full_to_admins_alone(store, visit, send):
    said = "/srv/private/packs cannot be read"
    id_ = add_job(store, Wish("port.md", b"Le port compte 12 grues.")).id
    claim_job(store, "w")
    fail(store, id_, "unheard-of", said)
    told = {}
    for name, role in (("Chef", "admin"), ("Awa Diop", "reviewer")):
        people.add_person(store, name, "sept lampes au grenier", role)
        browser = visit(accounts=True)
        send(browser, "/login", {"name": name, "password": "sept lampes au grenier"})
        page, data = browser.get(f"/jobs/{id_}").text, browser.get(f"/jobs/{id_}.json").text
        assert "<code>unheard-of</code>" in page
        told[name] = (said in page, said in data, "donnez-lui le code" in page)
    assert told == {"Chef": (True, True, False), "Awa Diop": (False, False, True)}
