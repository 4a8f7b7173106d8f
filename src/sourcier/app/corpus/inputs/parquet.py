"""Parquet: the columns that are read, a few rows at a time, row group by row group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sourcier.app.corpus.inputs.columns import find_columns, hold_against
from sourcier.app.corpus.inputs.layout import layout
from sourcier.app.corpus.inputs.records import Asked, Expanded, Failed
from sourcier.app.corpus.inputs.rows import item_of
from sourcier.ingest.containers.errors import BadRecord, DamagedArchive

_ROWS = 16
"""Rows at a time: of the largest texts that are read, 160 MB."""
_BUFFER = 1024**2


def check_parquet(path: Path, asked: Asked, name: str) -> None:
    """Look at the schema of a file.

    Raises:
        DamagedArchive: It is no whole Parquet file.
        MissingColumn: There is no column that an article can be read from.
    """
    file = _opened(path, name)
    with file:
        found = find_columns(tuple(file.schema_arrow.names), asked.columns, name)
        hold_against(_first(file), found, asked.columns, name)


def _first(file: Any) -> Iterator[dict[str, Any]]:
    """Yield the first rows of a file, up to one that cannot be read: that is said when it is its turn."""
    from pyarrow import ArrowException

    try:
        for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
            yield from (row for row in _records(batch) if row)
    except (ArrowException, OSError, ValueError, OverflowError):
        return


def read_parquet(path: Path, asked: Asked, name: str) -> Iterator[Expanded]:
    """Yield the item of each row, or what is wrong with it; behind a damaged row group the next is read."""
    from pyarrow import ArrowException

    with _opened(path, name) as file:
        found = find_columns(tuple(file.schema_arrow.names), asked.columns, name)
        yield from layout(file.schema_arrow.names, found, name)
        wanted = [column for _, column in found.names]
        start = 1
        for group in range(file.num_row_groups):
            number = start
            try:
                for batch in file.iter_batches(batch_size=_ROWS, row_groups=[group], columns=wanted, use_threads=False):
                    for record in _records(batch):
                        locator = f"{name}#row={number}"
                        number += 1
                        if record is None:
                            yield Failed.of(locator, BadRecord.at(locator, "a value that cannot be read"))
                        else:
                            yield item_of(record, found, locator)
            except (ArrowException, OSError, ValueError, OverflowError) as error:
                reason = " ".join(str(error).split())[:200]
                damaged = DamagedArchive.at(f"{name}#row={number}", f"row group {group + 1} is damaged: {reason}")
                yield Failed.of(f"{name}#row={number}", damaged)
            start += file.metadata.row_group(group).num_rows


def _records(batch: Any) -> Iterator[dict[str, Any] | None]:
    """Yield the rows of a batch; None for one with a value that Python has no like of, or a text that is no UTF-8."""
    from pyarrow import ArrowException

    unread = (ArrowException, ValueError, OverflowError)
    for row in range(batch.num_rows):
        try:
            yield {name: column[row].as_py() for name, column in zip(batch.schema.names, batch.columns, strict=True)}
        except unread:
            yield None


def _opened(path: Path, name: str) -> Any:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False, memory_map=False)
    except (ArrowException, ValueError, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise DamagedArchive.at(name, f"no whole Parquet file: {reason}") from error
