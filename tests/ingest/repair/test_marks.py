"""Marks of Markdown."""

from __future__ import annotations

import pytest

from sourcier.core.spans import Span
from sourcier.ingest.repair.marks import bare_link, is_bare_link, is_rule, unmarked, without_opening
from sourcier.ingest.strands import Strand


def strand(text: str) -> Strand:
    return Strand.of(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("**Le vote** a eu lieu.", "Le vote a eu lieu."),
        ("Dans *Le Phare*, il dit.", "Dans Le Phare, il dit."),
        ("__Le vote__ et _le reste_.", "Le vote et le reste."),
        ("***Fort*** et net.", "Fort et net."),
        ("Un **mot *double* fort** ici.", "Un mot double fort ici."),
        ("**La phrase coupée", "La phrase coupée"),
        ("la suite de la phrase.**", "la suite de la phrase."),
        ("Voir [le budget](https://a.example/b_(c)).", "Voir le budget."),
        ("Voir <https://a.example/b> ici.", "Voir https://a.example/b ici."),
        ("![Le port](https://a.example/p.jpg)", "Le port"),
        ("[**Le budget**](https://a.example)", "Le budget"),
        ("3 * 4 * 5 font 60.", "3 * 4 * 5 font 60."),
        ("le fichier nom_de_fichier est lu", "le fichier nom_de_fichier est lu"),
        ("une note* en bas", "une note* en bas"),
        ("m**de alors", "m**de alors"),
        ("[1] et [sic] restent", "[1] et [sic] restent"),
    ],
)
def test_marks_go_and_words_stay(marked, bare):
    assert unmarked(strand(marked)).strand.text == bare


def test_a_link_is_kept_with_its_words():
    found = unmarked(strand("Le **maire** cite [son *budget*](https://a.example/b) et [un avis](https://a.example/c)."))

    assert [(url, span.of(found.strand.text)) for url, span in found.links] == [
        ("https://a.example/b", "son budget"),
        ("https://a.example/c", "un avis"),
    ]


def test_a_paragraph_all_in_bold_is_strong_and_one_with_a_bold_word_is_not():
    assert unmarked(strand("**Tout est dit.**")).is_strong
    assert not unmarked(strand("**Tout** est **dit.**")).is_strong


@pytest.mark.parametrize(
    "line",
    [
        "https://a.example/page.html",
        "<https://a.example/page.html>",
        "**<https://a.example/page.html>**",
        "Source : https://a.example/page.html",
        "- https://a.example/page.html",
        "www.a.example/page",
    ],
)
def test_a_line_that_is_only_an_address(line):
    assert is_bare_link(line)
    assert bare_link(line)[0].endswith(("page.html", "page"))


def test_an_address_among_words_is_no_address_line():
    assert not is_bare_link("On lit sur https://a.example que le port ferme.")


@pytest.mark.parametrize(
    ("line", "drawn"), [("---", True), ("* * *", True), ("====", True), ("- non", False), ("—", False)]
)
def test_is_rule(line, drawn):
    assert is_rule(line) is drawn


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("## Le vote ##", "Le vote"),
        ("- un point", "un point"),
        ("> cité", "cité"),
        ("#motdièse", "#motdièse"),
        ("-3 degrés", "-3 degrés"),
    ],
)
def test_opening_marks(line, words):
    assert without_opening(strand(line)).text == words
