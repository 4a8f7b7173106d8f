"""Claims and sentences are found by their words, in any form of number, gender, case and accent."""

from __future__ import annotations

from datetime import date

import pytest

import factory
from corpus.tables import stock
from sourcier.app.corpus.tables import Writer, open_corpus
from sourcier.app.corpus.tables.errors import BadQuery
from sourcier.app.corpus.tables.searching import Filters, search

HORSES = "Les chevaux ont été débarqués en janvier"
SHIPS = "1 250 navires y auraient accosté"
TITLE = "Le port de Vire"
NATO = "It joined NATO in 1949"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = stock.corpus(tmp_path_factory.mktemp("corpus") / "c")
    with Writer(folder, stock.run()) as writer:
        other = factory.article("Erdoğan aime le Cœur de Vire.", published=None)
        writer.add(stock.rows(factory.dossier(other), "coeur.txt"))
        writer.commit()
    return open_corpus(folder)


def found(corpus, words, limit=None, **filters):
    return [row[4] for row in search(corpus, words, Filters(**filters), limit=limit).rows()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cheval", [HORSES]),
        ("CHEVAUX", [HORSES]),
        ("débarquée", [HORSES]),
        ("debarquees", [HORSES]),
        ("débarquer", [HORSES]),  # by the lemma
        ("janvier chevaux", [HORSES]),
        ("les chevaux du mois de janvier", []),  # "mois" is not there
        ("le cheval", [HORSES]),  # "le" counts for nothing
        ("navire", [SHIPS]),
        ("1 250", [SHIPS]),
        ("25", []),
        ("navire cheval", []),
        ("port", [TITLE]),
        ("por", []),
        ("l'été", ["L’été, 1 250 navires y auraient accosté, dit la capitainerie."]),
        ("capitainerie", ["L’été, 1 250 navires y auraient accosté, dit la capitainerie."]),
        ("nato", [NATO]),
        ("fjord", ["Everyone should visit the fjords."]),
        ("zzzz", []),
        ("erdogan", ["Erdoğan aime le Cœur de Vire."]),
        ("Erdoğan coeurs", ["Erdoğan aime le Cœur de Vire."]),
    ],
)
def test_words(corpus, words, expected):
    assert found(corpus, words) == expected


@pytest.mark.parametrize("words", ["", "  ", "…", "« »", "%_.*"])
def test_no_word(corpus, words):
    with pytest.raises(BadQuery, match="give a word"):
        found(corpus, words)


def test_words_without_meaning_count_where_there_is_no_other(corpus):
    assert TITLE in found(corpus, "le")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [NATO, "La France tire 63 % de son électricité de l'atome"]),
        ({"verdict": "supported"}, [NATO, "La France tire 63 % de son électricité de l'atome"]),
        ({"verdict": "refuted"}, []),
        ({"verdict": "none"}, []),
        ({"publisher": "courrier du FLEUVE"}, ["La France tire 63 % de son électricité de l'atome"]),
        ({"publisher": "echo"}, []),
        ({"publisher": "Le Cour(rier"}, []),
        ({"since": date(2024, 3, 1)}, [NATO]),
        ({"since": date(2024, 3, 2)}, []),
        ({"until": date(2023, 9, 14)}, ["La France tire 63 % de son électricité de l'atome"]),
        ({"lang": "en"}, [NATO]),
    ],
)
def test_filters(corpus, filters, expected):
    words = {"France": "atome", "NATO": "joined"}
    assert [one for word in reversed(words.values()) for one in found(corpus, word, **filters)] == expected


def test_a_sentence_stands_for_itself_only_where_no_claim_of_it_does(corpus):
    rows = list(search(corpus, "navires", Filters()).rows())
    assert [(row[3], row[4]) for row in rows] == [("claim", SHIPS)]
    assert [row[3] for row in search(corpus, "port", Filters()).rows()] == ["sentence"]
    assert found(corpus, "port", verdict="none") == []


def test_the_newest_comes_first_and_there_are_as_many_as_asked(corpus):
    rows = list(search(corpus, "france en in", Filters()).rows())
    assert rows
    every = list(search(corpus, "la", Filters()).rows())
    days = [row[0] for row in every]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days == [*dated, *[None] * (len(days) - len(dated))]
    assert list(search(corpus, "la", Filters(), limit=2).rows()) == every[:2]


def test_an_empty_corpus(tmp_path):
    with Writer(tmp_path / "c", stock.run()):
        pass
    assert found(open_corpus(tmp_path / "c"), "port") == []


def test_a_publisher_is_found_whatever_the_apostrophe(corpus):
    assert found(corpus, "cheval", publisher="l'echo du large") == [HORSES]
