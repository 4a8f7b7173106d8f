"""`sourcier desk`: what it refuses, who is admitted, and that it serves and ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from sourcier.app.desk.store import people
from sourcier.app.desk.store.engine import open_store

PASSWORD = "sept lampes au grenier"


@pytest.fixture
def where(tmp_path):
    return str(tmp_path / "desk.sqlite")


@pytest.mark.parametrize(
    "options", [["--host", "0.0.0.0"], ["--host", "::"], ["--accounts"], ["--reached-as", "desk.courrier.example"]]
)
def test_a_desk_that_others_reach_does_not_open_without_accounts(sourcier_command, where, options):
    outcome = sourcier_command("desk", "--no-browser", "--store", where, "--port", 0, *options)

    assert outcome.code == 3
    assert outcome.err.startswith("error[desk-needs-accounts]: ")
    assert 'sourcier desk person add "First Last" --role admin' in outcome.err


def test_a_port_that_is_taken_is_told(sourcier_command, where):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = sourcier_command("desk", "--no-browser", "--store", where, "--port", taken.getsockname()[1])

    assert outcome.code == 3
    assert outcome.err.startswith("error[desk-address-taken]: ")
    assert "--port" in outcome.err


@pytest.mark.parametrize(
    "arguments", [["--lang", "de"], ["--port", "70000"], ["person", "add", "Awa", "--role", "king"], ["nonsense"]]
)
def test_wrong_use_is_told(sourcier_command, arguments):
    assert sourcier_command("desk", *arguments).code == 2


def test_people_are_admitted_changed_and_shut_out(sourcier_command, where):
    store = ("--store", where)
    added = sourcier_command("desk", "person", "add", "Awa Diop", "--role", "admin", *store, stdin=PASSWORD.encode())
    sourcier_command("desk", "person", "add", "Luc Morel", *store, stdin=f"{PASSWORD}\n".encode())
    sourcier_command("desk", "person", "role", "Luc Morel", "reader", *store)
    sourcier_command("desk", "person", "password", "Luc Morel", *store, stdin="huit lampes à la cave".encode())
    sourcier_command("desk", "person", "remove", "Luc Morel", *store)

    listed = sourcier_command("desk", "person", "list", *store).out

    assert (added.code, added.out) == (0, "Awa Diop: admin\n")
    assert listed == "Awa Diop: admin\nLuc Morel: reader, deactivated\n"
    assert PASSWORD not in listed + added.err
    opened = open_store(where)
    assert people.log_in(opened, "Awa Diop", PASSWORD, address="here") is not None
    opened.close()


def test_the_store_may_be_named_before_the_verb(sourcier_command, where):
    sourcier_command("desk", "--store", where, "person", "add", "Awa Diop", stdin=PASSWORD.encode())

    assert "Awa Diop" in sourcier_command("desk", "person", "list", "--store", where).out


@pytest.mark.parametrize(
    ("arguments", "stdin", "slug"),
    [
        (["add", "Awa Diop"], b"short", "weak-password"),
        (["add", ""], PASSWORD.encode(), "bad-person"),
        (["role", "Nobody", "admin"], b"", "no-person"),
        (["remove", "Nobody"], b"", "no-person"),
    ],
)
def test_what_cannot_be_is_said(sourcier_command, where, arguments, stdin, slug):
    outcome = sourcier_command("desk", "person", *arguments, "--store", where, stdin=stdin)

    assert outcome.code == 3
    assert outcome.err.startswith(f"error[{slug}]: ")


@pytest.mark.slow
def test_the_desk_serves_on_this_machine_and_ends_with_its_worker(where):
    command = [sys.executable, "-m", "sourcier", "desk", "--no-browser", "--port", "0", "--store", where]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as running:
        try:
            said = running.stdout.readline()
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", said)
            assert httpx.get(address, trust_env=False).status_code == 200
            assert httpx.get(address, headers={"host": "evil.example"}, trust_env=False).status_code == 421
            children = _children(running.pid)
            assert children
            running.send_signal(signal.SIGTERM)
            assert running.wait(20) == 0
        finally:
            running.kill()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def _children(parent: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]
