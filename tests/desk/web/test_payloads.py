"""Whatever an article, a file name, a tag, a name or a label says, a page has the elements of one with plain words."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from desk.web.payloads import payloads
from factory import article, claim, dossier
from sourcier.app.desk.store import people
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import open_store
from sourcier.app.desk.store.jobs import Wish, add_job, claim_job, fail
from sourcier.app.desk.store.settings import Rating, set_ratings, set_signer
from sourcier.app.desk.web.application import DeskSettings, create_app
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict

PAYLOADS = payloads()
PLAIN = "mot"
HERE = "http://127.0.0.1:8710"
ACTIVE = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data", "srcdoc", "poster"}


class Elements(HTMLParser):
    """The elements of a page: names, names of attributes, and where they lead."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.leads: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        shape = (tag, tuple(sorted(name for name, _ in attrs)))
        # Two payloads that differ by their spaces alone are one choice of a filter.
        self.found[shape] = 1 if tag == "option" else self.found[shape] + 1
        self.leads += [value or "" for name, value in attrs if name in ACTIVE]

    handle_startendtag = handle_starttag

    def handle_comment(self, data):
        self.found["comment", ()] += 1

    def handle_decl(self, decl):
        self.found[decl, ()] += 1

    def handle_pi(self, data):
        self.found["instruction", ()] += 1


def same(page: str, plain: str) -> None:
    """Say that a page has the elements of another, and leads nowhere else than into the desk."""
    given, wanted = Elements(page), Elements(plain)
    assert given.found == wanted.found
    assert [one for one in given.leads if not one.startswith("/") or one.startswith("//") or "\\" in one] == [
        one for one in wanted.leads if not one.startswith("/")
    ]


def test_there_are_two_hundred_different_payloads():
    assert len(set(PAYLOADS)) == 200


def test_elements_are_told_apart():
    """The check itself: it sees what it is for."""
    with pytest.raises(AssertionError):
        same("<p><script>x</script></p>", "<p>mot</p>")
    with pytest.raises(AssertionError):
        same('<p title="" onclick="x">mot</p>', '<p title="">mot</p>')
    with pytest.raises(AssertionError):
        same('<a href="javascript:x">mot</a>', '<a href="/x">mot</a>')


def tag_of(words: str) -> list[str]:
    shown = " ".join(words.split())
    return [shown] if 0 < len(shown) <= 60 and shown.isprintable() else []


def with_words(words: str, number: int) -> Dossier:
    """A dossier whose title, publisher, author and claim are the words; the number keeps its text its own."""
    text = f"{words} fermé en {number}."
    of = article(text, title=words, publisher=words, byline=(words,))
    return dossier(of, [claim(of, text)])


@pytest.fixture(scope="module")
def two_desks(tmp_path_factory):
    """The same desk twice: with payloads wherever words may stand, and with plain words there."""
    stores, browsers = [], []
    for name, of in (("payloads", PAYLOADS), ("plain", [f"{PLAIN}{number}" for number in range(200)])):
        store = open_store(str(tmp_path_factory.mktemp(name) / "desk.sqlite"))
        for number, (words, payload) in enumerate(zip(of, PAYLOADS, strict=True)):
            tagged = tag_of(payload) if words == payload else [f"{words}-{n}" for n in range(len(tag_of(payload)))]
            add_dossier(store, with_words(words, number + 1000), name=words, tags=tagged)
            job = add_job(store, Wish(name=words, content=b"x"), by=words)
            if number % 2:
                claim_job(store, "w")
                fail(store, job.id, "strange-slug", words)
        stores.append(store)
        browsers.append(TestClient(create_app(store, DeskSettings(language="fr", person=PLAIN)), base_url=HERE))
    yield browsers
    for store in stores:
        store.close()


def test_payloads_in_articles_and_jobs_stay_words(two_desks):
    hostile, plain = two_desks

    for page in range(1, 9):
        same(hostile.get(f"/?page={page}").text, plain.get(f"/?page={page}").text)
    same(hostile.get("/?q=fermé").text, plain.get("/?q=fermé").text)
    same(hostile.get("/jobs").text, plain.get("/jobs").text)
    dossiers = [browser.get("/dossiers.json?page=3").json()["dossiers"] for browser in two_desks]
    listed = [browser.get("/jobs.json").json()["jobs"] for browser in two_desks]
    for theirs, ours in zip(*dossiers, strict=True):
        same(hostile.get(theirs["path"] + "/export").text, plain.get(ours["path"] + "/export").text)
    for theirs, ours in zip(*listed, strict=True):
        same(hostile.get(theirs["path"]).text, plain.get(ours["path"]).text)
        same(hostile.get(theirs["path"] + "/progress").text, plain.get(ours["path"] + "/progress").text)


