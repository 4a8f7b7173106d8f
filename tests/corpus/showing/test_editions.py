"""Versions of one page are one text: they repeat nothing, and what is corrected between them is no drift."""

from __future__ import annotations

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.copies import one_text
from sourcier.app.corpus.showing.firsts import tellings, texts
from sourcier.app.corpus.showing.gathering import Told, gather
from sourcier.app.corpus.showing.records import Edition, Matter, Statement

FIRST, LATER, OTHER = (
    press.paper("a1", "2024-03-01"),
    press.paper("a2", "2024-03-01", updated=None),
    press.paper("b", "2024-03-02", publisher="La Vigie"),
)
IN_ORDER = {"a1": Edition("a1", 0), "a2": Edition("a1", 1)}
NO_ORDER = {"a1": Edition("a1", 0), "a2": Edition("a1", 0)}
ALONE = {one: one for one in ("a1", "a2", "b")}


def told(statements, edition_of):
    """Return what is told of statements, each the papers that make it."""
    words = [f"L’incendie a détruit {n}00 hectares." for n in range(1, 9)]
    matter = Matter(
        tuple(
            Statement(tuple(press.stated(one, word) for one in papers))
            for word, papers in zip(words, statements, strict=False)
        )
    )
    text_of = one_text(ALONE, edition_of)
    return Told(matter, tuple(tellings(matter, text_of, edition_of)), texts(matter, text_of))


@pytest.mark.parametrize(
    ("statements", "edition_of", "count", "figures", "past"),
    [
        ([[FIRST], [LATER]], IN_ORDER, 1, 1, ["a1"]),
        ([[FIRST], [LATER, OTHER]], IN_ORDER, 2, 1, ["a1"]),
        ([[FIRST, OTHER], [LATER]], IN_ORDER, 2, 2, ["a1"]),  # the other still says so
        ([[FIRST], [LATER], [OTHER]], IN_ORDER, 2, 2, ["a1"]),
        ([[FIRST, LATER], [OTHER]], IN_ORDER, 2, 2, []),
        ([[FIRST], [LATER], [OTHER]], NO_ORDER, 2, 1, ["a1", "a2"]),
        ([[FIRST], [LATER]], {}, 2, 2, []),
    ],
)
def test_page_counts_once_and_with_its_newest_figure(statements, edition_of, count, figures, past):
    found = told(statements, edition_of)
    assert (found.texts, found.figures) == (count, figures)
    assert [one.claim.paper.id for one in found.tellings if one.is_past] == past
    assert all(one.copies == () for one in found.tellings)


def test_first_version_alone_is_first_and_a_figure_has_the_day_of_the_version_that_brought_it():
    later = press.paper("a2", "2024-03-01", updated=OTHER.published)
    found = told([[FIRST], [later]], IN_ORDER)
    assert [(one.claim.paper.id, one.day, one.is_first) for one in found.tellings] == [
        ("a1", FIRST.published, True),
        ("a2", OTHER.published, False),
    ]


def test_copies_of_either_version_are_of_one_text():
    copy_of = {"a1": "a1", "a2": "a2", "b": "a2", "c": "c"}
    assert one_text(copy_of, IN_ORDER) == {"a1": "a1", "a2": "a1", "b": "a1", "c": "c"}


def test_corrected_page_alone_repeats_nothing_and_drifts_nowhere(tmp_path, packs):
    url = "https://phare.example/lison"
    texts_ = (
        "L’incendie de Lison a brûlé 30 hectares. La préfète de Lison a visité le camping.",
        "L’incendie de Lison a brûlé 45 hectares. La préfète de Lison a visité le camping.",
    )
    articles = [
        press.story(text, day, url=f"{url}{end}")
        for text, day, end in zip(texts_, ("2024-03-01", "2024-03-02"), ("", "/#haut"), strict=True)
    ]
    apart = [
        press.story(text, day, "La Vigie", url=f"{url}/{day}")
        for text, day in zip(texts_, ("2024-03-01", "2024-03-02"), strict=True)
    ]
    one = gather(press.corpus_of(tmp_path / "one", articles, packs))
    two = gather(press.corpus_of(tmp_path / "two", apart, packs))
    assert (one.repeated, one.drifts, one.editions, len(one.versions)) == ((), (), 1, 1)
    assert (len(two.drifts), two.editions) == (1, 0)


def test_front_page_is_the_address_of_no_article(tmp_path, packs):
    articles = [
        press.story(text, url="https://phare.example/")
        for text in ("La digue de Vire a cédé.", "Le port de Lison a rouvert.")
    ]
    assert gather(press.corpus_of(tmp_path / "c", articles, packs)).versions == ()
