"""The gate: what counts as a drop, and what may move a floor."""

from __future__ import annotations

import json
import runpy
import textwrap
from pathlib import Path

import pytest

import benches
import gate

BENCH = Path(__file__).parents[2] / "bench"


def pinned(floor: float = 0.7) -> dict:
    return {"claims": {"metrics": {"f1": {"floor": floor, "margin": 0.0005}, "help_s": {"budget": 0.3}}}}


@pytest.mark.parametrize(
    ("floor", "value", "fine"),
    [
        ({"floor": 0.7, "margin": 0.0005}, 0.7, True),
        ({"floor": 0.7, "margin": 0.0005}, 0.6996, True),
        ({"floor": 0.7, "margin": 0.0005}, 0.699, False),
        ({"budget": 6.0}, 6.0, True),
        ({"budget": 6.0}, 6.1, False),
        ({"budget": 6.0, "noise": 0.2}, 7.1, True),
        ({"budget": 6.0, "noise": 0.2}, 7.3, False),
    ],
)
def test_figure_holds_against_its_floor_or_budget(floor, value, fine):
    assert gate.holds(floor, value) is fine


def test_update_raises_a_floor_and_leaves_budgets_alone():
    moved = gate.updated(pinned(), {"claims": {"f1": 0.75, "help_s": 0.1}}, None)
    assert moved["claims"]["metrics"]["f1"]["floor"] == 0.75
    assert moved["claims"]["metrics"]["help_s"] == {"budget": 0.3}


def test_update_does_not_lower_a_floor_without_a_reason():
    with pytest.raises(SystemExit, match="sink"):
        gate.updated(pinned(), {"claims": {"f1": 0.6, "help_s": 0.1}}, None)


def test_lowered_floor_keeps_its_reason():
    moved = gate.updated(pinned(), {"claims": {"f1": 0.6, "help_s": 0.1}}, "gold corrected")
    assert moved["claims"]["metrics"]["f1"]["floor"] == 0.6
    assert moved["claims"]["regressions"] == [{"metric": "f1", "from": 0.7, "to": 0.6, "reason": "gold corrected"}]


def test_digest_changes_with_a_byte_or_a_name(tmp_path):
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    first = gate.digest(tmp_path)
    (tmp_path / "a.txt").write_text("One", encoding="utf-8")
    second = gate.digest(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert len({first, second, gate.digest(tmp_path)}) == 3


def test_packed_data_have_a_digest_of_their_own(tmp_path):
    one, other = tmp_path / "one.jsonl.gz", tmp_path / "other.jsonl.gz"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    assert gate.digest(one) != gate.digest(other)


def test_unanswered_claim_counts_as_wrong():
    gold = {"a": {"verdict": "supported"}, "b": {"verdict": "refuted"}}
    figures = benches.score_verdicts(gold, {"a": {"verdict": "supported"}})
    assert figures["accuracy"] == 0.5
    assert figures["decisive_precision"] == 1.0


def scorer_of_claims(folder: Path) -> Path:
    """Write a stand-in for the shared scorer, which gives the share of gold articles that begin with "f"."""
    program = """
        import json, pathlib, sys
        names = [path.name for path in pathlib.Path(sys.argv[1]).glob("*.json")]
        missing = [name for name in names if not (pathlib.Path(sys.argv[2]) / name).is_file()]
        share = sum(name.startswith("f") for name in names) / len(names) if not missing else -1
        print(json.dumps({"overall": {"f1": share, "kind": None}}))
    """
    path = folder / "bench" / "claims" / "score.py"
    path.parent.mkdir(parents=True)
    path.write_text(textwrap.dedent(program), encoding="utf-8")
    return folder


def test_claims_are_scored_together_and_by_language(tmp_path):
    data, shared, scratch = tmp_path / "data", scorer_of_claims(tmp_path / "shared"), tmp_path / "scratch"
    for folder in (data, scratch):
        folder.mkdir()
    for name, lang, text in [
        ("f1", "fr", "La gare a fermé en mai."),
        ("f2", "fr", "Il a plu."),
        ("e1", "en", "The port closed."),
    ]:
        (data / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        (data / f"{name}.json").write_text(json.dumps({"lang": lang, "sentences": []}), encoding="utf-8")
    figures = benches.run_claims(data, shared, scratch)
    assert figures == {"f1": pytest.approx(2 / 3), "fr.f1": 1.0, "en.f1": 0.0}


def test_figures_of_each_language_stand_beside_the_whole():
    line = gate.shown("claims", "kind", {"floor": 0.9}, {"kind": 0.8, "fr.kind": 0.81, "en.kind": 0.79})
    assert line.startswith("FAIL claims")
    assert line.endswith("fr 0.810  en 0.790")


def test_bench_that_needs_the_shared_folder_is_named_and_skipped_without_it(tmp_path, capsys):
    gate.main(["--shared", str(tmp_path / "none"), "--only", "own_claims", "--only", "perf"])
    skipped, also, last = capsys.readouterr().out.splitlines()
    assert skipped.startswith("skip own_claims")
    assert also.startswith("skip perf")
    assert last == "gate: 0 passed, 0 failed"


@pytest.mark.parametrize("name", [name for name, bench in benches.BENCHES.items() if bench.is_ours])
def test_data_of_our_own_are_here(name):
    assert benches.BENCHES[name].path(BENCH).exists()


def test_every_bench_has_its_primary_metric_pinned():
    floors = json.loads((BENCH / "floors.json").read_text(encoding="utf-8"))
    assert set(floors) == set(benches.BENCHES)
    for bench in floors.values():
        assert bench["primary"] in bench["metrics"]


def test_claims_are_placed_in_the_text_as_it_came(tmp_path):
    claims = runpy.run_path(str(BENCH / "claims.py"))
    head = "# Les comptes\n\npar Anne Roux | 3 mai 2024\n\n"
    text = head + "**La Suède** est membre de l'OTAN depuis le\n\n7 mars 2024.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    meta = {"lang": "fr", "published": "2024-05-03", "title": "Les comptes", "url": None}
    (tmp_path / "a.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    claims["main"](["--data", str(tmp_path), "--out", str(tmp_path / "out")])
    found = json.loads((tmp_path / "out" / "a.json").read_text(encoding="utf-8"))
    (claim,) = [claim for sentence in found["sentences"] for claim in sentence.get("claims", [])]
    words = text[claim["start"] : claim["end"]]
    assert words.startswith(("La Suède", "**La Suède"))
    assert words.endswith("7 mars 2024")
    assert claim["times"][0]["from"] == "2024-03-07"
