"""The guarded door to the network. Nothing here leaves the machine: transport and resolver are given."""

from __future__ import annotations

import gzip
import socket
import threading
import time

import httpx
import pytest

from sourcier.ingest import fetching, read
from sourcier.ingest.errors import BlockedAddress, FetchFailed, SourceNotFound, TooLarge
from sourcier.ingest.fetching import DEADLINE_S, Session, is_public
from sourcier.ingest.sources import LIMIT

PUBLIC = "93.184.216.34"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def session(answer, hosts=None, **options):
    """A session whose server is a function and whose name server is a table."""
    seen: list[httpx.Request] = []

    def serve(request):
        seen.append(request)
        return answer(request)

    def resolver(host, port):
        return (hosts or {}).get(host, [PUBLIC])

    return Session(transport=httpx.MockTransport(serve), resolver=resolver, **options), seen


def page(body=b"<p>Bonjour</p>", status=200, **headers):
    return lambda request: httpx.Response(status, content=body, headers={"content-type": "text/html", **headers})


def test_the_page_comes_with_its_address_and_type():
    door, _ = session(page())

    content = door.fetch("https://phare.example/port.html")

    assert (content.body, content.url, content.content_type) == (
        b"<p>Bonjour</p>",
        "https://phare.example/port.html",
        "text/html",
    )


def test_the_connection_is_made_to_the_checked_number_under_the_host_s_name():
    door, seen = session(page())

    door.fetch("https://phare.example:8443/port.html?a=1#b")

    (request,) = seen
    assert str(request.url) == f"https://{PUBLIC}:8443/port.html?a=1"
    assert request.headers["host"] == "phare.example:8443"
    assert request.extensions["sni_hostname"] == "phare.example"


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
        "not a number",
    ],
)
def test_what_is_not_on_the_public_web_is_refused(number):
    door, seen = session(page(), {"phare.example": [number]})

    assert not is_public(number)
    with pytest.raises(BlockedAddress):
        door.fetch("http://phare.example/")
    assert seen == []


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://127.0.0.1/a", "127.0.0.1 is not on the public web"),
        ("http://[::1]/a", "::1 is not on the public web"),
        ("http://inside.example/a", "inside.example is 10.1.2.3, which is not on the public web"),
    ],
)
def test_message_says_a_number_once(address, message):
    door, _ = session(page(), {"127.0.0.1": ["127.0.0.1"], "::1": ["::1"], "inside.example": ["10.1.2.3"]})
    with pytest.raises(BlockedAddress) as caught:
        door.fetch(address)
    assert message in str(caught.value)
    assert f"is {message}" not in str(caught.value)


@pytest.mark.parametrize("number", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_public_numbers_pass(number):
    assert is_public(number)


def test_one_private_number_among_public_ones_is_enough_to_refuse():
    door, seen = session(page(), {"phare.example": [PUBLIC, "10.0.0.1"]})

    with pytest.raises(BlockedAddress):
        door.fetch("http://phare.example/")
    assert seen == []


def test_a_redirect_to_a_private_number_is_refused():
    door, seen = session(
        lambda request: httpx.Response(302, headers={"location": "http://inside.example/admin"}),
        {"inside.example": ["192.168.0.10"]},
    )

    with pytest.raises(BlockedAddress, match=r"inside\.example"):
        door.fetch("http://phare.example/")
    assert len(seen) == 1


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://phare.example/a", "gopher://phare.example/"])
def test_a_redirect_to_another_scheme_is_refused(location):
    door, _ = session(lambda request: httpx.Response(301, headers={"location": location}))

    with pytest.raises(BlockedAddress, match="http and https"):
        door.fetch("http://phare.example/")


def test_a_redirect_is_followed_and_gives_the_last_address():
    def answer(request):
        if request.url.path == "/":
            return httpx.Response(302, headers={"location": "/port.html"})
        return httpx.Response(200, content=b"ici")

    door, seen = session(answer)

    assert door.fetch("http://phare.example/").url == "http://phare.example/port.html"
    assert [request.headers["host"] for request in seen] == ["phare.example", "phare.example"]


def test_redirects_without_end_stop():
    door, seen = session(lambda request: httpx.Response(302, headers={"location": "/encore"}))

    with pytest.raises(FetchFailed, match="redirects more than 5 times"):
        door.fetch("http://phare.example/")
    assert len(seen) == 6


def test_a_page_over_the_limit_is_refused_before_it_is_whole():
    sent = []

    def chunks():
        for _ in range(1000):
            sent.append(1)
            yield b"x" * (LIMIT // 20)

    door, _ = session(lambda request: httpx.Response(200, content=chunks()))

    with pytest.raises(TooLarge):
        door.fetch("http://phare.example/")
    assert len(sent) < 30


def test_a_page_packed_in_a_packing_is_refused_before_it_is_unpacked():
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))

    def answer(request):
        stream = httpx.ByteStream(bomb)
        return httpx.Response(
            200, stream=stream, headers={"content-type": "text/html", "content-encoding": "gzip, gzip"}
        )

    door, seen = session(answer)
    with pytest.raises(FetchFailed, match="packed"):
        door.fetch("https://phare.example/")
    assert seen[0].headers["accept-encoding"] == "gzip"


