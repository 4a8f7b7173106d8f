"""What a post says, once it is read for matching."""

from __future__ import annotations

import pytest

from sourcier.assessment.factchecks.rarity import Rarity
from sourcier.assessment.factchecks.words import denial, is_post, plain, read, root, statements, terms


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ("Water is rising #StormGaston https://t.co/ab12", "Water is rising Storm Gaston"),
        ("Merci @MairieDeVitrac !", "Merci Mairie De Vitrac !"),
        ("Look!pic.twitter.com/Zz9", "Look!"),
        ("Le G7 en 2023 : 7,1 %", "Le G7 en 2023 : 7,1 %"),
        ("Trop fort 😂😂", "Trop fort"),
    ],
)
def test_links_go_and_tags_become_words(post, said):
    assert plain(post) == said


def test_signature_is_no_statement():
    post = "They closed the pool. Nobody was asked about it! — Ann Other (@annother) May 2, 2021"
    assert statements(post) == ["They closed the pool.", "Nobody was asked about it!"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Vu hier soir #incendie", True),
        ("It is over. — Bob (@bob77) 3 March 2020", True),
        ("Le maire a fermé la piscine — sans prévenir.", False),
    ],
)
def test_posts_are_told_by_their_marks(text, is_one):
    assert is_post(text) is is_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fermait", "fermes"),
        ("accusation", "accuser"),
        ("immigrants", "immigrant"),
        ("stopped", "stop"),
        ("voters", "voting"),
        ("countries", "country"),
    ],
)
def test_forms_of_one_word_share_their_root(one, other):
    assert root(one) == root(other)


def test_figures_are_one_term_however_grouped():
    assert terms("15 000 morts") == terms("15,000 morts") == terms("15000 morts")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Le café ne provoque pas de cancer", "ne"),
        ("L’ail n’est pas un remède", "n’"),
        ("The dam has never been inspected", "never"),
        ("She didn’t resign", "n’t"),
        ("Il ne reste que deux médecins", ""),
        ("No fewer than 40 people came", ""),
        ("La ville a fermé ses piscines", ""),
    ],
)
def test_denial_is_found_by_words_of_grammar(text, word):
    assert denial(text) == word


def test_names_are_words_with_a_capital_inside_a_sentence():
    assert read("Selon Paule Vidal, la mairie de Roche a menti").names == frozenset(terms("Paule Vidal Roche"))


def test_a_rarer_word_tells_more():
    rarity = Rarity.of([["maire", "piscine"], ["maire", "pont"], ["maire"]])
    assert rarity.bm25({"piscine"}, ["maire", "piscine"]) > rarity.bm25({"maire"}, ["maire", "piscine"])
    assert rarity.covered(["piscine", "maire"], {"maire"}) < 0.5
