"""The Kiel Institute's Ukraine Support Tracker: one sheet of its workbook, a donor a row and a kind of aid a column."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sourcier.core.language import Entity
from sourcier.evidence.recipes.built import BuiltPack, File, Row
from sourcier.evidence.recipes.errors import BadSourceFile
from sourcier.evidence.recipes.ignoring import ignoring
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.table_texts import table_from
from sourcier.evidence.recipes.workbooks import Cell, header_row, plain, workbook_of

_BILLION = Decimal(1_000_000_000)
_PARTS = ("financial", "humanitarian", "military")
_SLACK = Decimal("0.01")
"""Share of a total by which its rounded parts may miss it."""
_COUNTRY = "Country"


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the donors' figures as estimates that the institute issued."""
    if len(files) != 1:
        raise BadSourceFile.at(files[-1].name if files else recipe.name, "one workbook is read at a time")
    file = files[0]
    mapping = ignoring(recipe.mapping, parameters.get("ignore", ""))
    book = workbook_of(file)
    sheet = next((name for name in book.sheets if mapping.known["sheets"].get(name) == "summary"), None)
    if sheet is None:
        raise BadSourceFile.at(file.name, f"no sheet {' or '.join(mapping.known['sheets'])!r}")
    place, rows = f"{file.name}: {sheet}", book.sheets[sheet]
    start = header_row(file, sheet, rows, _COUNTRY)
    if start + 1 >= len(rows):
        raise BadSourceFile.at(place, "no row of units below the header: cut short")
    header = [_called(name, unit) for name, unit in zip(rows[start], rows[start + 1], strict=True)]
    names = mapping.columns(place, header)
    doubled = [name for name in names if header.count(name) > 1]
    if doubled:
        raise BadSourceFile.at(place, f"two columns are called {doubled[0]!r}")
    places = {measure: header.index(name) for name, measure in names.items()}
    donor = places.pop("country")
    lines = [row for row in rows[start + 2 :] if row[donor].text]
    ids = mapping.codes(place, "entities", (row[donor].text for row in lines))
    cells = (row[at] for row in lines for at in places.values())
    mapping.codes(place, "cells", (cell.text for cell in cells if cell.number is None and cell.text))
    issued = parameters.get("issued") or book.saved.isoformat()
    release = f", release {parameters['release']}" if parameters.get("release") else ""
    said = {"as_of": parameters["as_of"], "issued": issued, "source": f"Ukraine Support Tracker{release}, {sheet}"}
    estimates = [
        row
        for line in lines
        if (entity := ids[line[donor].text])
        for row in _estimates(entity, {measure: line[at] for measure, at in places.items()}, said)
    ]
    return BuiltPack(
        name="kiel-ukraine-support",
        title=recipe.title["en"],
        updated=date.fromisoformat(issued),
        tables=(table_from(recipe.folder, "aid-to-ukraine", estimates),),
        entities=_own(recipe),
        description=recipe.redistribution["en"],
    )


def _called(name: Cell, unit: Cell) -> str:
    return f"{name.text} [{unit.text}]" if unit.text and name.text else name.text


def _estimates(entity: str, cells: Mapping[str, Cell], said: Mapping[str, str]) -> Iterator[Row]:
    for measure, cell in cells.items():
        if cell.number is None:
            continue
        value = plain(cell.number * _BILLION)
        yield {
            "subject": entity,
            "measure": measure,
            "low": value,
            "high": value,
            **said,
            "issuer": "kiel-institute",
            "note": _note(measure, cells),
            "unit": "EUR",
            "original": str(cell.number),
            "original_unit": "€ billion",
        }


def _note(measure: str, cells: Mapping[str, Cell]) -> str:
    """Return a remark where a total is not the sum of its parts."""
    total = cells[measure].number
    parts = [cells[f"{part}_{measure}"].number for part in _PARTS if f"{part}_{measure}" in cells]
    known = [part for part in parts if part is not None]
    if total is None or len(known) < len(_PARTS) or abs(sum(known) - total) <= abs(total) * _SLACK:
        return ""
    return f"the three parts add up to {plain(Decimal(sum(known)))} € billion"


def _own(recipe: Recipe) -> tuple[Entity, ...]:
    raw = tomllib.loads((recipe.folder / "entities.toml").read_text(encoding="utf-8"))
    return tuple(Entity(id=name, **fields) for name, fields in raw.items())
