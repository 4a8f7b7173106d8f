"""A desk with the French column of the factory, and somebody who sends its forms."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

import factory
from desk.article.browsing import CHROMIUM
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import Store, open_store
from sourcier.app.desk.store.settings import set_language
from sourcier.app.desk.web.application import create_app
from sourcier.app.desk.web.settings import Desk, DeskSettings


@dataclass
class Reviewer:
    """A browser of one person, without script."""

    client: TestClient
    article_id: str

    @property
    def path(self) -> str:
        return f"/dossiers/{self.article_id}"

    def get(self, path: str = "", **options: Any) -> Any:
        return self.client.get(f"{self.path}{path}", **options)

    def json(self, path: str = "") -> Any:
        return self.get(f"{path}.json").json()

    def claim(self, words: str) -> dict[str, Any]:
        """The claim whose words contain these."""
        return next(one for one in self.json()["claims"] if words in one["words"])

    def post(self, path: str, *, htmx: bool = False, follow: bool = True, **fields: str) -> Any:
        token = self.client.get("/new.json").json()["csrf"]
        return self.client.post(
            path if path.startswith("/dossiers") else f"{self.path}{path}",
            data={"csrf": token, **fields},
            headers={"hx-request": "true"} if htmx else {},
            follow_redirects=follow,
        )

    def decide(self, claim: dict[str, Any], choice: str, reason: str = "Vu.", **more: Any) -> Any:
        return self.post(f"{claim['path']}/decisions", choice=choice, reason=reason, **more)


@pytest.fixture
def store(tmp_path: Path):
    opened = open_store(str(tmp_path / "desk.sqlite"))
    yield opened
    opened.close()


@cache
def application(*, accounts: bool = False) -> FastAPI:
    """Making one takes a second: each test gives it a store of its own."""
    return create_app(open_store(str(Path(mkdtemp()) / "desk.sqlite")), DeskSettings(accounts=accounts))


@pytest.fixture
def enter(store: Store):
    """Return a function that opens a dossier as somebody, in a language of the interface."""

    def entered(article_id: str, person: str = "Jeanne", language: str = "fr", *, accounts: bool = False) -> Reviewer:
        app = application(accounts=accounts)
        desk = Desk(store, DeskSettings(person=person, language=language, accounts=accounts))

        async def bound(scope, receive, send) -> None:
            app.state.desk = desk
            await app(scope, receive, send)

        return Reviewer(TestClient(bound, base_url="http://127.0.0.1:8710"), article_id)

    return entered


@pytest.fixture
def visit(store: Store, enter):
    """Return a function that adds a dossier and opens it."""
    return lambda dossier: enter(add_dossier(store, dossier, name="essai"))


@pytest.fixture
def jeanne(visit) -> Reviewer:
    """Somebody with the French column before them."""
    return visit(factory.column())


@pytest.fixture
def paul(enter, jeanne: Reviewer) -> Reviewer:
    """Somebody else, with the same column."""
    return enter(jeanne.article_id, "Paul")


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Return the browser of a module's tests."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    """A desk that listens, with the French column, in French where nothing else is set; gives the page's address."""
    set_language(store, "fr")
    article_id = add_dossier(store, factory.column())
    app = create_app(store, DeskSettings(person="Jeanne", port=0))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/dossiers/{article_id}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def tab(browser, address: str) -> Iterator:
    """Return a function that opens a page in a window of its own; nothing may complain in any of them."""
    opened, complaints = [], []

    def show(path: str = "", *, may_fail: bool = False, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if not may_fail:
            page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.goto(path if path.startswith("http") else address + path)
        opened.append(context)
        return page

    yield show
    for context in opened:
        context.close()
    assert complaints == []
