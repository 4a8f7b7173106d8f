"""Adding to a corpus: parts of whole inputs, each written at one stroke."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sourcier.app.corpus.tables.errors import NotACorpus, OtherRun, writing_into
from sourcier.app.corpus.tables.folder import (
    COMMITS,
    MANIFEST,
    STAGING,
    Manifest,
    locked,
    read_manifest,
    replace_manifest,
    settle,
    sync,
    write,
    write_rows,
)
from sourcier.app.corpus.tables.reading import of_whole_parts
from sourcier.app.corpus.tables.rows import Rows
from sourcier.app.corpus.tables.schema import TABLES, arrow_schema
from sourcier.app.corpus.tables.withdrawing import stage_without
from sourcier.core.dossier import Run

if TYPE_CHECKING:  # imported when a part is written
    import pyarrow as pa


class Writer:
    """Writes the rows of inputs into a corpus folder, and holds its lock until it is closed.

    What was added is in the corpus once `commit` has returned, and not before: a process that ends in between, however
    it ends, leaves the corpus as it was at the last commit.
    """

    def __init__(self, folder: Path, run: Run) -> None:
        """Open a folder, new or of the same run, and finish what a killed run has left.

        Raises:
            OtherRun: Its articles were read with another version, other packs, another library or other options.
            NotACorpus: It holds something else.
            CorpusBusy: Another run writes into it.
            CorpusDamaged: A file of it is missing or cut short.
            CorpusFull: The disk is full.
            CorpusUnwritable: Nothing can be written there.
        """
        self.folder = folder.absolute()
        self._held = ExitStack()
        self._batches: dict[str, list[pa.RecordBatch]] = {table: [] for table in TABLES}
        self._withdrawn: dict[int, set[str]] = {}
        self._clear()
        with writing_into(self.folder):
            _refuse_others(self.folder)
        self._held.enter_context(locked(self.folder))
        try:
            self.manifest = self._opened(run)
        except BaseException:
            self._held.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the folder back. What was added since the last commit is dropped."""
        self._held.close()

    @property
    def last(self) -> int:
        """Number of the last part."""
        return self.manifest.last

    def add(self, rows: Rows) -> None:
        """Take the rows of one input into the next part."""
        for table, batch in rows.batches.items():
            self._batches[table].append(batch)
            self.pending_bytes += batch.nbytes
        self.pending += 1

    def withdraw(self, part: int, input: str) -> None:  # noqa: A002 - the column's name
        """Have an input's error leave an earlier part with the next commit, which brings what came of trying again."""
        self._withdrawn.setdefault(part, set()).add(input)

    def commit(self) -> int:
        """Write what was added since the last commit as a part, and return its number; 0 where nothing was.

        Raises:
            CorpusFull: The disk is full; the corpus stays as it was.
            CorpusUnwritable: Nothing can be written there any more.
        """
        if not self.pending:
            return 0
        number = self.manifest.last + 1
        staging, commits = self.folder / STAGING / f"part-{number:06}", self.folder / COMMITS
        with writing_into(self.folder):
            try:
                manifest = self._stage(staging, number)
            except BaseException:
                shutil.rmtree(self.folder / STAGING, ignore_errors=True)
                raise
            if not commits.exists():
                commits.mkdir()
                sync(self.folder)
            staging.rename(commits / staging.name)
            sync(commits)
            self.manifest = manifest
            self._clear()
            settle(self.folder)
        return number

    def _clear(self) -> None:
        for listed in self._batches.values():
            listed.clear()
        self._withdrawn.clear()
        self.pending = 0
        """Inputs added since the last commit."""
        self.pending_bytes = 0
        """Of their rows in memory."""

    def _opened(self, run: Run) -> Manifest:
        with writing_into(self.folder):
            settle(self.folder)
            found = read_manifest(self.folder)
            if found is None:
                self._begin(run)
                return Manifest(run=run, counts=dict.fromkeys(TABLES, 0))
        if found.run != run:
            raise OtherRun.at(self.folder, found.run, run)
        of_whole_parts(self.folder, found)
        return found

    def _begin(self, run: Run) -> None:
        for table in TABLES:
            (self.folder / table).mkdir(exist_ok=True)
        replace_manifest(self.folder, Manifest(run=run, counts=dict.fromkeys(TABLES, 0)))

    def _stage(self, staging: Path, number: int) -> Manifest:
        """Write a part's files, and the manifest as it will be with it."""
        import pyarrow as pa

        staging.mkdir(parents=True)
        counts = dict(self.manifest.counts or {})
        for table, batches in self._batches.items():
            rows = pa.Table.from_batches(batches, schema=arrow_schema(table))
            counts[table] = counts.get(table, 0) + rows.num_rows
            write_rows(staging / f"{table}.parquet", rows)
        for table, gone in stage_without(staging, self.folder, self._withdrawn).items():
            counts[table] -= gone
        manifest = replace(self.manifest, last=number, counts=counts)
        write(staging / MANIFEST, manifest.to_json())
        sync(staging)
        return manifest


def _refuse_others(folder: Path) -> None:
    """See that a folder holds a corpus or nothing, before anything is written into it."""
    if read_manifest(folder) is None and folder.is_dir():
        other = next((one.name for one in sorted(folder.iterdir()) if _is_other(one)), None)
        if other is not None:
            raise NotACorpus.at(folder, other)


def _is_other(entry: Path) -> bool:
    """Say whether something is no trace of a run killed at its very start."""
    return not entry.name.startswith(".") and not (entry.name in TABLES and entry.is_dir() and not any(entry.iterdir()))
