"""Open packs, look into them, query them."""

# ruff: noqa: S608 -- every name put into SQL is quoted, every text a literal

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import duckdb

from sourcier.core.findings import PackRef, Query
from sourcier.core.language import Entity
from sourcier.evidence.packs.checking import check
from sourcier.evidence.packs.choosing import choose, choose_all
from sourcier.evidence.packs.descriptor import DESCRIPTOR, Pack, Resource
from sourcier.evidence.packs.entities import merged_entities
from sourcier.evidence.packs.errors import BadPack, BadQuery, NoSuchPack, NoSuchResource
from sourcier.evidence.packs.guard import Parsed, parse
from sourcier.evidence.packs.installing import STARTER
from sourcier.evidence.packs.repeats import find_repeated
from sourcier.evidence.packs.store import Store
from sourcier.evidence.packs.tables import as_text
from sourcier.evidence.packs.written import Rows, run_as_written


def open_packs(*packs: Path | str) -> Packs:
    """Open packs; with none named, the starter pack and the newest version of each installed one.

    Every row is checked before anything is used (`rules.py`), save for the starter pack and installed ones, whose
    digests show that they are those that were checked when they were built or added.

    Args:
        packs: Pack folders, folders of pack folders, or names: `starter`, `NAME` or `NAME@VERSION` of an installed
            pack. A path that exists is a path.

    Raises:
        PackNotFound: There is no such pack, or a path holds none.
        BadPack: A pack is not what PACKS.md asks for; the error says where and why.
        PackChanged: An installed pack is not the one that was added.
    """
    chosen = [one for named in packs for one in choose(named)] if packs else choose_all()
    names: dict[str, Pack] = {}
    for one in chosen:
        pack = one.pack
        if pack.name in names:
            reason = f"a second pack named {pack.name!r}; the first is in {names[pack.name].root}"
            raise BadPack.at(pack.root / DESCRIPTOR, reason, column="name")
        names[pack.name] = pack
    return Packs(names.values(), trusted=frozenset(one.pack.digest for one in chosen if one.is_checked))


class Packs:
    """Open packs: their tables, their entities, and the queries on them.

    Tables of packs that come with a proof of having been checked are loaded at the first query that names them, the
    others when they are opened. After that nothing outside the packs' folders can be read, and nothing written.
    """

    def __init__(self, packs: Iterable[Pack], *, trusted: Collection[str] = ()) -> None:
        self.packs = tuple(sorted(packs, key=lambda pack: pack.name))
        self._by_name = {pack.name: pack for pack in self.packs}
        self._resources = {(table.pack, table.name): table for pack in self.packs for table in pack.tables}
        self._store = Store(self.packs)
        self._parse = lru_cache(maxsize=4096)(lambda sql: parse(self._store.connection.cursor(), sql))
        for pack in self.packs:
            if pack.digest not in trusted:
                check(self._store, pack)
        self._repeated = find_repeated(self._store, self.packs)
        # The starter pack's labels go first: an installed pack that calls France "FR" renames nothing.
        self.entities = merged_entities(sorted(self.packs, key=lambda pack: (pack.name != STARTER, pack.name)))
        self._entities = {entity.id: entity for entity in self.entities}

    @property
    def refs(self) -> tuple[PackRef, ...]:
        """What a dossier keeps of each pack, by name."""
        return tuple(pack.ref for pack in self.packs)

    @property
    def now(self) -> date | None:
        """The second clock: the day up to which the packs know the world; None without packs."""
        return max((pack.created for pack in self.packs), default=None)

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """Every table but the entities, by pack and name; of the starter pack's, those that no other pack repeats.

        A repeated one can still be named in a query: a dossier made before the other pack was there still replays.
        """
        return tuple(
            resource for pack in self.packs for resource in pack.resources if resource.table not in self._repeated
        )

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
