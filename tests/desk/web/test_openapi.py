"""The description of the desk's JSON: whole, and true for whatever is sent."""

from __future__ import annotations

import re

import hypothesis
import pytest
from hypothesis import HealthCheck, strategies
from starlette.testclient import TestClient

from factory import column
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import open_store
from sourcier.app.desk.web.application import DeskSettings, create_app


def test_every_page_has_its_json_described(browser, addresses):
    described = {re.sub(r"\{\w+\}", "x", path) for path in browser.get("/openapi.json").json()["paths"]}
    parts = ("/progress", "/panel", "/news", ".css")
    pages = {
        path
        for method, path in addresses
        if method == "GET" and not path.endswith((".json", *parts)) and path not in {"/", "/dossiers/x/export/x"}
    }

    assert len(pages) > 10
    assert {path for path in pages if f"{path}.json" not in described} == set()
    assert "/dossiers.json" in described


def test_the_json_of_a_page_has_a_model(browser):
    paths = browser.get("/openapi.json").json()["paths"]

    for path, operations in paths.items():
        if path.endswith(".json"):
            answer = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            assert answer, path


def test_the_description_asks_nothing_of_another_place(browser):
    assert browser.get("/docs").status_code == 404
    assert browser.get("/redoc").status_code == 404


schemathesis = pytest.importorskip("schemathesis")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk with one dossier, and what a form of it needs."""
    store = open_store(str(tmp_path_factory.mktemp("desk") / "desk.sqlite"))
    id_ = add_dossier(store, column(), name="colonne.md")
    app = create_app(store, DeskSettings(language="fr", person="Awa"))
    browser = TestClient(app, base_url="http://127.0.0.1:8710")
    token = browser.get("/new.json").json()["csrf"]
    yield app, id_, column().claims[0].id, token, dict(browser.cookies)
    store.close()


@pytest.mark.slow
def test_nothing_that_is_sent_is_an_error_of_the_server(desk):
    app, article_id, claim_id, token, cookies = desk
    headers = {"host": "127.0.0.1:8710", "x-csrf-token": token}
    known = {"article_id": article_id, "claim_id": claim_id}
    description = schemathesis.openapi.from_asgi("/openapi.json", app, headers=headers)
    seen: dict[str, set[int]] = {}

    def sent(operation):
        @hypothesis.settings(
            max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @hypothesis.given(case=operation.as_strategy(), is_known=strategies.booleans())
        def send(case, is_known):
            if is_known and case.path_parameters:
                case.path_parameters = {name: known.get(name, value) for name, value in case.path_parameters.items()}
            answer = case.call(headers=headers, cookies=cookies)
            where = f"{case.method} {case.path}"
            seen.setdefault(where, set()).add(answer.status_code)
            assert answer.status_code < 500, (where, case.path_parameters, case.query, case.body, answer.text[:300])

        send()

    operations = [found.ok() for found in description.get_all_operations()]
    # What deletes comes last: the others need a dossier.
    for operation in sorted(operations, key=lambda one: one.path.endswith("/remove")):
        sent(operation)
    reached = {where for where, codes in seen.items() if codes & {200, 303}}

    assert len(seen) == len(operations) > 30
    assert len(reached) > 20, seen
    assert not any(421 in codes for codes in seen.values())
