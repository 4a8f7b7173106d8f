"""What stands around every request: hosts, headers, sizes, errors that nobody foresaw."""

from __future__ import annotations

import pytest

from sourcier.app.desk.store import errors as store_errors
from sourcier.app.desk.web import lists
from sourcier.app.desk.web.errors import status_of
from sourcier.app.desk.web.shield import MOST_SENT, MOST_UPLOADED, POLICY

WANTED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8710", "localhost:8710", "localhost", "LOCALHOST:8710", "[::1]:8710", "127.0.0.1", "localhost.:1"],
)
def test_the_desk_answers_under_the_names_of_this_machine(browser, host):
    assert browser.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8710",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8710",
        "127.0.0.1@evil.example",
        "192.168.1.20:8710",
        "0.0.0.0:8710",
        "2130706433",
        "127.1",
        "",
        ":8710",
        "localhost:abc",
        "localhost:\xb9\xb2".encode("latin-1"),
        "[::1].evil.example",
    ],
)
def test_a_name_that_somebody_pointed_at_this_machine_is_refused(browser, host):
    answer = browser.get("/dossiers.json", headers={"host": host})

    assert answer.status_code == 421
    assert answer.json()["error"] == "wrong-host"


def test_two_host_headers_are_refused(browser):
    assert browser.get("/", headers=[("host", "localhost"), ("host", "evil.example")]).status_code == 421


def test_behind_a_proxy_its_name_is_known_and_no_other(visit):
    browser = visit(names=("desk.courrier.example",))

    assert browser.get("/", headers={"host": "desk.courrier.example"}).status_code == 200
    assert browser.get("/", headers={"host": "courrier.example"}).status_code == 421


def test_beyond_loopback_a_number_is_a_name_that_nobody_can_point_elsewhere(visit):
    browser = visit(host="0.0.0.0", accounts=True)

    assert browser.get("/login", headers={"host": "192.168.1.20:8710"}).status_code == 200
    assert browser.get("/login", headers={"host": "evil.example:8710"}).status_code == 421


def test_every_answer_of_every_route_has_the_headers(browser, addresses):
    more = ("/static/desk.css", "/static/nothing.css", "/nothing", "/nothing.json", "/dossiers/x/export/csv")
    asked = [*addresses, *(("GET", path) for path in more), ("POST", "/nothing"), ("OPTIONS", "/")]
    seen = {where: browser.request(*where) for where in asked}

    assert len(seen) > 40
    for where, answer in seen.items():
        assert answer.status_code < 500, where
        assert {name: answer.headers.get(name) for name in WANTED} == WANTED, where
        assert answer.headers["content-security-policy"] == POLICY, where
        assert "cache-control" in answer.headers, where


def test_the_policy_allows_no_inline_script_or_style():
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self';")


def test_what_nobody_foresaw_is_a_page_with_its_slug_and_no_trace(browser, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(lists, "find_dossiers", fail)
    page, data = browser.get("/"), browser.get("/dossiers.json")

    assert (page.status_code, data.status_code) == (500, 500)
    assert data.json()["error"] == "internal"
    assert "<code>internal</code>" in page.text
    for answer in (page, data):
        assert "secret detail" not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["content-security-policy"] == POLICY


def test_an_error_of_the_store_is_said_in_the_language_of_the_interface(visit, monkeypatch):
    def fail(*_arguments):
        raise store_errors.StoreBusy("others write to it")

    monkeypatch.setattr(lists, "find_dossiers", fail)

    assert "Base occupée" in visit().get("/").text
    assert "Database busy" in visit(language="en").get("/").text
    assert visit().get("/").status_code == 503


@pytest.mark.parametrize(
    ("method", "path", "status", "slug"),
    [
        ("GET", "/nothing.json", 404, "no-page"),
        ("GET", "/dossiers/x.json", 404, "no-dossier"),
        ("GET", "/jobs/x.json", 404, "no-job"),
        ("GET", "/dossiers.json?page=0", 422, "bad-form"),
        ("GET", "/dossiers.json?page=many", 422, "bad-form"),
        ("GET", "/dossiers.json?verdict=true", 422, "bad-form"),
        ("GET", "/dossiers.json?since=yesterday", 422, "bad-form"),
        ("GET", "/dossiers.json?q=%00", 404, "no-page"),
        ("GET", "/dossiers/%00.json", 404, "no-page"),
        ("DELETE", "/dossiers.json", 405, "wrong-method"),
    ],
)
def test_an_error_is_json_where_json_is_asked_for(browser, method, path, status, slug):
    answer = browser.request(method, path)

    assert (answer.status_code, answer.json()["error"]) == (status, slug)
    assert answer.json()["message"]


def test_a_method_that_an_address_does_not_take_is_told(browser):
    answer = browser.put("/jobs")

    assert answer.status_code == 405
    assert "<code>wrong-method</code>" in answer.text
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(("path", "limit"), [("/new", MOST_UPLOADED), ("/settings/signer", MOST_SENT)])
def test_a_body_over_the_limit_is_refused_by_the_length_that_it_tells(browser, path, limit):
    answer = browser.post(path, content=b"", headers={"content-length": str(limit + 1)})

    assert answer.status_code == 413
    assert "<code>too-large</code>" in answer.text


def test_a_body_that_does_not_tell_its_length_is_counted(browser):
    def stream():
        yield b"csrf=x&text="
        for _ in range(MOST_SENT // 1024 + 2):
            yield b"a" * 1024

    answer = browser.post(
        "/settings/signer", content=stream(), headers={"content-type": "application/x-www-form-urlencoded"}
    )

    assert answer.status_code == 413


def test_static_files_are_kept_under_the_address_that_carries_their_digest(browser):
    page = browser.get("/").text
    address = page.split('href="/static/desk.css', 1)[1].split('"', 1)[0]

    assert "immutable" in browser.get(f"/static/desk.css{address}").headers["cache-control"]
    assert browser.get("/static/desk.css").headers["cache-control"] == "no-cache"
    assert browser.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/static/../application.py", "/static/%2e%2e/application.py", "/static//etc/passwd"])
def test_static_files_are_those_of_the_folder(browser, path):
    assert browser.get(path).status_code == 404


def test_a_host_that_is_refused_learns_nobody_s_name_and_gets_no_cookie(browser):
    answer = browser.get("/", headers={"host": "evil.example"})

    assert answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == {"error", "message"}
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("kind", ["punycode", "unicode_escape", "utf-7", '"utf-8", x=charset=punycode', "utf-8''idna"])
def test_a_form_in_a_codec_of_the_sender_s_choice_is_refused_unread(browser, kind):
    body = b'--x\r\ncontent-disposition: form-data; name="text"\r\n\r\n' + b"a-" * 50_000 + b"\r\n--x--\r\n"
    answer = browser.post(
        "/new", content=body, headers={"content-type": f"multipart/form-data; boundary=x; charset={kind}"}
    )

    assert answer.status_code == 422
    assert "bad-form" in answer.text


def test_a_store_that_fails_is_told_even_where_the_page_of_the_error_reads_it(visit, store, monkeypatch):
    browser = visit()
    monkeypatch.setattr(
        type(store), "read", lambda self: (_ for _ in ()).throw(store_errors.StoreBusy("another program writes"))
    )
    answer = browser.get("/")

    assert answer.status_code == status_of(store_errors.StoreBusy("another program writes"))
    assert answer.headers["content-security-policy"] == POLICY
