"""Lines of the page at the head, in the middle and at the foot of an article; prose that looks like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcier.core.article import BlockKind
from sourcier.ingest import from_text

HERE = Path(__file__).parent
OURS = {"byline", "furniture"}
TITLE = "Le port de Vallen rouvre ses quais"
TOP = [
    (
        "Les quais du port ont rouvert lundi après six semaines de grève, a annoncé la direction dans un communiqué envoyé "
        "en fin de matinée aux armateurs de la région et aux élus de la commune."
    ),
    (
        "Le trafic avait baissé de 40 % en mai, et douze navires attendaient encore au large dimanche soir, selon la "
        "capitainerie du port, qui n'avait pas connu cela depuis 1998."
    ),
    "Les deux syndicats ont signé un accord.",
    "La préfète a salué un texte équilibré.",
    "Un bilan sera publié en septembre.",
    "Les armateurs disent avoir perdu des contrats.",
]
REST = [
    "La région a promis une aide.",
    "Le quai nord reste fermé.",
    "Il rouvrira en hiver.",
    "La pêche a repris mardi.",
    "Les grues tournent.",
]
PLACES = {
    "head": lambda line: [TITLE, line, *TOP, *REST],
    "middle": lambda line: [TITLE, *TOP, line, *REST],
    "foot": lambda line: [TITLE, *TOP, *REST, line],
}
SEEN = {"any": {"head", "middle", "foot"}, "edge": {"head", "foot"}, "foot": {"foot"}}


def rows(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def article_with(line, place):
    return from_text("\n\n".join(PLACES[place](line)), lang="fr")


def kind_of(line, article):
    """The kind of the one block that is the line; fails where the line was cut or joined."""
    (kind,) = [str(block.kind) for block in article.blocks if block.span.of(article.text) == line]
    return kind


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("kind", "where", "line"), [(row[0], row[1], row[5]) for row in rows("lines.tsv")])
def test_a_line_of_the_page_is_set_apart_and_kept(kind, where, line, place):
    article = article_with(line, place)

    assert kind_of(line, article) == kind or place not in SEEN[where]
    assert sum(str(block.kind) in OURS for block in article.blocks) <= 1
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("where", "names", "published", "updated", "line"), [row[1:] for row in rows("lines.tsv") if row[0] == "byline"]
)
def test_a_line_at_the_edge_gives_authors_and_days(where, names, published, updated, line):
    article = article_with(line, "foot" if where == "foot" else "head")

    assert "|".join(article.byline) == names
    assert str(article.published or "") == published
    assert str(article.updated or "") == updated


def test_a_line_in_the_middle_is_of_a_box_and_gives_no_author():
    article = article_with("Propos recueillis par Zoé Le Goff", "middle")

    assert article.byline == ()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("line", [row[0] for row in rows("prose.tsv")])
def test_prose_stays_the_article_s(line, place):
    assert kind_of(line, article_with(line, place)) not in OURS


@pytest.mark.parametrize(
    ("before", "names", "day"),
    [
        ("KIEV, 3 mai (AFP) –", (), None),
        ("(AFP) –", (), None),
        ("VALLEN (Drôme), de notre correspondante –", (), None),
        ("De notre envoyé spécial à Vallen.", (), None),
        ("VALLEN, 3 mai (Agence Ormeau).", (), None),
        ("Vallen (Drôme). –", (), None),
        ("BREST, le 3 mai 2024, Zoé Le Goff –", ("Zoé Le Goff",), "2024-05-03"),
        ("LAGOS/ABUJA, May 3 (Transmonde) -", (), None),
        ("LAGOS, May 3, 2024 /Transmonde/ --", (), "2024-05-03"),
    ],
)
def test_a_byline_before_the_first_sentence_is_parted_from_it(before, names, day):
    first = "Les forces ont avancé de 12 kilomètres mardi."
    came = f"{TITLE}\n\n{before} {first}\n\n" + "\n\n".join(TOP)
    article = from_text(came, lang="fr")
    blocks = {block.span.of(article.text): block for block in article.blocks}

    assert blocks[before].kind is BlockKind.BYLINE
    assert blocks[first].kind is BlockKind.PARAGRAPH
    assert article.alignment.to_original(blocks[first].span).of(came) == first
    assert (article.byline, str(article.published or "") or None) == (names, day)


@pytest.mark.parametrize(
    "text",
    [
        "Par Zoé Le Goff – et par elle seule – le port a appris la nouvelle.",
        "3 mai 2024. Le vote a eu lieu.",
    ],
)
def test_a_sentence_that_opens_like_a_byline_stays_whole(text):
    article = from_text(f"{TITLE}\n\n{text}\n\n" + "\n\n".join(TOP), lang="fr")

    assert text in [block.span.of(article.text) for block in article.blocks]
