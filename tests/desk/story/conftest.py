"""Browsers on the desk, each under watch: what a page complains of, and what it asks of others."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright import sync_api as playwright

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HERE = {"127.0.0.1", "localhost"}
WAIT_MS = 30_000
"""For what is to be seen at once; machines of many are slow."""

playwright.expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all that is here."""
    for item in items:
        if "desk/story" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            if BROWSER is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@dataclass
class Watch:
    """What pages said and asked for."""

    said: list[str] = field(default_factory=list)
    """Errors and warnings of the console, the policy's among them, and errors of scripts."""
    asked: list[str] = field(default_factory=list)
    """Addresses on another host."""
    expected: list[str] = field(default_factory=list)
    """Patterns of what is meant to be said: the status of an error page."""

    def over(self, context: playwright.BrowserContext) -> None:
        """Watch the pages of a browser."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.said.append(f"{error.page.url}: {error.error}"))
        context.on("request", self._request)

    def _console(self, message: playwright.ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(f"{message.location['url']}: {message.text}")

    def _request(self, request: playwright.Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.hostname not in HERE:
            self.asked.append(request.url)

    def complaints(self) -> list[str]:
        """Return what should not have been."""
        told = [one for one in self.said if not any(re.search(pattern, one) for pattern in self.expected)]
        return [*told, *self.asked]


@pytest.fixture(scope="module")
def chromium() -> Iterator[playwright.Browser]:
    """Return the browser. One a module: while it lives, nothing else in this thread can have an event loop."""
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=BROWSER,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            ],
        )
        yield opened
        opened.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Return what watches a test's browsers; a complaint fails the test."""
    watching = Watch()
    yield watching
    assert watching.complaints() == []


@pytest.fixture
def visitor(chromium: playwright.Browser, watch: Watch) -> Iterator[Callable[..., playwright.Page]]:
    """Return a function that gives the page of one more person, with a browser and cookies of their own."""
    opened = []

    def visit(base_url: str, *, width: int = 1280, height: int = 860, **options: object) -> playwright.Page:
        context = chromium.new_context(
            base_url=base_url, viewport={"width": width, "height": height}, locale="fr-FR", **options
        )
        context.set_default_timeout(WAIT_MS)
        watch.over(context)
        opened.append(context)
        return context.new_page()

    yield visit
    for context in opened:
        context.close()
