"""A server that never ends what it sends: a real one, on this machine, since a socket has to be cut."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

import pytest

from sourcier.ingest import fetching
from sourcier.ingest.errors import FetchFailed
from sourcier.ingest.fetching import Session


@pytest.fixture
def serve(monkeypatch):
    """Return a function that serves one connection: some bytes at once, then a letter every twentieth of a second."""
    monkeypatch.setattr(fetching, "is_public", lambda number: True)
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def start(first: bytes, letter: bytes) -> str:
        def answer() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65536)
                connection.sendall(first)
                while not over.wait(0.05):
                    connection.sendall(letter)

        threading.Thread(target=answer, daemon=True).start()
        return f"http://phare.example:{listening.getsockname()[1]}/"

    yield start
    over.set()
    listening.close()


@pytest.mark.parametrize(
    ("first", "letter"),
    [
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"),
        (b"", b"H"),
        (b"HTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Length: 100000\r\n\r\n", b"a"),
    ],
    ids=["headers", "body", "status", "redirect"],
)
def test_the_deadline_holds_whatever_drips(serve, first, letter):
    address, began = serve(first, letter), time.monotonic()

    with pytest.raises(FetchFailed, match="took more than 1 seconds"):
        Session(resolver=lambda host, port: ["127.0.0.1"], deadline_s=1.0).fetch(address)

    assert time.monotonic() - began < 5


def test_a_page_that_comes_in_time_is_not_cut(serve):
    body = b"<p>Bonjour</p>"
    address = serve(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body), b"")

    assert Session(resolver=lambda host, port: ["127.0.0.1"], deadline_s=30.0).fetch(address).body == body
