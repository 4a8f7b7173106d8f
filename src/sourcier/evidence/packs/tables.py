"""Tables in DuckDB: read as text, column by column, then given the types that their schema names.

Types are never guessed. A table is first staged as text exactly as the file has it (`staged`), which is what the rules
of `rules.py` look at; `typed` then turns it into dates and exact decimals. Where a number is not written in the one
plain way ("5.0", "+3", "1e6"), its text is kept beside it in a hidden column, so that a query can return the cell as
it stands.
"""

# ruff: noqa: S608 -- every name put into SQL is quoted, every text a literal

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from sourcier.evidence.packs.cells import read_csv
from sourcier.evidence.packs.descriptor import Column, Resource
from sourcier.evidence.packs.errors import BadPack

STAGE = '"temp"."main"."staged"'
TEXT = "·text"
"""What the name of the hidden column adds to the column's own."""
NUMBER = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,2})?"
PLAIN = r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?"
"""The one way of writing a number that its value gives back."""
INTEGER = r"[-+]?[0-9]+"
_SQL_TYPES = {"date": "DATE", "boolean": "BOOLEAN"}
"""Everything else stays text: string, year, yearmonth, time, any."""
MAX_DIGITS = 38
"""What a DuckDB DECIMAL holds."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How the numbers of one column are written."""

    whole: int
    """Digits before the point, at most."""
    decimals: int
    """Digits after it, at most."""
    is_plain: bool
    """Every cell is written in the one plain way."""

    @property
    def sql_type(self) -> str:
        """The type that holds them all, exactly."""
        if not self.decimals and self.whole <= 18:
            return "BIGINT"
        # 18 digits fit a machine word: sums and comparisons are several times faster than with 38.
        width = 18 if self.whole + self.decimals <= 18 else MAX_DIGITS
        return f"DECIMAL({width},{self.decimals})"


def quoted(name: str) -> str:
    """Return a name as an SQL identifier.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as an SQL literal.

    >>> literal("l'an 1")
    "'l''an 1'"
    """
    return "'" + text.replace("'", "''") + "'"


def _other_header(names: list[str], header: list[str]) -> str:
    said = f"the schema has the columns {', '.join(names)}, the file {', '.join(header)}"
    if len(header) == 1 and set(";\t|") & set(header[0]):
        return f"{said}; save the file with commas between the cells"
    missing = [name for name in names if name not in header]
    more = [name for name in header if name not in names]
    told = (("missing:", missing), ("not in the schema:", more))
    parts = [f"{word} {', '.join(found)}" for word, found in told if found]
    return f"{said} ({'; '.join(parts) or 'the same in another order'})"


def stage(connection: duckdb.DuckDBPyConnection, resource: Resource) -> None:
    """Read a table's file into `STAGE`, every column as text, missing values as NULL.

    Raises:
        BadPack: With the row at which the file stops being the table that the schema describes.
    """
    names = [column.name for column in resource.columns]
    header = _header(connection, resource)
    if header != names:
        raise BadPack.at(resource.path, _other_header(names, header), row=1)
    cells = ", ".join(_text_of(resource, name) for name in names)
    source = (
        f"read_parquet({literal(str(resource.path))})" if resource.format == "parquet" else _read_csv(resource, names)
    )
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE staged AS SELECT {cells} FROM {source}")
    except duckdb.Error as error:
        if resource.format == "csv":
            # Slow and exact: finds the row, which DuckDB's own message may not give.
            read_csv(resource.path, resource.delimiter)
        raise BadPack.at(resource.path, _first_line(error)) from error


def _text_of(resource: Resource, name: str) -> str:
    if resource.format == "csv":
        return quoted(name)
    missing = ", ".join(literal(text) for text in resource.missing_values) or "NULL"
    return f"CASE WHEN {quoted(name)}::VARCHAR NOT IN ({missing}) THEN {quoted(name)}::VARCHAR END AS {quoted(name)}"


def _read_csv(resource: Resource, names: list[str]) -> str:
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    missing = ", ".join(literal(text) for text in resource.missing_values or ("",))
    return (
        f"read_csv({literal(str(resource.path))}, auto_detect = false, header = true, columns = {{{columns}}}, "
        f"""delim = {literal(resource.delimiter)}, quote = '"', escape = '"', """
        f"nullstr = [{missing}], max_line_size = 1000000)"
    )


