"""Packs in the user's own data: `home()/packs/NAME/VERSION/`, each put there whole or not at all.

A pack is copied into a temporary folder beside, checked there, and renamed into place, which the file system does in
one step: whoever looks sees the whole pack or none, also when two processes add the same one or one is killed midway.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from sourcier.core.settings import home
from sourcier.evidence.packs.checking import check
from sourcier.evidence.packs.descriptor import DESCRIPTOR, Pack
from sourcier.evidence.packs.errors import BadPack, NoSuchPack, PackChanged, PackExists, PackNotFound, StoreFailed
from sourcier.evidence.packs.parsing import read_pack
from sourcier.evidence.packs.store import Store

STARTER = "starter"
RECORD = ".installed.json"
"""In an installed pack's folder: its digest when it was added."""
_TEMPORARY = ".adding-"
_STALE_S = 3600.0
"""A temporary folder as old as this was left by a process that was killed, where its process cannot be asked."""
_NOTICES = re.compile(r"(LICEN[CS]E|NOTICE|COPYING|README|ATTRIBUTION)[\w.-]*", re.IGNORECASE)
"""Files that travel with a pack although its descriptor does not name them: what its licences ask to be kept."""
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Installed:
    """One installed version of a pack."""

    name: str
    version: str
    root: Path

    @property
    def reference(self) -> str:
        """How the command line names it."""
        return f"{self.name}@{self.version}"


def packs_folder() -> Path:
    """Return the folder of installed packs."""
    return home() / "packs"


def installed() -> list[Installed]:
    """Return every installed version, by name, the newest version first."""
    folder = packs_folder()
    if not folder.is_dir():
        return []
    found = [
        Installed(name=pack.name, version=version.name, root=version)
        for pack in sorted(folder.iterdir())
        if pack.is_dir() and not pack.name.startswith(".")
        for version in pack.iterdir()
        if (version / RECORD).is_file()
    ]
    return sorted(found, key=lambda one: (one.name, *_newest_first(one.version)))


def newest() -> list[Installed]:
    """Return the newest version of each installed pack, by name."""
    first: dict[str, Installed] = {}
    for one in installed():
        first.setdefault(one.name, one)
    return list(first.values())


def find_installed(reference: str) -> Installed | None:
    """Return the pack that `NAME` (its newest version) or `NAME@VERSION` means, or None."""
    name, _, version = reference.partition("@")
    return next((one for one in installed() if one.name == name and version in {"", one.version}), None)


def get_installed(reference: str) -> Installed:
    """Return the pack that `NAME` or `NAME@VERSION` means.

    Raises:
        NoSuchPack: None such is installed.
    """
    found = find_installed(reference)
    if found is None:
        raise NoSuchPack.named(reference, [one.reference for one in installed()])
    return found


def open_installed(one: Installed) -> Pack:
    """Return an installed pack, its digest compared with the one recorded when it was added.

    Raises:
        PackChanged: The digests differ, or a file is gone.
    """
    expected = _recorded(one)
    try:
        pack = read_pack(one.root)
    except (BadPack, PackNotFound) as error:
        raise PackChanged.of(one.name, one.version, one.root, expected=expected, observed="") from error
    if pack.digest != expected:
        raise PackChanged.of(one.name, one.version, one.root, expected=expected, observed=pack.digest)
    return pack


