"""Versions of one page: which articles are some, and whether a figure or only the wording changed. Texts are our own."""

from datetime import date

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
    ("Le péage de Lison varie de +2,3 % sur un an.", "Le péage de Lison varie de -2,3 % sur un an.", True),
    ("Le péage de Lison varie de -2,3 % sur un an.", "Le péage de Lison varie de −2,3 % sur un an.", None),
    ("L’eau du lac de Lison est à 4 °C en mars.", "L’eau du lac de Lison est à −4 °C en mars.", True),
    ("Le pont de Lison coûtera 24 M€.", "Le pont de Lison coûtera 24 M$.", True),
    ("L’hôpital de Lison ferme 14 lits en mars.", "L’hôpital de Lison ferme 14 lits de gériatrie en mars.", False),
    ("Le club de Lison a gagné 3-2 samedi contre Vire.", "Le club de Lison a gagné 3,2 samedi contre Vire.", True),
]


def found(folder, packs, *articles):
    return versions_in(press.corpus_of(folder, articles, packs))


@pytest.mark.parametrize(("before", "after", "is_figure"), CHANGES)
def test_figure_is_another_by_its_value_and_not_by_its_digits(tmp_path, packs, before, after, is_figure):
    url = "https://phare.example/pont"
    days = ("2024-03-01", "2024-03-02")
    articles = [press.story(text + REST, day, url=url) for text, day in zip((before, after), days, strict=True)]
    (one,) = found(tmp_path / "c", packs, *articles)
    changed = [(before.rstrip("."), after.rstrip("."), is_figure)] if is_figure is not None else []
    assert [(each.before, each.after, each.is_figure) for each in one.changed] == changed
    assert (f'"figure": {str(is_figure).lower()}' in as_json(one)) is bool(changed)


NAMED = "Le pont de Lison coûtera {} millions d’euros, a indiqué {}."
INNER = [
    # The claim and the claim in it: told once where only the inner one changed.
    (("24", "le département"), ("31", "le département"), [("24", "31")]),
    (("24", "le département"), ("31", "la mairie de Lison"), [("24", "31"), ("le département", "la mairie de Lison")]),
]


@pytest.mark.parametrize(("before", "after", "expected"), INNER)
def test_change_of_a_claim_inside_of_another_is_told_once(tmp_path, packs, before, after, expected):
    url = "https://phare.example/pont"
    articles = [
        press.story(NAMED.format(*words) + REST, day, url=url)
        for words, day in ((before, "2024-03-01"), (after, "2024-03-02"))
    ]
    (one,) = found(tmp_path / "c", packs, *articles)
    assert len(one.changed) == len(expected)
    assert all(each.is_figure for each in one.changed)
    for old, new in expected:
        assert any(old in each.before and new in each.after for each in one.changed)


def test_headline_that_one_reading_has_in_its_text_is_no_claim_that_came(tmp_path, packs):
    text = "Le pont de Lison coûtera 24 millions d’euros." + REST
    url, title = "https://phare.example/pont", "Le pont de Lison coûtera cher"
    twice = [
        press.story(words, title=title, url=f"{url}{end}") for words, end in ((f"{title}\n\n{text}", "/"), (text, ""))
    ]
    assert found(tmp_path / "twice", packs, *twice) == []
    later = press.story(text.replace("24", "31"), "2024-03-02", title=title, url=url)
    (one,) = found(tmp_path / "later", packs, twice[0], later)
    assert (one.added, one.dropped, len(one.changed)) == ((), (), 1)


