"""Each format: what it gives, with which date, publisher, language and place."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import struct
import subprocess
import zlib
from datetime import date
from pathlib import Path

import docx
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ingest.paper import column, pdf
from sourcier.core.errors import SourcierError
from sourcier.core.library import Document, FactCheck
from sourcier.evidence.library.intake import Asked, items, take

FRENCH = (
    "Le conseil de la ville a voté mardi la fermeture des deux quais du nord, où plus aucun bateau n'accostait. "
    "Les travaux de démolition commenceront au printemps et dureront dix mois, selon le service des ports."
)
ENGLISH = (
    "The council voted on Tuesday to close the two northern quays, where no ship had called for years. "
    "Work will start in the spring and is expected to last ten months, the harbour office said."
)


def page(title: str, *paragraphs: str, head: str = "") -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f'<html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>'


REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://verif.example/quais",
    "datePublished": "2023-05-06T10:00:00+02:00",
    "author": {"@type": "Organization", "name": "Verif&#39;"},
    "claimReviewed": "La ville a fermé  tous les quais",
    "inLanguage": "fr",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Paul Morel"},
        "datePublished": "2023-05-01",
    },
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "Plutôt faux",
        "ratingValue": 2,
        "worstRating": 1,
        "bestRating": "5",
    },
}


def only(path, asked=None):
    (item,) = items([str(path)], asked)
    assert isinstance(item, Document | FactCheck), item
    return item


def slugs(*sources, asked=None):
    return [item.slug for item in items([str(one) for one in sources], asked) if isinstance(item, SourcierError)]


@pytest.fixture
def every_file(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    (folder / "b").mkdir(parents=True)
    (folder / "c.html").write_text(page("Les quais", FRENCH), encoding="utf-8")
    (folder / "a.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "b" / "note.md").write_text(f"# Les quais\n\n{FRENCH}\n\n- un quai\n- deux grues\n", encoding="utf-8")
    lines = column(["The council voted to close the two northern quays.", "", "Work starts in the spring, it said."])
    (folder / "b" / "paper.pdf").write_bytes(pdf([lines]))
    written = docx.Document()
    written.add_paragraph(FRENCH)
    written.save(str(folder / "b" / "report.docx"))
    return folder


def test_a_folder_is_walked_in_the_order_of_names(every_file):
    found = list(items([str(every_file)]))
    assert [Path(one.location).name for one in found] == ["a.txt", "note.md", "paper.pdf", "report.docx", "c.html"]
    assert [one.lang for one in found] == ["en", "fr", "en", "fr", "fr"]
    assert len({one.media_type for one in found}) == 5


def test_what_is_hidden_unknown_looped_or_broken_in_a_folder_is_named(every_file):
    (every_file / ".git").mkdir()
    (every_file / ".git" / "text.txt").write_text(ENGLISH)
    (every_file / "b" / "song.mp3").write_bytes(b"ID3")
    (every_file / "b" / "up").symlink_to(every_file)
    (every_file / "b" / "gone.txt").symlink_to(every_file / "nothing")
    found = [one for one in take([str(every_file)], Asked()) if isinstance(one.items[0], SourcierError)]
    assert [(Path(one.location).name, one.items[0].slug) for one in found] == [
        (".git", "hidden-file"),
        ("gone.txt", "not-found"),
        ("song.mp3", "unsupported-media-type"),
        ("up", "folder-loop"),
    ]
    assert sum(isinstance(item, Document) for item in items([str(every_file)])) == 5


def test_a_list_keeps_its_items_on_lines_and_headings_are_marked(every_file):
    one = only(every_file / "b" / "note.md")
    assert one.text.endswith("\n\nun quai\ndeux grues")
    assert [(heading.span.of(one.text), heading.level) for heading in one.headings] == [("Les quais", 1)]


@pytest.mark.parametrize("relative", [True, False])
def test_a_file_has_one_id_from_wherever_it_is_added(every_file, monkeypatch, relative):
    monkeypatch.chdir(every_file / "b")
    assert only("../a.txt" if relative else every_file / "a.txt").id == only(every_file / "a.txt").id


def test_what_is_asked_for_goes_before_what_is_found(every_file):
    one = only(every_file / "a.txt", Asked(publisher="Port Office", lang="fr", published=date(2022, 1, 2)))
    assert (one.publisher, one.lang, one.published) == ("Port Office", "fr", date(2022, 1, 2))


def test_lines_of_json(tmp_path):
    file = tmp_path / "wires.jsonl"
    records = [
        {
            "text": FRENCH,
            "title": "Les quais",
            "url": "https://a.example/1",
            "published": "2023-04-05T06:00:00Z",
            "publisher": "Agence",
            "lang": "fr",
            "tags": ["x"],
        },
        {"text": ENGLISH, "title": None},
        REVIEW,
    ]
    file.write_text("\n\n".join(json.dumps(one) for one in records), encoding="utf-8")
    first, second, third = items([str(file)], Asked(publisher="Default"))
    assert (first.title, first.url, first.published, first.publisher) == (
        "Les quais",
        "https://a.example/1",
        date(2023, 4, 5),
        "Agence",
    )
    assert (second.publisher, second.published, second.lang) == ("Default", None, "en")
    assert second.location == f"{file}#line=3"
    assert third.claim == "La ville a fermé tous les quais"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        ('{"title": "a"}', "no 'text'"),
        ('{"text": "  "}', "no 'text'"),
        ('{"text": 3}', "'text' is int"),
        ('{"text": "The town.", "lang": "de"}', "'lang' is 'de'"),
        ('{"text": "The town.", "published": "spring"}', "'published' is 'spring'"),
        ('{"text": "The town.", "published": "0001-01-01"}', "'published' is '0001-01-01'"),
        ("[" * 100_000, "nested deeper"),
        ('{"text": ' + "9" * 5000 + "}", "no JSON"),
        ('{"text": "\\ud800 a town"}', "half a character"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_next_is_read(tmp_path, line, said):
    file = tmp_path / "a.jsonl"
    file.write_text(f"{line}\n{json.dumps({'text': ENGLISH})}\n", encoding="utf-8")
    bad, good = items([str(file)])
    assert f"{file}#line=1" in str(bad)
    assert said in str(bad)
    assert good.location == f"{file}#line=2"


def warc(path: Path, *records: tuple[str, str, str, bytes], gzipped: bool = True) -> Path:
    """Write an archive of records: kind, address, content type, body."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzipped)
        for number, (kind, url, content_type, body) in enumerate(records):
            status = "404 Not Found" if "missing" in url else "200 OK"
            headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url,
                    kind,
                    payload=io.BytesIO(body),
                    http_headers=headers if kind == "response" else None,
                    warc_content_type=content_type if kind != "response" else None,
                    warc_headers_dict={"WARC-Date": "2021-06-07T08:09:10Z", "WARC-Record-ID": f"<urn:uuid:{number}>"},
                )
            )
    return path