def _recorded(one: Installed) -> str:
    try:
        record = json.loads((one.root / RECORD).read_text(encoding="utf-8"))
        return str(record["digest"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise PackChanged.of(one.name, one.version, one.root, expected="", observed="") from error


def add(folder: Path) -> Installed:
    """Install the pack of a folder, once every row of it has been checked.

    A pack of the same name, version and digest that is there already is left as it is.

    Raises:
        PackNotFound: The folder holds no descriptor.
        BadPack: The pack is not what PACKS.md asks for.
        PackExists: Another pack of this name and version is there.
        StoreFailed: The folder of packs cannot be written.
    """
    source = read_pack(folder)
    if source.name == STARTER:
        raise BadPack.at(folder / DESCRIPTOR, f"{STARTER!r} is the pack that comes with the program", column="name")
    with _temporary(packs_folder()) as temporary:
        _copy(source, temporary)
        # What is checked is the copy: the source may change while it is read.
        try:
            pack = read_pack(temporary)
            check(Store([pack]), pack)
        except BadPack as error:
            raise error.told_of(folder, instead_of=temporary) from error
        record = {"name": pack.name, "version": pack.version, "digest": pack.digest}
        (temporary / RECORD).write_text(json.dumps(record), encoding="utf-8")
        return _put_in_place(pack, temporary)


def _put_in_place(pack: Pack, temporary: Path) -> Installed:
    place = packs_folder() / pack.name / pack.version
    one = Installed(name=pack.name, version=pack.version, root=place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.rename(place)  # refused where a folder with files stands
    except OSError as error:
        if not place.exists():
            raise StoreFailed.at(place, error) from error
        if _digest_at(place) != pack.digest:
            raise PackExists.at(pack.name, pack.version, place) from error
    return one


def _digest_at(place: Path) -> str:
    try:
        return read_pack(place).digest
    except (BadPack, PackNotFound):
        return ""


def _copy(pack: Pack, folder: Path) -> None:
    names = [DESCRIPTOR, *(str(table.path.relative_to(pack.root)) for table in pack.tables)]
    names += [file.name for file in pack.root.iterdir() if _NOTICES.fullmatch(file.name) and _is_plain(file)]
    for name in names:
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pack.root / name, target)
        except OSError as error:
            raise StoreFailed.at(target, error) from error


def _is_plain(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def remove(reference: str) -> Sequence[Installed]:
    """Remove every version of `NAME`, or the one of `NAME@VERSION`; return what was removed.

    Raises:
        NoSuchPack: None such is installed.
        StoreFailed: The folder of packs cannot be written.
    """
    if reference == STARTER and find_installed(reference) is None:
        raise NoSuchPack(f"{STARTER} comes with the program and is not removed", name=reference, known=())
    first = get_installed(reference)
    gone = [one for one in installed() if one.name == first.name and ("@" not in reference or one == first)]
    for one in gone:
        with _temporary(packs_folder()) as temporary:
            try:
                one.root.rename(temporary / "removed")
            except FileNotFoundError:
                continue  # another process was quicker
            except OSError as error:
                raise StoreFailed.at(one.root, error) from error
    with suppress(OSError):
        (packs_folder() / first.name).rmdir()
    return gone


@contextmanager
def _temporary(beside: Path) -> Iterator[Path]:
    """Make a folder on the same file system, gone afterwards; clear away what killed processes left."""
    try:
        beside.mkdir(parents=True, exist_ok=True)
        _sweep(beside)
        folder = Path(mkdtemp(prefix=f"{_TEMPORARY}{os.getpid()}-", dir=beside))
        folder.chmod(0o755)
    except OSError as error:
        raise StoreFailed.at(beside, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{_TEMPORARY}*"):
        process = _NUMBERS.match(left.name.removeprefix(_TEMPORARY))
        with suppress(OSError):
            if process and os.name == "posix":  # elsewhere asking would end it
                is_left = not _is_running(int(process.group()))
            else:
                is_left = time.time() - left.stat().st_mtime > _STALE_S
            if is_left:
                shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _newest_first(version: str) -> tuple[object, ...]:
    """Order versions as semantic versioning does: 1.10.0 before 1.9.0, and a pre-release after its release.

    >>> sorted(["1.9.0", "1.10.0", "1.10.0-beta", "2.0.0"], key=_newest_first)
    ['2.0.0', '1.10.0', '1.10.0-beta', '1.9.0']
    """
    release, is_pre, rest = re.split(r"[+]", version, maxsplit=1)[0].partition("-")
    numbers = [-int(number) for number in _NUMBERS.findall(release)]
    within = [-int(number) for number in _NUMBERS.findall(rest)]
    return (numbers, bool(is_pre), within, version)
