"""Processes that are killed in the middle, with `kill -9`, for good."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import factory
from desk.store.conftest import decision
from sourcier.app.desk.store.decisions import revisions_of, save, standings
from sourcier.app.desk.store.dossiers import Wanted, add_dossier, dossier_of, find_dossiers
from sourcier.app.desk.store.engine import open_store
from sourcier.app.desk.store.jobs import Wish, add_job, claim_job, finish, job
from sourcier.app.desk.worker import STEPS, Workers
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action

TESTS = Path(__file__).parents[2]

SAVER = """
import sys
sys.path.insert(0, sys.argv[2])
import factory
from desk.store.conftest import decision
from sourcier.app.desk.store.decisions import save
from sourcier.app.desk.store.engine import open_store
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action

store, of = open_store(sys.argv[1]), factory.column()
for number in range(100_000):
    verdict = list(Verdict)[number % 4]
    one = decision(of, of.claims[number % 5].id, Action.CHANGE, verdict, author=sys.argv[3])
    save(store, one)
    print(one.id, flush=True)
"""

TAKER = """
import sys, time
from sourcier.app.desk.store.engine import open_store
from sourcier.app.desk.store.jobs import beat, claim_job

store = open_store(sys.argv[1])
job, wish = claim_job(store, "taker")
beat(store, job.id, "taker", "claims", done=2, total=6)
print(job.id, flush=True)
time.sleep(600)
"""


def started(code, *arguments):
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, text=True)


def test_a_saver_killed_at_any_moment_leaves_every_answered_decision_whole(store, column):
    answered = []
    for number in range(2):
        saver = started(SAVER, store.url, TESTS, f"Relecteur {number}")
        answered += [saver.stdout.readline().strip() for _ in range(random.Random(number).randint(3, 12))]
        time.sleep(random.Random(number).random() / 20)
        saver.kill()
        answered += saver.stdout.read().split()
        saver.wait()
    kept = [one.id for one in revisions_of(store, column.article.id)]
    assert len(answered) >= 6
    assert [id_ for id_ in kept if id_ in set(answered)] == answered
    assert len(kept) <= len(answered) + 2, "at most the one that each was killed over"
    now, stand = dossier_of(store, column.article.id).summary, standings(store, column.article.id)
    assert now.decided == len(stand)
    assert now.conflicts == sum(any(after == one.last for _, after in one.conflicts) for one in stand.values())
    save(store, decision(column, column.claims[7].id, Action.CONFIRM, Verdict.SUPPORTED))


def test_a_job_whose_worker_was_killed_is_taken_up_and_makes_one_dossier(store):
    id_ = add_job(store, Wish("colonne.md", b"texte", "text/markdown")).id
    taker = started(TAKER, store.url)
    assert taker.stdout.readline().strip() == id_
    taker.kill()
    taker.wait()
    left = job(store, id_)
    assert (left.state, left.step, left.steps_done) == ("running", "claims", 2)
    again, wish = claim_job(store, "next", datetime.now(UTC) + timedelta(seconds=16))
    assert (again.id, again.attempt, again.resumed, wish.content) == (id_, 2, True, b"texte")
    for _ in range(2):  # the first worker may only have seemed dead
        finish(store, id_, add_dossier(store, factory.column(), name=wish.name))
    assert find_dossiers(store, Wanted()).total == 1
    assert job(store, id_).state == "done"


@pytest.mark.slow
def test_a_worker_killed_while_it_checks_begins_again_and_says_so(tmp_path):
    """The real worker, under its supervisor: killed at a step of the check, then given a file that is no article."""
    store = open_store(str(tmp_path / "desk.sqlite"))
    text = "Le port compte 12 grues depuis 2019. La dette de la France a dépassé 3 000 milliards d'euros en 2023."
    wish = Wish("port.txt", text.encode(), "text/plain", tags=("ports",))
    id_ = add_job(store, wish, "Ana Roux").id
    no_article = add_job(store, Wish("image.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50)).id
    with Workers(store.url) as workers:
        until(lambda: job(store, id_).step is not None)
        first = workers.pid
        os.kill(first, signal.SIGKILL)
        until(lambda: job(store, no_article).state == "failed")
        assert workers.pid not in {first, None}
    done = job(store, id_)
    assert (done.state, done.attempt, done.resumed) == ("done", 2, True)
    assert (done.step, done.steps_done) == ("saving", done.steps_total)
    assert done.step in STEPS
    stored = dossier_of(store, done.article_id)
    assert stored.dossier.article.text.strip() == text
    assert (stored.summary.name, stored.summary.tags) == ("port.txt", ("ports",))
    assert job(store, no_article).slug == "unsupported-media-type"
    store.close()


def until(holds, *, patience_s=180):
    deadline = time.monotonic() + patience_s
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)
