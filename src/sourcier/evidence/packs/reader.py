"""Open packs, look into them, query them."""

# ruff: noqa: S608 -- every name put into SQL is quoted, every text a literal

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path

import duckdb

from sourcier.core.findings import PackRef, Query
from sourcier.core.language import Entity
from sourcier.evidence.packs.checking import check
from sourcier.evidence.packs.descriptor import DESCRIPTOR, Pack, Resource
from sourcier.evidence.packs.entities import merged_entities
from sourcier.evidence.packs.errors import BadPack, BadQuery, NoSuchPack, NoSuchResource, PackNotFound
from sourcier.evidence.packs.guard import Parsed, parse
from sourcier.evidence.packs.parsing import read_pack
from sourcier.evidence.packs.store import Store
from sourcier.evidence.packs.tables import as_text
from sourcier.evidence.packs.written import Rows, run_as_written

VERIFIED = "starter.sha256"
"""Beside the starter pack: its digest when it was built and validated."""


def starter_path() -> Path:
    """Return the folder of the starter pack, which comes with the program."""
    return Path(str(resources.files(__package__))) / "starter"


def open_packs(*paths: Path | str) -> Packs:
    """Open pack folders, or folders of pack folders; with no path, the starter pack.

    Every row is checked before anything is used (`rules.py`), save for the starter pack, whose digest shows that it is
    the one that was checked when it was built.

    Raises:
        PackNotFound: A path holds no pack.
        BadPack: A pack is not what PACKS.md asks for; the error says where and why.
    """
    folders = [folder for path in paths for folder in find_packs(Path(path))] if paths else [starter_path()]
    packs = [read_pack(folder) for folder in folders]
    names: dict[str, Pack] = {}
    for pack in packs:
        if pack.name in names:
            reason = f"a second pack named {pack.name!r}; the first is in {names[pack.name].root}"
            raise BadPack.at(pack.root / DESCRIPTOR, reason, column="name")
        names[pack.name] = pack
    return Packs(packs, trusted=_verified_digest())


def find_packs(path: Path) -> list[Path]:
    """Return the pack folder that a path is, or the pack folders in it, by name.

    Raises:
        PackNotFound: There is none.
    """
    if (path / DESCRIPTOR).is_file():
        return [path]
    if not path.is_dir():
        raise PackNotFound.at(path, "not a folder" if path.exists() else "not found")
    folders = sorted(folder for folder in path.iterdir() if (folder / DESCRIPTOR).is_file())
    if not folders:
        raise PackNotFound.at(path, f"no {DESCRIPTOR}")
    return folders


def _verified_digest() -> str:
    file = starter_path().with_name(VERIFIED)
    return file.read_text(encoding="ascii").strip() if file.is_file() else ""


class Packs:
    """Open packs: their tables, their entities, and the queries on them.

    Tables of packs that come with a proof of having been checked are loaded at the first query that names them, the
    others when they are opened. After that nothing outside the packs' folders can be read, and nothing written.
    """

    def __init__(self, packs: Iterable[Pack], *, trusted: str = "") -> None:
        self.packs = tuple(sorted(packs, key=lambda pack: pack.name))
        self._by_name = {pack.name: pack for pack in self.packs}
        self._resources = {(table.pack, table.name): table for pack in self.packs for table in pack.tables}
        self._store = Store(self.packs)
        self._parse = lru_cache(maxsize=4096)(lambda sql: parse(self._store.connection.cursor(), sql))
        for pack in self.packs:
            if pack.digest != trusted:
                check(self._store, pack)
        self.entities = merged_entities(self.packs)
        self._entities = {entity.id: entity for entity in self.entities}

    @property
    def refs(self) -> tuple[PackRef, ...]:
        """What a dossier keeps of each pack, by name."""
        return tuple(pack.ref for pack in self.packs)

    @property
    def now(self) -> date | None:
        """The second clock: the day up to which the packs know the world; None without packs."""
        return max((pack.created for pack in self.packs), default=None)

    @property
    def resources(self) -> tuple[Resource, ...]:
        """Every table but the entities, by pack and name."""
        return tuple(resource for pack in self.packs for resource in pack.resources)

    def pack(self, name: str) -> Pack:
        """Return a pack by name.

        Raises:
            NoSuchPack: None has this name.
        """
        if name not in self._by_name:
            raise NoSuchPack.named(name, self._by_name)
        return self._by_name[name]

    def resource(self, pack: str, name: str) -> Resource:
        """Return a table of a pack, `entities` included.

        Raises:
            NoSuchPack: No open pack has this name.
            NoSuchResource: The pack has no such table.
        """
        tables = self.pack(pack).tables
        found = self._resources.get((pack, name))
        if found is None:
            raise NoSuchResource.named(pack, name, [table.name for table in tables])
        return found

    def entity(self, entity_id: str) -> Entity | None:
        """Return an entity by id, or None."""
        return self._entities.get(entity_id)

    def query(self, pack: str, resource: str, sql: str, parameters: Mapping[str, str]) -> Query:
        """Run one SELECT, and return it with every row that it gave.

        Tables are named `"pack"."resource"`, parameters `$name`; their values are text, which DuckDB casts where it
        compares them with a date or a number. `date` columns are DATE, `number` columns exact decimals. The rows come
        back as text: a cell that the query passes through is as the file has it. Their order is the query's ORDER BY.

        Args:
            pack: The pack the query is about, for the record.
            resource: The table it is about, for the record.
            sql: The query.
            parameters: A value for each parameter that the query names.

        Raises:
            NoSuchPack: No open pack has this name.
            NoSuchResource: The pack, or the query, names a table that is not there.
            BadQuery: The query is not one SELECT over the packs' tables, or DuckDB refuses it.
        """
        self.resource(pack, resource)
        parsed: Parsed = self._parse(sql)
        tables = [self.resource(*name) for name in parsed.tables]
        for table in tables:
            self._store.load(table)
        try:
            columns, rows = self._run(parsed, tables, parameters)
        except duckdb.Error as error:
            raise BadQuery.because(sql, str(error).strip().splitlines()[0]) from error
        return Query(
            pack=pack,
            resource=resource,
            sql=sql,
            parameters=tuple(sorted(parameters.items())),
            columns=columns,
            rows=rows,
        )

    def count(self, resource: Resource) -> int:
        """Return how many rows a table has."""
        ((count,),) = self.query(resource.pack, resource.name, f"SELECT count(*) FROM {resource.table}", {}).rows
        return int(count or 0)

    def _run(
        self, parsed: Parsed, tables: Iterable[Resource], parameters: Mapping[str, str]
    ) -> tuple[tuple[str, ...], Rows]:
        cursor = self._store.connection.cursor()
        # DuckDB refuses a parameter that the query does not name; callers share one set between queries.
        named = {entry["key"] for entry in parsed.tree.get("named_param_map", ())}
        given = {name: value for name, value in parameters.items() if name in named}
        hidden = {name for table in tables for name in self._store.hidden(table)}
        if hidden:
            return run_as_written(cursor, parsed, given, hidden)
        answer = cursor.execute(parsed.sql, given)
        columns = tuple(column[0] for column in answer.description)
        return columns, tuple(tuple(map(as_text, row)) for row in answer.fetchall())
