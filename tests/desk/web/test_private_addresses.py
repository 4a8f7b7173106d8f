"""Addresses that lead into this machine or its network: refused where they are sent, or where they would be fetched."""

from __future__ import annotations

import socket

import httpx
import pytest

from sourcier.app.desk.store.jobs import claim_job, jobs
from sourcier.core.errors import SourcierError
from sourcier.ingest import read
from sourcier.ingest.errors import BlockedAddress, FetchFailed
from sourcier.ingest.fetching import Session

PUBLIC = "93.184.216.34"

NUMBERS = [
    # This machine, as it is usually written and as it can be.
    "http://127.0.0.1/",
    "http://127.0.0.1:8710/dossiers.json",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.255.255.254/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0177.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://00000000/",
    "http://[::1]/",
    "http://[::1]:8710/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0000:0000:0000:0000:0000:ffff:7f00:0001]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    # Its network.
    "http://10.0.0.1/",
    "http://10.255.255.255:22/",
    "http://167772161/",
    "http://172.16.0.1/",
    "http://172.31.255.254/",
    "http://192.168.0.1/",
    "http://192.168.1.1:8080/admin",
    "http://0xc0a80101/",
    "http://3232235777/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://[fc00::1]/",
    "http://[fd12:3456:789a::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[::ffff:192.168.1.1]/",
    # What a cloud tells its machines.
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://169.254.43518/",
    "http://[::ffff:169.254.169.254]/",
    "http://[fd00:ec2::254]/latest/",
    "http://[2002:a9fe:a9fe::]/",
    # Nobody's, or everybody's.
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://192.0.2.1/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
]


def test_there_are_more_than_fifty():
    assert len(set(NUMBERS)) > 50


@pytest.mark.parametrize("url", NUMBERS)
def test_a_number_that_is_not_on_the_public_web_is_not_queued(store, browser, send, url):
    answer = send(browser, "/new", {"url": url}, headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["error"]) == (422, "blocked-address")
    assert jobs(store) == ()


@pytest.mark.parametrize("url", NUMBERS)
def test_a_number_that_is_not_on_the_public_web_is_not_fetched(url):
    with pytest.raises(BlockedAddress):
        read(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://LOCALHOST:8710/",
        "http://user@127.0.0.1/",
        "http://courrier.example@127.0.0.1/",
        "http://127.0.0.1@courrier.example/",
        "http://127.0.0.1#@courrier.example/",
        "http://127.0.0.1\\@courrier.example/",
        "http://１２７.０.０.１/",
        "http://127。0。0。1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_INFO",
        "dict://127.0.0.1:11211/",
        "ftp://127.0.0.1/",
        "http:///etc/passwd",
        "http://%31%32%37.0.0.1/",
    ],
)
def test_an_address_that_hides_where_it_leads_is_refused_in_the_end(store, browser, send, url):
    send(browser, "/new", {"url": url})

    claimed = claim_job(store, "w")
    if claimed is not None:
        with pytest.raises(SourcierError) as caught:
            read(claimed[1].url)
        assert caught.value.slug in {"blocked-address", "fetch-failed"}


def session(hosts, answers):
    """A door to a web in memory: a table of hosts, each with the numbers that its name server gives in turn."""
    asked = []

    def resolver(host, _port):
        numbers = hosts[host]
        return [numbers.pop(0) if len(numbers) > 1 else numbers[0]]

    def serve(request):
        asked.append(request.url.host)
        return answers(request)

    return Session(transport=httpx.MockTransport(serve), resolver=resolver), asked


@pytest.mark.parametrize("target", [*NUMBERS[:12], "http://inside.example/", "//inside.example/x", "http://[::1]/"])
def test_a_redirect_into_the_network_is_not_followed(target):
    def answers(_request):
        return httpx.Response(302, headers={"location": target})

    class Hosts(dict):
        def __missing__(self, host):
            return [socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM)[0][4][0]]

    door, asked = session(Hosts({"courrier.example": [PUBLIC], "inside.example": ["10.0.0.7"]}), answers)

    with pytest.raises((BlockedAddress, FetchFailed)):
        door.fetch("http://courrier.example/")
    assert asked == [PUBLIC]


def test_a_name_that_changes_its_number_between_two_looks_is_judged_at_each():
    def answers(_request):
        return httpx.Response(302, headers={"location": "http://courrier.example/again"})

    door, asked = session({"courrier.example": [PUBLIC, "127.0.0.1"]}, answers)

    with pytest.raises(BlockedAddress):
        door.fetch("http://courrier.example/")
    assert asked == [PUBLIC]


def test_the_connection_goes_to_the_number_that_was_judged_whatever_the_name_says_next():
    door, asked = session(
        {"courrier.example": [PUBLIC, "127.0.0.1"]}, lambda _request: httpx.Response(200, content=b"<p>Bonjour</p>")
    )

    assert door.fetch("http://courrier.example/").body == b"<p>Bonjour</p>"
    assert asked == [PUBLIC]
