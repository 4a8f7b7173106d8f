"""Reference packs and published tables, whole and spoiled: opened, validated, added, drafted, built."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

from evidence.completing import complete
from evidence.factory import SHAPES, PackOf
from fuzz.documents import entities, zipped
from fuzz.spoiling import bent, dumped, encoded, flooded, spoiled
from fuzz.writing import DAYS, FIGURES, ODD, figure

_CELLS = ["", " ", "NaN", "Infinity", "-inf", "null", "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "ARD", "BOR", "ARD;BOR", "true", "2022", "2022-03", "1e6", "x" * 100_000,
          "a|b|c", "\x00", "\u202eDRA", "'", '"', "''; DROP TABLE x; --", "5.2224", "member_of", "yes", "../x", *FIGURES, *DAYS]  # fmt: skip
_PATHS = ["../outside.csv", "/etc/passwd", "data/../../x.csv", "C:\\x.csv", "data", ".", "", "data/\x00.csv", "http://127.0.0.1/a.csv", "data/wheat.csv;data/x.csv", "~/.bashrc",
          "data/*.csv", "/dev/zero", "/dev/stdin", "data/wheat.csv\n", ["data/wheat.csv", "data/entities.csv"], "datapackage.json", "a" * 5000]  # fmt: skip


def _table(rng: random.Random, text: str) -> bytes:
    """Return a CSV table with cells, rows and columns spoiled."""
    rows = list(csv.reader(io.StringIO(text)))
    for _ in range(rng.choice([0, 1, 1, 2, 8])):
        row = rng.randrange(len(rows))
        match rng.randrange(9):
            case 0 | 1 | 2 if rows[row]:
                rows[row][rng.randrange(len(rows[row]))] = rng.choice(_CELLS)
            case 3:
                rows.append(list(rows[row]))
            case 4 if len(rows) > 1:
                del rows[row]
            case 5:
                at = rng.randrange(len(rows[0]) + 1)
                rows = [one[:at] + one[at + 1 :] for one in rows]
            case 6:
                rows[row] = rows[row] * rng.choice([2, 200])
            case 7 if rows[row]:
                at = rng.randrange(len(rows[row]))
                rows[row][at] = flooded(rng, rows[row][at])
            case _:
                rows += [list(rows[row]) for _ in range(rng.choice([1, 3000]))]
    written = io.StringIO()
    csv.writer(
        written,
        delimiter=rng.choice([",", ",", ",", ";", "\t"]),
        lineterminator=rng.choice(["\n", "\n", "\r\n", "\r"]),
        escapechar="\\",
    ).writerows(rows)
    body = encoded(rng, written.getvalue())
    return (
        spoiled(rng, body, [b'"', b",", b";", b"\n", b"\r", b"\x00", b'""', b"=", b'"' * 999])
        if rng.random() < 0.25
        else body
    )


def _parquet(rng: random.Random, text: str) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = list(csv.DictReader(io.StringIO(text)))
    made: dict[str, Any] = {}
    for name in rows[0]:
        values: list[Any] = [str(row[name] or "").encode("utf-8", "replace").decode() or None for row in rows]
        match rng.randrange(12):
            case 0:
                values = [float(rng.choice(["nan", "inf", "1"])) for _ in rows]
            case 1:
                values = [[value] for value in values]
            case 2:
                values = [{"x": value} for value in values]
            case 3:
                values = [rng.randrange(-(2**63), 2**63) for _ in rows]
            case 4:
                values = [(value or "").encode() + b"\xff" for value in values]
        made[name] = values
    stream = io.BytesIO()
    pq.write_table(pa.table(made), stream)
    return stream.getvalue()


def pack_files(rng: random.Random) -> dict[str, Any]:
    """Return a pack's folder: its descriptor bent, its tables spoiled, some of it behind links; or the same zipped."""
    names = list(SHAPES)
    only = tuple(names) if rng.random() < 0.3 else tuple(name for name in names if rng.random() < 0.5) or ("wheat",)
    pack = PackOf(only=only)
    described = deepcopy(pack.descriptor)
    tables: dict[str, Any] = {f"data/{name}.csv": text.encode() for name, text in pack.texts.items()}
    for name, text in pack.texts.items():
        if rng.random() < 0.15:
            tables[f"data/{name}.csv"] = _table(rng, text)
        elif rng.random() < 0.1:
            resource = next(one for one in described["resources"] if one["name"] == name)
            resource |= {"path": f"data/{name}.parquet", "format": "parquet"}
            body = _parquet(rng, text)
            tables[f"data/{name}.parquet"] = spoiled(rng, body) if rng.random() < 0.4 else body
        elif rng.random() < 0.02:
            tables[f"data/{name}.csv"] = Path(
                rng.choice(["/etc/passwd", "/dev/zero", "wheat.csv", "../../x", f"{name}.csv", "entities.csv"])
            )
    for resource in described["resources"]:
        if rng.random() < 0.03:
            resource["path"] = rng.choice(_PATHS)
        if rng.random() < 0.03:
            resource["dialect"] = rng.choice(
                [{"delimiter": one} for one in (";", "\t", "\x00", "ab", "\n", '"', "é", 3)]
            )
    if rng.random() < 0.4:
        described = bent(rng, described)
    files = {"pack/datapackage.json": dumped(rng, described) if rng.random() < 0.5 else json.dumps(described).encode()}
    files |= {f"pack/{name}": body for name, body in tables.items()}
    if rng.random() < 0.15:
        flat = {name: body for name, body in files.items() if isinstance(body, bytes)}
        body = zipped(rng, flat, sound=rng.random() < 0.5)
        return {"pack.zip": spoiled(rng, body) if rng.random() < 0.4 else body}
    return files


