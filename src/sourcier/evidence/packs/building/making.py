"""From a completed draft to a pack: the tables rewritten by DuckDB, row by row, whatever their size."""

# ruff: noqa: S608 -- every name put into SQL is quoted, every text a literal

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from sourcier.evidence.packs.building.figures import PERIOD_FORMATS, event_id_sql, number_sql, period_sql
from sourcier.evidence.packs.building.guessing import where_sql
from sourcier.evidence.packs.building.naming import starter_naming
from sourcier.evidence.packs.building.placing import placing
from sourcier.evidence.packs.building.raw import Loader, Sheet, loading
from sourcier.evidence.packs.building.reading import LEFT_OUT, PARTING, missing_from, read_draft, read_names
from sourcier.evidence.packs.building.refusing import refuse_doubles, refuse_unnamed
from sourcier.evidence.packs.building.words import missing_cells
from sourcier.evidence.packs.checking import check
from sourcier.evidence.packs.descriptor import DESCRIPTOR, ENTITIES, Pack
from sourcier.evidence.packs.errors import BadPack, DraftIncomplete, PackNotFound, UnreadableTable
from sourcier.evidence.packs.fields import Fields
from sourcier.evidence.packs.parsing import read_pack
from sourcier.evidence.packs.shapes import SHAPES
from sourcier.evidence.packs.store import Store
from sourcier.evidence.packs.tables import literal, quoted

_LARGE = 64 * 1024**2
"""A source file above this becomes Parquet, a tenth of the size; below it CSV, which can be read line by line."""
_MELTED = {"period": '"·period"', "value": '"·figure"'}
"""Where a table with a column for each period has its periods and figures: names that no file gives a column."""
_OBJECTS = ("columns", "melt", "where")
_ENTITY_COLUMNS = ("id", "kind", "label_fr", "label_en", "aliases_fr", "aliases_en", "wikidata")


@dataclass(frozen=True, slots=True)
class Built:
    """What building came to."""

    pack: Pack
    rows: Mapping[str, int]
    """By table."""
    gaps: int
    """Cells without a figure, which make no row."""
    left_out: int
    """Rows of names whose id is `-`."""


