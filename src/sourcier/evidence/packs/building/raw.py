"""Tables as they were published, in a database on disk: every cell as text, whatever the file's format."""

# ruff: noqa: S608 -- every name put into SQL is quoted, every text a literal

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from sourcier.evidence.packs.building.delimited import Layout, find_layout
from sourcier.evidence.packs.building.jsonstat import write_datasets
from sourcier.evidence.packs.building.workbooks import write_sheets
from sourcier.evidence.packs.errors import UnreadableTable
from sourcier.evidence.packs.tables import literal, quoted

SUFFIXES = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
    ".json": "json-stat",
}
_MEMORY = "1GB"
SAMPLE = 5_000
"""Rows from which formats are guessed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, loaded."""

    file: Path
    part: str
    """The worksheet or data set; empty where the file is one table."""
    table: str
    """Its name in the database, quoted."""
    columns: tuple[str, ...]


class Loader:
    """A database for the tables of files, gone when it is closed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connection = duckdb.connect(str(folder / "raw.duckdb"))
        self.connection.execute(f"SET memory_limit = {literal(_MEMORY)}")
        self.connection.execute(f"SET temp_directory = {literal(str(folder / 'spill'))}")
        self.connection.execute("SET threads = 2")
        self.connection.execute("SET enable_progress_bar = false")  # else on in a notebook, on standard output
        self._count = 0

    def load(self, file: Path) -> list[Sheet]:
        """Return the tables of a file.

        Raises:
            UnreadableTable: It is of no format that is read, or not what its name says.
        """
        kind = _kind(file)
        if kind == "parquet":
            return [self._parquet(file)]
        if kind == "csv":
            return [self._csv(file, "", find_layout(file, self._path("utf8.csv")))]
        folder = self._path("parts")
        folder.mkdir()
        parts = write_sheets(file, folder) if kind == "xlsx" else write_datasets(file, folder)
        sheets = []
        for name, path in parts:
            try:
                sheets.append(self._csv(file, name, find_layout(path, path)))
            except UnreadableTable:
                continue  # a sheet of notes
        if not sheets:
            raise UnreadableTable.of(file, "no table in it")
        return sheets

    def _path(self, name: str) -> Path:
        self._count += 1
        return self.folder / f"{self._count}-{name}"

    def _new_table(self) -> str:
        self._count += 1
        return quoted(f"raw{self._count}")

    def _parquet(self, file: Path) -> Sheet:
        table = self._new_table()
        try:
            self.connection.execute(
                f"CREATE TABLE {table} AS SELECT COLUMNS(*)::VARCHAR FROM read_parquet({literal(str(file))})"
            )
        except duckdb.Error as error:
            raise UnreadableTable.of(file, f"not Parquet: {_first_line(error)}") from error
        names = self.connection.execute(f"DESCRIBE {table}").fetchall()
        return Sheet(file=file, part="", table=table, columns=tuple(str(row[0]) for row in names))

    def _csv(self, file: Path, part: str, layout: Layout) -> Sheet:
        table = self._new_table()
        columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in layout.header)
        options = (
            f"auto_detect = false, header = false, skip = {layout.skip}, columns = {{{columns}}}, "
            f"""delim = {literal(layout.delimiter)}, quote = '"', escape = '"', max_line_size = 1000000"""
        )
        # Short rows (a footnote) are padded, which DuckDB does on one core only: asked for where it is needed.
        for padded in ("", ", null_padding = true, parallel = false"):
            try:
                self.connection.execute(
                    f"CREATE OR REPLACE TABLE {table} AS SELECT * "
                    f"FROM read_csv({literal(str(layout.path))}, {options}{padded})"
                )
                break
            except duckdb.Error as error:
                if padded:
                    raise UnreadableTable.of(file, f"not a table: {_first_line(error)}") from error
        return Sheet(file=file, part=part, table=table, columns=layout.header)


@contextmanager
def loading() -> Iterator[Loader]:
    """Give a loader, and take away its files afterwards."""
    with TemporaryDirectory(prefix="sourcier-build-") as folder:
        loader = Loader(Path(folder))
        try:
            yield loader
        finally:
            loader.connection.close()


def is_lock(file: Path) -> bool:
    """Say whether a file is what a spreadsheet program leaves beside a workbook as long as it is open.

    >>> is_lock(Path("~$ventes.xlsx")), is_lock(Path("ventes.xlsx"))
    (True, False)
    """
    return file.name.startswith(("~$", ".~lock."))


def _kind(file: Path) -> str:
    if not file.is_file():
        raise UnreadableTable.of(file, "not found" if not file.exists() else "not a file")
    if file.stat().st_size == 0:
        raise UnreadableTable.of(file, "the file is empty")
    if is_lock(file):
        raise UnreadableTable.of(file, "the lock of an open workbook; close it, and give the workbook itself")
    kind = SUFFIXES.get(file.suffix.lower())
    with file.open("rb") as raw:
        start = raw.read(4)
    if start == b"PAR1":
        return "parquet"
    if start == b"PK\x03\x04":
        return "xlsx"
    if kind is None and start[:1] in {b"{", b"["}:
        return "json-stat"
    if kind is None and file.suffix and file.suffix.lower() in {".xls", ".ods", ".pdf", ".docx", ".zip"}:
        raise UnreadableTable.of(file, "give CSV, Excel (.xlsx), Parquet, SDMX-CSV or JSON-stat")
    return kind or "csv"


def _first_line(error: duckdb.Error) -> str:
    return " ".join(str(error).strip().splitlines()[0].split())
