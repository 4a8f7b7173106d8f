"""The rules of PACKS.md on the rows of one table, as SQL that is true of a row that breaks them."""

# ruff: noqa: S608 -- every name put into SQL is quoted, every text a literal

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcier.evidence.packs.descriptor import Pack, Resource
from sourcier.evidence.packs.shapes import SHAPES, Shape
from sourcier.evidence.packs.tables import INTEGER, NUMBER, literal, quoted

_PATTERNS = {
    "number": (NUMBER, "a number"),
    "integer": (INTEGER, "a whole number"),
    "boolean": ("true|false", "true or false"),
    "year": ("[0-9]{4}", "a year"),
}
"""What a cell of each type looks like, and how to say so."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What no row may do."""

    column: str
    broken: str
    """SQL that is true of a row that breaks it."""
    reason: str
    shows_cell: bool = True


def rules_of(pack: Pack, table: Resource) -> list[Rule]:
    """Return the rules for the rows of a table: its schema's, its shape's, and that its ids are entities."""
    shape = SHAPES[table.role or table.shape]
    return [
        *_type_rules(table),
        *_filled_rules(table, shape),
        *_shape_rules(table, shape),
        *_id_rules(table, shape, pack),
    ]


def _type_rules(table: Resource) -> Iterator[Rule]:
    for column in table.columns:
        name = quoted(column.name)
        if column.type == "date":
            yield Rule(column.name, _is_no_day(name), "not a day like 2022-03-31")
        elif column.type in _PATTERNS:
            pattern, wanted = _PATTERNS[column.type]
            broken = f"{name} IS NOT NULL AND NOT regexp_full_match({name}, {literal(pattern)})"
            yield Rule(column.name, broken, f"not {wanted}")


def _is_no_day(text: str) -> str:
    """Return the SQL that is true of a text that is not an ISO day: the calendar's own, written in the one way."""
    return f"TRY_CAST({text} AS DATE)::VARCHAR IS DISTINCT FROM {text}"


def _filled_rules(table: Resource, shape: Shape) -> Iterator[Rule]:
    for column in table.columns:
        if column.is_required or column.name in shape.filled or column.name in _whole_key(table, shape):
            name = quoted(column.name)
            reason = "no source: every row says where it comes from" if column.name == "source" else "empty"
            yield Rule(column.name, f"{name} IS NULL OR trim({name}) = ''", reason, shows_cell=False)


def _whole_key(table: Resource, shape: Shape) -> tuple[str, ...]:
    """Return the key columns of which none may be empty: those of the shape, not optional dates or scopes."""
    return tuple(name for name in table.primary_key if name in shape.key)


def _shape_rules(table: Resource, shape: Shape) -> Iterator[Rule]:
    types = {column.name: column.type for column in table.columns}
    if "period" in shape.required:
        first_day = "period || CASE length(period) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END"
        yield Rule("period", _is_no_day(f"({first_day})"), "not a year, a month or a day")
    if shape.ordered:
        first, last = (quoted(name) for name in shape.ordered)
        kind = "DATE" if shape.ordered[0] in shape.dates else "DECIMAL(38, 9)"
        order = "<=" if shape.same_day else "<"
        broken = f"TRY_CAST({first} AS {kind}) IS NOT NULL AND TRY_CAST({last} AS {kind}) IS NOT NULL"
        broken += f" AND NOT TRY_CAST({first} AS {kind}) {order} TRY_CAST({last} AS {kind})"
        said = "before" if shape.same_day else "not after"
        yield Rule(shape.ordered[1], broken, f"{shape.ordered[1]} is {said} {shape.ordered[0]}")
    if "count" in shape.numbers:
        yield Rule("count", 'TRY_CAST("count" AS DECIMAL(38, 9)) < 0', "less than none")
    if shape.ordered == ("low", "high"):
        yield Rule("low", "low IS NULL AND high IS NULL", "neither low nor high", shows_cell=False)
    for name in shape.dates:
        if types[name] != "date":
            yield Rule(name, "true", f"the schema gives the column the type {types[name]}, not date", shows_cell=False)
    for name in shape.numbers:
        if types[name] not in {"number", "integer"}:
            yield Rule(
                name, "true", f"the schema gives the column the type {types[name]}, not number", shows_cell=False
            )


def _id_rules(table: Resource, shape: Shape, pack: Pack) -> Iterator[Rule]:
    known = f"(SELECT id FROM {pack.entities.table} WHERE id IS NOT NULL)"
    if table == pack.entities:
        return
    for name in shape.ids:
        column = quoted(name)
        yield Rule(name, f"{column} IS NOT NULL AND {column} NOT IN {known}", "not an id of the pack's entities")
    for name in shape.id_lists:
        column = quoted(name)
        listed = f"list_transform(string_split({column}, ';'), lambda part: trim(part))"
        unknown = f"NOT list_has_all((SELECT list(id) FROM {pack.entities.table}), {listed})"
        yield Rule(name, f"{column} IS NOT NULL AND {unknown}", "not all ids of the pack's entities")
