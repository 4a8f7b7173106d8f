"""The builder of the starter pack: every cell copied, nothing forgotten, the same bytes twice."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from evidence.factory import PackOf
from sourcier.evidence.packs import open_packs

ROOT = Path(__file__).parents[2]
RECIPE = """
name = "starter"
title = "Small"
description = "Compiled."
max_bytes = 100_000

[[table]]
name = "happenings"
from = ["isles/happenings", "shores/happenings"]
sort = ["start", "event"]

[[table]]
name = "ballots"
from = ["isles/ballots"]
companion = "ballots-positions"

[[table]]
name = "ballots-positions"
from = ["isles/ballots-positions"]
companion = "ballots"
format = "parquet"
sort = ["tally", "entity"]
gaps = ["one island is not listed"]

[whole]
isles = ["members", "losses"]

[left-out]
"isles/wheat" = "for the test"
"""


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_starter", ROOT / "tools/build_starter.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    monkeypatch.setattr(module, "RECIPE", tmp_path / "recipe.toml")
    return module


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    PackOf().write(tmp_path / "facts")
    shores = PackOf("shores", only=("happenings",)).cell("happenings", 3, "event", "treve")
    shores.cell("happenings", 3, "start", "1998-01-01").cell("happenings", 2, "source", "Autre")
    shores.table("happenings")["licenses"] = [{"name": "MIT"}]
    shores.table("happenings")["sourcier"]["terms"] = {"fr": ["trêve"], "en": ["truce"]}
    shores.cell("entities", 2, "aliases_fr", "Ardenne").write(tmp_path / "facts")
    return tmp_path / "facts"


def test_tables_of_several_packs_become_one(builder: ModuleType, facts: Path, tmp_path: Path) -> None:
    builder.build(facts, tmp_path / "out/starter")
    packs = open_packs(tmp_path / "out/starter")
    happenings = packs.resource("starter", "happenings")
    assert [(row["event"], row["source"]) for row in happenings.rows()] == [
        ("treve", "Chronique"),
        ("siege", "Chronique"),
        ("paix", "Chronique"),
    ]
    assert happenings.terms["fr"] == ("mot", "trêve")
    assert [licence.name for licence in happenings.licences] == ["CC-BY-4.0", "MIT"]
    assert packs.resource("starter", "ballots").companion == "ballots-positions"
    ardenia = packs.entity("ARD")
    assert ardenia is not None
    assert ardenia.aliases_fr == ("ardénien", "ardéniens", "Port-Clair", "Ardenne")


def test_table_in_parquet_has_the_cells_of_its_source(builder: ModuleType, facts: Path, tmp_path: Path) -> None:
    builder.build(facts, tmp_path / "out/starter")
    table = open_packs(tmp_path / "out/starter").resource("starter", "ballots-positions")
    source = open_packs(facts / "isles").resource("isles", "ballots-positions")
    assert table.path.read_bytes()[:4] == b"PAR1"
    assert [*table.rows()] == sorted(source.rows(), key=lambda row: (row["tally"], row["entity"]))
    assert table.gaps == ("one island is not listed",)
    assert not list(table.path.parent.glob("ballots-positions.csv"))


def test_same_packs_give_the_same_bytes(builder: ModuleType, facts: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        builder.build(facts, tmp_path / name / "starter")
    first, second = (
        {
            file.relative_to(tmp_path / name): file.read_bytes()
            for file in (tmp_path / name).rglob("*")
            if file.is_file()
        }
        for name in ("one", "two")
    )
    assert first == second
    assert {path.name for path in first} >= {
        "datapackage.json",
        "ATTRIBUTION.md",
        "starter.sha256",
        "losses.csv",
        "ballots-positions.parquet",
    }


def test_digest_beside_the_pack_is_its_own(builder: ModuleType, facts: Path, tmp_path: Path) -> None:
    builder.build(facts, tmp_path / "out/starter")
    recorded = (tmp_path / "out/starter.sha256").read_text(encoding="ascii").strip()
    assert open_packs(tmp_path / "out/starter").refs[0].digest == recorded


def test_table_that_the_recipe_does_not_name_stops_the_build(builder: ModuleType, facts: Path, tmp_path: Path) -> None:
    recipe = RECIPE.replace('"isles/wheat" = "for the test"', "")
    (tmp_path / "recipe.toml").write_text(recipe, encoding="utf-8")
    with pytest.raises(SystemExit, match="isles/wheat"):
        builder.build(facts, tmp_path / "out/starter")


def test_pack_that_is_too_big_stops_the_build(builder: ModuleType, facts: Path, tmp_path: Path) -> None:
    recipe = RECIPE.replace("100_000", "1_000")
    (tmp_path / "recipe.toml").write_text(recipe, encoding="utf-8")
    with pytest.raises(SystemExit, match="more than 1000"):
        builder.build(facts, tmp_path / "out/starter")


def test_bad_table_stops_the_build(builder: ModuleType, facts: Path, tmp_path: Path) -> None:
    PackOf().cell("members", 2, "object", "pacte").write(facts)
    with pytest.raises(SystemExit, match="not an id"):
        builder.build(facts, tmp_path / "out/starter")
