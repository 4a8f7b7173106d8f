"""What somebody does in a browser before the reviewing page, and what others do meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import factory
from sourcier.app.desk.store.decisions import save
from sourcier.app.desk.store.engine import Store
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCRIPTLESS = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 360, "height": 740}}
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
"""What a page does every twenty seconds, and when its window comes to the front."""


def choose(page, verdict: str, reason: str) -> None:
    """Fill the form of a decision, and do not send it."""
    page.check(f"#decide input[value={verdict}]", force=True)
    page.fill("#reason", reason)


def open_claim(page, number: str) -> None:
    """Open the panel of a claim by its mark in the text."""
    page.click(f".ref[data-c='{number}']")
    page.wait_for_selector(f"#claim[data-c='{number}']")


def decide_as(store: Store, verdict: Verdict, number: int, author: str = "Paul") -> None:
    """Save another person's decision about the claim of a number."""
    of = factory.column()
    claim, at = of.claims[number - 1], datetime.now(UTC)
    key = Revision.key(of.article.id, claim.id, Action.CHANGE, author, at, "Vu ailleurs.")
    save(store, Revision(key, of.article.id, claim.id, Action.CHANGE, "Vu ailleurs.", author, at, verdict=verdict))


class Slow:
    """The desk behind a line that stops: requests are counted as they come, and answered once they are let through."""

    def __init__(self, page) -> None:
        self.page, self.waiting = page, []

    def hold(self, route) -> None:
        """Keep one waiting."""
        self.waiting.append(route)

    def asked(self, count: int = 1) -> None:
        """Wait until so many wait."""
        for _ in range(300):
            if len(self.waiting) >= count:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{len(self.waiting)} of {count} were asked for")

    def let_through(self, at: int = 0, *, fails: bool = False) -> None:
        """Answer one of those that wait, and give the page the time to show it."""
        route = self.waiting.pop(at)
        with self.page.expect_event("requestfailed" if fails else "requestfinished", lambda one: one == route.request):
            route.abort() if fails else route.continue_()
        self.page.wait_for_timeout(100)


@contextmanager
def slow(page, pattern: str) -> Iterator[Slow]:
    """Hold what a page asks of some addresses until the test lets it through; what is left goes through at the end."""
    line = Slow(page)
    page.route(pattern, line.hold)
    yield line
    page.unroute(pattern, line.hold)
    for route in line.waiting:
        route.continue_()
