"""The articles that we wrote and annotated: every field is the set's, every span stands where it says."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from sourcier.core.claims import Checkability, ClaimKind, Commitment, Polarity, Reason
from sourcier.core.language import Comparator

OWN = Path(__file__).parents[2] / "bench" / "own"
ARTICLES = sorted([*(OWN / "articles").glob("*.json"), *(OWN / "articles_held_out").glob("*.json")])
ENUMS = {"kind": ClaimKind, "commitment": Commitment, "polarity": Polarity, "checkability": Checkability}


def annotated(path: Path) -> tuple[str, dict]:
    return path.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8"))


def claims(article: dict) -> list[tuple[dict, dict]]:
    return [(sentence, claim) for sentence in article["sentences"] for claim in sentence.get("claims", ())]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_sentences_account_for_the_text(path):
    text, article = annotated(path)
    assert article["lang"] in {"fr", "en"}
    for sentence in article["sentences"]:
        words = text[sentence["start"] : sentence["end"]]
        assert words
        assert words == words.strip()
        assert ("claims" in sentence) != (sentence.get("reason") in set(Reason))
    for before, after in pairwise(article["sentences"]):
        assert before["end"] <= after["start"]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_claims_stand_inside_their_sentences(path):
    _, article = annotated(path)
    for sentence, claim in claims(article):
        assert sentence["start"] <= claim["start"] <= claim["focus"][0] < claim["focus"][1] <= claim["end"]
        assert claim["end"] <= sentence["end"]
        assert {name for name, kinds in ENUMS.items() if claim[name] not in set(kinds)} == set()
        assert 0 <= claim["worth"] <= 1


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_figures_and_times_are_whole(path):
    text, article = annotated(path)
    for _, claim in claims(article):
        for one in [*claim["quantities"], *claim["times"]]:
            assert 0 <= one["start"] < one["end"] <= len(text)
        for one in claim["quantities"]:
            assert one["comparator"] in set(Comparator)
            assert one["low"] is not None or one["high"] is not None
        for one in claim["times"]:
            assert one["from"] or one["to"]
            assert not (one["from"] and one["to"]) or one["from"] < one["to"]


def test_no_held_out_sentence_is_among_those_that_may_be_read():
    read, held = (
        {
            text[one["start"] : one["end"]]
            for text, article in map(annotated, (OWN / folder).glob("*.json"))
            for one in article["sentences"]
        }
        for folder in ("articles", "articles_held_out")
    )
    assert read
    assert held
    assert not read & held
