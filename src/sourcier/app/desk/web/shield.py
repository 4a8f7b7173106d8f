"""Around every request, before any page of the desk sees it: which host is meant, how much is sent, what is answered.

Plain ASGI, so that it also stands around what the framework answers by itself: a page that is not there, a form that
is too large, an error that nobody foresaw.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
from collections.abc import Callable, Iterable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcier.app.desk.web.errors import BadForm, BodyTooLarge, NoPage, Unforeseen, WrongHost, status_of
from sourcier.app.desk.web.settings import DeskSettings, is_loopback
from sourcier.core.errors import SourcierError

log = logging.getLogger(__name__)

MOST_SENT = 256 * 1024
"""Bytes of a form."""
MOST_UPLOADED = 11 * 1024 * 1024
"""Bytes of the form that carries an article: the 10 MB that are read, and what the form adds."""
UPLOADS = frozenset({"/new"})

_UTF_8 = re.compile(r"""charset=(?:"utf-?8"|utf-?8)(?=\s*(?:;|$))""")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    # Not no-referrer: with it, browsers send a form's own origin as "null", and forms could not be told from forged.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("x-robots-tag", "noindex, nofollow"),
    ("cache-control", "no-store"),
)
"""Of every answer that does not set its own."""

Complain = Callable[[Request, SourcierError], Response]
"""Makes the page of an error."""


class Shield:
    """Refuses hosts that are not the desk, and bodies over the limit; sets the headers; answers what nobody caught."""

    def __init__(self, app: ASGIApp, *, settings: DeskSettings, complain: Complain) -> None:
        self._app = app
        self._hosts = _hosts(settings)
        self._is_open = not settings.is_loopback
        self._complain = complain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headed = _Headed(send)
        headers = Headers(scope=scope)
        limit = MOST_UPLOADED if scope["path"] in UPLOADS else MOST_SENT
        try:
            self._check_host(headers.getlist("host"))
            _check_address(scope)
            _check_length(headers.get("content-length"), limit)
            _check_charset(headers.get("content-type", ""))
            await self._app(scope, _Metered(receive, limit), headed)
        except SourcierError as error:
            await self._answer(scope, receive, headed, error)
        except Exception as error:
            log.exception("%s %s", scope["method"], scope["path"])
            await self._answer(scope, receive, headed, Unforeseen("the program failed; its log says where"), error)

    async def _answer(
        self, scope: Scope, receive: Receive, send: _Headed, error: SourcierError, cause: Exception | None = None
    ) -> None:
        if send.has_started:  # half of an answer is out: nothing but breaking off is left
            raise cause or error
        if isinstance(error, WrongHost):  # a page of the desk names its person: not to who only points at it
            response: Response = JSONResponse({"error": error.slug, "message": str(error)}, 421)
        else:
            try:
                response = await run_in_threadpool(self._complain, Request(scope), error)
            except Exception:  # the page of an error reads the store, which may be what failed
                log.exception("the page of an error could not be made")
                # No more than the slug: the message may name paths and servers, and nobody can be asked who is asking.
                told = "the desk could not answer; its log says why"
                response = JSONResponse({"error": error.slug, "message": told}, status_of(error))
        await response(scope, receive, send)

    def _check_host(self, given: list[str]) -> None:
        """Refuse a name that somebody else's name server may have pointed at this machine (DNS rebinding)."""
        host = _without_port(given[0]) if len(given) == 1 else None
        if host is None or not (host in self._hosts or (self._is_open and _is_number(host))):
            raise WrongHost("this desk is not reached under that name; open the address that it printed when it began")


class _Headed:
    """Sends, with the headers that every answer carries."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS:
                headers.setdefault(name, value)
        await self._send(message)


class _Metered:
    """Receives, up to a limit: for bodies that do not tell their length, or not the true one."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:  # an HTTPException: the framework lets no other through while it reads a body
                raise HTTPException(413)
        return message


def _check_address(scope: Scope) -> None:
    """Refuse an address with a character that no page of the desk has and that databases choke on."""
    if "\x00" in scope["path"] or b"%00" in scope.get("query_string", b""):
        raise NoPage("there is nothing at this address; go back to the list of dossiers")


def _check_length(told: str | None, limit: int) -> None:
    if told is not None and told.isdecimal() and int(told) > limit:
        raise BodyTooLarge(f"{told} bytes were sent; {limit} are taken at most", limit=limit)


def _check_charset(kind: str) -> None:
    """Refuse a form in letters other than UTF-8: a codec of the sender's choice may take minutes over a few of them."""
    if "charset" in _UTF_8.sub("", kind.casefold()):
        raise BadForm("the form is not in UTF-8; send it from the desk's own page")


def _hosts(settings: DeskSettings) -> frozenset[str]:
    known = {"localhost", "127.0.0.1", "[::1]"}
    if not settings.is_loopback:
        known |= {socket.gethostname().casefold(), socket.getfqdn().casefold()}
    return frozenset({*known, *_named(settings.names), *_named([settings.host])})


def _named(names: Iterable[str]) -> set[str]:
    """Return names as a Host header has them; the address that means "every address" names none."""
    found = set()
    for name in names:
        host = f"[{name.strip('[]')}]" if ":" in name else name.casefold()
        if not _is_number(host) or is_loopback(host) or not ipaddress.ip_address(host.strip("[]")).is_unspecified:
            found.add(host)
    return found


def _without_port(host: str) -> str | None:
    name, colon, port = host.strip().rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host.strip(), "0"
    return name.casefold().removesuffix(".") if port.isdecimal() and port.isascii() else None


def _is_number(host: str) -> bool:
    """Say whether a host is an address: no name server has had a say in it."""
    try:
        ipaddress.ip_address(host[1:-1] if host.startswith("[") and host.endswith("]") else host)
    except ValueError:
        return False
    return True
