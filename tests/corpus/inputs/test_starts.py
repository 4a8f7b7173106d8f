"""What the first bytes of a file tell, however they are made."""

from __future__ import annotations

import pytest

from sourcier.app.corpus.inputs.sitemaps import is_sitemap
from sourcier.ingest.containers.feeds import is_feed
from sourcier.ingest.sniffing import find_media_type
from sourcier.ingest.sources import Content


def is_page(head: bytes) -> bool:
    return find_media_type(Content(head, "a")) == "text/html"


KINDS = [(is_sitemap, b"<urlset xmlns='x'>"), (is_feed, b"<rss version='2.0'>")]


@pytest.mark.parametrize(("tells", "start"), KINDS)
def test_comments_and_instructions_may_stand_before_it(tells, start):
    assert tells(b"<?xml version='1.0'?>\n<!-- made by a > b --><!----><?style x?>\n<!-- - -->\n" + start)
    assert not tells(b"<!-- " + start + b" --><html>")


@pytest.mark.parametrize("tells", [is_sitemap, is_feed, is_page])
@pytest.mark.parametrize("piece", [b"<!---->", b"<!-- --> ", b"<?a?>", b"<!DOCTYPE a>", b"<!--", b"<?"])
def test_any_number_of_them_is_read_in_no_time(tells, piece):
    """Sixty comments once took longer than anybody lives: each could be the end of the one before."""
    assert not tells(piece * 60 + b"<x")