@pytest.mark.parametrize("gzipped", [True, False])
def test_an_archive_gives_its_pages_with_the_day_of_the_record(tmp_path, gzipped):
    dated = '<meta property="article:published_time" content="2020-02-03">'
    later = '<meta property="article:published_time" content="2022-02-03">'
    path = warc(
        tmp_path / ("a.warc.gz" if gzipped else "a.warc"),
        ("response", "https://a.example/1", "text/html; charset=utf-8", page("Les quais", FRENCH).encode()),
        ("response", "https://a.example/2", "text/html", page("Autre", FRENCH, head=dated).encode()),
        ("response", "https://a.example/3", "text/html", page("Suite", FRENCH, head=later).encode()),
        ("response", "https://a.example/logo.png", "image/png", b"\x89PNG"),
        ("response", "https://a.example/missing", "text/html", page("Rien", FRENCH).encode()),
        ("resource", "https://a.example/note.txt", "text/plain", ENGLISH.encode()),
        ("conversion", "https://a.example/4", "text/plain", FRENCH.encode()),
        gzipped=gzipped,
    )
    found = list(items([str(path)]))
    assert [(one.url, one.published) for one in found] == [
        ("https://a.example/1", date(2021, 6, 7)),
        ("https://a.example/2", date(2020, 2, 3)),
        ("https://a.example/3", date(2021, 6, 7)),
        ("https://a.example/note.txt", date(2021, 6, 7)),
        ("https://a.example/4", date(2021, 6, 7)),
    ]
    assert [taken.is_seen for taken in take([str(path)], Asked())] == [True, False, True, True, True]
    assert found[0].location == f"{path}#<urn:uuid:0>"
    assert found[0].publisher == "a.example"


def test_an_archive_cut_short_gives_what_stands_before_the_cut(tmp_path):
    pages = [
        ("response", f"https://a.example/{at}", "text/html", page(f"Page {at}", FRENCH).encode()) for at in range(3)
    ]
    path = warc(tmp_path / "a.warc.gz", *pages)
    path.write_bytes(path.read_bytes()[:-200])
    *whole, _ = found = list(items([str(path)]))
    assert [one.url for one in whole][:2] == ["https://a.example/0", "https://a.example/1"]
    assert isinstance(found[-1], SourcierError)


