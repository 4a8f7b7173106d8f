"""What can go wrong with a corpus folder. One class a kind, the slug stable; each names the way out."""

from __future__ import annotations

import errno
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from sourcier.core.dossier import Run
from sourcier.core.errors import Scope, SourcierError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class CorpusError(SourcierError):
    """Base of what goes wrong with a corpus folder. Attribute: `path`, the folder or the file."""

    scope: ClassVar[Scope] = Scope.RUN


class CorpusMissing(CorpusError):
    """A folder holds no corpus."""

    slug: ClassVar[str] = "corpus-missing"

    @classmethod
    def at(cls, folder: Path) -> CorpusMissing:
        """Return the error for a folder, there or not."""
        return cls(
            f"there is no corpus in {folder}; make one with: sourcier corpus run INPUT… --out {_quoted(folder)}",
            path=str(folder),
        )


class CorpusDamaged(CorpusError):
    """A file of a corpus is missing, cut short or not what it should be."""

    slug: ClassVar[str] = "corpus-damaged"

    @classmethod
    def part(cls, folder: Path, file: Path, what: str) -> CorpusDamaged:
        """Return the error for a file of a part, which the run can make again."""
        return cls(
            f"{file} {what}. Take its part out with: sourcier corpus repair {_quoted(folder)} – then run again as "
            "before, and its articles are read anew",
            path=str(file),
        )

    @classmethod
    def manifest(cls, folder: Path, file: Path, what: str) -> CorpusDamaged:
        """Return the error for the manifest, which nothing can make again."""
        return cls(
            f"{file} {what}. Put it back from a copy of {folder}, or run into another folder: sourcier corpus run "
            f"INPUT… --out {_quoted(folder.with_name(folder.name + '-2'))}",
            path=str(file),
        )


class OtherFormat(CorpusError):
    """A corpus is laid out as another version of the program does."""

    slug: ClassVar[str] = "corpus-other-format"

    @classmethod
    def at(cls, folder: Path, found: str, known: str) -> OtherFormat:
        """Return the error for a folder."""
        return cls(
            f"the corpus in {folder} has format {found}, and this program reads {known}; use the version that made it, "
            "or run into another folder: sourcier corpus run INPUT… --out OTHER",
            path=str(folder),
        )


class OtherRun(CorpusError):
    """A run into a corpus would read and check otherwise than the runs before it did."""

    slug: ClassVar[str] = "corpus-other-run"

    @classmethod
    def at(cls, folder: Path, before: Run, now: Run) -> OtherRun:
        """Return the error for a folder, with what differs."""
        own = _quoted(folder)
        return cls(
            f"the corpus in {folder} was made with {'; '.join(differing(before, now))}. Articles read in two ways "
            "cannot be counted together: run into another folder (sourcier corpus run INPUT… --out NEW), and compare "
            f"with: sourcier corpus report NEW --before {own}",
            path=str(folder),
        )


class CorpusBusy(CorpusError):
    """Another run is writing into the folder."""

    slug: ClassVar[str] = "corpus-busy"

    @classmethod
    def at(cls, folder: Path) -> CorpusBusy:
        """Return the error for a folder."""
        return cls(
            f"another run is writing into {folder}; wait for its end, or run into another folder: sourcier corpus run "
            "INPUT… --out OTHER",
            path=str(folder),
        )


class NotACorpus(CorpusError):
    """A folder that a run should write into holds something else."""

    slug: ClassVar[str] = "corpus-not-empty"

    @classmethod
    def at(cls, folder: Path, name: str) -> NotACorpus:
        """Return the error for a folder, with something that it holds."""
        return cls(
            f"{folder} is no corpus and not empty (it holds {name}); give a new folder: sourcier corpus run INPUT… "
            f"--out {_quoted(folder / 'corpus')}",
            path=str(folder),
        )


class CorpusFull(CorpusError):
    """The disk is full."""

    slug: ClassVar[str] = "corpus-disk-full"


class CorpusUnwritable(CorpusError):
    """Nothing can be written into the folder."""

    slug: ClassVar[str] = "corpus-read-only"


class BadQuery(SourcierError, ValueError):
    """A query that the tables cannot answer."""

    slug: ClassVar[str] = "corpus-bad-query"


class NoArticle(SourcierError, ValueError):
    """An id, or its beginning, that names no article of the corpus, or several."""

    slug: ClassVar[str] = "corpus-no-article"


def differing(before: Run, now: Run) -> list[str]:
    """Return what of two runs differs, each as "packs starter 1.0, not starter 1.1"."""
    found = []
    for name, old, new in (
        ("version", {before.version}, {now.version}),
        ("language models", {" ".join(one) for one in before.models}, {" ".join(one) for one in now.models}),
        ("packs", _packs(before), _packs(now)),
        ("options", {"=".join(one) for one in before.options}, {"=".join(one) for one in now.options}),
        ("library", _library(before), _library(now)),
        ("day up to which packs know the world", {str(before.now)}, {str(now.now)}),
    ):
        if old != new:
            found.append(f"{name} {_beside(old, new)}")
    return found


def _beside(old: set[str], new: set[str]) -> str:
    """Return what was and what is now; where only something comes in, or goes, the rest as well.

    >>> _beside({"a", "b"}, {"a", "c"}), _beside({"a"}, {"a", "b"}), _beside({"a", "b"}, {"a"}), _beside({"a"}, set())
    ('b, not c', 'a, without b', 'a, b, not only a', 'a, not none')
    """
    if old and old < new:
        return f"{_listed(old)}, without {_listed(new - old)}"
    if new and new < old:
        return f"{_listed(old)}, not only {_listed(new)}"
    return f"{_listed(old - new)}, not {_listed(new - old)}"


def _packs(run: Run) -> set[str]:
    return {f"{one.name} {one.version} ({one.digest[:12]})" for one in run.packs}


def _library(run: Run) -> set[str]:
    return {run.library.digest[:12]} if run.library else set()


def _listed(terms: set[str]) -> str:
    return ", ".join(sorted(terms)) or "none"


@contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """Turn what the system says while a corpus is written into its error: a full disk, no permission."""
    try:
        yield
    except OSError as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: Exception) -> CorpusError:
    """Return the error for what the system said about writing into a folder."""
    reason = getattr(error, "strerror", None) or str(error)
    if getattr(error, "errno", None) in _FULL or "disk is full" in reason:
        return CorpusFull(
            f"no room left where {folder} lies ({reason}). What was written is whole: free some space and run again as "
            "before, and it goes on from there",
            path=str(folder),
        )
    return CorpusUnwritable(
        f"cannot write into {folder}: {reason}. Make it writable, or run into another folder: sourcier corpus run "
        "INPUT… --out OTHER",
        path=str(folder),
    )


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
