"""Opens each form of export, as whoever downloads it does, and returns all that it says."""

from __future__ import annotations

import csv
import io
import json
import sqlite3

import openpyxl


def of_csv(content: bytes) -> str:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows
    return str(rows)


def of_xlsx(content: bytes) -> str:
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert len(sheets) >= 4
    return str([row for sheet in sheets for row in sheet.iter_rows(values_only=True)])


def of_json(content: bytes) -> str:
    return json.dumps(json.loads(content), ensure_ascii=False)


def of_sqlite(content: bytes) -> str:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return str([connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names])


OPENED = {
    "csv": of_csv,
    "findings-csv": of_csv,
    "xlsx": of_xlsx,
    "html": bytes.decode,
    "reply": bytes.decode,
    "claimreview": of_json,
    "annotations": of_json,
    "json": of_json,
    "sqlite": of_sqlite,
}
WITHOUT_REASONS = {"findings-csv", "claimreview", "reply", "html", "annotations"}
"""The first is the program's alone; the others are read outside the newsroom, whose reasons are its own."""
