"""Input that no editor sends on purpose: each kind has its one clear error, or an article, in bounded time."""

from __future__ import annotations

import pickle
import time
from datetime import date

import pytest

from ingest.paper import Printed, pdf
from sourcier.core.errors import SourcierError
from sourcier.ingest import errors, from_bytes, from_text, read
from sourcier.ingest.sources import LIMIT

MEGABYTE = 1024 * 1024
MANY = 50_000
SENTENCE = "Le maire a dit que les quais du port sont fermés pour tout l'hiver, et que la ville paiera. "


def slug_of(body, name=None, tmp_path=None):
    try:
        read("-", stdin=body)
    except SourcierError as error:
        return error.slug
    return ""


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        (b"", "empty-text"),
        (b" \n\t ", "empty-text"),
        (b"\xef\xbb\xbf", "empty-text"),
        (b"\xff\xfe", "empty-text"),
        (bytes(range(256)) * 4, "binary-input"),
        (b"Bonjour\x00 le monde", "binary-input"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "unsupported-media-type"),
        (b"{\\rtf1 bonjour}", "unsupported-media-type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported-media-type"),
        (b'<?xml version="1.0"?><feed><entry/></feed>', "unsupported-media-type"),
        (b'{"schema_version": "1.0", "article": {"text": "Le pont a ferm\xc3\xa9."}}\n', "unsupported-media-type"),
        (b'{"id": 1}\n{"id": 2}\n', "unsupported-media-type"),
        (b"PK\x03\x04 et puis rien", "broken-document"),
        (b"%PDF-1.4 et puis rien", "broken-document"),
        (pdf([[]]), "pdf-without-text"),
        (pdf([[Printed("Le port ferme.", 700)]], locked=True), "encrypted-pdf"),
        (b"<html><body><script>f()</script></body></html>", "not-an-article-page"),
        (("Мэр сказал, что порт закрыт. " * 20).encode(), "unsupported-language"),
        (b"x" * (LIMIT + 1), "too-large"),
        (b"mot " * 300_000, "too-large"),
    ],
)
def test_each_kind_of_bad_input_has_its_slug(body, slug):
    assert slug_of(body) == slug


@pytest.mark.parametrize("published", [date(1, 1, 1), date(1399, 12, 31), date(2201, 1, 1), date(9999, 12, 31)])
def test_a_day_of_publication_that_no_article_has_is_refused(published):
    with pytest.raises(errors.ImpossibleDate):
        from_text(SENTENCE, published=published)
    with pytest.raises(errors.ImpossibleDate):
        read("-", stdin=SENTENCE.encode(), published=published)


@pytest.mark.parametrize("day", ["0001-01-01", "1399-12-31", "2201-01-01", "9999-12-31"])
def test_a_day_that_no_article_has_is_not_read_from_one(day):
    assert from_text(f"---\ntitle: Le port\ndate: {day}\n---\n{SENTENCE}").published is None


@pytest.mark.parametrize("day", ["1400-01-01", "2200-12-31"])
def test_the_first_and_the_last_day_that_are_read(day):
    assert str(from_text(f"---\ntitle: Le port\ndate: {day}\n---\n{SENTENCE}").published) == day
    assert str(from_text(SENTENCE, published=date.fromisoformat(day)).published) == day


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("a\ud800b", {}),
        ("<p>" + SENTENCE + "\udfff</p>", {"media_type": "text/html"}),
        (SENTENCE, {"title": "\ud83d"}),
        (SENTENCE, {"url": "https://port.example/\ud83d"}),
    ],
    ids=["text", "html", "title", "url"],
)
def test_half_a_character_is_refused(text, options):
    with pytest.raises(errors.BrokenText) as caught:
        from_text(text, lang="fr", **options)
    assert str(caught.value).isascii()


def test_a_page_may_write_half_a_character():
    page = f"<html><body><article><p>{SENTENCE}&#xD800;</p><p>{SENTENCE * 3}</p></article></body></html>"
    read("-", stdin=page.encode()).text.encode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_encoding_gives_the_same_words(encoding):
    text = "Le maire a dit : « L'été sera long », et il est parti vers le cœur de la ville.\n"

    assert read("-", stdin=text.encode(encoding)).text == text.strip()


def test_utf_16_without_its_first_half_is_read_or_refused():
    assert slug_of("Le port ferme".encode("utf-16")[:-1]) in {"", "binary-input"}


def test_a_bad_byte_behind_a_mark_of_utf_8_spoils_its_own_letter_only():
    body = b"\xef\xbb\xbf" + f"{SENTENCE} L'été sera ".encode() + b"long\xe9 et chaud. " + SENTENCE.encode()

    text = read("-", stdin=body).text
    assert "L'été sera long\ufffd et chaud." in text


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "rot13", "hex", "x" * 300])
def test_a_charset_that_reads_no_text_is_passed_over(charset):
    article = from_bytes(
        f"{SENTENCE} L'été sera long. {SENTENCE}".encode("cp1252"),
        name="page",
        content_type=f"text/plain; charset={charset}",
    )
    assert "L'été sera long." in article.text


