"""Web archives: their pages, the number of the other records, and what is left of a damaged one."""

from __future__ import annotations

import gzip

import pytest

from corpus.inputs.press import ENGLISH, FRENCH, crawl, expanded, page, places
from sourcier.app.corpus.inputs import read_item
from sourcier.core.errors import SourcierError
from sourcier.ingest.errors import NotAnArticlePage

PAGES = [
    ("response", f"https://a.example/{number}", "text/html; charset=utf-8", page(f"Quai {number}").encode())
    for number in range(4)
]


@pytest.mark.parametrize("gzipped", [True, False])
def test_the_pages_of_a_crawl_come_with_their_address_and_place(tmp_path, gzipped):
    path = tmp_path / "a.warc.gz" if gzipped else tmp_path / "a.warc"
    starts = crawl(path, *PAGES, gzipped=gzipped)
    found = expanded(path)
    assert [one.locator for one in found] == [f"{path}#offset={start}" for start in starts]
    assert [one.url for one in found] == [f"https://a.example/{number}" for number in range(4)]
    article = read_item(found[2])
    assert (article.title, article.publisher, article.media_type) == ("Quai 2", "a.example", "text/html")
    assert FRENCH in article.text


def test_the_day_of_the_crawl_is_not_taken_for_that_of_the_article(tmp_path):
    crawl(tmp_path / "a.warc.gz", PAGES[0])
    (item,) = expanded(tmp_path / "a.warc.gz")
    assert (item.published, read_item(item).published) == (None, None)


def test_records_that_hold_no_page_are_told_once_with_their_number(tmp_path):
    path = tmp_path / "a.warc.gz"
    starts = crawl(
        path,
        ("request", "https://a.example/0", "", b""),
        PAGES[0],
        ("revisit", "https://a.example/1", "text/html", b""),
        ("response", "https://a.example/logo.png", "image/png", b"\x89PNG"),
        ("response", "https://a.example/photo.png", "image/png", b"\x89PNG"),
        ("response", "https://a.example/missing", "text/html", page("Rien").encode()),
        ("resource", "https://a.example/note.txt", "text/plain", ENGLISH.encode()),
        ("response", "https://a.example/empty", "text/html", b"  "),
    )
    first, second, third, told = expanded(path)
    assert [one.locator for one in (first, second)] == [f"{path}#offset={starts[1]}", f"{path}#offset={starts[6]}"]
    assert (third.slug, third.locator) == ("empty-text", f"{path}#offset={starts[7]}")
    assert (told.slug, told.count, told.locator) == ("unsupported-media-type", 5, str(path))
    for words in ("5 records", "2 image/png", "1 request record", "1 revisit record", "1 status 404"):
        assert words in told.message


def test_one_record_that_holds_no_page_is_told_in_the_singular(tmp_path):
    crawl(tmp_path / "a.warc.gz", PAGES[0], ("response", "https://a.example/logo.png", "image/png", b"\x89PNG"))
    _, told = expanded(tmp_path / "a.warc.gz")
    assert told.message.endswith(": 1 record holds no page: 1 image/png")


def test_a_page_that_only_leads_elsewhere_is_no_article(tmp_path):
    menu = "<html><body><a href='/a'>Accueil</a> <a href='/b'>Sport</a> <p>Bienvenue</p></body></html>"
    crawl(tmp_path / "a.warc.gz", ("response", "https://a.example/", "text/html", menu.encode()))
    with pytest.raises(NotAnArticlePage):
        read_item(*expanded(tmp_path / "a.warc.gz"))


def test_a_page_larger_than_any_article_is_one_error(tmp_path):
    large = ("response", "https://a.example/large", "text/html", b"a" * (10 * 1024**2 + 1))
    starts = crawl(tmp_path / "a.warc.gz", PAGES[0], large, PAGES[1])
    assert places(expanded(tmp_path), tmp_path) == [
        "a.warc.gz#offset=0",
        f"a.warc.gz#offset={starts[1]} too-large",
        f"a.warc.gz#offset={starts[2]}",
    ]


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_crawl_that_breaks_off_gives_what_stands_before(tmp_path, gzipped):
    path = tmp_path / "a.warc"
    starts = crawl(path, *PAGES, gzipped=gzipped)
    path.write_bytes(path.read_bytes()[: starts[3] + 150])
    *whole, last = expanded(path)
    assert [one.url for one in whole][:3] == [f"https://a.example/{number}" for number in range(3)]
    assert (last.slug, last.locator) == ("damaged-archive", str(path))
    assert str(starts[3]) in last.message


