"""The frames that training pairs are made from: every slot is known, and every pair is whole."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "training"))

from frames import frames, made, made_scenes, said, scenes
from pairs import LABELS, NOT_ENOUGH, Pair, unrelated
from slots import SORTS, other_than

FRAMES = frames()


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_slots_are_declared_and_both_sides_of_a_language_go_together(frame):
    used = {
        slot for sentences in frame.sentences.values() for text in sentences for slot in re.findall(r"\{(\w)", text)
    }
    assert used <= set(frame.slots)
    assert set(frame.slots.values()) <= set(SORTS)
    assert set(frame.altered) <= set(frame.slots)
    assert {"P+", "C+", "N"} <= set(frame.sentences)
    assert set(frame.sentences) <= {f"{letter}{side}" for letter in "PECD" for side in "+-"} | {"N"}


def test_pairs_are_whole_in_both_languages_and_of_all_labels():
    pairs = list(made(600, seed=1))
    assert not [pair for pair in pairs if re.search(r"[{}|]|  ", pair.premise + pair.hypothesis)]
    labels = Counter(pair.label for pair in pairs)
    assert set(labels) == set(LABELS)
    assert min(labels.values()) > 120
    assert {pair.lang for pair in pairs} == {"fr-fr", "fr-en", "en-fr", "en-en"}


@pytest.mark.parametrize("scene", scenes(), ids=lambda scene: scene.name)
def test_scenes_name_known_slots_and_have_claims_of_each_label(scene):
    used = {
        slot for sentences in scene.sentences.values() for text in sentences for slot in re.findall(r"\{(\w)", text)
    }
    assert used <= set(scene.slots)
    assert set(scene.sentences) == {"P+", "C+", "C-", "N"}
    claims = [text for key, texts in scene.sentences.items() if key != "P+" for text in texts]
    assert len(set(claims)) == len(claims)


def test_scenes_are_filled():
    for pair in made_scenes(2, seed=1):
        assert not set("{}|") & set(pair.premise + pair.hypothesis)


def test_one_seed_makes_one_set():
    assert list(made(60, seed=3)) == list(made(60, seed=3)) != list(made(60, seed=4))


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_something_else_is_something_else(sort):
    rng = random.Random(2)
    for _ in range(30):
        one = SORTS[sort](rng)
        assert other_than(sort, one, rng) != one


@pytest.mark.parametrize(
    ("sentence", "begins"),
    [("{c:en!}, il pleut.", ("En ", "Au ")), ("{c:le} vote.", ("Le ", "La ", "L'", "L’"))],
)
def test_sentences_open_with_a_capital(sentence, begins):
    rng = random.Random(9)
    for _ in range(20):
        assert said(sentence, {"c": SORTS["country"](rng)}, "fr", rng).startswith(begins)


def test_unrelated_pairs_lack_what_the_claim_is_about():
    pairs = [
        Pair("Le moulin de Vargny date de 1720.", "Le moulin de Vargny date de 1720.", "supported", "s", "Vargny"),
        Pair("Paul Oster a peint 12 toiles à Vargny.", "Paul Oster a peint 12 toiles.", "supported", "s", "Oster"),
    ]
    made_pairs = list(unrelated(pairs, "own", seed=1))
    assert {pair.label for pair in made_pairs} == {NOT_ENOUGH}
    assert all(pair.premise != pair.hypothesis for pair in made_pairs)
