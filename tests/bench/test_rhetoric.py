"""The score of persuasion: what counts as right, and the data it is counted on."""

import ast
from pathlib import Path

import pytest

import rhetoric as bench
from sourcier.core.rhetoric import Technique

ROOT = Path(__file__).parents[2]
OWN = ROOT / "bench" / "own"
HELD_OUT = "rhetoric_d.jsonl"


def span(start, end, technique="loaded_words"):
    return {"start": start, "end": end, "technique": technique}


@pytest.mark.parametrize(
    ("one", "other", "right"),
    [
        (span(0, 10), span(0, 10), True),
        (span(0, 10), span(5, 40), True),
        (span(0, 10), span(6, 40), False),
        (span(0, 10), span(2, 4), True),
        (span(0, 10), span(10, 20), False),
        (span(0, 10), span(0, 10, "exaggeration"), False),
    ],
)
def test_spans_agree_on_half_of_the_shorter(one, other, right):
    assert bench.agrees(one, other) is right


def test_score_counts_found_and_gold_apart():
    lines = [{"spans": [span(0, 10), span(20, 30)]}, {"spans": []}]
    answers = [{"spans": [span(0, 4), span(5, 10)]}, {"spans": [span(0, 3)]}]
    one = bench.score(zip(lines, answers, strict=True))
    assert one == bench.Score(right=2, found=3, matched=1, gold=2)
    assert (round(one.precision, 2), one.recall) == (0.67, 0.5)


@pytest.mark.parametrize("name", sorted(path.name for path in OWN.glob("rhetoric_*.jsonl")))
def test_gold_spans_stand_where_they_say(name):
    lines = bench.read_lines(OWN / name)
    assert len({line["id"] for line in lines}) == len(lines)
    for line in lines:
        for gold in line["spans"]:
            assert line["text"][gold["start"] : gold["end"]] == gold["text"]
            assert gold["technique"] in set(Technique)


def trained_on():
    """Return the files that the trainer reads unless told otherwise, as it names them; it needs scikit-learn to run."""
    tree = ast.parse((ROOT / "tools/train_rhetoric.py").read_text(encoding="utf-8"))
    (names,) = (
        ast.literal_eval(one.value)
        for one in tree.body
        if isinstance(one, ast.Assign) and [getattr(target, "id", "") for target in one.targets] == ["DATA"]
    )
    return names


def test_no_held_out_sentence_is_trained_on():
    names = trained_on()
    assert HELD_OUT not in names
    trained = {line["text"] for name in names for line in bench.read_lines(OWN / name)}
    held = {line["text"] for line in bench.read_lines(OWN / HELD_OUT)}
    assert trained
    assert held
    assert not trained & held


def test_rates_are_given_for_all_and_for_each_language():
    lines = [{"lang": "fr", "spans": [span(0, 10)]}, {"lang": "en", "spans": [span(0, 10)]}]
    answers = [{"spans": [span(0, 10)]}, {"spans": []}]
    rates = bench.rates(lines, answers)
    assert [rates[name]["recall"] for name in ("all", "fr", "en")] == [0.5, 1.0, 0.0]
