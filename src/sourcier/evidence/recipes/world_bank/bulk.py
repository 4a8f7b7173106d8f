"""The bulk CSV of data.worldbank.org: two lines of its own, the header, and a column a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sourcier.evidence.recipes.built import File
from sourcier.evidence.recipes.errors import BadSourceFile, UnknownColumn
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.source_files import lines_of, rows_of, table_of
from sourcier.evidence.recipes.world_bank.answer import PERIOD, Answer, Cell

_PREAMBLE = ("Data Source", "Last Updated Date")
_METADATA_COLUMNS = frozenset({"INDICATOR_CODE", "INDICATOR_NAME", "SOURCE_NOTE", "SOURCE_ORGANIZATION", ""})


def from_bulk(recipe: Recipe, files: Sequence[File]) -> Answer:
    """Return what the bulk CSV says, and the file about the indicator that comes beside it in the archive."""
    figures = [file for file in files if file.body.lstrip(b'\xef\xbb\xbf" ').startswith(b"Data Source")]
    if len(figures) != 1:
        said = "none" if not figures else f"{len(figures)}"
        raise BadSourceFile.at(files[0].name, f'{said} of the files begins with "Data Source", where one should')
    file = figures[0]
    strange = [other.name for other in files if other is not file and "Metadata_" not in other.name]
    if strange:
        raise BadSourceFile.at(strange[0], "no file that comes with an indicator")
    preamble, header, lines = _parts(file)
    rows = rows_of(file, header, lines)
    years = [name for name in header if PERIOD.fullmatch(name)]
    recipe.mapping.columns(file.name, [name for name in header if name not in years])
    if not rows or not years:
        raise BadSourceFile.at(file.name, "no figures: cut short, or another format")
    indicators = {row["Indicator Code"]: row["Indicator Name"] for _, row in rows}
    if len(indicators) > 1:
        raise BadSourceFile.at(file.name, f"{len(indicators)} indicators, where one file has one")
    ((indicator, label),) = indicators.items()
    cells = tuple(Cell(row["Country Code"], year, row[year].strip()) for _, row in rows for year in years)
    definition, organisation = _described(files, indicator)
    updated = _updated(file, preamble)
    return Answer(file.name, indicator, cells, updated, {"en": label}, definition, organisation)


def _parts(file: File) -> tuple[dict[str, str], list[str], list[tuple[int, list[str]]]]:
    """Return the two lines before the header by their name, the header, and the other lines."""
    lines = list(lines_of(file))
    preamble = {cells[0]: cells[1] for _, cells in lines[:2] if len(cells) > 1}
    if tuple(preamble) != _PREAMBLE or len(lines) < 3 or "Country Code" not in lines[2][1]:
        raise BadSourceFile.at(file.name, f"does not begin with {' and '.join(_PREAMBLE)}, then the header")
    return preamble, lines[2][1], lines[3:]


def _updated(file: File, preamble: Mapping[str, str]) -> date:
    try:
        return date.fromisoformat(preamble["Last Updated Date"].strip())
    except ValueError as error:
        raise BadSourceFile.at(file.name, f"no date of update: {error}", line=3) from error


def _described(files: Sequence[File], indicator: str) -> tuple[dict[str, str], str]:
    """Return the definition of an indicator and who made it, where the archive says so."""
    for file in files:
        if "Metadata_Indicator" not in file.name:
            continue
        header, rows = table_of(file)
        strange = [name for name in header if name not in _METADATA_COLUMNS]
        if strange:
            raise UnknownColumn.named(file.name, strange)
        for _, row in rows:
            if row["INDICATOR_CODE"] == indicator:
                return {"en": " ".join(row["SOURCE_NOTE"].split())}, row["SOURCE_ORGANIZATION"].strip()
    return {}, ""
