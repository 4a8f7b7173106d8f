"""What a worker makes of wishes that lead to no dossier, and when it ends; that it checks is in test_killed.py."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import update

from sourcier.app.desk import supervising
from sourcier.app.desk.store import tables
from sourcier.app.desk.store.engine import open_store
from sourcier.app.desk.store.jobs import Wish, add_job, claim_job, job
from sourcier.app.desk.supervising import STORE_VARIABLE, Workers
from sourcier.app.desk.worker import STEPS, work
from sourcier.ingest.sources import LIMIT


@pytest.fixture
def desk(tmp_path):
    store = open_store(str(tmp_path / "desk.sqlite"))
    yield store
    store.close()


@pytest.mark.parametrize(
    ("wish", "slug", "step"),
    [
        (Wish("a", url="http://127.0.0.1:9/a"), "blocked-address", "fetching"),
        (Wish("a", url="http://169.254.169.254/latest/meta-data"), "blocked-address", "fetching"),
        (Wish("a.txt", b" \n "), "empty-text", "reading"),
        (Wish("a.txt", b"x" * (LIMIT + 1)), "too-large", "reading"),
        (Wish("../../etc/passwd", b"\x7fELF\x02\x01"), "unsupported-media-type", "reading"),
        (Wish("a.pdf", b"no pdf"), "broken-document", "reading"),
    ],
    ids=["loopback", "metadata", "blank", "large", "program", "no pdf"],
)
def test_what_is_no_article_fails_with_the_slug_of_the_command(desk, wish, slug, step):
    id_ = add_job(desk, wish).id
    work(desk, "w", most=1)
    failed = job(desk, id_)
    assert (failed.state, failed.slug, failed.step) == ("failed", slug, step)
    assert failed.message
    assert step in STEPS


def test_a_path_is_never_read_off_this_machine(desk, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Le port compte 12 grues.")
    id_ = add_job(desk, Wish("a", url="https://a.example")).id
    with desk.begin() as connection:  # as if somebody had got by the desk
        connection.execute(update(tables.jobs).values(url=str(secret)))
    work(desk, "w", most=1)
    assert job(desk, id_).slug == "bad-job"


def test_a_worker_ends_with_its_parent(desk):
    code = (
        "import os, subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-P', '-m', 'sourcier.app.desk.worker', '--parent', str(os.getpid())])\n"
        "print(child.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, STORE_VARIABLE: desk.url},
    )
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 60
    while _lives(worker):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_workers_started_and_stopped_leave_the_job_for_the_next(desk):
    with Workers(desk.url) as workers:
        pid = workers.pid
        assert _lives(pid)
        id_ = add_job(desk, Wish("a.txt", b"Le port compte 12 grues.")).id
        claim_job(desk, workers._name)  # as the worker would
    assert not _lives(pid)
    again, _ = claim_job(desk, "next")
    assert (again.id, again.attempt, again.resumed) == (id_, 1, True)


def test_a_worker_that_does_not_end_is_killed(desk, monkeypatch):
    monkeypatch.setattr(supervising, "_STOP_S", 0.5)
    workers = Workers(desk.url)
    workers.start()
    pid = workers.pid
    os.kill(pid, signal.SIGSTOP)  # it hears nothing but SIGKILL
    began = time.monotonic()
    workers.stop()
    assert time.monotonic() - began < 5
    assert not _lives(pid)
    assert workers.pid is None


def test_a_store_that_does_not_answer_does_not_hold_the_desk(desk, monkeypatch):
    monkeypatch.setattr(supervising, "_STOP_S", 0.5)
    answer = threading.Event()
    monkeypatch.setattr(supervising, "open_store", lambda _: answer.wait(60))
    with Workers(desk.url) as workers:
        os.kill(workers.pid, signal.SIGKILL)
        time.sleep(1)  # who watches over it wants to give its job back
        began = time.monotonic()
    took = time.monotonic() - began
    answer.set()
    assert took < 5
    assert workers.pid is None


def _lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_check_that_hangs_fails_once_and_is_not_tried_again(desk):
    id_ = add_job(desk, Wish("a.txt", b"Le port compte douze grues.")).id
    hanging = (
        "import sys, time\n"
        "from sourcier.app.desk import worker\n"
        "from sourcier.app.desk.store.engine import open_store\n"
        "worker._LONGEST_S, worker._BEAT_S, worker._IDLE_S = 1.0, 0.2, 0.1\n"
        "worker._check = lambda *given: time.sleep(60)\n"
        "worker.work(open_store(sys.argv[1]), 'w')\n"
    )
    ended = subprocess.run([sys.executable, "-c", hanging, desk.url], timeout=30, check=False)
    assert ended.returncode == 1
    failed = job(desk, id_)
    assert (failed.state, failed.slug, failed.attempt) == ("failed", "job-hung", 1)
    assert claim_job(desk, "next") is None
