"""The running desk under kill -9: a check goes on, what was saved is whole, and who decides is told."""

from __future__ import annotations

import itertools
import os
import re
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

import factory
from desk.story.acting import CHECK_MS, Reviewer
from desk.story.running import RunningDesk
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import open_store

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds processes in /proc")

SHORT = "# Le Danube à sec\n\nLa Hongrie a rejoint l'OTAN en 2004. Qui s'en étonne ?\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """Run a desk that has one dossier."""
    home = tmp_path_factory.mktemp("desk")
    (home / "desk").mkdir()
    store = open_store(str(home / "desk" / "desk.sqlite"))
    add_dossier(store, factory.column(), name="colonne.md")
    store.close()
    running = RunningDesk(home, ("--lang", "fr", "--name", "Jeanne Ferrand"))
    running.start()
    yield running
    running.stop()


PATH = f"/dossiers/{factory.column().article.id}"


def test_check_goes_on_when_the_worker_is_killed(desk, visitor):
    page = visitor(desk.url)
    page.goto("/new")
    page.get_by_label("Un texte").fill(SHORT)
    page.get_by_role("button", name="Vérifier").click()
    expect(page.locator(".steps li.now")).to_be_visible(timeout=CHECK_MS)
    first = desk.worker()
    os.kill(first, signal.SIGKILL)
    expect(page.locator("#job")).to_contain_text("(tentative 2)", timeout=CHECK_MS)
    assert desk.worker() != first
    page.wait_for_url(re.compile("/dossiers/art-"), timeout=CHECK_MS)
    expect(page.locator("#article")).to_contain_text("La Hongrie a rejoint")
    page.goto("/")
    expect(page.locator(".entry", has_text="Danube")).to_have_count(1)


def test_every_save_that_was_answered_is_there_and_whole_after_a_kill(desk):
    """Four people save without pause; the server is killed in the middle of it."""
    answered: list[str] = []
    enough = threading.Event()
    path = httpx.get(f"{desk.url}{PATH}.json").json()["claims"][0]["path"]

    def save_on(person: int) -> None:
        with httpx.Client(base_url=desk.url, timeout=30) as client:
            token = client.get("/new.json").json()["csrf"]
            for number in itertools.count():
                reason = f"décision {person}-{number} " + "é" * 500
                fields = {"csrf": token, "choice": "refuted", "reason": reason}
                with suppress(httpx.TransportError):
                    if client.post(f"{path}/decisions", data=fields).status_code == 303:
                        answered.append(reason)
                        if len(answered) >= 40:
                            enough.set()
                        continue
                return

    people = [threading.Thread(target=save_on, args=(person,)) for person in range(4)]
    for one in people:
        one.start()
    assert enough.wait(CHECK_MS / 1000)
    desk.kill()
    for one in people:
        one.join()
    with closing(sqlite3.connect(desk.home / "desk" / "desk.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    desk.start()
    kept = [one["reason"] for one in httpx.get(f"{desk.url}{PATH}/history.json").json()["decisions"]]
    assert set(answered) <= set(kept)
    assert len(kept) - len(answered) <= len(people), "at most the one save of each that nobody heard the end of"
    assert all(reason.endswith("é" * 500) for reason in kept)
    assert len(set(kept)) == len(kept)


def test_who_saves_while_the_server_is_gone_is_told_and_keeps_what_was_typed(desk, visitor, watch):
    watch.expected += ["ERR_CONNECTION_REFUSED", "Failed to fetch"]
    jeanne = Reviewer(visitor(desk.url), PATH)
    jeanne.open("400 000 morts")
    desk.kill()
    jeanne.choose("confirmé", "Les deux estimations concordent.")
    expect(jeanne.page.locator("#lost")).to_contain_text("ne répond pas")
    expect(jeanne.page.locator("#reason")).to_have_value("Les deux estimations concordent.")
    desk.start()
    jeanne.page.locator("#decide").get_by_role("button", name="Enregistrer", exact=True).click()
    expect(jeanne.page.locator(".standing")).to_contain_text("Les deux estimations concordent.")
