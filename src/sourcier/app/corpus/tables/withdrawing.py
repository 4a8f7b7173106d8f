"""Errors that a run tries again leave the part they stand in, in the same stroke that brings what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from sourcier.app.corpus.tables.errors import CorpusDamaged
from sourcier.app.corpus.tables.folder import part_name, write_rows

_OF_ERRORS = ("inputs", "issues")
"""The tables in which an input stands that gave no article."""


def stage_without(staging: Path, folder: Path, withdrawn: Mapping[int, Collection[str]]) -> Counter[str]:
    """Write files anew that earlier parts have, without the errors of some inputs, beside a part's own.

    Args:
        staging: Where the part is being written.
        folder: Of the corpus.
        withdrawn: Part, and the inputs whose errors leave it.

    Returns:
        The number of rows that leave each table.

    Raises:
        CorpusDamaged: A file of such a part cannot be read.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    gone: Counter[str] = Counter()
    for part, inputs in withdrawn.items():
        sought = pa.array(sorted(inputs), pa.string())
        for table in _OF_ERRORS:
            file = folder / table / part_name(part)
            try:
                rows = pq.read_table(file)
            except (OSError, pa.ArrowException) as error:
                raise CorpusDamaged.part(folder, file, "cannot be read") from error
            kept = rows.filter(pc.or_(pc.invert(pc.is_in(rows["input"], sought)), pc.is_valid(rows["article"])))
            if kept.num_rows < rows.num_rows:
                gone[table] += rows.num_rows - kept.num_rows
                write_rows(staging / f"{table}.{file.name}", kept)
    return gone
