"""From published tables to a draft: what could be guessed, the names and their ids, and blanks for a person."""

# ruff: noqa: S608 -- every name put into SQL is quoted

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sourcier.core.article import Lang
from sourcier.evidence.packs.building.facts import Facts
from sourcier.evidence.packs.building.figures import period_sql
from sourcier.evidence.packs.building.guessing import Measure, Series, guess, where_sql
from sourcier.evidence.packs.building.naming import Naming, starter_naming
from sourcier.evidence.packs.building.placing import placing
from sourcier.evidence.packs.building.raw import SUFFIXES, Loader, Sheet, is_lock, loading
from sourcier.evidence.packs.building.reading import NAME_COLUMNS, NAMES, PARTING
from sourcier.evidence.packs.building.words import blank, folded, role_names
from sourcier.evidence.packs.descriptor import DESCRIPTOR, ENTITIES
from sourcier.evidence.packs.errors import UnreadableTable
from sourcier.evidence.packs.shapes import SHAPES
from sourcier.evidence.packs.tables import literal, quoted

_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """What describing came to."""

    path: Path
    resources: tuple[tuple[str, str], ...]
    """Name and shape of each table to be."""
    names: int
    """How many names of entities the tables hold."""
    unknown: tuple[str, ...]
    """Those that are no known entity's."""
    unused: tuple[str, ...]
    """Columns that go into no table."""
    without_entities: tuple[str, ...] = ()
    """Files and sheets in which no column was taken for one of entities: each of their tables is about one."""


def describe(sources: Sequence[Path], out: Path, *, name: str, lang: Lang, keep: bool = False) -> Draft:
    """Write a draft of the pack that files could become: `datapackage.json` and `entities.csv` in a new folder.

    Args:
        sources: The files; of a folder, those of a format that is read.
        out: The new folder.
        name: The pack's name to be; what is no name is made one.
        lang: In which language a person is asked for what is missing, where the field has none of its own.
        keep: Copy the files into the draft's folder: they were fetched and will not stay where they are.

    Raises:
        UnreadableTable: A file is no table, or no pack can be made of it.
        OutputExists: The folder holds something.
    """
    files = [file for source in sources for file in _files(source)]
    naming = starter_naming()
    resources: list[dict[str, Any]] = []
    names: dict[str, None] = {}
    unused: dict[str, None] = {}
    bare: dict[str, None] = {}
    with loading() as loader, placing(out) as folder:
        for file in files:
            place = _kept(file, folder) if keep else _seen_from(out, file)
            for sheet in loader.load(file):
                found = guess(loader.connection, sheet, naming)
                unused |= dict.fromkeys(found.unused)
                if isinstance(found, Facts):
                    drafts = _facts(loader, sheet, found, lang)
                else:
                    drafts = _series(loader, sheet, found, lang)
                    if not found.entity:
                        bare[sheet.part or file.name] = None
                for resource in drafts:
                    build = resource["build"]
                    build["from"] = place
                    resource["name"] = _unique(resource["name"], [one["name"] for one in resources])
                    resource["path"] = f"data/{resource['name']}.csv"
                    resources.append(resource)
                names |= dict.fromkeys(_names(loader, sheet, found))
        _write_names(folder / NAMES, names, naming)
        (folder / DESCRIPTOR).write_text(_json(_package(slug(name), resources, lang)), encoding="utf-8")
    return Draft(
        path=out,
        resources=tuple((one["name"], one["sourcier"]["shape"]) for one in resources),
        names=len(names),
        unknown=tuple(one for one in names if naming.find(one) is None),
        unused=tuple(unused),
        without_entities=tuple(bare),
    )


