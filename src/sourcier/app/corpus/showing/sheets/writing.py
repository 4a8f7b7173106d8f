"""A report's tables as files: each as Parquet and as CSV, and beside them what they were made of and what they hold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sourcier
from sourcier.app.corpus.showing.gathering import Shown
from sourcier.app.corpus.showing.sheets.rows import Row, rows_of
from sourcier.app.corpus.tables.schema import Table, schema_of, tables_of
from sourcier.core.dossier import Run

if TYPE_CHECKING:  # pyarrow is imported when something is written
    from sourcier.app.corpus.tables.querying import Answer

SHEETS = tables_of(__name__.rpartition(".")[0])
"""The tables by their names."""
ABOUT = "report.json"
_AT_ONCE = 4096


def write(shown: Shown, folder: Path) -> None:
    """Write the tables into a folder, each file whole or not at all: the same corpus gives the same bytes.

    All of them are written, empty ones too: nothing is left of an earlier report.

    Args:
        shown: What the collection shows.
        folder: Made where it is not there; its parent must be there.

    Raises:
        OutputFailed: A file cannot be written.
    """
    from sourcier.app.corpus.tables.outputs import WRITERS
    from sourcier.dossier.storing import save, saving

    found = rows_of(shown)
    for table in SHEETS.values():
        rows = list(found[table.name])
        for form in ("parquet", "csv"):
            with saving(folder / f"{table.name}.{form}") as file:
                WRITERS[form](_answer(table, rows), file)
    save(_about(shown), folder / ABOUT)


def _answer(table: Table, rows: Iterable[Row]) -> Answer:
    import pyarrow as pa

    from sourcier.app.corpus.tables.querying import Answer

    schema, left = schema_of(table), iter(rows)

    def batches() -> Any:
        while some := list(islice(left, _AT_ONCE)):
            cells = zip(*some, strict=True)
            yield pa.record_batch([pa.array(each, one.type) for each, one in zip(cells, schema, strict=True)], schema)

    return Answer(schema, batches())


def _about(shown: Shown) -> bytes:
    """Return how corpus and report were made, and what the columns hold, as JSON; no clock."""
    from pydantic import TypeAdapter

    run = TypeAdapter(Run).dump_python
    method = shown.method
    about = {
        "report": {"version": sourcier.__version__, "encoder": method.encoder},
        "run": run(shown.run, mode="json"),
        "before": run(shown.before, mode="json") if shown.before else None,
        "inputs": method.inputs,
        "duplicates": method.duplicates,
        "errors": dict(method.errors),
        "articles": len(shown.papers),
        "first_day": str(method.first) if method.first else None,
        "last_day": str(method.last) if method.last else None,
        "undated": method.undated,
        "claims": method.claims,
        "claims_with_verdict": method.decided,
        "tables": {
            table.name: {"what": table.description, "columns": {one.name: one.description for one in table.columns}}
            for table in SHEETS.values()
        },
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode() + b"\n"
