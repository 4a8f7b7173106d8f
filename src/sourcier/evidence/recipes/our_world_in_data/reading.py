"""The figures of a chart, one table a column, described by the chart's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sourcier.evidence.recipes.built import BuiltPack, File, Row, Table
from sourcier.evidence.recipes.errors import BadParameter, BadSourceFile, UnknownCode, UnknownColumn
from sourcier.evidence.recipes.mapping import Mapped
from sourcier.evidence.recipes.places import by_alpha3
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.source_files import is_zip, json_of, members_of, table_of
from sourcier.evidence.recipes.statistical_series import slug

_YEAR = re.compile(r"-?\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_GAP = "years before 1000, which a pack cannot write, are left out"


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of figures, as the metadata describe it."""

    header: str
    name: str
    label: str
    definition: str
    unit: str
    source: str
    updated: date
    address: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the CSV: whose, when, and its cells."""

    number: int
    entity: str
    period: str
    cells: Mapping[str, str]


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the pack of a chart."""
    unpacked = [member for file in files for member in (members_of(file) if is_zip(file) else [file])]
    described = [file for file in unpacked if file.body.lstrip().startswith(b"{")]
    figures = [file for file in unpacked if file not in described and not file.name.endswith(".md")]
    if len(described) != 1 or len(figures) != 1:
        raise BadSourceFile.at(files[0].name, "give the chart's CSV and its metadata.json, or the ZIP of both")
    header, rows = table_of(figures[0])
    mapping = recipe.mapping
    metadata = json_of(described[0])
    columns = _columns(mapping, described[0], metadata, figures[0].name, header)
    lines, dropped = _lines(mapping, figures[0].name, header, rows)
    kept = _kept(columns, parameters.get("column"))
    chart = metadata.get("chart") or {}
    title = str(chart.get("title") or kept[0].label)
    address = str(chart.get("originalChartUrl") or recipe.source[1]).partition("?")[0]
    tables = tuple(
        Table(
            name=column.name,
            shape="series",
            rows=tuple(_rows(figures[0].name, lines, column)),
            label={"en": column.label},
            definition={"en": column.definition} if column.definition else {},
            unit=mapping.known["units"].get(column.unit, column.unit),
            gaps=(_GAP,) if dropped else (),
            note=f"terms of the figures: {column.address}" if column.address else "",
            sources=((column.source, address),),
        )
        for column in kept
    )
    name = slug(parameters.get("chart") or title)
    updated = max(column.updated for column in kept)
    return BuiltPack(f"owid-{name}", f"{title} (Our World in Data)", updated, tables, sources=((title, address),))


def _columns(mapping: Mapped, file: File, metadata: Any, csv_name: str, header: Sequence[str]) -> list[_Column]:
    """Return the columns of figures in the CSV's order, each with what the metadata say of it."""
    described = metadata.get("columns") if isinstance(metadata, dict) else None
    if not isinstance(described, dict) or not all(isinstance(said, dict) for said in described.values()):
        raise BadSourceFile.at(file.name, "not the metadata of a chart: no columns")
    strange = {key for said in described.values() for key in said} - {
        *mapping.known["fields"],
        *mapping.ignored["fields"],
    }
    if strange:
        raise UnknownColumn.named(file.name, sorted(strange))
    by_header = {
        name: said
        for title, said in described.items()
        for name in (title, said.get("shortName"), said.get("titleShort"), said.get("titleLong"))
        if name
    }
    others = [
        name for name in header if name not in mapping.known["columns"] and name not in mapping.ignored["columns"]
    ]
    unknown = [name for name in others if name not in by_header]
    if unknown:
        raise UnknownColumn.named(csv_name, unknown)
    return [_column(file, name, by_header[name]) for name in others]


def _column(file: File, header: str, said: Mapping[str, Any]) -> _Column:
    label = str(said.get("titleShort") or said.get("titleLong") or header)
    if said.get("conversionFactor") not in {None, 1}:
        # The chart multiplies by it; whether the CSV has done so already, the file does not say.
        raise BadSourceFile.at(file.name, f"{label}: the chart converts its figures (conversionFactor)")
    try:
        updated = date.fromisoformat(str(said["lastUpdated"])[:10])
    except (KeyError, ValueError) as error:
        raise BadSourceFile.at(file.name, f"{label}: no date of update: {error}") from error
    return _Column(
        header=header,
        name=slug(str(said.get("shortName") or label)),
        label=label,
        definition=" ".join(str(said.get("descriptionShort") or "").split()),
        unit=str(said.get("unit") or ""),
        source=str(said.get("citationShort") or "Our World in Data"),
        updated=updated,
        address=str(said.get("fullMetadata") or ""),
    )


def _kept(columns: Sequence[_Column], wanted: str | None) -> list[_Column]:
    kept = [column for column in columns if wanted is None or wanted in {column.header, column.name, column.label}]
    if not kept:
        named = ", ".join(repr(column.header) for column in columns) or "none"
        raise BadParameter.at("column", f"no such column of figures; the chart has: {named}")
    return kept


def _lines(
    mapping: Mapped, file: str, header: Sequence[str], rows: Sequence[tuple[int, Mapping[str, str]]]
) -> tuple[list[_Line], bool]:
    """Return the lines about an entity and a period that a pack can write, and whether a year was left out."""
    roles = {mapping.known["columns"][name]: name for name in header if name in mapping.known["columns"]}
    absent = {"name", "code", "period"} - roles.keys()
    if absent:
        raise BadSourceFile.at(file, f"not the CSV of a chart: no column for {', '.join(sorted(absent))}", line=1)
    codes = mapping.codes(file, "entities", (row[roles["code"]] for _, row in rows if row[roles["code"]]), by_alpha3())
    nameless = [row[roles["name"]] for _, row in rows if not row[roles["code"]]]
    endings = tuple(mapping.ignored["endings"])
    names = mapping.codes(file, "names", (name for name in nameless if not name.endswith(endings)))
    strange = sorted({row[roles["period"]] for _, row in rows if not _is_time(row[roles["period"]])})
    if strange:
        raise UnknownCode.named(file, "years", strange)
    lines, dropped = [], False
    for number, row in rows:
        code, period = row[roles["code"]], row[roles["period"]]
        entity = codes[code] if code else names.get(row[roles["name"]])
        if _YEAR.fullmatch(period) and not 1000 <= int(period) <= 9999:
            dropped = True
        elif entity is not None:
            lines.append(_Line(number, entity, period, row))
    return lines, dropped


def _is_time(said: str) -> bool:
    return bool(_YEAR.fullmatch(said) or _DAY.fullmatch(said))


def _rows(file: str, lines: Sequence[_Line], column: _Column) -> Iterator[Row]:
    for line in lines:
        cell = line.cells[column.header].strip()
        if not cell:
            continue
        try:
            value = format(Decimal(cell), "f")
        except InvalidOperation as error:
            raise BadSourceFile.at(file, f"{column.header}: {cell!r} is no number", line=line.number) from error
        yield {"entity": line.entity, "period": line.period, "value": value, "source": column.source}
