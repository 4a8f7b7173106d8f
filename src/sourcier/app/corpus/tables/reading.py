"""Opening a corpus to be read: one view a table, over the parts that its manifest names and nothing else."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.app.corpus.tables.errors import CorpusDamaged
from sourcier.app.corpus.tables.folder import Manifest, damages, existing, part_name, unreadable
from sourcier.app.corpus.tables.schema import TABLES, arrow_schema

if TYPE_CHECKING:  # imported when the tables are opened
    import duckdb


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus as it was when it was opened: parts that a run adds meanwhile are not in it."""

    folder: Path
    manifest: Manifest

    def files(self, table: str) -> list[Path]:
        """Return the files of a table, in the order in which they were written."""
        return [self.folder / table / part_name(number) for number in self.manifest.parts]

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a connection with one view a table. Queries reach no file but those, and change nothing.

        Raises:
            CorpusDamaged: A file cannot be read.
        """
        import duckdb

        database = duckdb.connect(config={"python_enable_replacements": "false", "temp_directory": _spill()})
        allowed = []
        for table in TABLES:
            files = [str(file) for file in self.files(table)]
            allowed += files
            if files:
                with self.reading():  # the columns stand in the files
                    database.read_parquet(files).create_view(table)
            else:
                empty = arrow_schema(table).empty_table()
                database.from_arrow(empty).create(table)
        database.execute("SET allowed_paths = $files", {"files": allowed})
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        return database

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what DuckDB says of a file that it cannot read into CorpusDamaged; other errors pass."""
        import duckdb

        try:
            yield
        except (duckdb.Error, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the system's own; an error of DuckDB that comes through Arrow's reader has no number
            named = re.search(r"/(\w+)/(part-\d{6}\.parquet)", str(error))
            if named is not None and named[1] in TABLES:
                file = self.folder / named[1] / named[2]
                raise CorpusDamaged.part(self.folder, file, "cannot be read") from error
            if type(error) in {
                OSError,
                duckdb.Error,
                duckdb.InternalException,
                duckdb.IOException,
                duckdb.SerializationException,
            }:
                for _, file, what in unreadable(self.folder, self.manifest):  # it does not always say which one
                    raise CorpusDamaged.part(self.folder, file, what) from error
            raise


def _spill() -> str:
    """Return where DuckDB puts what a query cannot keep in memory; it makes the folder and takes it away."""
    return str(Path(tempfile.gettempdir()) / f"sourcier-{os.getpid()}")


def open_corpus(folder: Path) -> Corpus:
    """Return the corpus of a folder, to be read. Nothing is written, and a run may go on meanwhile.

    Raises:
        CorpusMissing: There is none.
        CorpusDamaged: A file is missing or cut short; the message says how to mend it.
        OtherFormat: Another version of the program made it.
    """
    folder = folder.absolute()
    manifest = existing(folder)
    of_whole_parts(folder, manifest)
    return Corpus(folder, manifest)


def of_whole_parts(folder: Path, manifest: Manifest) -> None:
    """See that each part is there in each table, and ends as Parquet does. Raises CorpusDamaged."""
    for _, file, what in damages(folder, manifest):
        raise CorpusDamaged.part(folder, file, what)
