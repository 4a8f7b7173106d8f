"""Pairs made from others: their labels follow, and nothing outward tells which they have."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "training"))

from again import asides, parts, said_again
from balance import balanced, features, measured, refuse_telling, share_above
from pairs import NOT_ENOUGH, REFUTED, SUPPORTED, Pair
from turning import affirmed, contrary, denied, exchanged, opposites, otherwise, turned, turned_claims
from written import Block

PASSAGE = (
    "La scierie Vannier, fondée à Meyrat en 1954, emploie 48 personnes et vend ses planches en Suisse. "
    "En 2021, elle a rouvert un atelier à Brugny, qui avait fermé jeudi 4 mars."
)
BLOCKS = [
    Block(
        f"one {number}",
        "fr",
        PASSAGE.replace("Meyrat", town),
        (
            (SUPPORTED, "fr", "La scierie a été fondée en 1954."),
            (REFUTED, "fr", "La scierie vend ses planches en Italie."),
            (NOT_ENOUGH, "fr", "La scierie Vannier appartient à une famille."),
        ),
    )
    for number, town in enumerate(["Meyrat", "Ossun", "Tarvaux", "Liry"])
]
BLOCKS.append(Block("two", "fr", "Le lac Noir gèle chaque hiver. Les patineurs y viennent.", ()))


@pytest.mark.parametrize(
    ("claim", "becomes"),
    [
        ("Le préfet a interdit la fête.", "Le préfet n'a pas interdit la fête."),
        ("La mairie loue son château.", "La mairie ne loue pas son château."),
        ("Claire Morel s'est présentée au procès.", "Claire Morel ne s'est pas présentée au procès."),
        # A denial of these would not be their contrary.
        ("Tous les élèves ont réussi.", ""),
        ("Le maire n'a rien dit.", ""),
        ("Des chats ont disparu.", ""),
        ("Le musée a acheté un tableau.", ""),
    ],
)
def test_a_claim_is_denied_where_that_is_its_contrary(claim, becomes):
    assert denied(claim, "fr") == becomes


@pytest.mark.parametrize(
    ("claim", "becomes"),
    [
        ("Le pont ne rouvrira pas en juin.", "Le pont rouvrira en juin."),
        ("Le jury n'a pas délibéré.", "Le jury a délibéré."),
        ("Le jury n'a pas de président.", ""),
        ("Le jury n'a pas encore délibéré.", ""),
        ("Le jury a délibéré.", ""),
    ],
)
def test_a_denied_claim_is_affirmed(claim, becomes):
    assert affirmed(claim) == becomes


@pytest.mark.parametrize(
    ("claim", "changes"),
    [
        ("La scierie emploie 48 personnes.", True),
        ("L'atelier a fermé jeudi.", True),
        ("La scierie emploie plus de 48 personnes.", False),
        ("La scierie emploie au moins 48 personnes.", False),
        ("La scierie n'emploie pas 48 personnes.", False),
        # Worked out, not read off: another figure might be as true.
        ("La scierie a plus de 60 ans, soit 67 ans.", False),
    ],
)
def test_another_figure_stands_where_the_passage_has_the_first(claim, changes):
    made = otherwise(claim, PASSAGE, "fr", random.Random(2))
    assert bool(made) is changes
    assert made != claim


@pytest.mark.parametrize(
    ("claim", "lang", "becomes"),
    [
        ("La part du bois progresse.", "fr", "La part du bois recule."),
        ("L'ouverture du col est prévue.", "fr", ""),
        ("La part du bois ne progresse pas.", "fr", ""),
        ("La reine est favorable et le roi absent.", "fr", ""),
        ("Sales rose in May.", "en", "Sales fell in May."),
    ],
)
def test_a_contrary_word_stands_for_the_only_one_that_has_one(claim, lang, becomes):
    assert contrary(claim, lang, random.Random(0)) == becomes


def test_doer_and_object_change_places_but_not_where_each_does_the_same():
    assert exchanged("Norvia a racheté Delmar.", "fr") == "Delmar a racheté Norvia."
    assert not exchanged("Norvia a rencontré Delmar.", "fr")


def test_labels_follow():
    made = turned("La scierie emploie 48 personnes.", SUPPORTED, "fr", PASSAGE, random.Random(1))
    assert {label for _, label in made} == {REFUTED}
    assert len(made) == len({"denied", "figure"})
    assert dict(turned("La mairie loue son château.", REFUTED, "fr", "", random.Random(1))) == {
        "La mairie ne loue pas son château.": SUPPORTED
    }
    assert dict(turned("La mairie loue son château.", NOT_ENOUGH, "fr", "", random.Random(1))) == {
        "La mairie ne loue pas son château.": NOT_ENOUGH
    }


def test_parts_of_a_sentence_follow_from_it():
    found = parts(PASSAGE.split(". ", maxsplit=1)[0] + ".", "fr")
    assert "La scierie Vannier emploie 48 personnes et vend ses planches en Suisse." in found
    assert "La scierie Vannier a été fondée à Meyrat en 1954." in found


@pytest.mark.parametrize("sentence", ["S'il pleut, la fête, prévue à midi, aura lieu dans la salle."])
def test_nothing_is_cut_out_of_a_condition(sentence):
    assert all(part.startswith("S'il pleut") for part in parts(sentence, "fr"))


def test_what_is_added_is_unsaid_unless_the_passage_has_it():
    for pair in said_again(BLOCKS * 5, seed=3):
        added = [words for words in asides()["fr"] if words in pair.hypothesis]
        if added and pair.label == SUPPORTED:
            assert added[0] in pair.premise
        elif pair.label == NOT_ENOUGH:
            assert added
            assert added[0] not in pair.premise


def test_one_seed_makes_one_set():
    assert list(said_again(BLOCKS, 1)) == list(said_again(BLOCKS, 1))
    assert list(turned_claims(BLOCKS, 1)) == list(turned_claims(BLOCKS, 1))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_word_is_its_own_contrary(lang):
    for word, others in opposites()[lang].items():
        assert word not in others
        assert len(set(others)) == len(others)


def _pair(label: str, claim: str) -> Pair:
    return Pair(PASSAGE, claim, label, "x", PASSAGE, "fr-fr")


TELLING = [
    *[_pair(SUPPORTED, "Une usine de bois fut créée voici longtemps.")] * 6,
    *[_pair(SUPPORTED, "La scierie Vannier emploie des personnes.")] * 2,
    *[_pair(REFUTED, "La scierie Vannier emploie des planches.")] * 6,
    *[_pair(REFUTED, "Une usine de bois fut détruite voici longtemps.")] * 2,
    *[_pair(NOT_ENOUGH, "La scierie Vannier vend des planches.")] * 6,
]


def test_what_tells_is_measured_and_refused():
    assert measured(TELLING)["words shared", "sides"] == pytest.approx(0.75)
    with pytest.raises(ValueError, match="words shared"):
        refuse_telling(TELLING)


def test_balanced_pairs_tell_nothing_of_their_side():
    kept = balanced(TELLING, seed=1)
    assert Counter(pair.label for pair in kept) == {SUPPORTED: 4, REFUTED: 4, NOT_ENOUGH: 2}
    assert measured(kept)["words shared", "sides"] == pytest.approx(0.5)


def test_features_look_at_the_passage_alone_not_at_what_stands_around():
    pair = Pair(f"Le lac Noir gèle. {PASSAGE}", "Le lac Noir gèle.", NOT_ENOUGH, "x", PASSAGE, "fr-fr")
    assert features(pair)["words shared"] == 0
    assert share_above([1.0], [1.0, 1.0]) == 0.5
