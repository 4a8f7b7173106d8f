"""What every import recipe must keep to: each folder that is found is tested, none is listed here."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources

import pytest

from sourcier.core.errors import SourcierError
from sourcier.evidence.packs import OutputExists, validate
from sourcier.evidence.recipes import File, build, find_recipes, missing_texts, write
from sourcier.evidence.recipes.downloading import address_of
from sourcier.evidence.recipes.errors import AssertionFailed, BadParameter, BadSourceFile

RECIPES = find_recipes()
EXAMPLES = [
    pytest.param(recipe, fixture, id=f"{recipe.name}-{fixture.files[0]}")
    for recipe in RECIPES
    for fixture in recipe.fixtures
]
REFUSED = [
    pytest.param(recipe, fixture, change, id=f"{recipe.name}-{change.error}-{change.put[:24]}")
    for recipe in RECIPES
    for fixture in recipe.fixtures
    for change in fixture.refused
]
PAGE = b"<!DOCTYPE html>\n<html><head><title>503 Service Unavailable</title></head><body>Try again</body></html>\n"


def files_of(recipe, fixture):
    return [File(name, (recipe.folder / name).read_bytes(), date(2025, 10, 1)) for name in fixture.files]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_metadata_is_complete(recipe):
    said = [recipe.publisher, recipe.licence.name, recipe.licence.title, *recipe.source]
    said += [text[lang] for text in (recipe.title, recipe.about, recipe.redistribution) for lang in ("fr", "en")]
    said += [parameter.told(lang) for parameter in recipe.parameters for lang in ("fr", "en")]
    assert all(text.strip() for text in said)
    assert recipe.licence.path.startswith("https://")
    assert recipe.source[1].startswith("https://")
    assert all(address.startswith(("https://", "{+")) for address in recipe.addresses)
    assert recipe.formats
    assert recipe.fixtures
    assert recipe.assertions.least_rows > 1


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_address_needs_no_parameter_that_the_recipe_lacks(recipe):
    known = {one.name: "x" for one in recipe.parameters if one.required or one.default is not None}
    assert all("{" not in address_of(template, known) for template in recipe.addresses)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_what_is_ignored_has_its_reason(recipe):
    file = recipe.folder / "mapping.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    bare = [code for name, codes in lists.items() if name.endswith("_ignored") for code in codes if not codes[code]]
    assert bare == []


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_recipe_is_in_the_documentation(recipe):
    root = resources.files("sourcier").joinpath("..", "..", "docs", "recipes.md")
    assert f"`{recipe.name}`" in root.read_text(encoding="utf-8")


@pytest.mark.parametrize(("recipe", "fixture"), EXAMPLES)
def test_example_becomes_a_valid_pack(recipe, fixture, tmp_path):
    built = build(recipe, files_of(recipe, fixture), fixture.parameters)
    assert missing_texts(built) == ()
    write(built, recipe, tmp_path / "pack")
    report = validate(tmp_path / "pack")
    assert [problem.error.message for problem in report.problems] == []
    assert report.pack.created == built.updated


@pytest.mark.parametrize(("recipe", "fixture"), EXAMPLES)
def test_example_is_built_the_same_twice(recipe, fixture, tmp_path):
    for name in ("first", "second"):
        write(build(recipe, files_of(recipe, fixture), fixture.parameters), recipe, tmp_path / name)
    assert validate(tmp_path / "first").pack.digest == validate(tmp_path / "second").pack.digest


@pytest.mark.parametrize(("recipe", "fixture"), EXAMPLES)
def test_every_row_has_a_source(recipe, fixture):
    built = build(recipe, files_of(recipe, fixture), fixture.parameters)
    tables = [table for table in built.tables if table.role != "positions"]
    assert all(row.get("source") for table in tables for row in table.rows)


@pytest.mark.parametrize(("recipe", "fixture", "change"), REFUSED)
def test_what_the_recipe_does_not_know_is_refused(recipe, fixture, change):
    bodies = {file.name: file.body for file in files_of(recipe, fixture)}
    text = bodies[change.file].decode("utf-8")
    assert change.find in text
    bodies[change.file] = text.replace(change.find, change.put, 1).encode("utf-8")
    files = [File(name, body) for name, body in bodies.items()]
    with pytest.raises(SourcierError) as raised:
        build(recipe, files, fixture.parameters)
    assert raised.value.slug == change.error


@pytest.mark.parametrize(("recipe", "fixture"), EXAMPLES)
@pytest.mark.parametrize("body", [b"", b" \n\n", PAGE], ids=["empty", "blank", "error-page"])
def test_file_that_is_no_data_gives_one_clear_error(recipe, fixture, body):
    for at, file in enumerate(files_of(recipe, fixture)):
        files = files_of(recipe, fixture)
        files[at] = File(file.name, body)
        with pytest.raises(BadSourceFile, match=r"empty|a web page"):
            build(recipe, files, fixture.parameters)


@pytest.mark.parametrize(("recipe", "fixture"), EXAMPLES)
@pytest.mark.parametrize("kept", [0.15, 0.5, 0.9], ids=str)
def test_file_that_is_cut_short_is_refused(recipe, fixture, kept):
    for at, file in enumerate(files_of(recipe, fixture)):
        files = files_of(recipe, fixture)
        files[at] = File(file.name, file.body[: int(len(file.body) * kept)])
        with pytest.raises(SourcierError) as raised:
            build(recipe, files, fixture.parameters)
        assert raised.value.slug != "internal"


@pytest.mark.parametrize(("recipe", "fixture"), EXAMPLES)
def test_fewer_rows_than_asserted_are_refused(recipe, fixture):
    with pytest.raises(AssertionFailed, match="cut short"):
        build(recipe, files_of(recipe, fixture), {**fixture.parameters, "least_rows": "1000000"})


@pytest.mark.parametrize(("recipe", "fixture"), EXAMPLES)
def test_entity_that_is_absent_is_refused(recipe, fixture):
    with pytest.raises(AssertionFailed, match="no row about nowhere-at-all"):
        build(recipe, files_of(recipe, fixture), {**fixture.parameters, "required": "nowhere-at-all"})


@pytest.mark.parametrize(("recipe", "fixture"), EXAMPLES)
def test_unknown_parameter_is_refused(recipe, fixture):
    with pytest.raises(BadParameter, match="no such parameter"):
        build(recipe, files_of(recipe, fixture), {**fixture.parameters, "colour": "green"})


@pytest.mark.parametrize(("recipe", "fixture"), EXAMPLES[:1])
def test_folder_that_holds_something_is_left_alone(recipe, fixture, tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "kept.txt").write_text("kept")
    with pytest.raises(OutputExists):
        write(build(recipe, files_of(recipe, fixture), fixture.parameters), recipe, tmp_path / "pack")
    assert [file.name for file in tmp_path.rglob("*")] == ["pack", "kept.txt"]
