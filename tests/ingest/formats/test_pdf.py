"""PDF files, written by hand in paper.py."""

from __future__ import annotations

import pytest

from ingest.paper import Printed, column, pdf
from sourcier.ingest import read
from sourcier.ingest.errors import BrokenDocument, PdfWithoutText

FIRST = [
    Printed("Le Phare - page 1", 800, 9),
    Printed("Le port ferme ses quais", 750, 20),
    Printed("et les marins s'en vont", 726, 20),
    Printed("Par Zoé Le Goff | 3 mai 2024", 700),
    *column(
        [
            "Le conseil municipal a voté lundi soir la fermeture des quais du port,",
            "par 14 voix contre 9, après un débat qui a duré quatre heures. Le gouver-",
            "nement n'a pas répondu, et le vice-",
            "président non plus.",
            "",
            "Les marins, qui étaient 120 dans la salle, ont quitté la séance avant le",
            "vote. Leur porte-parole a dit que la saison perdue coûterait au moins le",
        ],
        top=660,
    ),
    Printed("1", 30, 9),
]
SECOND = [
    Printed("Le Phare - page 2", 800, 9),
    *column(
        ["double du budget annoncé par la mairie en mars dernier, et que personne", "ne paierait.", "", "Fin."], top=760
    ),
    Printed("2", 30, 9),
]


def read_pages(*pages, info=""):
    return read("-", stdin=pdf(list(pages), info))


def test_pages_become_whole_paragraphs():
    article = read_pages(FIRST, SECOND)

    assert [str(block.kind) for block in article.blocks] == ["title", "byline", *["paragraph"] * 3]
    title, _, vote, marins, _ = (block.span.of(article.text) for block in article.blocks)
    assert title == "Le port ferme ses quais et les marins s'en vont"
    assert "fermeture des quais du port, par 14 voix" in vote
    assert vote.endswith("Le gouvernement n'a pas répondu, et le vice-président non plus.")
    assert "coûterait au moins le double du budget" in marins
    assert "page 1" not in article.text


def test_the_text_says_more_than_the_file_s_properties():
    article = read_pages(FIRST, SECOND, info="/Title (brouillon.docx) /Author (Une Autre) /CreationDate (D:20200101)")

    assert article.title == "Le port ferme ses quais et les marins s'en vont"
    assert (article.byline, str(article.published)) == (("Zoé Le Goff",), "2024-05-03")


def test_the_file_s_properties_serve_where_the_text_is_silent():
    plain = column(["Le conseil a voté lundi soir la fermeture des quais du port de la ville.", "Il ne rouvrira pas."])
    article = read_pages(plain, info="/Title (Le port) /Author (Zoe Roy) /CreationDate (D:20240503102000)")

    assert (article.title, article.byline) == ("Le port", ("Zoe Roy",))
    assert article.published is None  # when the file was made says nothing: it may be a print of an old page


def test_a_pdf_without_text_is_a_clear_error():
    with pytest.raises(PdfWithoutText):
        read_pages([])


@pytest.mark.parametrize("body", [b"%PDF-1.4\nrien", b"%PDF-1.7\n%%EOF\n" + b"\x00\xff" * 500])
def test_a_damaged_pdf_is_a_clear_error(body):
    with pytest.raises(BrokenDocument):
        read("-", stdin=body)


def test_a_cut_pdf_never_shows_a_traceback():
    whole = pdf([FIRST, SECOND])

    for size in range(50, len(whole), 400):
        try:
            read("-", stdin=whole[:size])
        except (BrokenDocument, PdfWithoutText):
            continue


def test_type_too_small_to_see_is_read():
    lines = ["Le conseil municipal a voté lundi soir la fermeture des quais du port,", "par 14 voix contre 9."]
    article = read_pages(column(lines, size=0.01))

    assert article.text == " ".join(lines)
