"""Folders: every file below, in the order of the names, whatever links do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourcier.evidence.library.intake.errors import FolderLoop, HiddenFile
from sourcier.evidence.library.intake.records import Taken
from sourcier.ingest.errors import SourceNotFound


def walk(folder: Path) -> Iterator[Path | Taken]:
    """Yield the files below a folder, and what is wrong with one that is left aside.

    Hidden files and folders are left aside, and said; a link to a folder that was walked is not followed again.
    """
    walked: set[tuple[int, int]] = set()
    # Explicit, for folders nested deeper than Python calls: the next one to look at is the last.
    left = [folder]
    while left:
        path = left.pop()
        if path != folder and path.name.startswith("."):
            yield Taken(str(path), (HiddenFile.at(str(path)),))
            continue
        try:
            if not path.is_dir():
                yield path
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in walked:
                yield Taken(str(path), (FolderLoop.at(str(path)),))
                continue
            walked.add((status.st_dev, status.st_ino))
            left += sorted(path.iterdir(), key=lambda one: one.name, reverse=True)
        except OSError as error:
            reason = error.strerror or str(error)
            missing = SourceNotFound(f"{str(path)!r} cannot be read: {reason}", source=str(path))
            yield Taken(str(path), (missing,))