@pytest.mark.parametrize("gzipped", [True, False])
def test_wherever_a_crawl_breaks_off_it_is_told(tmp_path, gzipped):
    path = tmp_path / "a.warc"
    starts = crawl(path, *PAGES[:2], gzipped=gzipped)
    whole = path.read_bytes()
    end = len(whole) - (16 if gzipped else len("\r\n\r\n"))  # what stands behind says nothing more
    for cut in range(starts[1] + 20, end, 7):
        path.write_bytes(whole[:cut])
        assert [getattr(one, "slug", "") for one in expanded(path)] == ["", "damaged-archive"], cut
        assert expanded(path)[-1].message.isprintable()


def test_of_a_crawl_that_was_packed_as_a_whole_no_place_is_given_that_it_has_not(tmp_path):
    plain = tmp_path / "b.warc"
    crawl(plain, *PAGES, gzipped=False)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(plain.read_bytes()))
    *_, last = expanded(path)
    assert last.slug == "damaged-archive"
    assert "packed as a whole" in last.message
    assert "-" not in last.message.partition("byte ")[2].partition(":")[0]


@pytest.mark.parametrize("gzipped", [True, False])
def test_behind_a_damaged_record_the_next_is_read(tmp_path, gzipped):
    path = tmp_path / "a.warc"
    starts = crawl(path, *PAGES, gzipped=gzipped)
    body = bytearray(path.read_bytes())
    body[starts[1] : starts[1] + 60] = b"\xff" * 60
    path.write_bytes(body)
    found = expanded(path)
    assert [one.url for one in found if one.locator != str(path)] == [
        f"https://a.example/{number}" for number in (0, 2, 3)
    ]
    (wrong,) = (one for one in found if one.locator == str(path))
    assert wrong.slug == "damaged-archive"
    assert f"read on from byte {starts[2]}" in wrong.message
    assert wrong.message.isprintable()


def test_a_crawl_packed_in_one_piece_is_told_and_not_taken_for_read(tmp_path):
    crawl(tmp_path / "a.warc", *PAGES, gzipped=False)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress((tmp_path / "a.warc").read_bytes()))
    found = expanded(tmp_path / "b.warc.gz")
    assert found[-1].slug == "damaged-archive"


@pytest.mark.parametrize(
    "body", [b"\0" * 100_000, b"\x1f\x8b\x08" * 30_000, b"WARC/1.0\r\n" * 9000], ids=["zeros", "gzip", "warc"]
)
def test_what_is_no_crawl_is_one_error_and_takes_no_time(tmp_path, body):
    (tmp_path / "a.warc").write_bytes(body)
    assert places(expanded(tmp_path / "a.warc"), tmp_path) == ["a.warc damaged-archive"]


def test_a_crawl_is_known_by_its_start(tmp_path):
    crawl(tmp_path / "export", PAGES[0])
    (item,) = expanded(tmp_path / "export")
    with pytest.raises(SourcierError):
        expanded(tmp_path / "nothing")
    assert item.url == "https://a.example/0"


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_page_that_was_served_packed_is_unpacked_and_one_that_does_not_unpack_is_told(tmp_path, gzipped, capfd):
    path = tmp_path / "a.warc"
    figures = ", ".join(str(number * number % 99991) for number in range(20_000))  # that pack into more than one piece
    packed = gzip.compress(page("Les quais", f"{FRENCH} {figures}.").encode())
    broken = packed[:40_000] + b"\xff" * 200 + packed[40_200:]
    records = [
        ("response", f"https://a.example/{number}", "text/html", body)
        for number, body in enumerate((packed, broken, packed))
    ]
    starts = crawl(path, *records, gzipped=gzipped, encoding="gzip")
    found = expanded(path)
    assert [one.locator for one in found] == [f"{path}#offset={starts[0]}", str(path), f"{path}#offset={starts[2]}"]
    assert read_item(found[0]).title == "Les quais"
    assert (found[1].slug, f"at byte {starts[1]}" in found[1].message) == ("damaged-archive", True)
    assert capfd.readouterr() == ("", "")


def test_what_a_record_holds_is_not_shown_on_the_terminal(tmp_path, caplog, capfd):
    path = tmp_path / "a.warc"
    crawl(path, PAGES[0], gzipped=False)
    path.write_bytes(path.read_bytes().replace(b"https://a.example/0", b"https://a.exam \x1b[2J"))
    (item,) = expanded(path)
    assert item.body == PAGES[0][3]
    assert (caplog.text, capfd.readouterr()) == ("", ("", ""))