def slug(text: str) -> str:
    """Return a name for a pack or a table, from words.

    >>> slug("Chômage, femmes (%)")
    'chomage-femmes'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NO_SLUG.sub("-", letters).strip("-")[:60].strip("-") or "table"


def _files(source: Path) -> list[Path]:
    if not source.is_dir():
        return [source]
    found = (file for file in source.iterdir() if file.suffix.lower() in SUFFIXES and file.name != DESCRIPTOR)
    files = sorted(file for file in found if file.is_file() and not is_lock(file))
    if not files:
        raise UnreadableTable.of(source, f"no file to read in it ({', '.join(SUFFIXES)})")
    return files


def _seen_from(out: Path, file: Path) -> str:
    """Return the path of a file as the draft's folder sees it, so that the two can be moved together."""
    try:
        return os.path.relpath(file.resolve(), out.resolve())
    except ValueError:  # another drive
        return str(file.resolve())


def _kept(file: Path, folder: Path) -> str:
    (folder / "source").mkdir(exist_ok=True)
    shutil.copyfile(file, folder / "source" / file.name)
    return f"source/{file.name}"


def _unique(name: str, taken: Iterable[str]) -> str:
    known = {*taken, ENTITIES}
    number, found = 2, name
    while found in known:
        found, number = f"{name}-{number}", number + 1
    return found


def _series(loader: Loader, sheet: Sheet, found: Series, lang: Lang) -> list[dict[str, Any]]:
    drafts = []
    for measure in found.measures:
        said = [cell for _, cell in measure.where if cell] or ([measure.column] if measure.column else [])
        if measure.where and measure.column and folded(measure.column.split(":")[0]) not in role_names("value"):
            said.insert(0, measure.column)
        title = ", ".join(said) if len(found.measures) > 1 else sheet.part or sheet.file.stem
        columns: dict[str, Any] = {"entity": found.entity or {"constant": blank("entity", lang)}}
        build: dict[str, Any] = {"from": "", "part": sheet.part, "columns": columns}
        if found.melt:
            build["melt"] = dict(found.melt)
        else:
            columns |= {"period": found.period, "value": measure.column}
            build["period"] = found.period_format or blank("period", lang)
        build |= {
            "decimal": found.decimal or blank("decimal", lang),
            "multiply": measure.multiply,
            "where": dict(measure.where),
            "unused": list(found.unused),
        }
        first, last = _coverage(loader, sheet, found, measure)
        drafts.append(_resource(slug(title), "series", measure.unit, (first, last), build, lang))
    return drafts


def _coverage(loader: Loader, sheet: Sheet, found: Series, measure: Measure) -> tuple[str, str]:
    if found.melt:
        periods = sorted(period for _, period in found.melt)
        return periods[0], periods[-1]
    if found.period_format is None:
        return "", ""
    period = period_sql(quoted(found.period), found.period_format)
    row = loader.connection.execute(
        f"SELECT min({period}), max({period}) FROM {sheet.table} WHERE {where_sql(measure.where)}"
    ).fetchone()
    return (str(row[0]), str(row[1])) if row and all(row) else ("", "")


def _facts(loader: Loader, sheet: Sheet, found: Facts, lang: Lang) -> list[dict[str, Any]]:
    columns: dict[str, Any] = dict(found.columns)
    if found.shape == "relation" and "relation" not in columns:
        columns["relation"] = {"constant": blank("relation", lang)}
    for column in ("label_fr", "label_en"):
        if column in SHAPES[found.shape].filled and column not in columns:
            columns[column] = {"constant": blank(column, lang)}
    build: dict[str, Any] = {"from": "", "part": sheet.part, "columns": columns}
    if found.dates != "":
        build["period"] = found.dates or blank("dates", lang)
    build |= {"where": {}, "unused": list(found.unused)}
    # The last day is for a person to say: rows without an end hold until then, and the file does not tell.
    coverage = (_first_day(loader, sheet, found), "")
    return [_resource(slug(sheet.part or sheet.file.stem), found.shape, "", coverage, build, lang)]