A, B = ("Le pont de Lison coûtera 24 millions d’euros." + REST, "Le pont de Lison coûtera 31 millions d’euros." + REST)
NOTE = " Rectificatif : nous avions donné un autre coût."
ORDERS = [
    # Published and updated of two versions; what is said of their order: the text of the later, None for no order.
    ("two days", (A, "2024-03-01", None), (B, "2024-03-05", None), B),
    ("the later update", (A, "2024-03-05", None), (B, "2024-03-03", "2024-03-10"), B),
    ("updated on the day that the other appeared", (A, "2024-03-01", "2024-03-05"), (B, "2024-03-05", None), None),
    ("one day", (A, "2024-03-01", None), (B, "2024-03-01", None), None),
    ("one day, corrected", (A + NOTE, "2024-03-01", None), (B, "2024-03-01", None), A + NOTE),
    ("one without a day", (A, "2024-03-01", None), (B, None, None), None),
    ("one without a day, corrected", (A, "2024-03-01", None), (B + NOTE, None, None), B + NOTE),
    ("a budget of that name", (A, "2024-03-01", None), (B + " Le budget rectificatif attendra.", "2024-03-01", None), None),
    ("an update of programs", (A, "2024-03-01", None), (B + " Un correctif de sécurité est prévu.", "2024-03-01", None), None),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "later"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS])
def test_order_is_told_by_last_days_and_by_corrections_alone(tmp_path, packs, first, second, later):
    url = "https://phare.example/pont"
    articles = {
        text: press.story(text, day, url=url, updated=updated and date.fromisoformat(updated))
        for text, day, updated in (first, second)
    }
    (one,) = found(tmp_path / "c", packs, *articles.values())
    assert (one.after.id if one.is_dated else None) == (articles[later].id if later else None)
    assert len(one.corrections) == sum("Rectificatif" in text for text in articles)


def budget(town, head, figures, **known):
    text = (
        f"Le budget de {town} atteint {figures[0]} millions d’euros. La dette de {town} s’élève à {figures[1]} millions d’euros. "
        f"{town} emploie {figures[2]} agents. « Nous tiendrons nos engagements », a promis {head}. Le vote est prévu en décembre."
    )
    return press.story(text, **known)


LISON, VIRE = ("Lison", "Odile Ferrand"), ("Vire", "Karim Belloc")
PAGES = [
    # Of one publisher; the first budget of Lison is on the first of March, the second a day later where nothing is said.
    ("one address", (*LISON, (62, 19, 740)), {"url": "https://phare.example/lison/", "day": "2024-09-08"}, "address"),
    ("one title", (*LISON, (62, 19, 740)), {"title": "Budget de Lison"}, "title"),
    ("one title, two addresses", (*LISON, (62, 19, 740)), {"title": "Budget de Lison", "url": "https://phare.example/2"}, None),
    ("one title, a week later", (*LISON, (62, 19, 740)), {"title": "Budget de Lison", "day": "2024-03-08"}, None),
    ("one title, no day", (*LISON, (62, 19, 740)), {"title": "Budget de Lison", "day": None}, None),
    ("one title, two figures", (*LISON, (63, 19, 740)), {"title": "Budget de Lison"}, None),
    ("one title, a figure twice", (*LISON, (18, 18, 740)), {"title": "Budget de Lison"}, "title"),
    ("one text", (*LISON, (62, 18, 740)), {"title": "Lison et ses comptes"}, "text"),
    ("one text, one figure", (*LISON, (62, 19, 740)), {"title": "Lison et ses comptes"}, None),
    ("another town", (*VIRE, (41, 7, 310)), {"title": "Budget de Vire", "url": "https://phare.example/2"}, None),
    ("another town, one title", (*VIRE, (41, 7, 310)), {"title": "Budget de Lison", "url": "https://phare.example/2"}, None),
    ("the next year", (*LISON, (65, 21, 755)), {"title": "Budget de Lison", "url": "https://phare.example/2"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("second", "known", "why"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_articles_of_one_pattern_are_no_versions(tmp_path, packs, second, known, why):
    first = budget(*LISON, (62, 18, 740), title="Budget de Lison", url="https://phare.example/lison")
    other = budget(*second, **{"day": "2024-03-02", **known})
    assert [one.why for one in found(tmp_path / "c", packs, first, other)] == ([why] if why else [])
