"""What can go wrong with a library's folder. One class a kind, the slug stable."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from sourcier.core.errors import SourcierError


class OtherEncoder(SourcierError):
    """A library's vectors were made by another encoder. Attributes: `path`, `made_by`, `asked`."""

    slug: ClassVar[str] = "other-encoder"

    @classmethod
    def at(cls, path: Path, *, made_by: str, asked: str) -> OtherEncoder:
        """Return the error for a folder; encoders of one name are two releases of one."""
        asked_said = f"another release of {asked}" if made_by == asked else asked
        return cls(
            f"the library in {path} was made with {made_by}, and vectors of two encoders cannot be compared; "
            f"the one chosen is {asked_said}: choose the first again (SOURCIER_ENCODER), "
            "or add the documents to a new library (SOURCIER_LIBRARY)",
            path=str(path),
            made_by=made_by,
            asked=asked,
        )


class NoLibrary(SourcierError):
    """A folder holds no library. Attribute: `path`."""

    slug: ClassVar[str] = "no-library"

    @classmethod
    def at(cls, path: Path) -> NoLibrary:
        """Return the error for a folder, there or not."""
        return cls(f"there is no library in {path}; make one with: sourcier library add", path=str(path))


class OtherLayout(SourcierError):
    """A library's folder is laid out as another version of the program does. Attributes: `path`, `found`, `known`."""

    slug: ClassVar[str] = "other-layout"

    @classmethod
    def at(cls, path: Path, *, found: int, known: int) -> OtherLayout:
        """Return the error for a folder."""
        said = "a newer version of Sourcier; update this one" if found > known else "an older version of Sourcier"
        return cls(
            f"the library in {path} was made by {said}, or add the documents to a new library (SOURCIER_LIBRARY)",
            path=str(path),
            found=found,
            known=known,
        )


class DamagedLibrary(SourcierError):
    """A library's folder lacks a file, or holds one that does not read. Attributes: `path`, `reason`."""

    slug: ClassVar[str] = "damaged-library"

    @classmethod
    def at(cls, path: Path, reason: str) -> DamagedLibrary:
        """Return the error for a folder."""
        return cls(
            f"the library in {path} is damaged: {reason}; remove the folder and add the documents again",
            path=str(path),
            reason=reason,
        )


class UnwritableLibrary(SourcierError, OSError):
    """A library's folder cannot be written; what it held before is untouched. Attributes: `path`, `reason`."""

    slug: ClassVar[str] = "unwritable-library"

    @classmethod
    def at(cls, path: Path, error: Exception) -> UnwritableLibrary:
        """Return the error for a folder."""
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        return cls(f"cannot write the library in {path}: {reason}", path=str(path), reason=reason)


class BusyLibrary(SourcierError):
    """Another process has been writing a library for long. Attribute: `path`."""

    slug: ClassVar[str] = "busy-library"
    retryable: ClassVar[bool] = True

    @classmethod
    def at(cls, path: Path) -> BusyLibrary:
        """Return the error for a folder."""
        return cls(f"another process is writing the library in {path}; try again when it has ended", path=str(path))
