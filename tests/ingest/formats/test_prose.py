"""Pages that say something, and pages that only lead elsewhere."""

from __future__ import annotations

import pytest

from sourcier.ingest import from_bytes
from sourcier.ingest.errors import NotAnArticlePage

TEASERS = "".join(
    f"<h2><a href='/{n}'>Le conseil de quartier numéro {n} adopte un budget en hausse de {n} %</a></h2>"
    for n in range(40)
)


@pytest.mark.parametrize(
    "body",
    [
        "<a href='/a'>Accueil</a> <a href='/b'>Sport</a> <p>Bienvenue</p>",
        "<h1>Sud Info</h1><ul><li><a href='/1'>Le maire démissionne</a></li><li><a href='/2'>Il pleut à verse.</a></ul>",
        f"<nav><a href='/'>Accueil</a></nav>{TEASERS}",
        f"<nav><a href='/'>Accueil</a></nav><ul>{TEASERS.replace('h2', 'li')}</ul><p>Tous droits réservés.</p>",
        "<h1>Contact</h1><p>Rédaction : 12, quai du Port</p>",
        "<p>Accueil</p>",
    ],
    ids=["menu", "front page", "headlines", "list of headlines", "address", "word"],
)
def test_a_page_without_prose_is_no_article(body):
    with pytest.raises(NotAnArticlePage, match="no article text"):
        from_bytes(f"<html><body>{body}</body></html>".encode(), name="a.html")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Lyon compte 520 000 habitants.</p>", "520 000"),
        ("<h1>Le port</h1><p>Il rouvre lundi.</p>", "rouvre"),
        ("<p>La digue a cédé en 2013, selon <a href='https://a.example/1'>la mairie</a>.</p>", "mairie"),
        (f"<p>La digue a cédé, dit le maire.</p>{TEASERS[:400]}", "digue"),
        ("<a href='/s'>Lyon</a> <a href='/t'>Sport</a><p>Lyon compte 520 000 habitants de plus.</p>", "habitants"),
        ("<p>La digue a cédé cette nuit. (AFP)</p>", "cédé"),
        ("<p>La digue a cédé cette nuit. Plus : https://a.example/1</p>", "cédé"),
        ("<p>La digue a cédé cette nuit.<br>Anne Petit</p>", "cédé"),
        ("<p>" + "La mer monte, la mer descend<br>" * 12 + "</p>", "descend"),
    ],
    ids=[
        "one sentence",
        "title and sentence",
        "link in it",
        "links below",
        "word of the menu in it",
        "agency",
        "address",
        "signature",
        "verse",
    ],
)
def test_a_page_with_a_sentence_is_one(body, words):
    assert words in from_bytes(f"<html><body>{body}</body></html>".encode(), name="a.html", lang="fr").text
