"""The desk at work: its store opened, its worker started, its pages served until somebody ends it."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

import uvicorn

from sourcier.app.desk.store.engine import Store, open_store
from sourcier.app.desk.store.people import has_people
from sourcier.app.desk.web.application import create_app
from sourcier.app.desk.web.settings import PORT, DeskSettings, is_loopback
from sourcier.app.desk.worker import Workers
from sourcier.core.errors import Scope, SourcierError

_GRACE_S = 3
"""For answers under way when the desk ends."""
_BACKLOG = 256
_KEPT_S = 75
"""For a connection without requests: longer than browsers keep theirs, so that none is closed under a form."""


class NeedsAccounts(SourcierError):
    """Others would reach the desk, and nobody has an account."""

    slug = "desk-needs-accounts"
    scope = Scope.RUN


class AddressTaken(SourcierError):
    """The desk cannot listen on the address: another program does, or it is not this machine's."""

    slug = "desk-address-taken"
    scope = Scope.RUN


@dataclass(frozen=True, slots=True)
class Opening:
    """How a desk is to be opened."""

    host: str = "127.0.0.1"
    port: int = PORT
    store: str | None = None
    language: str | None = None
    person: str | None = None
    newsroom: str = ""
    accounts: bool = False
    names: tuple[str, ...] = ()
    browser: bool = False


def serve(opening: Opening, *, say: Callable[[str], object]) -> None:
    """Serve a desk until it is interrupted or told to end.

    Args:
        opening: How.
        say: Told the address once it can be opened.

    Raises:
        NeedsAccounts: Others would reach it, and nobody could log in.
        AddressTaken: It cannot listen there.
        SourcierError: The store cannot be opened; see `sourcier.app.desk.store.errors`.
    """
    store = open_store(opening.store)
    try:
        accounts = _accounts(opening, store)
        listening = _listen(opening.host, opening.port)
        with listening:
            settings = DeskSettings(
                host=opening.host,
                port=listening.getsockname()[1],
                accounts=accounts,
                language=opening.language,
                person=opening.person,
                names=opening.names,
                newsroom=opening.newsroom,
            )
            _run(store, settings, listening, opening, say)
    finally:
        store.close()


def _accounts(opening: Opening, store: Store) -> bool:
    """Say whether people log in: wherever others reach the desk, by its address or through a proxy."""
    if is_loopback(opening.host) and not opening.names and not opening.accounts:
        return False
    if not has_people(store):
        where = f" --store {store.shown}" if opening.store else ""
        raise NeedsAccounts(
            "a desk that others reach needs accounts, and there are none; make one with: "
            f'sourcier desk person add "First Last" --role admin{where}'
        )
    return True


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AddressTaken(
            f"cannot listen on {host}, port {port}: {reason}; give another port with --port, or end what listens there",
            host=host,
            port=port,
        ) from error
    listening.listen(_BACKLOG)
    return listening


def _run(
    store: Store, settings: DeskSettings, listening: socket.socket, opening: Opening, say: Callable[[str], object]
) -> None:
    config = uvicorn.Config(
        create_app(store, settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        # What a proxy says of who asks and how is believed where one was announced, from this machine alone.
        proxy_headers=bool(settings.names),
        timeout_keep_alive=_KEPT_S,
    )
    workers = Workers(store.url)
    server = _Server(config, workers)
    address = _address(settings)
    threading.Thread(target=_announce, args=(server, address, opening, say), daemon=True).start()
    signal.signal(signal.SIGTERM, _ended)  # uvicorn hands it on once it is done; the worker must be ended too
    with suppress(KeyboardInterrupt), workers:
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends within seconds of the first Ctrl-C, whatever page is being made.

    A page is made by a thread, and no thread can be ended from outside: the process has to go, as in `kill -9`, which
    loses nothing that was answered.
    """

    def __init__(self, config: uvicorn.Config, workers: Workers) -> None:
        super().__init__(config)
        self._last = threading.Timer(_GRACE_S, self._give_up)
        self._last.daemon = True
        self._workers = workers

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take no more requests, and let those under way end for a while."""
        super().handle_exit(sig, frame)
        if self._last.ident is None:
            self._last.start()

    def _give_up(self) -> None:
        try:
            self._workers.stop()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(0)


def _ended(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _announce(server: uvicorn.Server, address: str, opening: Opening, say: Callable[[str], object]) -> None:
    while not server.started:
        if server.should_exit:
            return
        time.sleep(0.02)
    say(f"The desk is open at {address} (Ctrl-C ends it)")
    if opening.browser:
        with suppress(webbrowser.Error):
            webbrowser.open(address)


def _own_number() -> str | None:
    """Return the number under which this machine's network knows it; nothing is sent to find out."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))  # of an address for documentation (RFC 5737): which way would it leave?
        return str(asking.getsockname()[0])
    return None


def _address(settings: DeskSettings) -> str:
    host = settings.host
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104  (every address of this machine: one of them is shown)
        host = _own_number() or socket.gethostname()
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/"