def _header(connection: duckdb.DuckDBPyConnection, resource: Resource) -> list[str]:
    if resource.format == "parquet":
        try:
            found = connection.execute(f"DESCRIBE FROM read_parquet({literal(str(resource.path))})").fetchall()
        except duckdb.Error as error:
            raise BadPack.at(resource.path, f"not Parquet: {_first_line(error)}") from error
        return [str(row[0]) for row in found]
    try:
        with resource.path.open(encoding="utf-8-sig", newline="") as lines:
            return next(csv.reader(lines, delimiter=resource.delimiter, strict=True), [])
    except (UnicodeDecodeError, csv.Error) as error:
        read_csv(resource.path, resource.delimiter)
        raise BadPack.at(resource.path, f"not CSV: {error}", row=1) from error


def _first_line(error: duckdb.Error) -> str:
    return re.sub(r"\s+", " ", str(error).strip().splitlines()[0])


def is_number(column: Column) -> bool:
    """Say whether a column holds numbers, whole ones included."""
    return column.type in {"number", "integer"}


def measures(column: Column) -> str:
    """Return the SQL that measures how a staged column of numbers is written: the fields of `NumberFormat`."""
    name = quoted(column.name)
    whole = f"max(length(split_part(ltrim({name}, '-'), '.', 1)))"
    decimals = f"max(length(split_part({name}, '.', 2)))" if column.type == "number" else "0"
    return f"{whole}, {decimals}, coalesce(bool_and(regexp_full_match({name}, '{PLAIN}')), true)"


def number_formats(
    connection: duckdb.DuckDBPyConnection, resource: Resource, measured: Sequence[Any] = ()
) -> dict[str, NumberFormat]:
    """Say how the staged numbers are written, by column. Every cell must have passed `NUMBER` or `INTEGER`.

    Args:
        connection: Where the table is staged.
        resource: The table.
        measured: What `measures` gave for each of its columns of numbers, if that is known.

    Raises:
        BadPack: A column needs more digits than a decimal holds.
    """
    columns = [column for column in resource.columns if is_number(column)]
    if not columns:
        return {}
    if not measured:
        every = ", ".join(measures(column) for column in columns)
        measured = connection.execute(f"SELECT {every} FROM {STAGE}").fetchone() or ()
    formats: dict[str, NumberFormat] = {}
    for at, column in enumerate(columns):
        whole, decimals, is_plain = measured[3 * at : 3 * at + 3]
        if not is_plain:
            whole, decimals = _digits(connection, column)
        if (whole or 1) + (decimals or 0) > MAX_DIGITS:
            reason = (
                f"numbers of {whole} digits before the point and {decimals} after it do not fit {MAX_DIGITS} digits"
            )
            raise BadPack.at(resource.path, reason, column=column.name)
        formats[column.name] = NumberFormat(whole=whole or 1, decimals=decimals or 0, is_plain=bool(is_plain))
    return formats


def _digits(connection: duckdb.DuckDBPyConnection, column: Column) -> tuple[int, int]:
    """Count the digits that exponents and trailing zeros hide from the text."""
    cells = connection.execute(f"SELECT DISTINCT {quoted(column.name)} FROM {STAGE}").fetchall()
    written = [format(Decimal(cell), "f").lstrip("-").partition(".") for (cell,) in cells if cell is not None]
    return max(len(whole) for whole, _, _ in written), max(len(decimals) for _, _, decimals in written)


def typed(connection: duckdb.DuckDBPyConnection, resource: Resource, measured: Sequence[Any] = ()) -> tuple[str, ...]:
    """Make the typed table from the staged one; return the columns that have a hidden text beside them.

    Args:
        connection: Where the table is staged.
        resource: The table.
        measured: As for `number_formats`.

    Raises:
        BadPack: A cell is not of its column's type.
    """
    formats = number_formats(connection, resource, measured)
    kept = tuple(name for name, form in formats.items() if not form.is_plain)
    cells = [_cell(column, formats) for column in resource.columns]
    cells += [f"{quoted(name)} AS {quoted(name + TEXT)}" for name in kept]
    try:
        connection.execute(f"CREATE TABLE {resource.table} AS SELECT {', '.join(cells)} FROM {STAGE}")
    except duckdb.Error as error:
        raise BadPack.at(resource.path, _first_line(error)) from error
    return kept


def _cell(column: Column, formats: dict[str, NumberFormat]) -> str:
    name = quoted(column.name)
    if column.name in formats:
        return f"CAST({name} AS {formats[column.name].sql_type}) AS {name}"
    sql_type = _SQL_TYPES.get(column.type)
    return f"CAST({name} AS {sql_type}) AS {name}" if sql_type else name


def as_text(value: Any) -> str | None:
    """Return a value as a file would have it: ISO dates, numbers without padding, None for a missing one.

    >>> as_text(Decimal("5.2200")), as_text(Decimal("1200")), as_text(True)
    ('5.22', '1200', 'true')
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        written = format(value, "f")
        return written.rstrip("0").rstrip(".") if "." in written else written
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