def test_kind_is_told_by_content_before_extension(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(f"<!doctype html><html lang='fr'><body><article><p>{SENTENCE * 3}</p></article></body></html>")

    assert read(path).media_type == "text/html"


def test_extension_is_believed_where_the_content_does_not_tell(tmp_path):
    path = tmp_path / "article.md"
    path.write_text(SENTENCE)

    assert read(str(path)).media_type == "text/markdown"


def test_a_text_named_pdf_is_called_damaged(tmp_path):
    path = tmp_path / "article.pdf"
    path.write_text(SENTENCE)

    with pytest.raises(errors.BrokenDocument):
        read(path)


@pytest.mark.parametrize("source", ["", "nulle/part.txt", "a\x00b", "Le port ferme. " * 400, "~/"])
def test_what_is_no_file_is_not_found(source):
    with pytest.raises(errors.SourceNotFound):
        read(source)


def test_a_folder_and_another_scheme_are_named(tmp_path):
    with pytest.raises(errors.UnsupportedMediaType, match="folder"):
        read(tmp_path)
    with pytest.raises(errors.UnsupportedMediaType, match="ftp"):
        read("ftp://phare.example/a.txt")


def slug_and_time(text, **options):
    start = time.process_time()
    try:
        from_text(text, **options)
    except SourcierError as error:
        return error.slug, time.process_time() - start
    return "", time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [
        "<div>" * MEGABYTE,
        "<div><p>mot " * (MEGABYTE // 2),
        "<b><i>" * (MEGABYTE - 10) + "mot",
        "<p>mot</p>" * (MEGABYTE // 2),
        "<p>mot " * 50_000,
        "<table><tr><td>" * (MEGABYTE // 3),
        "<ul><li>mot" * (MEGABYTE // 2),
        "<html " * (MEGABYTE * 5 // 6),
        "<" * 5 * MEGABYTE,
        "<a href='" * (MEGABYTE // 2),
        "<!--" * MEGABYTE,
        "</div>" * (MEGABYTE - 10),
        "&amp;" * MEGABYTE,
    ],
    ids=lambda page: page[:12],
)
def test_five_megabytes_of_tags_end_quickly(page):
    body = f"<html><body><p>{SENTENCE * 5}</p>{page}</body></html>"
    slug, took = slug_and_time(body, media_type="text/html")

    assert slug in {"", "too-large", "not-an-article-page", "unsupported-language"}
    assert took < 10


@pytest.mark.parametrize(
    "text",
    [
        "mot\n\n" * (MANY // 2),
        "mot " * MANY,
        "m" * MANY,
        "mot-\n" * (MANY // 2),
        "\n" * MANY + "mot",
        "[" * MANY,
        "[mot](https://a.example) " * (MANY // 10),
        "[mot](" * (MANY // 2),
        "*" * MANY + "mot",
        "*mot " * (MANY // 2),
        "fin.Le" * (MANY // 2),
        "\u00a0" * MANY + "mot.\n\nhttps://a.example/b",
        "La mer. " + "\u1680" * MANY + "mot",
        "https://" + "." * MANY,
        "Par Zoé, " * (MANY // 4),
        "e\u0301" * MANY,
        "\u00ad" * MANY + "mot",
        "1. mot\n" * (MANY // 4),
        "A " * MANY,
        "-" * MANY + "a",
        "- " * MANY + "a",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_much_odd_text_ends_quickly(text):
    slug, took = slug_and_time(text, lang="fr")

    assert slug in {"", "empty-text"}
    assert took < 10


def test_errors_cross_process_boundaries_whole():
    error = errors.TooLarge("trop", source="a.txt", limit=3)

    again = pickle.loads(pickle.dumps(error))

    assert (type(again), str(again), again.limit) == (errors.TooLarge, "trop", 3)


def test_every_error_has_its_own_slug():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and kind is not SourcierError]

    assert len({kind.slug for kind in kinds}) == len(kinds) > 11


def test_a_dossier_given_for_an_article_is_told_where_to_go() -> None:
    with pytest.raises(errors.UnsupportedMediaType, match="sourcier replay"):
        from_bytes(b'{"article": {"text": "Le pont a ferme."}}', name="dossier.json")


def test_an_article_may_open_with_a_bracket() -> None:
    text = "[Mise à jour à 10 h] Le conseil a voté la fermeture du pont par 12 voix contre 3."
    assert "12 voix" in from_bytes(text.encode(), name="article.txt").text
