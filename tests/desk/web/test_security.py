"""Forms that are not the desk's own, and what each role may do."""

from __future__ import annotations

import asyncio

import pytest

from sourcier.app.desk.store import people
from sourcier.app.desk.store.settings import signer
from sourcier.app.desk.web.errors import TooManyRequests
from sourcier.app.desk.web.limits import Limit

HERE = "http://127.0.0.1:8710"
PASSWORD = "sept lampes au grenier"


def test_a_form_of_the_desk_is_taken(store, browser, send):
    assert send(browser, "/settings/signer", {"name": "Awa Diop"}).status_code == 303
    assert signer(store) == "Awa Diop"


def test_the_token_may_come_in_a_header(store, browser):
    token = browser.get("/new.json").json()["csrf"]

    answer = browser.post("/settings/signer", data={"name": "Awa Diop"}, headers={"x-csrf-token": token})

    assert answer.status_code == 303


@pytest.mark.parametrize("token", [None, "", "x", "0" * 64, "é"])
def test_a_form_without_the_token_is_refused(store, browser, token):
    browser.get("/")

    fields = {"name": "Awa Diop"} | ({} if token is None else {"csrf": token})
    answer = browser.post("/settings/signer", data=fields)

    assert answer.status_code == 403
    assert "<code>forged-request</code>" in answer.text
    assert signer(store) is None


def test_the_token_of_another_visitor_is_refused(store, visit):
    stolen = visit().get("/new.json").json()["csrf"]
    other = visit()
    other.get("/")

    assert other.post("/settings/signer", data={"name": "Eve", "csrf": stolen}).status_code == 403
    assert signer(store) is None


def test_a_token_without_its_cookie_is_refused(browser):
    token = browser.get("/new.json").json()["csrf"]
    browser.cookies.clear()

    assert browser.post("/settings/signer", data={"name": "Eve", "csrf": token}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_from_elsewhere_is_refused_in_spite_of_its_token(store, browser, send, headers):
    assert send(browser, "/settings/signer", {"name": "Eve"}, headers=headers).status_code == 403
    assert signer(store) is None


def test_a_form_outlives_a_restart(store, visit):
    before = visit()
    token = before.get("/new.json").json()["csrf"]
    after = visit()
    after.cookies.update(before.cookies)

    assert after.post("/settings/signer", data={"name": "Awa Diop", "csrf": token}).status_code == 303


def test_every_route_that_changes_something_refuses_a_forged_form(browser, addresses):
    changing = [path for method, path in addresses if method not in {"GET", "HEAD"}]

    assert len(changing) > 10
    for path in changing:
        answer = browser.post(path, data={"csrf": "x"})
        assert answer.status_code == 403, path
        assert "forged-request" in answer.text, path


def test_cookies_are_kept_from_scripts_and_other_sites(browser):
    cookie = browser.get("/").headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie


def test_without_accounts_everybody_is_the_person_of_the_settings(browser):
    answer = browser.get("/settings.json").json()

    assert (answer["person"], answer["role"], answer["accounts"]) == ("Jeanne Ferrand", "admin", False)


OPEN = {"/login", "/login.json", "/openapi.json", "/evidence.css"}


def test_with_accounts_nothing_is_shown_before_the_login(visit, addresses):
    browser = visit(accounts=True)
    token = browser.get("/login.json").json()["csrf"]
    closed = [(method, path) for method, path in addresses if path not in OPEN]

    assert len(closed) > 40
    for method, path in closed:
        if method == "GET":
            answer = browser.get(path)
            is_page = not path.endswith(".json")
            assert answer.status_code == (303 if is_page else 401), path
            assert not is_page or answer.headers["location"].startswith("/login?next="), path
        else:
            answer = browser.post(path, data={"csrf": token}, headers={"accept": "application/json"})
            assert answer.status_code in ({303} if path == "/logout" else {401}), path


def log_in(browser, send, name, password=PASSWORD, **fields):
    return send(browser, "/login", {"name": name, "password": password, **fields})


READER, REVIEWER, ADMIN = 0, 1, 2


@pytest.mark.parametrize(("role", "rank"), [("reader", READER), ("reviewer", REVIEWER), ("admin", ADMIN)])
def test_each_role_may_do_what_it_is_for(store, visit, send, role, rank):
    people.add_person(store, "Chef", PASSWORD, "admin")
    people.add_person(store, "Awa Diop", PASSWORD, role)
    browser = visit(accounts=True)
    log_in(browser, send, "Awa Diop")

    def status(path):
        return browser.get(path).status_code

    assert status("/") == status("/jobs") == status("/tags") == status("/settings") == 200
    assert status("/new") == (200 if rank >= REVIEWER else 403)
    assert status("/accounts") == (200 if rank >= ADMIN else 403)
    assert send(browser, "/new", {"text": "Le pont a été fermé en 2019."}).status_code == (303 if rank else 403)
    assert send(browser, "/settings/language", {"language": "en"}).status_code == (303 if rank >= ADMIN else 403)
    assert send(browser, "/accounts/state", {"name": "Chef", "state": "inactive"}).status_code in (
        {303, 422} if rank >= ADMIN else {403}
    )
    assert send(browser, "/dossiers/x/remove").status_code == (404 if rank >= ADMIN else 403)


def test_a_limit_fills_up_again_evenly():
    now = [0.0]
    limit = Limit(2, clock=lambda: now[0])
    limit.take("a")
    limit.take("a")
    limit.take("b")

    with pytest.raises(TooManyRequests):
        limit.take("a")
    now[0] = 30.0
    limit.take("a")
    with pytest.raises(TooManyRequests):
        limit.take("a")


def test_forms_are_limited_by_session(store, visit, send):
    people.add_person(store, "Awa Diop", PASSWORD, "admin")
    browser = visit(accounts=True)
    log_in(browser, send, "Awa Diop")
    browser.app.state.desk.writes = Limit(2)

    codes = [send(browser, "/settings/language", {"language": "fr"}).status_code for _ in range(3)]

    assert codes == [303, 303, 429]


def test_made_up_sessions_are_limited_together(store, visit, send):
    people.add_person(store, "Awa Diop", PASSWORD, "admin")
    browser = visit(accounts=True)
    browser.app.state.desk.logins = Limit(2)

    codes = []
    for number in range(3):
        browser.cookies.set("sourcier-session-8710", f"made up {number}")
        codes.append(browser.post("/settings/language", data={"language": "fr"}).status_code)

    assert codes[-1] == 429
    assert 429 not in codes[:2]


def test_nothing_of_an_upload_is_read_before_somebody_is_logged_in(store, visit):
    people.add_person(store, "Awa Diop", PASSWORD, "admin")
    app, read, told = visit(accounts=True).app, [], []
    headers = {
        "host": "127.0.0.1:8710",
        "content-type": "multipart/form-data; boundary=b",
        "content-length": "10000000",
    }
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "scheme": "http", "path": "/new", "raw_path": b"/new",
        "query_string": b"", "root_path": "", "client": ("192.0.2.7", 1), "server": ("127.0.0.1", 8710),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip

    async def receive():
        read.append(1)
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    async def send(message):
        told.append(message)

    asyncio.run(app(scope, receive, send))

    assert told[0]["status"] == 401
    assert len(read) < 10
