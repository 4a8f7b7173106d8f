"""Errors that a run tries again leave the part they stand in, in the same stroke that brings what came of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from sourcier.app.corpus.tables.folder import part_name

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
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    gone: Counter[str] = Counter()
    for part, inputs in withdrawn.items():
        sought = pa.array(sorted(inputs), pa.string())
        for table in _OF_ERRORS:
            rows = pq.read_table(folder / table / part_name(part))
            kept = rows.filter(pc.or_(pc.invert(pc.is_in(rows["input"], sought)), pc.is_valid(rows["article"])))
            if kept.num_rows < rows.num_rows:
                gone[table] += rows.num_rows - kept.num_rows
                with (staging / f"{table}.{part_name(part)}").open("wb") as file:
                    pq.write_table(kept, file, compression="zstd")
                    file.flush()
                    os.fsync(file.fileno())
    return gone
