"""A pack written as a folder: `datapackage.json`, one CSV a table, `entities.csv`. All of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sourcier.core.language import Entity
from sourcier.evidence.packs.building import placing, write_files
from sourcier.evidence.packs.descriptor import ENTITIES, Column, Licence
from sourcier.evidence.packs.shapes import SHAPES
from sourcier.evidence.recipes.building import LANGS
from sourcier.evidence.recipes.built import BuiltPack, Table
from sourcier.evidence.recipes.recipe import Recipe

_FOLDER = "data"
_INTEGERS = frozenset({"count"})
_TIMES = ("period", "start", "date", "as_of", "issued")
"""Columns that say when, the telling one of each shape first."""


def write(built: BuiltPack, recipe: Recipe, folder: Path) -> None:
    """Write a pack. Texts that are missing are written empty, so that validation names them.

    Args:
        built: What `build` returned.
        recipe: The recipe, whose licence, source and tolerance hold where the pack gives none.
        folder: Made by this call; its parents too.

    Raises:
        OutputExists: It holds something, or is a file.
        StoreFailed: It cannot be made.
    """
    tables = {ENTITIES: _cells(SHAPES[ENTITIES].required, map(_entity_row, built.entities))}
    for table in built.tables:
        tables[table.name] = _cells([column.name for column in columns_of(table)], table.rows)
    with placing(folder) as made:
        write_files(_descriptor(built, recipe), tables, made)


def summary_of(built: BuiltPack) -> dict[str, str]:
    """Return what to say of a pack in a line: rows, entities, first and last period, version."""
    spans = [span for table in built.tables if (span := coverage_of(table, _day(built)))[0]]
    return {
        "rows": str(sum(len(table.rows) for table in built.tables)),
        "entities": str(len(built.entities)),
        "first": min((first for first, _ in spans), default="–"),
        "last": max((last for _, last in spans), default="–"),
        "version": version_of(built),
    }


def version_of(built: BuiltPack) -> str:
    """Return a pack's version: the one given, else the day of the release."""
    day = _day(built)
    return built.version or f"{day.year}.{day.month}.{day.day}"


def columns_of(table: Table) -> list[Column]:
    """Return the columns of a table as they are written: the shape's, `note` where a row has one, the recipe's own."""
    shape = SHAPES[table.role or table.shape]
    key = set(table.key or shape.key)
    columns = []
    for name in shape.required:
        kind = "date" if name in shape.dates else "number" if name in shape.numbers else "string"
        kind = "integer" if name in _INTEGERS else kind
        columns.append(Column(name, kind, is_required=name in key or name in shape.filled))
    if "note" not in shape.required and any(row.get("note") for row in table.rows):
        columns.append(Column("note", "string", "what the source says of this figure: provisional, estimated, a break"))
    return [*columns, *table.extra]


def coverage_of(table: Table, day: date) -> tuple[str, str]:
    """Return the first and the last period or day that a table speaks for, empty where no row says when.

    A relation without an end still held on the last day of the source: the one that the recipe gives, else the day of
    the release. Its rows do not tell.

    Args:
        table: The table.
        day: The day of the release.
    """
    column = next((name for name in _TIMES if any(row.get(name) for row in table.rows)), None)
    if column is None:
        return "", ""
    times = sorted(row[column] for row in table.rows if row.get(column))
    ends = [row["end"] for row in table.rows if row.get("end")]
    if table.until:
        ends.append(table.until)
    elif table.shape == "relation" and len(ends) < len(table.rows):
        ends.append(day.isoformat())
    return times[0], max([times[-1], *ends])


def _cells(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Iterator[list[str]]:
    return ([row.get(column, "") for column in columns] for row in rows)


def _entity_row(entity: Entity) -> dict[str, str]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "label_fr": entity.label_fr,
        "label_en": entity.label_en,
        "aliases_fr": "|".join(entity.aliases_fr),
        "aliases_en": "|".join(entity.aliases_en),
    }


def _descriptor(built: BuiltPack, recipe: Recipe) -> dict[str, Any]:
    day = _day(built)
    return {
        "name": built.name,
        "version": version_of(built),
        "title": built.title,
        "description": built.description or built.title,
        "licenses": _licences(built.licences or (recipe.licence,)),
        "sources": _sources(built.sources or (recipe.source,)),
        "created": f"{day.isoformat()}T00:00:00Z",
        "resources": [_entities(), *(_resource(table, recipe, built) for table in built.tables)],
    }


def _day(built: BuiltPack) -> date:
    if built.updated is None:
        raise ValueError("a pack is written after `build`, which sees to its day")
    return built.updated


def _entities() -> dict[str, Any]:
    shape = SHAPES[ENTITIES]
    columns = [
        Column(name, "string", is_required=name in shape.filled, is_unique=name in shape.key) for name in shape.required
    ]
    said = {
        "shape": ENTITIES,
        "label": {"fr": "Entités", "en": "Entities"},
        "definition": {
            "fr": "Identifiants, libellés et autres noms des entités citées dans ce lot",
            "en": "Ids, labels and other names of the entities this pack refers to",
        },
    }
    return {**_tabular(ENTITIES, "Entities", columns, shape.key), "sourcier": said}


def _resource(table: Table, recipe: Recipe, built: BuiltPack) -> dict[str, Any]:
    first, last = coverage_of(table, _day(built))
    tolerance, reason = table.tolerance or recipe.tolerance
    day = _day(built).isoformat()
    said: dict[str, Any] = {
        "shape": table.shape,
        "label": {lang: table.label.get(lang, "") for lang in LANGS},
        "definition": {lang: table.definition.get(lang, "") for lang in LANGS},
        "unit": table.unit,
        "tolerance": {"value": float(tolerance), "reason": reason},
        "coverage": {
            "first": first or day,
            "last": last or day,
            "revised": recipe.revised if table.revised is None else table.revised,
            **(
                {"complete": list(table.complete) if isinstance(table.complete, tuple) else True}
                if table.complete
                else {}
            ),
            **({"incomplete": list(table.gaps)} if table.gaps else {}),
        },
    }
    if table.role:
        said["role"] = table.role
    if table.role != "positions":
        said["terms"] = {lang: list(table.terms.get(lang, ())) for lang in LANGS}
    said |= {key: text for key, text in (("companion", table.companion), ("note", table.note)) if text}
    title = table.label.get("en") or table.label.get("fr") or table.name
    key = table.key or SHAPES[table.role or table.shape].key
    made = {**_tabular(table.name, title, columns_of(table), key), "sourcier": said}
    if table.sources:
        made["sources"] = _sources(table.sources)
    if table.licences:
        made["licenses"] = _licences(table.licences)
    return made


def _tabular(name: str, title: str, columns: list[Column], key: tuple[str, ...]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if key:
        schema["primaryKey"] = list(key)
    return {
        "name": name,
        "path": f"{_FOLDER}/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "title": title,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        key: True for key, holds in (("required", column.is_required), ("unique", column.is_unique)) if holds
    }
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    if column.description:
        field["description"] = column.description
    return {**field, "constraints": constraints} if constraints else field


def _licences(licences: tuple[Licence, ...]) -> list[dict[str, str]]:
    return [{"name": licence.name, "path": licence.path, "title": licence.title} for licence in licences]


def _sources(sources: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"title": title, "path": path} for title, path in sources]
