"""Compile the starter pack from the reference packs: `python tools/build_starter.py --facts DIR… --out DIR`.

The same packs give the same bytes. Every cell is copied as text; nothing is computed, rounded or reworded. What goes in
is written in `starter.toml`.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import shutil
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from sourcier.evidence.packs import find_packs, read_pack
from sourcier.evidence.packs.cells import read_csv, read_parquet
from sourcier.evidence.packs.choosing import VERIFIED
from sourcier.evidence.packs.descriptor import DESCRIPTOR, ENTITIES
from sourcier.evidence.packs.validation import validate

RECIPE = Path(__file__).with_name("starter.toml")
ATTRIBUTION = "ATTRIBUTION.md"
PARQUET = ".parquet"
ROW_GROUP = 1_000_000
"""Rows: more than any table has."""
_AS_PARQUET = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
_AS_CSV = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
Row = dict[str, str]


class Table:
    """One table of a reference pack: its descriptor, and its rows as text."""

    def __init__(self, pack: Mapping[str, Any], described: Mapping[str, Any], root: Path) -> None:
        self.pack = pack
        self.described = described
        self.said: Mapping[str, Any] = described["sourcier"]
        self.address = f"{pack['name']}/{described['name']}"
        self.path = root / described["path"]

    @property
    def sources(self) -> list[dict[str, str]]:
        """The table's own sources, else the pack's."""
        return list(self.described.get("sources") or self.pack["sources"])

    @property
    def licences(self) -> list[dict[str, str]]:
        """The table's own licences, else the pack's."""
        return list(self.described.get("licenses") or self.pack["licenses"])

    def rows(self) -> list[Row]:
        """Read the rows."""
        header, rows = read_parquet(self.path, "") if self.path.suffix == PARQUET else read_csv(self.path, ",")
        return [dict(zip(header, row, strict=True)) for row in rows]


def read_tables(*folders: Path) -> dict[str, Table]:
    """Return every table of the packs in some folders, by `pack/resource`."""
    tables: dict[str, Table] = {}
    for root in (root for folder in folders for root in find_packs(folder)):
        pack = json.loads((root / DESCRIPTOR).read_text(encoding="utf-8"))
        for described in pack["resources"]:
            table = Table(pack, described, root)
            tables[table.address] = table
    return tables


def wanted(recipe: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the recipe of each table, by name."""
    whole = [{"name": name, "from": [f"{pack}/{name}"]} for pack, names in recipe["whole"].items() for name in names]
    return sorted([*recipe["table"], *whole], key=lambda table: str(table["name"]))


def refuse_forgotten(tables: Iterable[str], recipe: Mapping[str, Any]) -> None:
    """Stop when a table is neither taken nor left out on purpose."""
    named = {address for table in wanted(recipe) for address in table["from"]} | set(recipe["left-out"])
    forgotten = sorted(name for name in tables if name not in named and not name.endswith(f"/{ENTITIES}"))
    unknown = sorted(named - set(tables))
    if forgotten or unknown:
        sys.exit(f"starter.toml does not say what to do with {forgotten}, and names {unknown}, which are not there")


def merged(recipe: Mapping[str, Any], parts: list[Table]) -> tuple[dict[str, Any], list[Row]]:
    """Return the descriptor and the rows of one table of the starter pack."""
    first = parts[0]
    form = _AS_PARQUET if recipe.get("format") == "parquet" else _AS_CSV
    ours = {"sources", "licenses", *_AS_PARQUET, *_AS_CSV}
    described = {key: value for key, value in first.described.items() if key not in ours}
    described |= {"name": recipe["name"], "path": f"data/{recipe['name']}.{form['format']}", **form}
    said = dict(first.said)
    for other in parts[1:]:
        said["definition"] = {
            lang: " ".join(dict.fromkeys((said["definition"][lang], other.said["definition"][lang])))
            for lang in ("fr", "en")
        }
        said["terms"] = {
            lang: list(dict.fromkeys((*said["terms"][lang], *other.said["terms"][lang]))) for lang in ("fr", "en")
        }
        coverage, more = said["coverage"], other.said["coverage"]
        said["coverage"] = {
            **coverage,
            "first": min(coverage["first"], more["first"]),
            "last": max(coverage["last"], more["last"]),
        }
    said["definition"] = recipe.get("definition", said["definition"])
    if "companion" in recipe:
        said["companion"] = recipe["companion"]
    if "gaps" in recipe:
        said["coverage"] = {**said["coverage"], "incomplete": recipe["gaps"]}
    described["sourcier"] = said
    described["sources"] = _distinct(source for part in parts for source in part.sources)
    described["licenses"] = _distinct(licence for part in parts for licence in part.licences)
    return described, _rows(recipe, parts, described["schema"]["primaryKey"])


def _rows(recipe: Mapping[str, Any], parts: list[Table], key: list[str]) -> list[Row]:
    rows: dict[tuple[str, ...], Row] = {}
    for part in parts:
        for row in part.rows():
            rows.setdefault(tuple(row[name] for name in key), row)
    return (
        sorted(rows.values(), key=lambda row: [row[name] for name in recipe["sort"]])
        if "sort" in recipe
        else list(rows.values())
    )