def test_a_page_packed_once_is_read():
    def answer(request):
        stream = httpx.ByteStream(gzip.compress(b"<p>Bonjour</p>"))
        return httpx.Response(200, stream=stream, headers={"content-type": "text/html", "content-encoding": "gzip"})

    door, _ = session(answer)
    assert door.fetch("https://phare.example/").body == b"<p>Bonjour</p>"


def test_a_page_that_drips_stops_at_the_deadline():
    ticks = iter(range(0, 10_000, 20))
    door, _ = session(
        lambda request: httpx.Response(200, content=iter([b"x" * 70_000] * 50)), clock=lambda: float(next(ticks))
    )

    with pytest.raises(FetchFailed, match=f"{DEADLINE_S:.0f} seconds"):
        door.fetch("http://phare.example/")


@pytest.mark.parametrize(
    ("status", "error"), [(404, SourceNotFound), (410, SourceNotFound), (403, FetchFailed), (500, FetchFailed)]
)
def test_the_server_s_refusals(status, error):
    door, _ = session(page(status=status))

    with pytest.raises(error, match=str(status)):
        door.fetch("http://phare.example/")


def test_an_unknown_host_is_a_clear_error():
    def resolver(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchFailed, match="is not known"):
        Session(resolver=resolver).fetch("http://nulle-part.example/")


def test_a_resolver_that_hangs_holds_nobody():
    over = threading.Event()

    def resolver(host, port):
        over.wait(30)
        return [PUBLIC]

    began = time.monotonic()
    with pytest.raises(FetchFailed, match="no name server"):
        Session(resolver=resolver, deadline_s=0.3).fetch("http://phare.example/")
    assert time.monotonic() - began < 5
    over.set()


def test_a_broken_connection_is_a_clear_error():
    def answer(request):
        raise httpx.ConnectTimeout("timed out", request=request)

    door, _ = session(answer)

    with pytest.raises(FetchFailed, match="timed out"):
        door.fetch("http://phare.example/")


@pytest.mark.parametrize("url", ["http://user:secret@phare.example/", "ftp://phare.example/"])
def test_addresses_that_are_never_fetched(url):
    door, seen = session(page())

    with pytest.raises(BlockedAddress):
        door.fetch(url)
    assert seen == []


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://phare.example:99999/"])
def test_what_is_no_address_is_a_clear_error(url):
    door, seen = session(page())

    with pytest.raises(FetchFailed):
        door.fetch(url)
    assert seen == []


@pytest.mark.parametrize("url", ["http://2130706433/", "http://0x7f.1/", "http://localhost/"])
def test_other_spellings_of_the_own_machine_are_judged_by_what_they_resolve_to(url):
    door, seen = session(page(), {host: ["127.0.0.1"] for host in ("2130706433", "0x7f.1", "localhost")})

    with pytest.raises(BlockedAddress):
        door.fetch(url)
    assert seen == []


def test_an_article_is_read_from_an_address(monkeypatch):
    text = "Le conseil a voté lundi la fermeture des quais du port, et le maire a promis de revenir."
    door, _ = session(lambda request: httpx.Response(200, text=text, headers={"content-type": "text/plain"}))
    monkeypatch.setattr(fetching, "fetch", door.fetch)

    article = read("https://www.phare.example/2024/05/03/port.txt")

    assert article.text == text
    assert (article.url, article.publisher) == ("https://www.phare.example/2024/05/03/port.txt", "phare.example")
    assert str(article.published) == "2024-05-03"
