"""The recipes' own examples, changed by a test."""

from __future__ import annotations

import io

import openpyxl

from sourcier.evidence.recipes import File, build, get_recipe


def example(name, at=0):
    """Return a recipe, the files of one of its examples, and the example's parameters."""
    recipe = get_recipe(name)
    fixture = recipe.fixtures[at]
    files = [File(file, (recipe.folder / file).read_bytes()) for file in fixture.files]
    return recipe, files, dict(fixture.parameters)


def built(name, at=0, *, edit=None, **given):
    """Return the pack of an example.

    `edit` changes the text of each file. A parameter's dots are written `__`; None takes one of the example's away.
    """
    recipe, files, parameters = example(name, at)
    if edit:
        files = [File(file.name, edit(file.body.decode()).encode()) for file in files]
    parameters |= {key.replace("__", "."): value for key, value in given.items()}
    return build(recipe, files, {key: value for key, value in parameters.items() if value is not None})


def built_workbook(name, edit, **given):
    """Return the pack of an example workbook after `edit`, which is given the open workbook."""
    recipe, (file,), parameters = example(name)
    book = openpyxl.load_workbook(io.BytesIO(file.body))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return build(recipe, [File(file.name, out.getvalue())], parameters | given)


def rows(pack, table, *columns):
    """Return the cells of a table's rows, those of the columns that are named."""
    found = next(one for one in pack.tables if one.name == table)
    return [tuple(row.get(column, "") for column in columns) for row in found.rows]
