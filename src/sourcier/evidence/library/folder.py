"""A library's folder: Lance tables, and one small file that says which version of each is the library.

Whoever writes holds the lock, writes new versions of the tables, and then replaces `library.json`, which the file
system does in one step. Whoever reads takes the versions that it names: the whole of a batch or nothing of it, however
many processes write and wherever one is killed. What a killed process left behind is rolled back by the next.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sourcier.core.errors import SourcierError
from sourcier.core.settings import home
from sourcier.evidence.encoding import Encoder
from sourcier.evidence.library.engine import lance
from sourcier.evidence.library.errors import (
    BusyLibrary,
    DamagedLibrary,
    OtherEncoder,
    OtherLayout,
    UnwritableLibrary,
    plainly,
)
from sourcier.evidence.library.tables import DOCUMENTS, FACTCHECKS, FIGURES, PASSAGES, STEMMED, WORDS, schemas

VARIABLE = "SOURCIER_LIBRARY"
"""Environment variable: the folder of the library to use."""
LAYOUT = 1
"""Of the folder. Other columns, other cuts of passages or other indexes are another layout."""
MANIFEST = "library.json"
_LOCK = "library.lock"
_WAIT_S = 600.0
_KEPT = timedelta(hours=1)
"""Versions older than this are taken for nobody's: whoever holds a library for longer, while others write, opens it
again. Each batch makes one, and they take more room than the library."""


def library_folder() -> Path:
    """Return the folder of the user's library; it need not exist."""
    given = os.environ.get(VARIABLE)
    return Path(given).expanduser().absolute() if given else home() / "library"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which versions of the tables are the library."""

    encoder: str
    encoder_digest: str
    width: int
    """Numbers of a vector."""
    versions: Mapping[str, int]
    is_indexed: bool
    """Every row is in the indexes and every origin asked for: False between batches, and after a killed run."""
    layout: int = LAYOUT


class Folder:
    """The tables at one moment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest: Manifest | None = None
        """None: nothing has been written yet."""
        self._open: dict[str, Any] = {}

    def refresh(self, encoder: Encoder) -> None:
        """Take the library as it is now.

        Raises:
            OtherEncoder: Another encoder made its vectors.
            OtherLayout: Another version of the program made it.
            DamagedLibrary: Its first file is gone or does not read.
        """
        self.manifest = _read(self.path)
        self._open = {}
        if self.manifest and self.manifest.encoder_digest != encoder.digest:
            made_by, places = self.manifest.encoder, _places(self.path)
            raise OtherEncoder.at(self.path, made_by=made_by, asked=encoder.name, places=places)

    def table(self, name: str) -> Any:
        """Return a table as it was when the library was opened; None where nothing has been written."""
        if self.manifest is None:
            return None
        if name not in self._open:
            with reading(self.path):
                table = self._connect().open_table(name)
                table.checkout(self.manifest.versions[name])
            self._open[name] = table
        return self._open[name]

    @contextmanager
    def writing(self, encoder: Encoder) -> Iterator[dict[str, Any]]:
        """Hold the lock and yield the tables by name, to be changed; without an error, the changes are the library.

        Raises:
            UnwritableLibrary: The folder or the disk does not take it; the library is what it was.
            BusyLibrary: Another process has held the lock for ten minutes.
        """
        with _locked(self.path):
            self.refresh(encoder)
            try:
                if self.manifest is None:
                    # An empty library first: tables with rows and no manifest are then never ours.
                    self._commit(self._created(encoder))
                tables = self._rolled_back()
                yield tables
                self._commit(tables)
            except BaseException as error:
                self.manifest = _read(self.path)
                if isinstance(error, OSError | RuntimeError) and not isinstance(error, SourcierError):
                    raise UnwritableLibrary.at(self.path, error) from error
                raise
            finally:
                self._open = {}

    def mark(self, *, is_indexed: bool) -> None:
        """Say, while writing, whether every row is in the indexes now."""
        if self.manifest is not None:
            self.manifest = replace(self.manifest, is_indexed=is_indexed)

    def _connect(self) -> Any:
        return lance().connect(str(self.path))

    def _rolled_back(self) -> dict[str, Any]:
        """Return the newest tables, without what a killed process wrote and did not finish."""
        assert self.manifest is not None
        database, tables = self._connect(), {}
        for name, version in self.manifest.versions.items():
            with reading(self.path):
                table = database.open_table(name)
                if table.version != version:
                    table.checkout(version)
                    table.restore()
            tables[name] = table
        return tables

    def _created(self, encoder: Encoder) -> dict[str, Any]:
        width = encoder.encode([""], is_query=False).shape[1]
        database = self._connect()
        tables = {}
        for name, schema in schemas(width).items():
            database.drop_table(name, ignore_missing=True)
            tables[name] = database.create_table(name, schema=schema)
            _index(tables[name], name)
        self.manifest = Manifest(encoder.name, encoder.digest, width, {}, is_indexed=True)
        return tables

    def _commit(self, tables: Mapping[str, Any]) -> None:
        assert self.manifest is not None
        self.manifest = replace(self.manifest, versions={name: table.version for name, table in tables.items()})
        with tempfile.NamedTemporaryFile(
            "w", dir=self.path, prefix=".library-", delete=False, encoding="utf-8"
        ) as file:
            try:
                json.dump(asdict(self.manifest), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(self.path / MANIFEST)
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise


def optimise(tables: Mapping[str, Any]) -> None:
    """Take new rows into the indexes, join small files, drop versions that no reader holds any more."""
    for table in tables.values():
        table.optimize(cleanup_older_than=_KEPT)


def _index(table: Any, name: str) -> None:
    """Make the full-text indexes of an empty table; rows come into them with `optimise`."""
    from lancedb.index import FTS, BTree  # noqa: PLC0415 - imported by now

    if name == DOCUMENTS:
        table.create_index("id", config=BTree())
    if name not in {PASSAGES, FACTCHECKS}:
        return
    for column, language in STEMMED.items():
        table.create_index(column, config=FTS(language=language, stem=True, remove_stop_words=True))
    # Quotations are looked up with every word they have, in order.
    table.create_index(WORDS, config=FTS(stem=False, remove_stop_words=False, with_position=True))
    plain = FTS(base_tokenizer="whitespace", stem=False, remove_stop_words=False, ascii_folding=False)
    table.create_index(FIGURES, config=plain)
    for column in {"id", "document_id"} & set(table.schema.names):
        table.create_index(column, config=BTree())


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what Lance says of a missing or spoiled file into one error."""
    try:
        yield
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise DamagedLibrary.at(path, plainly(error), places=_places(path)) from error


def _read(path: Path) -> Manifest | None:
    file = path / MANIFEST
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        found = int(content["layout"])
        if found != LAYOUT:
            raise OtherLayout.at(path, found=found, known=LAYOUT)
        return Manifest(**content)
    except (FileNotFoundError, NotADirectoryError):
        if _has_rows(path):
            raise DamagedLibrary.at(path, f"{MANIFEST} is missing", places=_places(path)) from None
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedLibrary.at(path, f"{MANIFEST} does not read", places=_places(path)) from error


def _places(path: Path) -> list[str]:
    """Return where its texts came from, for the command that makes a library anew."""
    from sourcier.evidence.library.intake.journal import places_of  # noqa: PLC0415 - only an error asks for it

    return places_of(path)


def _has_rows(path: Path) -> bool:
    """Say whether there are tables with rows: empty ones are left by a process killed at its very start."""
    there = [name for name in (DOCUMENTS, PASSAGES, FACTCHECKS) if (path / f"{name}.lance").is_dir()]
    if not there:
        return False
    database = lance().connect(str(path))
    with reading(path):
        return any(database.open_table(name).count_rows() for name in there)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the folder's lock: SQLite's, which every system has, and which ends with its process."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(path / _LOCK, timeout=_WAIT_S, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise UnwritableLibrary.at(path, error) from error
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        raise (BusyLibrary.at(path) if "locked" in str(error) else UnwritableLibrary.at(path, error)) from error
    try:
        yield
    finally:
        with suppress(sqlite3.Error):
            lock.execute("ROLLBACK")
        lock.close()
