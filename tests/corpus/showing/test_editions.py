"""Versions of one page are one text: they repeat nothing, and what is corrected between them is no drift."""

from __future__ import annotations

from datetime import date

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


def told(statements, edition_of, copy_of=None):
    """Return what is told of statements, each the papers that make it."""
    words = [f"L’incendie a détruit {n}00 hectares." for n in range(1, 9)]
    matter = Matter(
        tuple(
            Statement(tuple(press.stated(one, word) for one in papers))
            for word, papers in zip(words, statements, strict=False)
        )
    )
    found = tellings(matter, one_text(copy_of or ALONE, edition_of), edition_of)
    return Told(matter, tuple(found), texts(found))


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


COPY, LATE = press.paper("c", "2024-03-01", publisher="Le Fanal"), press.paper("d", None, publisher=None)
WIRE = {"a1": "a1", "a2": "a2", "b": "a1", "c": "a1", "d": "a1"}
ROWS = [
    # Papers of each statement, texts, articles, publishers; for each row its copies, and another article of its text.
    ([[FIRST, OTHER, COPY]], 1, 3, 3, [("a1", ["c", "b"], None)]),
    ([[FIRST, COPY], [OTHER]], 2, 3, 3, [("a1", ["c"], None), ("b", [], "a1")]),
    ([[FIRST, LATE], [OTHER]], 2, 3, 2, [("a1", ["d"], None), ("b", [], "a1")]),
    ([[FIRST, OTHER], [LATER]], 2, 2, 2, [("a1", ["b"], None), ("a2", [], None)]),  # the copy still says so
    ([[FIRST], [LATER, OTHER]], 1, 2, 2, [("a1", [], None), ("a2", ["b"], None)]),
]


@pytest.mark.parametrize(("statements", "count", "articles", "publishers", "rows"), ROWS)
def test_counts_are_those_of_the_rows_below_them(statements, count, articles, publishers, rows):
    found = told(statements, IN_ORDER, WIRE)
    assert (found.texts, len(found.pages), found.publishers) == (count, articles, publishers)
    assert [
        (one.claim.paper.id, [copy.id for copy in one.copies], one.alike and one.alike.id) for one in found.tellings
    ] == rows
    standing = [one for one in found.tellings if not one.is_past]
    assert found.texts == len(standing)


def test_copies_of_the_first_day_leave_the_order_unknown():
    found = told([[FIRST, COPY, OTHER, LATE]], {}, WIRE)
    (row,) = found.tellings
    assert (row.claim.paper.id, row.is_first, found.order) == ("a1", True, "same_day")
    assert [(one.paper.id, one.day and str(one.day), one.is_first) for one in row.printed] == [
        ("c", "2024-03-01", True),
        ("b", "2024-03-02", False),
        ("d", None, False),
    ]


def test_earliest_copy_is_the_first_whoever_stands_for_the_text():
    late = {"a1": "b", "b": "b", "c": "b"}
    (row,) = told([[OTHER, FIRST]], {}, late).tellings
    assert (row.claim.paper.id, row.text) == ("a1", "b")


def test_first_version_alone_is_first_and_a_figure_has_the_day_of_the_version_that_brought_it():
    later = press.paper("a2", "2024-03-01", updated=OTHER.published)
    found = told([[FIRST], [later]], IN_ORDER)
    assert [(one.claim.paper.id, one.day, one.is_first) for one in found.tellings] == [
        ("a1", FIRST.published, True),
        ("a2", OTHER.published, False),
    ]


UPDATED = date(2024, 3, 10)


@pytest.mark.parametrize(
    ("papers", "firsts", "order"),
    [
        # Each with its day and, where it was changed, the day of that.
        ([("a", "2024-03-01", None), ("b", "2024-03-05", None)], "a", "first"),
        ([("a", "2024-03-01", UPDATED), ("b", "2024-03-05", None)], "ab", "maybe_first"),
        ([("a", "2024-03-01", UPDATED), ("b", "2024-03-12", None)], "a", "first"),
        ([("a", "2024-03-01", UPDATED), ("b", "2024-03-05", None), ("c", "2024-03-06", None)], "ab", "maybe_first"),
        ([("a", "2024-03-01", UPDATED), ("b", "2024-03-01", None)], "ab", "same_day"),
        ([("a", "2024-03-01", None), ("b", "2024-03-05", UPDATED)], "a", "first"),
        ([("a", "2024-03-01", UPDATED), ("b", None, UPDATED)], "a", "first"),
    ],
)
def test_what_stood_in_an_article_before_it_was_changed_is_not_known(papers, firsts, order):
    papers = [press.paper(id_, day, f"Journal {id_}", updated=updated) for id_, day, updated in papers]
    apart = {paper.id: paper.id for paper in papers}
    found = told([papers], {}, apart)
    assert "".join(one.claim.paper.id for one in found.tellings if one.is_first) == firsts
    assert found.order == order


def test_article_that_gives_both_figures_is_replaced_by_none_and_replaces_none():
    found = told([[FIRST, OTHER], [FIRST]], {})
    assert not any(one.is_past for one in found.tellings)
    later = told([[FIRST, LATER], [LATER]], IN_ORDER)
    assert not any(one.is_past for one in later.tellings)


def test_copies_of_either_version_are_of_one_text():
    copy_of = {"a1": "a1", "a2": "a2", "b": "a2", "c": "c"}
    assert one_text(copy_of, IN_ORDER) == {"a1": "a1", "a2": "a1", "b": "a1", "c": "c"}


def test_papers_that_printed_two_texts_of_one_page_are_no_copies_of_each_other():
    rewritten = {"a1": "a1", "q": "a1", "a2": "a2", "r": "a2"}
    assert one_text(rewritten, IN_ORDER) == rewritten
    # Where only one of the two texts was printed elsewhere, the page has one.
    assert one_text({"a1": "a1", "q": "a1", "a2": "a2"}, IN_ORDER) == {"a1": "a1", "q": "a1", "a2": "a1"}


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
    # Two addresses are two pages: what their paper wrote on two days is a series, and no figure that changed.
    assert (len(two.drifts), len(two.series), two.editions) == (0, 1, 0)


def test_front_page_is_the_address_of_no_article(tmp_path, packs):
    articles = [
        press.story(text, url="https://phare.example/")
        for text in ("La digue de Vire a cédé.", "Le port de Lison a rouvert.")
    ]
    assert gather(press.corpus_of(tmp_path / "c", articles, packs)).versions == ()
