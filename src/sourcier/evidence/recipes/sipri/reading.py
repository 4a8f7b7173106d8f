"""SIPRI's military expenditure workbook: countries down, years across, one sheet a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sourcier.evidence.recipes.built import BuiltPack, File, Row, Table
from sourcier.evidence.recipes.errors import BadSourceFile, UnknownCode, UnknownColumn
from sourcier.evidence.recipes.ignoring import ignoring
from sourcier.evidence.recipes.mapping import Mapped
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.table_texts import table_from
from sourcier.evidence.recipes.workbooks import PLAIN, Cell, header_row, plain, workbook_of

_FACTORS = {
    "milex-current-usd": Decimal(1_000_000),
    "milex-constant-usd": Decimal(1_000_000),
    "milex-pct-gdp": Decimal(100),
    "milex-per-capita-usd": Decimal(1),
    "milex-pct-government": Decimal(100),
}
"""From the workbook's unit to the table's: millions to dollars, fractions to per cent."""
_LARGEST_FRACTION = Decimal(2)
"""Kuwait spent more than its product in 1991; above twice it, the sheet holds per cents."""
_FLAGS = {PLAIN: "", "blue": "estimate", "red": "uncertain"}
_IN_WORDS = {"estimate": "SIPRI estimate", "uncertain": "highly uncertain according to SIPRI"}
_YEAR = re.compile(r"(19|20)\d\d")
_LEADING = re.compile(r"^(19|20)\d\d ")
_PRICES = re.compile(r"\((\d{4})\)")
_SIGN = re.compile(r"\d+|[^\s\d,;]")
FOOTNOTES = "footnotes"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet of figures on its way to a table."""

    name: str
    table: str
    prices: str
    """Year of constant prices, empty in the other sheets."""
    rows: Sequence[Sequence[Cell]]


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return a table for each sheet of figures."""
    if len(files) != 1:
        raise BadSourceFile.at(files[-1].name if files else recipe.name, "one workbook is read at a time")
    file = files[0]
    mapping = ignoring(recipe.mapping, parameters.get("ignore", ""))
    book = workbook_of(file)
    named = {name: _PRICES.sub("(YEAR)", name) for name in book.sheets}
    known = mapping.codes(file.name, "sheets", named.values())
    sheets = [_Sheet(name, table, _prices(name), book.sheets[name]) for name in named if (table := known[named[name]])]
    absent = [table for table in (*_FACTORS, FOOTNOTES) if table not in {sheet.table for sheet in sheets}]
    if absent:
        raise BadSourceFile.at(file.name, f"no sheet for {', '.join(absent)}")
    footnotes = next(_footnotes(sheet.rows) for sheet in sheets if sheet.table == FOOTNOTES)
    tables = [_table(recipe, mapping, file, sheet, footnotes) for sheet in sheets if sheet.table != FOOTNOTES]
    return BuiltPack(
        name="sipri-milex",
        title=recipe.title["en"],
        updated=book.saved,
        tables=tuple(tables),
        description=recipe.redistribution["en"],
    )


def _prices(sheet: str) -> str:
    found = _PRICES.search(sheet)
    return found[1] if found else ""


def _footnotes(rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """Return the text of each numbered footnote; it stands in one of the two columns beside its number."""
    notes = {}
    for number, *texts in rows:
        if number.text.isdigit():
            notes[number.text] = " ".join(filter(None, (cell.text for cell in texts)))
    return notes


def _table(recipe: Recipe, mapping: Mapped, file: File, sheet: _Sheet, footnotes: Mapping[str, str]) -> Table:
    place = f"{file.name}: {sheet.name}"
    start = header_row(file, sheet.name, sheet.rows, "Country")
    years, columns = _header(mapping, place, sheet.rows[start])
    # Headings and the remarks below the table have no cell under the years; every state has, if only "xxx".
    lines = [row for row in sheet.rows[start + 1 :] if any(row[at].text for at in years)]
    ids = mapping.codes(place, "entities", (row[columns["country"]].text for row in lines))
    signs = {sign for row in lines for sign in _SIGN.findall(row[columns["notes"]].text)}
    words = mapping.codes(place, "notes", (sign for sign in signs if not sign.isdigit()))
    _check_cells(mapping, place, [row[at] for row in lines for at in years])
    rows: list[Row] = []
    used: dict[str, None] = {}
    for line in lines:
        entity = ids[line[columns["country"]].text]
        if entity is None:
            continue
        marks = _SIGN.findall(line[columns["notes"]].text)
        used |= dict.fromkeys(mark for mark in marks if mark.isdigit())
        said = [f"SIPRI's footnote {mark}" if mark.isdigit() else words[mark] or "" for mark in marks]
        rows += _figures(place, sheet, entity, [(year, line[at]) for at, year in years.items()], said)
    _check_doubles(place, rows)
    table = table_from(recipe.folder, sheet.table, rows, note=_note(used, footnotes))
    return _dated(table, sheet.prices)


def _header(mapping: Mapped, place: str, row: Sequence[Cell]) -> tuple[dict[int, str], dict[str, int]]:
    """Return the years by the place of their column, and the places of the other columns that are read."""
    years = {at: cell.text for at, cell in enumerate(row) if _YEAR.fullmatch(cell.text)}
    others = {at: _LEADING.sub("YEAR ", cell.text) for at, cell in enumerate(row) if at not in years}
    names = mapping.columns(place, others.values())
    places = {names[text]: at for at, text in others.items() if text in names}
    for needed in ("country", "notes"):
        if needed not in places:
            raise BadSourceFile.at(place, f"no column {needed}")
    if not years:
        raise BadSourceFile.at(place, "no column of a year")
    if len(set(years.values())) < len(years):
        raise UnknownColumn.named(place, (year for year in years.values() if list(years.values()).count(year) > 1))
    return years, places


def _check_cells(mapping: Mapped, place: str, cells: Sequence[Cell]) -> None:
    """Refuse a cell that is neither a number nor a known way of having none, and a colour that means nothing known."""
    mapping.codes(place, "cells", (cell.text for cell in cells if cell.number is None and cell.text))
    strange = [cell.colour for cell in cells if cell.number is not None and cell.colour not in _FLAGS]
    if strange:
        raise UnknownCode.named(place, "colours of figures", strange)


def _figures(
    place: str, sheet: _Sheet, entity: str, cells: Sequence[tuple[str, Cell]], said: Sequence[str]
) -> Iterator[Row]:
    factor = _FACTORS[sheet.table]
    for year, cell in cells:
        number = cell.number
        if number is None:
            continue
        if factor == 100 and number > _LARGEST_FRACTION:
            raise BadSourceFile.at(place, f"{entity} {year}: {cell.text} is no fraction: the unit may have changed")
        flag = _FLAGS[cell.colour]
        yield {
            "entity": entity,
            "period": year,
            "value": plain(number * factor),
            "source": f"SIPRI Military Expenditure Database, {sheet.name}",
            "note": "; ".join(filter(None, (_IN_WORDS.get(flag, ""), *said))),
            "value_original": plain(number),
            "flag": flag,
        }


def _check_doubles(place: str, rows: Sequence[Row]) -> None:
    """Refuse two figures for one state and year: two names, such as Yemen and North Yemen, that are one entity here."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        key = (row["entity"], row["period"])
        if key in seen:
            raise BadSourceFile.at(place, f"two rows have a figure for {key[0]} in {key[1]}")
        seen.add(key)


def _note(used: Mapping[str, None], footnotes: Mapping[str, str]) -> str:
    """Return the footnotes that the rows refer to, in words."""
    return " ".join(f"[{mark}] {footnotes.get(mark, 'no text in the workbook')}" for mark in sorted(used, key=int))


def _dated(table: Table, prices: str) -> Table:
    """Put the year of constant prices in where the recipe's texts say {year}."""
    return replace(
        table,
        unit=table.unit.replace("{year}", prices),
        label={lang: text.replace("{year}", prices) for lang, text in table.label.items()},
        definition={lang: text.replace("{year}", prices) for lang, text in table.definition.items()},
    )