def test_behind_a_damaged_record_of_an_archive_the_next_is_added(tmp_path):
    pages = [
        ("response", f"https://a.example/{at}", "text/html", page(f"Page {at}", FRENCH).encode()) for at in range(3)
    ]
    start = warc(tmp_path / "a.warc.gz", pages[0]).stat().st_size
    path = warc(tmp_path / "a.warc.gz", *pages)
    body = bytearray(path.read_bytes())
    body[start : start + 40] = b"\0" * 40
    path.write_bytes(body)
    first, error, last = items([str(path)])
    assert (first.url, error.slug, last.url) == ("https://a.example/0", "damaged-archive", "https://a.example/2")


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette du port</title>
<item><title>Les quais</title><link>https://g.example/quais</link><pubDate>Tue, 04 Apr 2023 08:00:00 GMT</pubDate>
<description>Court.</description><content:encoded><![CDATA[<p>{FRENCH}</p><ul><li>un quai</li><li>deux grues &amp; un phare</li></ul><script>alert(1)</script>]]></content:encoded></item>
<item><title>Rien</title><link>https://g.example/rien</link></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title><entry><title>Quays</title>
<link href="https://q.example/1"/><updated>2023-04-04T08:00:00Z</updated><summary>{ENGLISH}</summary></entry></feed>"""


def test_a_feed_gives_the_text_of_its_entries(tmp_path):
    file = tmp_path / "port.rss"
    file.write_text(RSS, encoding="utf-8")
    one, error = items([str(file)])
    assert (one.title, one.url, one.publisher, one.published) == (
        "Les quais",
        "https://g.example/quais",
        "Gazette du port",
        date(2023, 4, 4),
    )
    assert one.text == f"{FRENCH}\n\nun quai\ndeux grues & un phare"
    assert error.slug == "bad-record"


def test_an_atom_feed_without_a_telling_name(tmp_path):
    file = tmp_path / "feed"
    file.write_text(ATOM, encoding="utf-8")
    one = only(file)
    assert (one.publisher, one.published, one.lang) == ("The Quay", date(2023, 4, 4), "en")


def test_a_page_gives_its_text_and_the_fact_check_it_declares(tmp_path):
    file = tmp_path / "verif.html"
    block = f'<script type="application/ld+json">{json.dumps(REVIEW)}</script>'
    file.write_text(page("Les quais", FRENCH, head=block), encoding="utf-8")
    check, text = items([str(file)])
    assert isinstance(text, Document)
    assert check == FactCheck(
        id=check.id,
        claim="La ville a fermé tous les quais",
        rating="Plutôt faux",
        publisher="Verif'",
        lang="fr",
        url="https://verif.example/quais",
        published=date(2023, 5, 6),
        claimant="Paul Morel",
        claimed=date(2023, 5, 1),
        rating_value=("2", "1", "5"),
        digest=check.digest,
    )


@pytest.mark.parametrize(
    "declared",
    [
        REVIEW,
        [REVIEW],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "NewsArticle", "review": {**REVIEW, "@type": ["Review", "ClaimReview"]}},
        {**REVIEW, "@type": "http://schema.org/ClaimReview"},
        {
            **REVIEW,
            "author": [{"name": "Verif'"}],
            "itemReviewed": [REVIEW["itemReviewed"]],
            "reviewRating": [REVIEW["reviewRating"]],
        },
        {"dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"dataFeedElement": [{"@type": "DataFeedItem", "item": REVIEW}]},
    ],
)
@pytest.mark.parametrize("ending", [".json", ".json.gz"])
def test_every_shape_of_declaration_is_the_same_fact_check(tmp_path, declared, ending):
    file = tmp_path / f"a{ending}"
    body = json.dumps(declared).encode()
    file.write_bytes(gzip.compress(body) if ending.endswith("gz") else body)
    found = only(file)
    assert (found.claim, found.rating, found.publisher, found.claimant) == (
        "La ville a fermé tous les quais",
        "Plutôt faux",
        "Verif'",
        "Paul Morel",
    )


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        ({"claimReviewed": " "}, "bad-record"),
        ({"claimReviewed": ["x" * 6000]}, "bad-record"),
        ({"reviewRating": {}}, "bad-record"),
        ({"reviewRating": None}, "bad-record"),
        ({"author": None, "url": None}, "bad-record"),
        (
            {"inLanguage": None, "claimReviewed": "El alcalde cerró todos los muelles del puerto"},
            "unsupported-language",
        ),
        ({"inLanguage": "de"}, "unsupported-language"),
    ],
)
def test_a_declaration_that_is_no_fact_check_is_named(tmp_path, change, slug):
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"dataFeedElement": [{"item": [{**REVIEW, **change}]}, {"item": [REVIEW]}]}))
    bad, good = items([str(file)])
    assert bad.slug == slug
    assert good.publisher == "Verif'"


@pytest.mark.parametrize(
    ("claim", "lang"),
    [
        ("Une photo montre le maire devant le port", "fr"),
        ("A photo shows the mayor of the town", "en"),
        ("Le ministre a démissionné", "fr"),
        ("Vaccines were withdrawn", "en"),
    ],
)
def test_the_language_is_that_of_the_claim(tmp_path, claim, lang):
    file = tmp_path / "a.json"
    file.write_text(json.dumps({**REVIEW, "inLanguage": None, "claimReviewed": claim}))
    assert only(file).lang == lang


def test_a_feed_of_many_fact_checks_is_read_across_its_chunks(tmp_path):
    elements = [
        {"item": [{**REVIEW, "claimReviewed": f"La ville a fermé {number} quais", "note": "é" * 2000}]}
        for number in range(700)
    ]
    file = tmp_path / "feed.json"
    file.write_text(
        json.dumps({"@type": "DataFeed", "dataFeedElement": elements}, ensure_ascii=False), encoding="utf-8"
    )
    found = list(items([str(file)]))
    assert [one.claim for one in found] == [f"La ville a fermé {number} quais" for number in range(700)]
    file.write_bytes(file.read_bytes()[:-3000])
    *before, error = items([str(file)])
    assert (len(before), error.slug) == (699, "damaged-archive")


def test_a_changed_rating_is_another_fact_check(tmp_path):
    file = tmp_path / "a.json"
    ids = set()
    for rating in ("Faux", "Vrai"):
        file.write_text(json.dumps({**REVIEW, "reviewRating": {"alternateName": rating}}))
        ids.add(only(file).id)
    assert len(ids) == 2


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\xff\0\0" * 48 for _ in range(48))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 48, 48, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.mark.skipif(not (shutil.which("zimwriterfs") and shutil.which("zimdump")), reason="zim-tools is not installed")
def test_a_zim_file_gives_its_pages(tmp_path):
    site = tmp_path / "site"
    (site / "sub").mkdir(parents=True)
    (site / "i.png").write_bytes(png())
    for name, title in (("index", "Le port"), ("sub/L'eau vive", "L'eau vive")):
        (site / f"{name}.html").write_text(page(title, FRENCH.replace("mardi", title)), encoding="utf-8")
    file = tmp_path / "wikipedia_fr_port_nopic_2023-02.zim"
    made = [
        "zimwriterfs",
        "-w",
        "index.html",
        "-I",
        "i.png",
        "-l",
        "fra",
        "-t",
        "Port",
        "-d",
        "Port",
        "-c",
        "Nous",
        "-p",
        "Nous",
        "-n",
        "port",
        str(site),
        str(file),
    ]
    subprocess.run(made, check=True, capture_output=True)
    found = sorted(items([str(file)]), key=lambda one: one.location)
    assert [(one.location.split("#")[1], one.title, one.published, one.publisher) for one in found] == [
        ("index.html", "Le port", date(2023, 2, 28), "Wikipedia"),
        ("sub/L'eau vive.html", "L'eau vive", date(2023, 2, 28), "Wikipedia"),
    ]
    assert found[1].url == "https://fr.wikipedia.org/wiki/sub/L'eau%20vive.html"
    known = {taken.key for taken in take([str(file)], Asked())}
    again = list(take([str(file)], Asked(is_known=known.__contains__)))
    assert [taken.is_known for taken in again] == [True, True]


def test_without_zimdump_a_zim_file_says_what_to_install(tmp_path, monkeypatch):
    file = tmp_path / "a.zim"
    file.write_bytes(b"ZIM\x04")
    monkeypatch.setenv("PATH", str(tmp_path))
    (error,) = items([str(file)])
    assert error.slug == "missing-program"
    assert "zim-tools" in str(error)


@pytest.mark.parametrize("write", ["a.txt", "a.jsonl", "a.json", "a.rss", "a.warc.gz"])
def test_what_was_taken_before_is_not_read_again(tmp_path, write):
    file = tmp_path / write
    if write == "a.warc.gz":
        warc(file, ("response", "https://a.example/1", "text/html", page("Les quais", FRENCH).encode()))
    else:
        bodies = {
            "a.txt": ENGLISH,
            "a.jsonl": json.dumps({"text": ENGLISH}),
            "a.json": json.dumps(REVIEW),
            "a.rss": RSS,
        }
        file.write_text(bodies[write], encoding="utf-8")
    first = [taken for taken in take([str(file)], Asked()) if not isinstance(taken.items[0], SourcierError)]
    assert first
    known = {taken.key for taken in first}
    again = list(take([str(file)], Asked(is_known=known.__contains__)))
    assert [taken.key for taken in again if taken.is_known] == [taken.key for taken in first]
    other = list(take([str(file)], Asked(publisher="Another", is_known=known.__contains__)))
    assert not any(taken.is_known for taken in other)
