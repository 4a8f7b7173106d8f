"""Versions of one page: which articles are some, and whether a figure or only the wording changed. Texts are our own."""

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.listing import as_json, versions_in

REST = " La maire de Lison, Odile Ferrand, a présenté le chantier mardi. Les travaux dureront deux ans. Le pont de Lison date de 1931."
CHANGES = [
    ("Le pont de Lison coûtera 3,2 millions d’euros.", "Le pont de Lison coûtera 32 millions d’euros.", True),
    ("Le pont de Lison coûtera 3,2 millions d’euros.", "Le pont de Lison coûtera 3,2 milliards d’euros.", True),
    ("Le pont de Lison coûtera 24 millions d’euros.", "Le pont de Lison coûtera 42 millions d’euros.", True),
    ("Le pont de Lison ouvrira en 2026 aux voitures.", "Le pont de Lison ouvrira en 2028 aux voitures.", True),
    ("Le pont de Lison coûtera 3,2 millions d’euros.", "Le pont de Lison va coûter 3,2 millions d’euros.", False),
    ("Le pont de Lison coûtera 3 200 000 euros.", "Le pont de Lison coûtera 3,2 millions d’euros.", False),
    ("Le pont de Lison coûtera 1 200 euros par habitant.", "Le pont de Lison coûtera 1200 euros par habitant.", False),
]


def found(folder, packs, *articles):
    return versions_in(press.corpus_of(folder, articles, packs))


@pytest.mark.parametrize(("before", "after", "is_figure"), CHANGES)
def test_figure_is_another_by_its_value_and_not_by_its_digits(tmp_path, packs, before, after, is_figure):
    url = "https://phare.example/pont"
    days = ("2024-03-01", "2024-03-02")
    articles = [press.story(text + REST, day, url=url) for text, day in zip((before, after), days, strict=True)]
    (one,) = found(tmp_path / "c", packs, *articles)
    assert [(each.before, each.after, each.is_figure) for each in one.changed] == [
        (before.rstrip("."), after.rstrip("."), is_figure)
    ]
    assert f'"figure": {str(is_figure).lower()}' in as_json(one)


def budget(town, head, figures, **known):
    text = (
        f"Le budget de {town} atteint {figures[0]} millions d’euros. La dette de {town} s’élève à {figures[1]} millions d’euros. "
        f"{town} emploie {figures[2]} agents. « Nous tiendrons nos engagements », a promis {head}. Le vote est prévu en décembre."
    )
    return press.story(text, **known)


LISON, VIRE = ("Lison", "Odile Ferrand"), ("Vire", "Karim Belloc")
PAGES = [
    # Of one publisher; the first budget of Lison is on the first of March.
    ("one address", (*LISON, (62, 18, 740)), {"url": "https://phare.example/lison/"}, "address"),
    ("one title", (*LISON, (62, 19, 740)), {"title": "Budget de Lison", "url": "https://phare.example/2"}, "title"),
    ("one text", (*LISON, (62, 19, 740)), {"title": "Lison et ses comptes", "url": "https://phare.example/2"}, "text"),
    ("another town", (*VIRE, (41, 7, 310)), {"title": "Budget de Vire", "url": "https://phare.example/2"}, None),
    ("another town, one title", (*VIRE, (41, 7, 310)), {"title": "Budget de Lison", "url": "https://phare.example/2"}, None),
    ("the next year", (*LISON, (65, 21, 755)), {"title": "Budget de Lison", "url": "https://phare.example/2"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("second", "known", "why"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_articles_of_one_pattern_are_no_versions(tmp_path, packs, second, known, why):
    first = budget(*LISON, (62, 18, 740), title="Budget de Lison", url="https://phare.example/lison")
    other = budget(*second, **{"day": "2024-03-08", **known})
    assert [one.why for one in found(tmp_path / "c", packs, first, other)] == ([why] if why else [])
