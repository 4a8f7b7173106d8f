"""What can go wrong with packs. One class a kind, the slug stable, the attributes saying where."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar

from sourcier.core.errors import SourcierError

_NAMED = 12
"""Names listed where none is near: more fill the screen."""


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

    def told_of(self, folder: Path, *, instead_of: Path) -> BadPack:
        """Return the same error of another folder: the one a person knows, not a temporary copy of it."""
        file = self.file.replace(str(instead_of), str(folder))
        return BadPack.at(file, self.reason, row=self.row, column=self.column)


class PackNotFound(SourcierError, FileNotFoundError):
    """A path holds no pack. Attribute: `path`."""

    slug: ClassVar[str] = "pack-not-found"

    @classmethod
    def at(cls, path: Path, reason: str) -> PackNotFound:
        """Return the error for a path."""
        return cls(
            f"{path}: {reason}; give a folder with a datapackage.json, or a folder of such folders", path=str(path)
        )

    @classmethod
    def named(cls, name: str, known: Iterable[str]) -> PackNotFound:
        """Return the error for what is neither a path nor an installed pack, with those that are installed."""
        said = f"no such folder, and no installed pack of this name; {_near(name, tuple(known))}"
        return cls(f"{name}: {said}", path=name)


def _near(name: str, known: tuple[str, ...]) -> str:
    """Return the names that a wrong one may have meant, as a question; without any, the first of those there are."""
    near = get_close_matches(name, known, n=2)
    if near:
        return f"did you mean {' or '.join(near)}?"
    more = ", …" if len(known) > _NAMED else ""
    return f"there are: {', '.join(known[:_NAMED]) or 'none'}{more}"


class NoSuchPack(SourcierError, LookupError):
    """No open pack has this name. Attributes: `name`, `known`."""

    slug: ClassVar[str] = "no-such-pack"

    @classmethod
    def named(cls, name: str, known: Iterable[str]) -> NoSuchPack:
        """Return the error for a name, with the names that would do."""
        names = tuple(known)
        return cls(f"no pack {name!r}; {_near(name, names)}", name=name, known=names)


class NoSuchResource(SourcierError, LookupError):
    """A pack has no resource of this name. Attributes: `pack`, `name`, `known`."""

    slug: ClassVar[str] = "no-such-resource"

    @classmethod
    def named(cls, pack: str, name: str, known: Iterable[str]) -> NoSuchResource:
        """Return the error for a name, with the names that would do."""
        names = tuple(known)
        return cls(
            f"pack {pack!r} has no resource {name!r}; {_near(name, names)} (`sourcier pack show {pack}` lists them)",
            pack=pack,
            name=name,
            known=names,
        )


class BadQuery(SourcierError, ValueError):
    """A query is not one SELECT over the packs' tables, or DuckDB refuses it. Attributes: `sql`, `reason`."""

    slug: ClassVar[str] = "bad-query"

    @classmethod
    def because(cls, sql: str, reason: str) -> BadQuery:
        """Return the error for a query."""
        return cls(f"{reason}, in: {sql}", sql=sql, reason=reason)


class PackChanged(SourcierError):
    """An installed pack is not what was added. Attributes: `name`, `version`, `path`, `expected`, `observed`."""

    slug: ClassVar[str] = "pack-changed"

    @classmethod
    def of(cls, name: str, version: str, path: Path, *, expected: str, observed: str) -> PackChanged:
        """Return the error for a pack of another digest than its record; an empty one is of files that do not read."""
        said = f"its digest is {observed[:12]}, not {expected[:12]}" if observed else "its files are missing or spoiled"
        return cls(
            f"{name}@{version} in {path} was changed after it was installed: {said}; "
            f"run `sourcier pack remove {name}@{version}` and add it again",
            name=name,
            version=version,
            path=str(path),
            expected=expected,
            observed=observed,
        )


class PackExists(SourcierError, FileExistsError):
    """Another pack of this name and version is installed. Attributes: `name`, `version`, `path`."""

    slug: ClassVar[str] = "pack-exists"

    @classmethod
    def at(cls, name: str, version: str, path: Path) -> PackExists:
        """Return the error for an installed pack."""
        return cls(
            f"another {name}@{version} is installed, with other contents; give the new one another version, "
            f"or run `sourcier pack remove {name}@{version}` first",
            name=name,
            version=version,
            path=str(path),
        )


class BadArchive(SourcierError, ValueError):
    """An archive is not a pack in a zip file, or holds what no pack does. Attributes: `source`, `reason`."""

    slug: ClassVar[str] = "bad-archive"

    @classmethod
    def of(cls, source: str, reason: str) -> BadArchive:
        """Return the error for an archive."""
        return cls(f"{source}: {reason}", source=source, reason=reason)


class StoreFailed(SourcierError, OSError):
    """The folder of installed packs, or one to write a pack into, cannot be written. Attributes: `path`, `reason`."""

    slug: ClassVar[str] = "store-failed"

    @classmethod
    def at(cls, path: Path, error: OSError) -> StoreFailed:
        """Return the error for a folder."""
        reason = error.strerror or str(error)
        return cls(f"cannot write {path}: {reason}", path=str(path), reason=reason)


class UnreadableTable(SourcierError, ValueError):
    """A file given to `pack build` is no table that can be made into a pack. Attributes: `file`, `reason`."""

    slug: ClassVar[str] = "unreadable-table"

    @classmethod
    def of(cls, file: Path | str, reason: str) -> UnreadableTable:
        """Return the error for a file."""
        return cls(f"{file}: {reason}", file=str(file), reason=reason)


class DraftIncomplete(SourcierError):
    """A draft still has blanks that only a person can fill. Attributes: `path`, `blanks`."""

    slug: ClassVar[str] = "incomplete-draft"

    @classmethod
    def at(cls, path: Path, blanks: Iterable[str]) -> DraftIncomplete:
        """Return the error for a draft's folder, with what is missing, key by key."""
        left = tuple(blanks)
        shown = ", ".join(left[:5]) + (f" and {len(left) - 5} more" if len(left) > 5 else "")
        return cls(
            f"{path}: to be completed: {shown}; `sourcier pack validate {path}` lists them all",
            path=str(path),
            blanks=left,
        )

    @classmethod
    def unbuilt(cls, path: Path) -> DraftIncomplete:
        """Return the error for a draft that is taken for a pack."""
        reason = f"a draft, not yet a pack; complete it, then run `sourcier pack build {path}`"
        return cls(f"{path}: {reason}", path=str(path), blanks=())


class OutputExists(SourcierError, FileExistsError):
    """A folder to write into holds something already. Attribute: `path`."""

    slug: ClassVar[str] = "output-exists"

    @classmethod
    def at(cls, path: Path) -> OutputExists:
        """Return the error for a folder."""
        return cls(f"{path} is not empty; give another folder with --out, or remove it", path=str(path))
