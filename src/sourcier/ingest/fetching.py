"""The one door to the network: http and https, public addresses only, bounded in time and size."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import urljoin, urlsplit

import httpx

from sourcier.ingest.errors import BlockedAddress, FetchFailed, SourceNotFound, TooLarge
from sourcier.ingest.sources import LIMIT, Content

REDIRECTS = 5
TIMEOUT_S = 15.0
"""For each step: finding the host's address, connecting, and each wait for more bytes."""
DEADLINE_S = 45.0
"""For the whole page, redirects included."""
AGENT = "sourcier/0.1 (reads one article for its reader)"
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip"})
"""How a page may come packed: once, and in one way that unpacks a bounded piece at a time."""
_PORTS = {"http": 80, "https": 443}

Resolver = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, as the system resolver gives them."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Session:
    """How pages are fetched. Tests give a transport and a resolver of their own.

    Every address, the first and each redirect's, is resolved once and checked; the connection is made to the checked
    number, so that no second answer of the name server can lead elsewhere.
    """

    transport: httpx.BaseTransport | None = None
    resolver: Resolver = resolve
    clock: Callable[[], float] = field(default=time.monotonic)
    limit: int = LIMIT
    """Bytes of one page at most."""
    deadline_s: float = DEADLINE_S
    """For one page, redirects included."""

    def fetch(self, url: str) -> Content:
        """Return the page at an address.

        Raises:
            BlockedAddress: It, or an address it redirects to, is not on the public web.
            SourceNotFound: There is no such page.
            TooLarge: It passes the limit.
            FetchFailed: Anything else: no answer, an error of the server, too many redirects.
        """
        until = self.clock() + self.deadline_s
        here = url
        with httpx.Client(
            transport=self.transport, timeout=TIMEOUT_S, follow_redirects=False, trust_env=False, verify=True
        ) as client:
            for _ in range(REDIRECTS + 1):
                content, there = self._step(client, here, until)
                if content:
                    return content
                here = there
        raise FetchFailed(f"{url} redirects more than {REDIRECTS} times", url=url)

    def _step(self, client: httpx.Client, url: str, until: float) -> tuple[Content | None, str]:
        """Return the page, or the address to go on to."""
        request = self._request(client, url, until)
        line = _Line()
        request.extensions["trace"] = line.trace
        try:
            with line.cut_at(until - self.clock()):
                response = client.send(request, stream=True)
                try:
                    if response.is_redirect:
                        return None, _joined(url, response.headers["location"])
                    _check_status(response.status_code, url)
                    body = self._body(response, url, until)
                finally:
                    response.close()
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
            if line.is_cut:
                raise self._late(url) from error
            reason = str(error) or type(error).__name__
            raise FetchFailed(f"{url} could not be fetched: {reason}", url=url) from error
        return Content(body, url, url, response.headers.get("content-type")), url

    def _body(self, response: httpx.Response, url: str, until: float) -> bytes:
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in _ENCODINGS:  # packed twice, a thousand bytes unpack to a gigabyte before they can be counted
            raise FetchFailed(f"{url} is sent packed as {encoding[:40]!r}, which is not read", url=url)
        chunks: list[bytes] = []
        size = 0
        for chunk in response.iter_bytes(65536):
            size += len(chunk)
            if size > self.limit:
                raise TooLarge(f"{url} is larger than {self.limit // 1024 // 1024} MB", source=url, limit=self.limit)
            if self.clock() > until:
                raise self._late(url)
            chunks.append(chunk)
        return b"".join(chunks)

    def _late(self, url: str) -> FetchFailed:
        return FetchFailed(f"{url} took more than {self.deadline_s:.0f} seconds", url=url)

    def _request(self, client: httpx.Client, url: str, until: float) -> httpx.Request:
        """Return a request to the checked number behind an address, with the host's name for the server and for TLS."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise FetchFailed(f"{url!r} is not an address", url=url) from error
        if parts.scheme not in _PORTS:
            _block(url, f"only http and https are read, not {parts.scheme or 'this'}")
        if not host:
            raise FetchFailed(f"{url!r} is not an address", url=url)
        if parts.username is not None or parts.password is not None:
            _block(url, "addresses with a user name are not read")
        number = self._checked_number(url, host, port or _PORTS[parts.scheme], until)
        shown = f"[{number}]" if ":" in number else number
        target = parts._replace(netloc=shown if port is None else f"{shown}:{port}", fragment="")
        name = host.encode("idna").decode("ascii") if not host.isascii() else host
        return client.build_request(
            "GET",
            target.geturl(),
            headers={
                "Host": (f"[{name}]" if ":" in name else name) + ("" if port is None else f":{port}"),
                "User-Agent": AGENT,
                "Accept-Encoding": "gzip",
                "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
            },
            extensions={"sni_hostname": name},
        )

    def _checked_number(self, url: str, host: str, port: int, until: float) -> str:
        try:
            numbers = self._resolved(url, host, port, until)
        except (OSError, UnicodeError) as error:
            raise FetchFailed(f"{host} is not known; check the address", url=url) from error
        if not numbers:
            raise FetchFailed(f"{host} is not known; check the address", url=url)
        for number in numbers:
            if not is_public(number):
                which = f"{host} is" if host.strip("[]") == number else f"{host} is {number}, which is"
                _block(url, f"{which} not on the public web")
        return numbers[0]

    def _resolved(self, url: str, host: str, port: int, until: float) -> Sequence[str]:
        """Return what the resolver says; in a thread of its own, since nothing ends a system's resolver that hangs."""
        answers: list[Sequence[str] | Exception] = []

        def ask() -> None:
            try:
                answers.append(self.resolver(host, port))
            except Exception as error:  # noqa: BLE001  (raised below, whatever it is)
                answers.append(error)

        asking = threading.Thread(target=ask, name="resolver", daemon=True)
        asking.start()
        asking.join(max(0.0, min(TIMEOUT_S, until - self.clock())))
        if not answers:
            raise FetchFailed(f"no name server says in time where {host} is; try again later", url=url)
        if isinstance(answers[0], Exception):
            raise answers[0]
        return answers[0]


