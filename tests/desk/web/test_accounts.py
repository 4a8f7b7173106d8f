"""Logging in and out, and who admits whom."""

from __future__ import annotations

from datetime import datetime

import pytest

from sourcier.app.desk.store import people
from sourcier.app.desk.store.errors import TooManyAttempts
from sourcier.app.desk.web.addresses import inside

PASSWORD = "sept lampes au grenier"
OTHER = "huit lampes à la cave"


@pytest.fixture
def staffed(store):
    people.add_person(store, "Awa Diop", PASSWORD, "admin")
    return store


def test_who_logs_in_goes_on_to_the_page_asked_for(staffed, visit, send):
    browser = visit(accounts=True)
    asked = browser.get("/tags?x=1")
    assert asked.headers["location"] == "/login?next=%2Ftags%3Fx%3D1"

    answer = send(browser, "/login", {"name": "awa diop", "password": PASSWORD, "next": "/tags?x=1"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/tags?x=1")
    assert browser.get("/login.json").json()["person"] == "Awa Diop"
    assert "Awa Diop" in browser.get("/tags").text


@pytest.mark.parametrize(
    "path",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\n/evil", "", "\t//evil"],
)
def test_the_way_on_stays_at_the_desk(path):
    assert inside(path) == "/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(staffed, visit, send):
    browser = visit(accounts=True)
    wrong = send(browser, "/login", {"name": "Awa Diop", "password": "x" * 12})
    unknown = send(browser, "/login", {"name": "Nobody", "password": "x" * 12})

    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.replace("Awa Diop", "Nobody") == unknown.text
    assert browser.get("/login.json").json()["person"] is None


def test_after_failed_attempts_even_the_right_password_waits(staffed, visit, send, monkeypatch):
    class Stopped(datetime):
        """A clock that stands, so that no wait is over."""

        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 23, 9, 0, tzinfo=tz)

    monkeypatch.setattr(people, "datetime", Stopped)
    browser = visit(accounts=True)

    def try_with(password):
        fields = {"name": "Awa Diop", "password": password}
        return send(browser, "/login", fields, headers={"accept": "application/json"})

    tried = [try_with(f"wrong {n}").status_code for n in range(7)]

    assert tried[0] == 401
    assert tried[-1] == 429
    assert try_with(PASSWORD).json()["error"] == "too-many-attempts"


def test_the_session_s_cookie_ends_with_the_logout(staffed, visit, send):
    browser = visit(accounts=True)
    entered = send(browser, "/login", {"name": "Awa Diop", "password": PASSWORD})
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    token = dict(browser.cookies)["sourcier-session-8710"]

    assert send(browser, "/logout").status_code == 303
    browser.cookies.set("sourcier-session-8710", token)

    assert browser.get("/").headers["location"].startswith("/login")


def test_a_new_password_ends_the_sessions_and_needs_the_old_one(staffed, visit, send):
    browser = visit(accounts=True)
    send(browser, "/login", {"name": "Awa Diop", "password": PASSWORD})

    refused = send(browser, "/password", {"old": "not the one", "new": OTHER})
    assert (refused.status_code, "<code>wrong-password</code>" in refused.text) == (422, True)
    assert send(browser, "/password", {"old": PASSWORD, "new": OTHER}).status_code == 303
    assert browser.get("/").status_code == 303
    assert send(browser, "/login", {"name": "Awa Diop", "password": OTHER}).status_code == 303


@pytest.mark.parametrize(
    ("role", "told"),
    [("reader", "Vous êtes connecté sous le nom Luc Morel."), ("reviewer", "Vous signez « Luc Morel ».")],
)
def test_only_who_signs_is_told_so(staffed, visit, send, role, told):
    browser = visit(accounts=True)
    send(browser, "/login", {"name": "Awa Diop", "password": PASSWORD})
    send(browser, "/accounts", {"name": "Luc Morel", "role": role, "password": OTHER})
    send(browser, "/logout", {})
    send(browser, "/login", {"name": "Luc Morel", "password": OTHER})
    shown = browser.get("/settings").text.replace("\u00a0", " ").replace("\u202f", " ")

    assert told in shown
    assert ("Vous signez" in shown) is (role == "reviewer")


def test_an_admin_admits_changes_and_shuts_out(staffed, visit, send):
    browser = visit(accounts=True)
    send(browser, "/login", {"name": "Awa Diop", "password": PASSWORD})

    send(browser, "/accounts", {"name": "Luc Morel", "role": "reader", "password": OTHER})
    send(browser, "/accounts/role", {"name": "Luc Morel", "role": "reviewer"})
    send(browser, "/accounts/state", {"name": "Luc Morel", "state": "inactive"})

    listed = {one["name"]: (one["role"], one["is_active"]) for one in browser.get("/accounts.json").json()["people"]}
    assert listed == {"Awa Diop": ("admin", True), "Luc Morel": ("reviewer", False)}
    assert "désactivé" in browser.get("/accounts").text


@pytest.mark.parametrize(
    ("path", "fields", "slug"),
    [
        ("/accounts", {"name": "Awa Diop", "role": "reader", "password": OTHER}, "name-taken"),
        ("/accounts", {"name": "Luc", "role": "reader", "password": "short"}, "weak-password"),
        ("/accounts", {"name": "Luc", "role": "king", "password": OTHER}, "bad-person"),
        ("/accounts", {"name": " ", "role": "reader", "password": OTHER}, "bad-person"),
        ("/accounts/role", {"name": "Nobody", "role": "reader"}, "no-person"),
        ("/accounts/role", {"name": "Awa Diop", "role": "reader"}, "last-admin"),
        ("/accounts/state", {"name": "Awa Diop", "state": "inactive"}, "last-admin"),
        ("/accounts/state", {"name": "Awa Diop", "state": "away"}, "bad-form"),
        ("/accounts/password", {"name": "Awa Diop", "password": "short"}, "weak-password"),
    ],
)
def test_what_cannot_be_is_said(staffed, visit, send, path, fields, slug):
    browser = visit(accounts=True)
    send(browser, "/login", {"name": "Awa Diop", "password": PASSWORD})

    answer = send(browser, path, fields)

    assert 400 <= answer.status_code < 500
    assert f"<code>{slug}</code>" in answer.text


def test_who_is_locked_out_is_told_for_how_long(staffed, visit, send, monkeypatch):
    def locked(*_given, **_named):
        raise TooManyAttempts("…", wait_s=130)

    monkeypatch.setattr("sourcier.app.desk.store.people.heed", locked)
    answer = send(visit(accounts=True), "/login", {"name": "Awa Diop", "password": PASSWORD})
    assert answer.status_code == 429
    assert "3 minutes" in answer.text
