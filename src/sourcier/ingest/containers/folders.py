"""Folders: every file below, in the order of the names, whatever links do."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sourcier.core.errors import SourcierError
from sourcier.ingest.containers.errors import FolderLoop, HiddenFile
from sourcier.ingest.errors import SourceForbidden, SourceNotFound
from sourcier.ingest.sources import shown_path

Refusal = Callable[[str, Sequence[str]], SourcierError | None]
"""Why a folder is not walked, by its path and the names in it; None where it is."""


def walk(folder: Path, refuses: Refusal | None = None) -> Iterator[Path | SourcierError]:
    """Yield the files below a folder, and why one is left aside: its path is the error's `source`.

    Hidden files and folders are left aside; a link to a folder that was walked is not followed again; devices, pipes
    and links to nothing cannot be read. Of the folders on the way to a file the names are held, and nothing else.
    """
    walked: set[tuple[int, int]] = set()
    # Explicit, for folders nested deeper than Python calls.
    left = [iter((folder,))]
    while left:
        path = next(left[-1], None)
        if path is None:
            left.pop()
        elif path != folder and path.name.startswith("."):
            yield HiddenFile.at(shown_path(path))
        else:
            below = _look(path, walked, refuses)
            if isinstance(below, Iterator):
                left.append(below)
            else:
                yield below


def _look(path: Path, walked: set[tuple[int, int]], refuses: Refusal | None) -> Path | SourcierError | Iterator[Path]:
    """Return a file, what is wrong with it, or what is in a folder."""
    name = shown_path(path)
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            return path
        if not stat.S_ISDIR(status.st_mode):
            return SourceNotFound(f"{name} is no file: a device, a pipe or a socket", source=name)
        place = (status.st_dev, status.st_ino)
        if place in walked:
            return FolderLoop.at(name)
        walked.add(place)
        names = sorted(os.listdir(path))  # noqa: PTH208 - a million names are lighter than a million paths
    except PermissionError as error:
        return SourceForbidden.at(name, error)
    except OSError as error:
        reason = error.strerror or str(error)
        return SourceNotFound(f"{name!r} cannot be read: {reason}", source=name)
    return (refuses and refuses(name, names)) or (path / one for one in names)
