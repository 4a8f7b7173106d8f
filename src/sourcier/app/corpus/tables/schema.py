"""The tables of a corpus: their columns, types and descriptions, from tables.tsv and columns.tsv.

docs/corpus-tables.md is made from them too. Types are written as Arrow and Parquet name them, with `list<…>` and
`struct<name: type, …>`; `arrow_schema` makes them what pyarrow writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the names of the tables are wanted without it, by `sourcier --help`
    import pyarrow as pa

FORMAT = "1"
"""Of a corpus folder. It changes when a reader of the last one would fail, or a column changes its name or type."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    type: str
    description: str
    is_nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that no two rows share; empty where rows have no name of their own."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def tables_of(package: str) -> Mapping[str, Table]:
    """Return the tables that tables.tsv and columns.tsv of a package describe, by their names."""
    columns: dict[str, list[Column]] = {}
    for table, name, kind, null, description in _lines(package, "columns.tsv"):
        columns.setdefault(table, []).append(Column(name, kind, description, is_nullable=null == "null"))
    found = (
        Table(name, description, tuple(columns[name]), tuple(key.split()))
        for name, key, description in _lines(package, "tables.tsv")
    )
    return MappingProxyType({one.name: one for one in found})


def _lines(package: str, file: str) -> Iterator[list[str]]:
    text = (resources.files(package) / file).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines()[1:])


TABLES: Mapping[str, Table] = tables_of(__name__.rpartition(".")[0])
"""Every table of a corpus by its name."""


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Return the schema of a table of a corpus as pyarrow writes it."""
    return schema_of(TABLES[table])


def schema_of(table: Table) -> pa.Schema:
    """Return the schema of any table as pyarrow writes it."""
    import pyarrow as pa

    return pa.schema([pa.field(one.name, _arrow(one.type), nullable=one.is_nullable) for one in table.columns])


def _arrow(kind: str) -> pa.DataType:
    import pyarrow as pa

    if kind.startswith("list<"):
        return pa.list_(_arrow(kind[len("list<") : -1]))
    if kind.startswith("struct<"):
        fields = (field.split(": ") for field in kind[len("struct<") : -1].split(", "))
        return pa.struct([pa.field(name, _arrow(inner)) for name, inner in fields])
    plain: dict[str, pa.DataType] = {
        "string": pa.string(),
        "int32": pa.int32(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "date32": pa.date32(),
    }
    return plain[kind]
