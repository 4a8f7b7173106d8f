"""Web pages."""

from __future__ import annotations

import json
from datetime import date

import pytest

from sourcier.core.article import BlockKind
from sourcier.ingest import from_text
from sourcier.ingest.errors import NotAnArticlePage
from sourcier.ingest.formats.nesting import DEPTH, flattened

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8">
<title>Le port ferme ses quais | Le Phare</title>
<meta property="og:title" content="Le port ferme ses quais">
<meta property="og:site_name" content="Le Phare">
<meta name="author" content="Zoé Le Goff">
<meta property="article:published_time" content="2024-05-03T10:20:00+02:00">
<meta property="article:modified_time" content="2024-05-06T08:00:00+02:00">
<link rel="canonical" href="https://phare.example/port.html"></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Le port ferme ses quais</h1>
<p>Le conseil a voté lundi soir la fermeture des quais, par 14 voix contre 9, après quatre heures de débat.</p>
<h2>Une décision rude</h2>
<p>Le maire a dit que le
<a href="/budget">budget&nbsp;de la ville</a> baissait de 12&nbsp;%. Il n'a pas donné de date.</p>
<ul><li>Premier point de la délibération votée</li><li>Second point de la délibération votée</li></ul>
<p>Les marins ont quitté la salle avant le vote, et leur porte-parole a promis de revenir jeudi.</p>
</article><footer>Mentions légales</footer><script>alert("non")</script></body></html>"""


def kinds(article):
    return [(str(block.kind), block.span.of(article.text)) for block in article.blocks]


def test_page_gives_its_blocks_in_order():
    article = from_text(PAGE, media_type="text/html")

    assert [kind for kind, _ in kinds(article)] == [
        "title", "paragraph", "heading", "paragraph", "list_item", "list_item", "paragraph",
    ]  # fmt: skip
    assert "alert" not in article.text
    assert "Accueil" not in article.text


def test_page_gives_its_metadata():
    article = from_text(PAGE, media_type="text/html")

    assert article.title == "Le port ferme ses quais"
    assert article.byline == ("Zoé Le Goff",)
    assert (article.published, article.updated) == (date(2024, 5, 3), date(2024, 5, 6))
    assert (article.publisher, article.url) == ("Le Phare", "https://phare.example/port.html")
    assert article.lang == "fr"


def test_a_link_stands_on_its_words():
    article = from_text(PAGE, media_type="text/html", url="https://phare.example/port.html")

    assert [(link.url, link.span.of(article.text)) for link in article.links] == [
        ("https://phare.example/budget", "budget\u00a0de la ville")
    ]


def test_a_title_that_the_body_lacks_is_put_first():
    page = PAGE.replace("<h1>Le port ferme ses quais</h1>", "")
    article = from_text(page, media_type="text/html")

    assert kinds(article)[0] == ("title", "Le port ferme ses quais")


def test_a_script_in_the_title_is_only_text():
    page = PAGE.replace('content="Le port ferme ses quais"', 'content="&lt;script&gt;alert(1)&lt;/script&gt; Le port"')
    article = from_text(page, media_type="text/html")

    assert article.title is not None
    assert "\n" not in article.title
    assert article.text.startswith(article.blocks[0].span.of(article.text))


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><title>Vide</title></head><body><script>f()</script></body></html>",
        "<html>",
    ],
)
def test_a_page_without_main_text_is_refused(page):
    with pytest.raises(NotAnArticlePage):
        from_text(page, media_type="text/html")


def test_a_fragment_is_read():
    article = from_text(
        "<p>Le maire a dit que les quais du port sont fermés pour tout l'hiver.</p>", media_type="text/html"
    )

    assert article.text == "Le maire a dit que les quais du port sont fermés pour tout l'hiver."


def test_nesting_beyond_reason_is_flattened_and_its_words_stay():
    flat, tags = flattened("<div>" * 1000 + "mot" + "</div>" * 1000 + "<p>suite</p>")

    assert flat.count("<div>") == flat.count("</div>") == DEPTH
    assert "mot" in flat
    assert flat.endswith("<p>suite</p>")
    assert tags == 1001


def test_line_breaks_after_a_sentence_part_paragraphs():
    page = PAGE.replace("Il n'a pas donné de date.", "<br>Il n'a pas donné<br>de date.")
    article = from_text(page, media_type="text/html")

    assert "Il n'a pas donné de date." in [text for kind, text in kinds(article) if kind == BlockKind.PARAGRAPH]


def test_a_year_of_the_text_is_not_the_day_of_publication():
    page = """<html lang="fr"><body><article><h1>Le pont</h1><p>Le pont de Kervran, long de 300 mètres, a été inauguré en 2011
    par le préfet, devant une foule venue de tout le canton.</p><p>Il a coûté douze millions d'euros.</p></article></body></html>"""
    assert from_text(page, media_type="text/html").published is None


@pytest.mark.parametrize("key", ["headline", "author", "publisher", "datePublished", "url", "articleSection", "@type"])
@pytest.mark.parametrize("junk", [3, 1.5, True, None, [3], {"name": 3}, {"name": ["a"]}, [{"name": [3]}]])
def test_metadata_of_an_odd_type_costs_no_page_its_text(key, junk):
    said = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Les quais", key: junk}
    page = PAGE.replace("</head>", f'<script type="application/ld+json">{json.dumps(said)}</script></head>')
    page = page.replace('<meta property="og:title" content="Le port ferme ses quais">', "")

    assert "par 14 voix contre 9" in from_text(page, media_type="text/html").text
