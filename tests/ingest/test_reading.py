"""Whole articles, from the text as it came to blocks, links and facts."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from sourcier.core.spans import Span
from sourcier.ingest import from_bytes, from_text, read

PRINTED = """

# Le phare d'Ormeau s'éteint : à qui la faute ?

écrit par Anselme Tardieu | 14 septembre 2023



Le dernier gardien du phare a quitté l'île lundi, malgré les promesses de la préfecture. Il y a peu, c'est

le ministre de la Mer, Paul Vasseur, qui avait visité les lieux. On y avait rangé des lampes...La visite a duré trois heures.

**<https://phare.example/20230913/visite.html>**

Dès lors que 12 communes paient, dont 5 au prix fort, pourquoi fermer ?

**Si la préfecture y voit une économie, c'est que ses comptes sont faux.**

## Des comptes faux

Zoé Le Goff, dans *Le Courrier*, rappelle [le rapport de 2019](https://courrier.example/rapport) sur le gouver-
nement local.

- un premier grief ;
- un second grief.

**Anselme Tardieu**

<https://www.tribune.example/le-phare-s-eteint.html>
"""


def kinds(article):
    return [(str(block.kind), block.span.of(article.text)) for block in article.blocks]


@pytest.fixture(scope="module")
def printed():
    return from_text(PRINTED, media_type="text/markdown")


def test_a_printed_page_is_repaired(printed):
    assert kinds(printed) == [
        ("title", "Le phare d'Ormeau s'éteint : à qui la faute ?"),
        ("byline", "écrit par Anselme Tardieu | 14 septembre 2023"),
        (
            "paragraph",
            (
                "Le dernier gardien du phare a quitté l'île lundi, malgré les promesses de la préfecture. "
                "Il y a peu, c'est le ministre de la Mer, Paul Vasseur, qui avait visité les lieux. "
                "On y avait rangé des lampes... La visite a duré trois heures."
            ),
        ),
        ("link", "https://phare.example/20230913/visite.html"),
        ("paragraph", "Dès lors que 12 communes paient, dont 5 au prix fort, pourquoi fermer ?"),
        ("paragraph", "Si la préfecture y voit une économie, c'est que ses comptes sont faux."),
        ("heading", "Des comptes faux"),
        ("paragraph", "Zoé Le Goff, dans Le Courrier, rappelle le rapport de 2019 sur le gouvernement local."),
        ("list_item", "un premier grief ;"),
        ("list_item", "un second grief."),
        ("byline", "Anselme Tardieu"),
        ("link", "https://www.tribune.example/le-phare-s-eteint.html"),
    ]


def test_a_printed_page_gives_its_facts(printed):
    assert printed.title == "Le phare d'Ormeau s'éteint : à qui la faute ?"
    assert printed.byline == ("Anselme Tardieu",)
    assert printed.published == date(2023, 9, 14)
    assert printed.url == "https://www.tribune.example/le-phare-s-eteint.html"
    assert printed.publisher == "tribune.example"
    assert printed.lang == "fr"


def test_links_stand_by_their_sentence_or_on_their_words(printed):
    assert [(link.url, link.span.of(printed.text)) for link in printed.links] == [
        ("https://phare.example/20230913/visite.html", "La visite a duré trois heures."),
        ("https://courrier.example/rapport", "le rapport de 2019"),
    ]


def test_a_sentence_can_be_given_in_either_text(printed):
    start = PRINTED.index("Il y a peu")
    came = Span(start, PRINTED.index(" On y avait"))
    span = printed.alignment.to_article(came)

    assert span.of(printed.text).startswith("Il y a peu, c'est le ministre")
    assert span.of(printed.text).endswith("visité les lieux.")
    assert printed.alignment.to_original(span) == came


def test_dispatch_has_its_dateline_as_a_byline_and_its_service_note_as_furniture():
    article = from_text(
        "Le port ferme ses quais\n\nORMEAU (Oise), 5 juin 2024 (Transmonde)\n\nLe port a fermé mercredi.\n\n"
        "Lire aussi : le phare\n\n(Cette dépêche sera mise à jour.)\n"
    )

    assert [kind for kind, _ in kinds(article)] == ["title", "byline", "paragraph", "furniture", "furniture"]
    assert article.published == date(2024, 6, 5)


def test_an_inline_dateline_is_set_apart():
    article = from_text("Le port ferme\n2012-05-22\n\n22 mai 2012. - Le port a fermé hier.\n\nIl rouvrira en été.")

    assert kinds(article) == [
        ("title", "Le port ferme"),
        ("byline", "2012-05-22"),
        ("byline", "22 mai 2012. -"),
        ("paragraph", "Le port a fermé hier."),
        ("paragraph", "Il rouvrira en été."),
    ]


def test_days_of_a_chronology_stay_in_the_text():
    article = from_text("Le port, jour par jour\n\n3 mai 2024 - Le port ferme.\n\n5 mai 2024 - Le port rouvre.")

    assert kinds(article)[1:] == [
        ("paragraph", "3 mai 2024 - Le port ferme."),
        ("paragraph", "5 mai 2024 - Le port rouvre."),
    ]


def test_the_paragraph_between_title_and_byline_is_the_standfirst():
    article = from_text(
        "Le port ferme ses quais\n\nLe conseil a voté lundi.\n\nPar Zoé Le Goff - Le 3 mai 2024 à 18:05\n\n"
        "Le conseil municipal a voté lundi la fermeture des quais du port."
    )

    assert [kind for kind, _ in kinds(article)] == ["title", "standfirst", "byline", "paragraph"]


def test_lines_wrapped_at_a_fixed_width_flow():
    article = from_text(
        "Le port ferme ses quais\n\n"
        "Le conseil municipal d'Ormeau a voté lundi soir la fermeture\n"
        "des quais du port, par 14 voix contre 9. Le maire, Anselme\n"
        "Tardieu, a promis qu'ils rouvriraient avant la fin de l'été\n"
        "prochain.\n"
        "    Les marins ont quitté la salle avant le vote, et leur\n"
        "porte-parole a dit non.\n"
    )

    assert kinds(article)[1:] == [
        (
            "paragraph",
            (
                "Le conseil municipal d'Ormeau a voté lundi soir la fermeture des quais du port, par 14 voix contre 9. "
                "Le maire, Anselme Tardieu, a promis qu'ils rouvriraient avant la fin de l'été prochain."
            ),
        ),
        ("paragraph", "Les marins ont quitté la salle avant le vote, et leur porte-parole a dit non."),
    ]


def test_a_text_with_a_paragraph_a_line_keeps_them():
    long = "Le conseil municipal d'Ormeau a voté lundi soir la fermeture des quais du port, par 14 voix contre 9. Il a "
    article = from_text(f"Le port ferme\n{long}promis.\n{long}juré.\n{long}menti.\n")

    assert [kind for kind, _ in kinds(article)] == ["title", "paragraph", "paragraph", "paragraph"]


def test_double_spaced_lines_flow():
    lines = [
        "Le conseil municipal d'Ormeau a voté lundi soir la fermeture",
        "des quais du port, par 14 voix contre 9. Le maire, Anselme",
        "Tardieu, a promis qu'ils rouvriraient avant la fin de l'été",
        "prochain. Les marins ont quitté la salle avant le vote de la",
        "motion, et leur porte-parole, une femme de quarante ans, dit",
        "qu'ils ne reviendront pas. Le sous-préfet doit venir à Ormeau",
        "jeudi avec le ministre, qui a promis de l'argent aux marins,",
        "aux dockers et aux pilotes.",
    ]
    article = from_text("\n\n".join(lines))

    assert [text for _, text in kinds(article)] == [" ".join(lines)]


def test_a_sentence_cut_by_a_page_break_is_whole():
    article = from_text("Le port ferme\n\nLe conseil a voté la fermeture des\f\nquais du port lundi soir.")

    assert kinds(article)[1:] == [("paragraph", "Le conseil a voté la fermeture des quais du port lundi soir.")]


def test_metadata_at_the_top_of_a_markdown_file_are_facts():
    article = from_text(
        '---\ntitle: "Le port ferme"\nauthor: Zoé Le Goff\ndate: 2024-05-03\nlang: fr\ntags: [port]\n---\n\n'
        "Le conseil a voté la fermeture des quais du port.\n",
        media_type="text/markdown",
    )

    assert (article.title, article.byline, article.published) == ("Le port ferme", ("Zoé Le Goff",), date(2024, 5, 3))
    assert [kind for kind, _ in kinds(article)] == ["title", "paragraph"]


def test_a_table_in_markdown_is_read_row_by_row():
    article = from_text("Le port\n\nVoici les chiffres.\n\n| Année | Quais |\n|---|---|\n| 2024 | 14 |\n\nFin.")

    assert kinds(article)[2:4] == [("list_item", "Année | Quais"), ("list_item", "2024 | 14")]


def test_a_name_under_the_title_is_the_author_s():
    article = from_text("Le port ferme ses quais\n\nZoé Le Goff\n\nLe conseil municipal a voté lundi.")

    assert article.byline == ("Zoé Le Goff",)
    assert [kind for kind, _ in kinds(article)] == ["title", "byline", "paragraph"]


def test_a_label_over_the_title_is_furniture():
    article = from_text("TRIBUNE\n\nLe port doit rester ouvert\n\nLe conseil municipal a voté lundi.")

    assert kinds(article)[:2] == [("furniture", "TRIBUNE"), ("title", "Le port doit rester ouvert")]


def test_what_the_caller_knows_comes_first():
    article = from_text(
        PRINTED, published=date(2020, 1, 1), lang="en", title="Autre titre", url="https://autre.example/a"
    )

    assert (article.published, article.lang, article.title) == (date(2020, 1, 1), "en", "Autre titre")
    assert (article.url, article.publisher) == ("https://autre.example/a", "autre.example")


def test_a_missing_date_is_none_and_a_future_one_stays():
    assert from_text("Le port ferme ses quais pour tout l'hiver.").published is None
    assert from_text("Le port ferme\n\nPar Zoé Le Goff, 3 mai 2199\n\nLe port a fermé.").published == date(2199, 5, 3)


def test_the_address_gives_a_date_where_nothing_else_does():
    article = from_text("Le port ferme ses quais pour tout l'hiver.", url="https://phare.example/2024/05/03/port")

    assert article.published == date(2024, 5, 3)


def test_sources_listed_at_the_end_are_links_and_not_the_article_s_address():
    article = from_text("Le port ferme.\n\nSource : https://phare.example/a\n\nhttps://phare.example/b\n")

    assert article.url is None
    assert [link.url for link in article.links] == ["https://phare.example/a", "https://phare.example/b"]


def test_a_list_that_counts_up_loses_its_numbers_and_a_lone_one_keeps_it():
    article = from_text("Trois points :\n\n1. Le port.\n2. Le phare.\n\nEnfin.")
    assert [text for kind, text in kinds(article) if kind == "list_item"] == ["Le port.", "Le phare."]

    assert "7. Le port." in from_text("Le point est là.\n\n7. Le port.\n\nEnfin.").text


def test_a_path_and_standard_input_give_the_same_article(tmp_path):
    path = tmp_path / "phare.md"
    path.write_text(PRINTED, encoding="utf-8")

    assert read(path) == read(str(path)) == from_text(PRINTED, media_type="text/markdown")
    assert read("-", stdin=PRINTED.encode()).text == read(path).text


def test_bytes_give_the_article_that_their_file_gives(tmp_path):
    file = tmp_path / "port.md"
    file.write_text("# Le port\n\nLe maire a dit que le port est fermé pour tout l'hiver.\n", encoding="utf-8")
    assert from_bytes(file.read_bytes(), name=str(file)) == read(file)


def test_the_same_words_have_the_same_id_wherever_they_come_from():
    one = from_text("Le port ferme ses quais.", name="a")
    other = from_text("Le port ferme\nses quais.", name="b")

    assert one.id == other.id
    assert one.id != from_text("Le port ferme ses quais.", url="https://phare.example").id


def test_reading_a_text_loads_no_heavy_library(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Le port ferme ses quais.", encoding="utf-8")
    code = (
        "import sys; from sourcier.ingest import read; read(sys.argv[1]);"
        "heavy = {'trafilatura', 'htmldate', 'pypdfium2', 'docx', 'httpx', 'lxml', 'spacy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )

    out = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"