def _first_day(loader: Loader, sheet: Sheet, found: Facts) -> str:
    dated = [column for said, column in found.columns if said in SHAPES[found.shape].dates]
    if not dated or not found.dates:
        return ""
    days = [f"min({period_sql(quoted(column), found.dates)})" for column in dated]
    row = loader.connection.execute(f"SELECT {', '.join(days)} FROM {sheet.table}").fetchone() or ()
    return min((str(day) for day in row if day), default="")


def _resource(
    name: str, shape: str, unit: str, coverage: tuple[str, str], build: dict[str, Any], lang: Lang
) -> dict[str, Any]:
    rules = SHAPES[shape]
    kinds = dict.fromkeys(rules.dates, "date") | dict.fromkeys(rules.numbers, "number")
    fields: list[dict[str, Any]] = []
    for column in rules.required:
        field: dict[str, Any] = {"name": column, "type": kinds.get(column, "string")}
        if column in rules.filled:
            field["constraints"] = {"required": True}
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if rules.key:
        schema["primaryKey"] = list(rules.key)
    return {
        "name": name,
        "path": "",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
        "sourcier": {
            "shape": shape,
            "label": {"fr": blank("label", "fr"), "en": blank("label", "en")},
            "definition": {"fr": blank("definition", "fr"), "en": blank("definition", "en")},
            "terms": {"fr": [blank("terms", "fr")], "en": [blank("terms", "en")]},
            "unit": unit or blank("unit", lang),
            "tolerance": {"value": 0, "reason": blank("tolerance", lang)},
            "coverage": {
                "first": coverage[0] or blank("first", lang),
                "last": coverage[1] or blank("last", lang),
                "revised": blank("revised", lang),
            },
        },
        "build": build,
    }


def _package(name: str, resources: list[dict[str, Any]], lang: Lang) -> dict[str, Any]:
    return {
        "name": name,
        "version": "1.0.0",
        "title": blank("title", lang),
        "licenses": [{"name": blank("licence", lang)}],
        "sources": [{"title": blank("source_title", lang), "path": blank("source_path", lang)}],
        "created": f"{date.today().isoformat()}T00:00:00Z",  # noqa: DTZ011 -- the person's own day
        "resources": resources,
    }


def _names(loader: Loader, sheet: Sheet, found: Series | Facts) -> list[str]:
    """Return every name that a table gives to an entity, in order."""
    if isinstance(found, Series):
        columns = [found.entity] if found.entity else []
    else:
        columns = [column for said, column in found.columns if said in SHAPES[found.shape].ids]
    names: dict[str, None] = {}
    if isinstance(found, Facts):
        lists = [column for said, column in found.columns if said in SHAPES[found.shape].id_lists]
        for column in lists:
            rows = loader.connection.execute(
                f"SELECT DISTINCT unnest(string_split_regex(trim({quoted(column)}), {literal(PARTING)})) AS name "
                f"FROM {sheet.table} ORDER BY name"
            )
            names |= dict.fromkeys(row[0] for row in rows.fetchall() if row[0])
    for column in columns:
        rows = loader.connection.execute(
            f"SELECT DISTINCT trim({quoted(column)}) FROM {sheet.table} WHERE trim({quoted(column)}) <> '' ORDER BY 1"
        )
        names |= dict.fromkeys(row[0] for row in rows.fetchall())
    return list(names)


def _write_names(file: Path, names: Iterable[str], naming: Naming) -> None:
    """Write the names with their ids; what is not known comes first, with a blank for its id."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(NAME_COLUMNS)
        matched = [(name, naming.find(name)) for name in names]
        for name, match in sorted(matched, key=lambda one: (one[1] is not None, one[0])):
            if match is None:
                writer.writerow([name, *[""] * (len(NAME_COLUMNS) - 1)])
                continue
            row = naming.entities[match.id]
            writer.writerow([name, match.id, match.how, *(row[column] or "" for column in NAME_COLUMNS[3:])])


def _json(parsed: dict[str, Any]) -> str:
    return json.dumps(parsed, ensure_ascii=False, indent=1) + "\n"
