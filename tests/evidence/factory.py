"""Small packs for tests: a good one with every shape, written to a folder, and ways to spoil it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ENTITIES = """\
id,kind,label_fr,label_en,aliases_fr,aliases_en,wikidata
ARD,state,Ardénie,Ardenia,ardénien|ardéniens|Port-Clair,Ardenian|Port-Clair,
BOR,state,Borélie,Borelia,borélien,Borelian,
CAL,state,Calvanie,Calvania,calvanien,Calvanian,
ligue,organisation,Ligue du Nord,Northern League,LDN,,
observatoire,organisation,Observatoire des guerres,War Observatory,,,
guerre-des-iles,war,guerre des Îles,War of the Isles,,,
"""
SHAPES: dict[str, tuple[str, str, list[str]]] = {
    "wheat": (
        "series",
        """\
entity,period,value,source
ARD,2021,5.2224,Office du grain
ARD,2022,-3,Office du grain
BOR,2022,2779092236506.0,Office du grain
BOR,2022-03,1e6,Office du grain
BOR,2022-03-31,0.10,Office du grain
""",
        ["entity", "period"],
    ),
    "members": (
        "relation",
        """\
subject,relation,object,start,end,source,note
ARD,member_of,ligue,1990-01-01,2020-01-31,Ligue — Membres — https://ligue.example/membres,
BOR,member_of,ligue,1995-06-01,,Ligue — Membres — https://ligue.example/membres,
CAL,member_of,ligue,2020-01-31,,Ligue — Membres — https://ligue.example/membres,"de retour, après 1989"
""",
        ["subject", "relation", "object", "start"],
    ),
    "happenings": (
        "event",
        """\
event,type,label_fr,label_en,start,end,place,participants,initiator,source,note
siege,war,siège de Port-Clair,siege of Port-Clair,1999-03-01,1999-05-02,ARD,ARD;BOR,BOR,Chronique,
paix,treaty,paix du Lac,Peace of the Lake,1999-05-02,,CAL,ARD;BOR,,Chronique,
""",
        ["event"],
    ),
    "ballots": (
        "tally",
        """\
tally,label_fr,label_en,date,option,count,source,positions
motion-1,motion sur les ports,motion on ports,2022-03-02,yes,2,Ligue,yes
motion-1,motion sur les ports,motion on ports,2022-03-02,no,5,Ligue,yes
""",
        ["tally", "option"],
    ),
    "ballots-positions": (
        "tally",
        """\
tally,entity,option
motion-1,ARD,yes
motion-1,BOR,yes
""",
        ["tally", "entity"],
    ),
    "losses": (
        "estimate",
        """\
subject,measure,low,high,as_of,issued,issuer,party,source,note
guerre-des-iles,killed,1200,1500,1999-05-02,1999-06-01,observatoire,,Rapport — Pertes — https://obs.example/1,
guerre-des-iles,killed,4000,4000,1999-05-02,1999-05-03,BOR,BOR,Communiqué,
""",
        ["subject", "measure", "issuer", "issued"],
    ),
}
TYPES = {"value": "number", "low": "number", "high": "number", "count": "integer"}
DATES = ("start", "end", "date", "as_of", "issued")


def described(name: str, text: str, key: list[str], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the descriptor of one table."""
    header = text.splitlines()[0].split(",")
    fields: list[dict[str, Any]] = []
    for column in header:
        kind = TYPES.get(column, "date" if column in DATES else "string")
        field: dict[str, Any] = {"name": column, "type": kind}
        if column in {"source", "value", "id"}:
            field["constraints"] = {"required": True}
        fields.append(field)
    schema = {"fields": fields, "primaryKey": key, "missingValues": [""]}
    return {
        "name": name,
        "path": f"data/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
        "sourcier": dict(said),
    }


def said_of(shape: str, **more: Any) -> dict[str, Any]:
    """Return the `sourcier` object of a table."""
    said: dict[str, Any] = {
        "shape": shape,
        "label": {"fr": "Libellé", "en": "Label"},
        "definition": {"fr": "Ce qui est compté", "en": "What is counted"},
        "terms": {"fr": ["mot"], "en": ["word"]},
        "unit": "t",
        "tolerance": {"value": 0.05, "reason": "rounded"},
        "coverage": {"first": "1990", "last": "2022-03-31", "revised": True},
    }
    return said | more


class PackOf:
    """A pack to be written: change `descriptor` and `texts` first."""

    def __init__(self, name: str = "isles", only: tuple[str, ...] = tuple(SHAPES)) -> None:
        self.texts = {"entities": ENTITIES}
        resources = [
            described(
                "entities",
                ENTITIES,
                ["id"],
                {
                    "shape": "entities",
                    "label": {"fr": "Entités", "en": "Entities"},
                    "definition": {"fr": "Noms", "en": "Names"},
                },
            )
        ]
        for table in only:
            shape, text, key = SHAPES[table]
            more: dict[str, Any] = {}
            if table.startswith("ballots"):
                more["companion"] = "ballots" if table == "ballots-positions" else "ballots-positions"
            if table == "ballots-positions":
                more["role"] = "positions"
            resources.append(described(table, text, key, said_of(shape, **more)))
            self.texts[table] = text
        self.descriptor: dict[str, Any] = {
            "name": name,
            "version": "1.2.0",
            "title": "The Isles",
            "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
            "sources": [{"title": "Office du grain", "path": "https://grain.example/"}],
            "created": "2024-05-06T00:00:00Z",
            "resources": resources,
        }

    def table(self, name: str) -> dict[str, Any]:
        """Return the descriptor of one table, to be changed."""
        return next(table for table in self.descriptor["resources"] if table["name"] == name)

    def cell(self, table: str, row: int, column: str, text: str) -> PackOf:
        """Put a text in a cell; the header is row 1."""
        rows = list(csv.reader(io.StringIO(self.texts[table])))
        rows[row - 1][rows[0].index(column)] = text
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(rows)
        self.texts[table] = written.getvalue()
        return self

    def write(self, folder: Path) -> Path:
        """Write the pack under a folder; return its own folder."""
        root = folder / str(self.descriptor.get("name", "pack"))
        (root / "data").mkdir(parents=True, exist_ok=True)
        for name, text in self.texts.items():
            (root / "data" / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        (root / "datapackage.json").write_text(json.dumps(self.descriptor), encoding="utf-8")
        return root
