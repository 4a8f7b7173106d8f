"""What a library is given: folders, crawls, feeds, lines, declared fact-checks; and what comes of it."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from fuzz.articles import markdown_files, page_files, text_files
from fuzz.documents import docx_files, entities, pdf_files
from fuzz.spoiling import bent, dumped, encoded, flooded, spoiled, squeezed
from fuzz.writing import ODD, prose, title

_WARC = [b"WARC/1.0\r\n", b"WARC/9.9\r\n", b"\r\n\r\n", b"Content-Length: -5\r\n", b"Content-Length: 99999999999\r\n", b"Content-Encoding: br\r\n", b"Content-Encoding: gzip\r\n",
         b"Transfer-Encoding: chunked\r\n", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 abc\r\n", b"WARC-Type: revisit\r\n", b"\x1f\x8b\x08", b"ffffffffff\r\n", b"WARC-Date: x\r\n"]  # fmt: skip
_FEED = [
    b"<item>",
    b"</item>",
    b"<![CDATA[",
    b"]]>",
    b"&a;",
    b"&g;" * 20,
    b"<link>",
    b"<entry>",
    b"<?xml",
    b"<a>" * 5000,
    b"<pubDate>",
    b"xmlns:x=''",
]


def html(rng: random.Random) -> bytes:
    """Return a page."""
    return page_files(rng)["input"]


def crawl(rng: random.Random) -> bytes:
    """Return a WARC file written by hand, some of its records packed, cut, or of a length that is not theirs."""
    out = b""
    for number in range(rng.choice([1, 2, 4])):
        page, headers = html(rng)[:60_000], b""
        if rng.random() < 0.3:
            page, headers = squeezed(page), b"Content-Encoding: gzip\r\n"
        if rng.random() < 0.1:
            page, headers = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page), b"Transfer-Encoding: chunked\r\n"
        kind = rng.choice([b"text/html", b"text/html; charset=utf-8", b"application/pdf", b"x", b""])
        answer = rng.choice([b"200 OK", b"200 OK", b"200 OK", b"404 Not Found", b"abc", b"", b"304"])
        http = b"HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n%s" % (answer, kind, headers, page)
        length = rng.choice([len(http)] * 6 + [0, -1, len(http) - 5, len(http) + 50, 10**12])
        what = rng.choice([b"response"] * 5 + [b"resource", b"revisit", b"request", b"warcinfo", b"conversion", b"x"])
        day = rng.choice(["2021-06-07T08:09:10Z"] * 4 + ODD).encode("utf-8", "replace").replace(b"\n", b" ")
        url = rng.choice(
            [
                b"https://a.example/%d" % number,
                b"https://a.example/%d" % number,
                b"x",
                b"\xff",
                b"dns:a.example",
                b"http://[::1",
            ]
        )
        record = b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nWARC-Record-ID: <urn:uuid:%d>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
            what, url, day, number, length, http)  # fmt: skip
        out += squeezed(record) if rng.random() < 0.3 else record
    return spoiled(rng, out, _WARC) if rng.random() < 0.5 else out


def feed(rng: random.Random) -> bytes:
    """Return an RSS or Atom feed, its fields odd, its XML torn."""
    words, day = (
        [prose(rng, 2) if rng.random() < 0.7 else flooded(rng, prose(rng, 2)) for _ in range(rng.randint(1, 4))],
        rng.choice(["Tue, 04 Apr 2023 23:30:00 -0500", "2023-04-04T10:00:00Z", *ODD]),
    )
    link = rng.choice(["https://a.example/1", "https://a.example/1", "/relative", "javascript:x", *ODD])
    items = "".join(
        f"<item><title>{title(rng)}</title><link>{link}</link><pubDate>{day}</pubDate><description><![CDATA[<p>{one}</p>]]></description></item>"
        for one in words
    )
    if rng.random() < 0.3:
        items = "".join(
            f'<entry><title>{title(rng)}</title><link href="{link}"/><updated>{day}</updated><content type="html">{one}</content></entry>'
            for one in words
        )
        text = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title>{items}</feed>'
    else:
        text = f'<rss version="2.0"><channel><title>Gazette</title>{items}</channel></rss>'
    body = encoded(
        rng,
        f'<?xml version="1.0" encoding="{rng.choice(["utf-8", "utf-8", "utf-16", "latin-1", "x"])}"?>{entities(rng)}{text}',
    )
    return spoiled(rng, body, _FEED, [html(rng)]) if rng.random() < 0.5 else body


def _review(rng: random.Random) -> dict[str, Any]:
    made = {
        "@context": "https://schema.org", "@type": "ClaimReview", "url": "https://verif.example/1", "claimReviewed": title(rng), "datePublished": "2023-04-05",
        "author": {"@type": "Organization", "name": "Vérif"}, "reviewRating": {"ratingValue": "1", "worstRating": 1, "bestRating": 5, "alternateName": "Faux"},
        "itemReviewed": {"@type": "Claim", "author": {"name": "Ana Roy"}, "datePublished": "2023-04-01"},
    }  # fmt: skip
    return bent(rng, made) if rng.random() < 0.6 else made


def reviews(rng: random.Random) -> bytes:
    """Return declared fact-checks: alone, in a list, a graph, the Data Commons feed."""
    some = [_review(rng) for _ in range(rng.randint(1, 4))]
    whole: Any = rng.choice(
        [some[0], some, {"@graph": some}, {"@type": "DataFeed", "dataFeedElement": [{"item": [one]} for one in some]}]
    )
    return dumped(rng, whole)


def lines(rng: random.Random) -> bytes:
    """Return JSON Lines of texts and pages."""
    out = []
    for number in range(rng.choice([1, 3, 8])):
        text = prose(rng, 2) if rng.random() < 0.6 else flooded(rng, prose(rng, 2))
        record: dict[str, Any] = {
            "text": text,
            "url": f"https://a.example/{number}",
            "title": title(rng),
            "publisher": "La Gazette",
            "published": rng.choice(["2023-04-05", *ODD]),
            "lang": "fr",
        }
        out.append(dumped(rng, bent(rng, record) if rng.random() < 0.5 else record).replace(b"\n", b""))
    body = rng.choice([b"\n", b"\n", b"\r\n", b"\n\n", b"\r"]).join(out)
    return spoiled(rng, body, [b"\n", b'"', b"{", b"}"]) if rng.random() < 0.2 else body


MAKERS = {
    "a.html": html, "a.txt": lambda rng: text_files(rng)["input"], "a.md": lambda rng: markdown_files(rng)["input"], "a.pdf": lambda rng: pdf_files(rng)["input"],
    "a.docx": lambda rng: docx_files(rng)["input"], "a.warc": crawl, "a.warc.gz": lambda rng: squeezed(crawl(rng)), "a.rss": feed, "a.xml": feed, "a.jsonl": lines,
    "a.jsonl.gz": lambda rng: squeezed(lines(rng)), "a.json": reviews, "a.jsonld": reviews, "a.json.gz": lambda rng: squeezed(reviews(rng)), "a.zim": lambda rng: b"ZIM\x04" + rng.randbytes(300),
    "a": lambda rng: rng.choice([crawl, feed, lines, reviews, html])(rng),
}  # fmt: skip


def shelf_files(rng: random.Random) -> dict[str, Any]:
    """Return one file, or a folder of several with links in it."""
    if rng.random() < 0.6:
        name = rng.choice(list(MAKERS))
        body = MAKERS[name](rng)
        if name.endswith(".gz") and rng.random() < 0.3:
            body = spoiled(rng, body)
        return {f"in/{name}": body}
    made: dict[str, Any] = {
        f"in/{at}/{name}": MAKERS[name](rng) for at, name in enumerate(rng.sample(list(MAKERS), rng.randint(1, 4)))
    }
    if rng.random() < 0.3:
        made["in/loop"] = Path(rng.choice([".", "..", "/dev/zero", "nowhere", "loop"]))
    return made


def take_in(folder: Path, rng: random.Random) -> Counter[str]:
    """Take in what lies there, cut every document, and add a few to a library now and then."""
    from pydantic import TypeAdapter

    from sourcier.core.errors import SourcierError
    from sourcier.core.library import Document
    from sourcier.evidence.library.cutting import cut
    from sourcier.evidence.library.intake import Asked, items

    inside = sorted(str(one) for one in (folder / "in").iterdir())
    sources = [str(folder / "in")] if rng.random() < 0.5 else inside
    seen: Counter[str] = Counter()
    kept = []
    asked = Asked(publisher=rng.choice([None, "La Gazette"]), lang=rng.choice([None, None, "fr"]))
    for one in items(sources, asked):
        if isinstance(one, SourcierError):
            one.message.encode("utf-8")
            assert len(one.message) < 4000, f"a message of {len(one.message)} characters: {one.message[:200]!r}"
            seen[one.slug] += 1
            continue
        seen["accepted"] += 1
        TypeAdapter(type(one)).dump_json(one)
        if isinstance(one, Document):
            assert all(passage.text.strip() for passage in cut(one)), "an empty passage"
        kept.append(one)
    if kept and rng.random() < 0.04:
        from sourcier.evidence.library import Query, open_library

        library = open_library(folder / "library")
        library.add(kept[:4])
        library.search_passages(Query(text="La Suède a rejoint l'OTAN", limit=3))
        library.find_words(json.dumps(title(rng)))
        seen["checked"] += 1
    return seen
