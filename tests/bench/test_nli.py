"""The bench of passages: what several passages say together, and the files it reads and writes."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

import nli
from sourcier.assessment.entailment.judging import Judged
from sourcier.core.findings import Verdict

OWN = Path(__file__).parents[2] / "bench" / "own" / "entailment_fr.jsonl"


def judged(supported: float, refuted: float) -> Judged:
    scores = (("supported", supported), ("refuted", refuted), ("not_enough_evidence", 1 - supported - refuted))
    label, score = max(scores[:2], key=lambda pair: pair[1])
    return Judged(Verdict(label) if score > 0.5 else Verdict.NOT_ENOUGH_EVIDENCE, scores)


@pytest.mark.parametrize(
    ("passages", "verdict"),
    [
        ([], "not_enough_evidence"),
        ([judged(0.2, 0.1)], "not_enough_evidence"),
        ([judged(0.2, 0.1), judged(0.9, 0.05)], "supported"),
        ([judged(0.1, 0.8), judged(0.3, 0.2)], "refuted"),
        ([judged(0.1, 0.8), judged(0.85, 0.1)], "conflicting"),
        ([judged(0.1, 0.6), judged(0.95, 0.03)], "supported"),
    ],
)
def test_several_passages_say_one_thing(passages, verdict):
    assert nli.together(passages)[0] == verdict


def test_both_shapes_are_read_and_every_record_is_answered(tmp_path, capsys):
    data, out = tmp_path / "data.jsonl.gz", tmp_path / "out.jsonl"
    lines = [
        {"id": "a", "premise": "Le pont a rouvert lundi.", "hypothesis": "Le pont a rouvert lundi."},
        {"id": "b", "claim": "Le pont a rouvert.", "evidence": ["Le pont a rouvert.", {"text": "Les poules pondent."}]},
        {"id": "c", "claim": "Le pont a rouvert.", "evidence": []},
    ]
    data.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    nli.main(["--data", str(data), "--out", str(out)])
    written = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in written] == ["a", "b", "c"]
    assert {line["label"] for line in written} <= {"supported", "refuted", "conflicting", "not_enough_evidence"}
    assert set(written[0]["scores"]) == {"supported", "refuted", "not_enough_evidence"}
    assert "a second" in capsys.readouterr().out


def test_our_own_set_is_balanced_and_names_no_pair_twice():
    lines = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    assert Counter(line["label"] for line in lines) == dict.fromkeys(
        ["supported", "refuted", "not_enough_evidence"], 66
    )
    assert (
        len({line["id"] for line in lines})
        == len({(line["premise"], line["hypothesis"]) for line in lines})
        == len(lines)
    )
