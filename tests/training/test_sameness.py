"""The groups of claims that a model learns from, and the stories that are held back from it."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "training"))

from stories import is_held, stories

ROOT = Path(__file__).parents[2]
GROUPS = [
    block.splitlines()
    for block in (ROOT / "training" / "sameness.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
]


def told(number, text, title=""):
    side = {"text": text, "title": title or f"Titre {number}"}
    return {"id": f"a{number}", "part": "a", "one": side, "other": side}


@pytest.mark.parametrize("lines", GROUPS, ids=lambda lines: lines[0][4:40])
def test_a_group_says_one_thing_at_least_twice_and_another_of_the_same_story(lines):
    assert all(re.match(r"[=#](?:fr|en) \S", line) for line in lines)
    marks = Counter(line[0] for line in lines)
    assert marks["="] > 1
    assert marks["#"] > 0
    texts = [line[4:] for line in lines]
    assert len(set(texts)) == len(texts)


def test_no_group_stands_twice():
    firsts = Counter(lines[0] for lines in GROUPS)
    assert not [first for first, count in firsts.items() if count > 1]


def test_pairs_that_share_a_title_or_a_rare_name_are_of_one_story():
    rows = [
        told(0, "Le maire de Lunery démissionne."),
        told(1, "La grève continue.", "Transports"),
        told(2, "À Lunery, on vote dimanche."),
        told(3, "Le tramway est arrêté.", "Transports"),
        told(4, "Il pleut."),
    ]
    assert stories(rows) == {"a0": "a0", "a1": "a1", "a2": "a0", "a3": "a1", "a4": "a4"}


def test_stories_of_a_bench_are_neither_all_held_back_nor_none():
    rows = [json.loads(line) for line in (ROOT / "bench/own/corpus_groups_gk.jsonl").read_text("utf-8").splitlines()]
    of_pair = stories(rows)
    shares = [sum(is_held(of_pair[row["id"]]) for row in rows if row["part"] == part) for part in "gk"]
    assert all(10 < held < 90 for held in shares)