def test_payloads_as_tags_stay_words(two_desks):
    hostile, plain = two_desks
    tags = [tag for payload in PAYLOADS for tag in tag_of(payload)]

    page = Elements(hostile.get("/tags").text)

    assert page.found["a", ("dir", "href")] == len(set(tags))
    assert [lead for lead in page.leads if not lead.startswith("/") or lead.startswith("//")] == ["#main"]
    assert set(page.found) == set(Elements(plain.get("/tags").text).found)


def test_payloads_in_a_search_stay_words(browser):
    plain = browser.get("/?" + urlencode({"q": PLAIN, "publisher": PLAIN, "tag": PLAIN})).text

    for payload in PAYLOADS:
        given = browser.get("/?" + urlencode({"q": payload, "publisher": payload, "tag": payload}))
        assert given.status_code == 200, payload
        same(given.text, plain)


def test_payloads_in_a_refused_form_stay_words(browser, send):
    def refused(words):
        return send(
            browser, "/new", {"text": words, "url": words, "tags": words, "published": words[:10], "lang": "fr"}
        )

    plain = refused(PLAIN).text
    for payload in PAYLOADS:
        given = refused(payload)
        assert given.status_code == 422, payload
        same(given.text, plain)


def test_payloads_in_addresses_stay_words(browser):
    plain = browser.get("/dossiers/mot").text

    for payload in PAYLOADS:
        for path in ("/dossiers/{}", "/jobs/{}", "/dossiers/{}/export/{}", "/login?next={}", "/{}"):
            quoted = urlencode({"": payload})[1:]
            given = browser.get(path.format(quoted, quoted))
            assert given.status_code < 500, (path, payload)
            assert "hit=1" not in given.headers.get("set-cookie", "")
            if given.status_code == 404:
                same(given.text, plain)
            elif given.is_redirect:
                assert given.headers["location"].startswith("/")
                assert not given.headers["location"].startswith("//")


def test_payloads_in_the_settings_stay_words(store, browser):
    def shown(label, name):
        set_ratings(store, [Rating(label, Verdict.REFUTED)])
        set_signer(store, name)
        return browser.get("/settings").text

    fitting = [one for one in PAYLOADS if 0 < len(" ".join(one.split())) <= 60 and " ".join(one.split()).isprintable()]
    plain = shown(PLAIN, PLAIN)
    assert len(fitting) > 100
    for payload in fitting[::4]:
        same(shown(payload, payload), plain)


def test_payloads_in_names_of_people_stay_words(tmp_path, visit, send):
    pages = []
    for name, called in (("hostile", '"><script>window.hit=1</script>'), ("plain", PLAIN)):
        store = open_store(str(tmp_path / f"{name}.sqlite"))
        people.add_person(store, called, "sept lampes au grenier", "admin")
        browser = visit(of=store, accounts=True)
        wrong = send(browser, "/login", {"name": called, "password": "not this one"}).text
        send(browser, "/login", {"name": called, "password": "sept lampes au grenier"})
        pages.append((wrong, browser.get("/accounts").text, browser.get("/settings").text))
        store.close()
    for given, plain in zip(*pages, strict=True):
        same(given, plain)


@pytest.mark.parametrize("payload", PAYLOADS[::10])
def test_an_export_is_a_file_that_runs_nothing(store, browser, payload):
    id_ = add_dossier(store, with_words(payload, 1), name=payload)

    endings = {"html": ".html", "csv": "-claims.csv", "json": ".json", "reply": "-reply.md",
               "annotations": "-annotations.jsonld"}  # fmt: skip
    for form, ending in endings.items():
        answer = browser.get(f"/dossiers/{id_}/export/{form}")
        assert answer.status_code == 200
        disposition = answer.headers["content-disposition"]
        assert re.fullmatch(rf'attachment; filename="[a-z0-9-]{{1,90}}{re.escape(ending)}"', disposition)
        assert disposition.count('"') == 2
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
