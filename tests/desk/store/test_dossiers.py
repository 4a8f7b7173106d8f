from dataclasses import replace
from datetime import date

import pytest

import factory
from desk.store.conftest import decision
from sourcier.app.desk.store.decisions import revisions_of, save
from sourcier.app.desk.store.dossiers import (
    Wanted,
    add_dossier,
    choices,
    count_dossiers,
    dossier_of,
    edition_of,
    find_dossiers,
    remove_dossier,
    tag_dossier,
)
from sourcier.app.desk.store.errors import BadTag, NoDossier
from sourcier.app.desk.store.folding import fold, terms
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, added_key
from sourcier.core.spans import Span


def dossier(number, **known):
    """A dossier of one line, with a claim about a figure."""
    words = known.pop("words", f"Le port compte {number} grues")
    of = factory.article(f"{words} depuis ce printemps.", **known)
    claim = factory.claim(of, words, str(number))
    verdict = [Verdict.SUPPORTED, Verdict.REFUTED, None][number % 3]
    found = (factory.finding(claim),) if verdict else ()
    told = factory.assessment(claim, verdict, found)
    return factory.dossier(of, [claim], findings=found, assessments=[told])


def titles(store, **wanted):
    return [row.title for row in find_dossiers(store, Wanted(**{"sort": "title", **wanted})).rows]


@pytest.fixture
def shelf(store):
    """Six articles, of two publishers, two languages, three verdicts."""
    for number in range(11, 17):
        of = dossier(
            number,
            title=f"Élan {number}",
            publisher=("Ouest", "Le Rhin")[number % 2],
            published=date(2024, 1, number),
            lang=("fr", "en")[number % 2],
        )
        add_dossier(store, of, name=f"{number}.txt", tags=["ports", f"n{number % 3}"])
    return store


def test_a_dossier_comes_back_as_it_went_in(store):
    for of in (factory.column(), factory.wire()):
        id_ = add_dossier(store, of, name="a.md")
        stored = dossier_of(store, id_)
        assert stored.dossier == of
        assert stored.edition == edition_of(store, id_) == stored.summary.edition
    assert count_dossiers(store) == 2
    assert dossier_of(store, "art-0") is None
    for unknown in ("art-0", "", "art\0", "\ud83d", "x" * 10_000):
        assert edition_of(store, unknown) is None


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, (11, 12, 13, 14, 15, 16)),
        ({"publisher": "Ouest"}, (12, 14, 16)),
        ({"language": "en"}, (11, 13, 15)),
        ({"since": date(2024, 1, 13), "until": date(2024, 1, 15)}, (13, 14, 15)),
        ({"tag": "n0"}, (12, 15)),
        ({"verdict": "supported"}, (12, 15)),
        ({"verdict": "refuted", "language": "en"}, (13,)),
        ({"verdict": "none"}, (11, 14)),
        ({"verdict": "'; --"}, ()),
        ({"kind": "quantity"}, (11, 12, 13, 14, 15, 16)),
        ({"kind": "quantity", "verdict": "refuted"}, (13, 16)),
        ({"kind": "event"}, ()),
        ({"review": "open"}, (11, 12, 13, 14, 15, 16)),
        ({"review": "done"}, ()),
        ({"words": "ELAN 14"}, (14,)),
        ({"words": "grues  PORT 13"}, (13,)),
        ({"words": "« compte 15 »"}, (15,)),
        ({"words": '"15 compte"'}, ()),
        ({"words": "rhin"}, (11, 13, 15)),
        ({"words": "12.txt"}, (12,)),
        ({"words": "%"}, ()),
        ({"words": "1_"}, ()),
        ({"words": "'\" \\"}, ()),
        ({"words": " \u00a0 "}, (11, 12, 13, 14, 15, 16)),
    ],
    ids=str,
)
def test_filters_and_search_find_their_articles_only(shelf, wanted, numbers):
    assert titles(shelf, **wanted) == [f"Élan {number}" for number in numbers]
    assert find_dossiers(shelf, Wanted(**wanted)).total == len(numbers)


def test_a_search_shows_the_claims_that_hold_its_words(shelf):
    (row,) = find_dossiers(shelf, Wanted(words="port 13")).rows
    (match,) = row.matches
    assert (match.text, match.verdict) == ("Le port compte 13 grues", "refuted")
    assert all(row.matches == () for row in find_dossiers(shelf, Wanted(words="elan")).rows)


@pytest.mark.parametrize(
    ("sort", "first"), [("added", "Élan 16"), ("published", "Élan 16"), ("title", "Élan 11"), ("open", "Élan 16")]
)
def test_the_list_is_sorted_and_paged(shelf, sort, first):
    assert find_dossiers(shelf, Wanted(sort=sort)).rows[0].title == first
    pages = [find_dossiers(shelf, Wanted(sort=sort, page=page, size=4)) for page in (1, 2)]
    assert [len(page.rows) for page in pages] == [4, 2]
    assert len({row.article_id for page in pages for row in page.rows}) == 6
    assert (pages[0].total, pages[0].pages) == (6, 2)
    past = find_dossiers(shelf, Wanted(sort=sort, page=99, size=4))
    assert (past.page, past.rows) == (2, pages[1].rows)
    assert find_dossiers(shelf, Wanted(page=-3, size=0)).size == 1


