"""Bylines, date lines, signatures."""

from __future__ import annotations

import pytest

from sourcier.ingest.head.bylines import parse_byline


@pytest.mark.parametrize(
    ("line", "names", "published"),
    [
        ("écrit par Anselme Tardieu | 14 septembre 2023", ("Anselme Tardieu",), "2023-09-14"),
        ("par Anselme Tardieu | 12 août 2022", ("Anselme Tardieu",), "2022-08-12"),
        ("Par Anselme Tardieu et Zoé Le Goff", ("Anselme Tardieu", "Zoé Le Goff"), "None"),
        (
            "Par Anselme Tardieu, Zoé Le Goff et Jean-Paul d'Arcy",
            ("Anselme Tardieu", "Zoé Le Goff", "Jean-Paul d'Arcy"),
            "None",
        ),
        (
            "Par Zoé Le Goff, députée (PS) du Finistère, et Anselme Tardieu, historien",
            ("Zoé Le Goff", "Anselme Tardieu"),
            "None",
        ),
        ("Par Zoé Le Goff (avec AFP)", ("Zoé Le Goff",), "None"),
        ("Zoé Le Goff avec AFP", ("Zoé Le Goff",), "None"),
        ("Par Zoé Le Goff - Le 14 décembre 2023 à 18:05", ("Zoé Le Goff",), "2023-12-14"),
        ("Zoé Le Goff, économiste - 17 mai 2023", ("Zoé Le Goff",), "2023-05-17"),
        ("Zoé Le Goff, apicultrice à Vannes - 17 mai 2023", ("Zoé Le Goff",), "2023-05-17"),
        ("Zoé Le Goff, envoyée spéciale à Kyiv", ("Zoé Le Goff",), "None"),
        ("Rédaction sports, 30 janvier 2025", ("Rédaction sports",), "2025-01-30"),
        ("Publié le 3 mai 2024 à 10h20", (), "2024-05-03"),
        ("3 mai 2024", (), "2024-05-03"),
        ("2024-05-03", (), "2024-05-03"),
        ("Propos recueillis par Zoé Le Goff", ("Zoé Le Goff",), "None"),
        ("Publié le 3 mai 2024 | 5 min de lecture", (), "2024-05-03"),
        ("By Ruth Vale, 3 May 2024", ("Ruth Vale",), "2024-05-03"),
        ("By Ruth Vale and Tom O'Shea", ("Ruth Vale", "Tom O'Shea"), "None"),
        ("Ruth Vale, Retail Correspondent | Thursday 6 March 2025", ("Ruth Vale",), "2025-03-06"),
        ("Published on May 3, 2024, 9:05 a.m.", (), "2024-05-03"),
        ("Reporting by Ruth Vale in Oslo; Editing by Tom O'Shea", ("Ruth Vale", "Tom O'Shea"), "None"),
        ("By RUTH VALE", ("RUTH VALE",), "None"),
    ],
)
def test_byline_gives_names_and_day(line, names, published):
    found = parse_byline(line)

    assert found is not None
    assert (found.names, str(found.published)) == (names, published)


def test_byline_gives_the_day_of_update_apart():
    found = parse_byline("Publié le 3 mai 2024 à 10h20, mis à jour le 4 mai 2024 à 8h")

    assert found is not None
    assert (str(found.published), str(found.updated)) == ("2024-05-03", "2024-05-04")


@pytest.mark.parametrize(
    "line",
    [
        "Le 3 mai 2024, Zoé Le Goff a pris la parole",
        "Zoé Le Goff, présidente du conseil, a décidé hier, lundi 3 mai 2024, de partir.",
        "Par la fenêtre, on voit le port.",
        "Par Toutatis, quelle histoire !",
        "By the time the vote came, nobody was left.",
        "Le port ferme ses quais",
        "Zoé Le Goff",
        "Zoé Le Goff et Anselme Tardieu s'opposent",
        "Elle est née le 3 mai 2024.",
        "",
    ],
)
def test_prose_is_no_byline(line):
    assert parse_byline(line) is None


@pytest.mark.parametrize(
    ("line", "names"), [("Zoé Le Goff", ("Zoé Le Goff",)), ("(avec AFP)", ()), ("Zoé Le Goff (AFP)", ("Zoé Le Goff",))]
)
def test_a_name_alone_is_a_signature_at_the_foot(line, names):
    found = parse_byline(line, is_foot=True)

    assert found is not None
    assert found.names == names
