"""What a corpus is read from: tables, lines, crawls, sitemaps, folders; expanded, and read one by one."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from pathlib import Path
from typing import Any

from fuzz.articles import sound
from fuzz.documents import entities
from fuzz.shelves import MAKERS, crawl, feed, html, lines
from fuzz.spoiling import encoded, flooded, spoiled, squeezed
from fuzz.writing import DAYS, ODD, prose, title

_COLUMNS = {"text": ["text", "texte", "body", "Content"], "url": ["url", "URL", "link"], "title": ["title", "Titre"], "published": ["published", "Publication Date", "date"], "source": ["source", "publisher"], "lang": ["language", "lang"], "html": ["html"]}  # fmt: skip


def _records(rng: random.Random) -> list[dict[str, Any]]:
    names = {key: rng.choice(others) for key, others in _COLUMNS.items() if rng.random() < 0.8}
    made = []
    for number in range(rng.choice([1, 3, 6])):
        text = prose(rng, 2) if rng.random() < 0.7 else flooded(rng, prose(rng, 2))
        whole = {
            "text": text,
            "url": f"https://a.example/{number}",
            "title": title(rng),
            "published": rng.choice(["2023-04-05", *DAYS]),
            "source": "La Gazette",
            "lang": rng.choice(["fr", "en-GB", "x", ""]),
            "html": f"<p>{text}</p>",
        }
        made.append({names[key]: rng.choice(ODD) if rng.random() < 0.1 else whole[key] for key in names})
    return made


def table(rng: random.Random, parting: str) -> bytes:
    """Return a table of articles as text."""
    records = _records(rng)
    written = io.StringIO()
    writer = csv.writer(
        written,
        delimiter=parting,
        lineterminator=rng.choice(["\n", "\r\n", "\r"]),
        quoting=rng.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    )
    header = list(records[0]) or ["text"]
    writer.writerow(header * rng.choice([1, 1, 1, 1, 2]))
    writer.writerows([one.get(name) for name in header] for one in records)
    body = encoded(rng, written.getvalue())
    return (
        spoiled(rng, body, [b'"', b'""', parting.encode(), b"\n", b"\r", b"\x00", b'"' * 3001, b"\n" * 5000])
        if rng.random() < 0.5
        else body
    )


def parquet(rng: random.Random) -> bytes:
    """Return a Parquet file of articles, its columns of any type."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    records = _records(rng)
    columns: dict[str, Any] = {}
    for name in records[0] or {"text": ""}:
        values = [str(one.get(name)).encode("utf-8", "replace").decode() for one in records]
        match rng.randrange(10):
            case 0:
                values = [str(value).encode() + b"\xff" for value in values]
            case 1:
                values = [[value, None] for value in values]
            case 2:
                values = [rng.choice([0, 1, 2**62, None]) for _ in values]
            case 3:
                values = [float(rng.choice(["nan", "inf", "-1"])) for _ in values]
            case 4:
                values = [None for _ in values]
            case 5:
                values = pa.array(
                    [rng.choice([0, 2**53, -(2**53), 10**15]) for _ in values],
                    pa.timestamp(rng.choice(["s", "us", "ns"]), rng.choice([None, "UTC", "Europe/Paris"])),
                )
        columns[name] = values
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, compression=rng.choice(["snappy", "zstd", "none"]))
    body = stream.getvalue()
    return spoiled(rng, body, [b"PAR1", b"\xff" * 8, b"\x00" * 8]) if rng.random() < 0.6 else body


