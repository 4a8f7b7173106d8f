"""A draft written with words becomes an annotation with offsets, or says which words are not there."""

from __future__ import annotations

import copy
import json
import runpy
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "annotate.py"
CLAIM = {
    "text": "la mairie a vendu deux des deux bus",
    "focus": "deux",
    "focus_nth": 1,
    "kind": "quantity",
    "source": "author",
    "commitment": "asserts",
    "polarity": "positive",
    "checkability": "checkable",
    "worth": 0.6,
    "quantities": [{"text": "deux", "low": 2, "high": 2, "unit": "bus", "comparator": "eq"}],
    "times": [{"text": "En mai", "from": "2024-05-01", "to": "2024-06-01"}],
}
DRAFT = {
    "text": "En mai, la mairie a vendu deux des deux bus. Pourquoi ?\n",
    "lang": "fr",
    "sentences": [
        {"text": "En mai, la mairie a vendu deux des deux bus.", "claims": [CLAIM]},
        {"text": "Pourquoi ?", "reason": "question"},
    ],
}


def made(draft: dict, folder: Path) -> tuple[str, dict]:
    (folder / "a.json").write_text(json.dumps(draft), encoding="utf-8")
    out = folder / "out"
    runpy.run_path(str(TOOL))["main"]([str(folder / "a.json"), "--out", str(out)])
    return (out / "a.txt").read_text(encoding="utf-8"), json.loads((out / "a.json").read_text(encoding="utf-8"))


def test_words_become_offsets(tmp_path):
    text, article = made(DRAFT, tmp_path)
    first, second = article["sentences"]
    (claim,) = first["claims"]
    assert text[second["start"] : second["end"]] == "Pourquoi ?"
    assert text[claim["start"] : claim["end"]] == CLAIM["text"]
    assert claim["focus"] == [35, 39]
    assert (claim["quantities"][0]["start"], claim["times"][0]["start"]) == (26, 0)


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("text", "la mairie a loué deux bus", "is not in"),
        ("focus_nth", 2, "is not in"),
        ("kind", "rumour", "'rumour' at"),
        ("times", [{"text": "En juin", "from": "2024-06-01", "to": None}], "neither in the claim"),
    ],
)
def test_draft_that_does_not_fit_is_refused(field, value, complaint, tmp_path):
    draft = copy.deepcopy(DRAFT)
    draft["sentences"][0]["claims"][0][field] = value
    with pytest.raises(SystemExit, match=complaint):
        made(draft, tmp_path)
