"""Sitemaps, feeds and pages on the web, fetched through the guarded session only."""

from __future__ import annotations

import gzip
from datetime import date

import httpx
import pytest

from corpus.inputs.press import FRENCH, expanded, page
from sourcier.app.corpus.inputs import Item, Skipped, addresses, body_of, expand, loaded, read_item
from sourcier.core.errors import SourcierError
from sourcier.ingest.fetching import Session

XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(addresses, "PAUSE_S", 0.0)


def sitemap(*urls: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {XMLNS}>{"".join(urls)}</urlset>'.encode()


def index(*urls: str) -> bytes:
    inside = "".join(f"<sitemap><loc>{url}</loc><lastmod>2024-05-03</lastmod></sitemap>" for url in urls)
    return f"<sitemapindex {XMLNS}>{inside}</sitemapindex>".encode()


NEWS = sitemap(
    "<url><loc> https://a.example/quais </loc><n:news><n:publication><n:name>La Gazette</n:name>"
    "<n:language>fr</n:language></n:publication><n:publication_date>2024-05-03T23:30:00-05:00</n:publication_date>"
    "<n:title>Les quais &amp; le port</n:title></n:news><image:image><image:loc>https://a.example/i.png</image:loc>"
    "<image:title>Photo</image:title></image:image></url>",
    "<url><loc>https://a.example/port</loc><lastmod>2024-06-01</lastmod></url>",
    "<url><loc>/relative</loc></url>",
    "<url><loc>https://a.example/de</loc><n:news><n:publication><n:language>de</n:language></n:publication></n:news></url>",
)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette du port</title>
<item><title>Les &lt;i&gt;quais&lt;/i&gt;</title><link>https://a.example/quais</link><pubDate>Tue, 04 Apr 2023 23:30:00 -0500</pubDate>
<content:encoded><![CDATA[<p>Les deux quais du nord…</p>]]></content:encoded></item>
<item><title>Note</title><description><![CDATA[<p>La grue a été vendue par la ville.</p>]]></description></item>
<item><title>Rien</title></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title><entry><title>Quays</title>
<link href="https://a.example/quais"/><updated>2023-04-04T08:00:00Z</updated></entry></feed>"""
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<urlset><url><loc>https://a.example/&b;</loc></url></urlset>"
)
SERVED = {
    "/quais": ("text/html; charset=utf-8", page("Les quais").encode()),
    "/news.xml": ("application/xml", NEWS),
    "/packed.xml.gz": ("application/gzip", gzip.compress(NEWS)),
    "/feed": ("application/rss+xml", RSS.encode()),
    "/index.xml": (
        "text/xml",
        index(
            "https://a.example/packed.xml.gz",
            "https://a.example/gone.xml",
            "https://a.example/index.xml",
            "https://a.example/quais",
            "file:///etc/passwd",
            "https://a.example/last.xml",
        ),
    ),
    "/last.xml": ("text/xml", sitemap("<url><loc>https://a.example/last</loc></url>")),
    "/bomb.xml": ("text/xml", BOMB),
    "/large": ("text/html", b"<html>" + b"a" * (11 * 1024**2)),
    "/empty": ("text/html", b""),
}


@pytest.fixture
def fetched() -> list[str]:
    return []


@pytest.fixture
def session(fetched) -> Session:
    def answer(request: httpx.Request) -> httpx.Response:
        fetched.append(request.url.path)
        if request.url.path.startswith("/deeper"):  # an index that leads to another, without end
            return httpx.Response(200, content=index(f"https://a.example{request.url.path}r"))
        if request.url.path not in SERVED:
            return httpx.Response(404)
        content_type, body = SERVED[request.url.path]
        return httpx.Response(200, headers={"Content-Type": content_type}, content=body)

    return Session(transport=httpx.MockTransport(answer), resolver=lambda host, port: ["93.184.216.34"])


@pytest.fixture(params=["file", "packed file", "address", "packed address"])
def news(request, tmp_path) -> str:
    """A sitemap of news, however it is named."""
    if "address" in request.param:
        return "https://a.example/packed.xml.gz" if "packed" in request.param else "https://a.example/news.xml"
    path = tmp_path / ("sitemap.xml.gz" if "packed" in request.param else "sitemap.xml")
    path.write_bytes(gzip.compress(NEWS) if "packed" in request.param else NEWS)
    return str(path)


def test_a_sitemap_gives_its_pages_with_what_is_told_of_news(news, session):
    first, second, third, fourth = expanded(news, session=session)
    assert first == Item(
        "https://a.example/quais",
        "https://a.example/quais",
        url="https://a.example/quais",
        title="Les quais & le port",
        publisher="La Gazette",
        published=date(2024, 5, 3),
        lang="fr",
    )
    assert (second.url, second.published) == ("https://a.example/port", None)  # it says when it was changed
    assert (third.locator, third.slug) == (f"{news}#url=3", "bad-record")
    assert (fourth.locator, fourth.slug) == (f"{news}#url=4", "unsupported-language")


def test_the_pages_of_a_sitemap_are_fetched_when_they_are_opened(session, fetched):
    first, *_ = expanded("https://a.example/news.xml", session=session)
    assert fetched == ["/news.xml"]
    opened = loaded(first, session=session)
    assert opened.body == SERVED["/quais"][1]
    assert body_of(opened) == opened.body
    article = read_item(opened)
    assert (article.title, article.published, article.url) == ("Les quais", date(2024, 5, 3), "https://a.example/quais")
    assert fetched == ["/news.xml", "/quais"]


def test_an_index_leads_to_its_sitemaps_once_each_and_past_what_is_wrong(session, fetched):
    found = expanded("https://a.example/index.xml", session=session)
    assert [(one.locator, getattr(one, "slug", "")) for one in found] == [
        ("https://a.example/quais", ""),
        ("https://a.example/port", ""),
        ("https://a.example/packed.xml.gz#url=3", "bad-record"),
        ("https://a.example/packed.xml.gz#url=4", "unsupported-language"),
        ("https://a.example/index.xml#https://a.example/gone.xml", "not-found"),
        ("https://a.example/index.xml", "folder-loop"),
        ("https://a.example/index.xml#https://a.example/quais", "damaged-archive"),
        ("https://a.example/index.xml#file:///etc/passwd", "bad-record"),
        ("https://a.example/last", ""),
    ]
    assert isinstance(found[5], Skipped)
    assert fetched == ["/index.xml", "/packed.xml.gz", "/gone.xml", "/quais", "/last.xml"]


def test_an_index_in_a_file_leads_to_its_sitemaps(tmp_path, session):
    (tmp_path / "index.xml").write_bytes(index("https://a.example/last.xml", "https://a.example/last.xml"))
    first, again = expanded(tmp_path / "index.xml", session=session)
    assert (first.locator, again.slug) == ("https://a.example/last", "folder-loop")


def test_indexes_that_lead_to_indexes_without_end_are_left(session, fetched):
    (left,) = expanded("https://a.example/deeper", session=session)
    assert left.slug == "too-large"
    assert len(fetched) < 10


@pytest.mark.parametrize("named", ["sitemap.xml", "feed.rss", "https://a.example/bomb.xml"])
def test_a_document_type_of_its_own_is_not_read(tmp_path, session, named):
    for name in ("sitemap.xml", "feed.rss"):
        (tmp_path / name).write_bytes(BOMB)
    (found,) = expanded(named if "://" in named else tmp_path / named, session=session)
    assert found.slug == "unsafe-feed"


def test_a_sitemap_that_breaks_off_gives_what_stands_before(tmp_path):
    body = sitemap(*(f"<url><loc>https://a.example/{number}</loc></url>" for number in range(5000)))
    (tmp_path / "a.xml").write_bytes(body[:100_000])
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(body)[:-9])
    for name in ("a.xml", "b.xml.gz"):
        *before, last = expanded(tmp_path / name)
        assert [one.url for one in before] == [f"https://a.example/{number}" for number in range(len(before))]
        assert len(before) > 2000
        assert (last.slug, last.locator) == ("damaged-archive", str(tmp_path / name))


def test_a_sitemap_in_an_encoding_that_nobody_knows_is_told(tmp_path):
    (tmp_path / "a.xml").write_bytes(NEWS.replace(b"UTF-8", b"UTTF-8"))
    (found,) = expanded(tmp_path / "a.xml")
    assert found.slug == "damaged-archive"


def test_a_sitemap_that_unpacks_without_end_is_left(tmp_path):
    body = sitemap("<url><loc>https://a.example/1</loc></url>" + " " * (70 * 1024**2))
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(body, 1))
    first, last = expanded(tmp_path / "a.xml.gz")
    assert (first.url, last.slug) == ("https://a.example/1", "too-large")


def test_xml_that_is_neither_sitemap_nor_feed_is_told(tmp_path):
    (tmp_path / "a.xml").write_text("<svg><loc>https://a.example</loc></svg>")
    with pytest.raises(SourcierError, match="neither a sitemap nor a feed") as raised:
        expanded(tmp_path / "a.xml")
    assert raised.value.slug == "unsupported-media-type"
    (found,) = expanded(tmp_path / "*.xml")
    assert (found.slug, found.locator) == ("unsupported-media-type", str(tmp_path / "a.xml"))


@pytest.mark.parametrize("named", ["file", "address"])
def test_a_feed_gives_the_pages_that_it_links_to_and_the_text_of_what_has_no_link(tmp_path, session, fetched, named):
    path = tmp_path / "port.rss"
    path.write_text(RSS, encoding="utf-8")
    source = "https://a.example/feed" if named == "address" else str(path)
    first, second, third = expanded(source, session=session)
    assert (first.locator, first.url, first.body) == ("https://a.example/quais", "https://a.example/quais", None)
    assert (first.title, first.published) == ("Les quais", date(2023, 4, 4))
    assert read_item(loaded(first, session=session)).text.endswith(FRENCH)
    assert (second.locator, second.body.decode()) == (f"{source}#entry=2", "La grue a été vendue par la ville.")
    assert read_item(second).title == "Note"
    assert (third.locator, third.slug) == (f"{source}#entry=3", "bad-record")


def test_an_entry_with_neither_a_link_nor_a_sentence_is_no_article(tmp_path):
    path = tmp_path / "a.rss"
    items = "".join(f"<item><description>{text}</description></item>" for text in ("Sport", "Le quai est rouvert."))
    path.write_text(f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>")
    first, second = expanded(path)
    assert (first.slug, first.locator, second.body) == (
        "not-an-article-page",
        f"{path}#entry=1",
        b"Le quai est rouvert.",
    )


def test_the_day_on_which_an_entry_was_changed_is_not_that_of_its_publication(tmp_path):
    (tmp_path / "quay").write_text(ATOM)
    (item,) = expanded(tmp_path / "quay")
    assert (item.url, item.published) == ("https://a.example/quais", None)


def test_a_page_that_is_named_is_fetched_once(session, fetched):
    (item,) = expanded("https://a.example/quais", session=session)
    assert item.locator == "https://a.example/quais"
    assert read_item(loaded(item)).title == "Les quais"
    assert fetched == ["/quais"]


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://a.example/nothing", "not-found"),
        ("https://a.example/large", "too-large"),
        ("https://a.example/empty", "empty-text"),
        ("ftp://a.example/quais", "blocked-address"),
        ("https://a.example:port/", "fetch-failed"),
        ("https://[a.example/", "fetch-failed"),
    ],
)
def test_an_address_that_gives_nothing_is_one_error_and_the_next_is_read(session, url, slug):
    first, second = expanded(url, "https://a.example/quais", session=session)
    assert (first.locator, first.slug) == (url, slug)
    assert second.url == "https://a.example/quais"


def test_an_address_within_the_own_network_is_not_fetched():
    session = Session(resolver=lambda host, port: ["127.0.0.1"])
    (found,) = expanded("http://localhost/sitemap.xml", session=session)
    assert found.slug == "blocked-address"


def test_a_collection_on_the_web_is_fetched_by_other_means():
    with pytest.raises(SourcierError, match="fetch it first") as raised:
        expand(["https://a.example/crawl.warc.gz?version=2"])
    assert raised.value.slug == "unsupported-media-type"


def test_a_folder_alone_makes_nothing_be_fetched(tmp_path, session, fetched):
    (tmp_path / "index.xml").write_bytes(SERVED["/index.xml"][1])
    (tmp_path / "port.rss").write_text(RSS, encoding="utf-8")
    (told,) = expanded(tmp_path, session=session)
    assert (told.slug, told.count) == ("unsupported-media-type", 2)
    assert fetched == []
    assert len(expanded(tmp_path / "*.rss", session=session)) == 3