def test_an_article_without_a_day_comes_last(shelf):
    add_dossier(shelf, dossier(30, title="Sans date", published=None))
    assert titles(shelf, sort="published")[-1] == "Sans date"


def test_the_filters_offer_what_there_is(shelf):
    assert choices(shelf).publishers == ("Le Rhin", "Ouest")
    assert choices(shelf).languages == ("en", "fr")
    assert choices(shelf).tags == ("n0", "n1", "n2", "ports")


def test_the_review_of_an_article_opens_begins_and_is_done(store, column):
    for number, one in enumerate(told for told in column.assessments if told.verdict):
        assert titles(store, review="begun" if number else "open") == [column.article.title]
        save(store, decision(column, one.claim_id, Action.WITHHOLD))
    assert titles(store, review="done") == [column.article.title]
    assert titles(store, review="begun") == titles(store, review="open") == []


def test_the_same_dossier_again_is_no_new_edition(store, column):
    before = edition_of(store, column.article.id)
    add_dossier(store, column, name="colonne.md")
    assert edition_of(store, column.article.id) == before


def test_an_article_checked_again_keeps_name_tags_and_decisions(store, column):
    id_ = column.article.id
    tag_dossier(store, id_, ["Europe"])
    gone, stays = column.claims[0], column.claims[1]
    words = Span(0, 9)
    added = added_key(id_, words)
    part = Span(gone.span.start, gone.span.start + 9)
    for one in (
        decision(column, gone.id, Action.SPLIT, spans=(part,)),
        decision(column, stays.id, Action.CHANGE, Verdict.CONFLICTING),
        decision(column, added, Action.ADD_CLAIM, spans=(words,)),
    ):
        save(store, one)
    before = dossier_of(store, id_)
    later = replace(column, claims=column.claims[1:], assessments=column.assessments[1:])
    assert add_dossier(store, later, tags=["Ports"]) == id_
    now = dossier_of(store, id_)
    assert now.edition != before.edition
    assert now.dossier == later
    assert (now.summary.name, now.summary.tags) == ("colonne.md", ("Europe", "Ports"))
    assert len(revisions_of(store, id_)) == 3
    assert (now.summary.claims, now.summary.decided) == (len(later.claims) + 1, 1)
    save(store, decision(column, gone.id, Action.WITHHOLD))  # a page of the edition before was still open
    save(store, decision(column, gone.id, Action.SPLIT, spans=(part,)))
    assert dossier_of(store, id_).summary.decided == 1, "what is not in the edition is not counted"
    add_dossier(store, column)
    back = dossier_of(store, id_).summary
    assert (back.claims, back.decided) == (len(column.claims) + 2, 2)
    assert edition_of(store, id_) not in {before.edition, now.edition}


def test_what_the_program_says_anew_shows_where_nobody_decided(store, column):
    save(store, decision(column, column.claims[0].id, Action.CONFIRM, Verdict.SUPPORTED))
    before = dossier_of(store, column.article.id).summary.verdicts
    mute = tuple(factory.assessment(claim) for claim in column.claims)
    add_dossier(store, replace(column, assessments=mute, findings=()))
    now = dossier_of(store, column.article.id).summary
    assert before["refuted"] == 2
    assert dict(now.verdicts) == {
        **dict.fromkeys(before, 0),
        "supported": 1,
        "none": len(column.claims) - 1,
    }


def test_tags_are_set_trimmed_and_checked(store, column):
    id_ = column.article.id
    assert tag_dossier(store, id_, ["  Élections   2027 ", "Élections 2027"]) == ("Élections 2027",)
    assert tag_dossier(store, id_, []) == ()
    assert dossier_of(store, id_).summary.tags == ()
    for bad in ("", " ", "a" * 61, "a\x1bb"):
        with pytest.raises(BadTag):
            tag_dossier(store, id_, [bad])
    with pytest.raises(NoDossier):
        tag_dossier(store, "art-0", ["a"])


def test_an_article_taken_away_is_gone_from_list_and_search(store, column):
    remove_dossier(store, column.article.id)
    assert find_dossiers(store, Wanted(words="atome")).total == 0
    assert dossier_of(store, column.article.id) is None
    with pytest.raises(NoDossier):
        remove_dossier(store, column.article.id)


def test_titles_and_names_may_hold_any_character(store):
    title = "a\0b <script>alert(1)</script> \u202e '; DROP TABLE articles; --"
    of = dossier(12, title=title, publisher="\0")
    id_ = add_dossier(store, of, name="../\ud83d\0.txt", tags=["<b>"])
    row = dossier_of(store, id_).summary
    assert row.title == title.replace("\0", "")
    assert row.name == "../?.txt"
    assert dossier_of(store, id_).dossier.article.title == title


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("L’Électricité", "l'electricite"),
        ("3 000 000", "3 000 000"),
        ("CŒUR, Straße", "coeur, strasse"),
        ("ﬁn", "fin"),
        ("re\u0301gion", "region"),
        ("a\0 b", "a b"),
    ],
)
def test_words_are_compared_without_case_accents_and_kinds_of_space(written, folded):
    assert fold(written) == folded


def test_a_query_is_cut_into_words_and_runs():
    assert terms('« plus de » dette "Dette') == ("plus de", "dette", '"dette')
    assert len(terms(" ".join(map(str, range(50))))) == 12
