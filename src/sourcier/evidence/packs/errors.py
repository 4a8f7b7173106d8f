"""What can go wrong with packs. One class a kind, the slug stable, the attributes saying where."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from sourcier.core.errors import SourcierError


class BadPack(SourcierError, ValueError):
    """A pack is not what PACKS.md asks for. Nothing of it is used.

    Attributes: `file`, `row` (the header of a table is row 1), `column`, `reason`; row and column are None where
    the fault is not in one.
    """

    slug: ClassVar[str] = "bad-pack"

    @classmethod
    def at(cls, file: str | Path, reason: str, *, row: int | None = None, column: str | None = None) -> BadPack:
        """Return the error for a fault at one place."""
        place = str(file)
        place += f", row {row}" if row is not None else ""
        place += f", column {column}" if column is not None else ""
        return cls(f"{place}: {reason}", file=str(file), row=row, column=column, reason=reason)


class PackNotFound(SourcierError, FileNotFoundError):
    """A path holds no pack. Attribute: `path`."""

    slug: ClassVar[str] = "pack-not-found"

    @classmethod
    def at(cls, path: Path, reason: str) -> PackNotFound:
        """Return the error for a path."""
        return cls(
            f"{path}: {reason}; give a folder with a datapackage.json, or a folder of such folders", path=str(path)
        )


class NoSuchPack(SourcierError, LookupError):
    """No open pack has this name. Attributes: `name`, `known`."""

    slug: ClassVar[str] = "no-such-pack"

    @classmethod
    def named(cls, name: str, known: Iterable[str]) -> NoSuchPack:
        """Return the error for a name, with the names that would do."""
        names = tuple(known)
        return cls(f"no pack {name!r}; open: {', '.join(names)}", name=name, known=names)


class NoSuchResource(SourcierError, LookupError):
    """A pack has no resource of this name. Attributes: `pack`, `name`, `known`."""

    slug: ClassVar[str] = "no-such-resource"

    @classmethod
    def named(cls, pack: str, name: str, known: Iterable[str]) -> NoSuchResource:
        """Return the error for a name, with the names that would do."""
        names = tuple(known)
        return cls(
            f"pack {pack!r} has no resource {name!r}; it has: {', '.join(names)}", pack=pack, name=name, known=names
        )


class BadQuery(SourcierError, ValueError):
    """A query is not one SELECT over the packs' tables, or DuckDB refuses it. Attributes: `sql`, `reason`."""

    slug: ClassVar[str] = "bad-query"

    @classmethod
    def because(cls, sql: str, reason: str) -> BadQuery:
        """Return the error for a query."""
        return cls(f"{reason}, in: {sql}", sql=sql, reason=reason)
