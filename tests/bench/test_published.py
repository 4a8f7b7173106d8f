"""The figures that the pages publish are those that the gate last pinned, and these keep to their floors."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def tool(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def loaded(name: str) -> dict:
    return json.loads((ROOT / "bench" / name).read_text(encoding="utf-8"))


published = tool("published")


@pytest.mark.parametrize("name", published.PAGES)
def test_page_shows_what_was_pinned(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert published.with_table(text, name) == text


def test_report_of_a_collection_says_what_was_pinned():
    assert published.REPORT.read_text(encoding="utf-8") == published.measured(), "make readme"


def test_every_pinned_metric_has_its_figure():
    figures = loaded("figures.json")
    wanted = {(name, metric) for name, bench in loaded("floors.json").items() for metric in bench["metrics"]}
    assert wanted - {(name, metric) for name, found in figures.items() for metric in found} == set()


def test_figures_keep_to_their_floors():
    from gate import holds

    figures = loaded("figures.json")
    failing = [
        (name, metric)
        for name, bench in loaded("floors.json").items()
        for metric, floor in bench["metrics"].items()
        if not holds(floor, figures[name][metric])
    ]
    assert failing == []


def test_a_french_row_has_french_figures():
    figures = loaded("figures.json")
    found, unseen = (f"{figures[name]['f1']:.2f}".replace(".", ",") for name in ("claims", "own_claims_held_out"))
    assert f"| {found} | {unseen} |" in published.table("README.fr.md")