class _Line:
    """The connection of a request, which can be cut from outside.

    A server that sends its headers a letter at a time stays below every wait for more bytes: only cutting ends it.
    """

    def __init__(self) -> None:
        self._own: socket.socket | None = None
        self.is_cut = False

    def trace(self, event: str, told: Mapping[str, Any]) -> None:
        """Take hold of the connection when it is made (httpx's extension `trace`)."""
        if event == "connection.connect_tcp.complete":
            # A second handle on it: the first goes over to TLS, and is not ours to touch.
            self._own = told["return_value"].get_extra_info("socket").dup()
            if self.is_cut:
                self._cut()

    @contextmanager
    def cut_at(self, seconds: float) -> Iterator[None]:
        """Cut the connection after some time, unless the block has ended."""
        timer = threading.Timer(max(seconds, 0.0), self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            if self._own is not None:
                self._own.close()

    def _cut(self) -> None:
        self.is_cut = True
        if self._own is not None:
            with suppress(OSError):
                self._own.shutdown(socket.SHUT_RDWR)


def is_public(number: str) -> bool:
    """Say whether an IP address is one of the public web, seen through every way of wrapping one address in another.

    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        address = ipaddress.ip_address(number.split("%", 1)[0])
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved:
        # Reserved includes ::ffff:0:0/96 wrapped ones, judged below by what they wrap.
        wrapped = getattr(address, "ipv4_mapped", None)
        return bool(wrapped) and is_public(str(wrapped))
    if isinstance(address, ipaddress.IPv6Address):
        if address.is_site_local or address in _LOCALLY_TRANSLATED:  # both count as global in the tables of Python
            return False
        inner = [address.sixtofour, *(address.teredo or ())]
        if address in _TRANSLATED:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        return all(is_public(str(one)) for one in inner if one)
    return True


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
_LOCALLY_TRANSLATED = ipaddress.IPv6Network("64:ff9b:1::/48")
"""RFC 8215: what it wraps is for the network's own translator to say."""


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchFailed(f"{url} redirects to {location!r}, which is not an address", url=url) from error


def _check_status(status: int, url: str) -> None:
    if status in {404, 410}:
        raise SourceNotFound(f"there is no page at {url} (status {status})", source=url, status=status)
    if status != 200:
        raise FetchFailed(f"{url} answers with status {status}", url=url, status=status)


def _block(url: str, reason: str) -> NoReturn:
    raise BlockedAddress(f"{url} is not fetched: {reason}", url=url)


def fetch(url: str) -> Content:
    """Return the page at an address, fetched as `Session` says."""
    return Session().fetch(url)