def use_pack(folder: Path, rng: random.Random) -> Counter[str]:
    """Open a pack and read every table; or validate it, or add it to those installed."""
    from sourcier.evidence.packs import add_from, open_packs, search, validate

    root = folder / "pack"
    if not root.exists() or rng.random() < 0.1:
        added = add_from(str(root if root.exists() else folder / "pack.zip"))
        return Counter(accepted=len(added))
    way = rng.randrange(3)
    if way == 0:
        report = validate(root)
        for problem in report.problems:
            assert len(str(problem)) < 4000, f"a problem of {len(str(problem))} characters: {str(problem)[:300]}"
            str(problem).encode("utf-8")
        return Counter(accepted=1) if report.is_valid else Counter(problems=1)
    packs = open_packs(root)
    for resource in packs.resources:
        assert packs.count(resource) >= 0
        packs.query(resource.pack, resource.name, f"SELECT * FROM {resource.table} LIMIT 20", {})
    search(packs.resources, "blé wheat")
    if way == 1 and rng.random() < 0.3:
        import sourcier
        from sourcier.core.dossier import to_json
        from sourcier.ingest import from_text

        to_json(
            sourcier.check(
                from_text(
                    "L'Ardénie a récolté 5,2 tonnes de mot en 2021. La Borélie est membre de la Ligue du Nord depuis 1995.",
                    lang="fr",
                ),
                packs,
                explain=True,
            )
        )
        return Counter(checked=1)
    return Counter(accepted=1)


def _figures(rng: random.Random) -> list[list[str]]:
    """Return a table as an office publishes it: long or wide, with notes above and below."""
    states, years = (
        ["France", "Allemagne", "Suède", "Norway", "Kerval", "UE"],
        [str(year) for year in range(2015, 2023)],
    )
    if rng.random() < 0.5:
        rows = [
            ["pays", "année", "taux de chômage (%)"],
            *([state, year, figure(rng)] for state in states for year in years),
        ]
    else:
        rows = [["pays", *years], *([state, *(figure(rng) for _ in years)] for state in states)]
    for _ in range(rng.choice([0, 0, 1, 3, 12])):
        row = rng.choice(rows)
        row[rng.randrange(len(row))] = rng.choice([*_CELLS, "..", "n.d.", ":", "-", "12,3 p", "(a)"])
    if rng.random() < 0.3:
        rows = [["Source : Office"], [], *rows, ["Note : " + rng.choice(ODD)]]
    return rows


