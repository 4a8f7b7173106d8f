"""Packs that come as zip files: unpacked without trusting a name, a size or a link in them."""

from __future__ import annotations

import stat
import zipfile
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from zlib import error as ZlibError  # noqa: N812 -- zlib names its exception in lower case

from sourcier.evidence.packs.errors import BadArchive

MEMBERS = 2_000
SIZE = 4 * 1024**3
"""Bytes that an archive may unpack to."""
RATIO = 200
"""How much smaller than its contents an archive may be; CSV of figures packs 10 to 40 times."""
_FREE = 10 * 1024**2
"""Contents below this are never a bomb."""
_CHUNK = 1024**2


def is_archive(path: Path) -> bool:
    """Say whether a file is a zip file, by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
    except OSError:
        return False


def unpack(archive: Path, folder: Path, *, named: str) -> None:
    """Unpack a zip file into an empty folder.

    Args:
        archive: The file.
        folder: Where to.
        named: What to call the archive in an error: its path or address.

    Raises:
        BadArchive: It is damaged or locked, leads out of the folder, holds a link, or is far larger than it looks.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = opened.infolist()
            _check(members, archive.stat().st_size, named)
            left = SIZE
            for member in members:
                left -= _write(opened, member, folder, left, named)
    except (zipfile.BadZipFile, ZlibError, LZMAError, EOFError, NotImplementedError, ValueError, OSError) as error:
        if isinstance(error, BadArchive):
            raise
        raise BadArchive.of(named, f"not a zip file that can be read: {error}") from error


def _check(members: list[zipfile.ZipInfo], packed: int, named: str) -> None:
    if len(members) > MEMBERS:
        raise BadArchive.of(named, f"{len(members)} files; a pack has fewer than {MEMBERS}")
    size = sum(member.file_size for member in members)
    if size > SIZE or (size > _FREE and size > RATIO * packed):
        raise BadArchive.of(named, f"unpacks to {size // 1024**2} MB from {max(packed // 1024, 1)} kB")
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in member.filename or "\0" in member.orig_filename:
            raise BadArchive.of(named, f"a name that leads out of it: {member.filename!r}")
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise BadArchive.of(named, f"a link or a device: {member.filename!r}")
        if member.flag_bits & 0x1:
            raise BadArchive.of(named, "locked with a password")


def _write(opened: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, left: int, named: str) -> int:
    """Write one member, counting what really comes out of it: the sizes in the directory are only claims."""
    target = folder / PurePosixPath(member.filename.replace("\\", "/"))
    if member.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(member) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > min(left, member.file_size):
                raise BadArchive.of(named, f"{member.filename!r} is larger than it says")
            file.write(chunk)
    return written
