"""End-of-line hyphens."""

from __future__ import annotations

import pytest

from sourcier.ingest.repair.hyphens import Vocabulary


@pytest.mark.parametrize(
    ("left", "right", "keeps"),
    [
        ("le gouver", "nement", False),
        ("un dictateur nord", "coréen", True),
        ("le vice", "président", True),
        ("la demi", "heure", True),
        ("vingt", "trois", True),
        ("Jean", "Claude", True),
        ("la COVID", "19", True),
        ("a répondu", "t-il", True),
        ("dit", "il", True),
        ("la vil", "le", False),
        ("l'annu", "elle", False),
        ("peut", "être", True),
        ("c'est-à", "dire", True),
        ("eux", "mêmes", True),
        ("un exem", "ple", False),
        ("ex", "pliquer", False),
        ("avez", "vous", True),
        ("à ge", "noux", False),
        ("un re", "nouveau", False),
        ("les franco", "phones", False),
        ("l'Europe euro", "péenne", False),
        ("inter", "dire", False),
        ("the govern", "ment", False),
        ("a well", "known", True),
        ("self", "employed", True),
        ("an eleven-year", "old", True),
        ("a fac", "tory", False),
    ],
)
def test_hyphen_at_line_end_is_kept_only_where_the_word_has_one(left, right, keeps):
    assert Vocabulary(frozenset()).keeps_hyphen(left, right) is keeps


def test_the_article_decides_by_what_it_writes_elsewhere():
    written = Vocabulary.of(["Le porte-drapeau et le contredit du portemanteau."])

    assert written.keeps_hyphen("un porte", "drapeau")
    assert not written.keeps_hyphen("un contre", "dit")
    assert not written.keeps_hyphen("le porte", "manteau")


def test_an_ambiguous_first_element_needs_the_second_as_a_word():
    written = Vocabulary.of(["Le ministre est parti."])

    assert written.keeps_hyphen("l'ex", "ministre")
    assert not written.keeps_hyphen("l'ex", "cellence")


def test_vocabulary_leaves_out_the_word_cut_at_the_line_end():
    assert Vocabulary.of(["le grand gouver-", "nement."]).words == {"le", "grand", "nement"}