def sitemap(rng: random.Random) -> bytes:
    """Return a sitemap or an index of them."""
    one = "".join(
        f"<url><loc>{rng.choice(['https://a.example/' + str(at), 'x', *ODD])}</loc><lastmod>{rng.choice(['2024-05-03', *DAYS])}</lastmod><n:news><n:publication><n:name>G</n:name><n:language>fr</n:language></n:publication>"
        f"<n:publication_date>{rng.choice(['2024-05-03T23:30:00-05:00', *DAYS])}</n:publication_date><n:title>{title(rng)}</n:title></n:news></url>"
        for at in range(rng.choice([1, 3, 40]))
    )
    kind = rng.choice(["urlset", "urlset", "sitemapindex", "URLSET", "x"])
    text = f'{entities(rng)}<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{one}</{kind}>'
    if kind == "sitemapindex":
        text = text.replace("<url>", "<sitemap>").replace("</url>", "</sitemap>")
    body = encoded(rng, f'<?xml version="1.0" encoding="{rng.choice(["UTF-8", "UTF-8", "UTF-16", "x"])}"?>{text}')
    return (
        spoiled(
            rng, body, [b"<url>", b"</url>", b"<loc>", b"&a;", b"&g;" * 20, b"<a>" * 9000, b"<![CDATA["], [feed(rng)]
        )
        if rng.random() < 0.5
        else body
    )


_KINDS = {
    "a.jsonl": lines, "a.ndjson": lines, "a.jsonl.gz": lambda rng: squeezed(lines(rng)), "a.csv": lambda rng: table(rng, rng.choice([",", ";"])), "a.tsv": lambda rng: table(rng, "\t"),
    "a.csv.gz": lambda rng: squeezed(table(rng, ",")), "a.parquet": parquet, "a.warc": crawl, "a.warc.gz": lambda rng: squeezed(crawl(rng)), "a.xml": sitemap, "a.xml.gz": lambda rng: squeezed(sitemap(rng)),
    "a.rss": feed, "a.html": html, "a": lambda rng: rng.choice([lines, sitemap, feed, crawl, parquet])(rng),
}  # fmt: skip


def corpus_files(rng: random.Random) -> dict[str, Any]:
    """Return one collection, or a folder of several."""
    if rng.random() < 0.75:
        name = rng.choice(list(_KINDS))
        body = _KINDS[name](rng)
        return {f"in/{name}": spoiled(rng, body) if name.endswith(".gz") and rng.random() < 0.3 else body}
    every = {**MAKERS, **_KINDS}
    made: dict[str, Any] = {
        f"in/{at}/{name}": every[name](rng) for at, name in enumerate(rng.sample(list(every), rng.randint(1, 4)))
    }
    if rng.random() < 0.3:
        made["in/loop"] = Path(rng.choice([".", "..", "/dev/zero", "nowhere", "loop"]))
    return made


def gather(folder: Path, rng: random.Random) -> Counter[str]:
    """Expand what lies there, and read the first articles of it."""
    import httpx

    from sourcier.app.corpus.inputs import Columns, Failed, Item, Skipped, Told, addresses, expand, read_item
    from sourcier.core.errors import SourcierError
    from sourcier.ingest.fetching import Session

    addresses.PAUSE_S = 0.0  # nothing is fetched from anybody

    junk = rng.choice([b"", b"x", html(rng)[:50_000]])
    session = Session(
        transport=httpx.MockTransport(lambda _: httpx.Response(rng.choice([200, 404, 500]), content=junk)),
        resolver=lambda _host, _port: ["93.184.216.34"],
    )
    inside = sorted(str(one) for one in (folder / "in").iterdir())
    sources = rng.choice([[str(folder / "in")], inside, inside, [str(folder / "in" / "**" / "*")]])
    columns = Columns() if rng.random() < 0.8 else Columns(text=rng.choice(["text", "x", "", "url"]))
    seen: Counter[str] = Counter()
    read = 0
    for one in expand(sources, columns=columns, session=session):
        assert isinstance(one, Item | Failed | Skipped | Told)
        one.locator.encode("utf-8")
        if not isinstance(one, Item):
            one.message.encode("utf-8")
            assert len(one.message) < 4000, f"a message of {len(one.message)} characters: {one.message[:200]!r}"
            seen["told" if isinstance(one, Told) else one.slug] += 1
            continue
        seen["items"] += 1
        if read >= 6 or (one.body is None and one.path is None):
            continue
        read += 1
        try:
            sound(read_item(one))
            seen["accepted"] += 1
        except SourcierError as error:
            error.message.encode("utf-8")
            seen[error.slug] += 1
    return seen
