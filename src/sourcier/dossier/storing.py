"""Dossiers and reports as files: written whole or not at all, read with one clear error."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from sourcier.core.dossier import SCHEMA_VERSION, Dossier, dossier_adapter, from_json
from sourcier.dossier.errors import BadDossier, OutputFailed

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all. Raises OutputFailed; see `saving`."""
    with saving(path) as file:
        file.write(content)


@contextmanager
def saving(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes its place whole or not at all: it is renamed when all of it is on the disk.

    A symbolic link is followed, a device (`/dev/stdout`) is written to directly, and the permissions of a
    file that is replaced are kept. Raises OutputFailed.
    """
    path = Path(os.path.realpath(path))
    name: str | None = None
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                yield device
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException as error:
        if name is not None:
            with suppress(OSError):
                Path(name).unlink()
        if isinstance(error, OSError):
            raise unwritten(path, error) from error
        raise


def probe(path: Path) -> None:
    """Fail now, not after the work, when nothing could be written at this path. Raises OutputFailed."""
    folder = Path(os.path.realpath(path)).parent
    if path.is_dir():
        raise OutputFailed(f"cannot write {path}: it is a folder; give a file name", path=str(path))
    if not folder.is_dir():
        raise OutputFailed(
            f"cannot write {path}: the folder {folder} does not exist; make it, or give another file", path=str(path)
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputFailed(f"cannot write {path}: no permission in {folder}; give another file", path=str(path))


def load(raw: bytes, name: str) -> Dossier:
    """Return the dossier that some JSON holds.

    Args:
        raw: The bytes of the file.
        name: What to call the file in an error.

    Raises:
        BadDossier: It is not JSON, not a dossier, or of a schema version that this program does not know.
    """
    try:
        dossier = from_json(raw)
    except ValidationError as error:
        raise BadDossier(
            f"{name} is not a dossier: {_first(error)}; make one with: sourcier check ARTICLE --json FILE", path=name
        ) from error
    if dossier.schema_version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise BadDossier(
            f"{name} has schema version {dossier.schema_version}; this program reads {SCHEMA_VERSION}", path=name
        )
    if lost := _lost_sentence(dossier):
        raise BadDossier(f"{name} is not a dossier: it has no sentence {lost!r}, which its ledger names", path=name)
    return dossier


def load_all(raw: bytes, name: str) -> list[Dossier]:
    """Return the dossiers of a file: one JSON document, or one a line as several articles give."""
    lines = [line for line in raw.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.startswith(b"{") and line.rstrip().endswith(b"}") for line in lines):
        return [load(line, f"{name}, line {number}") for number, line in enumerate(lines, start=1)]
    return [load(raw, name)]


def to_line(dossier: Dossier) -> bytes:
    """Return the dossier as one line of JSON, line end included."""
    return dossier_adapter().dump_json(dossier) + b"\n"


def unwritten(place: Path | str, error: OSError) -> OutputFailed:
    """Return the error for a file, or what stands for one, that does not take what is written into it."""
    way_out = "free some space and give the same command again" if error.errno in _FULL else "give another file"
    return OutputFailed(f"cannot write {place}: {error.strerror or error}; {way_out}", path=str(place))


def _lost_sentence(dossier: Dossier) -> str | None:
    held = {sentence.id for sentence in dossier.sentences}
    return next((entry.sentence_id for entry in dossier.ledger.entries if entry.sentence_id not in held), None)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else str(first["msg"])
