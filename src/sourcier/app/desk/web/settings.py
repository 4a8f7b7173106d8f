"""What a desk is started with, and what its pages reach it by."""

from __future__ import annotations

import getpass
import ipaddress
import time
from dataclasses import dataclass

from fastapi import Request

from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.settings import language, signer
from sourcier.app.desk.web.limits import Limit
from sourcier.core.article import Lang

PORT = 8710
"""The port that is taken where none is given."""

_FRESH_S = 2.0
"""How long what the settings page sets is kept before it is asked of the store again."""

_WRITES_A_MINUTE = 240
"""Forms that one session sends: four a second, more than anybody decides."""
_LOGINS_A_MINUTE = 60
"""Forms from one address without a session: a whole newsroom may come from one."""

LANGS: tuple[Lang, ...] = ("fr", "en")


def system_person() -> str:
    """Return the name of whoever runs the program, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for the number, as in some containers
        return "desk"


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How a desk is reached, and by whom."""

    host: str = "127.0.0.1"
    port: int = PORT
    accounts: bool = False
    """People log in. Without, everybody who reaches the desk is one person: for this machine alone."""
    language: str | None = None
    """Of the interface, before that of the store; None to leave it to the store, else to the browser."""
    person: str | None = None
    """Who signs where nobody logs in; None to leave it to the store, else to the system."""
    names: tuple[str, ...] = ()
    """Further names of hosts under which the desk is reached, as from behind a proxy."""
    newsroom: str = ""
    """Signs reviews and questions."""

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches the desk."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine and no other.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Desk:
    """The store and the settings of one running desk; `desk_of` gives it to a page."""

    def __init__(self, store: Store, settings: DeskSettings) -> None:
        self.store = store
        self.settings = settings
        self.writes = Limit(_WRITES_A_MINUTE)
        self.logins = Limit(_LOGINS_A_MINUTE)
        self._chosen: tuple[str | None, str | None] = (None, None)
        self._until = 0.0

    def language(self) -> str | None:
        """Return the language that the newsroom chose; None where it is left to the browser."""
        return self.settings.language or self._stored()[0]

    def person(self) -> str:
        """Return who signs where nobody logs in."""
        return self.settings.person or self._stored()[1] or system_person()

    def forget(self) -> None:
        """Ask the store again: somebody has just chosen something else."""
        self._until = 0.0

    def _stored(self) -> tuple[str | None, str | None]:
        now = time.monotonic()
        if now >= self._until:
            self._chosen, self._until = (language(self.store), signer(self.store)), now + _FRESH_S
        return self._chosen


def desk_of(request: Request) -> Desk:
    """Return the desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