def merged_entities(tables: Mapping[str, Table]) -> tuple[dict[str, Any], list[Row]]:
    """Return the entities of all packs by id: the first pack's words, everybody's aliases."""
    parts = [tables[address] for address in sorted(tables) if address.endswith(f"/{ENTITIES}")]
    rows: dict[str, Row] = {}
    for part in parts:
        for row in part.rows():
            known = rows.setdefault(row["id"], row)
            for lang in ("fr", "en"):
                column = f"aliases_{lang}"
                aliases = [*known[column].split("|"), *row[column].split("|")]
                known[column] = "|".join(dict.fromkeys(alias for alias in aliases if alias))
            for column, cell in row.items():
                known[column] = known[column] or cell
    described = {
        **parts[0].described,
        "sources": _distinct(source for part in parts for source in part.pack["sources"]),
    }
    described["licenses"] = _distinct(licence for part in parts for licence in part.licences)
    return described, [rows[entity_id] for entity_id in sorted(rows)]


def _distinct(items: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return list({json.dumps(item, sort_keys=True): item for item in items}.values())


def write_table(path: Path, columns: list[str], rows: Iterable[Row]) -> None:
    """Write rows in their order; as CSV: UTF-8, one line feed a row, quotes only where they are needed."""
    if path.suffix == PARQUET:
        write_parquet(path, columns, rows)
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def write_parquet(path: Path, columns: list[str], rows: Iterable[Row]) -> None:
    """Write rows as Parquet, every column as text: dictionaries and zstd, one row group.

    One thread and a fixed order of rows: the same rows give the same bytes with the same release of DuckDB, which the
    lock file pins and the file itself names.
    """
    connection = duckdb.connect(":memory:", config={"threads": 1, "preserve_insertion_order": True})
    staged = path.with_suffix(".csv")
    write_table(staged, columns, rows)
    named = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
    connection.execute(
        f"COPY (FROM read_csv('{staged}', columns = {{{named}}}, auto_detect = false, header = true, delim = ',', "
        f"""quote = '"', escape = '"', force_not_null = {columns})) TO '{path}' """
        f"(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, ROW_GROUP_SIZE {ROW_GROUP})"
    )
    staged.unlink()


def attribution(descriptor: Mapping[str, Any]) -> str:
    """Return whom the starter pack's tables come from and under which licence, ready for NOTICE."""
    lines = ["# Where the starter pack's tables come from", ""]
    lines += ["Compiled and reshaped by Sourcier; figures unchanged. Each row names its own source.", ""]
    for table in descriptor["resources"]:
        licences = ", ".join(licence["name"] for licence in table["licenses"])
        lines.append(f"- `{table['name']}`: {table['sourcier']['label']['en']} ({licences})")
        lines += [f"  - {source['title']}: <{source['path']}>" for source in table["sources"]]
    return "\n".join(lines) + "\n"


def build(facts: Path, out: Path, *more: Path) -> None:
    """Write the starter pack from one or more folders of packs, validate it, and record its digest."""
    recipe = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    tables = read_tables(facts, *more)
    refuse_forgotten(tables, recipe)
    shutil.rmtree(out, ignore_errors=True)
    (out / "data").mkdir(parents=True)
    made = [merged_entities(tables)]
    made += [merged(table, [tables[address] for address in table["from"]]) for table in wanted(recipe)]
    packs = {table.pack["name"]: table.pack for table in tables.values()}
    descriptor = {
        "name": recipe["name"],
        "version": max(pack["version"] for pack in packs.values()),
        "title": recipe["title"],
        "description": recipe["description"].strip().replace("\n", " "),
        "licenses": _distinct(licence for described, _ in made for licence in described["licenses"]),
        "sources": _distinct(source for described, _ in made for source in described["sources"]),
        "created": max(pack["created"] for pack in packs.values()),
        "resources": [described for described, _ in made],
    }
    for described, rows in made:
        write_table(out / described["path"], [field["name"] for field in described["schema"]["fields"]], rows)
    text = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
    (out / DESCRIPTOR).write_text(text, encoding="utf-8", newline="")
    (out / ATTRIBUTION).write_text(attribution(descriptor), encoding="utf-8", newline="")
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    if size > recipe["max_bytes"]:
        sys.exit(f"{size} bytes, more than {recipe['max_bytes']}")
    report = validate(out)
    if report.problems:
        sys.exit("\n".join(str(problem.error) for problem in report.problems))
    digest = read_pack(out).digest
    out.with_name(VERIFIED).write_text(f"{digest}\n", encoding="ascii")
    print(f"{out}: {len(made)} tables, {sum(len(rows) for _, rows in made)} rows, {size} bytes, digest {digest}")


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, nargs="+", required=True, help="folders of reference packs")
    parser.add_argument("--out", type=Path, required=True, help="folder of the starter pack; replaced")
    arguments = parser.parse_args()
    first, *more = arguments.facts
    build(first, arguments.out, *more)


if __name__ == "__main__":
    main()
