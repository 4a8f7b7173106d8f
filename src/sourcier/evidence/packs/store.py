"""The database behind open packs: in memory, closed to everything but the packs' own folders."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from uuid import uuid4

import duckdb

from sourcier.evidence.packs.descriptor import Pack, Resource
from sourcier.evidence.packs.tables import STAGE, literal, quoted, stage, typed

MEMORY = "1500MB"
"""What the tables of all open packs may take; the starter pack's take some 60 MB."""


class Store:
    """Tables of packs, loaded when they are first needed."""

    def __init__(self, packs: Collection[Pack]) -> None:
        self.connection = duckdb.connect(":memory:")
        # DuckDB makes the folder when it first spills, and takes it away when the connection goes.
        spill = Path(gettempdir()) / f"sourcier-packs-{os.getpid()}-{uuid4().hex}"
        self._hidden: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()
        folders = ", ".join(literal(f"{pack.root.resolve()}/") for pack in packs)
        for pack in packs:
            self.connection.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(pack.name)}")
        for setting in (
            # Above it DuckDB spills to its temporary folder: a pack of any size opens in flat memory.
            f"SET memory_limit = {literal(MEMORY)}",
            f"SET temp_directory = {literal(str(spill))}",
            f"SET allowed_directories = [{folders}]",
            "SET enable_external_access = false",
            # Two: the tables are small, and a corpus run has one process a core.
            "SET threads = 2",
            # In a notebook, and under `python -c`, it would be drawn on standard output.
            "SET enable_progress_bar = false",
            "SET lock_configuration = true",
        ):
            self.connection.execute(setting)

    def load(self, resource: Resource) -> None:
        """Load a table from its file, unless that is done. Its rows are taken to keep the rules.

        Raises:
            BadPack: The file is not the table that the schema describes.
        """
        with self._lock:
            if resource.table not in self._hidden:
                with self.connection.cursor() as connection:
                    stage(connection, resource)
                    self.keep(connection, resource)

    def keep(self, connection: duckdb.DuckDBPyConnection, resource: Resource, measured: Sequence[Any] = ()) -> None:
        """Make the table staged on a connection the loaded one. `measured` as for `tables.number_formats`.

        Raises:
            BadPack: A cell is not of its column's type.
        """
        self._hidden[resource.table] = typed(connection, resource, measured)
        connection.execute(f"DROP TABLE {STAGE}")

    def has(self, resource: Resource) -> bool:
        """Say whether a table is loaded."""
        return resource.table in self._hidden

    def hidden(self, resource: Resource) -> tuple[str, ...]:
        """Return the columns of a loaded table that have their text beside them."""
        return self._hidden[resource.table]