def _sheet(rows: list[list[str]], rng: random.Random) -> bytes:
    from xml.sax.saxutils import escape

    def cell(text: str) -> str:
        clean = escape("".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff"))
        kind = (
            rng.choice(["s", "s", "n", "f", "d", "b", "e"])
            if rng.random() < 0.01
            else ("n" if text.isdigit() and len(text) < 9 else "s")
        )
        return {"n": f"<c><v>{clean}</v></c>", "f": f"<c><f>{clean}</f><v>1</v></c>"}.get(
            kind, f'<c t="{"inlineStr" if kind == "s" else kind}"><is><t>{clean}</t></is><v>{clean}</v></c>' if kind != "s" else f'<c t="inlineStr"><is><t>{clean}</t></is></c>'
        )  # fmt: skip

    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    size = rng.choice(["", "", '<dimension ref="A1:XFD1048576"/>', '<dimension ref="x"/>'])
    return zipped(
        rng,
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'{entities(rng)}<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": f'{entities(rng)}<worksheet xmlns="{main}">{size}<sheetData>{lines}</sheetData></worksheet>'.encode(),
        },
        sound=rng.random() < 0.8,
    )  # fmt: skip


def table_files(rng: random.Random) -> dict[str, bytes]:
    """Return a published table: CSV, TSV, XLSX, Parquet or JSON-stat."""
    rows = _figures(rng)
    suffix = rng.choice([".csv", ".csv", ".csv", ".tsv", ".txt", ".xlsx", ".xlsx", ".parquet", ".json"])
    written = io.StringIO()
    csv.writer(written, delimiter={".tsv": "\t"}.get(suffix, rng.choice([",", ";", "|"]))).writerows(rows)
    match suffix:
        case ".xlsx":
            body = _sheet(rows, rng)
        case ".parquet":
            width = min(len(row) for row in rows) or 1
            text = io.StringIO()
            csv.writer(text).writerows([[f"c{at}" for at in range(width)], *(row[:width] for row in rows if row)])
            body = _parquet(rng, text.getvalue())
        case ".json":
            stat = {
                "version": "2.0", "class": "dataset", "label": "Chômage", "id": ["geo", "time"], "size": [2, 3],
                "dimension": {
                    "geo": {"category": {"index": {"FR": 0, "SE": 1}, "label": {"FR": "France", "SE": "Suède"}}},
                    "time": {"category": {"index": ["2020", "2021", "2022"]}},
                },
                "value": [7.1, 7.9, None, 8.5, 8.8, 7.5],
            }  # fmt: skip
            body = dumped(rng, bent(rng, stat) if rng.random() < 0.8 else stat)
        case _:
            body = _table(rng, written.getvalue()) if rng.random() < 0.4 else encoded(rng, written.getvalue())
    return {f"table{suffix}": spoiled(rng, body) if rng.random() < 0.2 else body}


def use_table(folder: Path, rng: random.Random) -> Counter[str]:
    """Make a draft of a table, complete it with words, and build its pack."""
    from sourcier.evidence.packs import validate
    from sourcier.evidence.packs.building import build, describe

    (file,) = (one for one in folder.iterdir() if one.name.startswith("table"))
    describe([file], folder / "draft", name="table", lang=rng.choice(["fr", "en"]))
    validate(folder / "draft")
    with (folder / "draft" / "entities.csv").open(encoding="utf-8", newline="") as listed:
        ids = {row["name"]: f"place-{number}" for number, row in enumerate(csv.DictReader(listed))}
    complete(folder / "draft", ids, period="year", decimal=".")
    build(folder / "draft", folder / "built")
    return Counter(accepted=1)
