"""Which packs are meant: by path, by name, or by saying nothing."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from sourcier.evidence.packs.descriptor import DESCRIPTOR, Pack
from sourcier.evidence.packs.errors import PackNotFound
from sourcier.evidence.packs.installing import STARTER, find_installed, installed, newest, open_installed
from sourcier.evidence.packs.parsing import read_pack

VERIFIED = "starter.sha256"
"""Beside the starter pack: its digest when it was built and validated."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A pack to be opened."""

    pack: Pack
    is_checked: bool
    """Its digest shows that every row of it has been checked before."""


def starter_path() -> Path:
    """Return the folder of the starter pack, which comes with the program."""
    return Path(str(resources.files(__package__))) / STARTER


def choose_all() -> list[Chosen]:
    """Return the starter pack and the newest version of each installed one."""
    return [_starter(), *(Chosen(open_installed(one), is_checked=True) for one in newest())]


def choose(named: Path | str) -> list[Chosen]:
    """Return the packs of a path, or the pack of a name: `starter`, or an installed one's with `@VERSION` or without.

    Raises:
        PackNotFound: It is neither.
        BadPack: The descriptor of a pack lacks something.
        PackChanged: An installed pack is not the one that was added.
    """
    path = Path(named)
    if not path.exists():
        if str(named) == STARTER:
            return [_starter()]
        found = find_installed(str(named))
        if found is not None:
            return [Chosen(open_installed(found), is_checked=True)]
        if path.name == str(named):
            raise PackNotFound.named(path.name, [STARTER, *(one.reference for one in installed())])
    checked = _verified_digest()
    return [Chosen(pack, is_checked=pack.digest == checked) for pack in map(read_pack, find_packs(path))]


def choose_one(named: Path | str) -> Pack:
    """Return the one pack of a path or a name.

    Raises:
        PackNotFound: There is none, or there are several.
    """
    chosen = choose(named)
    if len(chosen) > 1:
        raise PackNotFound.at(Path(named), f"{len(chosen)} packs where one is needed")
    return chosen[0].pack


def find_packs(path: Path) -> list[Path]:
    """Return the pack folder that a path is, or the pack folders in it, by name.

    Raises:
        PackNotFound: There is none.
    """
    if (path / DESCRIPTOR).is_file():
        return [path]
    if not path.is_dir():
        raise PackNotFound.at(path, "not a folder" if path.exists() else "not found")
    folders = sorted(folder for folder in path.iterdir() if (folder / DESCRIPTOR).is_file())
    if not folders:
        raise PackNotFound.at(path, f"no {DESCRIPTOR}")
    return folders


def _starter() -> Chosen:
    pack = read_pack(starter_path())
    return Chosen(pack, is_checked=pack.digest == _verified_digest())


def _verified_digest() -> str:
    file = starter_path().with_name(VERIFIED)
    return file.read_text(encoding="ascii").strip() if file.is_file() else ""