def build(folder: Path, out: Path) -> Built:
    """Make the pack of a completed draft, check every row of it, and put it into a new folder.

    Raises:
        PackNotFound: The folder holds no draft.
        DraftIncomplete: It still has blanks.
        UnreadableTable: A file that it names is no table any more.
        BadPack: What comes of it is not what PACKS.md asks for.
        OutputExists: The folder to write into holds something.
    """
    parsed = read_draft(folder)
    if parsed is None:
        raise PackNotFound.at(folder, f"its {DESCRIPTOR} is no draft of `sourcier pack build --describe`")
    if blanks := [path for path, _ in missing_from(folder, parsed)]:
        raise DraftIncomplete.at(folder, blanks)
    with loading() as loader, placing(out) as place:
        made = _Making(folder, place, parsed, loader)
        for resource in parsed["resources"]:
            made.table(resource)
        made.entities()
        (place / DESCRIPTOR).write_text(json.dumps(parsed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        try:
            pack = read_pack(place)
            check(Store([pack]), pack)
        except BadPack as error:
            raise error.told_of(out, instead_of=place) from error
    return Built(pack=read_pack(out), rows=made.rows, gaps=made.gaps, left_out=made.left_out)


class _Making:
    """A pack on its way from a draft."""

    def __init__(self, folder: Path, place: Path, parsed: dict[str, Any], loader: Loader) -> None:
        self.folder = folder
        self.place = place
        self.parsed = parsed
        self.connection = loader.connection
        self.loader = loader
        self.rows: dict[str, int] = {}
        self.gaps = 0
        self.left_out = 0
        self._sheets: dict[Path, list[Sheet]] = {}
        self._used: set[str] = set()
        (place / "data").mkdir()
        names = read_names(folder)
        self.connection.execute("CREATE TABLE names (name VARCHAR, id VARCHAR)")
        if names:
            self.connection.executemany("INSERT INTO names VALUES (?, ?)", [(row["name"], row["id"]) for row in names])
        # Once each, as a person may write a name into two rows; a subquery in a lambda is refused.
        self.connection.execute(
            "SET VARIABLE ids = "
            "(SELECT map_from_entries(list((name, id))) FROM (SELECT name, min(id) AS id FROM names GROUP BY name))"
        )

    def table(self, resource: dict[str, Any]) -> None:
        """Write one table, and make its description the pack's."""
        how = resource.pop("build", None)
        if how is None:
            return
        fields = Fields(self.folder / DESCRIPTOR)
        name = fields.name_of(resource, "name", "resources.")
        if not isinstance(how, dict) or not all(isinstance(how.get(key, {}), dict) for key in _OBJECTS):
            raise self._bad(f"{name}.build", f"not an object with the objects {', '.join(_OBJECTS)}")
        sheet = self._sheet(name, how)
        shape = fields.text(fields.object_of(resource, "sourcier", f"resources.{name}."), "shape")
        if shape not in SHAPES:
            raise self._bad(f"{name}.sourcier.shape", f"unknown shape: {shape!r}")
        schema = fields.object_of(resource, "schema", f"resources.{name}.")
        columns = [
            fields.text(field, "name", f"resources.{name}.schema.fields.") for field in fields.objects(schema, "fields")
        ]
        is_large = sheet.file.stat().st_size > _LARGE
        path = Path("data") / f"{name}.{'parquet' if is_large else 'csv'}"
        select = self._select(name, how, sheet, columns, shape)
        try:
            self.connection.execute(f"CREATE OR REPLACE TABLE made AS {select}")
        except duckdb.Error as error:
            raise UnreadableTable.of(sheet.file, " ".join(str(error).splitlines()[0].split())) from error
        refuse_unnamed(self.connection, self.folder, name, shape, columns)
        self._count(name, shape, columns)
        keep = " AND ".join(self._kept(shape, columns)) or "true"
        refuse_doubles(self.connection, sheet.file, name, shape, columns, keep)
        order = ", ".join(quoted(column) for column in SHAPES[shape].key if column in columns) or "ALL"
        cells = ", ".join(quoted(column) for column in columns)
        form = "FORMAT parquet" if is_large else "FORMAT csv, HEADER, DELIMITER ','"
        try:
            self.connection.execute(
                f"COPY (SELECT {cells} FROM made WHERE {keep} ORDER BY {order}) "
                f"TO {literal(str(self.place / path))} ({form})"
            )
        except duckdb.Error as error:
            raise UnreadableTable.of(sheet.file, str(error).splitlines()[0]) from error
        resource |= {"path": path.as_posix(), "format": path.suffix[1:]}
        if is_large:
            resource.pop("encoding", None)
            resource["mediatype"] = "application/vnd.apache.parquet"
        if shape == "series":
            self._cover(resource, keep)
        for column in (column for column in SHAPES[shape].ids if column in columns):
            rows = self.connection.execute(f"SELECT DISTINCT {quoted(column)} FROM made WHERE {keep}").fetchall()
            self._used |= {row[0] for row in rows if row[0]}
        for column in (column for column in SHAPES[shape].id_lists if column in columns):
            rows = self.connection.execute(f"SELECT DISTINCT {quoted(column)} FROM made WHERE {keep}").fetchall()
            self._used |= {one for row in rows for one in (row[0] or "").split(";") if one}

    def _sheet(self, name: str, how: Mapping[str, Any]) -> Sheet:
        file = (self.folder / str(how.get("from", ""))).resolve()
        if file not in self._sheets:
            self._sheets[file] = self.loader.load(file)
        part = how.get("part", "")
        found = next((sheet for sheet in self._sheets[file] if sheet.part == part), None)
        if found is None:
            raise self._bad(f"{name}.build.part", f"{file.name} has no {part!r}")
        return found

    def _select(self, name: str, how: Mapping[str, Any], sheet: Sheet, columns: list[str], shape: str) -> str:
        """Return the SQL of a table's rows: `columns`, and for each that holds an id the name it came from."""
        said = how.get("columns", {})
        melt = how.get("melt") or {}
        where = where_sql((how.get("where") or {}).items())
        for column in [*melt, *(how.get("where") or {}), *(one for one in said.values() if isinstance(one, str))]:
            if column not in sheet.columns:
                listed = ", ".join(sheet.columns[:20])
                raise self._bad(f"{name}.build", f"no column {column!r} in {sheet.file.name}; it has: {listed}")
        source = f"(SELECT * FROM {sheet.table} WHERE {where})"
        if melt:
            listed = ", ".join(quoted(column) for column in melt)
            periods = " ".join(f"WHEN {literal(column)} THEN {literal(str(period))}" for column, period in melt.items())
            source = (
                f'(SELECT * EXCLUDE ("·column"), CASE "·column" {periods} END AS "·period" FROM {source} '
                f'UNPIVOT INCLUDE NULLS ("·figure" FOR "·column" IN ({listed})))'
            )
        cells = []
        for column in columns:
            raw = self._raw(name, column, said.get(column), melt=bool(melt))
            cells.append(f"{self._rewritten(name, how, shape, column, raw, said.get(column))} AS {quoted(column)}")
            if column in SHAPES[shape].ids:
                cells.append(f"trim({raw}) AS {quoted(f'{column} as named')}")
        return f"SELECT {', '.join(cells)} FROM {source}"

    def _raw(self, name: str, column: str, said: Any, *, melt: bool) -> str:
        if melt and column in {"period", "value"}:
            return _MELTED[column]
        if isinstance(said, Mapping):
            return literal(str(said.get("constant", "")))
        if said is None and column == "source":
            return literal(self._publisher(name))
        return quoted(str(said)) if said else "NULL::VARCHAR"

    def _publisher(self, name: str) -> str:
        own = next((one.get("sources") for one in self.parsed["resources"] if one.get("name") == name), None)
        sources = own or self.parsed.get("sources") or [{}]
        return str(sources[0].get("title", ""))

    def _rewritten(self, name: str, how: Mapping[str, Any], shape: str, column: str, raw: str, said: Any) -> str:
        rules = SHAPES[shape]
        if column in rules.ids:
            if isinstance(said, Mapping):
                return raw
            return f"(SELECT min(id) FROM names WHERE name = trim({raw}))"
        if column in rules.id_lists:
            parts = f"string_split_regex(trim({raw}), {literal(PARTING)})"
            found = f"[coalesce(getvariable('ids')[part], part) FOR part IN {parts}]"
            kept = f"[part FOR part IN {found} IF part NOT IN ('', {literal(LEFT_OUT)})]"
            return f"nullif(array_to_string({kept}, ';'), '')"
        if (shape, column) == ("event", "event") and said is None:
            return event_id_sql(how.get("columns", {}))
        gaps = ", ".join(map(literal, missing_cells()))
        cell = f"CASE WHEN trim({raw}) NOT IN ('', {gaps}) THEN trim({raw}) END"
        if column in rules.numbers:
            decimal, multiply = how.get("decimal", "."), how.get("multiply", 1)
            if decimal not in {".", ","}:
                raise self._bad(f"{name}.build.decimal", f"neither '.' nor ',': {decimal!r}")
            if not isinstance(multiply, int) or not str(multiply).strip("0") == "1":
                raise self._bad(f"{name}.build.multiply", f"not a power of ten: {multiply!r}")
            return number_sql(f"({cell})", decimal, multiply)
        # Drafts made before days could be given otherwise say nothing of them.
        has_form = column == "period" and raw != _MELTED["period"]
        if has_form or (column in rules.dates and how.get("period")):
            form = how.get("period", "")
            if form not in PERIOD_FORMATS:
                raise self._bad(f"{name}.build.period", f"not one of {', '.join(PERIOD_FORMATS)}: {form!r}")
            return period_sql(raw if has_form else f"({cell})", form)
        return cell if column in rules.dates else f"nullif(trim({raw}), '')"

    def _kept(self, shape: str, columns: list[str]) -> list[str]:
        kept = [
            f"{quoted(column)} IS DISTINCT FROM {literal(LEFT_OUT)}"
            for column in SHAPES[shape].ids
            if column in columns
        ]
        return [*kept, "value IS NOT NULL"] if shape == "series" else kept

    def _count(self, name: str, shape: str, columns: list[str]) -> None:
        keep = self._kept(shape, columns)
        named = " AND ".join(term for term in keep if term != "value IS NOT NULL") or "true"
        whole = " AND ".join(keep) or "true"
        total, without, kept = self.connection.execute(
            f"SELECT count(*), count(*) FILTER (WHERE NOT ({named})), count(*) FILTER (WHERE {whole}) FROM made"
        ).fetchone() or (0, 0, 0)
        self.rows[name] = kept
        self.left_out += without
        self.gaps += total - without - kept

    def _cover(self, resource: dict[str, Any], keep: str) -> None:
        row = self.connection.execute(f"SELECT min(period), max(period) FROM made WHERE {keep}").fetchone()
        if row and all(row):
            resource["sourcier"]["coverage"] |= {"first": row[0], "last": row[1]}

    def entities(self) -> None:
        """Write the entities that the tables name, as the starter pack has them or as the draft's person does."""
        own = {row["id"]: row for row in read_names(self.folder)}
        known = starter_naming().entities
        with (self.place / "data" / "entities.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(_ENTITY_COLUMNS)
            for entity_id in sorted(self._used):
                row = known.get(entity_id) or own.get(entity_id) or {}
                writer.writerow([entity_id, *(row.get(column) or "" for column in _ENTITY_COLUMNS[1:])])
        fields: list[dict[str, Any]] = [{"name": column, "type": "string"} for column in _ENTITY_COLUMNS]
        for field in fields[:4]:
            field["constraints"] = {"required": True}
        self.parsed["resources"].insert(
            0,
            {
                "name": ENTITIES,
                "path": "data/entities.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields, "primaryKey": ["id"], "missingValues": [""]},
                "sourcier": {
                    "shape": ENTITIES,
                    "label": {"fr": "Entités", "en": "Entities"},
                    "definition": {
                        "fr": "Identifiants et noms des entités citées dans ce lot",
                        "en": "Ids and names of the entities that this pack refers to",
                    },
                },
            },
        )

    def _bad(self, key: str, reason: str) -> BadPack:
        return BadPack.at(self.folder / DESCRIPTOR, reason, column=f"resources.{key}")
