"""From the inputs that a user names to the items in them."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.app.corpus.inputs.addresses import check_address, read_address
from sourcier.app.corpus.inputs.columns import Columns
from sourcier.app.corpus.inputs.errors import CorpusInside
from sourcier.app.corpus.inputs.globs import is_pattern, matches
from sourcier.app.corpus.inputs.kinds import Kind, kind_by_start, kind_of
from sourcier.app.corpus.inputs.leaving import Left
from sourcier.app.corpus.inputs.records import Asked, Expanded, Failed
from sourcier.core.errors import SourcierError
from sourcier.ingest.containers.errors import DamagedArchive, FolderLoop, HiddenFile
from sourcier.ingest.containers.folders import walk
from sourcier.ingest.errors import EmptyText, SourceForbidden, SourceNotFound, UnsupportedMediaType
from sourcier.ingest.sources import shown_path

if TYPE_CHECKING:  # named in annotations only: the HTTP client is imported when there is an address to fetch
    from sourcier.ingest.fetching import Session

BY_COMMON_NAMES = Columns()
_ASIDE = (HiddenFile, FolderLoop, CorpusInside)
_MANIFEST = "corpus.json"
_BESIDE = frozenset({".commits", ".state", ".staging", "inputs", "articles"})
"""One of these lies beside the manifest of a corpus, and not beside any file that happens to be called so."""


def expand(
    inputs: Sequence[str], *, columns: Columns = BY_COMMON_NAMES, session: Session | None = None
) -> Iterator[Expanded]:
    """Return what some inputs hold, as a stream, in an order that is the same each time.

    Every input is looked at before this returns, so that a mistake is told before anything runs. Then nothing raises:
    what is wrong with one file or record is a `Failed`, and the next comes.

    Args:
        inputs: Paths of files and folders, patterns of them, http(s) addresses.
        columns: Which columns of tables hold what, where their names do not say it.
        session: What fetches sitemaps, feeds and pages that are named; the usual one when None.

    Raises:
        SourceNotFound: An input is not there, or cannot be read.
        MissingColumn: A table has no column of the name that is given, or none to read articles from.
        UnsupportedMediaType: A table or archive is named by its address.
        SourcierError: A table or a folder is empty or damaged.
    """
    asked = Asked(columns, session)
    for source in inputs:
        _check(source, asked)
    return (item for source in inputs for item in _expanded(source, asked))


def _check(source: str, asked: Asked) -> None:
    if _is_address(source):
        check_address(source)
    elif is_pattern(source):
        if next(matches(source), None) is None:
            raise SourceNotFound(f"nothing fits {shown_path(source)!r}", source=source)
    else:
        _check_path(Path(source), shown_path(source), asked)


def _check_path(path: Path, name: str, asked: Asked) -> None:
    if not name.strip():
        raise SourceNotFound("an input without a name; give a file, a folder, a pattern or an address", source=name)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise SourceNotFound(f"{name!r} is no file or folder: a device, a pipe or a socket", source=name)
        if stat.S_ISDIR(mode):
            os.scandir(path).close()  # whether it can be read
            if not any(_is_input(found) for found in walk(path, _refused)):
                raise EmptyText(f"{name}: no articles and no tables in it", source=name)
            return
        with path.open("rb"):
            pass
    except PermissionError as error:
        raise SourceForbidden.at(name[:200], error) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceNotFound(
            f"{name[:200]!r} cannot be read: {reason}; give a file, a folder, a pattern or an address", source=name
        ) from error
    try:
        _kind(path).check(path, asked, name)
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedArchive.at(name, f"cannot be read: {error}") from error


def _is_input(found: Path | SourcierError) -> bool:
    if isinstance(found, SourcierError):
        return not isinstance(found, _ASIDE)
    return kind_of(found) is not None


def _kind(path: Path) -> Kind:
    return kind_of(path) or kind_by_start(path)


def _is_address(source: str) -> bool:
    return "://" in source


def _expanded(source: str, asked: Asked) -> Iterator[Expanded]:
    if _is_address(source):
        yield from read_address(source, asked)
        return
    path = Path(source)
    if not is_pattern(source) and not path.is_dir():
        yield from _read_file(path, asked, _kind(path))
        return
    left = Left(shown_path(source))
    corpora = set()
    for one in matches(source) if is_pattern(source) else (path,):
        if (corpus := _corpus_around(one.parent)) is None or not is_pattern(source):
            yield from _below(one, asked, left)
        elif corpus not in corpora:
            corpora.add(corpus)
            left.add(CorpusInside.slug, shown_path(corpus))
    yield from left.told()


def _below(path: Path, asked: Asked, left: Left) -> Iterator[Expanded]:
    """Yield what a file, or each file below a folder, holds; `left` counts those of a kind that is not read."""
    for found in walk(path, _refused):
        if isinstance(found, _ASIDE):
            left.add(found.slug, found.source)
        elif isinstance(found, SourcierError):
            yield Failed.of(found.source, found)
        elif (kind := kind_of(found)) and (found == path or not kind.is_listing):
            yield from _read_file(found, asked, kind)
        else:
            left.add(UnsupportedMediaType.slug, shown_path(found), found.suffix.lower())


def _refused(folder: str, names: Sequence[str]) -> CorpusInside | None:
    """Refuse a corpus, whole or still being made: its tables hold articles that were inputs once."""
    return CorpusInside.at(folder) if _MANIFEST in names and not _BESIDE.isdisjoint(names) else None


@lru_cache(maxsize=1024)
def _corpus_around(folder: Path) -> Path | None:
    """Return the corpus that a folder is in or is, None for most."""
    for one in (folder, *folder.parents):
        if (one / _MANIFEST).exists() and any((one / name).exists() for name in _BESIDE):
            return one
    return None


def _read_file(path: Path, asked: Asked, kind: Kind) -> Iterator[Expanded]:
    name = shown_path(path)
    try:
        yield from kind.read(path, asked, name)
    except SourcierError as error:
        yield Failed.of(name, error)
    except PermissionError as error:
        yield Failed.of(name, SourceForbidden.at(name, error))
    except FileNotFoundError:
        yield Failed.of(name, SourceNotFound(f"{name} is gone: it was there when the run began", source=name))
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Failed.of(name, DamagedArchive.at(name, f"cannot be read to its end: {reason}"))
