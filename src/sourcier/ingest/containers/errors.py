"""What can be wrong with what holds many articles, or with one record of it: the others are read."""

from __future__ import annotations

from typing import ClassVar

from sourcier.core.errors import Scope, SourcierError


class BadRecord(SourcierError, ValueError):
    """A line, entry or declaration is not what its format asks for. Attributes: `source`, `reason`."""

    slug: ClassVar[str] = "bad-record"
    scope: ClassVar[Scope] = Scope.ITEM

    @classmethod
    def at(cls, source: str, reason: str) -> BadRecord:
        """Return the error for one place of a file."""
        return cls(f"{source}: {reason}", source=source, reason=reason)


class DamagedArchive(SourcierError, ValueError):
    """An archive or feed breaks off, or is none; what can be read is taken. Attributes: `source`, `reason`."""

    slug: ClassVar[str] = "damaged-archive"

    @classmethod
    def at(cls, source: str, reason: str) -> DamagedArchive:
        """Return the error for a file."""
        return cls(f"{source}: {reason}", source=source, reason=reason)


class UnsafeFeed(SourcierError, ValueError):
    """A feed or sitemap declares entities of its own, which unpack to any size. Attribute: `source`."""

    slug: ClassVar[str] = "unsafe-feed"

    @classmethod
    def at(cls, source: str) -> UnsafeFeed:
        """Return the error for a feed."""
        return cls(f"{source}: declares XML entities of its own; it is not read", source=source)


class HiddenFile(SourcierError):
    """A file or folder in a folder is hidden; it is taken when it is named itself. Attribute: `source`."""

    slug: ClassVar[str] = "hidden-file"
    scope: ClassVar[Scope] = Scope.ITEM

    @classmethod
    def at(cls, path: str) -> HiddenFile:
        """Return the error for a path."""
        return cls(f"{path}: hidden, left aside; it is taken when it is named", source=path)


class FolderLoop(SourcierError):
    """A link in a folder leads to a folder that is walked already. Attribute: `source`."""

    slug: ClassVar[str] = "folder-loop"
    scope: ClassVar[Scope] = Scope.ITEM

    @classmethod
    def at(cls, path: str) -> FolderLoop:
        """Return the error for a path."""
        return cls(f"{path}: a link to a folder that was walked already", source=path)
