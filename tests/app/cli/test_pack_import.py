"""`sourcier pack import` and `sourcier pack recipes`, from the command line."""

from __future__ import annotations

import pytest

from sourcier.evidence.recipes import find_recipes, get_recipe

COMPLETE = (
    "--set=least_rows=6",
    "--set=required=FRA",
    "--set=label.fr=Accès (exemple)",
    "--set=definition.fr=Chiffres inventés",
    "--set=definition.en=Invented figures",
)


@pytest.fixture
def example(tmp_path):
    path = tmp_path / "API_XX.csv"
    path.write_bytes((get_recipe("world-bank").folder / "fixture.csv").read_bytes())
    return path


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))


def test_import_writes_a_pack_that_can_be_shown(sourcier_command, example, tmp_path):
    out = tmp_path / "pack"
    outcome = sourcier_command("pack", "import", "world-bank", "--from", example, "--out", out, "--lang=en", *COMPLETE)
    assert (outcome.code, outcome.err) == (0, "")
    assert "6 rows, 3 entities, 2019 to 2021, version 2025.7.1" in outcome.out
    shown = sourcier_command("pack", "show", "world-bank-xx-fix-conn-zs", "xx-fix-conn-zs", "--packs", out)
    assert "99.75" in shown.out


def test_import_lists_what_a_person_must_give(sourcier_command, example, tmp_path):
    out = tmp_path / "pack"
    outcome = sourcier_command(
        "pack", "import", "world-bank", "--from", example, "--out", out, "--lang=en", *COMPLETE[:2]
    )
    assert outcome.code == 1
    assert "  label.fr\n  definition.fr\n  definition.en\n" in outcome.out
    assert sourcier_command("pack", "validate", out).code == 1


def test_import_adds_the_pack(sourcier_command, example, tmp_path):
    arguments = ("pack", "import", "world-bank", "--from", example, "--out", tmp_path / "pack", "--add", *COMPLETE)
    assert sourcier_command(*arguments, "--lang=en").out.endswith("Installed: world-bank-xx-fix-conn-zs@2025.7.1\n")


def test_incomplete_pack_is_not_added(sourcier_command, example, tmp_path):
    outcome = sourcier_command(
        "pack", "import", "world-bank", "--from", example, "--out", tmp_path / "pack", "--add", *COMPLETE[:2]
    )
    assert outcome.code == 1
    assert not list((tmp_path / "home").rglob("datapackage.json"))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nothing-of-the-kind"], 2, "error[no-such-recipe]"),
        (["world-bank"], 2, "error[bad-parameter]"),
        (["world-bank", "--set", "colour=green"], 2, "error[bad-parameter]"),
        (["world-bank", "--set", "indicator"], 2, "not KEY=VALUE"),
        (["world-bank", "--set", "name=a", "--set", "name=b"], 2, "given twice"),
        (["world-bank", "--from", "nowhere.csv"], 3, "error[not-found]"),
    ],
)
def test_wrong_use_is_said_on_one_line(sourcier_command, arguments, code, said):
    outcome = sourcier_command("pack", "import", *arguments)
    assert outcome.code == code
    assert said in outcome.err


def test_folder_in_the_way_is_left_alone(sourcier_command, example, tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "mine.txt").write_text("mine")
    outcome = sourcier_command("pack", "import", "world-bank", "--from", example, "--out", tmp_path / "pack", *COMPLETE)
    assert (outcome.code, "error[output-exists]" in outcome.err) == (3, True)
    assert [file.name for file in (tmp_path / "pack").iterdir()] == ["mine.txt"]


def test_fetching_goes_through_the_guarded_session(sourcier_command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = sourcier_command("pack", "import", "world-bank", "--set", "indicator=SP.POP.TOTL")
    assert (outcome.code, "error[fetch-failed]: api.worldbank.org is not known" in outcome.err) == (3, True)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made_is_said(sourcier_command, example, tmp_path):
    (tmp_path / "file").write_text("in the way")
    out = tmp_path / "file" / "pack"
    outcome = sourcier_command("pack", "import", "world-bank", "--from", example, "--out", out, *COMPLETE)
    assert (outcome.code, "error[store-failed]" in outcome.err) == (3, True)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_recipes_are_listed_with_their_licence(sourcier_command, lang):
    outcome = sourcier_command("pack", "recipes", "--lang", lang)
    assert outcome.code == 0
    assert all(recipe.name in outcome.out and recipe.title[lang] in outcome.out for recipe in find_recipes())


def test_one_recipe_is_shown_with_its_parameters(sourcier_command):
    outcome = sourcier_command("pack", "recipes", "eurostat", "--lang=en")
    assert "--set dataset=" in outcome.out
    assert "--set least_rows=" in outcome.out


@pytest.mark.parametrize("recipe", find_recipes(), ids=lambda recipe: recipe.name)
def test_a_recipe_is_told_in_french_on_80_columns(sourcier_command, recipe):
    told = sourcier_command("pack", "recipes", recipe.name, "--lang=fr").out
    assert [line for line in told.splitlines() if len(line) > 80 and " " in line.strip()] == []
    assert " ".join(recipe.redistribution["fr"].split()) in " ".join(told.split())
    assert "nom du lot" in told
