"""`sourcier pack`: what it prints, and the exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from evidence.completing import complete
from evidence.factory import PackOf
from sourcier.app.cli.pack import app


def run(*arguments: str | Path, **environment: str) -> Result:
    runner = CliRunner(env={"COLUMNS": "80", "LANG": "C", "LC_ALL": "", "LC_MESSAGES": "", **environment})
    return runner.invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def isles(tmp_path: Path) -> Path:
    return PackOf().write(tmp_path)


def test_list_gives_each_table_with_its_rows_and_years(isles: Path) -> None:
    result = run("list", "--packs", isles)
    assert result.exit_code == 0
    assert "isles 1.2.0 · The Isles" in result.stdout
    (wheat,) = (line.split() for line in result.stdout.splitlines() if line.startswith("wheat"))
    assert wheat == ["wheat", "series", "5", "1990-2022", "Label"]


def test_list_without_packs_is_the_starter(isles: Path) -> None:
    result = run("list")
    assert result.exit_code == 0
    assert "memberships" in result.stdout
    assert "isles" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "label"),
    [
        ((), {"LANG": "fr_FR.UTF-8"}, "définition : Ce qui est compté"),
        ((), {"LANG": "de_DE.UTF-8"}, "definition: What is counted"),
        (("--lang", "fr"), {}, "définition : Ce qui est compté"),
        (("--lang", "en"), {"LC_ALL": "fr_FR.UTF-8"}, "definition: What is counted"),
    ],
)
def test_labels_are_in_the_language_asked_for_or_the_locale(
    isles: Path, arguments: tuple[str, ...], environment: dict[str, str], label: str
) -> None:
    assert label in run("show", "isles", "wheat", "--packs", isles, *arguments, **environment).stdout


def test_show_pack_gives_licence_sources_and_digest(isles: Path) -> None:
    shown = run("show", "isles", "--packs", isles).stdout
    assert "CC-BY-4.0 <https://creativecommons.org/licenses/by/4.0/>" in shown
    assert "Office du grain <https://grain.example/>" in shown
    assert any(len(word) == 64 for word in shown.split())


def test_show_table_gives_unit_tolerance_and_every_value_as_written(isles: Path) -> None:
    shown = run("show", "isles", "wheat", "--packs", isles).stdout
    assert "unit: t" in shown
    assert "tolerance: 5 % (rounded)" in shown
    assert [cell for cell in shown.split() if cell in {"5.2224", "2779092236506.0", "1e6", "0.10"}] == [
        "5.2224",
        "2779092236506.0",
        "1e6",
        "0.10",
    ]
    assert "Ardenia" in shown


@pytest.mark.parametrize(
    ("table", "options", "there", "gone"),
    [
        ("wheat", ("--entity", "ARD"), "5.2224", "0.10"),
        ("wheat", ("--period", "2021"), "5.2224", "0.10"),
        ("wheat", ("--period", "2022-03/2022-04"), "0.10", "5.2224"),
        ("wheat", ("--entity", "ARD", "--period", "2022"), "-3", "5.2224"),
        ("wheat", ("--limit", "1"), "4 more rows", "0.10"),
        ("members", ("--period", "2020-01-31"), "2020-01-31", "1990-01-01"),
        ("members", ("--entity", "ligue", "--period", "1991"), "1990-01-01", "1995-06-01"),
        ("happenings", ("--entity", "CAL"), "Peace", "siege"),
        ("happenings", ("--entity", "BOR", "--lang", "fr"), "siège", "siege of"),
        ("ballots", ("--entity", "ARD"), "yes", "no "),
        ("losses", ("--entity", "observatoire"), "1500", "4000"),
        ("entities", ("--entity", "BOR"), "Borelia", "Ardenia"),
        ("wheat", ("--entity", "CAL"), "No row matches.", "5.2224"),
    ],
)
def test_show_keeps_the_rows_asked_for(
    isles: Path, table: str, options: tuple[str, ...], there: str, gone: str
) -> None:
    result = run("show", "isles", table, "--packs", isles, *options)
    assert result.exit_code == 0
    rows = result.stdout.partition("grain.example")[2]
    assert there in rows
    assert gone not in rows


def test_show_names_the_source_of_the_rows(isles: Path) -> None:
    shown = run("show", "isles", "members", "--packs", isles).stdout
    assert "Ligue — Membres — https://ligue.example/membres" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("show", "atlantis"), 2, "no pack 'atlantis'"),
        (("show", "isles", "barley"), 2, "no resource 'barley'"),
        (("show", "isles", "wheats"), 2, "did you mean wheat?"),
        (("show", "isle", "wheat"), 2, "did you mean isles?"),
        (("show", "isles", "wheat", "--entity", "XXX"), 2, "no entity 'XXX'"),
        (("show", "isles", "wheat", "--period", "soon"), 2, "'soon'"),
        (("show", "isles", "wheat", "--period", "2022/2021"), 2, "'2022/2021'"),
        (("show", "isles", "--lang", "de"), 2, "de"),
        (("show",), 2, "NAME"),
    ],
)
def test_wrong_words_are_usage(isles: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    options = ("--packs", str(isles)) if len(arguments) > 1 else ()
    result = run(*arguments, *options)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_an_entity_may_be_given_by_its_name(isles: Path) -> None:
    asked = ("show", "isles", "wheat", "--packs", isles, "--entity")
    by_id, by_name = run(*asked, "ARD"), run(*asked, "ardenie")
    assert by_name.exit_code == 0
    assert by_name.stdout == by_id.stdout


def test_a_draft_says_what_it_lacks_file_by_file_then_that_it_can_be_built(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("pays;2021;2022\nFrance;1,5;2\nSyldavie;3;4\n")
    draft = tmp_path / "draft"
    assert run("build", table, "--describe", "--out", draft, "--lang", "fr").exit_code == 0
    blanks = run("validate", draft, "--lang", "fr")
    assert blanks.exit_code == 1
    assert "  datapackage.json :\n    title : le titre du lot\n" in blanks.stdout
    assert blanks.stdout.endswith(
        "  entities.csv, colonne id : un identifiant pour chacun, ou « - » pour écarter ses lignes\n    Syldavie\n"
    )
    refused = run("add", draft)
    assert (refused.exit_code, "a draft, not yet a pack" in refused.stderr) == (1, True)
    complete(draft, {"Syldavie": "-"})
    ready = run("validate", draft, "--lang", "fr")
    assert (ready.exit_code, "brouillon complet" in ready.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("diff", "isles@0.9", "isles@1.2.0"), "isles@0.9: no such folder, and no installed pack of this name"),
        (("remove", "starter"), "starter comes with the program"),
    ],
)
def test_a_name_that_is_not_installed_is_said(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, SOURCIER_HOME=str(tmp_path / "home"))
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_a_draft_without_a_column_of_entities_says_so(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Libellé;2021;2022\nPays de Caux;1,5;2\nPays de Bray;3;4\n")
    made = run("build", table, "--describe", "--out", tmp_path / "draft", "--lang", "fr")
    assert "aucune colonne de lieux ou d’organisations dans : t.csv" in made.stdout


def test_bad_pack_stops(tmp_path: Path) -> None:
    root = PackOf().cell("wheat", 3, "value", "trois").write(tmp_path)
    result = run("list", "--packs", root)
    assert result.exit_code == 3
    assert "error[bad-pack]" in result.stderr
    assert "row 3, column value: not a number: 'trois'" in result.stderr


def test_path_without_a_pack_is_usage(tmp_path: Path) -> None:
    for arguments in (("list", "--packs", tmp_path), ("validate", tmp_path / "nowhere")):
        result = run(*arguments)
        assert (result.exit_code, "error[pack-not-found]" in result.stderr) == (2, True)


def test_validate_says_that_a_pack_is_good(isles: Path) -> None:
    result = run("validate", isles)
    assert (result.exit_code, result.stdout.strip()) == (0, "isles 1.2.0: valid, 7 tables")


def test_validate_lists_every_fault_and_goes_on_to_the_next_pack(tmp_path: Path) -> None:
    spoiled = PackOf("bad", only=("wheat",)).cell("wheat", 3, "value", "trois").cell("wheat", 4, "source", "")
    spoiled.write(tmp_path)
    PackOf("good", only=("wheat",)).write(tmp_path)
    result = run("validate", tmp_path, "--lang", "fr")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "bad 1.2.0: à corriger, 2 fautes"
    assert lines[1].endswith("wheat.csv, ligne 3, colonne value: not a number: 'trois'")
    assert lines[2].endswith("wheat.csv, ligne 4, colonne source: no source: every row says where it comes from")
    assert lines[3] == "good 1.2.0: valide, 2 tables"


def test_validate_reports_a_broken_descriptor(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("{", encoding="utf-8")
    result = run("validate", tmp_path)
    assert result.exit_code == 1
    assert "not JSON" in result.stdout


def test_pack_cannot_steer_the_terminal(tmp_path: Path) -> None:
    pack = PackOf(only=("wheat",))
    pack.table("wheat")["sourcier"]["label"]["en"] = "Wheat\x1b[2J [bold]x[/bold]"
    result = run("show", "isles", "wheat", "--packs", pack.write(tmp_path))
    assert "\x1b" not in result.stdout
    assert "[bold]x[/bold]" in result.stdout


def test_lines_keep_to_80_columns(isles: Path) -> None:
    for arguments in (
        ("list",),
        ("show", "starter", "events", "--entity", "PRK"),
        ("show", "isles", "losses", "--packs", isles),
    ):
        assert max(map(len, run(*arguments).stdout.splitlines())) <= 80
