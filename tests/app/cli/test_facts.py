"""The fact page: rows, and a chart of them in the terminal and as SVG."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from typer.testing import CliRunner

from evidence.factory import PackOf
from sourcier.app.cli.pack import app
from sourcier.app.cli.pack.plotting import SIGNS

SVG = "{http://www.w3.org/2000/svg}"
SERIES = ("show", "starter", "milex-pct-gdp", "--entity", "FRA", "--period", "2000/2020")


def run(*arguments: str | Path) -> Result:
    runner = CliRunner(env={"COLUMNS": "80", "LANG": "C", "LC_ALL": "", "LC_MESSAGES": ""})
    return runner.invoke(app, [str(argument) for argument in arguments])


def chart_of(result: Result) -> str:
    """Return what follows the rows: from the chart's first line on."""
    assert result.exit_code == 0, result.output
    return result.stdout[result.stdout.index("\n\n") :]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ("en % du PIB", "France : minimum 1,846 (2018), maximum 2,114 (2004)")),
        ("en", ("in % of GDP", "France: lowest 1.846 (2018), highest 2.114 (2004)")),
    ],
)
def test_series_has_a_chart_with_its_ends_in_the_language(lang: str, words: tuple[str, ...]) -> None:
    chart = chart_of(run(*SERIES, "--lang", lang))
    assert all(each in chart for each in words)
    assert max(map(len, chart.splitlines())) <= 80
    assert any("⠀" < letter <= "⣿" for letter in chart)
    assert all(year in chart for year in ("2000", "2005", "2020"))


def test_entities_are_told_apart_by_signs() -> None:
    chart = chart_of(run(*SERIES, "--entity", "DEU", "--entity", "USA"))
    drawn, keys = chart.split("└")
    for sign, name in zip(SIGNS, ("Germany", "France", "United States"), strict=False):
        assert drawn.count(sign) > 3
        assert f"{sign} {name}: lowest" in keys


def test_too_many_entities_make_no_chart_and_say_so_when_one_is_asked_for(tmp_path: Path) -> None:
    assert "┤" not in run("show", "starter", "milex-pct-gdp").stdout
    asked = run("show", "starter", "milex-pct-gdp", "--svg", tmp_path / "x.svg")
    assert asked.exit_code == 2
    assert "at most 6" in asked.output
    assert not (tmp_path / "x.svg").exists()


def test_gap_stays_a_gap(tmp_path: Path) -> None:
    pack = PackOf()
    pack.texts["wheat"] = "entity,period,value,source\n" + "".join(
        f"ARD,{year},{year % 7},Office\n" for year in (2004, 2005, 2006, 2009, 2010, 2013)
    )
    shown = run(
        "show", "isles", "wheat", "--entity", "ARD", "--packs", pack.write(tmp_path), "--svg", tmp_path / "w.svg"
    )
    assert "no data between 2006 and 2009" in chart_of(shown)
    lines = ET.parse(tmp_path / "w.svg").getroot().findall(f"{SVG}polyline")
    assert [len(line.get("points", "").split()) for line in lines] == [3, 2, 1]


def test_relation_is_a_bar_a_spell_and_open_ones_end_with_the_table() -> None:
    chart = chart_of(run("show", "starter", "memberships", "--entity", "GBR", "--lang", "fr"))
    (left,) = [line for line in chart.splitlines() if line.startswith("Union européenne")]
    (still,) = [line for line in chart.splitlines() if line.startswith("G7")]
    assert not left.endswith("▶")
    assert still.endswith("▶")
    assert "▶ : dure encore au 31 décembre 2025" in chart


def test_tally_is_bars() -> None:
    chart = chart_of(run("show", "starter", "votes", "--period", "2022-03-02", "--lang", "fr"))
    assert next(line.split() for line in chart.splitlines() if "█" in line)[-1] == "141"
    assert "abstention │█" in chart


def test_svg_stands_alone_and_says_what_it_shows(tmp_path: Path) -> None:
    file = tmp_path / "spending.svg"
    result = run(*SERIES, "--entity", "DEU", "--svg", file)
    assert f"written: {file}" in result.stdout.replace("\n", "")
    text = file.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Military expenditure (% of GDP)"
    assert "France: lowest 1.846 (2018)" in (root.findtext(f"{SVG}desc") or "")
    assert not root.findall(f".//{SVG}script")
    assert "href" not in text
    assert len({line.get("stroke-dasharray") for line in root.findall(f"{SVG}polyline")}) == 2


def test_rows_about_several_entities_are_shown_together() -> None:
    result = run("show", "starter", "nuclear-armed-states", "--entity", "FRA", "--entity", "IND")
    assert "India" in result.stdout
    assert "Pakistan" not in result.stdout


def test_unwritable_file_is_one_clear_error(tmp_path: Path) -> None:
    result = run(*SERIES, "--svg", tmp_path / "nowhere" / "x.svg")
    assert result.exit_code == 3
    assert "error[" in result.output


def test_a_chart_is_drawn_without_the_parser() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import sys, sourcier.app.cli.pack.charting; print('spacy' in sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout.strip() == "False"
