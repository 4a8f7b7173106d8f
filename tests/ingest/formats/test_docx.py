"""Word documents."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from ingest.paper import add_hyperlink, bomb, word_file
from sourcier.ingest import read
from sourcier.ingest.errors import BrokenDocument, TooLarge, UnsupportedMediaType


@pytest.fixture
def document():
    made = docx.Document()
    made.core_properties.author = "Zoé Le Goff"
    made.add_heading("Le port ferme ses quais", 0)
    made.add_heading("Le vote", 1)
    paragraph = made.add_paragraph("Le conseil a ")
    paragraph.add_run("voté").bold = True
    paragraph.add_run(" la fermeture, selon ")
    add_hyperlink(paragraph, "https://phare.example/budget", "le budget de la ville")
    paragraph.add_run(" publié lundi.")
    made.add_paragraph("Un premier point", style="List Bullet")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Quais", "14"
    return made


def test_document_gives_blocks_by_their_styles(document):
    article = read("-", stdin=word_file(document))

    assert [(str(block.kind), block.span.of(article.text)) for block in article.blocks] == [
        ("title", "Le port ferme ses quais"),
        ("heading", "Le vote"),
        ("paragraph", "Le conseil a voté la fermeture, selon le budget de la ville publié lundi."),
        ("list_item", "Un premier point"),
        ("list_item", "Quais | 14"),
    ]


def test_document_gives_links_and_properties(document):
    article = read("-", stdin=word_file(document))

    assert [(link.url, link.span.of(article.text)) for link in article.links] == [
        ("https://phare.example/budget", "le budget de la ville")
    ]
    assert article.title == "Le port ferme ses quais"
    assert article.byline == ("Zoé Le Goff",)
    assert article.published is None  # when the file was made says nothing: it may be a copy of an old page


def test_the_date_stands_in_the_text(document):
    document.paragraphs[0].insert_paragraph_before("Par Anselme Tardieu | 1er juin 2024")
    article = read("-", stdin=word_file(document))

    assert (article.byline, str(article.published)) == (("Anselme Tardieu",), "2024-06-01")


def test_a_bomb_is_refused_unopened():
    with pytest.raises(TooLarge, match="unpacks to"):
        read("-", stdin=bomb())


def test_a_cut_file_is_a_clear_error(document):
    whole = word_file(document)

    with pytest.raises(BrokenDocument):
        read("-", stdin=whole[: len(whole) // 2])


def test_an_archive_that_is_no_document_is_named(tmp_path):
    import zipfile

    path = tmp_path / "notes.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "rien")

    with pytest.raises(UnsupportedMediaType):
        read(path)


@pytest.mark.parametrize(
    "xml",
    [
        b"<w:document",
        b"<a>" * 5000,
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>',
        b"",
    ],
)
def test_a_hostile_text_part_is_a_clear_error(document, xml):
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(document))) as archive, zipfile.ZipFile(out, "w") as other:
        for entry in archive.infolist():
            other.writestr(entry, xml if entry.filename == "word/document.xml" else archive.read(entry))

    with pytest.raises(BrokenDocument):
        read("-", stdin=out.getvalue())


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_packed_parts_that_are_damaged_are_a_clear_error(document, packing):
    whole = zipfile.ZipFile(io.BytesIO(word_file(document)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name in whole.namelist():
            archive.writestr(name, whole.read(name))
    body = bytearray(stream.getvalue())
    for info in zipfile.ZipFile(stream).infolist():
        start = info.header_offset + 30 + len(info.filename)
        body[start + 12 : start + 30] = b"\xff" * 18

    with pytest.raises(BrokenDocument, match="damaged DOCX"):
        read("-", stdin=bytes(body))


def test_a_zip_of_a_version_that_nobody_reads_is_a_clear_error(document):
    body = word_file(document)
    newer = body.replace(b"PK\x01\x02\x14\x03\x14\x00", b"PK\x01\x02\x14\x03\xff\x00")

    assert newer != body
    with pytest.raises(BrokenDocument):
        read("-", stdin=newer)
