"""Addresses: pages, feeds and collections, fetched through the guarded session only."""

from __future__ import annotations

import gzip
import json

import httpx
import pytest

from sourcier.core.errors import SourcierError
from sourcier.evidence.library.intake import Asked, items
from sourcier.ingest.fetching import Session

TEXT = (
    "The council voted on Tuesday to close the two northern quays, where no ship had called for years. "
    "Work will start in the spring and is expected to last ten months, the harbour office said."
)
PAGE = f'<html lang="en"><head><title>Quays</title></head><body><article><h1>Quays</h1><p>{TEXT}</p></article></body></html>'
FEED = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title>'
    '<entry><title>Quays</title><link href="https://q.example/1"/><published>2023-04-04T08:00:00Z</published>'
    "<summary>Two quays of the town will be closed in the spring.</summary></entry>"
    '<entry><title>Gone</title><link href="https://q.example/gone"/><summary>The ship has left.</summary></entry></feed>'
)
SERVED = {
    "/1": ("text/html; charset=utf-8", PAGE.encode()),
    "/feed": ("application/atom+xml", FEED.encode()),
    "/wires.jsonl.gz": ("application/gzip", gzip.compress(json.dumps({"text": TEXT}).encode())),
}


@pytest.fixture
def fetched():
    return []


@pytest.fixture
def asked(fetched):
    def answer(request: httpx.Request) -> httpx.Response:
        fetched.append(request.url.path)
        if request.url.path not in SERVED:
            return httpx.Response(404)
        content_type, body = SERVED[request.url.path]
        return httpx.Response(200, headers={"Content-Type": content_type}, content=body)

    session = Session(transport=httpx.MockTransport(answer), resolver=lambda host, port: ["93.184.216.34"])

    def make(**options):
        return Asked(session=session, **options)

    return make


def test_a_page_is_added_with_its_address(asked):
    (one,) = items(["https://q.example/1"], asked())
    assert (one.url, one.location, one.publisher) == ("https://q.example/1", "https://q.example/1", "q.example")
    assert TEXT in one.text


def test_a_feed_s_entries_are_added_without_fetching_their_pages(asked, fetched):
    first, second = items(["https://q.example/feed"], asked())
    assert first.text.endswith("closed in the spring.")
    assert second.title == "Gone"
    assert fetched == ["/feed"]


def test_with_follow_the_pages_are_fetched_and_one_that_is_gone_is_named(asked, fetched):
    first, second = items(["https://q.example/feed"], asked(follow=True))
    assert TEXT in first.text
    assert (str(first.published), first.publisher) == ("2023-04-04", "The Quay")
    assert second.slug == "not-found"
    assert fetched == ["/feed", "/1", "/gone"]


def test_a_collection_at_an_address_is_read_as_a_file_is(asked):
    (one,) = items(["https://q.example/wires.jsonl.gz"], asked())
    assert one.location == "https://q.example/wires.jsonl.gz#line=1"


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("http://127.0.0.1/a.html", "blocked-address"),
        ("http://[::1]/feed.xml", "blocked-address"),
        ("file:///etc/passwd", "blocked-address"),
        ("ftp://q.example/a.jsonl", "blocked-address"),
        ("https://", "fetch-failed"),
    ],
)
def test_what_is_not_on_the_public_web_is_refused(address, slug):
    (error,) = items([address], Asked(session=Session(resolver=lambda host, port: [host])))
    assert isinstance(error, SourcierError)
    assert error.slug == slug
