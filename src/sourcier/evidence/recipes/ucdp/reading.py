"""UCDP's files, up to three of them, to one pack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

from sourcier.core.language import Entity
from sourcier.evidence.recipes.built import BuiltPack, File, Table
from sourcier.evidence.recipes.errors import BadParameter, BadSourceFile
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.source_files import is_zip, lines_of, members_of
from sourcier.evidence.recipes.state_codes import StateCodes
from sourcier.evidence.recipes.table_texts import table_from
from sourcier.evidence.recipes.ucdp import conflicts, deaths

_CODES = ("incompatibility", "intensity", "type", "violence", "active")
_KINDS = {"intensity_level": "conflicts", "bd_best": "deaths", "date_start": "events"}
"""Which file has which column."""
_NEEDED = {
    "conflicts": (
        *("conflict", "side_a", "side_b", "side_b_id", "side_a_2nd", "side_b_2nd", "incompatibility", "year", "type"),
        *("intensity", "states_a", "states_b", "states_a_2nd", "states_b_2nd", "episode_start", "episode_end"),
        "version",
    ),
    "deaths": ("conflict", "year", "best", "low", "high", "incompatibility", "states_a", "states_b", "version"),
    "events": ("event", "year", "active", "status", "violence", "country", "best", "low", "high"),
}
_SOURCES = {
    "conflicts": "UCDP/PRIO Armed Conflict Dataset",
    "deaths": "UCDP Battle-Related Deaths Dataset",
    "events": "UCDP Georeferenced Event Dataset",
}

Lines = list[dict[str, str]]


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the tables of the files that were given, each of a kind at most once."""
    issued = parameters.get("issued") or _archived(files)
    codes = StateCodes.load(recipe.folder, "states.tsv", parameters)
    held: dict[str, Lines] = {}
    for file in _unpacked(files):
        kind, lines = _lines(recipe, file)
        if kind in held:
            raise BadSourceFile.at(file.name, f"a second file of {kind}")
        pairs = (
            ((line["country"], conflicts.midyear(line["year"])) for line in lines)
            if kind == "events"
            else conflicts.state_pairs(lines)
        )
        codes.require(file.name, "states", pairs)
        held[kind] = lines
    if not held:
        raise BadSourceFile.at(recipe.name, "no file")
    tables, entities = _tables(recipe, held, codes, issued)
    return BuiltPack(
        name="ucdp-conflicts",
        title=recipe.title["en"],
        updated=date.fromisoformat(issued),
        tables=tuple(tables),
        entities=tuple(entities),
    )


def _tables(
    recipe: Recipe, held: Mapping[str, Lines], codes: StateCodes, issued: str
) -> tuple[list[Table], list[Entity]]:
    tables: list[Table] = []
    actors: dict[str, str] = {}
    if "conflicts" in held:
        found = conflicts.gather(held["conflicts"], codes)
        actors = found.actors
        source = _source("conflicts", held["conflicts"])
        active, wars, by_state = conflicts.counts(found, source)
        gaps = (f"{found.unnamed} conflict-years name a supporter that is no state: no row",) if found.unnamed else ()
        tables += [
            table_from(
                recipe.folder,
                "ucdp-conflict-spells",
                conflicts.spells(found, source),
                gaps=gaps,
                until=f"{conflicts.last_year(found)}-12-31",
            ),
            table_from(recipe.folder, "active-conflicts", active),
            table_from(recipe.folder, "active-wars", wars),
            table_from(recipe.folder, "conflicts-by-state", by_state),
        ]
    if "deaths" in held:
        rows, without = deaths.estimates(held["deaths"], _source("deaths", held["deaths"]), issued)
        gaps = (f"{without} conflict-years without a low and a high figure",) if without else ()
        tables.append(table_from(recipe.folder, "battle-deaths", rows, gaps=gaps))
    if "events" in held:
        rows = list(deaths.by_country(held["events"], codes, _source("events", held["events"])))
        tables.append(table_from(recipe.folder, "deaths-by-country", rows))
    lines = [line for kind in ("deaths", "conflicts") for line in held.get(kind, ())]
    return [table for table in tables if table.rows], conflicts.entities(lines, actors, codes)


def _lines(recipe: Recipe, file: File) -> tuple[str, Lines]:
    """Return what kind of file it is, and its lines by the recipe's names, their codes in words."""
    rows = lines_of(file)
    _, header = next(rows, (0, []))
    kind = next((kind for column, kind in _KINDS.items() if column in header), None)
    if kind is None:
        raise BadSourceFile.at(file.name, "none of the three files that the recipe reads", line=1)
    names = recipe.mapping.columns(file.name, header)
    if len(set(header)) < len(header):
        raise BadSourceFile.at(file.name, "two columns share a name", line=1)
    absent = [name for name in _NEEDED[kind] if name not in names.values()]
    if absent:
        raise BadSourceFile.at(file.name, f"no column for {', '.join(absent)}", line=1)
    places = {names[column]: at for at, column in enumerate(header) if column in names}
    numbers: list[int] = []
    lines: Lines = []
    # Events come by the hundred thousand with fifty columns each: only what is read is kept.
    for number, cells in rows:
        if len(cells) != len(header):
            raise BadSourceFile.at(file.name, f"{len(cells)} cells where the header has {len(header)}", line=number)
        numbers.append(number)
        lines.append({name: cells[at].strip() for name, at in places.items()})
    if not lines:
        raise BadSourceFile.at(file.name, "no line: cut short")
    for column in _CODES:
        if column in lines[0]:
            words = recipe.mapping.codes(file.name, column, (line[column] for line in lines))
            lines = [line | {column: words[line[column]] or ""} for line in lines]
    _check_figures(file, numbers, lines)
    return kind, lines


def _check_figures(file: File, numbers: Sequence[int], lines: Lines) -> None:
    for number, line in zip(numbers, lines, strict=True):
        if not line["year"].isdigit():
            raise BadSourceFile.at(file.name, f"not a year: {line['year']!r}", line=number)
        for name in ("best", "low", "high"):
            if name in line and not (deaths.figure(line[name]) or "0").isdigit():
                raise BadSourceFile.at(file.name, f"{name} is no count: {line[name]!r}", line=number)
        if line.get("active") and "" in (deaths.figure(line[name]) for name in ("best", "low", "high")):
            raise BadSourceFile.at(file.name, "an event without its three figures", line=number)


def _source(kind: str, lines: Lines) -> str:
    version = lines[0].get("version", "")
    return f"{_SOURCES[kind]} {version}".strip()


def _unpacked(files: Sequence[File]) -> list[File]:
    return [member for file in files for member in (members_of(file) if is_zip(file) else [file])]


def _archived(files: Sequence[File]) -> str:
    """Return the latest day that an archive gives for its members: UCDP's plain CSV files do not say theirs."""
    days = [
        date(*member.date_time[:3])
        for file in files
        if is_zip(file)
        for member in zipfile.ZipFile(io.BytesIO(file.body)).infolist()
    ]
    if not days:
        raise BadParameter.at("issued", "missing: the files do not say on which day they were published")
    return max(days).isoformat()
