"""From what a user names, a folder, a zip file or the address of one, to installed packs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sourcier.evidence.packs import installing
from sourcier.evidence.packs.archives import is_archive, unpack
from sourcier.evidence.packs.building.reading import read_draft
from sourcier.evidence.packs.choosing import find_packs
from sourcier.evidence.packs.errors import BadArchive, DraftIncomplete, PackNotFound
from sourcier.evidence.packs.installing import Installed

if TYPE_CHECKING:  # named in annotations only: the HTTP client is imported when there is an address to fetch
    from sourcier.ingest.fetching import Session


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding one pack."""

    installed: Installed
    was_there: bool
    """The same pack was installed before."""


def is_address(source: str) -> bool:
    """Say whether a source is an address, of the web or of a scheme that the session will refuse by name.

    >>> is_address("https://example.org/p.zip"), is_address("C:/packs"), is_address("packs/p.zip")
    (True, False, False)
    """
    scheme, mark, _ = source.partition("://")
    return bool(mark) and scheme.isalpha()


def add_from(source: str, *, session: Session | None = None) -> list[Added]:
    """Install the pack or packs that a path or an address holds. Nothing is fetched unless it is an address.

    Raises:
        PackNotFound: There is no pack.
        BadArchive: A file or page is no zip file that can be unpacked safely.
        DraftIncomplete: It is a draft, which is still to be built.
        BadPack: A pack is not what PACKS.md asks for; those before it stay installed.
        PackExists: Another pack of this name and version is installed.
        SourcierError: The page cannot be had (see `ingest.fetching`).
    """
    added = []
    with _folder(source, session) as folder:
        for root in find_packs(folder):
            if read_draft(root) is not None:
                raise DraftIncomplete.unbuilt(root)
            before = {one.root for one in installing.installed()}
            one = installing.add(root)
            added.append(Added(installed=one, was_there=one.root in before))
    return added


@contextmanager
def _folder(source: str, session: Session | None) -> Iterator[Path]:
    path = Path(source)
    if not is_address(source) and not path.is_file():
        yield path
        return
    with TemporaryDirectory(prefix="sourcier-pack-") as temporary:
        archive = path
        if is_address(source):
            archive = Path(temporary) / "fetched.zip"
            archive.write_bytes(fetch_bytes(source, session))
        if not is_archive(archive):
            reason = "neither a pack folder nor a zip file; a table becomes a pack with `sourcier pack build`"
            raise BadArchive.of(source, reason)
        folder = Path(temporary) / "unpacked"
        folder.mkdir()
        unpack(archive, folder, named=source)
        try:
            find_packs(folder)
        except PackNotFound as error:
            raise BadArchive.of(source, "no datapackage.json in it") from error
        yield folder


def fetch_bytes(address: str, session: Session | None = None) -> bytes:
    """Return what an address holds, fetched through the guarded session.

    Raises:
        SourcierError: It cannot be had, or is not on the public web.
    """
    from sourcier.ingest.fetching import Session  # noqa: PLC0415 -- the HTTP client takes a while to import

    return (session or Session()).fetch(address).body
