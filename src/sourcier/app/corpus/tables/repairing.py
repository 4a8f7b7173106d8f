"""Taking damaged parts out of a corpus, so that the next run reads their articles anew."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.app.corpus.tables.errors import writing_into
from sourcier.app.corpus.tables.folder import (
    COMMITS,
    DAMAGED,
    MANIFEST,
    STAGING,
    STATE,
    Manifest,
    damages,
    existing,
    locked,
    part_name,
    settle,
    sync,
    unreadable,
    write,
    write_rows,
)
from sourcier.app.corpus.tables.schema import TABLES

if TYPE_CHECKING:  # imported when a corpus is repaired
    import pyarrow as pa


def repair(folder: Path) -> tuple[int, ...]:
    """Take the parts with a damaged file out of every table, so that the next run reads their articles anew.

    Their files are kept in `.damaged/`, for whoever wants to look. With them goes what other parts have noted as a
    duplicate of an article in them: its input may be the only one that is left.

    Returns:
        The numbers of the parts; none where nothing is damaged.
    """
    folder = folder.absolute()
    existing(folder)  # before a lock is made in a folder of something else
    with locked(folder), writing_into(folder):
        settle(folder)
        manifest = existing(folder)
        lost = sorted({number for number, _, _ in chain(damages(folder, manifest), unreadable(folder, manifest))})
        if not lost:
            return ()
        shutil.rmtree(folder / STATE, ignore_errors=True)  # says that the lost inputs are done
        for number in lost:
            _put_aside(folder, number)
        _commit(folder, replace(manifest, dropped=tuple(sorted({*manifest.dropped, *lost}))))
    return tuple(lost)


def _put_aside(folder: Path, number: int) -> None:
    for table in TABLES:
        file = folder / table / part_name(number)
        if file.exists():
            aside = folder / DAMAGED / table
            aside.mkdir(parents=True, exist_ok=True)
            file.replace(aside / file.name)


def _commit(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, and the inputs of the parts that stay, at one stroke; until then the corpus is damaged."""
    import pyarrow.parquet as pq

    staging = folder / STAGING / "part-repair"
    staging.mkdir(parents=True)
    counts = Counter(
        {
            table: sum(pq.read_metadata(folder / table / part_name(number)).num_rows for number in manifest.parts)
            for table in TABLES
        }
    )
    for number, kept, gone in _without_orphans(folder, manifest):
        counts["inputs"] -= gone
        write_rows(staging / f"inputs.{part_name(number)}", kept)
    write(staging / MANIFEST, replace(manifest, counts=dict(counts)).to_json())
    sync(staging)
    (folder / COMMITS).mkdir(exist_ok=True)
    staging.rename(folder / COMMITS / staging.name)
    sync(folder / COMMITS)
    settle(folder)


def _without_orphans(folder: Path, manifest: Manifest) -> Iterator[tuple[int, pa.Table, int]]:
    """Yield the inputs of each part that has duplicates of articles that are nowhere, without them; how many go."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    ids = [pq.read_table(folder / "articles" / part_name(number), columns=["id"])["id"] for number in manifest.parts]
    there = pa.chunked_array([chunk for one in ids for chunk in one.chunks], pa.string())
    for number in manifest.parts:
        rows = pq.read_table(folder / "inputs" / part_name(number))
        is_known = pc.is_in(rows["article"], there)
        kept = rows.filter(pc.or_(pc.not_equal(rows["state"], "duplicate"), is_known))
        if kept.num_rows < rows.num_rows:
            yield number, kept, rows.num_rows - kept.num_rows
