"""What can go wrong with a library's folder. One class a kind, the slug stable."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from sourcier.core.errors import SourcierError

_ITS_SOURCE = re.compile(r",? *\S+\.rs:\d+(:\d+)?")


class OtherEncoder(SourcierError):
    """A library's vectors were made by another encoder. Attributes: `path`, `made_by`, `asked`."""

    slug: ClassVar[str] = "other-encoder"

    @classmethod
    def at(cls, path: Path, *, made_by: str, asked: str, places: Sequence[str] = ()) -> OtherEncoder:
        """Return the error for a folder, with the commands that mend it.

        Args:
            path: The folder.
            made_by: The encoder of its vectors; of the same name as `asked` where that is another release of it.
            asked: The encoder chosen now.
            places: Where its texts came from, as far as they are few enough to be named.
        """
        mended = _anew(path, places)
        if made_by == asked:
            said = f"was made with another release of {made_by}, and vectors of two releases cannot be compared"
            return cls(
                f"the library in {path} {said}; to make it anew (give the options of then): {mended}",
                path=str(path),
                made_by=made_by,
                asked=asked,
            )
        return cls(
            f"the library in {path} was made with {made_by}, and the encoder chosen is {asked}; their vectors cannot "
            f"be compared. Choose the first again (SOURCIER_ENCODER), or make the library anew: {mended}",
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
    def at(cls, path: Path, reason: str, *, places: Sequence[str] = ()) -> DamagedLibrary:
        """Return the error for a folder, with the command that makes it anew; `places` as for OtherEncoder."""
        return cls(
            f"the library in {path} is damaged: {reason}; to make it anew (give the options of then): "
            f"{_anew(path, places)}",
            path=str(path),
            reason=reason,
        )


class UnwritableLibrary(SourcierError, OSError):
    """A library's folder cannot be written; what it held before is untouched. Attributes: `path`, `reason`."""

    slug: ClassVar[str] = "unwritable-library"

    @classmethod
    def at(cls, path: Path, error: Exception) -> UnwritableLibrary:
        """Return the error for a folder."""
        reason = getattr(error, "strerror", None) or plainly(error)
        return cls(
            f"cannot write the library in {path}: {reason}; what was in it is whole: make room, or make it writable, "
            "and give the same command again",
            path=str(path),
            reason=reason,
        )


class BusyLibrary(SourcierError):
    """Another process has been writing a library for long. Attribute: `path`."""

    slug: ClassVar[str] = "busy-library"
    retryable: ClassVar[bool] = True

    @classmethod
    def at(cls, path: Path) -> BusyLibrary:
        """Return the error for a folder."""
        return cls(f"another process is writing the library in {path}; try again when it has ended", path=str(path))


def plainly(error: Exception) -> str:
    """Return what Lance says of a file, on one line and without where in its own source it says so."""
    return " ".join(_ITS_SOURCE.sub("", str(error)).split())[:200]


def _anew(path: Path, places: Sequence[str]) -> str:
    own, sources = shlex.quote(str(path)), " ".join(map(shlex.quote, places)) or "PATH…"
    return f"mv {own} {own}.old && sourcier library add --library {own} {sources}"
