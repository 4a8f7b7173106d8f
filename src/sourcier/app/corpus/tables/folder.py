"""How a corpus lies in its folder: the manifest, the parts, what a killed run has left, and the lock.

A part is one Parquet file a table, all with the same number. It is written in `.staging/`, and exists from the moment
its folder is renamed into `.commits/`; its files then move to the folders of their tables, the manifest last, which
`settle` does again as often as it is needed. The manifest that a part brings counts its rows in, so that it holds
whenever the process ends.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from sourcier.app.corpus.tables.errors import (
    CorpusBusy,
    CorpusDamaged,
    CorpusMissing,
    OtherFormat,
    unwritable,
    writing_into,
)
from sourcier.app.corpus.tables.schema import FORMAT, TABLES
from sourcier.core.dossier import Run

if TYPE_CHECKING:  # imported when a part is written
    import pyarrow as pa

MANIFEST = "corpus.json"
STAGING, COMMITS, STATE, DAMAGED, LOCK = ".staging", ".commits", ".state", ".damaged", ".lock"
_MAGIC = b"PAR1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a corpus is, and how much of it there is."""

    run: Run
    """How every article of it was read and checked; no run with another one adds to it."""
    last: int = 0
    """Number of the last part; 0 before the first."""
    dropped: tuple[int, ...] = ()
    """Parts that were taken out because a file of theirs was damaged."""
    counts: Mapping[str, int] | None = None
    """Rows of each table."""
    format: str = FORMAT

    @property
    def parts(self) -> list[int]:
        """The numbers of the parts, in order."""
        return [number for number in range(1, self.last + 1) if number not in self.dropped]

    def to_json(self) -> bytes:
        """Return the manifest as its file holds it."""
        return _adapter().dump_json(self, indent=1) + b"\n"


@cache
def _adapter() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)


def part_name(number: int) -> str:
    """Return what the files of a part are called in the folders of the tables.

    >>> part_name(12)
    'part-000012.parquet'
    """
    return f"part-{number:06}.parquet"


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a folder; None where there is neither one nor a part."""
    file = folder / MANIFEST
    try:
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if any(_has_parts(folder / table) for table in TABLES):
            raise CorpusDamaged.manifest(folder, file, "is missing") from None
        return None
    except OSError as error:
        raise CorpusDamaged.manifest(folder, file, f"cannot be read: {error.strerror or error}") from error
    try:
        found = _adapter().validate_json(raw)
    except ValidationError as error:
        raise CorpusDamaged.manifest(folder, file, "is no manifest of a corpus") from error
    if found.format != FORMAT:
        raise OtherFormat.at(folder, found.format, FORMAT)
    return found


def _has_parts(folder: Path) -> bool:
    return next(folder.glob("part-*.parquet"), None) is not None


def existing(folder: Path) -> Manifest:
    """Return the manifest of a folder that must hold a corpus. Raises CorpusMissing, CorpusDamaged, OtherFormat."""
    found = read_manifest(folder)
    if found is None:
        raise CorpusMissing.at(folder)
    return found


def damages(folder: Path, manifest: Manifest) -> Iterator[tuple[int, Path, str]]:
    """Yield the number, the file and the defect of each part's file that is not there, or does not end as Parquet."""
    for table in TABLES:
        try:
            there = {entry.name for entry in os.scandir(folder / table)}
        except OSError:
            there = set()
        for number in manifest.parts:
            file = folder / table / part_name(number)
            if file.name not in there:
                yield number, file, "is missing"
            elif not _is_whole(file):
                yield number, file, "is cut short"


def _is_whole(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            opened.seek(-len(_MAGIC), os.SEEK_END)
            return opened.read() == _MAGIC
    except OSError:
        return False


def unreadable(folder: Path, manifest: Manifest) -> Iterator[tuple[int, Path, str]]:
    """Yield the same of each file that is there, and cannot be read to its end. Reads all of the corpus."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for table in TABLES:
        for number in manifest.parts:
            file = folder / table / part_name(number)
            try:
                for _ in pq.ParquetFile(file).iter_batches():
                    pass
            except FileNotFoundError:
                continue
            except (OSError, pa.ArrowException):
                yield number, file, "cannot be read"


def settle(folder: Path) -> None:
    """Bring every part that was committed to its place, and throw away what was not. Safe to do again."""
    for commit in sorted((folder / COMMITS).glob("part-*")):
        for table in TABLES:
            staged = commit / f"{table}.parquet"
            if staged.exists():
                (folder / table).mkdir(exist_ok=True)
                staged.replace(folder / table / f"{commit.name}.parquet")
                sync(folder / table)
        for staged in sorted(commit.glob("*.part-*.parquet")):  # earlier parts, without the errors taken back
            table, _, name = staged.name.partition(".")
            staged.replace(folder / table / name)
            sync(folder / table)
        if (commit / MANIFEST).exists():
            (commit / MANIFEST).replace(folder / MANIFEST)
            sync(folder)
        commit.rmdir()
    shutil.rmtree(folder / STAGING, ignore_errors=True)


def sync(folder: Path) -> None:
    """Have the system write a folder's names to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(file: Path, content: bytes) -> None:
    """Write a file and have the system put it on the disk."""
    with file.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def write_rows(file: Path, rows: pa.Table) -> None:
    """Write a table as Parquet and have the system put it on the disk."""
    import pyarrow.parquet as pq

    with file.open("wb") as opened:
        pq.write_table(rows, opened, compression="zstd")
        opened.flush()
        os.fsync(opened.fileno())


def replace_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest whole or not at all."""
    fresh = folder / f".{MANIFEST}.part"
    write(fresh, manifest.to_json())
    fresh.replace(folder / MANIFEST)
    sync(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: SQLite's, which every system has, which ends with its process, and no child inherits.

    Raises:
        CorpusBusy: Another run, of this process or another, holds it.
        CorpusUnwritable: Nothing can be written there.
    """
    with writing_into(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        lock = sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise unwritable(folder, error) from error
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        raise (CorpusBusy.at(folder) if "locked" in str(error) else unwritable(folder, error)) from error
    try:
        yield
    finally:
        with suppress(sqlite3.Error):
            lock.execute("ROLLBACK")
        lock.close()
