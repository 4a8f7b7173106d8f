"""Tables near a claim in meaning are shown with --explain, and decide nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assessment.isles import claim_of, draft_of, isles
from sourcier.assessment import assess
from sourcier.evidence.encoding import Rows, kept_rows, small_e5

LIKE = {"inactifs": "chômage", "chômeurs": "chômage", "oisifs": "chômage", "habitants": "population"}


class Words:
    """An encoder for tests: one direction a word, words that mean alike share theirs."""

    name = "words"
    digest = "words-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Rows:
        self.asked.extend(texts)
        rows = np.zeros((len(texts), 64), np.float32)
        for at, text in enumerate(texts):
            for word in text.lower().split():
                rows[at, sum(map(ord, LIKE.get(word, word))) % 64] += 1
        return rows


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))


def test_explain_shows_a_near_table_that_no_word_names_and_takes_no_side() -> None:
    draft = draft_of("On comptait 7,1 % d’ oisifs en Ardénie en 2022.")
    _, (plain,) = assess(draft, [claim_of(draft)], isles(), explain=True)
    _, (explained,) = assess(draft, [claim_of(draft)], isles(), explain=True, encoder=Words())
    assert "unemployment" not in {one.resource for one in plain.considered}
    near = next(one for one in explained.considered if one.resource == "unemployment")
    assert {signal.name for signal in near.signals} == {"vector"}
    assert (explained.verdict, explained.why_none) == (plain.verdict, plain.why_none)


def test_vectors_are_made_once_and_again_for_other_texts() -> None:
    encoder = Words()
    first = kept_rows(encoder, ["pain", "vin"])
    assert np.array_equal(kept_rows(encoder, ["pain", "vin"]), first)
    assert encoder.asked == ["pain", "vin"]
    kept_rows(encoder, ["pain", "eau"])
    assert encoder.asked[2:] == ["pain", "eau"]


def test_vectors_are_made_even_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "file"))
    assert len(kept_rows(Words(), ["pain"])) == 1


def test_the_small_model_sets_translations_near_each_other() -> None:
    bread, loaf, war = small_e5().encode(["le pain", "bread", "la guerre civile"])
    assert np.isclose(np.linalg.norm(bread), 1.0, atol=1e-3)
    assert bread @ loaf > bread @ war
