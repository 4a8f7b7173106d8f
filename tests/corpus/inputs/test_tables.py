"""Tables: JSON Lines, CSV, TSV and Parquet, with their columns, and with what is wrong in them."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.inputs.press import ENGLISH, FRENCH, expanded, page, places
from sourcier.app.corpus.inputs import Columns, Failed, Item, Told, expand, read_item
from sourcier.app.corpus.inputs.errors import MissingColumn
from sourcier.core.errors import SourcierError

RECORD = {
    "text": FRENCH,
    "URL": "https://a.example/1",
    "Titre": "Les quais",
    "Publication Date": "2023-04-05T06:00:00Z",
    "source": "La Gazette",
    "language": "fr-FR",
    "auteurs": "Ana Roy; Paul Morel",
}


def write(path: Path, records: list[dict[str, object]]) -> Path:
    """Write records as the ending of the name says."""
    header = list(records[0])
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(records), path)
    elif path.name.endswith((".jsonl", ".jsonl.gz")):
        lines = "".join(json.dumps(one) + "\n" for one in records).encode()
        path.write_bytes(gzip.compress(lines) if path.suffix == ".gz" else lines)
    else:
        parting = {".csv": ";", ".tsv": "\t", ".gz": ","}[path.suffix]
        rows = [header, *([one.get(column) for column in header] for one in records)]
        text = "".join(
            parting.join('"{}"'.format(str("" if cell is None else cell).replace('"', '""')) for cell in row) + "\r\n"
            for row in rows
        )
        body = text.encode()
        path.write_bytes(gzip.compress(body) if path.suffix == ".gz" else body)
    return path


FORMATS = ["a.jsonl", "a.jsonl.gz", "a.csv", "a.csv.gz", "a.tsv", "a.parquet"]


@pytest.mark.parametrize("name", FORMATS)
def test_columns_are_known_by_common_names_and_reach_the_article(tmp_path, name):
    (item,) = expanded(write(tmp_path / name, [RECORD]))
    assert item.body == FRENCH.encode()
    assert (item.url, item.title, item.publisher) == ("https://a.example/1", "Les quais", "La Gazette")
    assert (item.published, item.lang, item.byline) == (date(2023, 4, 5), "fr", ("Ana Roy", "Paul Morel"))
    article = read_item(item)
    assert (article.text, article.media_type) == (FRENCH, "text/plain")
    assert (article.title, article.publisher, article.url) == ("Les quais", "La Gazette", "https://a.example/1")
    assert (article.published, article.byline) == (date(2023, 4, 5), ("Ana Roy", "Paul Morel"))


@pytest.mark.parametrize(
    ("name", "place"), [("a.jsonl", "#line=2"), ("a.csv", "#line=3"), ("a.tsv", "#line=3"), ("a.parquet", "#row=2")]
)
def test_a_record_is_found_again_by_its_place(tmp_path, name, place):
    path = write(tmp_path / name, [{"text": "One."}, {"text": "Two."}])
    assert [one.locator for one in expanded(path)][1] == f"{path}{place}"


@pytest.mark.parametrize("name", FORMATS)
def test_columns_are_taken_as_they_are_named(tmp_path, name):
    days = {"when": "2023-04-05", "updated": "2023-04-07"}
    records = [{"text": "A summary of it.", "corps": FRENCH, "title": "Kept", **days}]
    columns = Columns(text="Corps", title="", published="when")
    (item,) = expanded(write(tmp_path / name, records), columns=columns)
    assert (item.body, item.title, item.published) == (FRENCH.encode(), None, date(2023, 4, 5))
    assert item.updated is None  # it may be the day on which the row was changed
    (item,) = expanded(write(tmp_path / name, records), columns=replace(columns, updated="Updated"))
    assert (item.updated, read_item(item).updated) == (date(2023, 4, 7), date(2023, 4, 7))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("columns", "said"),
    [(Columns(), "no column known to hold"), (Columns(text="corps"), "no column 'corps'")],
    ids=["usual", "named"],
)
def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path, name, columns, said):
    path = write(tmp_path / name, [{"colour": "red", "Größe": "3"}])
    with pytest.raises(SourcierError, match=said) as raised:
        expanded(path, columns=columns)
    assert raised.value.slug == "missing-column"
    assert "'colour', 'Größe'" in raised.value.message
    assert str(path) in raised.value.message


@pytest.mark.parametrize("name", FORMATS)
def test_two_columns_of_one_meaning_are_taken_in_the_order_of_their_names(tmp_path, name):
    (item,) = expanded(write(tmp_path / name, [{"content": "Second.", "text": "First.", "link": "https://a.example"}]))
    assert (item.body, item.url) == (b"First.", "https://a.example")


@pytest.mark.parametrize("name", FORMATS)
def test_a_table_of_addresses_gives_pages_to_fetch(tmp_path, name):
    rows = [{"url": "https://a.example/1,2.html"}, {"url": "ftp://a.example/2"}, {"url": ""}]
    first, second, *third = expanded(write(tmp_path / name, rows))
    assert (first.url, first.body, first.path) == ("https://a.example/1,2.html", None, None)
    assert (second.slug, "no http(s) address" in second.message) == ("bad-record", True)
    # A row of one empty column is an empty line.
    assert [one.slug for one in third] == ([] if "sv" in name else ["bad-record"])


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_fetched_where_a_column_of_another_name_holds_the_texts(tmp_path, name):
    path = write(tmp_path / name, [{"Chapeau": FRENCH * 3, "Lien": "https://a.example/1"}])

    with pytest.raises(SourcierError) as raised:
        expanded(path)
    assert raised.value.slug == "missing-column"
    assert "--text 'Chapeau'" in raised.value.message
    assert "--url 'Lien'" in raised.value.message
    (asked,) = expanded(path, columns=Columns(url="Lien"))
    assert asked.url == "https://a.example/1"


def test_a_list_of_addresses_may_have_commas(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("url\nhttps://a.example/1,22,3.html\n")
    assert [one.url for one in expanded(path)] == ["https://a.example/1,22,3.html"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_in_a_column_is_read_as_a_page(tmp_path, name):
    html = page("Les quais", head='<meta name="author" content="Ana Roy">')
    record = {"html": html, "url": "https://a.example/1", "title": "Other", "author": "Nobody Else"}
    article = read_item(*expanded(write(tmp_path / name, [record])))
    assert (article.media_type, article.title, article.byline) == ("text/html", "Les quais", ("Ana Roy",))
    assert FRENCH in article.text


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
@pytest.mark.parametrize(
    ("wrong", "slug"),
    [
        ({"text": ""}, "empty-text"),
        ({"text": " nan "}, "empty-text"),
        ({"text": "A\0B"}, "binary-input"),
        ({"published": "last spring"}, "bad-record"),
        ({"published": "05/14/2024"}, "bad-record"),
        ({"published": "0001-01-01"}, "bad-record"),
        ({"changed": "last spring"}, "bad-record"),
        ({"lang": "de"}, "unsupported-language"),
        ({"text": "a" * (10 * 1024 * 1024 + 1)}, "too-large"),
    ],
    ids=["empty", "nan", "nul", "words", "month-first", "year-one", "changed", "german", "large"],
)
def test_a_bad_row_is_one_error_and_the_next_is_read(tmp_path, name, wrong, slug):
    whole = {"text": ENGLISH, "published": "2023-04-05", "changed": "2023-04-06", "lang": "en"}
    path = write(tmp_path / name, [{**whole, **wrong}, whole])
    bad, good = expanded(path, columns=Columns(updated="changed"))
    assert isinstance(bad, Failed)
    assert bad.slug == slug
    assert bad.locator in bad.message
    assert good.body == ENGLISH.encode()


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("Date de parution", "31/02/2024", "'31/02/2024' in 'Date de parution' is no day"),
        ("Date de parution", "02/31/2024", "'02/31/2024' in 'Date de parution' puts the month first"),
        ("Titre", ["a", "b"], "'Titre' is list, not a text"),
        ("Auteur", [True], "'Auteur' is bool, not a text"),
    ],
)
def test_message_names_the_column_as_the_table_does(tmp_path, column, value, message):
    (bad,) = expanded(write(tmp_path / "a.jsonl", [{"text": ENGLISH, column: value}]))
    assert message in bad.message


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-06-05", date(2024, 6, 5)),
        ("2024-06-05T23:30:00-05:00", date(2024, 6, 5)),
        ("20240605", date(2024, 6, 5)),
        ("20240605143000", date(2024, 6, 5)),
        ("202406051430", date(2024, 6, 5)),
        ("05/06/2024", date(2024, 6, 5)),
        ("Wed, 05 Jun 2024 10:00:00 GMT", date(2024, 6, 5)),
        ("5 juin 2024", date(2024, 6, 5)),
        ("NaT", None),
        (" ", None),
    ],
)
def test_days_are_read_as_tables_write_them(tmp_path, written, day):
    (item,) = expanded(write(tmp_path / "a.csv", [{"text": "One.", "date": written}]))
    assert item.published == day


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ana Roy", ("Ana Roy",)),
        ("Roy, Ana", ("Roy, Ana",)),
        ("Ana Roy, Paul Morel", ("Ana Roy", "Paul Morel")),
        (["Ana Roy", " Paul  Morel "], ("Ana Roy", "Paul Morel")),
        ([{"@type": "Person", "name": "Ana Roy"}], ("Ana Roy",)),
        ({"name": "Ana Roy"}, ("Ana Roy",)),
        (None, ()),
    ],
)
def test_names_are_read_as_records_write_them(tmp_path, written, names):
    (item,) = expanded(write(tmp_path / "a.jsonl", [{"text": "One.", "author": written}]))
    assert item.byline == names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("La Gazette", "La Gazette"),
        ({"id": None, "name": "La Gazette"}, "La Gazette"),
        ("https://www.gazette.example/port/1", "gazette.example"),
        ("", None),
    ],
)
def test_publishers_are_read_as_records_write_them(tmp_path, written, name):
    (item,) = expanded(write(tmp_path / "a.jsonl", [{"text": "One.", "source": written}]))
    assert item.publisher == name


def test_a_text_that_is_a_page_after_all_is_read_as_one(tmp_path):
    body = f"<html><body><p>{FRENCH}</p>\n<p>{FRENCH} Fin.</p></body></html>"
    (item,) = expanded(write(tmp_path / "a.jsonl", [{"content": body}]))
    article = read_item(item)
    assert (article.media_type, "<p>" in article.text) == ("text/html", False)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<p>Le port.</p><p>La <b>digue</b>.</p>", "Le port.\n\nLa digue."),
        ("L&rsquo;&eacute;t&eacute; &amp; l&#8217;hiver<br/>à&nbsp;quai", "L’été & l’hiver\nà quai"),
        ("Le port.\n\nVoir <a href='/b'>ici</a>.\nFin.", "Le port.\n\nVoir ici.\nFin."),
        ("Où a < b et b > c ; R&D; AT&T.", "Où a < b et b > c ; R&D; AT&T."),
        ("Si x<y, le <b>prix</b> monte. <![x <?php <foo>\nFin.", "Si x<y, le prix monte. <![x <?php <foo>\nFin."),
        ("<h2>Le port</h2>\nUn quai.\n\nUne grue.", "Le port\n\nUn quai.\n\nUne grue."),
        ("<b>Un</b> quai.\r\n \r\nUne <![grue](a.png) là.", "Un quai.\n\nUne <![grue](a.png) là."),
        ("<!-- a --><em>Un</em> quai<script>x('y')</script>.", "Un quai."),
    ],
)
def test_tags_and_entities_are_not_among_the_words_of_a_text(tmp_path, written, text):
    (item,) = expanded(write(tmp_path / "a.jsonl", [{"text": written, "title": "L&rsquo;<i>été</i>"}]))
    assert (item.body.decode(), item.content_type, item.title) == (text, "text/plain; charset=utf-8", "L’été")


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_texts_that_stand_behind_briefs_are_not_fetched_from_their_addresses(tmp_path, name):
    brief, whole = ({"Lien": "https://a.example/1", "Développement": text} for text in (FRENCH[:90], FRENCH * 20))
    with pytest.raises(MissingColumn, match="'Développement' seems to hold the texts"):
        expanded(write(tmp_path / name, [brief] * 30 + [whole]))


def test_a_record_with_a_text_behind_many_without_is_an_error_and_not_fetched(tmp_path):
    brief, whole = ({"Lien": "https://a.example/1", "Développement": text} for text in (FRENCH[:90], FRENCH * 20))
    *before, last = expanded(write(tmp_path / "a.jsonl", [brief] * 60 + [whole]))
    assert all(isinstance(one, Item) for one in before)
    assert (last.slug, last.locator[-8:]) == ("missing-column", "#line=61")


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv", "a.tsv"])
def test_memory_does_not_grow_with_the_number_of_records(tmp_path, name):
    path = write(tmp_path / name, [{"text": f"{number} " + "Un mot. " * 5000} for number in range(400)])
    tracemalloc.start()
    found = sum(1 for _ in expand([str(path)]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == 400
    assert peak < 2 * 1024 * 1024  # of 16 MB


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("{", "bad-record"),
        ("[1]", "bad-record"),
        ('{"title": "a"}', "missing-column"),
        ('{"text": null, "url": "https://a.example"}', "empty-text"),
        ('{"text": 3}', "bad-record"),
        ('{"text": "One.", "title": ["a"]}', "bad-record"),
        ('{"text": "One.", "title": true}', "bad-record"),
        ("[" * 100_000, "bad-record"),
        ('{"text": ' + "9" * 5000 + "}", "bad-record"),
        ('{"text": "\\ud800 a town"}', "broken-text"),
        ('{"text": "One.", "title": "\\ud800"}', "broken-text"),
        ("\x00\x01", "bad-record"),
    ],
)
def test_a_bad_line_of_json_is_one_error_and_the_next_is_read(tmp_path, line, slug):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "One."}}\n\n{line}\n{{"text": "Two."}}\n', encoding="utf-8")
    first, bad, last = expanded(path)
    assert (first.body, last.body) == (b"One.", b"Two.")
    assert (bad.locator, bad.slug) == (f"{path}#line=3", slug)
    assert f"{path}#line=3" in bad.message
    assert bad.message.encode()


def test_a_line_without_end_does_not_take_the_next_with_it(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b'{"text": "One."}\n')
        for _ in range(64):
            file.write(b"a" * 1024**2)
        file.write(b'\n{"text": "Two."}\n')
    assert places(expanded(path), tmp_path) == ["a.jsonl.gz#line=1", "a.jsonl.gz#line=2 too-large", "a.jsonl.gz#line=3"]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
def test_a_packed_table_that_breaks_off_gives_what_stands_before(tmp_path, name):
    # Letters that do not pack, so that much stands before the break.
    records = [
        {"text": f"{number} " + " ".join(str(number * one % 9973) for one in range(300))} for number in range(60)
    ]
    path = write(tmp_path / name, records)
    path.write_bytes(path.read_bytes()[:-3000])
    *before, last = expanded(path)
    assert len(before) > 30
    assert all(isinstance(one, Item) for one in before)
    assert (last.slug, last.locator) == ("damaged-archive", str(path))


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet", "a.jsonl.gz"])
@pytest.mark.parametrize(
    "body", [b"", b"\n \n", b"\0" * 5000, b"\x1f\x8b no gzip"], ids=["empty", "blank", "noughts", "gzip"]
)
def test_a_file_that_is_no_table_is_told_before_anything_is_read(tmp_path, name, body):
    (tmp_path / name).write_bytes(body)
    with pytest.raises(SourcierError, match=name):
        expanded(tmp_path / name)


TABLE = 'id,text,title\r\n1,"Un mot, deux ""mots""\r\nsur deux lignes.",Été\r\n\r\n2,Suite,\r\n'


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8-sig", b""), ("cp1252", b""), ("utf-16", b""), ("utf-16-le", b"\xff\xfe")],
)
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_a_table_is_read_in_its_encoding_with_its_line_ends(tmp_path, encoding, mark, ends):
    (tmp_path / "a.csv").write_bytes(mark + TABLE.replace("\r\n", ends).encode(encoding))
    first, second = expanded(tmp_path / "a.csv")
    assert (first.body.decode(), first.title) == (f'Un mot, deux "mots"{ends}sur deux lignes.', "Été")
    assert (second.body, second.title) == (b"Suite", None)


def test_each_line_of_a_table_may_have_its_own_encoding(tmp_path):
    lines = [b"titre;texte\n", "Été;L'été à Évry.\n".encode(), "Été;L'été à Évry.\n".encode("cp1252")]
    cut = "Cut;Élève à Évré".encode()[:-1] + b"\n"
    (tmp_path / "a.csv").write_bytes(b"".join([*lines, cut]))
    first, second, third = expanded(tmp_path / "a.csv")
    assert (first.body, first.title) == (second.body, second.title)
    assert third.body.decode() == "Élève à Évr\ufffd"


@pytest.mark.parametrize("parting", [",", ";", "\t", "|"])
def test_what_parts_the_fields_is_told_by_the_header(tmp_path, parting):
    (tmp_path / "a.csv").write_text(parting.join(["title", "text"]) + "\n" + parting.join(["A", "B"]) + "\n")
    assert [(one.title, one.body) for one in expanded(tmp_path / "a.csv")] == [("A", b"B")]


def test_the_line_that_excel_writes_above_the_header_is_no_header(tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\ntitle;text\nA, a;B\n")
    assert [(one.title, one.body) for one in expanded(tmp_path / "a.csv")] == [("A, a", b"B")]


def test_a_field_of_ten_megabytes_is_read(tmp_path):
    long = "Un mot. " * (10 * 1024 * 1024 // 8 - 1)
    (tmp_path / "a.csv").write_text(f'title,text\nA,"{long}"\nB,Court.\n')
    first, second = expanded(tmp_path / "a.csv")
    assert len(first.body) == len(long)
    assert second.title == "B"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ('A,"Un\nB,Deux.\nC,Trois.\n', ["2 bad-record", "3", "4"]),
        ('A,"Un" deux\nB,Deux.\n', ["2 bad-record", "3"]),
        ('A,"Un \\"mot\\" dit."\nB,Deux.\n', ["2 bad-record", "3"]),
        ("A,Un,deux\nB,Deux.\n", ["2 bad-record", "3"]),
        ("A\nB,Deux.\n", ["2 bad-record", "3"]),
        ("A,Un.,,\nB,Deux.,\n", ["2", "3"]),
        ("A,U\0n.\nB,Deux.\n", ["2 binary-input", "3"]),
        ('A,Un "mot" dit.\nB,5" de long.\n', ["2", "3"]),
        ('A,"Un\n\n\nmot."\nB,Deux.\n', ["2", "6"]),
    ],
    ids=["unclosed", "behind a quote", "backslashes", "long", "short", "blank", "nul", "bare quotes", "lines"],
)
def test_a_broken_row_does_not_take_the_next_with_it(tmp_path, rows, found):
    (tmp_path / "a.csv").write_text(f"title,text\n{rows}")
    shown = places(expanded(tmp_path / "a.csv"), tmp_path)
    assert [one.removeprefix("a.csv#line=") for one in shown] == found


def test_a_table_made_of_quotes_that_are_never_closed_takes_no_time(tmp_path):
    (tmp_path / "a.csv").write_text("title,text\n" + 'b","\n' * 400_000)
    started = time.process_time()
    found = expanded(tmp_path / "a.csv")
    assert time.process_time() - started < 60
    assert "not read" in found[-1].message
    assert {one.slug for one in found} == {"bad-record"}


def test_a_row_that_never_ends_is_given_up_and_the_next_ones_are_read(tmp_path):
    with (tmp_path / "a.csv").open("w") as file:
        file.write('title,text\nA,"Un\n')
        for _ in range(40):
            file.write("b,c" + "d" * (1024**2 - 4) + "\n")
    first, second, third, *_ = expanded(tmp_path / "a.csv")
    assert (first.slug, second.title, third.title) == ("bad-record", "b", "b")


@pytest.mark.parametrize("header", ["text,text\nA,B\n", '"text\n', "\x00\n"])
def test_a_header_that_cannot_be_read_is_told_before_anything_is_read(tmp_path, header):
    (tmp_path / "a.csv").write_text(header)
    with pytest.raises(SourcierError, match=r"a\.csv"):
        expanded(tmp_path / "a.csv")


def parquet(path: Path, **columns: pa.Array) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=2)
    return path


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.binary()]
)
def test_every_type_of_text_in_parquet_is_read(tmp_path, kind):
    texts = pa.array(["Un été.", None, "Trois."]).cast(kind)
    first, second, third = expanded(parquet(tmp_path / "a.parquet", text=texts))
    assert (first.body.decode(), second.slug, third.body) == ("Un été.", "empty-text", b"Trois.")


@pytest.mark.parametrize(
    "kind",
    [pa.date32(), pa.timestamp("ns"), pa.timestamp("us", "Europe/Paris"), pa.timestamp("ns", "UTC"), pa.timestamp("s")],
    ids=str,
)
def test_every_type_of_day_in_parquet_is_read(tmp_path, kind):
    moments = pa.array([datetime(2023, 4, 5, 10, tzinfo=UTC)], pa.timestamp("us", "UTC"))
    moments = moments.cast(kind) if pa.types.is_date(kind) or kind.tz else moments.cast(pa.timestamp(kind.unit))
    (item,) = expanded(parquet(tmp_path / "a.parquet", text=pa.array(["Un."]), published=moments))
    assert item.published == date(2023, 4, 5)


def test_names_in_parquet_may_be_lists_and_other_columns_are_not_read(tmp_path):
    names = pa.array([["Ana Roy", "Paul Morel"]])
    blobs = pa.array([b"x" * 1000])
    (item,) = expanded(parquet(tmp_path / "a.parquet", text=pa.array(["Un."]), authors=names, image=blobs))
    assert item.byline == ("Ana Roy", "Paul Morel")


def test_a_value_that_cannot_be_read_is_one_error(tmp_path):
    broken = pa.Array.from_buffers(pa.string(), 3, pa.array([b"Un.", b"\xff\xfe", b"Trois."]).buffers())
    late = pa.array([0, 0, 2**61], pa.timestamp("us"))
    path = parquet(tmp_path / "a.parquet", text=broken, published=late)
    first, second, third = expanded(path)
    assert first.body == b"Un."
    assert [(one.locator, one.slug) for one in (second, third)] == [
        (f"{path}#row=2", "bad-record"),
        (f"{path}#row=3", "bad-record"),
    ]


def test_behind_a_damaged_row_group_the_next_is_read(tmp_path):
    path = tmp_path / "a.parquet"
    texts = pa.table({"text": pa.array([f"Un mot, numéro {number}. " * 40 for number in range(6)])})
    pq.write_table(texts, path, row_group_size=2, use_dictionary=False, compression="zstd")
    group = pq.ParquetFile(path).metadata.row_group(1).column(0)
    body = bytearray(path.read_bytes())
    start, end = group.data_page_offset, group.data_page_offset + group.total_compressed_size
    body[start:end] = b"\xff" * (end - start)
    path.write_bytes(body)
    assert places(expanded(path), tmp_path) == [
        "a.parquet#row=1",
        "a.parquet#row=2",
        "a.parquet#row=3 damaged-archive",
        "a.parquet#row=5",
        "a.parquet#row=6",
    ]


def test_a_parquet_file_that_breaks_off_is_told_before_anything_is_read(tmp_path):
    path = parquet(tmp_path / "a.parquet", text=pa.array(["Un.", "Deux."]))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(SourcierError, match="no whole Parquet file") as raised:
        expanded(path)
    assert raised.value.slug == "damaged-archive"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Titre;Corps de l\u2019article;Quand;Vu\nUn;Deux.;hier;non\nUn;Trois.;hier;oui\n"),
        ("a.jsonl", '{"Titre": "Un", "Corps de l\u2019article": "Deux.", "Quand": "hier", "Vu": 1}\n' * 2),
    ],
)
def test_columns_that_are_not_read_are_told_once(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (told,) = (one for one in expand([str(path)]) if isinstance(one, Told))
    used = "read as text 'Corps de l\u2019article', title 'Titre'"
    assert told.message == f"{path}: {used}; not read: 'Quand', 'Vu' (to read one: --column FIELD=COLUMN)"


def test_nothing_is_told_of_a_table_that_is_read_whole(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("title,text\nUn,Deux.\n", encoding="utf-8")
    assert not [one for one in expand([str(path)]) if isinstance(one, Told)]


@pytest.mark.parametrize(
    "header", ["Date de publication", "date de parution", "Publication Date", "Date of publication"]
)
def test_a_date_is_known_by_its_name_with_small_words_in_it(tmp_path, header):
    path = tmp_path / "a.csv"
    path.write_text(f"{header};texte\n14/09/2023;Un.\n", encoding="utf-8")
    (item,) = expanded(path)
    assert item.published == date(2023, 9, 14)
